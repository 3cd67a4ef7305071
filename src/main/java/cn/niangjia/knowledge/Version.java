package cn.niangjia.knowledge;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One wording of a document. Once published it never changes; a document has at most one that is still open.
 *
 * @param author account of who wrote it; null if it came from a knowledge folder
 * @param publishAt when it is to be published, for {@link State#SCHEDULED}
 * @param revision counts what was done to the document, so that nobody overwrites what they have not seen
 * @param submittedAt when the author handed it in for somebody else to look at; null: not yet
 * @param proposal what an import read from where, as JSON; null for others
 */
public record Version(String documentId, int number, State state, Description description, @Nullable String author,
        @Nullable String reviewedBy, @Nullable OffsetDateTime publishAt, int revision, @Nullable String proposal, @Nullable OffsetDateTime submittedAt, OffsetDateTime createdAt) {

    /** {@code CURRENT} is published; {@code FORMER} was; {@code PROPOSED} came as a changed file of a document edited by hand. */
    public enum State {
        DRAFT, REVIEWED, SCHEDULED, CURRENT, FORMER, PROPOSED;

        /** Whether it can still be changed. */
        public boolean isOpen() {
            return this == DRAFT || this == REVIEWED || this == SCHEDULED;
        }
    }
}
