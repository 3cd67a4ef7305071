package cn.niangjia.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The wordings of every document, and their passages. */
@Repository
public class Versions {

    private static final String SELECT = """
            select document_id, version, state, description, author, reviewed_by, publish_at, revision, proposal, submitted_at, created_at
            from document_version where document_id = :id
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final JsonMapper json;
    private final Clock clock;

    Versions(JdbcClient jdbc, JdbcTemplate template, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
        this.clock = clock;
    }

    /** All of a document, newest first. */
    public List<Version> of(String id) {
        return jdbc.sql(SELECT + " order by version desc").param("id", id).query(this::version).list();
    }

    public Optional<Version> find(String id, int number) {
        return jdbc.sql(SELECT + " and version = :number").param("id", id).param("number", number).query(this::version).optional();
    }

    /** The one that is not published yet. */
    public Optional<Version> open(String id) {
        return jdbc.sql(SELECT + " and state in ('DRAFT', 'REVIEWED', 'SCHEDULED')").param("id", id).query(this::version).optional();
    }

    /** Open versions of all documents, by document. */
    public List<Version> open() {
        return jdbc.sql(SELECT.replace("document_id = :id", "state in ('DRAFT', 'REVIEWED', 'SCHEDULED')") + " order by document_id")
                .query(this::version).list();
    }

    /** Open versions of all documents whose time has come. */
    List<Version> due(OffsetDateTime now) {
        return jdbc.sql(SELECT.replace("document_id = :id", "state = 'SCHEDULED' and publish_at <= :now")).param("now", now)
                .query(this::version).list();
    }

    /** The text it was made from, as it came. */
    public String source(String id, int number) {
        return jdbc.sql("select source from document_version where document_id = :id and version = :number").param("id", id)
                .param("number", number).query(String.class).optional().orElse("");
    }

    /** The hash of what it was made from, by which the same is known again. */
    public String contentHash(String id, int number) {
        return jdbc.sql("select content_hash from document_version where document_id = :id and version = :number").param("id", id)
                .param("number", number).query(String.class).optional().orElse("");
    }

    /** Every passage in reading order, those switched off among them. */
    public List<Passage> passages(String id, int number) {
        return jdbc.sql("select * from passage where document_id = :id and version = :version order by ordinal")
                .param("id", id).param("version", number).query(this::passage).list();
    }

    /** The passage at an anchor such as 第四十六条, unless it is switched off. */
    Optional<Passage> passage(String id, int number, String anchor) {
        return jdbc.sql("select * from passage where document_id = :id and version = :version and anchor = :anchor and enabled order by ordinal limit 1")
                .param("id", id).param("version", number).param("anchor", anchor).query(this::passage).optional();
    }

    int next(String id) {
        return 1 + jdbc.sql("select coalesce(max(version), 0) from document_version where document_id = :id")
                .param("id", id).query(Integer.class).single();
    }

    /** For the next state of a document; never one that somebody may have seen before. */
    int nextRevision(String id) {
        return 1 + jdbc.sql("select coalesce(max(revision), 0) from document_version where document_id = :id")
                .param("id", id).query(Integer.class).single();
    }

    void add(ReadDocument read, int number, int revision, Version.State state, String hash, @Nullable String author) {
        Map<String, Object> row = described(read.description());
        row.put("document_id", read.id());
        row.put("version", number);
        row.put("revision", revision);
        row.put("state", state.name());
        row.put("source", read.source());
        row.put("content_hash", hash);
        row.put("author", author);
        row.put("created_at", OffsetDateTime.now(clock));
        jdbc.sql("insert into document_version (%s) values (%s)".formatted(String.join(", ", row.keySet()),
                row.keySet().stream().map(":"::concat).collect(Collectors.joining(", ")))).params(row).update();
        addPassages(read.id(), number, read.sections());
    }

    /** Only for one that is still open. */
    void rewrite(String id, int number, Description description, List<Section> sections, String author) {
        Map<String, Object> row = described(description);
        String assignments = row.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        row.put("id", id);
        row.put("number", number);
        row.put("author", author);
        row.put("now", OffsetDateTime.now(clock));
        jdbc.sql("update document_version set " + assignments + """
                , state = 'DRAFT', reviewed_by = null, publish_at = null, submitted_at = null, revision = revision + 1, author = :author, created_at = :now
                where document_id = :id and version = :number
                """).params(row).update();
        deletePassages(id, number);
        addPassages(id, number, sections);
    }

    private Map<String, Object> described(Description description) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("title", description.title());
        row.put("kind", description.kind().name());
        row.put("region", description.region());
        row.put("visibility", description.visibility().name());
        row.put("issued_on", description.issuedOn());
        row.put("effective_from", description.effectiveFrom());
        row.put("effective_until", description.effectiveUntil());
        row.put("description", json.writeValueAsString(description));
        return row;
    }

    private void addPassages(String id, int number, List<Section> sections) {
        template.batchUpdate("""
                insert into passage (document_id, version, ordinal, anchor, section, heading, text, enabled, questions, spoken)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, IntStream.range(0, sections.size()).mapToObj(ordinal -> {
                    Section section = sections.get(ordinal);
                    return new Object[] {id, number, ordinal, section.anchor(), section.section(), section.heading(), section.text(),
                        section.enabled(), json.writeValueAsString(section.questions()), section.spoken()};
                }).toList());
    }

    private void deletePassages(String id, int number) {
        jdbc.sql("delete from passage where document_id = :id and version = :number").param("id", id).param("number", number).update();
    }

    void setState(String id, int number, Version.State state) {
        jdbc.sql("update document_version set state = :state where document_id = :id and version = :number")
                .param("state", state.name()).param("id", id).param("number", number).update();
    }

    void reviewed(String id, int number, Version.State state, String reviewer, @Nullable OffsetDateTime publishAt) {
        jdbc.sql("""
                update document_version set state = :state, reviewed_by = :reviewer, publish_at = :at, revision = revision + 1
                where document_id = :id and version = :number
                """).param("state", state.name()).param("reviewer", reviewer).param("at", publishAt, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id).param("number", number).update();
    }

    void setSubmitted(String id, int number, @Nullable OffsetDateTime at) {
        jdbc.sql("update document_version set submitted_at = :at where document_id = :id and version = :number")
                .param("at", at, java.sql.Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).param("number", number).update();
    }

    void setRevision(String id, int number, int revision) {
        jdbc.sql("update document_version set revision = :revision where document_id = :id and version = :number")
                .param("revision", revision).param("id", id).param("number", number).update();
    }

    /** What was to be published at a set time waits again. */
    void unschedule(String id) {
        jdbc.sql("update document_version set state = 'REVIEWED', publish_at = null, revision = revision + 1 where document_id = :id and state = 'SCHEDULED'")
                .param("id", id).update();
    }

    void setProposal(String id, int number, String proposal) {
        jdbc.sql("update document_version set proposal = :proposal where document_id = :id and version = :number")
                .param("proposal", proposal).param("id", id).param("number", number).update();
    }

    void delete(String id, int number) {
        deletePassages(id, number);
        jdbc.sql("delete from document_version where document_id = :id and version = :number").param("id", id).param("number", number).update();
    }

    private Version version(ResultSet row, int n) throws SQLException {
        return new Version(row.getString("document_id"), row.getInt("version"), Version.State.valueOf(row.getString("state")),
                json.readValue(row.getString("description"), Description.class), row.getString("author"), row.getString("reviewed_by"),
                row.getObject("publish_at", OffsetDateTime.class), row.getInt("revision"), row.getString("proposal"), row.getObject("submitted_at", OffsetDateTime.class),
                row.getObject("created_at", OffsetDateTime.class));
    }

    private Passage passage(ResultSet row, int n) throws SQLException {
        return new Passage(new PassageId(row.getString("document_id"), row.getInt("version"), row.getInt("ordinal")),
                row.getString("anchor"), row.getString("section"), row.getString("heading"), row.getString("text"),
                row.getBoolean("enabled"), Arrays.asList(json.readValue(row.getString("questions"), String[].class)), row.getString("spoken"));
    }
}
