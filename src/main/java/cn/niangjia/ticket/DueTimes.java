package cn.niangjia.ticket;

import cn.niangjia.handoff.HolidaysChanged;
import cn.niangjia.handoff.OpeningHours;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** When tickets are due, by the limits of the settings, the opening hours and the pauses; counted anew when the holidays change. */
@Component
class DueTimes {

    private static final Logger log = LoggerFactory.getLogger(DueTimes.class);

    private final TicketRows rows;
    private final TicketHistory history;
    private final OpeningHours opening;
    private final TicketSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DueTimes(TicketRows rows, TicketHistory history, OpeningHours opening, TicketSettings settings, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.history = history;
        this.opening = opening;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The same ticket with its due time; none where no limit is set, or it is counted in hours and the desk never opens. */
    Ticket set(Ticket ticket) {
        Limit limit = settings.limit(ticket.matter().ticketClass(), ticket.callBack());
        boolean countable = limit != null && (limit.days() > 0 || opening.isStaffed());
        OffsetDateTime from = ticket.handling().countedFrom();
        return ticket.with(ticket.handling().due(countable ? limit.due(from, history.pauses(ticket.id(), from), opening) : null));
    }

    /** Years whose holidays nobody has entered though they lie before the due time: it may still move. */
    Set<Integer> missing(Ticket ticket) {
        OffsetDateTime due = ticket.due();
        return due == null ? Set.of() : opening.calendar().missing(date(ticket.handling().countedFrom()), date(due));
    }

    private LocalDate date(OffsetDateTime time) {
        return time.atZoneSameInstant(clock.getZone()).toLocalDate();
    }

    @EventListener
    void on(HolidaysChanged event) {
        List<UUID> moved = new ArrayList<>();
        for (UUID id : rows.open()) {
            if (Boolean.TRUE.equals(transactions.execute(status -> recount(id, event.year())))) {
                moved.add(id);
            }
        }
        log.info("the holidays of {} changed: {} tickets are due at another time", event.year(), moved.size());
    }

    private boolean recount(UUID id, int year) {
        Ticket ticket = rows.hold(id).filter(held -> held.state() != Ticket.State.CLOSED).orElse(null);
        Ticket counted = ticket == null ? null : set(ticket);
        if (counted == null || isSame(counted.due(), ticket.due())) {
            return false;
        }
        rows.update(counted);
        history.add(id, TicketHistory.NOBODY, TicketHistory.Kind.DUE_MOVED, counted.state(), year + "年的放假安排改了");
        return true;
    }

    private static boolean isSame(@Nullable OffsetDateTime first, @Nullable OffsetDateTime second) {
        return first == null || second == null ? Objects.equals(first, second) : first.isEqual(second);
    }
}
