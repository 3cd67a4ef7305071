package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker's talk with the union.
 *
 * @param region code of the place the worker named; null if none was
 * @param channel where it is held, such as {@code web}
 */
public record Conversation(UUID id, State state, @Nullable String region, String channel, OffsetDateTime createdAt) {

    public enum State {
        WITH_ASSISTANT,
        /** For a person; the assistant goes on answering. */
        WAITING,
        WITH_AGENT,
        CLOSED
    }
}
