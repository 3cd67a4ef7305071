package cn.niangjia.knowledge;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Dates as Chinese documents print them: 2021年12月24日, 一九九四年十二月六日, 2021-12-24. */
public class ChineseDates {

    /** One such date, as a regular expression without groups. */
    public static final String DATE = "(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)";

    private static final Pattern PARTS = Pattern.compile(
            "([0-9]{4})[年-]([0-9]{1,2})[月-]([0-9]{1,2})日?|([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日");

    private static final String DIGITS = "〇一二三四五六七八九";

    private ChineseDates() {
    }

    /** Those that are days, in their order. */
    public static List<LocalDate> in(String text) {
        return PARTS.matcher(text).results().map(ChineseDates::date).flatMap(Optional::stream).toList();
    }

    private static Optional<LocalDate> date(MatchResult match) {
        try {
            return Optional.of(match.group(1) != null
                    ? LocalDate.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)))
                    : LocalDate.of(year(match.group(4)), number(match.group(5)), number(match.group(6))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        return digits.replace('○', '〇').replace('零', '〇').chars().reduce(0, (sum, c) -> sum * 10 + DIGITS.indexOf(c));
    }

    /** 十, 十二, 二十, 三十一. */
    private static int number(String text) {
        int ten = text.indexOf('十');
        if (ten < 0) {
            return DIGITS.indexOf(text.charAt(0));
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(text.charAt(0));
        int ones = ten == text.length() - 1 ? 0 : DIGITS.indexOf(text.charAt(text.length() - 1));
        return tens * 10 + ones;
    }
}
