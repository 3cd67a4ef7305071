package cn.niangjia.publishing;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Regions;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who may do what with a text of which place. A reason is in Chinese, for the person; empty means: may. */
@Component
public class Rights {

    private final Accounts accounts;
    private final Regions regions;
    private final PublishingSettings settings;

    Rights(Accounts accounts, Regions regions, PublishingSettings settings) {
        this.accounts = accounts;
        this.regions = regions;
        this.settings = settings;
    }

    /** Who calls; security let nobody else through. */
    public Staff staff(Principal principal) {
        return accounts.find(principal.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "请重新登录"));
    }

    /** Why this person may not write a text of that place: a county's editor has no say in the province's. */
    public String againstEditing(Staff staff, String region) {
        if (staff.role() != Role.EDITOR && staff.role() != Role.REVIEWER && staff.role() != Role.ADMIN) {
            return "您的账号不能改文件，请找编辑或管理员";
        }
        return regions.selfAndParents(region).contains(staff.region()) ? ""
                : "这是%s的文件，您的账号只能管%s的".formatted(regions.name(region), regions.name(staff.region()));
    }

    /** Why this person may not approve or publish a text of that place. @param author who wrote it; null: a file */
    public String againstPublishing(Staff staff, String region, @Nullable String author) {
        String against = againstEditing(staff, region);
        if (!against.isEmpty()) {
            return against;
        }
        if (staff.role() == Role.EDITOR) {
            return "发布要由审核人员来做，您可以先存草稿";
        }
        return settings.secondPerson() && Objects.equals(staff.name(), author) ? "这份是您写的，要请另一位审核人员来通过和发布" : "";
    }

    /** @throws ResponseStatusException 403 with the reason, if there is one */
    static void refuse(String reason) {
        if (!reason.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, reason);
        }
    }
}
