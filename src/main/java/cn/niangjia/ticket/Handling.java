package cn.niangjia.ticket;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a ticket is.
 *
 * @param assignee account
 * @param unit which office of the union does the work
 * @param countedFrom from when the due time runs: made, or last reopened
 * @param due null: no limit is set for its class
 * @param answerSources what the answer rests on, as staff wrote it
 * @param said by the worker when called back; null: not yet
 */
record Handling(Ticket.State state, @Nullable String assignee, @Nullable String unit, OffsetDateTime countedFrom, @Nullable OffsetDateTime due,
        @Nullable String answer, List<String> answerSources, @Nullable Said said, @Nullable String closingReason, @Nullable OffsetDateTime closedAt) {

    /** The worker's answers to the three questions of a call back; null: was not asked or did not say. */
    record Said(@Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Boolean satisfied, @Nullable String remark) {
    }

    static Handling fresh(@Nullable String assignee, OffsetDateTime now) {
        return new Handling(assignee == null ? Ticket.State.NEW : Ticket.State.IN_PROGRESS, assignee, null, now, null, null, List.of(), null, null, null);
    }

    Handling in(Ticket.State next) {
        return new Handling(next, assignee, unit, countedFrom, due, answer, answerSources, said, closingReason, closedAt);
    }

    /** A new one is taken up by this. */
    Handling assigned(@Nullable String to, @Nullable String office) {
        Ticket.State next = state == Ticket.State.NEW ? Ticket.State.IN_PROGRESS : state;
        return new Handling(next, to, office, countedFrom, due, answer, answerSources, said, closingReason, closedAt);
    }

    Handling due(@Nullable OffsetDateTime until) {
        return new Handling(state, assignee, unit, countedFrom, until, answer, answerSources, said, closingReason, closedAt);
    }

    Handling answered(String text, List<String> sources) {
        return new Handling(Ticket.State.ANSWERED, assignee, unit, countedFrom, due, text, sources, said, closingReason, closedAt);
    }

    Handling calledBack(Said answers) {
        return new Handling(Ticket.State.CALLED_BACK, assignee, unit, countedFrom, due, answer, answerSources, answers, closingReason, closedAt);
    }

    Handling closed(String reason, OffsetDateTime now) {
        return new Handling(Ticket.State.CLOSED, assignee, unit, countedFrom, due, answer, answerSources, said, reason, now);
    }

    /** The time runs anew. */
    Handling reopened(OffsetDateTime now) {
        return new Handling(Ticket.State.IN_PROGRESS, assignee, unit, now, null, answer, answerSources, null, null, null);
    }

    /** What the worker said is gone, and name and contact where they stand in what staff wrote. */
    Handling without(Person person) {
        Said kept = said == null ? null : new Said(said.contacted(), said.solved(), said.satisfied(), null);
        return new Handling(state, assignee, unit, countedFrom, due, answer == null ? null : person.leftOutOf(answer), answerSources, kept,
                closingReason == null ? null : person.leftOutOf(closingReason), closedAt);
    }
}
