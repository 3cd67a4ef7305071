package cn.niangjia.handoff;

/** What came of a talk with an agent. */
public enum Resolution {
    RESOLVED,
    PARTLY,
    NOT_RESOLVED,
    /** Something outlives the talk: a ticket, or another office's work. */
    PASSED_ON,
    /** The worker did not answer any more. */
    LEFT
}
