package cn.niangjia.knowledge;

/**
 * A piece of a version that is retrieved and cited.
 *
 * @param anchor the place in the document that survives versions: 第四十六条, or a heading; unique within the version
 * @param section what a reader calls the place: 第四十六条, 怎么办
 * @param heading path of headings above it, outermost first, joined by {@code " > "}; empty at the top
 * @param text verbatim, never normalised
 */
public record Passage(PassageId id, String anchor, String section, String heading, String text) {
}
