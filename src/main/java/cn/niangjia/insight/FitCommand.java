package cn.niangjia.insight;

import cn.niangjia.answering.Answerability;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.insight.LogisticRegression.Example;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.retrieval.Embedder;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.IndexUpdater;
import cn.niangjia.retrieval.Query;
import cn.niangjia.understanding.Intent;
import cn.niangjia.understanding.QuestionReader;
import cn.niangjia.understanding.TopicModel;
import cn.niangjia.understanding.Understanding;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fits what decides on topic, scope and answer-or-not to labelled questions, on the knowledge folders it is started with,
 * writes the models and prints how well they do on questions they were not fitted to (five-fold cross-validation):
 * {@code --niangjia.fit.questions=FILE --niangjia.fit.output=src/main/resources}.
 */
@Component
@ConditionalOnProperty("niangjia.fit.questions")
class FitCommand {

    private static final int FOLDS = 5;
    private static final int PASSAGES = 10;
    private static final int NEAR_TOP = 5;
    private static final double TOPIC_PENALTY = .0004;
    private static final double ANSWER_PENALTY = .002;

    /** @param left whether a rule already decides, so that the models never see it */
    private record Case(LabelledQuestion labelled, Understanding understanding, float[] vector, List<Hit> hits, boolean decided) {

        boolean isFound() {
            return hits.stream().limit(NEAR_TOP).anyMatch(labelled::isAnsweredBy);
        }
    }

    private final FitSettings settings;
    private final JsonMapper json;
    private final Documents documents;
    private final IndexUpdater updater;
    private final QuestionReader reader;
    private final Embedder embedder;
    private final HybridRetriever retriever;
    private final Clock clock;
    private final ConfigurableApplicationContext context;

    FitCommand(FitSettings settings, JsonMapper json, Documents documents, IndexUpdater updater, QuestionReader reader, Embedder embedder,
            HybridRetriever retriever, Clock clock, ConfigurableApplicationContext context) {
        this.settings = settings;
        this.json = json;
        this.documents = documents;
        this.updater = updater;
        this.reader = reader;
        this.embedder = embedder;
        this.retriever = retriever;
        this.clock = clock;
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("fit").start(() -> {
            try {
                fit();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                context.close();
            }
        });
    }

    private void fit() throws IOException, InterruptedException {
        do {
            Thread.sleep(2000);
        } while (!updater.hasReached(documents.lastChangeNumber()));
        List<Case> cases = LabelledQuestion.read(settings.questions(), json).stream().map(this::look).toList();
        System.out.printf("found by the search: %s%n", recall(cases));
        List<Case> understood = fitTopics(cases);
        fitAnswerability(understood);
    }

    private Case look(LabelledQuestion labelled) {
        Understanding understanding = reader.read(labelled.question(), List.of(), null, "000000");
        List<Hit> hits = retriever.retrieve(Query.forWorker(labelled.question(), List.of(), true, LocalDate.now(clock), PASSAGES)).hits();
        boolean decided = !(understanding.intent() instanceof Intent.Ask);
        return new Case(labelled, understanding, embedder.embedQuestion(labelled.question()), hits, decided);
    }

    private static String recall(List<Case> cases) {
        List<Case> answerable = cases.stream().filter(c -> c.labelled().outcome() == Outcome.ANSWER).toList();
        return IntStream.of(1, 3, 5, 10).mapToObj(n -> "R@" + n + " " + percent(answerable.stream()
                .filter(c -> c.hits().stream().limit(n).anyMatch(c.labelled()::isAnsweredBy)).count(), answerable.size()))
                .collect(Collectors.joining(", "));
    }

