package cn.niangjia.understanding;

import cn.niangjia.knowledge.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Tells from a question's vector what it is about, whether it is the union's matter at all, and whether it asks for what
 * no law states because one place or office has it: multinomial logistic regression whose weights stand in
 * {@code understanding/topic-model.csv}, one class a line: name, bias, a weight for each dimension. The command of
 * {@code insight} fits them on labelled questions.
 */
@Component
public class TopicModel {

    /** The class of questions that are not the union's matter. */
    public static final String OUT_OF_SCOPE = "OUT_OF_SCOPE";
    /** Ending of the classes of questions that only a place, an office or a file of one's own can answer. */
    public static final String LOCAL = "_LOCAL";

    /**
     * @param inScope probability, 0 to 1, that it is the union's matter
     * @param local probability, 0 to 1, that no general text can answer it
     */
    record Guess(Topic topic, double inScope, double local) {
    }

    private record Weights(String name, double[] values) {
    }

    private final List<Weights> classes;

    TopicModel() {
        try {
            this.classes = new ClassPathResource("understanding/topic-model.csv").getContentAsString(StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(TopicModel::weights).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Weights weights(String line) {
        String[] fields = line.split(",");
        return new Weights(fields[0], Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray());
    }

    Guess guess(float[] vector) {
        double[] probabilities = probabilities(vector);
        Map<Topic, Double> byTopic = new EnumMap<>(Topic.class);
        double outside = 0;
        double local = 0;
        for (int i = 0; i < probabilities.length; i++) {
            String name = classes.get(i).name();
            if (name.equals(OUT_OF_SCOPE)) {
                outside = probabilities[i];
            } else {
                byTopic.merge(Topic.valueOf(name.replace(LOCAL, "")), probabilities[i], Double::sum);
                local += name.endsWith(LOCAL) ? probabilities[i] : 0;
            }
        }
        Topic topic = Collections.max(byTopic.entrySet(), Map.Entry.comparingByValue()).getKey();
        return new Guess(topic, 1 - outside, local / Math.max(1e-9, 1 - outside));
    }

    private double[] probabilities(float[] vector) {
        double[] scores = classes.stream().mapToDouble(weights -> score(weights.values(), vector)).toArray();
        double highest = Arrays.stream(scores).max().orElse(0);
        double[] powers = Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    private static double score(double[] weights, float[] vector) {
        double score = weights[0];
        for (int i = 0; i < vector.length; i++) {
            score += weights[i + 1] * vector[i];
        }
        return score;
    }
}
