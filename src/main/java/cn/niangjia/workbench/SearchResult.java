package cn.niangjia.workbench;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.Hits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/search}.
 *
 * @param tookMs milliseconds for parse, embedding, search and fusion
 */
record SearchResult(int total, double tookMs, List<String> expandedTerms, List<Found> hits) {

    /** Where the passage ranks by words and by vector, from 1; null where that side did not find it. */
    record Ranks(@Nullable Integer keyword, @Nullable Integer vector) {
    }

    record Place(String code, String name) {
    }

    /**
     * @param text the passage whole and verbatim
     * @param highlights places in {@code text}, see {@link Highlighter}
     */
    record Found(String passageId, String documentId, int version, String title, String section, String heading, Kind kind,
            String text, List<Highlighter.Span> highlights, double score, Ranks ranks, @Nullable String publisher,
            @Nullable String author, @Nullable String documentNumber, Place region, @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveUntil, Validity validity, Visibility visibility, @Nullable String spoken) {
    }

    static SearchResult of(Hits hits, Highlighter highlighter, Regions regions, LocalDate today) {
        return new SearchResult(hits.total(), hits.tookMillis(), hits.expandedTerms(),
                hits.hits().stream().map(hit -> found(hit, highlighter, regions, today)).toList());
    }

    private static Found found(Hit hit, Highlighter highlighter, Regions regions, LocalDate today) {
        Description description = hit.description();
        return new Found(hit.passage().id().toString(), hit.passage().id().documentId(), hit.passage().id().version(),
                description.title(), hit.passage().section(), hit.passage().heading(), description.kind(), hit.passage().text(),
                highlighter.highlight(hit.passage().text()), hit.score(), new Ranks(hit.keywordRank(), hit.vectorRank()),
                description.publisher(), description.author(), description.documentNumber(),
                new Place(description.region(), regions.name(description.region())), description.effectiveFrom(),
                description.effectiveUntil(), hit.validity().on(today), description.visibility(),
                hit.passage().spoken() == null ? description.spoken() : hit.passage().spoken());
    }
}
