package cn.niangjia.ticket;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is kept; whom it is about is sealed and not in it.
 *
 * @param number by which the worker asks, together with the last four digits of the contact
 * @param callBack somebody promised to ring
 * @param reason why a person was wanted; STAFF where staff made it of themselves
 * @param hasPerson whether a name or contact is kept
 * @param revision counts changes; who saves must have seen the last
 */
public record Ticket(UUID id, String number, Source source, @Nullable UUID conversationId, boolean callBack, String reason, boolean hasPerson,
        Matter matter, Handling handling, String createdBy, OffsetDateTime createdAt, OffsetDateTime changedAt, int revision) {

    public enum Source {
        CHAT("在线会话"), CALL("来电"), API("其他渠道");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public enum State {
        NEW("待受理"), IN_PROGRESS("办理中"), PAUSED("暂停"), ANSWERED("已答复"), CALLED_BACK("已回访"), CLOSED("已办结");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public State state() {
        return handling.state();
    }

    /** Until when the union means to have answered; null: it set itself no limit. */
    public @Nullable OffsetDateTime due() {
        return handling.due();
    }

    Ticket with(Matter changed) {
        return new Ticket(id, number, source, conversationId, callBack, reason, hasPerson, changed, handling, createdBy, createdAt, changedAt, revision);
    }

    Ticket with(Handling changed) {
        return new Ticket(id, number, source, conversationId, callBack, reason, hasPerson, matter, changed, createdBy, createdAt, changedAt, revision);
    }
}
