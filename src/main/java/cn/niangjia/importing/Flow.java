package cn.niangjia.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts the pieces of a page's articles in order. Where columns come in the wrong order, a piece without a headline stands behind an
 * article that it does not belong to. It goes behind the one it continues: of those that break off in the middle of a sentence the one
 * with the same unit, the same words, and a last character that makes a word with the piece's first.
 */
class Flow {

    /** A sentence that breaks off goes on somewhere. */
    private static final double BROKEN_OFF = 3;
    /** Where a piece was found it mostly belongs, the more so if nothing broke off or ended before it. */
    private static final double FOUND_HERE = 1;
    private static final double FOUND_HERE_WHOLE = 4;
    private static final double SAME_UNIT = 1.5;
    private static final double SAME_WORDS = 4;
    private static final double WORD_ACROSS = 2.5;
    private static final String ENDS = "。！？”」』）)…；：";

    /**
     * A stretch of text without a headline of its own.
     *
     * @param behind number of the article that it was found behind; -1: before all of them
     * @param loose whether the text before it breaks off, or ends there: then it may as well belong elsewhere
     */
    record Piece(String text, int behind, boolean loose) {
    }

    private final String page;
    private final Units units;
    private final List<String> headlines;
    private final List<StringBuilder> texts = new ArrayList<>();

    /** @param beginnings of the articles, up to the first seam */
    Flow(String page, Units units, List<String> headlines, List<String> beginnings) {
        this.page = page;
        this.units = units;
        this.headlines = headlines;
        beginnings.forEach(text -> texts.add(new StringBuilder(text)));
    }

    private record Fit(int piece, int article, double score) {
    }

    /** Best fits first, since a piece that has found its article may show where the next belongs. */
    List<String> order(List<Piece> pieces) {
        List<Piece> left = new ArrayList<>(pieces);
        while (!left.isEmpty()) {
            Fit best = IntStream.range(0, left.size()).boxed().flatMap(piece -> IntStream.range(0, texts.size())
                            .filter(article -> comesNext(left, piece, article)).mapToObj(article -> new Fit(piece, article, score(left.get(piece), article))))
                    .max(Comparator.comparingDouble(Fit::score)).orElse(new Fit(0, Math.max(0, left.getFirst().behind()), 0));
            StringBuilder text = texts.get(best.article());
            String joined = joined(text.toString(), left.remove(best.piece()).text());
            text.setLength(0);
            text.append(joined);
        }
        return texts.stream().map(StringBuilder::toString).toList();
    }

    /** Pieces found behind one article keep their order there; a whole paragraph leaves only for a sentence that breaks off. */
    private boolean comesNext(List<Piece> left, int piece, int article) {
        int behind = left.get(piece).behind();
        return behind == article ? IntStream.range(0, piece).noneMatch(i -> left.get(i).behind() == behind)
                : left.get(piece).loose() || breaksOff(texts.get(article));
    }

    private double score(Piece piece, int article) {
        String text = texts.get(article).toString();
        double score = breaksOff(text) ? BROKEN_OFF : 0;
        score += piece.behind() != article ? 0 : piece.loose() ? FOUND_HERE : FOUND_HERE_WHOLE;
        String unit = units.in(headlines.get(article)).or(() -> units.in(text)).orElse("");
        score += units.in(piece.text()).map(named -> unit.isEmpty() ? 0 : unit.contains(named) || named.contains(unit) ? SAME_UNIT : -SAME_UNIT).orElse(0.0);
        score += breaksOff(text) && isWordAcross(text, piece.text()) ? WORD_ACROSS : 0;
        return score + SAME_WORDS * sharedAlone(piece.text(), article);
    }

    /** The share of the piece's pairs of characters that this article has and no other. */
    private double sharedAlone(String piece, int article) {
        Set<String> pairs = new HashSet<>(pairs(piece));
        String mine = headlines.get(article) + texts.get(article);
        long alone = pairs.stream().filter(mine::contains).filter(pair -> IntStream.range(0, texts.size())
                .noneMatch(other -> other != article && (headlines.get(other).contains(pair) || texts.get(other).indexOf(pair) >= 0))).count();
        return pairs.isEmpty() ? 0 : (double) alone / pairs.size();
    }

    /** 领 and 取 make a word if the page has it elsewhere; a number goes on with a number or what it counts. */
    private boolean isWordAcross(String text, String piece) {
        char last = text.stripTrailing().charAt(text.stripTrailing().length() - 1);
        char first = piece.strip().charAt(0);
        return Character.isDigit(last) && (Character.isDigit(first) || "个名万元人月日年家场次项%％".indexOf(first) >= 0)
                || Character.isIdeographic(last) && Character.isIdeographic(first) && page.contains("" + last + first);
    }

    static List<String> pairs(String text) {
        String han = text.replaceAll("[^\\p{IsHan}]", "");
        return IntStream.range(0, Math.max(0, han.length() - 1)).mapToObj(i -> han.substring(i, i + 2)).toList();
    }

    static boolean breaksOff(CharSequence text) {
        String end = text.toString().stripTrailing();
        return !end.isEmpty() && ENDS.indexOf(end.charAt(end.length() - 1)) < 0;
    }

    /** A sentence that broke off goes on without a line end. */
    static String joined(String text, String rest) {
        return text.isBlank() ? rest.strip() : text.stripTrailing() + (breaksOff(text) ? "" : "\n") + rest.strip();
    }
}
