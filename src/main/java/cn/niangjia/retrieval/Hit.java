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
 * @param cosine of question and passage, 0 if not among the nearest
 */
public record Hit(Passage passage, Description description, ValidityPeriod validity, double score,
        @Nullable Integer keywordRank, @Nullable Integer vectorRank, double keywordScore, double cosine) {
}
