package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A passage before it belongs to a version; see {@link Passage} for the parts. Names are cut to what the database holds. */
public record Section(String anchor, String section, String heading, String text, boolean enabled, List<String> questions,
        @Nullable String spoken) {

    private static final int LONGEST_NAME = 180;
    private static final int LONGEST_HEADING = 1000;

    public Section {
        anchor = cut(anchor, LONGEST_NAME);
        section = cut(section, LONGEST_NAME);
        heading = cut(heading, LONGEST_HEADING);
    }

    Section(String anchor, String section, String heading, String text) {
        this(anchor, section, heading, text, true, List.of(), null);
    }

    public static Section of(Passage passage) {
        return new Section(passage.anchor(), passage.section(), passage.heading(), passage.text(), passage.enabled(),
                passage.questions(), passage.spoken());
    }

    /** These passages with anchors that tell them apart: an article's own name, else the headings. */
    public static List<Section> anchored(List<Section> sections) {
        Map<String, Integer> names = new HashMap<>();
        List<Section> anchored = new ArrayList<>();
        for (Section section : sections) {
            String slug = section.slug();
            anchored.add(section.withAnchor(anchor(slug, names.merge(slug, 1, Integer::sum))));
        }
        return anchored;
    }

    private String slug() {
        boolean article = (section + " ").matches(ArticleSplitter.ARTICLE + " ");
        return article || heading.isEmpty() ? section : heading.replace(" > ", "/");
    }

    private Section withAnchor(String other) {
        return new Section(other, section, heading, text, enabled, questions, spoken);
    }

    /** A name of the place, cut so that a number behind it still tells two places apart. */
    static String cut(String name, int longest) {
        return name.length() <= longest ? name : name.substring(0, longest);
    }

    /** The anchor of the n-th place of this name, from 1. */
    static String anchor(String name, int n) {
        return n == 1 ? name : cut(name, LONGEST_NAME - 8) + "-" + n;
    }
}
