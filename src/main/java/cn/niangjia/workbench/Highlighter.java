package cn.niangjia.workbench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Marks in a text what it shares with the question: pairs of neighbouring characters, whole words and numbers. */
class Highlighter {

    /**
     * @param start first UTF-16 code unit
     * @param end behind the last one
     */
    record Span(int start, int end) {
    }

    static final Highlighter NONE = new Highlighter("", List.of());

    private final Set<String> terms = new LinkedHashSet<>();

    Highlighter(String question, List<String> expandedTerms) {
        terms.addAll(expandedTerms);
        for (String run : question.split("[^\\p{L}\\p{N}]+")) {
            if (run.codePoints().allMatch(c -> c < 128)) {
                terms.add(run);
                continue;
            }
            for (int i = 0; i + 2 <= run.length(); i++) {
                terms.add(run.substring(i, i + 2));
            }
        }
        terms.removeIf(String::isBlank);
    }

    List<Span> highlight(String text) {
        BitSet marked = new BitSet(text.length());
        for (String term : terms) {
            for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
                marked.set(at, at + term.length());
            }
        }
        List<Span> spans = new ArrayList<>();
        for (int start = marked.nextSetBit(0); start >= 0; ) {
            int end = marked.nextClearBit(start);
            spans.add(new Span(start, end));
            start = marked.nextSetBit(end);
        }
        return spans;
    }
}
