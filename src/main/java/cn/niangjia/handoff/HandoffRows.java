package cn.niangjia.handoff;

import cn.niangjia.conversation.AgentName;
import cn.niangjia.knowledge.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests for a person as rows of the database. Those of one conversation are changed only by who holds its row. */
@Repository
class HandoffRows {

    private static final String SELECT = """
            select h.*, coalesce(h.region, c.region) as place_code, h.sealed_contact is not null as has_contact
            from handoff h join conversation c on c.id = h.conversation_id\s
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    HandoffRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Handoff> find(UUID id) {
        return jdbc.sql(SELECT + "where h.id = :id").param("id", id).query(HandoffRows::handoff).optional();
    }

    /** The conversation's last request, in whatever state it is. */
    Optional<Handoff> latest(UUID conversation) {
        return jdbc.sql(SELECT + "where h.conversation_id = :id order by h.place desc limit 1").param("id", conversation)
                .query(HandoffRows::handoff).optional();
    }

    /** In the order of the queue. */
    List<Handoff> in(Handoff.State state) {
        return jdbc.sql(SELECT + "where h.state = :state order by h.priority, h.place").param("state", state.name())
                .query(HandoffRows::handoff).list();
    }

    /** Those that ended, the last first. */
    List<Handoff> ended(int most) {
        return jdbc.sql(SELECT + "where h.state in ('RESOLVED', 'WITHDRAWN', 'UNANSWERED') order by h.ended_at desc limit :most")
                .param("most", most).query(HandoffRows::handoff).list();
    }

    int position(Handoff handoff) {
        return handoff.state() != Handoff.State.WAITING ? 0 : 1 + jdbc.sql("""
                select count(*) from handoff where state = 'WAITING'
                and (priority < :priority or (priority = :priority and place < :place))
                """).param("priority", handoff.priority()).param("place", handoff.place()).query(Integer.class).single();
    }

    int heldBy(String agent) {
        return jdbc.sql("select count(*) from handoff where agent = :agent and state = 'TAKEN'").param("agent", agent).query(Integer.class).single();
    }

    UUID insert(UUID conversation, Reason reason, @Nullable Topic topic) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into handoff (id, conversation_id, reason, state, priority, topic, requested_at)
                values (:id, :conversation, :reason, 'WAITING', :priority, :topic, :now)
                """).param("id", id).param("conversation", conversation).param("reason", reason.name())
                .param("priority", reason.priority()).param("topic", topic == null ? null : topic.name()).param("now", now()).update();
        return id;
    }

    /** A crisis rings anew: who was on it has it no more. */
    void queue(UUID id, int priority, @Nullable String region) {
        jdbc.sql("""
                update handoff set state = 'WAITING', priority = :priority, region = coalesce(:region, region), ended_at = null,
                told_at = null, acknowledged_by = null, acknowledged_at = null, requested_at = case when state = 'TAKEN' then :now else requested_at end where id = :id
                """).param("priority", priority).param("region", region).param("now", now()).param("id", id).update();
    }

    void raise(UUID id, Reason reason) {
        jdbc.sql("update handoff set priority = :priority, reason = :reason, told_at = null, requested_at = :now where id = :id")
                .param("priority", reason.priority()).param("reason", reason.name()).param("now", now()).param("id", id).update();
    }

    /** @return whether it was waiting until now, or with {@code before} */
    boolean give(UUID id, @Nullable String before, String agent, AgentName name) {
        return jdbc.sql("""
                update handoff set state = 'TAKEN', agent = :agent, agent_name = :name, agent_number = :number,
                taken_at = coalesce(taken_at, :now), acknowledged_by = coalesce(acknowledged_by, :agent),
                acknowledged_at = coalesce(acknowledged_at, :now)
                where id = :id and ((state = 'WAITING' and cast(:before as varchar(100)) is null) or (state = 'TAKEN' and agent = :before))
                """).param("agent", agent).param("name", name.name()).param("number", name.number()).param("now", now())
                .param("id", id).param("before", before).update() == 1;
    }

    /** @return whether it was in that state until now */
    boolean end(UUID id, Handoff.State from, Handoff.State to) {
        return jdbc.sql("update handoff set state = :to, ended_at = :now where id = :id and state = :from").param("to", to.name())
                .param("now", now()).param("id", id).param("from", from.name()).update() == 1;
    }

    void conclude(UUID id, Resolution outcome, @Nullable Topic topic, boolean knowledgeLacked) {
        jdbc.sql("update handoff set outcome = :outcome, topic = coalesce(:topic, topic), knowledge_lacked = :lacked where id = :id")
                .param("outcome", outcome.name()).param("topic", topic == null ? null : topic.name()).param("lacked", knowledgeLacked)
                .param("id", id).update();
    }

    /** @return whether nobody had before */
    boolean acknowledge(UUID id, String staff) {
        return jdbc.sql("update handoff set acknowledged_by = :staff, acknowledged_at = :now where id = :id and acknowledged_at is null")
                .param("staff", staff).param("now", now()).param("id", id).update() == 1;
    }

    /** @return whether the worker had not been told before */
    boolean told(UUID id) {
        return jdbc.sql("update handoff set told_at = :now where id = :id and state = 'WAITING' and told_at is null")
                .param("now", now()).param("id", id).update() == 1;
    }

    void describe(UUID id, byte @Nullable [] contact, @Nullable String note, @Nullable String convenient) {
        jdbc.sql("""
                update handoff set sealed_contact = coalesce(:contact, sealed_contact), note = coalesce(:note, note),
                convenient = coalesce(:convenient, convenient) where id = :id
                """).param("contact", contact, java.sql.Types.VARBINARY).param("note", note).param("convenient", convenient)
                .param("id", id).update();
    }

    Optional<byte[]> contact(UUID id) {
        return jdbc.sql("select sealed_contact from handoff where id = :id and sealed_contact is not null").param("id", id)
                .query(byte[].class).optional();
    }

    void forgetContactsEndedBefore(OffsetDateTime time) {
        jdbc.sql("update handoff set sealed_contact = null where ended_at < :time and sealed_contact is not null").param("time", time).update();
    }

    /** @return whether it had no ticket before */
    boolean setTicket(UUID id, String ticket) {
        return jdbc.sql("update handoff set ticket = :ticket where id = :id and ticket is null").param("ticket", ticket).param("id", id).update() == 1;
    }

    List<UUID> withoutTicket() {
        return jdbc.sql("select id from handoff where state = 'UNANSWERED' and ticket is null and sealed_contact is not null order by place")
                .query(UUID.class).list();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Handoff handoff(ResultSet row, int n) throws SQLException {
        String topic = row.getString("topic");
        String name = row.getString("agent_name");
        String outcome = row.getString("outcome");
        return new Handoff(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class), Reason.valueOf(row.getString("reason")),
                Handoff.State.valueOf(row.getString("state")), topic == null ? null : Topic.valueOf(topic), row.getString("place_code"),
                row.getInt("priority"), row.getLong("place"), row.getString("agent"), name == null ? null : new AgentName(name, row.getString("agent_number")),
                row.getObject("requested_at", OffsetDateTime.class), row.getObject("taken_at", OffsetDateTime.class),
                row.getObject("ended_at", OffsetDateTime.class), row.getString("acknowledged_by"), row.getObject("acknowledged_at", OffsetDateTime.class),
                row.getObject("told_at", OffsetDateTime.class), row.getBoolean("has_contact"), row.getString("convenient"), row.getString("note"),
                outcome == null ? null : Resolution.valueOf(outcome), row.getBoolean("knowledge_lacked"), row.getString("ticket"));
    }
}
