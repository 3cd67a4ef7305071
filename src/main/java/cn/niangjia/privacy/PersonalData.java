package cn.niangjia.privacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks mobile numbers, identity-card numbers and bank-card numbers. What carries a check digit is masked only if the
 * digit is right, so that amounts, dates and document numbers stay readable.
 */
public final class PersonalData {

    /** Digits in any width, with single blanks or dashes between them, not part of a longer number or word. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9０-９A-Za-z.〔])[+＋]?[0-9０-９](?:[ 　\\-－—]?[0-9０-９]){9,22}[XxＸｘ]?(?![0-9０-９A-Za-z])");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?86|0086)?1[3-9][0-9]{9}");
    private static final Pattern ID_CARD = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final Pattern OLD_ID_CARD = Pattern.compile("[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}");
    private static final Pattern BANK_CARD = Pattern.compile("[3-6][0-9]{15,18}");
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECK = "10X98765432";

    /** A number of a person's own. @param from first character, {@code to} behind the last @param kind 手机号, 身份证号 or 银行卡号 */
    public record Find(int from, int to, String kind) {
    }

    private PersonalData() {
    }

    /** The text with each such number replaced by 〔手机号〕, 〔身份证号〕 or 〔银行卡号〕; everything else verbatim. */
    public static String mask(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.replaceAll(match -> Matcher.quoteReplacement(mask(match.group(), plain(match.group()))));
    }

    /** Where such numbers stand, in order. */
    public static List<Find> in(String text) {
        return NUMBER.matcher(text).results().filter(match -> !mask(match.group(), plain(match.group())).equals(match.group()))
                .map(match -> new Find(match.start(), match.end(), mask(match.group(), plain(match.group())).replaceAll("[〔〕]", ""))).toList();
    }

    private static String plain(String number) {
        StringBuilder plain = new StringBuilder();
        number.chars().map(PersonalData::halfWidth).filter(c -> c >= '0' && c <= '9' || c == 'X' || c == '+')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int halfWidth(int c) {
        int half = c >= '！' && c <= '～' ? c - 0xFEE0 : c;
        return half == 'x' ? 'X' : half;
    }

    private static String mask(String original, String number) {
        if (MOBILE.matcher(number).matches()) {
            return "〔手机号〕";
        }
        if (isIdCard(number)) {
            return "〔身份证号〕";
        }
        return BANK_CARD.matcher(number).matches() && luhn(number) ? "〔银行卡号〕" : original;
    }

    /** GB 11643-1999: the last character is a weighted sum modulo 11 of the other seventeen. */
    private static boolean isIdCard(String number) {
        if (OLD_ID_CARD.matcher(number).matches()) {
            return true;
        }
        if (!ID_CARD.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < ID_WEIGHTS.length; i++) {
            sum += ID_WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return ID_CHECK.charAt(sum % 11) == number.charAt(17);
    }

    /** ISO/IEC 7812-1, annex B. */
    private static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
