package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
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
 * @param visibility only text of this kind; null finds all, staff-only text among it
 * @param count whether {@link Hits#total()} is wanted, which costs time
 */
public record Query(String text, List<String> regions, boolean nationalFirst, @Nullable Topic topic, @Nullable Kind kind,
        @Nullable LocalDate inForceOn, @Nullable Visibility visibility, int from, int size, boolean count) {

    /** What a worker may be shown, for an answer today. */
    public static Query forWorker(String text, List<String> regions, boolean nationalFirst, LocalDate today, int size) {
        return new Query(text, regions, nationalFirst, null, null, today, Visibility.PUBLIC, 0, size, false);
    }
}
