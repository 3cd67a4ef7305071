package cn.niangjia.understanding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * Multinomial logistic regression over a question's vector. The weights stand in a resource, one class a line: name, bias,
 * a weight for each dimension; the command of {@code insight} fits them on labelled questions.
 */
public class LinearModel {

    /** @param weights bias first, then one for each dimension */
    public record Weights(String name, double[] weights) {
    }

    private final List<Weights> classes;

    public LinearModel(List<Weights> classes) {
        this.classes = classes;
    }

    static LinearModel load(String resource) {
        try {
            return new LinearModel(new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8).lines()
                    .map(LinearModel::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Weights parse(String line) {
        String[] fields = line.split(",");
        return new Weights(fields[0], Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray());
    }

    /** Of each class by name; they sum to 1. */
    public Map<String, Double> probabilities(float[] vector) {
        double[] scores = classes.stream().mapToDouble(weights -> score(weights.weights(), vector)).toArray();
        double highest = Arrays.stream(scores).max().orElse(0);
        double[] powers = Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
        double sum = Arrays.stream(powers).sum();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < powers.length; i++) {
            probabilities.put(classes.get(i).name(), powers[i] / sum);
        }
        return probabilities;
    }

    public List<Weights> classes() {
        return classes;
    }

    /** As {@link #load} reads them. */
    public List<String> lines() {
        return classes.stream().map(weights -> weights.name() + "," + Arrays.stream(weights.weights())
                .mapToObj(weight -> String.format(Locale.ROOT, "%.3f", weight)).collect(Collectors.joining(","))).toList();
    }

    private static double score(double[] weights, float[] vector) {
        double score = weights[0];
        for (int i = 0; i < vector.length; i++) {
            score += weights[i + 1] * vector[i];
        }
        return score;
    }
}
