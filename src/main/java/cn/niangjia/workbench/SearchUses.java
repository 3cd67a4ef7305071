package cn.niangjia.workbench;

import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words that led agents to a passage they then used; masked, counted, without names. */
@Repository
class SearchUses {

    /** What only one agent once searched for is nobody else's business. */
    private static final int OFTEN = 2;
    private static final int MOST = 4;
    private static final int LONGEST = 40;

    /** @param uses how often somebody who searched so used the passage */
    record Words(String words, int uses) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    SearchUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What holds personal data, or is a whole story, is of no use to others and not kept. */
    void add(String typed, String documentId, String anchor) {
        String words = typed.strip().replaceAll("\\s+", " ");
        if (words.isEmpty() || words.length() > LONGEST || !PersonalData.mask(words).equals(words) || count(words, documentId, anchor)) {
            return;
        }
        try {
            jdbc.sql("insert into search_use (words, document_id, anchor, uses, last_on) values (:words, :document, :anchor, 1, :today)")
                    .param("words", words).param("document", documentId).param("anchor", anchor).param("today", LocalDate.now(clock)).update();
        } catch (DuplicateKeyException e) {
            count(words, documentId, anchor);
        }
    }

    /** @return whether there was something to count */
    private boolean count(String words, String documentId, String anchor) {
        return jdbc.sql("""
                update search_use set uses = uses + 1, last_on = :today
                where words = :words and document_id = :document and anchor = :anchor
                """).param("words", words).param("document", documentId).param("anchor", anchor).param("today", LocalDate.now(clock)).update() == 1;
    }

    /** The most used first. */
    List<Words> leadingTo(String documentId, String anchor) {
        return jdbc.sql("""
                select words, uses from search_use where document_id = :document and anchor = :anchor and uses >= :often
                order by uses desc, last_on desc limit :most
                """).param("document", documentId).param("anchor", anchor).param("often", OFTEN).param("most", MOST)
                .query((row, n) -> new Words(row.getString(1), row.getInt(2))).list();
    }
}
