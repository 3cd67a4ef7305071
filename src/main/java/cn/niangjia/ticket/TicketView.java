package cn.niangjia.ticket;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.answering.Prompts;
import cn.niangjia.conversation.Citation;
import cn.niangjia.handoff.OpeningHours;
import cn.niangjia.knowledge.Regions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tickets as staff see them: never with a name or contact. */
@Component
class TicketView {

    record Account(String account, String name) {
    }

    /** One line of a list. @param overdue over its time and not answered */
    record Row(UUID id, String number, Ticket.Source source, Ticket.State state, String stateName, @Nullable TicketClass ticketClass,
            @Nullable String className, @Nullable String category, Citation.Place region, String summary, boolean callBack, boolean confidential,
            @Nullable Account assignee, @Nullable String unit, @Nullable OffsetDateTime due, boolean overdue, OffsetDateTime createdAt,
            OffsetDateTime changedAt) {
    }

    /**
     * One ticket whole.
     *
     * @param questions the three of a call back, as the prompts have them
     * @param calendarMissing years before the due time whose holidays nobody has entered: it may still move
     * @param mayHandle whether this person may take the next step
     * @param accesses who saw it; for supervisors, else empty
     */
    record Shown(Row ticket, Matter matter, Handling handling, boolean hasPerson, String reason, @Nullable UUID conversationId, String createdBy, int revision,
            LegalDeadlines.Computed deadlines, @Nullable ChatMaterial material, List<String> questions, Set<Integer> calendarMissing,
            boolean mayHandle, List<TicketHistory.Event> history, List<TicketHistory.Access> accesses) {
    }

    private final TicketRows rows;
    private final TicketHistory history;
    private final TicketRights rights;
    private final DueTimes dueTimes;
    private final OpeningHours opening;
    private final Regions regions;
    private final Prompts prompts;
    private final Clock clock;

    TicketView(TicketRows rows, TicketHistory history, TicketRights rights, DueTimes dueTimes, OpeningHours opening, Regions regions, Prompts prompts,
            Clock clock) {
        this.rows = rows;
        this.history = history;
        this.rights = rights;
        this.dueTimes = dueTimes;
        this.opening = opening;
        this.regions = regions;
        this.prompts = prompts;
        this.clock = clock;
    }

    Row row(Ticket ticket) {
        Matter matter = ticket.matter();
        Handling handling = ticket.handling();
        boolean runs = ticket.state() == Ticket.State.NEW || ticket.state() == Ticket.State.IN_PROGRESS;
        return new Row(ticket.id(), ticket.number(), ticket.source(), ticket.state(), ticket.state().word(), matter.ticketClass(),
                matter.ticketClass() == null ? null : matter.ticketClass().word(), matter.category(),
                new Citation.Place(matter.region(), regions.name(matter.region())), matter.summary(), ticket.callBack(), matter.confidential(),
                handling.assignee() == null ? null : new Account(handling.assignee(), rights.shown(handling.assignee())), handling.unit(), ticket.due(),
                runs && ticket.due() != null && ticket.due().isBefore(OffsetDateTime.now(clock)), ticket.createdAt(), ticket.changedAt());
    }

    Shown whole(Ticket ticket, Staff staff) {
        boolean mayHandle = staff.role() != Role.AGENT || staff.name().equals(ticket.handling().assignee());
        return new Shown(row(ticket), ticket.matter(), ticket.handling(), ticket.hasPerson(), ticket.reason(), ticket.conversationId(),
                rights.shown(ticket.createdBy()), ticket.revision(), deadlines(ticket), rows.material(ticket.id()).orElse(null),
                prompts.text("tickets/call-back-questions").lines().map(line -> line.replaceFirst("^\\d+\\.\\s*", "")).toList(),
                dueTimes.missing(ticket), mayHandle, history.of(ticket.id()),
                staff.role() == Role.AGENT ? List.of() : history.accesses(ticket.id()));
    }

    LegalDeadlines.Computed deadlines(Ticket ticket) {
        LegalFacts facts = ticket.matter().form().facts();
        return LegalDeadlines.of(facts == null ? LegalFacts.NONE : facts, LocalDate.now(clock), opening.calendar());
    }
}
