package cn.niangjia.understanding;

import cn.niangjia.knowledge.Topic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells from a question's vector what it is about, whether it is the union's matter at all, and whether it asks for what
 * no law states because one place or office has it.
 */
public class TopicModel {

    /** The class of questions that are not the union's matter. */
    public static final String OUT_OF_SCOPE = "OUT_OF_SCOPE";
    /** Ending of the classes of questions that only a place, an office or a file of one's own can answer. */
    public static final String LOCAL = "_LOCAL";

    /**
     * @param inScope probability, 0 to 1, that it is the union's matter
     * @param local probability, 0 to 1, that no general text can answer it
     */
    public record Guess(Topic topic, double inScope, double local) {
    }

    private final LinearModel model;

    public TopicModel(LinearModel model) {
        this.model = model;
    }

    static TopicModel load() {
        return new TopicModel(LinearModel.load("understanding/topic-model.csv"));
    }

    public Guess guess(float[] vector) {
        Map<Topic, Double> topics = new EnumMap<>(Topic.class);
        double outside = 0;
        double local = 0;
        for (Map.Entry<String, Double> probability : model.probabilities(vector).entrySet()) {
            String name = probability.getKey();
            if (name.equals(OUT_OF_SCOPE)) {
                outside = probability.getValue();
            } else {
                topics.merge(Topic.valueOf(name.replace(LOCAL, "")), probability.getValue(), Double::sum);
                local += name.endsWith(LOCAL) ? probability.getValue() : 0;
            }
        }
        Topic topic = Collections.max(topics.entrySet(), Map.Entry.comparingByValue()).getKey();
        return new Guess(topic, 1 - outside, local / Math.max(1e-9, 1 - outside));
    }
}
