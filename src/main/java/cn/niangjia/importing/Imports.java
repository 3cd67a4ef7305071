package cn.niangjia.importing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The imports and how far each of their files is. What runs when the server stops is queued again at the next start. */
@Repository
class Imports {

    /** So many changes are told at once. */
    static final int PORTION = 500;
    private static final int LONGEST_NAME = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Imports(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    UUID begin(String by, Import.Settings settings) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into import (id, state, started_by, settings, started_at) values (:id, 'QUEUED', :by, :settings, :now)")
                .param("id", id).param("by", by).param("settings", json.writeValueAsString(settings)).param("now", now()).update();
        return id;
    }

    Optional<Import> find(UUID id) {
        return jdbc.sql("select * from import where id = :id").param("id", id).query(this::imported).optional();
    }

    /** Newest first. */
    List<Import> latest(int count) {
        return jdbc.sql("select * from import order by started_at desc limit :count").param("count", count).query(this::imported).list();
    }

    /** Adds a file; an import that was over goes on. @param refused why it is not taken at all; null: it is queued */
    @Transactional
    public void add(UUID id, String name, @Nullable Integer parent, Uploads.@Nullable Stored stored, @Nullable String refused) {
        jdbc.sql("update import set last_number = last_number + 1 where id = :id").param("id", id).update();
        int number = jdbc.sql("select last_number from import where id = :id").param("id", id).query(Integer.class).single();
        jdbc.sql("""
                insert into import_file (import_id, number, name, parent, size, stored, state, stage, note, passages, result, error, updated)
                values (:id, :number, :name, :parent, :size, :stored, :state, 0, '', 0, :result, :error, :updated)
                """).param("id", id).param("number", number).param("name", cut(name))
                .param("parent", parent, Types.INTEGER).param("size", stored == null ? 0 : stored.size()).param("stored", stored == null ? null : stored.hash())
                .param("state", refused == null ? "QUEUED" : "REFUSED").param("result", json.writeValueAsString(Import.Result.NONE))
                .param("error", refused).param("updated", nextUpdate(id)).update();
        goOn(id);
    }

    /**
     * Waits for further files: the import is not over before this time, unless the last file is said to have come.
     *
     * @param until null: no more will come
     */
    void awaitMore(UUID id, @Nullable OffsetDateTime until) {
        jdbc.sql("update import set more_until = :until where id = :id").param("until", until, Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).update();
    }

    /** Another file in the place of one that was refused; the import goes on. Whether there was such a file. */
    @Transactional
    public boolean replace(UUID id, int number, String name, Uploads.Stored stored) {
        boolean replaced = jdbc.sql("""
                update import_file set name = :name, size = :size, stored = :stored, state = 'QUEUED', stage = 0, note = '', error = null, updated = :updated
                where import_id = :id and number = :number and state = 'REFUSED'
                """).param("name", cut(name)).param("size", stored.size()).param("stored", stored.hash()).param("updated", nextUpdate(id))
                .param("id", id).param("number", number).update() > 0;
        if (replaced) {
            goOn(id);
        }
        return replaced;
    }

    private void goOn(UUID id) {
        jdbc.sql("update import set state = 'QUEUED', finished_at = null where id = :id and state in ('COMPLETED', 'COMPLETED_WITH_ERRORS')").param("id", id).update();
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
    }

    /** Names that an archive has given already, for when it is opened a second time. */
    List<String> namesFrom(UUID id, int parent) {
        return jdbc.sql("select name from import_file where import_id = :id and parent = :parent").param("id", id).param("parent", parent)
                .query(String.class).list();
    }

    /** Bytes of all that came out of archives. */
    long unpacked(UUID id) {
        return jdbc.sql("select coalesce(sum(size), 0) from import_file where import_id = :id and parent is not null").param("id", id)
                .query(Long.class).single();
    }

    /** At start: what was under way is to be done again. */
    @Transactional
    public void requeue() {
        jdbc.sql("update import_file set state = 'QUEUED', stage = 0 where state = 'RUNNING'").update();
        jdbc.sql("update import set state = 'QUEUED' where state = 'RUNNING'").update();
    }

    /** The first file that waits, of the import that was begun first and is not paused. */
    Optional<Import.File> next() {
        return jdbc.sql("""
                select i.id from import i where i.state in ('QUEUED', 'RUNNING')
                and exists (select 1 from import_file f where f.import_id = i.id and f.state = 'QUEUED') order by i.started_at limit 1
                """).query(UUID.class).optional().flatMap(id -> jdbc.sql("""
                select * from import_file where import_id = :id and state = 'QUEUED' order by import_id, state, number limit 1
                """).param("id", id).query(this::file).optional());
    }

    /** Imports without a file that waits, runs or is still to come, which are not closed yet. */
    List<Import> toBeClosed() {
        return jdbc.sql("""
                select * from import i where i.state in ('QUEUED', 'RUNNING') and (i.more_until is null or i.more_until < :now)
                and not exists (select 1 from import_file f where f.import_id = i.id and f.state in ('QUEUED', 'RUNNING'))
                """).param("now", now()).query(this::imported).list();
    }

