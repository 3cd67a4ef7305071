package cn.niangjia.knowledge;

/** Whether a text holds on a given day; {@link ValidityPeriod} decides. */
public enum Validity {
    IN_FORCE,
    NOT_YET,
    EXPIRED,
    SUPERSEDED,
    /** News of its year: may be told as such, with unit and year. */
    REPORTED;

    /** Whether an answer may rest on it. */
    public boolean isUsable() {
        return this == IN_FORCE || this == REPORTED;
    }
}
