package cn.niangjia.importing;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import: some files, and what somebody chose for all of them.
 *
 * @param moreUntil until when further files are waited for; null: all have come
 */
record Import(UUID id, State state, String by, Settings settings, OffsetDateTime startedAt, @Nullable OffsetDateTime finishedAt,
        @Nullable OffsetDateTime moreUntil) {

    enum State {
        QUEUED, RUNNING, PAUSED, COMPLETED, COMPLETED_WITH_ERRORS;

        boolean isOver() {
            return this == COMPLETED || this == COMPLETED_WITH_ERRORS;
        }
    }

    /** Null: as understood. @param publish at once, with what was understood */
    record Settings(@Nullable String region, List<Topic> topics, @Nullable Kind kind, Visibility visibility, boolean publish) {
    }

    /** {@code UNCHANGED}: this very file was taken in before. */
    enum FileState { QUEUED, RUNNING, COMPLETED, REFUSED, UNCHANGED }

    record Named(String id, String title) {
    }

    /**
     * What came of a file.
     *
     * @param mends how often each kind of mend was needed
     * @param action CONFIRM: look at it and publish; DIFFERENCE: a known document has a new version; empty: nothing to do
     */
    record Result(List<Named> documents, List<String> warnings, Map<String, Integer> mends, String action) {
        static final Result NONE = new Result(List.of(), List.of(), Map.of(), "");
    }

    /**
     * @param parent number of the archive it came from
     * @param stored hash under which its bytes are kept; null where they were not kept
     * @param updated number of its last change within the import
     * @param stage 0 reading, 1 cleaning, 2 understanding, 3 cutting, 4 keeping, 5 done
     */
    record File(UUID importId, int number, String name, @Nullable Integer parent, long size, @Nullable String stored, FileState state, int stage,
            String note, int passages, Result result, @Nullable String error, long updated) {
    }
}