    /** Fits the topics on all, and gives each case the understanding of a model that has not seen it. */
    private List<Case> fitTopics(List<Case> cases) throws IOException {
        List<String> names = classes();
        List<Case> usable = cases.stream().filter(c -> className(c.labelled()) != null).toList();
        List<Case> understood = new ArrayList<>();
        int rightTopic = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            LogisticRegression model = new LogisticRegression(examples(IntStream.range(0, usable.size())
                    .filter(i -> i % FOLDS != held).mapToObj(usable::get).toList(), names), names.size(), TOPIC_PENALTY);
            for (int i = fold; i < usable.size(); i += FOLDS) {
                Case guessed = guess(usable.get(i), model, names);
                understood.add(guessed);
                rightTopic += guessed.understanding().topic() == guessed.labelled().topic() ? 1 : 0;
            }
        }
        System.out.printf("topic right: %s%n", percent(rightTopic, usable.size()));
        LogisticRegression model = new LogisticRegression(examples(usable, names), names.size(), TOPIC_PENALTY);
        Files.write(settings.output().resolve("understanding/topic-model.csv"), IntStream.range(0, names.size())
                .mapToObj(c -> names.get(c) + "," + numbers(model.weights(c))).toList());
        return understood;
    }

    private static List<String> classes() {
        return Stream.concat(Stream.of(Topic.values()).flatMap(topic -> Stream.of(topic.name(), topic.name() + TopicModel.LOCAL)),
                Stream.of(TopicModel.OUT_OF_SCOPE)).toList();
    }

    private static String className(LabelledQuestion labelled) {
        return switch (labelled.outcome()) {
            case ANSWER -> labelled.topic().name();
            case NO_ANSWER -> labelled.topic() + TopicModel.LOCAL;
            case OUT_OF_SCOPE -> TopicModel.OUT_OF_SCOPE;
            default -> null;
        };
    }

    private static List<Example> examples(List<Case> cases, List<String> names) {
        return cases.stream().map(c -> new Example(doubles(c.vector()), names.indexOf(className(c.labelled())))).toList();
    }

    private static Case guess(Case c, LogisticRegression model, List<String> names) {
        double[] probabilities = model.probabilities(doubles(c.vector()));
        Map<Topic, Double> topics = new TreeMap<>();
        double outside = 0;
        double local = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (names.get(i).equals(TopicModel.OUT_OF_SCOPE)) {
                outside = probabilities[i];
            } else {
                topics.merge(Topic.valueOf(names.get(i).replace(TopicModel.LOCAL, "")), probabilities[i], Double::sum);
                local += names.get(i).endsWith(TopicModel.LOCAL) ? probabilities[i] : 0;
            }
        }
        Topic topic = topics.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Understanding before = c.understanding();
        Understanding understanding = new Understanding(before.intent(), before.distressed(), topic, before.region(), before.question(),
                1 - outside, local / Math.max(1e-9, 1 - outside));
        return new Case(c.labelled(), understanding, c.vector(), c.hits(), c.decided());
    }

    /** Fits answer-or-not; a question whose answer the search did not find at all teaches nothing and is left out. */
    private void fitAnswerability(List<Case> understood) throws IOException {
        List<Case> cases = understood.stream().filter(c -> !c.decided() && !c.hits().isEmpty())
                .filter(c -> c.labelled().outcome() != Outcome.ANSWER || c.isFound()).toList();
        List<String> names = List.copyOf(features(cases.getFirst()).keySet());
        double[] confidence = new double[cases.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            LogisticRegression model = answerability(IntStream.range(0, cases.size()).filter(i -> i % FOLDS != held).mapToObj(cases::get).toList());
            for (int i = fold; i < cases.size(); i += FOLDS) {
                confidence[i] = model.probabilities(values(cases.get(i)))[1];
            }
        }
        double threshold = bestThreshold(cases, confidence);
        double scope = scopeThreshold(cases);
        report(cases, confidence, threshold, scope);
        LogisticRegression model = answerability(cases);
        List<String> lines = new ArrayList<>(List.of("name,weight", "threshold," + number(threshold), "scopeThreshold," + number(scope),
                "bias," + number(model.weights(1)[0] - model.weights(0)[0])));
        for (int i = 0; i < names.size(); i++) {
            lines.add(names.get(i) + "," + number(model.weights(1)[i + 1] - model.weights(0)[i + 1]));
        }
        Files.write(settings.output().resolve("answering/answerability.csv"), lines);
    }

    private static LogisticRegression answerability(List<Case> cases) {
        return new LogisticRegression(cases.stream().map(c -> new Example(values(c), isAnswer(c) ? 1 : 0)).toList(), 2, ANSWER_PENALTY);
    }

    private static boolean isAnswer(Case c) {
        return c.labelled().outcome() == Outcome.ANSWER;
    }

    private static Map<String, Double> features(Case c) {
        return Answerability.features(c.understanding(), c.hits());
    }

    private static double[] values(Case c) {
        return features(c).values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Where right answers less wrong answers are most: a wrong answer is worse than none, and none is worse than a right one. */
    private static double bestThreshold(List<Case> cases, double[] confidence) {
        return IntStream.range(5, 96).mapToDouble(i -> i / 100.0).boxed().max(Comparator.comparingDouble(threshold ->
                IntStream.range(0, cases.size()).mapToDouble(i -> confidence[i] < threshold ? 0 : isAnswer(cases.get(i)) ? 1 : -1.5).sum()))
                .orElseThrow();
    }

    /** Where most strangers are told so; to turn a worker away is three times as bad as to look in vain for a stranger. */
    private static double scopeThreshold(List<Case> cases) {
        return IntStream.range(5, 96).mapToDouble(i -> i / 100.0).boxed().max(Comparator.comparingDouble(threshold ->
                cases.stream().filter(c -> c.understanding().inScope() < threshold)
                        .mapToDouble(c -> c.labelled().outcome() == Outcome.OUT_OF_SCOPE ? 1 : -3).sum())).orElseThrow();
    }

    private static void report(List<Case> cases, double[] confidence, double threshold, double scope) {
        Map<String, Integer> confusion = new TreeMap<>();
        int right = 0;
        for (int i = 0; i < cases.size(); i++) {
            Outcome outcome = cases.get(i).understanding().inScope() < scope ? Outcome.OUT_OF_SCOPE
                    : confidence[i] < threshold ? Outcome.NO_ANSWER : Outcome.ANSWER;
            confusion.merge(cases.get(i).labelled().outcome() + " taken for " + outcome, 1, Integer::sum);
            right += outcome == cases.get(i).labelled().outcome() ? 1 : 0;
        }
        System.out.printf("threshold %s, scope threshold %s; outcome right of those no rule decides: %s%n", number(threshold), number(scope),
                percent(right, cases.size()));
        confusion.forEach((what, count) -> System.out.printf("%5d %s%n", count, what));
    }

    private static double[] doubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }

    private static String numbers(double[] values) {
        return DoubleStream.of(values).mapToObj(FitCommand::number).collect(Collectors.joining(","));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String percent(long part, int whole) {
        return String.format(Locale.ROOT, "%.1f %% of %d", 100.0 * part / whole, whole);
    }
}
