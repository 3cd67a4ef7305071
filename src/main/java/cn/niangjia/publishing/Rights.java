package cn.niangjia.publishing;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Version;
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
        if (staff.disabled()) {
            return "这个账号已经停用";
        }
        if (staff.role() != Role.EDITOR && staff.role() != Role.REVIEWER && staff.role() != Role.ADMIN) {
            return "您的账号不能改文件，请找编辑或管理员";
        }
        return regions.selfAndParents(region).contains(staff.region()) ? ""
                : "这是%s的文件，您的账号只能管%s的".formatted(regions.name(region), regions.name(staff.region()));
    }

    /** Why this person may not change a document: its place, and the place that an open change gives it, must both be theirs. */
    String againstEditing(Staff staff, Document document, @Nullable Version open) {
        String against = againstEditing(staff, document.description().region());
        return !against.isEmpty() || open == null ? against : againstEditing(staff, open.description().region());
    }

    /** Why this person may not approve a document's open version, or publish it. */
    String againstPublishing(Staff staff, Document document, Version open) {
        String against = againstEditing(staff, document, open);
        return against.isEmpty() ? againstPublishing(staff, open.description().region(), isApproved(open) ? null : open.author()) : against;
    }

    /** Whether somebody else than its author has said that it is right; an edit takes that back. */
    static boolean isApproved(Version open) {
        return open.reviewedBy() != null && !open.reviewedBy().equals(open.author());
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
