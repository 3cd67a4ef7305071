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
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    /** A title, or names and words set apart by blanks. */
    private static final Pattern APART = Pattern.compile(".*(?:关于.{2,60}的(?:通知|意见|公告|通告|批复|函|决定|报告)|[\\p{IsHan}](?:办法|细则|方案|规定))|\\S{2,5}(?:[ 　]+\\S{2,5})+");
    private static final Pattern SALUTATION = Pattern.compile("\\s*.{2,40}[：:]\\s*");
    private static final Pattern PAGE_NUMBER = Pattern.compile("\\s*(?:[-—–─·]+\\s*\\d{1,4}\\s*[-—–─·]+|第\\s*\\d{1,4}\\s*页(?:[\\s，,/]*共\\s*\\d{1,4}\\s*页)?|\\d{1,4}\\s*/\\s*\\d{1,4})\\s*");
    private static final Pattern BARE_NUMBER = Pattern.compile("\\s*\\d{1,4}\\s*");
    private static final Pattern CAPTION = Pattern.compile("\\s*(?:[▲△▼▽]?[\\s　]*(?:图为|图[①②③④⑤\\d]+[为：:]|[上下左右]图[为：:，]|[（(]?资料图).{0,80}|[▲△▼▽].{0,80}(?:摄|供图|资料图片?)[）)]?)|.{0,60}(?:摄影|供图|[\\s/／][\\p{IsHan}]{2,4}\\s?摄)[）)]?\\s*|[（(]?[\\p{IsHan}]{2,4}[\\s/／]?摄[）)]?\\s*");
    private static final String TOOL = "[【\\[（(|｜]?(?:打印(?:本页|本文)?|关闭(?:窗口|本页)?|收藏(?:本页)?|推荐|纠错|字体|字号|大|中|小|我要(?:分享|评论|纠错)|返回(?:顶部|首页|列表|上一?[页级])|网站地图|联系我们|关于我们|设为首页|加入收藏|网站首页|首页|使用帮助|无障碍(?:浏览|阅读)?|繁體?体?|简体|手机版|登录|注册)[：:]?[】\\]）)|｜]?";
    private static final Pattern BOILERPLATE = Pattern.compile("[\\s　]*(?:" + String.join("|",
            "(?:版权声明|免责声明|版权所有|特别声明|郑重声明|声明)[：:].*", "(?:Copyright|COPYRIGHT|©).{0,100}",
            ".{0,60}(?:未经.{0,12}(?:不得|禁止|严禁|请勿).{0,8}(?:转载|摘编)|未经(?:本报|本网|本站).{0,20}|转载(?:请|须|时|自).{0,8}(?:注明|来源)|(?:文字|图片|内容|本网|本站|版权).{0,20}不得转载|如有侵权，?请|侵权.{0,6}删除).{0,60}",
            "(?:上一[篇条页]|下一[篇条页]|相关(?:阅读|新闻|链接|文章|推荐)|推荐阅读|延伸阅读|热门文章|猜你喜欢)[：:]?.*",
            "(?:分享(?:到|至)|扫一扫|扫描(?:上方|下方)?二维码|扫码(?:关注|分享)|长按识别|关注我们|点击(?:上方|下方|这里|蓝字)|微信扫一扫).{0,60}",
            TOOL + "(?:[\\s　|｜]*" + TOOL + "){0,12}",
            "(?:您|你)?(?:当前|现在|所在)?的?(?:所在)?位置[：:].*[>＞»/].*", "首页[\\s　]*[>＞»].{0,60}", ".{0,20}ICP[备证].{0,60}", ".*公网安备.*", ".{0,30}(?:技术支持[：:]|网站标识码|政府网站找错|建议使用.{0,10}浏览器|最佳分辨率).{0,60}",
            "(?:浏览|阅读|点击|访问)(?:次数|量|数)[：:].*", "(?:主办|承办|协办|主管)(?:单位)?[：:].{0,40}(?:备案|ICP|邮编|技术).{0,60}", "新闻热线[：:].{0,60}", "(?:本报|本版|报纸)?(?:发行|投稿|订阅|广告)(?:热线|邮箱|电话)[：:].{0,60}",
            "[（(【]?(?:本版|本期|值班|责任|执行)?(?:责任)?(?:编辑|责编|编审|校对|审核|审校|版式|美编|组版|排版|监制|初审|复审|终审|总值班|值班主任|图编)[：:\\s　]+[\\p{IsHan}]{2,4}(?:[\\s　，,、/].{0,60})?[）)】]?",
            "\\[?(?:责任)?(?:编辑|责编)[：:].{0,30}\\]?") + ")[\\s　]*");
    /** What a page says of the text in one line: when, from where, by whom. */
    private static final Pattern IMPRINT = Pattern.compile("[\\s　]*(?:发布|发表|更新|成文|印发|发文)?(?:时间|日期|来源|作者|机构|单位)[：:].*|[\\s　]*(?:信息来源|索引号|文号|主题分类|稿源)[：:].*");
    /** Within such a line, how often it was read, and what the reader could click. */
    private static final Pattern COUNTED = Pattern.compile("[\\s　|｜]*(?:浏览|阅读|点击|访问)(?:次数|量|数)?[：:][\\s　]*\\d*[\\s　]*次?|[\\s　]*[【\\[（(]字[体号][：:].{0,12}[】\\]）)]");
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

    /** What a web page or a newspaper says about itself. */
    static Step boilerplate() {
        return step(MendKind.BOILERPLATE, (text, lines) -> notEmpty(lines.stream().filter(line -> !line.isBlank() && line.text().length() < 200 && !BEGINNING.matcher(line.text()).matches())
                .flatMap(line -> BOILERPLATE.matcher(line.text()).matches() ? Stream.of(without(line, text))
                        : IMPRINT.matcher(line.text()).matches() ? counted(line) : Stream.empty()).toList()));
    }

    private static Stream<Replacement> counted(Line line) {
        return COUNTED.matcher(line.text()).results().map(match -> new Replacement(line.from() + match.start(), line.from() + match.end(), ""));
    }

    /** A line that ends in the middle of a sentence and is about as long as the lines around it goes on with the next. */
    static Step softBreaks() {
        return step(MendKind.LINE_BREAK, (text, lines) -> {
            List<Replacement> found = new ArrayList<>();
            int[] widths = blockWidths(lines);
            List<String> texts = lines.stream().map(Line::text).toList();
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (goesOn(lines.get(i), lines.get(i + 1), widths[i]) && !isHeadline(texts, i + 1)) {
                    found.add(join(lines.get(i), lines.get(i + 1)));
                }
            }
            return found;
        });
    }

    /** A headline above a byline, though the column above it ends in the middle of a sentence. */
    private static boolean isHeadline(List<String> lines, int i) {
        return Headlines.at(lines, i, true) > 0;
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
                && !APART.matcher(text).matches() && !IMPRINT.matcher(text).matches() && !Headlines.isMasthead(text)
                && !SALUTATION.matcher(next.text()).matches()
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

    /** Where it stood between two blank lines, one of them goes too. */
    private static Replacement withBlankLine(List<Line> lines, int i, String text) {
        boolean between = i > 0 && lines.get(i - 1).isBlank() && i + 1 < lines.size() && lines.get(i + 1).isBlank();
        return without(between ? new Line(lines.get(i).from(), lines.get(i + 1).to(), "") : lines.get(i), text);
    }

    /**
     * What stands there a second time word for word: one or more paragraphs right behind themselves, or several paragraphs in the same order.
     * One sentence that comes again elsewhere is no mistake; laws are full of such.
     */
    static Step repeated() {
        return step(MendKind.REPEATED, (text, lines) -> {
            List<Integer> full = IntStream.range(0, lines.size()).filter(i -> !lines.get(i).isBlank()).boxed().toList();
            List<String> paragraphs = full.stream().map(i -> lines.get(i).text().strip()).toList();
            List<Replacement> found = new ArrayList<>();
            Map<String, Integer> first = new HashMap<>();
            boolean statute = Statute.is(text);
            for (int i = 0; i < paragraphs.size();) {
                Integer before = first.putIfAbsent(paragraphs.get(i), i);
                int run = before == null ? 0 : run(paragraphs, before, i);
                boolean again = run > 0 && isDoubling(paragraphs.subList(i, i + run), before + run == i)
                        && (!statute || before == 0 || before + run == i);
                for (int k = 0; again && k < run; k++) {
                    found.add(withBlankLine(lines, full.get(i + k), text));
                }
                i += again ? run : 1;
            }
            return notEmpty(found);
        });
    }

    /** How many paragraphs from {@code later} on are those from {@code before} on. */
    private static int run(List<String> paragraphs, int before, int later) {
        int run = 0;
        while (later + run < paragraphs.size() && before + run < later && paragraphs.get(before + run).equals(paragraphs.get(later + run))) {
            run++;
        }
        return run;
    }

    private static boolean isDoubling(List<String> run, boolean rightBehind) {
        int length = run.stream().mapToInt(String::length).sum();
        boolean table = run.getFirst().startsWith("|");
        // Lists come again where another paragraph has the same cases.
        long prose = run.stream().filter(paragraph -> paragraph.length() >= REPEATED_FROM && !BEGINNING.matcher(paragraph).matches()).count();
        return !table && (rightBehind && length >= REPEATED_FROM || run.size() >= 3 && prose > 0 && length >= 2 * REPEATED_FROM);
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
