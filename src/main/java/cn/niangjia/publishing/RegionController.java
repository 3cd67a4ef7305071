package cn.niangjia.publishing;

import cn.niangjia.account.Audit;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Places: the state's divisions, which keep their names, and the installation's own, such as a zone or a company's union. */
@RestController
@RequestMapping("/api/admin/regions")
class RegionController {

    private static final int MOST = 50;
    private static final int LONGEST_ALIASES = 1000;

    /** @param path the name behind those of the places around it @param own added here, so it can be renamed */
    record Place(String code, String name, String path, @Nullable String parent, List<String> aliases, boolean own, boolean mayChange) {
    }

    /** @param code null: one is given */
    record Added(@NotBlank(message = "请选上级地区") String parent, @NotBlank(message = "请写名称") @Size(max = 50, message = "名称请写在 50 字以内") String name,
            @Nullable List<String> aliases, @Nullable @Pattern(regexp = "[A-Za-z0-9]{0,12}", message = "代码用字母和数字，12 个以内") String code) {
    }

    record Changed(@NotBlank(message = "请写名称") @Size(max = 50, message = "名称请写在 50 字以内") String name, @Nullable List<String> aliases) {
    }

    private final Regions regions;
    private final Rights rights;
    private final Audit audit;

    RegionController(Regions regions, Rights rights, Audit audit) {
        this.regions = regions;
        this.rights = rights;
        this.audit = audit;
    }

    /** By a part of the name; without one, the installation's own and those with names added here. */
    @GetMapping
    List<Place> find(@RequestParam(defaultValue = "") String q, Principal principal) {
        Staff staff = rights.staff(principal);
        List<Region> found = q.isBlank() ? regions.changedHere() : regions.search(q.strip(), MOST);
        return found.stream().map(region -> place(region, staff)).toList();
    }

    private Place place(Region region, Staff staff) {
        return new Place(region.code(), region.name(), regions.path(region.code()), region.parent(), region.aliases(), regions.isOwn(region.code()),
                against(staff, region.code()).isEmpty());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Place add(@RequestBody @Valid Added added, Principal principal) {
        Staff staff = rights.staff(principal);
        Region parent = region(added.parent());
        Rights.refuse(against(staff, parent.code()));
        String name = added.name().strip();
        if (regions.children(parent.code()).stream().anyMatch(child -> child.name().equals(name))) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "%s下面已经有「%s」了".formatted(parent.name(), name));
        }
        String code = added.code() == null || added.code().isBlank() ? regions.freeCode() : added.code();
        if (regions.find(code).isPresent()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "代码 %s 已经是%s的了，请换一个，或不填".formatted(code, regions.path(code)));
        }
        regions.put(new Region(code, parent.code(), name, aliases(added.aliases(), name)));
        audit.add(staff.name(), Audit.Action.PLACE_ADDED, code, regions.path(code));
        return place(region(code), staff);
    }

    /** Of the state's divisions only the other names can be changed. */
    @PutMapping("/{code}")
    Place change(@PathVariable String code, @RequestBody @Valid Changed changed, Principal principal) {
        Staff staff = rights.staff(principal);
        Region region = region(code);
        Rights.refuse(against(staff, code));
        String name = changed.name().strip();
        if (!regions.isOwn(code) && !name.equals(region.name())) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "这是国家的行政区划，名称不能改；可以加别名");
        }
        regions.put(new Region(code, region.parent(), name, aliases(changed.aliases(), name)));
        audit.add(staff.name(), Audit.Action.PLACE_CHANGED, code, regions.path(code));
        return place(region(code), staff);
    }

    private Region region(String code) {
        return regions.find(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有这个地区，请从列表里选"));
    }

    private static List<String> aliases(@Nullable List<String> given, String name) {
        List<String> aliases = given == null ? List.of()
                : given.stream().map(String::strip).filter(alias -> alias.length() > 1 && !alias.equals(name)).distinct().toList();
        if (String.join("|", aliases).length() > LONGEST_ALIASES || aliases.stream().anyMatch(alias -> alias.contains("|"))) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "别名太多，或里面有「|」，请改短一些");
        }
        return aliases;
    }

    private String against(Staff staff, String region) {
        return staff.role() == Role.ADMIN ? rights.againstEditing(staff, region).replace("的文件", "的地区") : "地区由管理员来改";
    }
}
