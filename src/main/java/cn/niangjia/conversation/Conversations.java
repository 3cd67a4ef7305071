package cn.niangjia.conversation;

import cn.niangjia.privacy.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The conversations with their messages. */
@Repository
public class Conversations {

    /** A conversation just begun, with the token that opens it, which is kept nowhere in clear. */
    public record Begun(Conversation conversation, String token) {
    }

    private static final String SELECT_MESSAGE = "select id, sequence, author, text, in_reply_to, reply, client_message_id, created_at from message ";
    private static final String TEXT = "message";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Vault vault;
    private final CitationCounts counts;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    Conversations(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, Vault vault, CitationCounts counts,
            Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.vault = vault;
        this.counts = counts;
        this.clock = clock;
        this.events = events;
    }

    public Begun begin(@Nullable String region, String channel) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Conversation conversation = new Conversation(UUID.randomUUID(), Conversation.State.WITH_ASSISTANT, region, channel, now());
        jdbc.sql("""
                insert into conversation (id, token_hash, state, region, channel, last_sequence, created_at)
                values (:id, :token, :state, :region, :channel, 0, :now)
                """).param("id", conversation.id()).param("token", hash(token)).param("state", conversation.state().name())
                .param("region", region).param("channel", channel).param("now", conversation.createdAt()).update();
        return new Begun(conversation, token);
    }

    public boolean exists(UUID id) {
        return jdbc.sql("select count(*) from conversation where id = :id").param("id", id).query(Integer.class).single() == 1;
    }

    /** The conversation that this token opens; empty if there is none or the token is another's. */
    public Optional<Conversation> open(UUID id, String token) {
        return jdbc.sql("select id, state, region, channel, created_at from conversation where id = :id and token_hash = :token")
                .param("id", id).param("token", hash(token)).query(Conversations::conversation).optional();
    }

    /**
     * Keeps a worker's message. The same {@code clientMessageId} gives back the message kept first.
     *
     * @param masked kept in clear
     * @param typed kept encrypted where masking changed it
     */
    public Message ask(UUID conversation, String masked, String typed, @Nullable String clientMessageId) {
        byte @Nullable [] sealed = masked.equals(typed) ? null : vault.seal(typed, TEXT);
        try {
            return add(conversation, Message.Author.WORKER, masked, sealed, clientMessageId, null, UUID.randomUUID());
        } catch (DuplicateKeyException e) {
            return jdbc.sql(SELECT_MESSAGE + "where conversation_id = :conversation and client_message_id = :client")
                    .param("conversation", conversation).param("client", clientMessageId).query(this::message).single();
        }
    }

    /**
     * Keeps the assistant's reply and how it came about. A question is answered once: if it was meanwhile, the reply
     * kept first is given back.
     */
    public Reply answer(UUID question, Reply reply, Trace trace) {
        Reply located = reply.withCitationUrls();
        try {
            add(reply.conversationId(), Message.Author.ASSISTANT, reply.text(), null, null, new Answer(question, located, trace), reply.id());
            return located;
        } catch (DuplicateKeyException e) {
            return replyTo(question).orElseThrow(() -> e);
        }
    }

    private record Answer(UUID question, Reply reply, Trace trace) {
    }

    private Message add(UUID conversation, Message.Author author, String text, byte @Nullable [] sealed,
            @Nullable String clientMessageId, @Nullable Answer answer, UUID id) {
        return transactions.execute(status -> {
            // The update also locks the conversation's row, so that messages get their places one after the other.
            jdbc.sql("update conversation set last_sequence = last_sequence + 1 where id = :id").param("id", conversation).update();
            int sequence = jdbc.sql("select last_sequence from conversation where id = :id").param("id", conversation)
                    .query(Integer.class).single();
            UUID inReplyTo = answer == null ? null : answer.question();
            Message message = new Message(id, sequence, author, text, inReplyTo, answer == null ? null : answer.reply(), clientMessageId, now());
            insert(conversation, message, sealed);
            if (answer != null) {
                jdbc.sql("insert into trace (message_id, trace, created_at) values (:id, :trace, :now)").param("id", id)
                        .param("trace", json.writeValueAsString(answer.trace())).param("now", message.createdAt()).update();
                counts.add(answer.reply().citations(), message.createdAt());
            }
            events.publishEvent(new MessageAdded(conversation, id));
            return message;
        });
    }

    private void insert(UUID conversation, Message message, byte @Nullable [] sealed) {
        Reply reply = message.reply();
        jdbc.sql("""
                insert into message (id, conversation_id, sequence, author, text, sealed_text, client_message_id, in_reply_to,
                                     outcome, reply, created_at)
                values (:id, :conversation, :sequence, :author, :text, :sealed, :client, :inReplyTo, :outcome, :reply, :now)
                """).param("id", message.id()).param("conversation", conversation).param("sequence", message.sequence())
                .param("author", message.author().name()).param("text", message.text()).param("sealed", sealed, java.sql.Types.VARBINARY)
                .param("client", message.clientMessageId()).param("inReplyTo", message.inReplyTo(), java.sql.Types.OTHER)
                .param("outcome", reply == null ? null : reply.outcome().name())
                .param("reply", reply == null ? null : json.writeValueAsString(reply)).param("now", message.createdAt()).update();
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

    /** All that was said, in order. */
    public List<Message> messages(UUID conversation) {
        return jdbc.sql(SELECT_MESSAGE + "where conversation_id = :conversation order by sequence")
                .param("conversation", conversation).query(this::message).list();
    }

    /** The last {@code count} messages before this one, in order. */
    public List<Message> before(UUID conversation, Message message, int count) {
        return jdbc.sql(SELECT_MESSAGE + "where conversation_id = :conversation and sequence between :first and :last order by sequence")
                .param("conversation", conversation).param("first", message.sequence() - count)
                .param("last", message.sequence() - 1).query(this::message).list();
    }

    public void setRegion(UUID conversation, String region) {
        jdbc.sql("update conversation set region = :region where id = :id").param("region", region).param("id", conversation).update();
    }

    /** @return whether it was in {@code from} until now */
    public boolean change(UUID conversation, Conversation.State from, Conversation.State to) {
        return jdbc.sql("update conversation set state = :to where id = :id and state = :from")
                .param("to", to.name()).param("id", conversation).param("from", from.name()).update() == 1;
    }

    /** Forgets a conversation and all that hangs on it, for good. */
    @Transactional
    public void erase(UUID conversation) {
        String ofMessages = " where message_id in (select id from message where conversation_id = :id)";
        for (String statement : List.of("delete from trace" + ofMessages, "delete from feedback" + ofMessages,
                "delete from handoff where conversation_id = :id", "delete from message where conversation_id = :id",
                "delete from conversation where id = :id")) {
            jdbc.sql(statement).param("id", conversation).update();
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

    private static Conversation conversation(ResultSet row, int n) throws SQLException {
        return new Conversation(row.getObject("id", UUID.class), Conversation.State.valueOf(row.getString("state")),
                row.getString("region"), row.getString("channel"), row.getObject("created_at", OffsetDateTime.class));
    }

    private Message message(ResultSet row, int n) throws SQLException {
        String reply = row.getString("reply");
        return new Message(row.getObject("id", UUID.class), row.getInt("sequence"), Message.Author.valueOf(row.getString("author")),
                row.getString("text"), row.getObject("in_reply_to", UUID.class),
                reply == null ? null : json.readValue(reply, Reply.class), row.getString("client_message_id"),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
