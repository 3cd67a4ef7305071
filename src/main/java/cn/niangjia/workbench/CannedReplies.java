package cn.niangjia.workbench;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Replies written beforehand. Those of a place serve the places in it; of two of one name the nearer place's is used. */
@Repository
class CannedReplies {

    /** @param name typed behind a slash @param text with variables such as {@code {地区}} */
    record Canned(UUID id, String region, String name, String text, String changedBy) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    CannedReplies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By name. @param regions codes of the places they are of */
    List<Canned> of(List<String> regions) {
        return jdbc.sql("select * from canned_reply where region in (:regions) order by name, region desc").param("regions", regions)
                .query((row, n) -> new Canned(row.getObject("id", UUID.class), row.getString("region"), row.getString("name"), row.getString("text"),
                        row.getString("changed_by"))).list();
    }

    Optional<Canned> find(UUID id) {
        return jdbc.sql("select * from canned_reply where id = :id").param("id", id)
                .query((row, n) -> new Canned(row.getObject("id", UUID.class), row.getString("region"), row.getString("name"), row.getString("text"),
                        row.getString("changed_by"))).optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the place has one of that name */
    @Transactional
    public UUID add(String region, String name, String text, String by) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into canned_reply (id, region, name, text, changed_by, changed_at) values (:id, :region, :name, :text, :by, :now)")
                .param("id", id).param("region", region).param("name", name).param("text", text).param("by", by).param("now", OffsetDateTime.now(clock)).update();
        return id;
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the place has another one of that name */
    @Transactional
    public void change(UUID id, String name, String text, String by) {
        jdbc.sql("update canned_reply set name = :name, text = :text, changed_by = :by, changed_at = :now where id = :id")
                .param("id", id).param("name", name).param("text", text).param("by", by).param("now", OffsetDateTime.now(clock)).update();
    }

    @Transactional
    public void remove(UUID id) {
        jdbc.sql("delete from canned_reply where id = :id").param("id", id).update();
    }
}
