package cn.niangjia.handoff;

import cn.niangjia.conversation.Citation;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Overrides;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Visibility;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Passages that an agent puts into a message, as citations like the assistant's. */
@Component
class QuotedPassages {

    /** @param passageId as the search gives it @param quote some of its words, verbatim; null: all of it */
    record Quoted(String passageId, @Nullable String quote) {
    }

    private final Documents documents;
    private final Overrides overrides;
    private final Regions regions;
    private final Clock clock;

    QuotedPassages(Documents documents, Overrides overrides, Regions regions, Clock clock) {
        this.documents = documents;
        this.overrides = overrides;
        this.regions = regions;
        this.clock = clock;
    }

    /** @throws ResponseStatusException 422 for a passage that is not there or not for workers, and for words that are not in it */
    List<Citation> cite(List<Quoted> quoted) {
        List<Citation> made = new ArrayList<>();
        for (Quoted one : quoted) {
            made.add(cite(one, made.size() + 1));
        }
        return made;
    }

    private Citation cite(Quoted quoted, int number) {
        PassageId id = id(quoted.passageId());
        Document document = documents.find(id.documentId()).orElseThrow(QuotedPassages::unknown);
        Description description = documents.description(id.documentId(), id.version()).orElseThrow(QuotedPassages::unknown);
        if (description.visibility() != Visibility.PUBLIC || document.description().visibility() != Visibility.PUBLIC) {
            throw refused("《%s》只给内部看，不能发给职工".formatted(description.title()));
        }
        Passage passage = documents.neighbourhood(id, 0).stream().filter(Passage::enabled).filter(found -> isPublished(document, id)).findFirst()
                .orElseThrow(QuotedPassages::unknown);
        String quote = quoted.quote() == null || quoted.quote().isBlank() ? passage.text() : quoted.quote();
        if (!passage.text().contains(quote)) {
            throw refused("引的话和原文不一样，请从原文里选");
        }
        return new Citation(number, id.documentId(), id.version(), passage.id().toString(), description.title(), passage.section(), quote,
                description.publisher(), description.author(), description.documentNumber(), description.basis(),
                new Citation.Place(description.region(), regions.name(description.region())), description.effectiveFrom(),
                description.effectiveUntil(), overrides.validity(document, passage).on(LocalDate.now(clock)), "");
    }

    /** Neither a draft nor what was taken out or replaced goes to a worker. */
    private static boolean isPublished(Document document, PassageId id) {
        return document.state() == Document.State.PUBLISHED && document.version() == id.version();
    }

    private static PassageId id(String text) {
        int version = text.lastIndexOf('@');
        int ordinal = text.lastIndexOf('#');
        if (version < 1 || ordinal < version || !text.substring(version + 1).matches("[0-9]{1,9}#[0-9]{1,9}")) {
            throw unknown();
        }
        return new PassageId(text.substring(0, version), Integer.parseInt(text.substring(version + 1, ordinal)), Integer.parseInt(text.substring(ordinal + 1)));
    }

    private static ResponseStatusException unknown() {
        return refused("没有这段原文，可能已经有了新版，请重新搜索");
    }

    private static ResponseStatusException refused(String reason) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, reason);
    }
}
