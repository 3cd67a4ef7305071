package cn.niangjia.importing;

/**
 * One thing that was mended.
 *
 * @param from first character in the original, {@code to} behind the last
 * @param replacement what stands there now; empty: nothing
 */
record Mend(MendKind kind, int from, int to, String replacement) {

    String label() {
        return kind.label();
    }
}
