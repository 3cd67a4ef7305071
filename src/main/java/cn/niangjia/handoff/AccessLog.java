package cn.niangjia.handoff;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who of the staff opened which conversation; a row each time. It outlives the conversation and holds nothing of it. */
@Repository
public class AccessLog {

    /** What was looked at. */
    public enum What {
        OPENED,
        /** How to reach the worker. */
        CONTACT,
        /** A message as it was typed, with what is masked elsewhere. */
        ORIGINAL
    }

    /** @param staff account */
    public record Access(UUID conversationId, String staff, What what, OffsetDateTime openedAt) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    AccessLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(UUID conversation, String staff, What what) {
        jdbc.sql("insert into conversation_access (conversation_id, staff, what, opened_at) values (:conversation, :staff, :what, :now)")
                .param("conversation", conversation).param("staff", staff).param("what", what.name())
                .param("now", OffsetDateTime.now(clock)).update();
    }

    /** In order. */
    public List<Access> of(UUID conversation) {
        return jdbc.sql("select * from conversation_access where conversation_id = :id order by id").param("id", conversation)
                .query((row, n) -> new Access(row.getObject("conversation_id", UUID.class), row.getString("staff"),
                        What.valueOf(row.getString("what")), row.getObject("opened_at", OffsetDateTime.class))).list();
    }

    @Transactional
    public void forgetBefore(OffsetDateTime time) {
        jdbc.sql("delete from conversation_access where opened_at < :time").param("time", time).update();
    }
}
