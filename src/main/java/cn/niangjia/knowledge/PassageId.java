package cn.niangjia.knowledge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one passage of one version; its text never changes.
 *
 * @param version from 1
 * @param ordinal from 0, in reading order
 */
public record PassageId(String documentId, int version, int ordinal) {

    private static final Pattern WRITTEN = Pattern.compile("(.+)@([0-9]{1,9})#([0-9]{1,9})");

    /** As {@link #toString} writes it; empty for anything else. */
    public static Optional<PassageId> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches() ? Optional.of(new PassageId(written.group(1), Integer.parseInt(written.group(2)), Integer.parseInt(written.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return documentId + "@" + version + "#" + ordinal;
    }
}
