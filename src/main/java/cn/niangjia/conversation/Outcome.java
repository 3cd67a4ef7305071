package cn.niangjia.conversation;

/** What a reply came to; every reply has exactly one. */
public enum Outcome {
    /** Danger to life, limb or freedom, now: fixed text, numbers first, a person is asked for. */
    CRISIS,
    /** A person is wanted or needed. */
    HANDOFF,
    /** The question cannot be answered before something is asked back. */
    CLARIFICATION,
    /** The passages answer it. */
    ANSWER,
    /** In scope, but not in the knowledge base. */
    NO_ANSWER,
    OUT_OF_SCOPE,
    SMALL_TALK
}
