package cn.niangjia.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The states of conversations and what led to them. Whoever wants to change one holds its row first: of two at once one
 * wins, and the other then sees what it has become. Rows are taken in one order everywhere, so that nobody waits in a circle:
 * the conversation's, then the hand-off's and the agent's, last the counter of changes.
 */
@Repository
public class ConversationLog {

    static final String SELECT = "select id, state, region, channel, created_at from conversation ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ConversationLog(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The conversation as it is, which nobody else can change before the transaction ends; empty if it was erased. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Conversation> hold(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update").param("id", id).query(ConversationLog::conversation).optional();
    }

    static Conversation conversation(ResultSet row, int n) throws SQLException {
        return new Conversation(row.getObject("id", UUID.class), Conversation.State.valueOf(row.getString("state")),
                row.getString("region"), row.getString("channel"), row.getObject("created_at", OffsetDateTime.class));
    }

    /** The next place in a conversation that is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    int next(UUID conversation) {
        jdbc.sql("update conversation set last_sequence = last_sequence + 1, changed_at = :now where id = :id")
                .param("now", OffsetDateTime.now(clock)).param("id", conversation).update();
        return jdbc.sql("select last_sequence from conversation where id = :id").param("id", conversation).query(Integer.class).single();
    }

    /** Puts a conversation that is held into a state. @param agent who has it then */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(UUID conversation, Conversation.State to, Cause cause, @Nullable AgentName agent) {
        jdbc.sql("update conversation set state = :to where id = :id").param("to", to.name()).param("id", conversation).update();
        append(conversation, ConversationEvent.Kind.STATE, to, cause, agent, null);
    }

    /** Tells the worker something, in a conversation that is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notice(Conversation conversation, String text) {
        append(conversation.id(), ConversationEvent.Kind.NOTICE, conversation.state(), null, null, text);
    }

    /** Keeps what only staff see, of a conversation that is held. @param text personal data masked */
    @Transactional(propagation = Propagation.MANDATORY)
    public int note(Conversation conversation, AgentName by, String text) {
        return append(conversation.id(), ConversationEvent.Kind.NOTE, conversation.state(), null, by, text);
    }

    private int append(UUID conversation, ConversationEvent.Kind kind, Conversation.State state, @Nullable Cause cause,
            @Nullable AgentName agent, @Nullable String text) {
        int sequence = next(conversation);
        jdbc.sql("""
                insert into conversation_event (conversation_id, sequence, kind, state, cause, agent_name, agent_number, text, created_at)
                values (:conversation, :sequence, :kind, :state, :cause, :name, :number, :text, :now)
                """).param("conversation", conversation).param("sequence", sequence).param("kind", kind.name()).param("state", state.name())
                .param("cause", cause == null ? null : cause.name()).param("name", agent == null ? null : agent.name())
                .param("number", agent == null ? null : agent.number()).param("text", text).param("now", OffsetDateTime.now(clock)).update();
        tell(conversation, sequence, kind == ConversationEvent.Kind.STATE ? ConversationChange.Kind.QUEUE : ConversationChange.Kind.ROW);
        return sequence;
    }

    /** Numbers a change for those who watch. @param sequence null for what is in no row */
    @Transactional
    public void tell(UUID conversation, @Nullable Integer sequence, ConversationChange.Kind kind) {
        jdbc.sql("update conversation_change_counter set last_number = last_number + 1 where id = 1").update();
        jdbc.sql("""
                insert into conversation_change (number, conversation_id, sequence, kind, changed_at)
                values ((select last_number from conversation_change_counter where id = 1), :conversation, :sequence, :kind, :now)
                """).param("conversation", conversation).param("sequence", sequence, java.sql.Types.INTEGER).param("kind", kind.name())
                .param("now", OffsetDateTime.now(clock)).update();
        events.publishEvent(new ConversationChanged());
    }

    public long lastChange() {
        return jdbc.sql("select last_number from conversation_change_counter where id = 1").query(Long.class).single();
    }

    /** In order. @param most beyond which the rest waits for the next call */
    public List<ConversationChange> changesAfter(long number, int most) {
        return jdbc.sql("select number, conversation_id, sequence, kind from conversation_change where number > :number order by number limit :most")
                .param("number", number).param("most", most).query((row, n) -> new ConversationChange(row.getLong(1),
                        row.getObject(2, UUID.class), row.getObject(3, Integer.class), ConversationChange.Kind.valueOf(row.getString(4)))).list();
    }

    /** Whether all changes after this number can still be had. */
    public boolean reachesBackTo(long number) {
        return jdbc.sql("select min(number) from conversation_change").query((row, n) -> row.getLong(1)).single() <= number + 1
                || number >= lastChange();
    }

    /** Forgets what nobody who comes back will ask for any more. */
    @Transactional
    public void forgetChangesBefore(OffsetDateTime time) {
        jdbc.sql("delete from conversation_change where changed_at < :time").param("time", time).update();
    }

    /** What happened after this place, in order, notes of staff among it. */
    public List<ConversationEvent> eventsAfter(UUID conversation, int sequence) {
        return events(conversation, sequence, "");
    }

    /** What of it a worker may know. */
    public List<ConversationEvent> toldAfter(UUID conversation, int sequence) {
        return events(conversation, sequence, "and kind <> 'NOTE' ");
    }

    private List<ConversationEvent> events(UUID conversation, int sequence, String which) {
        return jdbc.sql("select * from conversation_event where conversation_id = :id and sequence > :sequence " + which + "order by sequence")
                .param("id", conversation).param("sequence", sequence).query(ConversationLog::event).list();
    }

    private static ConversationEvent event(ResultSet row, int n) throws SQLException {
        String cause = row.getString("cause");
        String name = row.getString("agent_name");
        return new ConversationEvent(row.getInt("sequence"), ConversationEvent.Kind.valueOf(row.getString("kind")),
                Conversation.State.valueOf(row.getString("state")), cause == null ? null : Cause.valueOf(cause),
                name == null ? null : new AgentName(name, row.getString("agent_number")), row.getString("text"),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
