package cn.niangjia.importing;

import cn.niangjia.knowledge.DocumentReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells statutes from what only contains one. A notice that issues rules (关于印发《…办法》的通知) has its own text first and the rules
 * behind it; a decision or an interpretation may have no articles at all.
 */
class Statute {

    /** @param cover the notice, up to its signature; {@code rules} begin with their title */
    record Issued(String cover, String rules) {
    }

    private static final Pattern FIRST_ARTICLE = Pattern.compile("^[\\s　]*第一[章条编][\\s　].*");
    private static final Pattern RULES_TITLE = Pattern.compile(
            "^[\\s　#]*(?![一二三四五六七八九十]+、|[（(第])[^。；，：]{4,60}(?:办法|规定|细则|条例|规则|制度|章程|规程|方案|标准|意见)(?:[\\s　]*[（(][^（）()]{1,12}[）)])?[\\s　]*$");
    private static final Pattern NOTICE = Pattern.compile(".*(?:关于[^。]{2,80}的[\\s　]*(?:通知|决定|公告|通告|意见|批复|函)|[〔\\[]\\d{4}[〕\\]]\\s?第?\\d+\\s?号).*");
    private static final Pattern LEGISLATURE = Pattern.compile("^[\\s　#]*(?:.{0,20}人民代表大会.*|(?:中华人民共和国)?国务院.*|最高人民(?:法院|检察院).*)(?:决定|决议|规定|解释|批复|办法)(?:[（(].{1,8}[）)])?[\\s　]*$");
    private static final Pattern ADOPTED = Pattern.compile(".*\\d{4}\\s?年.*(?:通过|公布|发布|批准|施行|修正|修订).*");
    /** As {@link DocumentReader} knows it from files of a knowledge base. */
    private static final String END_OF_HEAD = "<!-- INFO END -->";
    private static final int HEAD = 12;
    private static final int LONGEST_PREAMBLE = 40;

    private Statute() {
    }

    static boolean is(String text) {
        return DocumentReader.isStatute(text) || isLegislatures(text.lines().filter(line -> !line.isBlank()).limit(HEAD).toList());
    }

    private static boolean isLegislatures(List<String> head) {
        return head.stream().limit(2).anyMatch(line -> LEGISLATURE.matcher(line).matches()) && head.stream().skip(1).limit(6).anyMatch(line -> ADOPTED.matcher(line).matches() && line.length() < 160);
    }

    /** Empty if the text is a statute from its first line on, or none. */
    static Optional<Issued> issued(String text) {
        List<String> lines = text.lines().toList();
        int first = IntStream.range(0, lines.size()).filter(i -> FIRST_ARTICLE.matcher(lines.get(i)).matches()).findFirst().orElse(-1);
        int title = first < 0 || !DocumentReader.isStatute(text) ? -1 : titleAbove(lines, first);
        if (title <= 0) {
            return Optional.empty();
        }
        List<String> cover = lines.subList(0, title);
        if (isLegislatures(cover.stream().filter(line -> !line.isBlank()).limit(HEAD).toList())) {
            return Optional.empty();
        }
        boolean notice = cover.stream().anyMatch(line -> NOTICE.matcher(line).matches()) && cover.stream().anyMatch(line -> line.contains("。") && line.length() > 12);
        return notice ? Optional.of(new Issued(String.join("\n", cover), String.join("\n", lines.subList(title, lines.size())))) : Optional.empty();
    }

    private static int titleAbove(List<String> lines, int first) {
        for (int i = first - 1; i >= Math.max(0, first - LONGEST_PREAMBLE); i--) {
            if (RULES_TITLE.matcher(lines.get(i)).matches() && !NOTICE.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** The head of a plain statute is its title; Markdown's mark tells it from what follows. What stands above it is the site's. */
    static String titled(String text) {
        if (text.stripLeading().startsWith("#")) {
            return text;
        }
        List<String> lines = text.strip().lines().toList();
        int title = IntStream.range(0, Math.min(HEAD, lines.size())).filter(i -> isTitle(lines.get(i))).findFirst().orElse(0);
        boolean parted = lines.size() > title + 1 && lines.get(title).strip().equals("中华人民共和国");
        String named = lines.get(title).strip() + (parted ? lines.get(title + 1).strip() : "");
        List<String> rest = lines.subList(title + (parted ? 2 : 1), lines.size());
        int head = DocumentReader.isStatute(text) ? 0 : head(rest);
        return "# " + named + "\n" + String.join("\n", rest.subList(0, head)) + (head > 0 ? "\n" + END_OF_HEAD + "\n" : "")
                + String.join("\n", rest.subList(head, rest.size()));
    }

    /** Without articles nothing else parts the lines on adoption and commencement from what was adopted. */
    private static int head(List<String> lines) {
        return IntStream.range(0, Math.min(HEAD, lines.size())).filter(i -> ADOPTED.matcher(lines.get(i)).matches() && lines.get(i).length() < 120 && !lines.get(i).endsWith("。"))
                .map(i -> i + 1).max().orElse(0);
    }

    /** Chapters and annexes of issued rules as headings, so that no article swallows what follows it. */
    static String headed(String rules) {
        return rules.replaceAll("(?m)^[ \\t　]*(第[一二三四五六七八九十]+[编章节][ 　].{0,40}|附件.{0,40})$", "## $1");
    }

    private static boolean isTitle(String line) {
        String bare = line.replaceAll("[\\s　]+", "");
        return bare.length() <= 80 && (bare.equals("中华人民共和国") || bare.matches(".*(?:法|条例|规定|办法|细则|规则|章程|解释|决定|决议|批复|意见|方案|规程|制度)(?:[（(〔].{1,12}[）)〕])?$"))
                && !bare.matches("^(?:第[一二三四五六七八九十]|[（(]).*");
    }
}
