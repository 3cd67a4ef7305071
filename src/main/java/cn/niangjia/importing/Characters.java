package cn.niangjia.importing;

import cn.niangjia.importing.MendedText.Replacement;
import cn.niangjia.importing.MendedText.Step;
import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The steps that look at characters alone. */
class Characters {

    /** Of the Chinese characters, so many must be Traditional before a text counts as written in them. */
    private static final double TRADITIONAL_SHARE = .03;
    private static final int TRADITIONAL_LEAST = 5;
    /** Characters that the other script writes otherwise but that stand in Simplified texts too: 二噁英. */
    private static final String IN_BOTH = "噁";

    private static final String TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
    private static final Map<String, String> SIMPLE = new ConcurrentHashMap<>();

    private Characters() {
    }

    /** NUL, control characters and invisible marks; line ends, tabs and page breaks stay. */
    static Step control() {
        return pattern(MendKind.CONTROL, Pattern.compile("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\\u00AD\\u200B-\\u200F\\u2060\\uFEFF\\uFFFE\\uFFFF]+"), found -> "");
    }

    /** Traditional characters; in a text that is not written in them, those that no Simplified text has. */
    static Step traditional() {
        return new Step() {
            @Override
            public MendKind kind() {
                return MendKind.TRADITIONAL;
            }

            @Override
            public List<Replacement> in(String text) {
                long han = text.codePoints().filter(Character::isIdeographic).count();
                long traditional = text.codePoints().filter(Character::isIdeographic).filter(c -> !simple(Character.toString(c)).equals(Character.toString(c))).count();
                return traditional == 0 ? List.of() : runs(text, traditional < Math.max(TRADITIONAL_LEAST, TRADITIONAL_SHARE * han) ? IN_BOTH : "");
            }
        };
    }

    private static String simple(String character) {
        return SIMPLE.computeIfAbsent(character, ZhConverterUtil::toSimple);
    }

    /** Neighbours become one replacement. */
    private static List<Replacement> runs(String text, String kept) {
        List<Replacement> runs = new ArrayList<>();
        int start = -1;
        StringBuilder with = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            String character = i == text.length() ? "" : String.valueOf(text.charAt(i));
            boolean candidate = !character.isEmpty() && Character.isIdeographic(character.charAt(0)) && !kept.contains(character);
            String simple = candidate ? simple(character) : character;
            if (!simple.equals(character)) {
                start = start < 0 ? i : start;
                with.append(simple);
            } else if (start >= 0) {
                runs.add(new Replacement(start, i, with.toString()));
                with.setLength(0);
                start = -1;
            }
        }
        return runs;
    }

    /** A syllable with its tone in brackets right after a character, as language aids insert it: 來(lái)源. (APP) and (kg) are none. */
    static Step pinyin() {
        Pattern gloss = Pattern.compile("(?<=\\p{IsHan})\\s?[(（]\\s?(?=[a-zü]*[" + TONES + "])[a-zü" + TONES + "]{1,6}\\s?[)）]");
        return pattern(MendKind.PINYIN, gloss, found -> "");
    }

    /** Full-width letters and digits, and the signs between digits; Chinese punctuation is as it should be. */
    static Step fullWidth() {
        Pattern wide = Pattern.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．：／－][０-９]+)*％?");
        return pattern(MendKind.FULL_WIDTH, wide, found -> found.chars().map(c -> c - 0xFEE0).collect(StringBuilder::new,
                StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    static Step pattern(MendKind kind, Pattern pattern, UnaryOperator<String> with) {
        return new Step() {
            @Override
            public MendKind kind() {
                return kind;
            }

            @Override
            public List<Replacement> in(String text) {
                return pattern.matcher(text).results().filter(match -> !match.group().isEmpty())
                        .map(match -> new Replacement(match.start(), match.end(), with.apply(match.group()))).toList();
            }
        };
    }
}
