package cn.niangjia.workbench;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.handoff.DeskRights;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Lets through who looks after the desk. */
@Component
class Supervisors {

    private final DeskRights rights;

    Supervisors(DeskRights rights) {
        this.rights = rights;
    }

    /** @throws ResponseStatusException 403 for others */
    Staff staff(Principal principal) {
        Staff staff = rights.staff(principal);
        if (staff.role() != Role.SUPERVISOR && staff.role() != Role.ADMIN) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "这一页给班长和管理员看");
        }
        return staff;
    }
}
