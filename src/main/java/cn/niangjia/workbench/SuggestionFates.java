package cn.niangjia.workbench;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What agents did with the assistant's suggestions; the first word counts. Nothing of what was said is kept. */
@Repository
class SuggestionFates {

    enum Fate { USED, CHANGED, DROPPED }

    private final JdbcClient jdbc;
    private final Clock clock;

    SuggestionFates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(UUID message, String staff, Fate fate) {
        try {
            jdbc.sql("insert into suggestion_fate (message_id, staff, fate, decided_at) values (:message, :staff, :fate, :now)")
                    .param("message", message).param("staff", staff).param("fate", fate.name()).param("now", OffsetDateTime.now(clock)).update();
        } catch (DuplicateKeyException e) {
            // decided before
        }
    }

    boolean isDecided(UUID message) {
        return jdbc.sql("select count(*) from suggestion_fate where message_id = :message").param("message", message).query(Integer.class).single() > 0;
    }

    Map<Fate, Integer> since(OffsetDateTime time) {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        jdbc.sql("select fate, count(*) from suggestion_fate where decided_at >= :time group by fate").param("time", time)
                .query(row -> {
                    counts.put(Fate.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }
}
