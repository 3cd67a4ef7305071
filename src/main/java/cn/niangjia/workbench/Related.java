package cn.niangjia.workbench;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.Query;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes with a passage: the guides that rest on an article, the articles that a guide rests on, then what says much the same. */
@Component
class Related {

    private static final int MOST = 5;
    private static final int LONGEST = 80;
    private static final int GUIDES = 12;

    enum Why { GUIDE, BASIS, NEAR }

    record One(Why why, String passageId, String documentId, String title, String section, String text) {
    }

    /**
     * @param spoken a line to say on the phone; of a guide that rests on the passage, where it has none itself
     * @param spokenOf title of that guide; null if the line is the passage's own
     * @param searches what colleagues searched for before they used this passage
     */
    record Found(@Nullable String spoken, @Nullable String spokenOf, List<One> passages, List<SearchUses.Words> searches) {
    }

    private final Documents documents;
    private final RestingGuides guides;
    private final HybridRetriever retriever;
    private final SearchUses uses;
    private final Regions regions;
    private final Clock clock;

    Related(Documents documents, RestingGuides guides, HybridRetriever retriever, SearchUses uses, Regions regions, Clock clock) {
        this.documents = documents;
        this.guides = guides;
        this.retriever = retriever;
        this.uses = uses;
        this.regions = regions;
        this.clock = clock;
    }

    /** @param q what was searched for; of the guides that rest on the passage it says which come first */
    Found to(Document document, Passage passage, String q) {
        List<Document> resting = fitting(guides.on(document.description().title(), passage.section()), q);
        Map<String, One> found = new LinkedHashMap<>();
        Stream.of(resting.stream().map(this::top), basis(document.description()), near(document, passage)).flatMap(one -> one)
                .filter(one -> !one.passageId().equals(passage.id().toString())).forEach(one -> found.putIfAbsent(one.passageId(), one));
        Optional<Document> speaks = resting.stream().filter(guide -> guide.description().spoken() != null).findFirst();
        String own = passage.spoken() == null ? document.description().spoken() : passage.spoken();
        return new Found(own != null ? own : speaks.map(guide -> guide.description().spoken()).orElse(null),
                own != null ? null : speaks.map(guide -> guide.description().title()).orElse(null),
                found.values().stream().limit(MOST).toList(), uses.leadingTo(document.id(), passage.anchor()));
    }

    /** Many guides rest on one article, each for another question. */
    private List<Document> fitting(List<Document> resting, String q) {
        if (resting.isEmpty() || q.isBlank()) {
            return resting;
        }
        Query query = new Query(q, List.of(), false, null, Kind.GUIDE, LocalDate.now(clock), null, 0, GUIDES, false);
        List<String> asked = retriever.retrieve(query).hits().stream().map(hit -> hit.passage().id().documentId()).distinct().toList();
        return resting.stream().filter(guide -> asked.contains(guide.id())).sorted(Comparator.comparingInt(guide -> asked.indexOf(guide.id()))).toList();
    }

    private One top(Document guide) {
        Passage first = documents.passages(guide.id(), guide.version()).getFirst();
        return one(Why.GUIDE, guide.description(), first);
    }

    private static One one(Why why, Description description, Passage passage) {
        return new One(why, passage.id().toString(), passage.id().documentId(), description.shortTitle(), passage.section(), passage.text());
    }

    private Stream<One> basis(Description description) {
        return description.basis().stream().filter(basis -> basis.law() != null && basis.article() != null).map(basis -> article(basis, regions.selfAndParents(description.region()))).flatMap(Optional::stream);
    }

    private Optional<One> article(Basis basis, List<String> places) {
        return documents.publicText(String.valueOf(basis.law()), places).flatMap(law -> RestingGuides.articles(basis).findFirst()
                .flatMap(article -> documents.passage(law.id(), law.version(), article)).map(passage -> one(Why.BASIS, law.description(), passage)));
    }

    private Stream<One> near(Document document, Passage passage) {
        String text = passage.text().length() <= LONGEST ? passage.text() : passage.text().substring(0, LONGEST);
        Query query = new Query(text, List.of(), false, null, null, LocalDate.now(clock), null, 0, MOST + 1, false);
        return retriever.retrieve(query).hits().stream().filter(hit -> !same(hit, document, passage))
                .map(hit -> one(Why.NEAR, hit.description(), hit.passage()));
    }

    /** The same article of another wording of the law is no news. */
    private static boolean same(Hit hit, Document document, Passage passage) {
        return hit.passage().section().equals(passage.section()) && hit.description().title().equals(document.description().title());
    }
}
