package cn.niangjia.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text under repair. Each character knows where in the original it came from, so that every mend can be shown in its place there,
 * whatever was mended before.
 */
class MendedText {

    /** Of the characters {@code from} to {@code to} (excluded) of the text as it is now. */
    record Replacement(int from, int to, String with) {
    }

    /** One way of mending. */
    interface Step {
        MendKind kind();

        /** What to replace in a text: in order, without overlaps. */
        List<Replacement> in(String text);
    }

    private final String original;
    private String text;
    private int[] origins;
    private final List<Mend> mends = new ArrayList<>();

    MendedText(String original) {
        this.original = original;
        this.text = original;
        this.origins = new int[original.length()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = i;
        }
    }

    String original() {
        return original;
    }

    String text() {
        return text;
    }

    /** Where in the original the character at this place of the text came from; never less than that of the one before. */
    int origin(int at) {
        return origins[at];
    }

    /** What became of a stretch of the original. */
    String of(int from, int to) {
        return text.substring(firstFrom(from), firstFrom(to));
    }

    /** The first place of the text that came from this place of the original, or from behind it. */
    private int firstFrom(int place) {
        int at = Arrays.binarySearch(origins, place);
        for (at = at < 0 ? -at - 1 : at; at > 0 && origins[at - 1] == place; at--) {
        }
        return at;
    }

    /** In the order of the original. */
    List<Mend> mends() {
        return mends.stream().sorted(Comparator.comparingInt(Mend::from).thenComparingInt(Mend::to)).toList();
    }

    /** How often each kind was needed, by its word for readers. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        mends.forEach(mend -> counts.merge(mend.label(), 1, Integer::sum));
        return counts;
    }

    /** Builds the text anew once, however many replacements there are. */
    void apply(Step step) {
        List<Replacement> replacements = step.in(text);
        if (replacements.isEmpty()) {
            return;
        }
        StringBuilder mended = new StringBuilder(text.length());
        int[] from = new int[text.length() + replacements.stream().mapToInt(replacement -> replacement.with().length()).sum()];
        int at = 0;
        for (Replacement replacement : replacements) {
            at = copy(at, replacement.from(), mended, from);
            at = replace(replacement, mended, from, step.kind());
        }
        copy(at, text.length(), mended, from);
        text = mended.toString();
        origins = Arrays.copyOf(from, mended.length());
    }

    private int copy(int at, int until, StringBuilder mended, int[] from) {
        System.arraycopy(origins, at, from, mended.length(), until - at);
        mended.append(text, at, until);
        return until;
    }

    private int replace(Replacement replacement, StringBuilder mended, int[] from, MendKind kind) {
        int first = origins[replacement.from()];
        for (int i = 0; i < replacement.with().length(); i++) {
            from[mended.length() + i] = first;
        }
        mended.append(replacement.with());
        mends.add(new Mend(kind, first, origins[replacement.to() - 1] + 1, replacement.with()));
        return replacement.to();
    }
}
