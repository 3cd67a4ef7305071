package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a guide or other prose at its headings, and what is still too long within them by paragraph and sentence. */
class HeadingSplitter {

    private static final Pattern HEADING_LINE = Pattern.compile("^(#{1,6})\\s+(.*)$");
    private static final String LEAD = "开头";

    private final List<Section> sections = new ArrayList<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final HeadingPath headings = new HeadingPath();
    private final StringBuilder text = new StringBuilder();

    static List<Section> split(String body) {
        HeadingSplitter splitter = new HeadingSplitter();
        body.lines().forEach(splitter::line);
        splitter.close();
        return splitter.sections;
    }

    private void line(String line) {
        Matcher heading = HEADING_LINE.matcher(line);
        if (heading.matches()) {
            close();
            headings.enter(heading.group(1).length(), heading.group(2).strip());
        } else {
            text.append(line).append('\n');
        }
    }

    private void close() {
        String passage = text.toString().strip();
        text.setLength(0);
        if (!passage.isEmpty()) {
            TextSplitter.split(passage).forEach(this::add);
        }
    }

    private void add(String passage) {
        String section = headings.innermost().isEmpty() ? LEAD : headings.innermost();
        String slug = headings.path().isEmpty() ? LEAD : headings.path().replace(" > ", "/");
        int times = anchors.merge(slug, 1, Integer::sum);
        sections.add(new Section(Section.anchor(slug, times), section, headings.path(), passage));
    }
}
