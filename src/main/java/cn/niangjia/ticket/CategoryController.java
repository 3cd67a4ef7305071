package cn.niangjia.ticket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The second level of tickets' classes: staff read it, admins change it. */
@RestController
class CategoryController {

    record Classes(List<TicketCategories.ClassWithCategories> classes) {
    }

    record Entry(@NotNull(message = "请选五大类中的一类（ticketClass）") TicketClass ticketClass,
            @NotNull(message = "请给出二级分类（categories）") @Size(max = 100, message = "每类最多 100 个二级分类")
            List<@NotBlank(message = "二级分类不能是空的") @Size(max = 50, message = "二级分类请写在 50 字以内") String> categories) {
    }

    record Changed(@NotNull(message = "缺少 classes") List<@Valid Entry> classes) {
    }

    private final TicketCategories categories;

    CategoryController(TicketCategories categories) {
        this.categories = categories;
    }

    @GetMapping("/api/admin/ticket-categories")
    Classes all() {
        return new Classes(categories.all());
    }

    /** Classes that are not named keep theirs. */
    @PutMapping("/api/admin/ticket-categories")
    Classes change(@Valid @RequestBody Changed changed, Principal principal) {
        Map<TicketClass, List<String>> wanted = new EnumMap<>(TicketClass.class);
        for (Entry entry : changed.classes()) {
            List<String> names = entry.categories().stream().map(String::strip).toList();
            if (names.stream().distinct().count() < names.size()) {
                throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "「%s」下面有重复的二级分类".formatted(entry.ticketClass().word()));
            }
            wanted.put(entry.ticketClass(), names);
        }
        categories.save(wanted, principal.getName());
        return all();
    }
}
