package cn.niangjia.importing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Mends what real web and newspaper text brings, in small steps whose order matters: pages must be one text before lines are joined,
 * and lines joined before repeated paragraphs can be seen. To clean what is clean changes nothing.
 */
class Cleaner {

    private Cleaner() {
    }

    static MendedText clean(String original) {
        return clean(original, Set.of());
    }

    /** @param leaveOut kinds of mends that an editor does not want here */
    static MendedText clean(String original, Set<MendKind> leaveOut) {
        MendedText text = new MendedText(original);
        steps().filter(step -> !leaveOut.contains(step.kind())).forEach(text::apply);
        return text;
    }

    /** Markdown with a description or by articles, as somebody wrote it for a knowledge base; other Markdown may be a web page's copy. */
    static boolean isWritten(String markdown) {
        return markdown.startsWith("---\n") || markdown.contains("<!-- INFO END -->") || Statute.is(markdown);
    }

    /** Of Markdown that somebody wrote only what no database takes is removed. */
    static MendedText cleanLightly(String original) {
        MendedText text = new MendedText(original);
        text.apply(Characters.control());
        return text;
    }

    /** Lines are joined more than once: what was joined shows how wide the text around it is. */
    private static Stream<MendedText.Step> steps() {
        return List.of(Characters.control(), Characters.traditional(), Characters.pinyin(), Characters.fullWidth(), Lines.page(),
                Lines.boilerplate(), Lines.spaces(), Lines.softBreaks(), Lines.softBreaks(), Lines.softBreaks(), Lines.repeated()).stream();
    }
}
