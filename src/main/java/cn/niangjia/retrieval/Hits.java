package cn.niangjia.retrieval;

import java.util.List;
import java.util.function.Predicate;

/**
 * The answer to a {@link Query}.
 *
 * @param total how many passages paging can reach; 0 where it was not asked for
 * @param expandedTerms official words added to the question's own
 * @param indexNumber the change number of the knowledge that was searched
 * @param tookMillis embedding, both searches and the fusion
 */
public record Hits(List<Hit> hits, int total, List<String> expandedTerms, long indexNumber, double tookMillis) {

    /** Some of these, in the same order. */
    public Hits only(Predicate<Hit> wanted) {
        return new Hits(hits.stream().filter(wanted).toList(), total, expandedTerms, indexNumber, tookMillis);
    }
}
