package cn.niangjia.ticket;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Whose tickets are whose: of one's own place and the places in it, what one was given, and what one made. */
@Component
class TicketRights {

    private final Accounts accounts;
    private final Regions regions;
    private final TicketRows rows;

    TicketRights(Accounts accounts, Regions regions, TicketRows rows) {
        this.accounts = accounts;
        this.regions = regions;
        this.rows = rows;
    }

    Staff staff(Principal principal) {
        return accounts.find(principal.getName()).filter(found -> !found.disabled())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "请重新登录"));
    }

    /** Somebody to give a ticket to, who can then see it. */
    Staff colleague(String name) {
        return accounts.find(name).filter(found -> !found.disabled() && List.of(Role.AGENT, Role.SUPERVISOR, Role.ADMIN).contains(found.role()))
                .orElseThrow(() -> refused(HttpStatus.UNPROCESSABLE_CONTENT, "没有这位同事，请从列表里选"));
    }

    /** @throws ResponseStatusException 404 if there is none, 403 if it is another place's */
    Ticket visible(UUID id, Staff staff) {
        Ticket ticket = rows.find(id).orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "没有这张工单"));
        if (!sees(staff, ticket)) {
            throw refused(HttpStatus.FORBIDDEN, "这是%s的工单，您的账号只能看%s的".formatted(
                    regions.name(ticket.matter().region()), regions.name(staff.region())));
        }
        return ticket;
    }

    boolean sees(Staff staff, Ticket ticket) {
        return regions.selfAndParents(ticket.matter().region()).contains(staff.region()) || staff.name().equals(ticket.handling().assignee())
                || staff.name().equals(ticket.createdBy());
    }

    /** @throws ResponseStatusException 403 if the place is known and another's */
    void checkPlace(Staff staff, @Nullable String region) {
        if (region != null && !regions.selfAndParents(region).contains(staff.region())) {
            throw refused(HttpStatus.FORBIDDEN, "这是%s的职工，您的账号只能看%s的".formatted(regions.name(region), regions.name(staff.region())));
        }
    }

    /** Codes of the places whose tickets this person sees; empty for all. */
    List<String> places(Staff staff) {
        return staff.region().equals(Region.WHOLE_COUNTRY) ? List.of() : within(staff.region()).toList();
    }

    /** The place and all that lies in it. */
    Stream<String> within(String code) {
        return Stream.concat(Stream.of(code), regions.children(code).stream().map(Region::code).flatMap(this::within));
    }

    /** @throws ResponseStatusException 403 for agents who do not have the ticket */
    void checkHandles(Staff staff, Ticket ticket) {
        String assignee = ticket.handling().assignee();
        if (staff.role() == Role.AGENT && !staff.name().equals(assignee)) {
            throw refused(HttpStatus.FORBIDDEN, assignee == null ? "这张工单还没有人受理，请先受理"
                    : "这张工单由%s办理，请他来办，或者请班长改派".formatted(shown(assignee)));
        }
    }

    /** @throws ResponseStatusException 403 for agents */
    void checkSupervisor(Staff staff, String detail) {
        if (staff.role() == Role.AGENT) {
            throw refused(HttpStatus.FORBIDDEN, detail);
        }
    }

    /** The name for readers. */
    String shown(String account) {
        return accounts.find(account).map(Staff::displayName).orElse(account);
    }

    void checkRegion(@Nullable String code) {
        if (code != null && regions.find(code).isEmpty()) {
            throw refused(HttpStatus.UNPROCESSABLE_CONTENT, "没有这个地区，请从列表里选");
        }
    }

    static ResponseStatusException refused(HttpStatus status, String detail) {
        return new ResponseStatusException(status, detail);
    }
}
