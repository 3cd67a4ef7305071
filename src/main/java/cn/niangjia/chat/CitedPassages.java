package cn.niangjia.chat;

import cn.niangjia.conversation.Citation;
import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Overrides;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.Visibility;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Opens what a citation points to: the passage as it was cited, in its surroundings, and whether it still holds. */
@Component
class CitedPassages {

    private static final int AROUND = 2;

    /** A passage for reading. */
    record Shown(String passageId, String section, String heading, String text) {
        static Shown of(Passage passage) {
            return new Shown(passage.id().toString(), passage.section(), passage.heading(), passage.text());
        }
    }

    /** An article that a guide rests on, where that law is loaded. */
    record Article(String title, String section, String text, @Nullable LocalDate effectiveFrom, Validity validity) {
    }

    /**
     * @param sourceAsOf when a guide's facts were last checked, such as 2026-11; null if that is not stated
     * @param articles of the citation's basis, those whose law is loaded, in its order
     * @param validityNow today, where the citation tells that of the day of the reply
     * @param withdrawn whether the document was taken out since
     * @param newerVersion whether the document has a later version than the one cited
     * @param supersededBy title of the text that took its place; null if none did
     */
    record CitedPassage(Citation citation, Kind kind, @Nullable LocalDate issuedOn, @Nullable String sourceAsOf, Shown passage, List<Shown> neighbours, List<Article> articles, Validity validityNow, boolean withdrawn,
            boolean newerVersion, @Nullable String supersededBy) {
    }

    private final Documents documents;
    private final Overrides overrides;
    private final Regions regions;
    private final Clock clock;

    CitedPassages(Documents documents, Overrides overrides, Regions regions, Clock clock) {
        this.documents = documents;
        this.overrides = overrides;
        this.regions = regions;
        this.clock = clock;
    }

    CitedPassage open(Citation citation) {
        PassageId id = passageId(citation);
        Document document = documents.find(id.documentId()).filter(found -> found.description().visibility() == Visibility.PUBLIC)
                .orElseThrow(CitedPassages::gone);
        List<Passage> around = documents.neighbourhood(id, AROUND);
        Passage passage = around.stream().filter(candidate -> candidate.id().equals(id)).findFirst().orElseThrow(CitedPassages::gone);
        List<Shown> neighbours = around.stream().filter(candidate -> !candidate.id().equals(id)).map(Shown::of).toList();
        Description description = document.description();
        return new CitedPassage(citation, description.kind(), description.issuedOn(), description.sourceAsOf(), Shown.of(passage), neighbours, articles(citation), overrides.validity(document, passage).on(LocalDate.now(clock)),
                document.state() == Document.State.WITHDRAWN, document.version() > id.version(), successor(document));
    }

    private List<Article> articles(Citation citation) {
        List<String> places = regions.selfAndParents(citation.region().code());
        return citation.basis().stream().map(basis -> article(basis, places)).flatMap(Optional::stream).toList();
    }

    private Optional<Article> article(Basis basis, List<String> places) {
        if (basis.law() == null || basis.article() == null) {
            return Optional.empty();
        }
        return documents.publicText(basis.law(), places).flatMap(law -> documents.passage(law.id(), law.version(), basis.article())
                .map(passage -> new Article(law.description().title(), passage.section(), passage.text(),
                        law.description().effectiveFrom(), overrides.validity(law, passage).on(LocalDate.now(clock)))));
    }

    private static PassageId passageId(Citation citation) {
        String ordinal = citation.passageId().substring(citation.passageId().lastIndexOf('#') + 1);
        return new PassageId(citation.documentId(), citation.version(), Integer.parseInt(ordinal));
    }

    private @Nullable String successor(Document document) {
        String by = document.supersededBy();
        return by == null ? null : documents.find(by).map(CitedPassages::publicTitle).orElse(by);
    }

    /** Of a text that only staff may see not even the title; empty means: replaced, by something not to be named. */
    private static String publicTitle(Document document) {
        boolean open = document.description().visibility() == Visibility.PUBLIC && document.state() == Document.State.PUBLISHED;
        return open ? document.description().title() : "";
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "这个出处现在不能查看");
    }
}
