package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often each document was cited; nothing of who asked what. */
@Repository
public class CitationCounts {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CitationCounts(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void add(List<Citation> citations, OffsetDateTime at) {
        template.batchUpdate("insert into citation (document_id, version, ordinal, cited_at) values (?, ?, ?, ?)", citations.stream()
                .map(citation -> new Object[] {citation.documentId(), citation.version(), ordinal(citation), at}).toList());
    }

    private static int ordinal(Citation citation) {
        return Integer.parseInt(citation.passageId().substring(citation.passageId().lastIndexOf('#') + 1));
    }

    /** By document id; those never cited are absent. */
    public Map<String, Integer> since(OffsetDateTime from) {
        return jdbc.sql("select document_id, count(*) from citation where cited_at >= :from group by document_id").param("from", from)
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
