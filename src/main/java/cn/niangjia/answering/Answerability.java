package cn.niangjia.answering;

import cn.niangjia.knowledge.CsvResource;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Region;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.understanding.Understanding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Decides whether the passages found answer the question: logistic regression over what the search says of itself and
 * over whether the passages hold the kind of thing that is asked for. Weights and both thresholds stand in
 * {@code answering/answerability.csv}; the command of {@code insight} fits them on labelled questions.
 */
@Component
public class Answerability {

    private static final int LOOKED_AT = 3;
    /** Confidence where a linked question is asked: nearly sure, but a meaning may be missed by a word. */
    private static final double LINKED = .97;

    private final Map<String, Double> weights;

    Answerability() {
        this.weights = CsvResource.read("answering/answerability.csv").stream()
                .collect(Collectors.toMap(row -> row.get("name"), row -> Double.valueOf(row.get("weight"))));
    }

    /** A confidence from which on an answer is given. */
    public double threshold() {
        return weight("threshold");
    }

    /** Whether the question is none of the union's business: it does not sound like it, and no document claims it. */
    public boolean isOutOfScope(Understanding understanding, List<Hit> hits) {
        return understanding.inScope() < weight("scopeThreshold") && !isLinked(hits);
    }

    /** The probability, 0 to 1, that the best of these hits answer the question. */
    public double confidence(Understanding understanding, List<Hit> hits) {
        if (hits.isEmpty()) {
            return 0;
        }
        if (isLinked(hits)) {
            return LINKED;
        }
        double sum = weight("bias");
        for (Map.Entry<String, Double> feature : features(understanding, hits).entrySet()) {
            sum += weight(feature.getKey()) * feature.getValue();
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Whether a document's author said that this very question is answered there. */
    public static boolean isLinked(List<Hit> hits) {
        return hits.stream().limit(LOOKED_AT).anyMatch(Hit::answersLinkedQuestion);
    }

    private double weight(String name) {
        return weights.getOrDefault(name, 0.0);
    }

    /** What the decision rests on, by name; each about 0 to 1, and none that grows with the knowledge base as BM25 does. */
    public static Map<String, Double> features(Understanding understanding, List<Hit> hits) {
        String question = understanding.question();
        List<Hit> best = hits.subList(0, Math.min(LOOKED_AT, hits.size()));
        String text = best.stream().map(hit -> hit.description().title() + hit.passage().text()).collect(Collectors.joining("\n"));
        Set<String> pairs = Cues.pairs(question);
        Description first = hits.getFirst().description();
        boolean national = first.region().equals(Region.WHOLE_COUNTRY);
        boolean general = national && first.kind().isStatute();
        boolean guide = national && !general;
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("cosine", best.stream().mapToDouble(Hit::cosine).max().orElse(0));
        features.put("firstCosine", hits.getFirst().cosine());
        features.put("coverage", Cues.coverage(pairs, text));
        features.put("agreement", best.stream().anyMatch(Answerability::foundBothWays) ? 1.0 : 0.0);
        features.put("inScope", understanding.inScope());
        features.put("local", general ? understanding.local() : 0);
        features.put("localWords", general && Cues.asksLocal(question) ? 1.0 : 0.0);
        features.put("guide", guide ? 1.0 : 0.0);
        features.put("guideLocal", guide ? understanding.local() : 0);
        features.put("guideLocalWords", guide && Cues.asksLocal(question) ? 1.0 : 0.0);
        features.put("timeMissing", Cues.asksTime(question) && !Cues.hasTime(text) ? 1.0 : 0.0);
        features.put("amountMissing", Cues.asksAmount(question) && !Cues.hasAmount(text) ? 1.0 : 0.0);
        features.put("length", Math.min(1, question.length() / 60.0));
        return features;
    }

    private static boolean foundBothWays(Hit hit) {
        return hit.keywordRank() != null && hit.keywordRank() <= 10 && hit.vectorRank() != null && hit.vectorRank() <= 10;
    }
}
