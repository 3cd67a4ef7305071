package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing said.
 *
 * @param sequence place in the conversation, from 1, shared with what else happens in it
 * @param text personal data masked, but for an agent's words, which are for the worker to use
 * @param inReplyTo the message it answers
 * @param reply of the assistant's messages; null for others
 * @param clientMessageId by which the worker's client knows what it sent; null for others
 * @param agent of an agent's messages; null for others
 * @param citations of an agent's messages; the assistant's stand in its reply
 * @param forAgent a worker's message that an agent answers, not the assistant
 */
public record Message(UUID id, int sequence, Author author, String text, @Nullable UUID inReplyTo, @Nullable Reply reply,
        @Nullable String clientMessageId, @Nullable AgentName agent, List<Citation> citations, boolean forAgent, OffsetDateTime createdAt) {

    public enum Author { WORKER, ASSISTANT, AGENT }
}
