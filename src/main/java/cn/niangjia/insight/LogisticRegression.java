package cn.niangjia.insight;

import cn.niangjia.understanding.LinearModel;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Fits a {@link LinearModel}: multinomial logistic regression with an L2 penalty by full-batch gradient descent with
 * momentum. For some thousand examples of some hundred dimensions. Deterministic.
 */
final class LogisticRegression {

    record Example(float[] input, String label) {
    }

    private static final int STEPS = 800;
    private static final double RATE = .5;
    private static final double MOMENTUM = .9;
    private static final int FOLDS = 5;

    private LogisticRegression() {
    }

    /** @param penalty strength of the L2 penalty, not applied to the bias */
    static LinearModel fit(List<Example> examples, List<String> labels, double penalty) {
        int size = examples.getFirst().input().length + 1;
        double[][] weights = new double[labels.size()][size];
        double[][] velocity = new double[labels.size()][size];
        int[] expected = examples.stream().mapToInt(example -> labels.indexOf(example.label())).toArray();
        for (int step = 0; step < STEPS; step++) {
            double[][] gradient = gradient(examples, expected, weights, penalty);
            for (int c = 0; c < weights.length; c++) {
                for (int i = 0; i < size; i++) {
                    velocity[c][i] = MOMENTUM * velocity[c][i] - RATE * gradient[c][i];
                    weights[c][i] += velocity[c][i];
                }
            }
        }
        return new LinearModel(IntStream.range(0, labels.size()).mapToObj(c -> new LinearModel.Weights(labels.get(c), weights[c])).toList());
    }

    private static double[][] gradient(List<Example> examples, int[] expected, double[][] weights, double penalty) {
        double[][] gradient = new double[weights.length][weights[0].length];
        for (int e = 0; e < expected.length; e++) {
            float[] input = examples.get(e).input();
            double[] probabilities = probabilities(weights, input);
            for (int c = 0; c < weights.length; c++) {
                double error = (probabilities[c] - (c == expected[e] ? 1 : 0)) / expected.length;
                gradient[c][0] += error;
                for (int i = 0; i < input.length; i++) {
                    gradient[c][i + 1] += error * input[i];
                }
            }
        }
        for (int c = 0; c < weights.length; c++) {
            for (int i = 1; i < weights[c].length; i++) {
                gradient[c][i] += penalty * weights[c][i];
            }
        }
        return gradient;
    }

    private static double[] probabilities(double[][] weights, float[] input) {
        double[] powers = new double[weights.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < weights.length; c++) {
            powers[c] = weights[c][0];
            for (int i = 0; i < input.length; i++) {
                powers[c] += weights[c][i + 1] * input[i];
            }
            highest = Math.max(highest, powers[c]);
        }
        double sum = 0;
        for (int c = 0; c < powers.length; c++) {
            powers[c] = Math.exp(powers[c] - highest);
            sum += powers[c];
        }
        for (int c = 0; c < powers.length; c++) {
            powers[c] /= sum;
        }
        return powers;
    }

    /** What a model says of each example that was fitted to the other four fifths of them only. */
    static <T> List<T> held(List<Example> examples, List<String> labels, double penalty, Function<LinearModel, Function<Example, T>> use) {
        List<Function<Example, T>> models = IntStream.range(0, FOLDS).mapToObj(fold -> use.apply(fit(IntStream.range(0, examples.size())
                .filter(i -> i % FOLDS != fold).mapToObj(examples::get).toList(), labels, penalty))).toList();
        return IntStream.range(0, examples.size()).mapToObj(i -> models.get(i % FOLDS).apply(examples.get(i))).toList();
    }
}
