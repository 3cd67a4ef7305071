package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing said.
 *
 * @param sequence place in the conversation, from 1, without gaps
 * @param text personal data masked
 * @param inReplyTo the message it answers
 * @param reply of the assistant's messages; null for others
 * @param clientMessageId by which the worker's client knows what it sent; null for others
 */
public record Message(UUID id, int sequence, Author author, String text, @Nullable UUID inReplyTo, @Nullable Reply reply, @Nullable String clientMessageId,
        OffsetDateTime createdAt) {

    public enum Author { WORKER, ASSISTANT, AGENT }
}
