package cn.niangjia.workbench;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests for a person as figures are made of them: times and outcomes, nothing of what was said. */
@Repository
class DeskFigures {

    /** @param region code of the worker's place @param agent as workers see the name @param rating the worker's, 1 to 5 */
    record Request(UUID id, String reason, String state, @Nullable String region, OffsetDateTime requestedAt, @Nullable OffsetDateTime takenAt,
            @Nullable OffsetDateTime acknowledgedAt, @Nullable OffsetDateTime endedAt, boolean knowledgeLacked, @Nullable String agent, @Nullable Integer rating) {

        boolean isCrisis() {
            return reason.equals("CRISIS");
        }

        /** Until somebody was there, or said to be on it, or it ended; of who waits, until now. Who came back to the queue waits anew. */
        Duration waited(OffsetDateTime now) {
            OffsetDateTime came = isCrisis() && acknowledgedAt != null ? acknowledgedAt : takenAt;
            OffsetDateTime until = state.equals("WAITING") ? now : came != null ? came : endedAt != null ? endedAt : now;
            return until.isBefore(requestedAt) ? Duration.ZERO : Duration.between(requestedAt, until);
        }
    }

    private final JdbcClient jdbc;

    DeskFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Request> since(OffsetDateTime time) {
        return jdbc.sql("""
                select h.*, coalesce(h.region, c.region) as region_code, r.score from handoff h join conversation c on c.id = h.conversation_id
                left join conversation_rating r on r.conversation_id = c.id where h.requested_at >= :time order by h.requested_at
                """).param("time", time).query((row, n) -> new Request(row.getObject("id", UUID.class), row.getString("reason"), row.getString("state"),
                        row.getString("region_code"), row.getObject("requested_at", OffsetDateTime.class), row.getObject("taken_at", OffsetDateTime.class),
                        row.getObject("acknowledged_at", OffsetDateTime.class), row.getObject("ended_at", OffsetDateTime.class),
                        row.getBoolean("knowledge_lacked"), row.getString("agent_name"), row.getObject("score", Integer.class))).list();
    }
}
