package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a request for a person stands, as a reply tells it.
 *
 * @param state WAITING, TAKEN, or UNANSWERED where somebody will call back
 * @param position in the queue, from 1; 0 if it is not in the queue
 * @param open whether people answer in writing now
 * @param opensAt when they next do; null if they do now or nobody does at this installation
 * @param phone to ring instead
 * @param callBack whether to leave a number is better than to wait: closed, nobody signed in, or not taken in time
 * @param contactLeft whether the worker left one
 * @param agent who has it
 * @param ticket number of the call-back ticket, by which the worker can ask
 */
public record HandoffStatus(UUID id, String reason, String state, int position, boolean open, @Nullable OffsetDateTime opensAt,
        String phone, @Nullable Boolean callBack, @Nullable Boolean contactLeft, @Nullable AgentName agent, @Nullable String ticket) {
}
