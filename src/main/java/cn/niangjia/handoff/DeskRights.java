package cn.niangjia.handoff;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.knowledge.Regions;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Whose requests are whose: of one's own place and the places in it, those of no known place, and what one was given. */
@Component
public class DeskRights {

    private final Accounts accounts;
    private final Regions regions;
    private final HandoffRows rows;

    DeskRights(Accounts accounts, Regions regions, HandoffRows rows) {
        this.accounts = accounts;
        this.regions = regions;
        this.rows = rows;
    }

    /** @throws ResponseStatusException 401 if the account is closed */
    public Staff staff(Principal principal) {
        return staff(principal.getName());
    }

    Staff staff(String name) {
        return accounts.find(name).filter(found -> !found.disabled())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "请重新登录"));
    }

    @Nullable Staff find(String name) {
        return accounts.find(name).orElse(null);
    }

    /** A colleague to give a talk to. */
    Staff colleague(String name) {
        return accounts.find(name).filter(found -> !found.disabled() && worksAtDesk(found.role()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有这位坐席，请从列表里选"));
    }

    private static boolean worksAtDesk(Role role) {
        return role == Role.AGENT || role == Role.SUPERVISOR || role == Role.ADMIN;
    }

    boolean sees(Staff staff, Handoff handoff) {
        boolean own = staff.name().equals(handoff.agent()) && handoff.state() != Handoff.State.WAITING;
        return own || seesPlace(staff, handoff.region());
    }

    /** @param region of the worker; null if none is known */
    public boolean seesPlace(Staff staff, @Nullable String region) {
        return region == null || regions.selfAndParents(region).contains(staff.region());
    }

    /** @throws ResponseStatusException 404 if it is gone, 403 if it is another place's */
    public Handoff visible(UUID id, Staff staff) {
        Handoff handoff = rows.find(id).orElseThrow(ErasedConversation::new);
        if (!sees(staff, handoff)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "这是%s的职工，您的账号只能看%s的".formatted(
                    regions.name(String.valueOf(handoff.region())), regions.name(staff.region())));
        }
        return handoff;
    }

    /** @throws ResponseStatusException 403 for agents */
    void checkSupervisor(Staff staff) {
        if (staff.role() == Role.AGENT) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "派给别人要由班长来做");
        }
    }
}
