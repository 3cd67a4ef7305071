package cn.niangjia.understanding;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A message as the rules see it: half-width, lower case, simplified characters, no white space. */
final class PlainText {

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PlainText() {
    }

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return ZhConverterUtil.toSimple(BLANK.matcher(folded).replaceAll(""));
    }

    /** Without punctuation and emoji too. */
    static String words(String plain) {
        return NOT_A_WORD.matcher(plain).replaceAll("");
    }
}
