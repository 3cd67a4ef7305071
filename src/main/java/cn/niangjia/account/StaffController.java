package cn.niangjia.account;

import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.privacy.PersonalData;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The admin's view of who may sign in, and of what was done. */
@RestController
class StaffController {

    record Place(String code, String name) {
    }

    record Listed(String name, String displayName, Role role, Place region, boolean disabled, @Nullable OffsetDateTime lockedUntil,
            @Nullable OffsetDateTime lastSignIn) {
    }

    record Added(@NotBlank(message = "请填账号") @Pattern(regexp = "[\\p{L}\\p{N}._-]{2,50}", message = "账号用文字、数字和 . _ -，2 到 50 个字") String name,
            @NotBlank(message = "请填姓名") @Size(max = 50, message = "姓名请写在 50 字以内") String displayName, @NotNull(message = "请选角色") Role role,
            @NotBlank(message = "请选地区") String region, @NotNull(message = "请设初始密码") String password) {
    }

    record Changed(@NotBlank(message = "请填姓名") @Size(max = 50, message = "姓名请写在 50 字以内") String displayName,
            @NotNull(message = "请选角色") Role role, @NotBlank(message = "请选地区") String region, boolean disabled,
            @Nullable String password) {
    }

    record Entries(int total, List<Audit.Entry> entries) {
    }

    private final Accounts accounts;
    private final Audit audit;
    private final Regions regions;
    private final StaffRights rights;

    StaffController(Accounts accounts, Audit audit, Regions regions, StaffRights rights) {
        this.accounts = accounts;
        this.audit = audit;
        this.regions = regions;
        this.rights = rights;
    }

    /** Of the caller's own place and the places in it. */
    @GetMapping("/api/admin/staff")
    List<Listed> all(Principal principal) {
        return rights.seenBy(rights.admin(principal.getName())).stream().map(this::listed).toList();
    }

    private Listed listed(Staff staff) {
        return new Listed(staff.name(), staff.displayName(), staff.role(), new Place(staff.region(), regions.name(staff.region())),
                staff.disabled(), accounts.lockedUntil(staff.name()), staff.lastSignIn());
    }

    @PostMapping("/api/admin/staff")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Listed add(@RequestBody @Valid Added added, Principal principal) {
        Staff admin = rights.admin(principal.getName());
        rights.checkRegion(admin, added.region());
        if (!PersonalData.in(added.name()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "账号别用手机号或证件号，它会留在操作记录里");
        }
        Passwords.check(added.name(), added.password());
        if (accounts.find(added.name()).isPresent()) {
            throw taken(added.name());
        }
        try {
            accounts.add(added.name(), added.displayName().strip(), added.role(), added.region(), added.password());
        } catch (DuplicateKeyException e) {
            throw taken(added.name());
        }
        audit.add(admin.name(), Audit.Action.STAFF_ADDED, added.name(), added.role().word() + "，" + regions.name(added.region()));
        return listed(rights.find(admin, added.name()));
    }

    private static ResponseStatusException taken(String name) {
        return new ResponseStatusException(HttpStatus.CONFLICT, "已经有账号「" + name + "」了，请换一个");
    }

    /** Also unlocks. Whoever is signed in with this account has to sign in anew. */
    @PutMapping("/api/admin/staff/{name}")
    @Transactional
    public Listed change(@PathVariable String name, @RequestBody @Valid Changed changed, Principal principal) {
        boolean adminOfAll = accounts.hasAdminOfAll();
        Staff admin = rights.admin(principal.getName());
        rights.find(admin, name);
        rights.checkRegion(admin, changed.region());
        if (name.equals(admin.name()) && (changed.disabled() || changed.role() != Role.ADMIN)) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "不能停用自己，也不能改自己的角色，请另一位管理员来改");
        }
        accounts.change(name, changed.displayName().strip(), changed.role(), changed.region(), changed.disabled());
        if (adminOfAll && !accounts.hasAdminOfAll()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "这是最后一位全国的管理员，不能停用、换角色或换地区。请先加一位");
        }
        if (changed.password() != null) {
            Passwords.check(name, changed.password());
            accounts.setPassword(name, changed.password());
        }
        audit.add(admin.name(), Audit.Action.STAFF_CHANGED, name, "%s，%s%s%s".formatted(changed.role().word(), regions.name(changed.region()),
                changed.disabled() ? "，停用" : "", changed.password() == null ? "" : "，换了密码"));
        return listed(rights.find(admin, name));
    }

    /** Newest first; of what people of the caller's own place did. @param until that day is in it */
    @GetMapping("/api/admin/audit")
    Entries audit(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable List<Audit.Action> action, @RequestParam @Nullable LocalDate since,
            @RequestParam @Nullable LocalDate until, @RequestParam(defaultValue = "0") int from, @RequestParam(defaultValue = "50") int size, Principal principal) {
        Staff admin = rights.admin(principal.getName());
        List<String> own = rights.seesAll(admin) ? List.of() : rights.seenBy(admin).stream().map(Staff::name).toList();
        Audit.Filter filter = new Audit.Filter(q.strip(), action == null ? List.of() : action, since, until, own);
        return new Entries(audit.count(filter), audit.find(filter, Math.max(0, from), Math.clamp(size, 1, 500)));
    }

    /** Every kind of entry with its word, for those who look for some. */
    @GetMapping("/api/admin/audit/actions")
    Map<Audit.Action, String> actions() {
        return Arrays.stream(Audit.Action.values()).collect(Collectors.toMap(action -> action, Audit.Action::word, (one, other) -> one, () -> new EnumMap<>(Audit.Action.class)));
    }
}
