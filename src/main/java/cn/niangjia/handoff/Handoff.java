package cn.niangjia.handoff;

import cn.niangjia.conversation.AgentName;
import cn.niangjia.knowledge.Topic;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a person, from asking to its end.
 *
 * @param region code of the place whose staff it is for; null if none is known
 * @param priority in the queue, less comes first; then by {@code place}
 * @param agent account of who has it, or had it last
 * @param acknowledgedBy of a crisis: account of who said that they are on it
 * @param toldAt when the worker was told that nobody has come yet
 * @param hasContact whether the worker left how to be reached; it is kept sealed
 * @param convenient when a call back suits the worker
 * @param ticket number of the call-back ticket that came of it
 */
public record Handoff(UUID id, UUID conversationId, Reason reason, State state, @Nullable Topic topic, @Nullable String region,
        int priority, long place, @Nullable String agent, @Nullable AgentName agentName, OffsetDateTime requestedAt,
        @Nullable OffsetDateTime takenAt, @Nullable OffsetDateTime endedAt, @Nullable String acknowledgedBy,
        @Nullable OffsetDateTime acknowledgedAt, @Nullable OffsetDateTime toldAt, boolean hasContact, @Nullable String convenient,
        @Nullable String note, @Nullable Resolution outcome, boolean knowledgeLacked, @Nullable String ticket) {

    public enum State {
        WAITING,
        TAKEN,
        /** By the worker. */
        WITHDRAWN,
        RESOLVED,
        /** Nobody took it in time; the worker left a contact, and somebody calls back. */
        UNANSWERED
    }

    boolean isOpen() {
        return state == State.WAITING || state == State.TAKEN;
    }

    /** A crisis that nobody has said to be on: it rings. */
    public boolean rings() {
        return reason == Reason.CRISIS && state == State.WAITING && acknowledgedAt == null;
    }
}
