package cn.niangjia.importing;

import cn.niangjia.importing.MendedText.Replacement;
import cn.niangjia.importing.MendedText.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The steps that look at whole lines: what printers and web pages put between the text, and where they broke it. */
class Lines {

    private record Line(int from, int to, String text) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    /** 第三十条, 一、, （二）, 3., -, |, #: a line that begins so does not go on with the one before. */
    private static final Pattern BEGINNING = Pattern.compile(
            "^\\s*(#|[-*•·●■□◆▲△|>]|第[一二三四五六七八九十百千零〇\\d]+[条章节编款]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\\d{1,2}[）)、．]|\\d{1,2}\\.(?!\\d)|问[:：]|答[:：]|附件|（[上下][接转]).*");
    private static final Pattern ENDING = Pattern.compile(".*[。！？；：!?;:…”」』》）)】|]\\s*$");
    private static final Pattern PAGE_NUMBER = Pattern.compile("\\s*(?:[-—–─·]+\\s*\\d{1,4}\\s*[-—–─·]+|第\\s*\\d{1,4}\\s*页(?:[\\s，,/]*共\\s*\\d{1,4}\\s*页)?|\\d{1,4}\\s*/\\s*\\d{1,4})\\s*");
    private static final Pattern BARE_NUMBER = Pattern.compile("\\s*\\d{1,4}\\s*");
    private static final Pattern CAPTION = Pattern.compile("\\s*(?:[▲△▼▽]|图为|图[①②③④⑤\\d]+[为：:]|[（(]?资料图).{0,80}|.{0,60}(?:摄影|供图|\\S摄)[）)]?\\s*");
    private static final Pattern BOILERPLATE = Pattern.compile("""
            \\s*(?:(?:版权声明|免责声明|版权所有|特别声明|声明)[：:].*|.*(?:未经(?:本报|本网|许可|授权|书面).{0,20}(?:转载|复制|使用)|转载(?:请|须|时).{0,8}注明|不得转载|侵权.{0,6}(?:删除|联系)).*\
            |(?:上一[篇条]|下一[篇条]|相关(?:阅读|新闻|链接)|返回(?:顶部|首页|列表))[：:]?.*|(?:分享到|扫一扫|扫码关注|打印本页|关闭窗口|【?(?:打印|关闭|字体|大|中|小)】?).{0,40}\
            |(?:当前|您的|您现在的|所在)?位置[：:].*[>＞»].*|.{0,20}ICP备.{0,30}|.*公网安备.*|(?:浏览|阅读|点击)(?:次数|量|数)[：:].*|网站地图.{0,40}|设为首页.{0,30}|[（(]?(?:责任编辑|责编|编辑|校对|审核|版式|美编)[：:]\\s*\\S{1,20}(?:\\s.{0,30})?)\\s*""".strip());
    private static final int REPEATED_FROM = 20;
    private static final int PAGES_WITH_HEAD = 3;

