package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Topic;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, and where.
 *
 * @param text as asked, personal data masked
 * @param regions codes of the places that may be seen, nearest first; empty means all
 * @param nationalFirst whether local passages stand below national ones, for a question that names no place
 * @param inForceOn only what an answer may rest on that day; null also finds what is not in force
 * @param staff whether staff-only text may be found
 * @param count whether {@link Hits#total()} is wanted, which costs time
 */
public record Query(String text, List<String> regions, boolean nationalFirst, @Nullable Topic topic, @Nullable Kind kind,
        @Nullable LocalDate inForceOn, boolean staff, int from, int size, boolean count) {

    /** What a worker may be shown, for an answer today. */
    public static Query forWorker(String text, List<String> regions, boolean nationalFirst, LocalDate today, int size) {
        return new Query(text, regions, nationalFirst, null, null, today, false, 0, size, false);
    }
}
