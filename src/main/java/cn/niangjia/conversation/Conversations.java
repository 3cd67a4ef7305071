package cn.niangjia.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The conversations with their messages. */
@Repository
public class Conversations {

    /** A conversation just begun, with the token that opens it, which is kept nowhere in clear. */
    public record Begun(Conversation conversation, String token) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final MessageRows rows;
    private final CitationCounts counts;
    private final ConversationLog log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Conversations(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, MessageRows rows, CitationCounts counts,
            ConversationLog log, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.rows = rows;
        this.counts = counts;
        this.log = log;
        this.clock = clock;
    }

    public Begun begin(@Nullable String region, String channel) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Conversation conversation = new Conversation(UUID.randomUUID(), Conversation.State.WITH_ASSISTANT, region, channel, now());
        jdbc.sql("""
                insert into conversation (id, token_hash, state, region, channel, last_sequence, created_at, changed_at)
                values (:id, :token, :state, :region, :channel, 0, :now, :now)
                """).param("id", conversation.id()).param("token", hash(token)).param("state", conversation.state().name())
                .param("region", region).param("channel", channel).param("now", conversation.createdAt()).update();
        return new Begun(conversation, token);
    }

    public boolean exists(UUID id) {
        return jdbc.sql("select count(*) from conversation where id = :id").param("id", id).query(Integer.class).single() == 1;
    }

    /** The conversation that this token opens; empty if there is none or the token is another's. */
    public Optional<Conversation> open(UUID id, String token) {
        return jdbc.sql(ConversationLog.SELECT + "where id = :id and token_hash = :token")
                .param("id", id).param("token", hash(token)).query(ConversationLog::conversation).optional();
    }

    public Optional<Conversation> find(UUID id) {
        return jdbc.sql(ConversationLog.SELECT + "where id = :id").param("id", id).query(ConversationLog::conversation).optional();
    }

    /**
     * Keeps a worker's message. The same {@code clientMessageId} gives back the message kept first. A conversation that was
     * closed is the assistant's again; while an agent has it, the message is for the agent.
     *
     * @param masked kept in clear
     * @param typed kept encrypted where masking changed it
     */
    public Message ask(UUID conversation, String masked, String typed, @Nullable String clientMessageId) {
        byte @Nullable [] sealed = masked.equals(typed) ? null : rows.seal(typed);
        return transactions.execute(status -> {
            Conversation.State state = log.hold(conversation).orElseThrow(ErasedConversation::new).state();
            Optional<Message> before = sent(conversation, clientMessageId);
            if (before.isPresent()) {
                return before.get();
            }
            if (state == Conversation.State.CLOSED) {
                log.move(conversation, Conversation.State.WITH_ASSISTANT, Cause.REOPENED, null);
            }
            return rows.insert(conversation, state, new Message(UUID.randomUUID(), log.next(conversation), Message.Author.WORKER, masked, null,
                    null, clientMessageId, null, List.of(), state == Conversation.State.WITH_AGENT, now()), sealed);
        });
    }

    private Optional<Message> sent(UUID conversation, @Nullable String clientMessageId) {
        return clientMessageId == null ? Optional.empty()
                : jdbc.sql(MessageRows.SELECT + "where conversation_id = :conversation and client_message_id = :client")
                        .param("conversation", conversation).param("client", clientMessageId).query(rows::message).optional();
    }

    /**
     * Keeps the assistant's reply and how it came about. A question is answered once: if it was meanwhile, the reply
     * kept first is given back. Empty if an agent has taken over since: then the assistant has nothing more to say to it.
     */
    public Optional<Reply> answer(UUID question, Reply reply, Trace trace) {
        Reply located = reply.withCitationUrls();
        return transactions.execute(status -> {
            Conversation.State state = log.hold(reply.conversationId()).orElseThrow(ErasedConversation::new).state();
            Optional<Reply> before = replyTo(question);
            if (before.isPresent() || isForAgent(question)) {
                return before;
            }
            Message message = rows.insert(reply.conversationId(), state, new Message(reply.id(), log.next(reply.conversationId()),
                    Message.Author.ASSISTANT, reply.text(), question, located, null, null, List.of(), false, now()), null);
            jdbc.sql("insert into trace (message_id, trace, created_at) values (:id, :trace, :now)").param("id", message.id())
                    .param("trace", json.writeValueAsString(trace)).param("now", message.createdAt()).update();
            counts.add(located.citations(), message.createdAt());
            return Optional.of(located);
        });
    }

    private boolean isForAgent(UUID question) {
        return jdbc.sql("select for_agent from message where id = :id").param("id", question).query(Boolean.class).single();
    }

    /** From now on the agent answers what the assistant has not; for a conversation that is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveToAgent(UUID conversation) {
        jdbc.sql("""
                update message set for_agent = true where conversation_id = :id and author = 'WORKER'
                and not exists (select 1 from message reply where reply.in_reply_to = message.id)
                """).param("id", conversation).update();
    }

    /**
     * Keeps an agent's message in a conversation that is held. The same {@code clientMessageId} gives back the message kept first.
     *
     * @param masked kept in clear, {@code typed} encrypted where masking changed it: the worker needs the number an agent names
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Message say(Conversation conversation, AgentName agent, String masked, String typed, List<Citation> citations, @Nullable String clientMessageId) {
        String known = clientMessageId == null ? null : MessageRows.AGENTS + clientMessageId;
        Optional<Message> before = sent(conversation.id(), known);
        UUID id = UUID.randomUUID();
        List<Citation> located = citations.stream().map(citation -> citation.at(conversation.id(), id)).toList();
        return before.orElseGet(() -> rows.insert(conversation.id(), conversation.state(), new Message(id, log.next(conversation.id()), Message.Author.AGENT,
                masked, null, null, known, agent, located, false, now()), masked.equals(typed) ? null : rows.seal(typed)));
    }

    public Optional<Reply> replyTo(UUID question) {
        return jdbc.sql("select reply from message where in_reply_to = :question").param("question", question)
                .query((row, n) -> json.readValue(row.getString(1), Reply.class)).optional();
    }

    /** A reply of this conversation; a message of another one is not found. */
    public Optional<Reply> reply(UUID conversation, UUID message) {
        return jdbc.sql("select reply from message where id = :id and conversation_id = :conversation and author = 'ASSISTANT'")
                .param("id", message).param("conversation", conversation)
                .query((row, n) -> json.readValue(row.getString(1), Reply.class)).optional();
    }

    /** What a message of this conversation cites, the assistant's or an agent's. */
    public List<Citation> citations(UUID conversation, UUID message) {
        return jdbc.sql(MessageRows.SELECT + "where id = :id and conversation_id = :conversation").param("id", message)
                .param("conversation", conversation).query(rows::message).optional()
                .map(found -> found.reply() == null ? found.citations() : found.reply().citations()).orElse(List.of());
    }

    /** All that was said, in order. */
    public List<Message> messages(UUID conversation) {
        return messagesAfter(conversation, 0);
    }

    private List<Message> messagesAfter(UUID conversation, int sequence) {
        return jdbc.sql(MessageRows.SELECT + "where conversation_id = :conversation and sequence > :sequence order by sequence")
                .param("conversation", conversation).param("sequence", sequence).query(rows::message).list();
    }

    /**
     * What was said, and what a worker may know of what happened, after one place and up to {@code sequence}: all of it.
     */
    public record Since(int sequence, List<Message> messages, List<ConversationEvent> events) {
    }

    /** Empty if the conversation was erased. */
    public Optional<Since> since(UUID conversation, int place) {
        // Read first: rows are committed in their order, so none appears any more up to the last place there is now.
        Optional<Integer> last = jdbc.sql("select last_sequence from conversation where id = :id").param("id", conversation).query(Integer.class).optional();
        return last.map(end -> new Since(end, messagesAfter(conversation, place).stream().filter(message -> message.sequence() <= end).toList(),
                log.toldAfter(conversation, place).stream().filter(event -> event.sequence() <= end).toList()));
    }

    public Optional<Message> messageAt(UUID conversation, int sequence) {
        return jdbc.sql(MessageRows.SELECT + "where conversation_id = :conversation and sequence = :sequence")
                .param("conversation", conversation).param("sequence", sequence).query(rows::message).optional();
    }

    /** The last {@code count} messages before this one, in order. */
    public List<Message> before(UUID conversation, Message message, int count) {
        return jdbc.sql(MessageRows.SELECT + "where conversation_id = :conversation and sequence < :sequence order by sequence desc limit :count")
                .param("conversation", conversation).param("sequence", message.sequence()).param("count", count)
                .query(rows::message).list().reversed();
    }

    /** What was typed, where masking changed it; for the agent who has to ring that number. */
    public Optional<String> typed(UUID conversation, UUID message) {
        return jdbc.sql("select sealed_text from message where id = :id and conversation_id = :conversation and sealed_text is not null")
                .param("id", message).param("conversation", conversation).query(byte[].class).optional().map(rows::open);
    }

    /** Those of its messages of which something was masked. */
    public List<UUID> masked(UUID conversation) {
        return jdbc.sql("select id from message where conversation_id = :id and sealed_text is not null and author = 'WORKER' order by sequence")
                .param("id", conversation).query(UUID.class).list();
    }

    /** How this reply came about. */
    public Optional<Trace> trace(UUID reply) {
        return jdbc.sql("select trace from trace where message_id = :id").param("id", reply)
                .query((row, n) -> json.readValue(row.getString(1), Trace.class)).optional();
    }

    public void setRegion(UUID conversation, String region) {
        jdbc.sql("update conversation set region = :region where id = :id").param("region", region).param("id", conversation).update();
    }

    /** Those in which nothing has happened since a time, the oldest first. */
    public List<UUID> unchangedSince(OffsetDateTime time, int most) {
        return jdbc.sql("select id from conversation where changed_at < :time order by changed_at limit :most").param("time", time)
                .param("most", most).query(UUID.class).list();
    }

    /** How replies came about before a time. @return how many traces, at most {@code most} */
    @Transactional
    public int forgetTracesBefore(OffsetDateTime time, int most) {
        return jdbc.sql("delete from trace where message_id in (select message_id from trace where created_at < :time order by created_at limit :most)")
                .param("time", time).param("most", most).update();
    }

    /** Forgets a conversation and all that hangs on it, for good. */
    @Transactional
    public void erase(UUID conversation) {
        Conversation.State state = log.hold(conversation).map(Conversation::state).orElse(null);
        String ofMessages = " where message_id in (select id from message where conversation_id = :id)";
        for (String statement : List.of("delete from trace" + ofMessages, "delete from feedback" + ofMessages,
                "delete from handoff where conversation_id = :id", "delete from message where conversation_id = :id",
                "delete from conversation_event where conversation_id = :id", "delete from conversation_rating where conversation_id = :id",
                "delete from conversation where id = :id")) {
            jdbc.sql(statement).param("id", conversation).update();
        }
        if (state == Conversation.State.WAITING || state == Conversation.State.WITH_AGENT) {
            log.tell(conversation, null, ConversationChange.Kind.QUEUE);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** A random token of 256 bits needs no slow hash. */
    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