    /** Ends it, unless a file has come meanwhile or none has come yet. */
    @Transactional
    public void close(UUID id, Import.State state) {
        // Adding a file takes the import's row first; whoever holds it decides.
        jdbc.sql("update import set last_number = last_number where id = :id").param("id", id).update();
        jdbc.sql("""
                update import set state = :state, finished_at = :now where id = :id and last_number > 0 and state in ('QUEUED', 'RUNNING')
                and not exists (select 1 from import_file f where f.import_id = import.id and f.state in ('QUEUED', 'RUNNING'))
                """).param("state", state.name()).param("now", now()).param("id", id).update();
    }

    void setState(UUID id, Import.State state) {
        jdbc.sql("update import set state = :state, finished_at = :finished where id = :id").param("state", state.name())
                .param("finished", state.isOver() ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).update();
    }

    @Transactional
    public void reached(Import.File file, int stage) {
        jdbc.sql("update import_file set state = 'RUNNING', stage = :stage, updated = :updated where import_id = :id and number = :number")
                .param("stage", stage).param("updated", nextUpdate(file.importId())).param("id", file.importId()).param("number", file.number()).update();
    }

    @Transactional
    public void finished(Import.File file, Import.FileState state, String note, int passages, Import.Result result, @Nullable String error) {
        jdbc.sql("""
                update import_file set state = :state, stage = 5, note = :note, passages = :passages, result = :result, error = :error, updated = :updated
                where import_id = :id and number = :number
                """).param("state", state.name()).param("note", note).param("passages", passages).param("result", json.writeValueAsString(result))
                .param("error", error).param("updated", nextUpdate(file.importId())).param("id", file.importId()).param("number", file.number()).update();
    }

    /** Counted beside the import: to look for the last of thousands at every step would take longer than the step. */
    private long nextUpdate(UUID id) {
        jdbc.sql("update import set last_update = last_update + 1 where id = :id").param("id", id).update();
        return jdbc.sql("select last_update from import where id = :id").param("id", id).query(Long.class).single();
    }

    List<Import.File> files(UUID id, int from, int size) {
        return jdbc.sql("select * from import_file where import_id = :id order by number limit :size offset :from").param("id", id)
                .param("size", size).param("from", from).query(this::file).list();
    }

    /** Those that changed after an update of this number, in the order of their changes. */
    List<Import.File> changedAfter(UUID id, long updated) {
        return jdbc.sql("select * from import_file where import_id = :id and updated > :updated order by updated limit " + PORTION).param("id", id)
                .param("updated", updated).query(this::file).list();
    }

    Optional<Import.File> file(UUID id, String name) {
        return jdbc.sql("select * from import_file where import_id = :id and name = :name order by number desc limit 1").param("id", id).param("name", name)
                .query(this::file).optional();
    }

    Map<Import.FileState, Integer> counts(UUID id) {
        return jdbc.sql("select state, count(*) from import_file where import_id = :id group by state").param("id", id)
                .query((row, n) -> Map.entry(Import.FileState.valueOf(row.getString(1)), row.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    int passages(UUID id) {
        return jdbc.sql("select coalesce(sum(passages), 0) from import_file where import_id = :id").param("id", id).query(Integer.class).single();
    }

    /** What was mended in all files, by its word for readers. */
    Map<String, Integer> mends(UUID id) {
        Map<String, Integer> all = new LinkedHashMap<>();
        jdbc.sql("select result from import_file where import_id = :id and state in ('COMPLETED', 'UNCHANGED') and result like '%\"mends\":{\"%'").param("id", id)
                .query((row, n) -> json.readValue(row.getString(1), Import.Result.class).mends()).list()
                .forEach(mends -> mends.forEach((kind, count) -> all.merge(kind, count, Integer::sum)));
        return all;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Import imported(ResultSet row, int n) throws SQLException {
        return new Import(row.getObject("id", UUID.class), Import.State.valueOf(row.getString("state")), row.getString("started_by"),
                json.readValue(row.getString("settings"), Import.Settings.class), row.getObject("started_at", OffsetDateTime.class),
                row.getObject("finished_at", OffsetDateTime.class), row.getObject("more_until", OffsetDateTime.class));
    }

    private Import.File file(ResultSet row, int n) throws SQLException {
        return new Import.File(row.getObject("import_id", UUID.class), row.getInt("number"), row.getString("name"), row.getObject("parent", Integer.class),
                row.getLong("size"), row.getString("stored"), Import.FileState.valueOf(row.getString("state")), row.getInt("stage"), row.getString("note"),
                row.getInt("passages"), json.readValue(row.getString("result"), Import.Result.class), row.getString("error"), row.getLong("updated"));
    }
}
