package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.ValidityPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A passage that was found.
 *
 * @param score of the fusion, comparable within one search only
 * @param keywordRank from 1; null if only the vectors found it
 * @param vectorRank from 1; null if only the words found it
 * @param keywordScore BM25, 0 if not found by words
 * @param cosine of question and passage, or linked question if that is nearer; 0 if not among the nearest
 * @param linked whether a linked question was nearer than the passage itself
 */
public record Hit(Passage passage, Description description, ValidityPeriod validity, double score,
        @Nullable Integer keywordRank, @Nullable Integer vectorRank, double keywordScore, double cosine, boolean linked) {

    /** From this cosine on, two questions ask the same. */
    static final double SAME = .88;

    /** Another passage of the same document, which the search need not have found itself. */
    public Hit at(Passage other) {
        return new Hit(other, description, validity, score, null, null, 0, 0, false);
    }

    /** Whether it is the question that the document's author linked to this passage, or much the same one. */
    public boolean answersLinkedQuestion() {
        return linked && cosine >= SAME;
    }
}
