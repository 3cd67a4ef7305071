package cn.niangjia.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ticket is about, kept sealed.
 *
 * @param name how to address them, such as 张师傅
 * @param contacts numbers or other ways to reach them, in the order to try them
 */
record Person(@Nullable String name, List<String> contacts) {

    static final Person UNKNOWN = new Person(null, List.of());
    private static final int LAST = 4;

    boolean isUnknown() {
        return name == null && contacts.isEmpty();
    }

    /** Whether these are the last four digits of a contact; of one without digits, such as a WeChat name, its last characters. */
    boolean isReachedAt(String lastFour) {
        byte[] given = normalized(lastFour).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String contact : contacts) {
            String last = last(contact);
            // All are compared, each in the same time, so that how long it takes tells nothing.
            found |= last.length() == LAST & MessageDigest.isEqual(last.getBytes(StandardCharsets.UTF_8), given);
        }
        return found;
    }

    private static String last(String contact) {
        String digits = contact.codePoints().filter(Character::isDigit).map(Character::getNumericValue).mapToObj(String::valueOf)
                .reduce("", String::concat);
        String all = digits.length() >= LAST ? digits : normalized(contact);
        return all.substring(Math.max(0, all.length() - LAST));
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** The text without this person's name and contacts. */
    String leftOutOf(String text) {
        String without = text;
        for (String word : Stream.concat(Stream.ofNullable(name), contacts.stream()).filter(part -> part.length() > 1).toList()) {
            without = without.replace(word, "〔已隐去〕");
        }
        return without;
    }
}
