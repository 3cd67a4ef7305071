package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.knowledge.Visibility;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** One document: read, changed, reviewed, published, taken out. An id is one segment of the path, its slashes encoded. */
@RestController
@RequestMapping("/api/admin/documents/{id}")
class DocumentController {

    /** What an editor may write of a {@link Description}; lists may be left out. */
    record Described(@NotBlank(message = "请写标题") String title, @NotNull(message = "请选种类") Kind kind, @Nullable List<Topic> topics,
            @NotBlank(message = "请选地区") String region, @NotNull(message = "请选公开还是内部") Visibility visibility, @Nullable String author,
            @Nullable String publisher, @Nullable String documentNumber, @Nullable LocalDate issuedOn, @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveUntil, @Nullable List<Basis> basis, @Nullable List<String> audience, @Nullable List<String> questions,
            @Nullable String spoken, @Nullable String owner, @Nullable LocalDate reviewBy, @Nullable String sourceAsOf) {

        /** @param textDate of the wording that is changed: an edit of ours makes no new wording of a law */
        Description description(@Nullable LocalDate textDate, @Nullable List<String> replaces) {
            return new Description(title.strip(), kind, orNone(topics), region, visibility, orNull(author), orNull(publisher), orNull(documentNumber),
                    issuedOn, effectiveFrom, effectiveUntil, textDate == null ? issuedOn : textDate, orNone(basis), orNone(audience), orNone(questions),
                    orNull(spoken), orNull(owner), reviewBy, orNull(sourceAsOf), orNone(replaces));
        }

        private static <T> List<T> orNone(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }

        private static @Nullable String orNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record Written(@Nullable String section, @Nullable String heading, @NotNull(message = "段落里要有文字") String text, @Nullable Boolean enabled,
            @Nullable List<String> questions, @Nullable String spoken) {

        Section passage() {
            return new Section("", section == null || section.isBlank() ? "正文" : section, heading == null ? "" : heading, text,
                    enabled == null || enabled, questions == null ? List.of() : questions, spoken);
        }
    }

    /** @param revision as it was read @param unmended kinds of mends that are taken back; null: as before */
    record Change(int revision, @NotNull(message = "缺少 description") @Valid Described description,
            @NotNull(message = "缺少 passages") @Valid List<Written> passages, @Nullable List<String> replaces,
            @Nullable List<String> unmended) {
    }

    /**
     * Times such as 2026-12-31T08:00, in the union's own zone unless they carry one.
     *
     * @param revision as it was read: what was changed since is not published; null: whatever is open
     */
    record Publication(@Nullable String at, @Nullable String until, @Nullable Integer revision) {
    }

    private final DocumentView view;
    private final Editing editing;
    private final Publishing publishing;
    private final Documents documents;
    private final Versions versions;
    private final Rights rights;
    private final Clock clock;

    DocumentController(DocumentView view, Editing editing, Publishing publishing, Documents documents, Versions versions, Rights rights, Clock clock) {
        this.view = view;
        this.editing = editing;
        this.publishing = publishing;
        this.documents = documents;
        this.versions = versions;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping
    DocumentView.Shown get(@PathVariable String id, Principal principal) {
        return view.of(id, rights.staff(principal));
    }

    @PutMapping
    DocumentView.Shown put(@PathVariable String id, @RequestBody @Valid Change change, Principal principal) {
        Staff staff = rights.staff(principal);
        LocalDate textDate = versions.open(id).map(Version::description).or(() -> documents.find(id).map(Document::description))
                .map(Description::textDate).orElse(null);
        editing.save(staff, id, change.revision(), change.description().description(textDate, change.replaces()),
                change.passages().stream().map(Written::passage).toList(), change.unmended());
        return view.of(id, staff);
    }

    /** A draft that was never published is gone for good; anything else is archived. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Principal principal) {
        Staff staff = rights.staff(principal);
        if (documents.find(id).filter(document -> document.state() == Document.State.DRAFT).isPresent()) {
            publishing.drop(staff, id);
        } else {
            publishing.withdraw(staff, id);
        }
    }

    @DeleteMapping("/draft")
    DocumentView.Shown drop(@PathVariable String id, Principal principal) {
        Staff staff = rights.staff(principal);
        publishing.drop(staff, id);
        return view.of(id, staff);
    }

    @PostMapping("/submission")
    DocumentView.Shown submit(@PathVariable String id, Principal principal) {
        Staff staff = rights.staff(principal);
        publishing.submit(staff, id);
        return view.of(id, staff);
    }

    @PostMapping("/review")
    DocumentView.Shown review(@PathVariable String id, @RequestBody(required = false) @Nullable Publication publication, Principal principal) {
        Staff staff = rights.staff(principal);
        publishing.review(staff, id, publication == null ? null : publication.revision());
        return view.of(id, staff);
    }

    @PostMapping("/publication")
    DocumentView.Shown publish(@PathVariable String id, @RequestBody(required = false) @Nullable Publication publication, Principal principal) {
        Staff staff = rights.staff(principal);
        Publication wanted = publication == null ? new Publication(null, null, null) : publication;
        publishing.publish(staff, id, time(wanted.at()), time(wanted.until()), wanted.revision());
        return view.of(id, staff);
    }

    private @Nullable OffsetDateTime time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            ZoneId zone = clock.getZone();
            boolean zoned = text.matches(".*(Z|[+-]\\d{2}:?\\d{2})$");
            return zoned ? OffsetDateTime.parse(text) : LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "时间要写成 2026-12-31T08:00 这样");
        }
    }

    @DeleteMapping("/publication")
    DocumentView.Shown withdraw(@PathVariable String id, Principal principal) {
        Staff staff = rights.staff(principal);
        publishing.withdraw(staff, id);
        return view.of(id, staff);
    }
}
