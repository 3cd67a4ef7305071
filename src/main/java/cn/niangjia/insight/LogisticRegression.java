package cn.niangjia.insight;

import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty, fitted by full-batch gradient descent with momentum. Small data only:
 * some hundred examples of some hundred dimensions. Deterministic.
 */
class LogisticRegression {

    /** @param label index of the class */
    record Example(double[] input, int label) {
    }

    private static final int STEPS = 1500;
    private static final double RATE = .5;
    private static final double MOMENTUM = .9;

    private final double[][] weights;

    /** @param penalty strength of the L2 penalty for each example, not applied to the bias */
    LogisticRegression(List<Example> examples, int classes, double penalty) {
        int size = examples.getFirst().input().length + 1;
        this.weights = new double[classes][size];
        double[][] velocity = new double[classes][size];
        for (int step = 0; step < STEPS; step++) {
            double[][] gradient = gradient(examples, penalty);
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < size; i++) {
                    velocity[c][i] = MOMENTUM * velocity[c][i] - RATE * gradient[c][i];
                    weights[c][i] += velocity[c][i];
                }
            }
        }
    }

    private double[][] gradient(List<Example> examples, double penalty) {
        double[][] gradient = new double[weights.length][weights[0].length];
        for (Example example : examples) {
            double[] probabilities = probabilities(example.input());
            for (int c = 0; c < weights.length; c++) {
                double error = (probabilities[c] - (c == example.label() ? 1 : 0)) / examples.size();
                gradient[c][0] += error;
                for (int i = 0; i < example.input().length; i++) {
                    gradient[c][i + 1] += error * example.input()[i];
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

    /** Of each class; they sum to 1. */
    double[] probabilities(double[] input) {
        double[] scores = new double[weights.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < weights.length; c++) {
            scores[c] = weights[c][0];
            for (int i = 0; i < input.length; i++) {
                scores[c] += weights[c][i + 1] * input[i];
            }
            highest = Math.max(highest, scores[c]);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }

    /** Bias first, then a weight for each dimension. */
    double[] weights(int label) {
        return weights[label];
    }
}
