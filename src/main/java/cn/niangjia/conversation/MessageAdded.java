package cn.niangjia.conversation;

import java.util.UUID;

/** A message was committed. Carries ids, never text. */
public record MessageAdded(UUID conversationId, UUID messageId) {
}
