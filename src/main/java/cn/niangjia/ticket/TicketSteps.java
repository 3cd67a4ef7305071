package cn.niangjia.ticket;

import cn.niangjia.account.Staff;
import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A ticket from one state to the next: NEW → IN_PROGRESS ⇄ PAUSED, IN_PROGRESS → ANSWERED → CALLED_BACK → CLOSED, and back by
 * reopening. Each step holds the row, looks at the state, changes it and leaves an entry, or is refused with 409 and changes nothing.
 */
@Component
class TicketSteps {

    private static final Set<Ticket.State> UNANSWERED = EnumSet.of(Ticket.State.NEW, Ticket.State.IN_PROGRESS, Ticket.State.PAUSED);

    private final TicketRows rows;
    private final TicketHistory history;
    private final TicketRights rights;
    private final DueTimes dueTimes;
    private final Clock clock;

    TicketSteps(TicketRows rows, TicketHistory history, TicketRights rights, DueTimes dueTimes, Clock clock) {
        this.rows = rows;
        this.history = history;
        this.rights = rights;
        this.dueTimes = dueTimes;
        this.clock = clock;
    }

    /** Takes it, or gives it to somebody; a new one is then in progress. @param unit null: as before */
    @Transactional
    Ticket assign(UUID id, Staff to, @Nullable String unit, Staff by) {
        Ticket ticket = held(id, by, EnumSet.complementOf(EnumSet.of(Ticket.State.CLOSED)), "派单");
        boolean self = to.name().equals(by.name());
        String holder = ticket.handling().assignee();
        if (!self || holder != null && !holder.equals(by.name())) {
            rights.checkSupervisor(by, self ? "这张工单已经由%s受理了".formatted(rights.shown(String.valueOf(holder))) : "派给别人要由班长来做");
        }
        Ticket next = ticket.with(ticket.handling().assigned(to.name(), unit == null ? ticket.handling().unit() : unit));
        return keep(next, by, TicketHistory.Kind.ASSIGNED, to.displayName() + (unit == null ? "" : "，" + unit));
    }

    /** What staff write of the matter. @param revision as it was read */
    @Transactional
    Ticket write(UUID id, int revision, Matter matter, @Nullable Person person, Staff by) {
        Ticket ticket = held(id, by, EnumSet.allOf(Ticket.State.class), "修改");
        if (ticket.revision() != revision) {
            throw TicketRights.refused(HttpStatus.CONFLICT, "您打开以后，这张工单又改过了。您写的还在，请重新打开，对照着再存");
        }
        if (person != null) {
            rows.setPerson(id, person);
        }
        boolean reclassed = ticket.matter().ticketClass() != matter.ticketClass();
        Ticket next = dueTimes.set(ticket.with(matter));
        return keep(next, by, TicketHistory.Kind.CHANGED, reclassed && matter.ticketClass() != null ? "分类为" + matter.ticketClass().word() : "");
    }

