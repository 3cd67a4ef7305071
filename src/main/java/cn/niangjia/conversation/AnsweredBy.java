package cn.niangjia.conversation;

/** How the text of a reply was made. */
public enum AnsweredBy {
    /** Sentences of the cited passages, in their own words. */
    EXTRACTIVE,
    /** A language model grounded on the cited passages; shown as AI生成. */
    MODEL,
    /** A text of {@code prompts/}. */
    FIXED,
    /** Arithmetic with its inputs shown. */
    CALCULATED,
    /** Written or approved for this question by a person. */
    CURATED
}
