package cn.niangjia.publishing;

import cn.niangjia.account.Audit;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** What a document said before, what changed since, and who did what to it. */
@RestController
@RequestMapping("/api/admin/documents/{id}")
class VersionController {

    record Listed(int version, Version.State state, OffsetDateTime createdAt, @Nullable String author, @Nullable String reviewedBy, String title,
            int passages) {
    }

    private final Versions versions;
    private final DocumentView view;
    private final Publishing publishing;
    private final Audit audit;
    private final Rights rights;
    private final JsonMapper json;

    VersionController(Versions versions, DocumentView view, Publishing publishing, Audit audit, Rights rights, JsonMapper json) {
        this.versions = versions;
        this.view = view;
        this.publishing = publishing;
        this.audit = audit;
        this.rights = rights;
        this.json = json;
    }

    /** Newest first. */
    @GetMapping("/versions")
    List<Listed> versions(@PathVariable String id) {
        return versions.of(id).stream().map(version -> new Listed(version.number(), version.state(), version.createdAt(), version.author(),
                version.reviewedBy(), version.description().title(), versions.passages(id, version.number()).size())).toList();
    }

    /** @param n the earlier; {@code to} the later */
    @GetMapping("/versions/{n}/difference")
    Difference difference(@PathVariable String id, @PathVariable int n, @RequestParam int to) {
        return Difference.between(text(id, n), text(id, to), json);
    }

    private Difference.Text text(String id, int number) {
        Version version = versions.find(id, number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有第 " + number + " 版"));
        return new Difference.Text(number, version.description(), versions.passages(id, number));
    }

    @PostMapping("/versions/{n}/restoration")
    DocumentView.Shown restore(@PathVariable String id, @PathVariable int n, Principal principal) {
        Staff staff = rights.staff(principal);
        publishing.restore(staff, id, n);
        return view.of(id, staff);
    }

    /** Newest first. */
    @GetMapping("/history")
    List<Audit.Entry> history(@PathVariable String id) {
        return audit.of(id);
    }
}