    @Transactional
    Ticket pause(UUID id, String reason, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.of(Ticket.State.IN_PROGRESS), "暂停");
        return keep(ticket.with(ticket.handling().in(Ticket.State.PAUSED)), by, TicketHistory.Kind.PAUSED, reason);
    }

    /** Goes on; the due time moves by the working time that it stood still. */
    @Transactional
    Ticket resume(UUID id, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.of(Ticket.State.PAUSED), "恢复办理");
        history.add(id, by.name(), TicketHistory.Kind.RESUMED, Ticket.State.IN_PROGRESS, "");
        rows.update(dueTimes.set(ticket.with(ticket.handling().in(Ticket.State.IN_PROGRESS))));
        return rows.find(id).orElseThrow();
    }

    /** @param sources what it rests on, such as 劳动合同法第三十条 */
    @Transactional
    Ticket answer(UUID id, String text, List<String> sources, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.of(Ticket.State.IN_PROGRESS), "答复");
        return keep(ticket.with(ticket.handling().answered(PersonalData.mask(text), sources)), by, TicketHistory.Kind.ANSWERED, "");
    }

    /** What the worker said; null: could not be reached, and it stays answered. */
    @Transactional
    Ticket callBack(UUID id, Handling.@Nullable Said said, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.of(Ticket.State.ANSWERED, Ticket.State.CALLED_BACK), "回访");
        return said == null ? keep(ticket, by, TicketHistory.Kind.NOT_REACHED, "")
                : keep(ticket.with(ticket.handling().calledBack(said)), by, TicketHistory.Kind.CALLED_BACK, words(said));
    }

    private static String words(Handling.Said said) {
        return "联系过：%s；解决了：%s；满意：%s".formatted(word(said.contacted()), word(said.solved()), word(said.satisfied()));
    }

    private static String word(@Nullable Boolean answer) {
        return answer == null ? "没问到" : answer ? "是" : "否";
    }

    /** Who has it closes what was answered; what was not, such as a double, a supervisor closes. */
    @Transactional
    Ticket close(UUID id, String reason, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.complementOf(EnumSet.of(Ticket.State.CLOSED)), "办结");
        if (UNANSWERED.contains(ticket.state())) {
            rights.checkSupervisor(by, "还没有答复的工单，请班长来办结");
        }
        return keep(ticket.with(ticket.handling().closed(PersonalData.mask(reason), OffsetDateTime.now(clock))), by, TicketHistory.Kind.CLOSED, reason);
    }

    /** The due time runs anew. */
    @Transactional
    Ticket reopen(UUID id, String reason, Staff by) {
        Ticket ticket = held(id, by, EnumSet.of(Ticket.State.ANSWERED, Ticket.State.CALLED_BACK, Ticket.State.CLOSED), "重新办理");
        return keep(dueTimes.set(ticket.with(ticket.handling().reopened(OffsetDateTime.now(clock)))), by, TicketHistory.Kind.REOPENED, reason);
    }

    /** Whom it is about, in clear; who looked, when and why stays in the history. */
    @Transactional
    Person disclose(UUID id, String reason, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.allOf(Ticket.State.class), "查看联系方式");
        history.saw(id, by.name(), TicketHistory.Seen.CONTACT, reason);
        history.add(id, by.name(), TicketHistory.Kind.DISCLOSED, ticket.state(), reason);
        return rows.person(id);
    }

    /** Before a referral text is made. @param reason null: without name and contact */
    @Transactional
    Ticket refer(UUID id, String to, @Nullable String reason, Staff by) {
        Ticket ticket = handled(id, by, EnumSet.allOf(Ticket.State.class), "转办");
        history.saw(id, by.name(), TicketHistory.Seen.REFERRED, reason);
        history.add(id, by.name(), TicketHistory.Kind.REFERRED, ticket.state(), "转给" + to + (reason == null ? "" : "，带了姓名和联系方式：" + reason));
        return ticket;
    }

    private Ticket handled(UUID id, Staff by, Set<Ticket.State> from, String step) {
        Ticket ticket = held(id, by, EnumSet.allOf(Ticket.State.class), step);
        rights.checkHandles(by, ticket);
        return checked(ticket, from, step);
    }

    private Ticket held(UUID id, Staff by, Set<Ticket.State> from, String step) {
        rights.visible(id, by);
        return checked(rows.hold(id).orElseThrow(), from, step);
    }

    private static Ticket checked(Ticket ticket, Set<Ticket.State> from, String step) {
        if (!from.contains(ticket.state())) {
            throw TicketRights.refused(HttpStatus.CONFLICT, "这张工单现在是「%s」，不能%s；%s的时候才可以".formatted(ticket.state().word(), step,
                    from.stream().map(Ticket.State::word).collect(Collectors.joining("、"))));
        }
        return ticket;
    }

    private Ticket keep(Ticket ticket, Staff by, TicketHistory.Kind kind, String detail) {
        rows.update(ticket);
        history.add(ticket.id(), by.name(), kind, ticket.state(), detail);
        return rows.find(ticket.id()).orElseThrow();
    }
}
