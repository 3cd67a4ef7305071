package cn.niangjia.knowledge;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statute that comes without front matter: its title and dates from the head of the file, and the day it
 * took effect from the head or from its own commencement clause (本法自…起施行). What they do not state stays null.
 */
class StatuteHead {

    /** @param body the text after the head */
    record Parsed(Description description, String body) {
    }

    private static final String HEAD_END = "<!-- INFO END -->";
    private static final Pattern TITLE_LINE = Pattern.compile("(?m)^#\\s+(.+)$");
    private static final Pattern FIRST_PART = Pattern.compile("(?m)^(##\\s|第[一二三四五六七八九十]+条[\\s　])");
    private static final Pattern EFFECT_LINE = Pattern.compile("施行|执行|实施|生效");
    private static final Pattern ADOPTION_LINE = Pattern.compile("通过|公布|发布|修正|修订|修改|批准|印发|令");
    private static final Pattern COMMENCEMENT = Pattern.compile(
            "(?:本法|本条例|本规定|本办法|本解释|本决定|本细则|本规则|本通知|本意见)(?:自|从|于)(" + ChineseDates.DATE + ")(?:起|开始)?(?:正式)?(?:施行|执行|实施|生效)");
    private static final Pattern DOCUMENT_NUMBER = Pattern.compile(
            "国务院令第\\s?[0-9]+\\s?号|[\\p{IsHan}]{1,10}〔[0-9]{4}〕第?[0-9]+号|法释\\[[0-9]{4}\\][0-9]+号|令第[0-9]+号");
    private static final Pattern PUBLISHER = Pattern.compile(
            "全国人民代表大会(?:常务委员会)?|全国人大常委会|[\\p{IsHan}]{2,9}(?:省|市|自治区)(?:第[\\p{IsHan}]{1,4}届)?人民代表大会(?:常务委员会)?|国务院|最高人民法院|最高人民检察院|中央军事委员会");
    private static final Pattern ORDINAL = Pattern.compile("第[一二三四五六七八九十零〇]+届");

    private final Regions regions;

    StatuteHead(Regions regions) {
        this.regions = regions;
    }

    /** @param path of the file, whose date in brackets orders wordings of one title when the head does not */
    Parsed parse(String text, String path) {
        int split = headEnd(text);
        String head = text.substring(0, split);
        String body = text.substring(split).replace(HEAD_END, "");
        return new Parsed(describe(head, body, path), body.strip());
    }

    private static int headEnd(String text) {
        int marked = text.indexOf(HEAD_END);
        if (marked >= 0) {
            return marked;
        }
        Matcher part = FIRST_PART.matcher(text);
        Matcher title = TITLE_LINE.matcher(text);
        return part.find() ? part.start() : title.find() ? title.end() : 0;
    }

    private Description describe(String head, String body, String path) {
        String title = title(head, path);
        List<String> lines = head.lines().filter(line -> !line.startsWith("#")).toList();
        String publisher = publisher(lines, title);
        LocalDate issued = lines.stream().filter(line -> !isEffectLine(line))
                .flatMap(line -> ChineseDates.in(line).stream().limit(1)).max(Comparator.naturalOrder()).orElse(null);
        LocalDate named = ChineseDates.in(path).stream().max(Comparator.naturalOrder()).orElse(null);
        return new Description(title, kind(title, publisher, body), List.of(), region(title, publisher),
                Visibility.PUBLIC, null, publisher, documentNumber(head), issued, effectiveFrom(lines, body), null,
                latest(issued, named), List.of(), List.of(), List.of(), null, null, null, null, List.of());
    }

    /** 民法典 comes in files that share the first title and carry the name of their part as a second. */
    private static String title(String head, String path) {
        String titles = TITLE_LINE.matcher(head).results().map(match -> plain(match.group(1)))
                .distinct().collect(Collectors.joining(" "));
        return titles.isEmpty() ? path.substring(path.lastIndexOf('/') + 1) : titles;
    }

    /** A title as it is compared: blanks inside it are the printer's. */
    static String plain(String title) {
        return title.replaceAll("[\\s　]+", "");
    }

    private static boolean isEffectLine(String line) {
        return EFFECT_LINE.matcher(line).find() && !ADOPTION_LINE.matcher(line).find();
    }

    private static @Nullable LocalDate effectiveFrom(List<String> head, String body) {
        Optional<LocalDate> inHead = head.stream().filter(StatuteHead::isEffectLine)
                .flatMap(line -> ChineseDates.in(line).stream()).max(Comparator.naturalOrder());
        return inHead.or(() -> commencement(body)).orElse(null);
    }

    private static Optional<LocalDate> commencement(String body) {
        return COMMENCEMENT.matcher(body).results().map(match -> ChineseDates.in(match.group(1)))
                .filter(dates -> !dates.isEmpty()).map(List::getFirst).reduce((first, last) -> last);
    }

    private static @Nullable String publisher(List<String> lines, String title) {
        return Stream.concat(lines.stream(), Stream.of(title)).map(PUBLISHER::matcher).filter(Matcher::find)
                .map(match -> ORDINAL.matcher(match.group()).replaceAll("").replace("全国人大常委会", "全国人民代表大会常务委员会"))
                .findFirst().orElse(null);
    }

    private static @Nullable String documentNumber(String head) {
        return DOCUMENT_NUMBER.matcher(head).results().map(match -> match.group().replace(" ", ""))
                .reduce((first, last) -> last).orElse(null);
    }

    private static Kind kind(String title, @Nullable String publisher, String body) {
        if (publisher == null) {
            return title.startsWith("中华人民共和国") && title.endsWith("法") ? Kind.LAW
                    : body.contains("第一条") ? Kind.RULE : Kind.GUIDE;
        }
        if (publisher.startsWith("全国人民代表大会")) {
            return Kind.LAW;
        }
        return publisher.startsWith("最高人民") || publisher.startsWith("中央军事") ? Kind.RULE : Kind.REGULATION;
    }

    /** A local statute names its province or city in its publisher or at the start of its title. */
    private String region(String title, @Nullable String publisher) {
        boolean national = publisher != null && (publisher.startsWith("全国") || publisher.startsWith("国务院")
                || publisher.startsWith("最高") || publisher.startsWith("中央"));
        if (national) {
            return Region.WHOLE_COUNTRY;
        }
        String where = publisher == null ? title.substring(0, Math.min(title.length(), 12)) : publisher;
        return regions.namedIn(where, Region.WHOLE_COUNTRY).map(Region::code).orElse(Region.WHOLE_COUNTRY);
    }

    private static @Nullable LocalDate latest(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null ? b : b == null || a.isAfter(b) ? a : b;
    }
}
