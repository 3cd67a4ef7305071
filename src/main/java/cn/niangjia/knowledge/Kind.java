package cn.niangjia.knowledge;

/** What sort of text a document is. Order is rank: on equal grounds the earlier one is the better source. */
public enum Kind {
    /** 法律, and decisions of the National People's Congress and its committee. */
    LAW,
    /** 行政法规 of the State Council and 地方性法规. */
    REGULATION,
    /** 部门规章, 司法解释 and other binding rules. */
    RULE,
    POLICY,
    GUIDE,
    FAQ,
    /** What was reported at the time; never a standing promise, see {@link Validity#REPORTED}. */
    NEWS;

    public boolean isStatute() {
        return this == LAW || this == REGULATION || this == RULE;
    }
}
