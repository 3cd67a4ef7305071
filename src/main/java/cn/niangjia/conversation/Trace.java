package cn.niangjia.conversation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a reply came about, kept with it for complaints, gaps and the desk.
 *
 * @param question masked, as it was looked for
 * @param intent what the question was taken for
 * @param indexNumber change number of the knowledge that was searched; 0 if nothing was
 * @param passages the best that were found
 * @param confidence that they answer the question, and the {@code threshold} it was held against
 * @param promptHash of the prompts in use
 * @param timings milliseconds by stage
 */
public record Trace(String question, String intent, @Nullable String region, long indexNumber, List<Found> passages,
        double confidence, double threshold, String promptHash, Map<String, Double> timings) {

    public record Found(String passageId, double score, double keywordScore, double cosine) {
    }
}
