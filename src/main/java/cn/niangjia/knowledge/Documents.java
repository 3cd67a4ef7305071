package cn.niangjia.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents with their versions and passages. Each change of what is published takes the next change number in the
 * transaction that makes it; the index follows those numbers.
 */
@Repository
public class Documents {

    /** What is remembered of a document's file. */
    record FileState(String id, String folder, String path, String hash, Document.State state, boolean detached) {
    }

    private static final String SELECT = """
            select d.id, d.state, d.current_version, d.superseded_by, d.superseded_from, d.change_number, v.description
            from document d join document_version v on v.document_id = d.id and v.version = d.current_version
            """;

    private static final String COUNTRY = "中华人民共和国";

    private final JdbcClient jdbc;
    private final Versions versions;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Documents(JdbcClient jdbc, Versions versions, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    public Optional<Document> find(String id) {
        return jdbc.sql(SELECT + " where d.id = :id").param("id", id).query(this::document).optional();
    }

    /** The description of any version, also a former one. */
    public Optional<Description> description(String id, int version) {
        return jdbc.sql("select description from document_version where document_id = :id and version = :version")
                .param("id", id).param("version", version)
                .query((row, n) -> json.readValue(row.getString(1), Description.class)).optional();
    }

    /** The passages of a version in reading order, but those switched off; of none if it does not exist. */
    public List<Passage> passages(String id, int version) {
        return versions.passages(id, version).stream().filter(Passage::enabled).toList();
    }

    /** The passage at an anchor such as 第四十六条, unless it is switched off. */
    public Optional<Passage> passage(String id, int version, String anchor) {
        return versions.passage(id, version, anchor);
    }

    /** A passage with up to {@code around} neighbours on each side, in reading order; none of those switched off but itself. */
    public List<Passage> neighbourhood(PassageId id, int around) {
        return versions.passages(id.documentId(), id.version()).stream()
                .filter(passage -> Math.abs(passage.id().ordinal() - id.ordinal()) <= around)
                .filter(passage -> passage.enabled() || passage.id().equals(id)).toList();
    }

    /**
     * The text of this title, with or without 中华人民共和国, that workers may see: one in force today if there is one, of several
     * that of the widest place, so that no place's own text can pass for the country's.
     *
     * @param places whose texts count, nearest first
     */
    public Optional<Document> publicText(String title, List<String> places) {
        LocalDate today = LocalDate.now(clock);
        return titled(title, places).stream().filter(Document::isForWorkers)
                .min(Comparator.comparing((Document text) -> !text.validity().on(today).isUsable()).thenComparing(widestAndLatest(places)));
    }

    /** Likewise, but the newest wording, though it may not be in force yet. */
    public Optional<Document> newestText(String title, List<String> places) {
        return titled(title, places).stream().filter(Document::isForWorkers).filter(text -> text.supersededFrom() == null)
                .min(widestAndLatest(places));
    }

    private static Comparator<Document> widestAndLatest(List<String> places) {
        return Comparator.comparing((Document text) -> -places.indexOf(text.description().region()))
                .thenComparing(text -> text.description().textDate(), Comparator.nullsLast(Comparator.reverseOrder())).thenComparing(Document::id);
    }

    /** What is published under this title, with or without 中华人民共和国, in any of these places. */
    public List<Document> titled(String title, List<String> places) {
        String shortTitle = title.startsWith(COUNTRY) ? title.substring(COUNTRY.length()) : title;
        return jdbc.sql(SELECT + " where v.title in (:title, :full) and v.region in (:places) and d.state = 'PUBLISHED'")
                .param("title", shortTitle).param("full", COUNTRY + shortTitle).param("places", places).query(this::document).list();
    }

    /** What changed after a number, in the order of the changes; withdrawn documents among it. */
    public List<Document> changedAfter(long number, int limit) {
        return jdbc.sql(SELECT + " where d.change_number > :number order by d.change_number limit :limit")
                .param("number", number).param("limit", limit).query(this::document).list();
    }

    public long lastChangeNumber() {
        return jdbc.sql("select last_number from knowledge_change").query(Long.class).single();
    }

    /** The last change of a document that comes from a knowledge folder. */
    public long lastChangeOfFolders() {
        return jdbc.sql("select coalesce(max(change_number), 0) from document where folder is not null").query(Long.class).single();
    }

    /** Ids of the documents that come from a knowledge folder. */
    public List<String> idsOfFolders() {
        return jdbc.sql("select id from document where folder is not null").query(String.class).list();
    }

    /** Every document, drafts and withdrawn ones among them, by id. */
    public List<Document> all() {
        return jdbc.sql(SELECT + " order by d.id").query(this::document).list();
    }

    /** For {@link Supersession}. */
    List<Document> published() {
        return jdbc.sql(SELECT + " where d.state = 'PUBLISHED' order by d.id").query(this::document).list();
    }

    Map<String, FileState> fileStates() {
        return jdbc.sql("select id, folder, path, file_hash, state, detached from document where folder is not null")
                .query((row, n) -> new FileState(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        Document.State.valueOf(row.getString(5)), row.getBoolean(6)))
                .list().stream().collect(Collectors.toMap(FileState::id, state -> state));
    }

    /** Makes this the current version of its document, which is created, continued or restored as need be. */
    @Transactional
    public void publish(ReadDocument read, String folder, String path, String hash) {
        int version = versions.next(read.id());
        long change = nextChange();
        if (version == 1) {
            jdbc.sql("""
                    insert into document (id, state, current_version, folder, path, file_hash, detached, change_number, changed_at)
                    values (:id, 'PUBLISHED', 1, :folder, :path, :hash, false, :change, :now)
                    """).param("id", read.id()).param("folder", folder).param("path", path).param("hash", hash)
                    .param("change", change).param("now", now()).update();
        } else {
            jdbc.sql("update document_version set state = 'FORMER' where document_id = :id and state = 'CURRENT'")
                    .param("id", read.id()).update();
            jdbc.sql("""
                    update document set state = 'PUBLISHED', current_version = :version, folder = :folder, path = :path,
                    file_hash = :hash, change_number = :change, changed_at = :now where id = :id
                    """).param("id", read.id()).param("version", version).param("folder", folder).param("path", path)
                    .param("hash", hash).param("change", change).param("now", now()).update();
        }
        versions.add(read, version, versions.nextRevision(read.id()), Version.State.CURRENT, hash, null);
    }

    /** Keeps a changed file of a detached document as a version to be looked at; what is published stays. */
    @Transactional
    public void propose(ReadDocument read, String folder, String path, String hash) {
        versions.add(read, versions.next(read.id()), versions.nextRevision(read.id()), Version.State.PROPOSED, hash, null);
        jdbc.sql("update document set folder = :folder, path = :path, file_hash = :hash where id = :id")
                .param("id", read.id()).param("folder", folder).param("path", path).param("hash", hash).update();
    }

    /** The file moved without changing; nothing of what is published changes. */
    void moved(String id, String folder, String path) {
        jdbc.sql("update document set folder = :folder, path = :path where id = :id")
                .param("id", id).param("folder", folder).param("path", path).update();
    }

    /** Takes documents out of the answers; they are kept. */
    @Transactional
    public void withdraw(Collection<String> ids) {
        ids.forEach(id -> setState(id, Document.State.WITHDRAWN));
    }

    /** Brings a withdrawn document back as it was. */
    @Transactional
    public void restore(String id) {
        setState(id, Document.State.PUBLISHED);
    }

    void setState(String id, Document.State state) {
        jdbc.sql("update document set state = :state, change_number = :change, changed_at = :now where id = :id")
                .param("id", id).param("state", state.name()).param("change", nextChange()).param("now", now()).update();
    }

    /** From now on changes of the file arrive as proposals. */
    @Transactional
    public void detach(String id) {
        jdbc.sql("update document set detached = true where id = :id").param("id", id).update();
    }

    @Transactional
    void supersede(String id, @Nullable String by, @Nullable LocalDate from) {
        jdbc.sql("""
                update document set superseded_by = :by, superseded_from = :from, change_number = :change, changed_at = :now
                where id = :id
                """).param("id", id).param("by", by).param("from", from).param("change", nextChange())
                .param("now", now()).update();
    }

    /**
     * To be called first by whatever changes documents: others wait until the transaction ends, so what was read after this stays so.
     * One lock for all, because taking one document's place touches others, and two locks could wait for one another.
     */
    public void lock() {
        jdbc.sql("select last_number from knowledge_change where id = 1 for update").query(Long.class).single();
    }

    /** Holds the counter's row until the transaction ends, so that numbers are seen in the order they were given. */
    long nextChange() {
        jdbc.sql("update knowledge_change set last_number = last_number + 1 where id = 1").update();
        long number = lastChangeNumber();
        events.publishEvent(new DocumentPublished(number));
        return number;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Document document(ResultSet row, int n) throws SQLException {
        return new Document(row.getString("id"), Document.State.valueOf(row.getString("state")), row.getInt("current_version"),
                json.readValue(row.getString("description"), Description.class), row.getString("superseded_by"),
                row.getObject("superseded_from", LocalDate.class), row.getLong("change_number"));
    }
}
