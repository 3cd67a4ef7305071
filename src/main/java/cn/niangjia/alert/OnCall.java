package cn.niangjia.alert;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who is called for which place, and what became of the calls. */
@Repository
class OnCall {

    enum State { PENDING, DELIVERED, FAILED }

    /** @param name of who is reached there, for admins */
    record Entry(String region, String name, String webhook) {
    }

    /** @param step 1 at once, 2 when nobody had acknowledged it in time @param error of the last attempt, without any content */
    record Delivery(long id, UUID handoff, int step, String webhook, State state, int attempts, OffsetDateTime nextAt,
            @Nullable OffsetDateTime finishedAt, @Nullable String error) {
    }

    private static final String SELECT = "select id, handoff_id as handoff, step, webhook, state, attempts, next_at, finished_at, error from alert_delivery ";

    private final JdbcClient jdbc;
    private final Clock clock;

    OnCall(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Entry> entries() {
        return jdbc.sql("select region, name, webhook from on_call order by id")
                .query((row, n) -> new Entry(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    @Transactional
    public void replace(List<Entry> entries) {
        jdbc.sql("delete from on_call").update();
        entries.forEach(entry -> jdbc.sql("insert into on_call (region, name, webhook) values (:region, :name, :webhook)")
                .param("region", entry.region()).param("name", entry.name()).param("webhook", entry.webhook()).update());
    }

    /**
     * Once for each request, step and webhook, on whatever node; again if the request has come back into the queue.
     *
     * @param since when it came
     */
    void call(UUID handoff, int step, String webhook, OffsetDateTime since) {
        jdbc.sql("""
                update alert_delivery set state = 'PENDING', attempts = 0, next_at = :now, finished_at = null, error = null
                where handoff_id = :handoff and step = :step and webhook = :webhook and next_at < :since
                """).param("now", now()).param("handoff", handoff).param("step", step).param("webhook", webhook).param("since", since).update();
        boolean known = jdbc.sql("select count(*) from alert_delivery where handoff_id = :handoff and step = :step and webhook = :webhook")
                .param("handoff", handoff).param("step", step).param("webhook", webhook).query(Integer.class).single() > 0;
        if (known) {
            return;
        }
        try {
            jdbc.sql("""
                    insert into alert_delivery (handoff_id, step, webhook, state, attempts, next_at)
                    values (:handoff, :step, :webhook, 'PENDING', 0, :now)
                    """).param("handoff", handoff).param("step", step).param("webhook", webhook).param("now", now()).update();
        } catch (DuplicateKeyException e) {
            // Another node was first.
        }
    }

    List<Delivery> due() {
        return jdbc.sql(SELECT + "where state = 'PENDING' and next_at <= :now order by next_at limit 50").param("now", now())
                .query(Delivery.class).list();
    }

    /** @return whether this node makes the attempt, and no other */
    boolean claim(Delivery delivery, OffsetDateTime next) {
        return jdbc.sql("update alert_delivery set attempts = attempts + 1, next_at = :next where id = :id and attempts = :attempts and state = 'PENDING'")
                .param("next", next).param("id", delivery.id()).param("attempts", delivery.attempts()).update() == 1;
    }

    void finish(long id, State state, @Nullable String error) {
        jdbc.sql("update alert_delivery set state = :state, error = :error, finished_at = :finished where id = :id").param("state", state.name())
                .param("error", error).param("finished", state == State.PENDING ? null : now(), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id).update();
    }

    Optional<Delivery> last(String webhook) {
        return jdbc.sql(SELECT + "where webhook = :webhook and attempts > 0 order by id desc limit 1").param("webhook", webhook)
                .query(Delivery.class).optional();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
