package cn.niangjia.conversation;

/** Why a conversation went into another state. */
public enum Cause {
    /** A person was asked for. */
    REQUESTED,
    /** The worker took the request back. */
    WITHDRAWN,
    /** An agent took it, or was assigned. */
    TAKEN,
    /** Another agent has it now. */
    TRANSFERRED,
    /** The agent put it back into the queue. */
    RETURNED,
    /** Nothing was heard of the agent any more: back at the front of the queue. */
    AGENT_LOST,
    /** The agent closed it. */
    RESOLVED,
    /** The worker wrote again after it was closed. */
    REOPENED,
    /** Nobody could take it in time; somebody will call back. */
    UNANSWERED
}
