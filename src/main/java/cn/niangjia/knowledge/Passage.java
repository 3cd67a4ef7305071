package cn.niangjia.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a version that is retrieved and cited.
 *
 * @param anchor the place in the document that survives versions: 第四十六条, or a heading; unique within the version
 * @param section what a reader calls the place: 第四十六条, 怎么办
 * @param heading path of headings above it, outermost first, joined by {@code " > "}; empty at the top
 * @param text verbatim, never normalised
 * @param enabled false: switched off by an admin; it is neither found nor shown to a worker
 * @param questions linked questions that lead to this very passage
 * @param spoken the line an agent says on the phone for this passage
 */
public record Passage(PassageId id, String anchor, String section, String heading, String text, boolean enabled,
        List<String> questions, @Nullable String spoken) {

    /** As it comes from a file: switched on, without questions of its own. */
    public Passage(PassageId id, String anchor, String section, String heading, String text) {
        this(id, anchor, section, heading, text, true, List.of(), null);
    }
}