    private Lines() {
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            lines.add(new Line(from, to, text.substring(from, to)));
            from = to + 1;
        }
        return lines;
    }

    private interface Search {
        List<Replacement> in(String text, List<Line> lines);
    }

    private static Step step(MendKind kind, Search search) {
        return new Step() {
            @Override
            public MendKind kind() {
                return kind;
            }

            @Override
            public List<Replacement> in(String text) {
                return search.in(text, lines(text));
            }
        };
    }

    /** A line with the line end behind it, or before it if it is the last. */
    private static Replacement without(Line line, String text) {
        return line.to() < text.length() ? new Replacement(line.from(), line.to() + 1, "") : new Replacement(Math.max(0, line.from()), line.to(), "");
    }

    /** Page numbers, captions, running heads and the page breaks themselves. */
    static Step page() {
        return step(MendKind.PAGE, (text, lines) -> {
            Set<String> heads = runningHeads(lines);
            List<Replacement> found = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                boolean out = !line.isBlank() && (PAGE_NUMBER.matcher(line.text()).matches() || CAPTION.matcher(line.text()).matches()
                        || BARE_NUMBER.matcher(line.text()).matches() && atPageEdge(lines, i) || heads.contains(plain(line.text())) && atPageEdge(lines, i));
                if (line.text().equals("\f") || out) {
                    found.add(without(line, text));
                }
            }
            return notEmpty(found);
        });
    }

    private static List<Replacement> notEmpty(List<Replacement> found) {
        return found.stream().filter(replacement -> replacement.to() > replacement.from()).toList();
    }

    private static boolean atPageEdge(List<Line> lines, int i) {
        return isEdge(lines, i, -1) || isEdge(lines, i, 1);
    }

    /** Only blank lines and page numbers stand between the line and the page break, or the text's own end. */
    private static boolean isEdge(List<Line> lines, int i, int direction) {
        int at = i + direction;
        while (at >= 0 && at < lines.size() && (lines.get(at).text().isBlank() && !lines.get(at).text().equals("\f")
                || PAGE_NUMBER.matcher(lines.get(at).text()).matches())) {
            at += direction;
        }
        boolean hasPages = lines.stream().anyMatch(line -> line.text().equals("\f"));
        return hasPages && (at < 0 || at >= lines.size() || lines.get(at).text().equals("\f"));
    }

    private static Set<String> runningHeads(List<Line> lines) {
        Map<String, Integer> times = new HashMap<>();
        boolean edge = true;
        Line before = null;
        for (Line line : lines) {
            if (line.text().equals("\f")) {
                count(before, times);
                edge = true;
            } else if (!line.isBlank()) {
                if (edge) {
                    count(line, times);
                }
                edge = false;
                before = line;
            }
        }
        Set<String> heads = new HashSet<>();
        times.forEach((head, count) -> {
            if (count >= PAGES_WITH_HEAD && head.length() >= 2 && head.length() <= 40) {
                heads.add(head);
            }
        });
        return heads;
    }

    private static void count(Line line, Map<String, Integer> times) {
        if (line != null) {
            times.merge(plain(line.text()), 1, Integer::sum);
        }
    }

    /** A running head's own page number changes from page to page. */
    private static String plain(String line) {
        return line.replaceAll("[\\s\\d—–-]+", "");
    }

    /** What a web page says about itself. */
    static Step boilerplate() {
        return step(MendKind.BOILERPLATE, (text, lines) -> notEmpty(lines.stream()
                .filter(line -> !line.isBlank() && line.text().length() < 200 && BOILERPLATE.matcher(line.text()).matches())
                .map(line -> without(line, text)).toList()));
    }

    /** A line that ends in the middle of a sentence and is about as long as the lines around it goes on with the next. */
    static Step softBreaks() {
        return step(MendKind.LINE_BREAK, (text, lines) -> {
            List<Replacement> found = new ArrayList<>();
            int[] widths = blockWidths(lines);
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (goesOn(lines.get(i), lines.get(i + 1), widths[i])) {
                    found.add(join(lines.get(i), lines.get(i + 1)));
                }
            }
            return found;
        });
    }

    /** For each line the longest of those it stands together with. */
    private static int[] blockWidths(List<Line> lines) {
        int[] widths = new int[lines.size()];
        for (int start = 0; start < lines.size();) {
            int end = start;
            int widest = 0;
            while (end < lines.size() && !lines.get(end).isBlank()) {
                widest = Math.max(widest, lines.get(end).text().strip().length());
                end++;
            }
            for (int i = start; i < Math.max(end, start + 1); i++) {
                widths[i] = widest;
            }
            start = Math.max(end, start + 1);
        }
        return widths;
    }

    private static boolean goesOn(Line line, Line next, int width) {
        String text = line.text().strip();
        return !text.isEmpty() && !next.isBlank() && width >= 8 && text.length() >= .75 * width && text.length() >= 6
                && !next.text().startsWith("　　") && !next.text().startsWith("    ")
                && !ENDING.matcher(text).matches() && !BEGINNING.matcher(next.text()).matches()
                && !text.startsWith("#") && !text.startsWith("|") && !next.text().startsWith("\f") && !text.equals("\f");
    }

    private static Replacement join(Line line, Line next) {
        int from = line.from() + line.text().stripTrailing().length();
        int to = next.from() + next.text().length() - next.text().stripLeading().length();
        char before = line.text().stripTrailing().charAt(line.text().stripTrailing().length() - 1);
        char after = next.text().stripLeading().charAt(0);
        boolean words = before < 128 && after < 128 && Character.isLetter(before) && Character.isLetter(after);
        return new Replacement(from, to, words ? " " : "");
    }

    /** Paragraphs that were there before word for word; a text that stands there twice is a special case of it. */
    static Step repeated() {
        return step(MendKind.REPEATED, (text, lines) -> {
            Set<String> seen = new HashSet<>();
            List<Replacement> found = new ArrayList<>();
            boolean doubled = isDoubled(lines);
            for (Line line : lines) {
                String plain = line.text().strip();
                boolean counts = plain.length() >= (doubled ? 1 : REPEATED_FROM) && !plain.startsWith("|");
                if (counts && !seen.add(plain)) {
                    found.add(without(line, text));
                }
            }
            return notEmpty(found);
        });
    }

    private static boolean isDoubled(List<Line> lines) {
        List<String> full = lines.stream().map(line -> line.text().strip()).filter(line -> !line.isEmpty()).toList();
        int half = full.size() / 2;
        return full.size() >= 4 && full.size() % 2 == 0 && full.subList(0, half).equals(full.subList(half, full.size()));
    }

    /** Blanks inside Chinese: 职 工 互 助, and blanks beside Chinese punctuation. Blanks that part columns or names stay. */
    static Step spaces() {
        String han = "[\\p{IsHan}]";
        Pattern stray = Pattern.compile("(?m)(?<!\\|)(?:(?<=" + han + ") (?=" + han + " " + han + ")|(?<=" + han + " " + han + ") (?=" + han + "(?:\\s|[，。、；：]|$))"
                + "|(?<=[，。、；：！？“（《])[ 　]+(?=" + han + ")|(?<=" + han + ")[ 　]+(?=[，。、；：！？”）》]))");
        return step(MendKind.SPACE, (text, lines) -> {
            List<Replacement> found = new ArrayList<>();
            for (Line line : lines) {
                if (!line.text().stripLeading().startsWith("|") && !line.text().startsWith("#")) {
                    stray.matcher(line.text()).results().filter(match -> !match.group().isEmpty())
                            .forEach(match -> found.add(new Replacement(line.from() + match.start(), line.from() + match.end(), "")));
                }
            }
            return found;
        });
    }
}
