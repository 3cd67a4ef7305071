package cn.niangjia.workbench;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.handoff.DeskRights;
import cn.niangjia.knowledge.Regions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Replies written beforehand: everybody at the desk uses them, supervisors and admins write those of their place. */
@RestController
@RequestMapping("/api/workbench/replies")
class CannedReplyController {

    record Written(@NotBlank(message = "请写短名") @Size(max = 20, message = "短名最长 20 个字") @Pattern(regexp = "[^\\s/]+", message = "短名里不要有空格和斜杠") String name,
            @NotBlank(message = "请写内容") @Size(max = 2000, message = "内容请写在 2000 字以内") String text) {
    }

    /** @param editable whether this person may change it */
    record Shown(UUID id, String name, String text, SearchResult.Place region, boolean editable) {
    }

    private final CannedReplies replies;
    private final DeskRights rights;
    private final Regions regions;

    CannedReplyController(CannedReplies replies, DeskRights rights, Regions regions) {
        this.replies = replies;
        this.rights = rights;
        this.regions = regions;
    }

    @GetMapping
    List<Shown> list(Principal principal) {
        Staff staff = rights.staff(principal);
        return replies.of(regions.selfAndParents(staff.region())).stream().map(one -> new Shown(one.id(), one.name(), one.text(),
                new SearchResult.Place(one.region(), regions.name(one.region())), writes(staff) && one.region().equals(staff.region()))).toList();
    }

    private static boolean writes(Staff staff) {
        return staff.role() == Role.SUPERVISOR || staff.role() == Role.ADMIN;
    }

    /** It is the writer's own place's. */
    @PostMapping
    List<Shown> add(@Valid @RequestBody Written written, Principal principal) {
        Staff staff = writer(principal);
        return unique(() -> {
            replies.add(staff.region(), written.name(), written.text().strip(), staff.name());
            return list(principal);
        });
    }

    @PutMapping("/{id}")
    List<Shown> change(@PathVariable UUID id, @Valid @RequestBody Written written, Principal principal) {
        Staff staff = own(id, principal);
        return unique(() -> {
            replies.change(id, written.name(), written.text().strip(), staff.name());
            return list(principal);
        });
    }

    @DeleteMapping("/{id}")
    List<Shown> remove(@PathVariable UUID id, Principal principal) {
        own(id, principal);
        replies.remove(id);
        return list(principal);
    }

    private Staff writer(Principal principal) {
        Staff staff = rights.staff(principal);
        if (!writes(staff)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "快捷回复由班长或管理员来写");
        }
        return staff;
    }

    private Staff own(UUID id, Principal principal) {
        Staff staff = writer(principal);
        String region = replies.find(id).map(CannedReplies.Canned::region)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "这条快捷回复已经删掉了"));
        if (!region.equals(staff.region())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "这是%s的快捷回复，您可以给%s另写一条".formatted(regions.name(region), regions.name(staff.region())));
        }
        return staff;
    }

    private static <T> T unique(Supplier<T> change) {
        try {
            return change.get();
        } catch (DuplicateKeyException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "已经有同名的快捷回复，换个短名");
        }
    }
}
