package cn.niangjia.handoff;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.knowledge.Regions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who of the agents is at the desk. Whatever an agent does there, and an open stream of news, is a sign of life. */
@Repository
class Presences {

    enum State { ONLINE, BUSY, AWAY }

    /** @param here whether there was a sign of life lately @param mostChats that this agent holds at once */
    record Presence(String staff, int number, State state, int mostChats, OffsetDateTime seenAt, boolean here) {

        boolean takesChats() {
            return here && state == State.ONLINE;
        }
    }

    private final JdbcClient jdbc;
    private final Regions regions;
    private final HandoffSettings settings;
    private final Clock clock;

    Presences(JdbcClient jdbc, Regions regions, HandoffSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who does something at the desk is there; the first time they get their number. */
    @Transactional(propagation = Propagation.NEVER)
    AgentName seen(Staff staff) {
        if (mark(staff.name()) == 0) {
            try {
                jdbc.sql("insert into agent_presence (staff, state, seen_at) values (:staff, 'ONLINE', :now)")
                        .param("staff", staff.name()).param("now", now()).update();
            } catch (DuplicateKeyException e) {
                mark(staff.name());
            }
        }
        return name(staff);
    }

    private int mark(String staff) {
        return jdbc.sql("update agent_presence set seen_at = :now where staff = :staff").param("now", now()).param("staff", staff).update();
    }

    AgentName name(Staff staff) {
        return new AgentName(staff.displayName(), "%03d".formatted(find(staff.name()).map(Presence::number).orElse(0)));
    }

    Optional<Presence> find(String staff) {
        return jdbc.sql("select * from agent_presence where staff = :staff").param("staff", staff).query(this::presence).optional();
    }

    List<Presence> all() {
        return jdbc.sql("select * from agent_presence order by number").query(this::presence).list();
    }

    private Presence presence(ResultSet row, int n) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        Integer most = row.getObject("most_chats", Integer.class);
        return new Presence(row.getString("staff"), row.getInt("number"), State.valueOf(row.getString("state")),
                most == null ? settings.chatsPerAgent() : Math.min(most, settings.chatsPerAgent()), seen,
                seen.plus(settings.agentLostAfter()).isAfter(now()));
    }

    void change(String staff, State state, @Nullable Integer mostChats) {
        jdbc.sql("update agent_presence set state = :state, most_chats = :most, seen_at = :now where staff = :staff")
                .param("state", state.name()).param("most", mostChats, java.sql.Types.INTEGER).param("now", now()).param("staff", staff).update();
    }

    /** Holds the agent's row until the transaction ends, so that two talks at once do not pass the limit. */
    @Transactional(propagation = Propagation.MANDATORY)
    Presence hold(String staff) {
        return jdbc.sql("select * from agent_presence where staff = :staff for update").param("staff", staff).query(this::presence).single();
    }

    /** Whether somebody is there who may take what comes from this place. @param region null: from anywhere */
    boolean isAnyoneFor(@Nullable String region) {
        List<String> theirs = jdbc.sql("""
                select s.region from agent_presence p join staff s on s.name = p.staff
                where p.state <> 'AWAY' and p.seen_at > :since and s.disabled = false
                """).param("since", now().minus(settings.agentLostAfter())).query(String.class).list();
        List<String> places = region == null ? theirs : regions.selfAndParents(region);
        return theirs.stream().anyMatch(places::contains);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
