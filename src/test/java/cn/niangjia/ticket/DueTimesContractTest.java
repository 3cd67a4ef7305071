package cn.niangjia.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.handoff.CalendarForTests;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When tickets are due; made on Sunday, 2026-11-22 at ten. */
@ParameterizedClass
@EnumSource(Database.class)
class DueTimesContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Tickets tickets;
    private TicketRows rows;
    private DueTimes dueTimes;

    @BeforeEach
    void open() {
        context = TicketsForTests.over(database);
        tickets = context.getBean(Tickets.class);
        rows = context.getBean(TicketRows.class);
        dueTimes = context.getBean(DueTimes.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Ticket make(@Nullable TicketClass ticketClass) {
        Matter matter = new Matter(ticketClass, null, null, "371000", "欠薪", null, null, false, false, TicketForm.EMPTY);
        return tickets.make(new Tickets.Draft(Ticket.Source.CALL, null, matter, Person.UNKNOWN, null, "li"), "li");
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text + "+08:00");
    }

    @Test
    void aClassWithALimitHasADueTimeAndNoOther() {
        assertThat(make(TicketClass.COMPLAINT).due()).isEqualTo(time("2026-11-27T17:30"));
        assertThat(make(TicketClass.INQUIRY).due()).isNull();
        assertThat(make(null).due()).isNull();
    }

    @Test
    void aPauseMovesItByTheWorkingDaysThatBeganInIt() {
        Ticket ticket = make(TicketClass.COMPLAINT);
        event(ticket.id(), "PAUSED", "PAUSED", "2026-11-24T10:00");
        event(ticket.id(), "CHANGED", "PAUSED", "2026-11-25T10:00");
        event(ticket.id(), "RESUMED", "IN_PROGRESS", "2026-11-26T10:00");
        assertThat(dueTimes.set(ticket).due()).as("Wednesday and Thursday").isEqualTo(time("2026-12-01T17:30"));
        event(ticket.id(), "PAUSED", "PAUSED", "2026-11-27T10:00");
        event(ticket.id(), "RESUMED", "IN_PROGRESS", "2026-11-29T10:00");
        assertThat(dueTimes.set(ticket).due()).as("a weekend more moves nothing").isEqualTo(time("2026-12-01T17:30"));
    }

    private void event(UUID ticket, String kind, String state, String at) {
        context.getBean(JdbcClient.class).sql("insert into ticket_event (ticket_id, at, who, kind, state, detail) values (:ticket, :at, 'li', :kind, :state, '')")
                .param("ticket", ticket).param("at", time(at)).param("kind", kind).param("state", state).update();
    }

    @Test
    void reopeningCountsAnewAndForgetsOldPauses() {
        Ticket ticket = make(TicketClass.COMPLAINT);
        event(ticket.id(), "PAUSED", "PAUSED", "2026-11-24T10:00");
        event(ticket.id(), "RESUMED", "IN_PROGRESS", "2026-11-26T10:00");
        Ticket reopened = ticket.with(ticket.handling().reopened(time("2026-12-07T09:00")));
        assertThat(dueTimes.set(reopened).due()).isEqualTo(time("2026-12-14T17:30"));
    }

    @Test
    void holidaysEnteredLaterMoveWhatIsOpenAndLeaveAnEntry() {
        Ticket ticket = make(TicketClass.COMPLAINT);
        Ticket closed = make(TicketClass.COMPLAINT);
        rows.update(closed.with(closed.handling().closed("好了", time("2026-11-22T10:00"))));

        CalendarForTests.close(context, LocalDate.of(2026, 11, 25));

        assertThat(rows.find(ticket.id()).orElseThrow().due()).isEqualTo(time("2026-11-30T17:30"));
        assertThat(rows.find(closed.id()).orElseThrow().due()).isEqualTo(time("2026-11-27T17:30"));
        assertThat(context.getBean(TicketHistory.class).of(ticket.id())).extracting(TicketHistory.Event::kind).contains(TicketHistory.Kind.DUE_MOVED);
    }

    @Test
    void aDueTimeInAYearThatNobodyEnteredSaysSo() {
        Ticket ticket = make(TicketClass.COMPLAINT);
        assertThat(dueTimes.missing(ticket)).isEmpty();
        assertThat(dueTimes.missing(ticket.with(ticket.handling().due(time("2027-01-05T17:30"))))).containsExactly(2027);
    }

    @Test
    void findingHoldsOnEveryDatabase() {
        Ticket due = make(TicketClass.COMPLAINT);
        Ticket none = make(TicketClass.INQUIRY);
        List<Ticket> found = rows.find(" where region in (:places) and number like :q order by case when due is null then 1 else 0 end, due limit 5 offset 0",
                java.util.Map.of("places", List.of("371000", "371082"), "q", "%-%"));
        assertThat(found).extracting(Ticket::id).containsExactly(due.id(), none.id());
    }
}
