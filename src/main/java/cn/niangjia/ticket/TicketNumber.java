package cn.niangjia.ticket;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A ticket's number as a worker is told it: three groups of four, such as {@code K7QM-3XHP-9RDC}, read out on the phone without
 * mistaking one character for another (no 0, O, 1, I). Eleven characters are random, 55 bits; the last one checks them.
 *
 * <p>The check is a sum over GF(32) in which each place weighs another power of a generator. So one wrong character, and any two
 * that changed places, are always found.
 */
final class TicketNumber {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int RANDOM = 11;
    private static final int GROUP = 4;
    /** x⁵ + x² + 1, which makes GF(32) with generator x. */
    private static final int POLYNOMIAL = 0b100101;
    private static final SecureRandom SECURE = new SecureRandom();

    private TicketNumber() {
    }

    static String next() {
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < RANDOM; i++) {
            number.append(ALPHABET.charAt(SECURE.nextInt(ALPHABET.length())));
        }
        return grouped(number.append(check(number)));
    }

    private static String grouped(CharSequence number) {
        return number.toString().replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    private static char check(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < RANDOM; i++) {
            sum = doubled(sum ^ ALPHABET.indexOf(number.charAt(i)));
        }
        return ALPHABET.charAt(sum);
    }

    private static int doubled(int element) {
        int shifted = element << 1;
        return (shifted & 0b100000) == 0 ? shifted : shifted ^ POLYNOMIAL;
    }

    /** The number as it is kept, whatever case, width, blanks and dashes it was typed with; empty if it cannot be one. */
    static Optional<String> read(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).replaceAll("[\\s\\-‐-―_.]", "");
        boolean possible = plain.length() == RANDOM + 1 && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return possible && check(plain) == plain.charAt(RANDOM) ? Optional.of(grouped(plain)) : Optional.empty();
    }
}
