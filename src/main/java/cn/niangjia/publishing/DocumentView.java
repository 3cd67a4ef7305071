package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.ValidityPeriod;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** A document as an editor sees it: the open version if there is one, else what is published or archived. */
@Component
class DocumentView {

    /**
     * @param state DRAFT, REVIEWED, SCHEDULED, PUBLISHED or ARCHIVED
     * @param open state of the version that is shown if it is not published yet; null: nothing is open
     * @param revision to be sent back with a change
     * @param folder the knowledge folder it comes from; null: made here
     * @param whyNot why this person may not change or publish it; empty: may
     * @param proposal by part of the description: where it was read from and what to look at
     */
    record Shown(String id, String state, Version.@Nullable State open, int version, int revision, @Nullable Integer publishedVersion, @Nullable String folder,
            boolean mayEdit, boolean mayReview, boolean mayPublish, String whyNot, Description description, String regionName,
            Validity validity, @Nullable Named supersededBy, List<Named> replaces, Map<String, Provenance.Origin> proposal,
            List<String> warnings, List<ShownPassage> passages, @Nullable Source source, @Nullable OffsetDateTime publishAt,
            @Nullable OffsetDateTime withdrawAt, @Nullable String author, @Nullable String reviewedBy, @Nullable OffsetDateTime submittedAt, OffsetDateTime savedAt,
            List<BasisChanges.Change> basisChanged) {
    }

    record Named(String id, String title) {
    }

    /** @param personal places in the text where a person's own number stands */
    record ShownPassage(int ordinal, String anchor, String section, String heading, String text, boolean enabled, List<String> questions,
            @Nullable String spoken, List<PersonalData.Find> personal) {
    }

    record Source(String importId, String file, int number, int of) {
    }

    private final Documents documents;
    private final Versions versions;
    private final Standings standings;
    private final Rights rights;
    private final BasisChanges basis;
    private final Regions regions;
    private final JsonMapper json;
    private final Clock clock;

    DocumentView(Documents documents, Versions versions, Standings standings, Rights rights, BasisChanges basis, Regions regions,
            JsonMapper json, Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.standings = standings;
        this.rights = rights;
        this.basis = basis;
        this.regions = regions;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ResponseStatusException 404 */
    Shown of(String id, Staff staff) {
        Document document = documents.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件，可能已经删掉了"));
        Version version = versions.open(id).or(() -> versions.find(id, document.version())).orElseThrow();
        return shown(document, version, standings.of(id), staff);
    }

    private Shown shown(Document document, Version version, Standings.Standing standing, Staff staff) {
        Description description = version.description();
        boolean open = version.state().isOpen();
        String againstEditing = rights.againstEditing(staff, document, open ? version : null);
        String againstPublishing = open ? rights.againstPublishing(staff, document, version) : rights.againstPublishing(staff, description.region(), null);
        Provenance provenance = version.proposal() == null ? null : json.readValue(version.proposal(), Provenance.class);
        return new Shown(document.id(), standing.state(document.state()), open ? version.state() : null, version.number(), version.revision(),
                document.state() == Document.State.PUBLISHED ? document.version() : null, standing.folder(),
                againstEditing.isEmpty(), againstPublishing.isEmpty() && version.state() == Version.State.DRAFT, againstPublishing.isEmpty(),
                againstEditing.isEmpty() ? againstPublishing : againstEditing, description, regions.name(description.region()),
                validity(document, version).on(LocalDate.now(clock)), named(document.supersededBy()),
                description.replaces().stream().map(this::named).toList(), provenance == null ? Map.of() : provenance.fields(),
                provenance == null ? List.of() : provenance.warnings(),
                versions.passages(document.id(), version.number()).stream().map(DocumentView::shown).toList(),
                provenance == null ? null : new Source(provenance.importId(), provenance.file(), provenance.number(), provenance.of()),
                version.publishAt(), standing.withdrawAt(), version.author(), version.reviewedBy(), version.submittedAt(), version.createdAt(), basis.all().getOrDefault(document.id(), List.of()));
    }

    private static ValidityPeriod validity(Document document, Version version) {
        Description description = version.description();
        return version.state().isOpen() ? new ValidityPeriod(description.effectiveFrom(), description.effectiveUntil(), null,
                description.kind() == Kind.NEWS) : document.validity();
    }

    private @Nullable Named named(@Nullable String id) {
        return id == null ? null : new Named(id, documents.find(id).map(other -> other.description().title()).orElse(id));
    }

    private static ShownPassage shown(Passage passage) {
        return new ShownPassage(passage.id().ordinal(), passage.anchor(), passage.section(), passage.heading(), passage.text(),
                passage.enabled(), passage.questions(), passage.spoken(), PersonalData.in(passage.text()));
    }
}
