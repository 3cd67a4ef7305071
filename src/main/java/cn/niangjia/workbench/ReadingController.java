package cn.niangjia.workbench;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Overrides;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.Visibility;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Documents as the desk reads them, staff-only ones and former versions among them; drafts are for those who edit. An id is one
 * segment of the path, its slashes encoded.
 */
@RestController
@RequestMapping("/api/documents/{id}")
class ReadingController {

    /**
     * @param version the one described; {@code currentVersion} is the document's latest published one
     * @param withdrawn whether it was taken out of the answers
     * @param supersededBy title of the text that took its place, or the name of what repealed it
     */
    record Shown(String id, int version, int currentVersion, boolean withdrawn, String title, Kind kind, List<Topic> topics, SearchResult.Place region,
            Visibility visibility, @Nullable String publisher, @Nullable String author, @Nullable String documentNumber, @Nullable LocalDate issuedOn,
            @Nullable LocalDate effectiveFrom, @Nullable LocalDate effectiveUntil, Validity validity, @Nullable String supersededBy, List<Basis> basis,
            @Nullable String spoken, @Nullable String sourceAsOf) {
    }

    /** @param note what took an overridden article's place; null for all others */
    record Part(String passageId, int ordinal, String section, String heading, String text, Validity validity, @Nullable String note, @Nullable String spoken) {
    }

    /** @param total passages of the version */
    record Parts(int version, int total, List<Part> passages) {
    }

    private final Documents documents;
    private final Overrides overrides;
    private final Regions regions;
    private final Related related;
    private final Clock clock;

    ReadingController(Documents documents, Overrides overrides, Regions regions, Related related, Clock clock) {
        this.documents = documents;
        this.overrides = overrides;
        this.regions = regions;
        this.related = related;
        this.clock = clock;
    }

    @GetMapping
    Shown document(@PathVariable String id, @RequestParam @Nullable Integer version) {
        Document document = document(id);
        int number = version == null ? document.version() : version;
        Description description = number == document.version() ? document.description()
                : documents.description(id, number).orElseThrow(ReadingController::gone);
        return new Shown(id, number, document.version(), document.state() == Document.State.WITHDRAWN, description.title(), description.kind(),
                description.topics(), new SearchResult.Place(description.region(), regions.name(description.region())), description.visibility(),
                description.publisher(), description.author(), description.documentNumber(), description.issuedOn(), description.effectiveFrom(),
                description.effectiveUntil(), document.validity().on(today()), successor(document), description.basis(), description.spoken(),
                description.sourceAsOf());
    }

    private Document document(String id) {
        return documents.find(id).filter(found -> found.state() != Document.State.DRAFT).orElseThrow(ReadingController::gone);
    }

    private @Nullable String successor(Document document) {
        String by = document.supersededBy();
        return by == null ? null : documents.find(by).map(other -> other.description().title()).orElse(by);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** In reading order, from the passage of this ordinal on. */
    @GetMapping("/passages")
    Parts passages(@PathVariable String id, @RequestParam @Nullable Integer version,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "from 不能小于 0") int from,
            @RequestParam(defaultValue = "5000") @Min(value = 1, message = "size 最小 1") @Max(value = 5000, message = "size 最大 5000") int size) {
        Document document = document(id);
        int number = version == null ? document.version() : version;
        List<Passage> all = documents.passages(id, number);
        return new Parts(number, all.size(), all.stream().filter(passage -> passage.id().ordinal() >= from && passage.id().ordinal() - from < size)
                .map(passage -> part(document, passage)).toList());
    }

    private Part part(Document document, Passage passage) {
        Optional<Overrides.Override> override = overrides.of(document.description().title(), passage.section());
        return new Part(passage.id().toString(), passage.id().ordinal(), passage.section(), passage.heading(), passage.text(),
                overrides.validity(document, passage).on(today()), override.map(Overrides.Override::note).orElse(null), passage.spoken());
    }

    /** What is used together with a passage. @param q the words it was found by, which say which guide's line fits */
    @GetMapping("/passages/{ordinal}/related")
    Related.Found related(@PathVariable String id, @PathVariable int ordinal, @RequestParam @Nullable Integer version,
            @RequestParam(defaultValue = "") @Size(max = 2000, message = "要找的内容请写在 2000 字以内（q）") String q) {
        Document document = document(id);
        PassageId passage = new PassageId(id, version == null ? document.version() : version, ordinal);
        return related.to(document, documents.neighbourhood(passage, 0).stream().findFirst().orElseThrow(ReadingController::gone), q);
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件，可能已经有了新版，请重新搜索");
    }
}
