package cn.niangjia.insight;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What workers thought of replies; one a reply. */
@Repository
class Feedbacks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Feedbacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public void keep(UUID message, boolean helpful, @Nullable String reason, @Nullable String comment) {
        jdbc.sql("delete from feedback where message_id = :id").param("id", message).update();
        jdbc.sql("""
                insert into feedback (message_id, helpful, reason, remark, created_at)
                values (:id, :helpful, :reason, :remark, :now)
                """).param("id", message).param("helpful", helpful).param("reason", reason).param("remark", comment)
                .param("now", OffsetDateTime.now(clock)).update();
    }
}
