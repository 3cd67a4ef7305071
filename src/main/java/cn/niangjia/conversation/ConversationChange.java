package cn.niangjia.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points to what happened in a conversation with a person in it or wanted.
 *
 * @param number in the order in which changes were committed, on whatever node
 * @param sequence of the message or event; null if it is in neither
 */
public record ConversationChange(long number, UUID conversation, @Nullable Integer sequence, Kind kind) {

    public enum Kind {
        /** A message, note or notice. */
        ROW,
        /** A new state, or a new order of the queue. */
        QUEUE,
        WORKER_TYPING,
        AGENT_TYPING,
        /** Places in the queue may have changed by what happened in another conversation. Only a sign, in no row. */
        MOVED
    }
}
