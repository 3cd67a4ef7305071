package cn.niangjia.conversation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a request for a person stands, as a reply tells it.
 *
 * @param position in the queue, from 1
 * @param open whether people answer in writing now
 * @param opensAt when they next do; null if they do now or nobody does at this installation
 * @param phone to ring instead
 */
public record HandoffStatus(UUID id, String reason, String state, int position, boolean open,
        @Nullable OffsetDateTime opensAt, String phone) {
}
