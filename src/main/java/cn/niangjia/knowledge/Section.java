package cn.niangjia.knowledge;

/** A passage before it belongs to a version; see {@link Passage} for the parts. */
record Section(String anchor, String section, String heading, String text) {
}
