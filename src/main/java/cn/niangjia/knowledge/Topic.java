package cn.niangjia.knowledge;

/** What a question or a document is about: 入会, 福利帮扶, 维权法援, 其他. */
public enum Topic {
    JOINING, BENEFITS, LEGAL_AID, OTHER
}
