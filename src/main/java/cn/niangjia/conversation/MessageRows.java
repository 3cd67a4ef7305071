package cn.niangjia.conversation;

import cn.niangjia.privacy.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Messages as rows of the database. */
@Repository
class MessageRows {

    static final String SELECT = """
            select id, sequence, author, text, sealed_text, in_reply_to, reply, client_message_id, agent_name, agent_number,
                   citations, for_agent, created_at from message\s
            """;
    /** Stands before the clientMessageIds of agents, which must not meet those of workers. */
    static final String AGENTS = "agent:";
    private static final String PURPOSE = "message";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;
    private final ConversationLog log;
    private final ApplicationEventPublisher events;

    MessageRows(JdbcClient jdbc, JsonMapper json, Vault vault, ConversationLog log, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.log = log;
        this.events = events;
    }

    byte[] seal(String typed) {
        return vault.seal(typed, PURPOSE);
    }

    String open(byte[] sealed) {
        return vault.open(sealed, PURPOSE);
    }

    /** Adds a message to a conversation that is held. @param state of the conversation: with a person in it or wanted, others are told */
    Message insert(UUID conversation, Conversation.State state, Message message, byte @Nullable [] sealed) {
        Reply reply = message.reply();
        AgentName agent = message.agent();
        jdbc.sql("""
                insert into message (id, conversation_id, sequence, author, text, sealed_text, client_message_id, in_reply_to,
                                     outcome, reply, agent_name, agent_number, citations, for_agent, created_at)
                values (:id, :conversation, :sequence, :author, :text, :sealed, :client, :inReplyTo, :outcome, :reply, :name, :number,
                        :citations, :forAgent, :now)
                """).param("id", message.id()).param("conversation", conversation).param("sequence", message.sequence())
                .param("author", message.author().name()).param("text", message.text()).param("sealed", sealed, Types.VARBINARY)
                .param("client", message.clientMessageId()).param("inReplyTo", message.inReplyTo(), Types.OTHER)
                .param("outcome", reply == null ? null : reply.outcome().name())
                .param("reply", reply == null ? null : json.writeValueAsString(reply)).param("name", agent == null ? null : agent.name())
                .param("number", agent == null ? null : agent.number())
                .param("citations", message.citations().isEmpty() ? null : json.writeValueAsString(message.citations()))
                .param("forAgent", message.forAgent()).param("now", message.createdAt()).update();
        events.publishEvent(new MessageAdded(conversation, message.id()));
        if (state == Conversation.State.WAITING || state == Conversation.State.WITH_AGENT) {
            log.tell(conversation, message.sequence(), ConversationChange.Kind.ROW);
        }
        return message;
    }

    /** An agent's words as typed, all others masked. */
    Message message(ResultSet row, int n) throws SQLException {
        String reply = row.getString("reply");
        Message.Author author = Message.Author.valueOf(row.getString("author"));
        byte[] sealed = author == Message.Author.AGENT ? row.getBytes("sealed_text") : null;
        String citations = row.getString("citations");
        String client = row.getString("client_message_id");
        return new Message(row.getObject("id", UUID.class), row.getInt("sequence"), author,
                sealed == null ? row.getString("text") : open(sealed), row.getObject("in_reply_to", UUID.class),
                reply == null ? null : json.readValue(reply, Reply.class), client != null && author == Message.Author.AGENT ? client.substring(AGENTS.length()) : client,
                author == Message.Author.AGENT ? new AgentName(row.getString("agent_name"), row.getString("agent_number")) : null,
                citations == null ? List.of() : List.of(json.readValue(citations, Citation[].class)), row.getBoolean("for_agent"),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
