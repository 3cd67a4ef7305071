package cn.niangjia.knowledge;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands: its state and its current version.
 *
 * @param version number of the current version
 * @param supersededBy id of the document that took its place, or the name of what repealed it
 */
public record Document(String id, State state, int version, Description description, @Nullable String supersededBy,
        @Nullable LocalDate supersededFrom, long changeNumber) {

    /** Only what is published takes part in answers; what is withdrawn is kept and can be restored; a draft was never published. */
    public enum State { PUBLISHED, WITHDRAWN, DRAFT }

    /** Whether a worker may see what it says now. */
    public boolean isForWorkers() {
        return state == State.PUBLISHED && description.visibility() == Visibility.PUBLIC;
    }

    public ValidityPeriod validity() {
        return new ValidityPeriod(description.effectiveFrom(), description.effectiveUntil(), supersededFrom,
                description.kind() == Kind.NEWS);
    }
}
