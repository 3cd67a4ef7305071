package cn.niangjia.handoff;

/** Why a person is wanted in a conversation. */
public enum Reason {
    ASKED("要求人工"),
    /** Danger to life, limb or freedom, now. */
    CRISIS("有人身危险"),
    UNHAPPY("没帮上"),
    NOT_IN_KNOWLEDGE("资料里没有"),
    OWN_CASE("查本人的事"),
    COMPLAINT("投诉"),
    /** A limit in time runs out within seven days. */
    DEADLINE("期限快到");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** As staff read it. */
    public String word() {
        return word;
    }

    /** In the queue; less comes first. 1 is for those whose agent was lost. */
    int priority() {
        return switch (this) {
            case CRISIS -> 0;
            case DEADLINE -> 2;
            default -> 3;
        };
    }
}
