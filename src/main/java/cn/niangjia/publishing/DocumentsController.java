package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Validity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The table of documents, and one change made to many of them. */
@RestController
class DocumentsController {

    /**
     * @param effectiveUntil a date, or empty for none; null: stays
     * @param region null: stays
     * @param reviewed true: somebody looked, and they are right
     * @param publication true: publish what is open; false: take out; null: neither
     */
    record Changes(@NotEmpty(message = "请先选文件") List<String> ids, @Nullable String effectiveUntil, @Nullable String region,
            @Nullable Boolean reviewed, @Nullable Boolean publication) {
    }

    record Refused(String id, String title, String reason) {
    }

    /** @param undo by which the change is taken back for an hour; null where nothing was changed */
    record Changed(int changed, List<Refused> refused, @Nullable UUID undo) {
    }

    private final DocumentTable table;
    private final Editing editing;
    private final Publishing publishing;
    private final Documents documents;
    private final Rights rights;
    private final Reversals reversals;

    DocumentsController(DocumentTable table, Editing editing, Publishing publishing, Documents documents, Rights rights,
            Reversals reversals) {
        this.table = table;
        this.editing = editing;
        this.publishing = publishing;
        this.documents = documents;
        this.rights = rights;
        this.reversals = reversals;
    }

    @GetMapping("/api/admin/documents")
    DocumentTable.Page find(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable Topic topic, @RequestParam @Nullable String region,
            @RequestParam @Nullable Kind kind, @RequestParam @Nullable Validity validity, @RequestParam @Nullable String state,
            @RequestParam DocumentTable.@Nullable Attention list, @RequestParam(defaultValue = "CHANGED") DocumentTable.Sort sort,
            @RequestParam(defaultValue = "false") boolean descending,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "from 不能小于 0") int from,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "size 最小 1") @Max(value = 500, message = "size 最大 500") int size,
            Principal principal) {
        return table.find(new DocumentTable.Filter(q.strip(), topic, blankToNull(region), kind, validity, blankToNull(state), list),
                new DocumentTable.Order(sort, descending), rights.staff(principal), from, size);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @GetMapping("/api/admin/documents/lists")
    Map<String, Integer> lists() {
        return table.counts();
    }

    /** Each by itself: what cannot be changed is named with the reason, the others are changed. */
    @PostMapping("/api/admin/document-changes")
    Changed change(@RequestBody @Valid Changes changes, Principal principal) {
        Staff staff = rights.staff(principal);
        List<Refused> refused = new ArrayList<>();
        List<Reversals.Before> changed = new ArrayList<>();
        for (String id : changes.ids()) {
            Optional<Reversals.Before> before = reversals.before(id);
            if (attempt(() -> change(staff, id, changes), id, refused)) {
                before.ifPresent(changed::add);
            }
        }
        return new Changed(changed.size(), refused, changed.isEmpty() ? null : reversals.keep(staff, changed));
    }

    /** Takes a change back; what somebody changed since stays as it is, and is named. */
    @DeleteMapping("/api/admin/document-changes/{id}")
    Changed takeBack(@PathVariable UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        List<Refused> refused = new ArrayList<>();
        List<Reversals.Kept> all = reversals.take(staff, id);
        all.forEach(kept -> attempt(() -> reversals.reverse(staff, kept), kept.before().document().id(), refused));
        reversals.settle();
        return new Changed(all.size() - refused.size(), refused, null);
    }

    private boolean attempt(Runnable change, String id, List<Refused> refused) {
        try {
            change.run();
            return true;
        } catch (ResponseStatusException e) {
            refused.add(new Refused(id, documents.find(id).map(document -> document.description().title()).orElse(id), String.valueOf(e.getReason())));
            return false;
        }
    }

    private void change(Staff staff, String id, Changes changes) {
        if (changes.effectiveUntil() != null || changes.region() != null) {
            editing.describe(staff, id, description -> changed(description, changes));
        }
        if (Boolean.TRUE.equals(changes.reviewed())) {
            publishing.check(staff, id);
        }
        if (changes.publication() != null) {
            if (changes.publication()) {
                publishing.publish(staff, id, null, null, null);
            } else {
                publishing.withdraw(staff, id);
            }
        }
    }

    private Description changed(Description description, Changes changes) {
        Description dated = changes.effectiveUntil() == null ? description : description.withEffectiveUntil(editing.date(changes.effectiveUntil()));
        return changes.region() == null ? dated : dated.withRegion(changes.region());
    }
}
