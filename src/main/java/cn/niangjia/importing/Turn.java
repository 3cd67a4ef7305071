package cn.niangjia.importing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mark that an article goes on elsewhere (下转A03版) or comes from there (上接A01版《…》).
 *
 * @param page as {@link #page(String)} writes it; empty if the mark names none
 * @param headline the article's, as the mark or the line above it gives it, perhaps shortened
 */
record Turn(String page, @Nullable String headline) {

    private static final String PAGE = "第?\\s*([A-Za-z]?\\s?\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*[版页]";
    private static final Pattern ON = Pattern.compile(
            "[（(【▶→↘▲△▼▽]*\\s*下\\s*转\\s*(?:" + PAGE + ")?[^（）()。\\n]{0,40}[）)】]?|[（(]\\s*(?:紧)?转\\s*" + PAGE + "[^（）()。\\n]{0,40}[）)]");
    private static final Pattern FROM = Pattern.compile(
            "^[\\s　▲△▼▽●■◆★]*(?:[（(【▶→↘]?\\s*上\\s*接\\s*(?:" + PAGE + ")?[^（）()。\\n《]{0,12}?(?:《([^》\\n]{2,60})》)?[^（）()。\\n]{0,6}?[）)】]|[（(]?\\s*(?:上|紧)\\s*接\\s*(?:" + PAGE
                    + ")(?:《([^》\\n]{2,60})》)?[）)]?|[（(]\\s*接\\s*" + PAGE + "[^（）()。\\n]{0,40}[）)])(?:\\s*《([^》\\n]{2,60})》)?[\\s　]*");
    private static final String NUMERALS = "一二三四五六七八九";

    /** Where it stands in a text, with what it says. */
    record Mark(int from, int to, Turn turn) {
    }

    static Optional<Mark> on(String text) {
        Matcher mark = ON.matcher(text);
        return mark.find() ? Optional.of(new Mark(mark.start(), mark.end(), new Turn(page(first(mark, 1, 2)), null))) : Optional.empty();
    }

    /** Only at the beginning of a line. */
    static Optional<Mark> from(String line) {
        Matcher mark = FROM.matcher(line);
        if (!mark.find()) {
            return Optional.empty();
        }
        String headline = first(mark, 2, 4, 6);
        return Optional.of(new Mark(mark.start(), mark.end(), new Turn(page(first(mark, 1, 3, 5)), headline.isEmpty() ? null : headline)));
    }

    private static String first(Matcher mark, int... groups) {
        for (int group : groups) {
            if (mark.group(group) != null) {
                return mark.group(group);
            }
        }
        return "";
    }

    /** A03, 3 and 三 alike: letters and the number without zeros before it. */
    static String page(String written) {
        String page = written.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
        if (!page.isEmpty() && NUMERALS.indexOf(page.charAt(0)) < 0 && page.charAt(0) != '十') {
            return page.replaceFirst("^([A-Z]?)0+(?=\\d)", "$1");
        }
        int ten = page.indexOf('十');
        int ones = page.isEmpty() || page.endsWith("十") ? 0 : NUMERALS.indexOf(page.charAt(page.length() - 1)) + 1;
        int tens = ten < 0 ? 0 : ten == 0 ? 1 : NUMERALS.indexOf(page.charAt(0)) + 1;
        return page.isEmpty() ? "" : String.valueOf(10 * tens + ones);
    }

    Turn withHeadline(String other) {
        return new Turn(page, other);
    }

    /** Whether this, the mark of a rest, speaks of the article with that headline; headlines are often shortened in marks. */
    boolean names(String full) {
        String mine = headline == null ? "" : bare(headline);
        String whole = bare(full);
        return !mine.isEmpty() && (whole.contains(mine) || mine.contains(whole) || shared(mine, whole) >= .6);
    }

    private static String bare(String headline) {
        return headline.replaceAll("[^\\p{IsHan}\\p{Alnum}]", "");
    }

    private static double shared(String mine, String whole) {
        List<String> pairs = Flow.pairs(mine);
        return pairs.isEmpty() ? 0 : (double) pairs.stream().filter(whole::contains).count() / pairs.size();
    }
}
