package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a conversation besides what was said.
 *
 * @param sequence place in the conversation, shared with its messages
 * @param state of the conversation from then on
 * @param cause of a new state; null for notices and notes
 * @param agent who has it then, or wrote the note
 * @param text of a notice or note
 */
public record ConversationEvent(int sequence, Kind kind, Conversation.State state, @Nullable Cause cause, @Nullable AgentName agent,
        @Nullable String text, OffsetDateTime createdAt) {

    public enum Kind {
        STATE,
        /** Something the worker is told. */
        NOTICE,
        /** For staff only, by no way a worker. */
        NOTE
    }
}
