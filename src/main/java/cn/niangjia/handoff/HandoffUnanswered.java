package cn.niangjia.handoff;

import java.util.UUID;

/** Nobody could take a request in time, and the worker left a contact: somebody has to call back. Carries ids, never text. */
public record HandoffUnanswered(UUID handoffId) {
}
