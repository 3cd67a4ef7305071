package cn.niangjia.importing;

import java.util.List;
import java.util.regex.Pattern;

/** What lines of a newspaper look like: headlines, bylines and datelines, mastheads, and the marks of articles that go on elsewhere. */
class Headlines {

    private static final int LONGEST = 45;
    /** A shoulder, the headline over two lines, a line below. */
    private static final int MOST_LINES = 4;
    private static final String WRITER = "(?:本报|本刊|本网|特约|全媒体|融媒体|见习|首席|实习)*(?:记者|通讯员|特约撰稿人?|作者)";

    /** Names who wrote, or from where: what follows a headline, and nothing else. */
    private static final Pattern STRONG = Pattern.compile("^[\\s　]*(?:[□■◎◆●☐▢○◇]\\s*)?(?:" + WRITER + "[\\s　:：/／].{1,60}|" + WRITER + "[\\p{IsHan}]{2,4}[\\s　]*(?:$|通讯员.*)"
            + "|文\\s?[/／|｜:：].{1,20}|图?文\\s?[/／]图?.{1,20}|[（(]" + WRITER + ".*"
            + "|(?:本报|本网|本刊|新华社|中新社|人民网|中工网|[\\p{IsHan}]{2,6}网)[\\p{IsHan}\\s]{0,8}(?:\\d{1,2}月\\d{1,2}日)?\\s?(?:讯|电)(?:[（(\\s　:：，].*|$|[\\p{IsHan}].*)"
            + "|[\\p{IsHan}]{0,8}讯[（(\\s　:：].*|[\\p{IsHan}]{2,8}\\d{1,2}月\\d{1,2}日(?:电|讯).*)$");
    /** Begins a report, but also many a paragraph within one. */
    private static final Pattern WEAK = Pattern.compile(
            "^[\\s　]*(?:(?:今年|去年|\\d{4}年)?\\d{1,2}月\\d{1,2}日(?:起|上午|下午|晚|至.{1,8}日)?[，,].*|(?:近日|日前|昨日|昨天|今日|连日来|近期|为.{4,40}，近日|为.{4,40}，\\d{1,2}月\\d{1,2}日|近段时间|今年以来|入夏以来|入冬以来)[，,].*)$");
    /** Who wrote it, behind the last sentence. */
    private static final Pattern SIGNED = Pattern.compile(
            ".*[。！？”][\\s　]*[（(](?:" + WRITER + "|文/图|文|供稿)?[\\s　:：/]*[\\p{IsHan}]{2,4}(?:[\\s　、·]+(?:" + WRITER + "[\\s　]*)?[\\p{IsHan}]{2,4}){0,5}(?:[\\s　]*(?:文/图|报道|供稿))?[）)][\\s　]*$");
    private static final Pattern DATELINE = Pattern.compile(
            "^[\\s　]*(?:(?:本报|本网|本刊)?[\\p{IsHan}\\d]{0,12}(?:讯|电)[\\s　]*)?(?:[（(][^（）()]{0,4}(?:记者|通讯员)[^（）()]{0,40}[）)][\\s　]*)?(?:(?:近日|日前|今年以来|入夏以来|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)[，,])?");
    private static final Pattern MASTHEAD = Pattern.compile(
            "(?!.*(?:报销|报名|报到|申报|举报|报告|报警|上报|报酬|汇报|报送|填报|通报|报废)).{0,12}(?:报|之声|周刊).{0,24}(?:版|期|星期.|年.*日|\\d{4}[-.]\\d{1,2}[-.]\\d{1,2}|[A-D]\\d{2}).*|[\\s　]*[A-Z]?\\d{1,2}\\s*版.*|.*(?:星期[一二三四五六日]|国内统一(?:连续出版物|刊)号|农历|总第\\d+期|今日\\d+版).*");
    private static final Pattern BODY = Pattern.compile(".*[。！？；].*|.{46,}", Pattern.DOTALL);

    private Headlines() {
    }

    static String plain(String line) {
        return line.replaceFirst("^[\\s　]*#+\\s*", "").replaceAll("^\\*\\*(.*)\\*\\*$", "$1").strip();
    }

    static boolean isByline(String line) {
        return STRONG.matcher(line.replace("**", "")).matches();
    }

    /** 本报讯（记者 王某）, 近日， and the like taken away: with what the report itself begins. */
    static String withoutDateline(String line) {
        return DATELINE.matcher(line).replaceFirst("");
    }

    static boolean isSigned(String line) {
        return SIGNED.matcher(line).matches();
    }

    /** Whether a text reads like news: who reported it stands there, or it begins with the day. */
    static boolean isReported(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().anyMatch(line -> isByline(line) || isSigned(line))
                || lines.stream().filter(Headlines::isBody).limit(1).anyMatch(line -> WEAK.matcher(line).matches());
    }

    static boolean isMasthead(String line) {
        return line.length() < 80 && !line.contains("。") && MASTHEAD.matcher(line).matches();
    }

    static boolean isBody(String line) {
        return BODY.matcher(line).matches() && !line.startsWith("|");
    }

    static boolean hasShape(String line) {
        String plain = plain(line);
        return Turn.on(plain).isEmpty() && Turn.from(plain).isEmpty() && plain.length() >= 4 && plain.length() <= LONGEST && !plain.matches(".*[。；，：:,;、]$") && !STRONG.matcher(plain).matches() && !WEAK.matcher(plain).matches()
                && !plain.matches("^(?:[*|（(【>●■◆▲△]|-\\s|\\d+[.、]|[一二三四五六七八九十]{1,3}、).*") && !isMasthead(plain) && !plain.contains("。")
                && !plain.matches(".*\\d{3,4}[-—－]?\\d{7,8}.*|\\d+|.*[\\d:：]{4,}$");
    }

    /**
     * How many lines from here on are one headline: lines of its shape, up to a line that begins a report.
     *
     * @param strongly only where that line names who wrote, or from where
     * @return 0 if there is none
     */
    static int at(List<String> lines, int i, boolean strongly) {
        int end = behindShaped(lines, i);
        boolean begins = end > i && end < lines.size() && (isByline(lines.get(end)) || !strongly && WEAK.matcher(lines.get(end).replace("**", "")).matches());
        return begins ? end - i : 0;
    }

    /** How many lines from here on are a headline that is only told by standing between two articles, right above a text. */
    static int between(List<String> lines, int i) {
        int end = behindShaped(lines, i);
        return end > i && end < lines.size() && isBody(lines.get(end)) ? end - i : 0;
    }

    /** Behind the lines that have a headline's shape. Right below a sentence that breaks off several such lines may be its last words. */
    private static int behindShaped(List<String> lines, int i) {
        int shaped = 0;
        int at = i;
        while (at < lines.size() && shaped < MOST_LINES && hasShape(lines.get(at))) {
            shaped++;
            at = full(lines, at + 1);
        }
        boolean openAbove = i > 0 && Flow.breaksOff(lines.get(i - 1)) && !isMasthead(lines.get(i - 1));
        return shaped == 0 || openAbove && shaped > 1 ? i : at;
    }

    /** The next line that holds something. */
    static int full(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return at;
    }
}
