package cn.niangjia.handoff;

import java.util.UUID;

/** A person is wanted in a conversation. Carries ids, never text. */
public record HandoffRequested(UUID conversationId, UUID handoffId) {
}
