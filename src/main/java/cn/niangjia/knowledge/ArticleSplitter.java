package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a statute into its articles: one passage an article, with the part, chapter and section (编、章、节) it stands in.
 * Text before the first article is one passage (前言); what follows a heading without articles, such as an annex,
 * is cut like plain prose.
 */
class ArticleSplitter {

    /** 第四十六条, 第一百三十三条之一, at the start of a line. */
    static final String ARTICLE = "第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?(?=[\\s　])";

    private static final Pattern ARTICLE_LINE = Pattern.compile("^" + ARTICLE);
    private static final Pattern HEADING_LINE = Pattern.compile("^(#{1,6})\\s+(.*)$");
    private static final String PREAMBLE = "前言";

    private final List<Section> sections = new ArrayList<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final HeadingPath headings = new HeadingPath();
    private final StringBuilder text = new StringBuilder();
    private String article = PREAMBLE;
    private boolean anyArticle;

    static List<Section> split(String body) {
        ArticleSplitter splitter = new ArticleSplitter();
        body.lines().forEach(splitter::line);
        splitter.close();
        return splitter.sections;
    }

    private void line(String line) {
        Matcher heading = HEADING_LINE.matcher(line);
        Matcher start = ARTICLE_LINE.matcher(line);
        if (heading.matches()) {
            close();
            headings.enter(heading.group(1).length(), heading.group(2).strip());
            article = anyArticle ? headings.innermost() : PREAMBLE;
        } else if (start.find()) {
            close();
            anyArticle = true;
            article = start.group().strip();
            text.append(line).append('\n');
        } else {
            text.append(line).append('\n');
        }
    }

    private void close() {
        String passage = text.toString().strip();
        text.setLength(0);
        if (passage.isEmpty()) {
            return;
        }
        if (ARTICLE_LINE.matcher(article + " ").find()) {
            add(article, passage);
        } else {
            TextSplitter.split(passage).forEach(part -> add(article, part));
        }
    }

    private void add(String section, String passage) {
        int times = anchors.merge(section, 1, Integer::sum);
        sections.add(new Section(Section.anchor(section, times), section, headings.path(), passage));
    }
}
