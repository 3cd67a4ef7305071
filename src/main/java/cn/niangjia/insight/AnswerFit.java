package cn.niangjia.insight;

import cn.niangjia.answering.Answerability;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.insight.LogisticRegression.Example;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.retrieval.Embedder;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.Query;
import cn.niangjia.understanding.Intent;
import cn.niangjia.understanding.LinearModel;
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
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fits the model of topics and scope, and on top of it the decision whether the passages found answer a question. */
@Component
@ConditionalOnProperty("niangjia.fit.labels")
class AnswerFit {

    private static final int PASSAGES = 10;
    private static final int NEAR_TOP = 5;
    private static final double TOPIC_PENALTY = .0004;
    private static final double ANSWER_PENALTY = .002;
    private static final List<String> YES_NO = List.of("no", "yes");
    private static final List<String> TOPICS = Stream.concat(Stream.of(Topic.values()).flatMap(topic -> Stream.of(topic.name(), topic.name() + TopicModel.LOCAL)),
            Stream.of(TopicModel.OUT_OF_SCOPE)).toList();

    private record Case(LabelledQuestion labelled, Understanding understanding, float[] vector, List<Hit> hits) {

        boolean isFound() {
            return hits.stream().limit(NEAR_TOP).anyMatch(labelled::isAnsweredBy);
        }

        boolean isAnswer() {
            return labelled.outcome() == Outcome.ANSWER;
        }

        Example example() {
            Map<String, Double> features = Answerability.features(understanding, hits);
            float[] values = new float[features.size()];
            int i = 0;
            for (double value : features.values()) {
                values[i++] = (float) value;
            }
            return new Example(values, isAnswer() ? "yes" : "no");
        }
    }

    private final FitSettings settings;
    private final JsonMapper json;
    private final Documents documents;
    private final QuestionReader reader;
    private final Embedder embedder;
    private final HybridRetriever retriever;
    private final Clock clock;

    AnswerFit(FitSettings settings, JsonMapper json, Documents documents, QuestionReader reader, Embedder embedder, HybridRetriever retriever, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.documents = documents;
        this.reader = reader;
        this.embedder = embedder;
        this.retriever = retriever;
        this.clock = clock;
    }

    void fit() throws IOException {
        List<Case> cases = LabelledQuestion.read(settings.labels().resolve("labelled-questions.jsonl"), json).stream().map(this::look).toList();
        System.out.println("found by the search: " + recall(cases));
        reportRules(cases);
        fitAnswer(fitTopics(cases));
    }

    private Case look(LabelledQuestion labelled) {
        Understanding understanding = reader.read(labelled.question(), List.of(), null, Region.WHOLE_COUNTRY);
        List<Hit> hits = retriever.retrieve(Query.forWorker(labelled.question(), List.of(), true, LocalDate.now(clock), PASSAGES)).hits();
        return new Case(labelled, understanding, embedder.embedQuestion(labelled.question()), hits);
    }

    private static String recall(List<Case> cases) {
        List<Case> answerable = cases.stream().filter(Case::isAnswer).toList();
        return IntStream.of(1, 3, 5, 10).mapToObj(n -> "R@" + n + " " + percent(answerable.stream()
                .filter(c -> c.hits().stream().limit(n).anyMatch(c.labelled()::isAnsweredBy)).count(), answerable.size()))
                .collect(Collectors.joining(", "));
    }

    private static void reportRules(List<Case> cases) {
        Map<String, Integer> wrong = new TreeMap<>();
        cases.stream().filter(c -> !(c.understanding().intent() instanceof Intent.Ask) && !outcome(c.understanding().intent()).equals(c.labelled().outcome()))
                .forEach(c -> wrong.merge(c.labelled().outcome() + " taken by a rule for " + c.understanding().intent().label(), 1, Integer::sum));
        cases.stream().filter(c -> c.understanding().intent() instanceof Intent.Ask)
                .filter(c -> List.of(Outcome.CRISIS, Outcome.HANDOFF, Outcome.SMALL_TALK, Outcome.CLARIFICATION).contains(c.labelled().outcome()))
                .forEach(c -> wrong.merge(c.labelled().outcome() + " seen by no rule", 1, Integer::sum));
        wrong.forEach((what, count) -> System.out.printf("%5d %s%n", count, what));
    }

    private static Outcome outcome(Intent intent) {
        return switch (intent) {
            case Intent.Danger _ -> Outcome.CRISIS;
            case Intent.PersonWanted _ -> Outcome.HANDOFF;
            case Intent.SmallTalk _ -> Outcome.SMALL_TALK;
            case Intent.Elsewhere _ -> Outcome.OUT_OF_SCOPE;
            case Intent.Unclear _ -> Outcome.CLARIFICATION;
            case Intent.Ask _ -> Outcome.ANSWER;
        };
    }

    /** Fits the topics on all, and gives each case the understanding of a model that has not seen it. */
    private List<Case> fitTopics(List<Case> cases) throws IOException {
        List<Case> usable = cases.stream().filter(c -> topicClass(c.labelled()) != null).toList();
        List<Example> examples = Stream.concat(usable.stream().map(c -> new Example(c.vector(), Objects.requireNonNull(topicClass(c.labelled())))),
                linkedQuestions()).toList();
        List<TopicModel.Guess> guesses = LogisticRegression.held(examples, TOPICS, TOPIC_PENALTY, model -> example -> new TopicModel(model).guess(example.input()));
        long right = IntStream.range(0, usable.size()).filter(i -> guesses.get(i).topic() == usable.get(i).labelled().topic()).count();
        System.out.println("topic right: " + percent(right, usable.size()));
        LinearModel model = LogisticRegression.fit(examples, TOPICS, TOPIC_PENALTY);
        Files.write(settings.output().resolve("understanding/topic-model.csv"), model.lines());
        return IntStream.range(0, usable.size()).mapToObj(i -> guessed(usable.get(i), guesses.get(i))).toList();
    }

    /** What the guides say they answer is the union's matter, and of the guide's topic. */
    private Stream<Example> linkedQuestions() {
        return documents.changedAfter(0, Integer.MAX_VALUE).stream().filter(document -> document.description().topics().size() == 1)
                .flatMap(document -> document.description().questions().stream()
                        .map(question -> new Example(embedder.embed(question), document.description().topics().getFirst().name())));
    }

    private static @Nullable String topicClass(LabelledQuestion labelled) {
        return switch (labelled.outcome()) {
            case ANSWER -> labelled.topic().name();
            case NO_ANSWER -> labelled.topic() + TopicModel.LOCAL;
            case OUT_OF_SCOPE -> TopicModel.OUT_OF_SCOPE;
            default -> null;
        };
    }

    private static Case guessed(Case c, TopicModel.Guess guess) {
        Understanding before = c.understanding();
        return new Case(c.labelled(), new Understanding(before.intent(), before.distressed(), guess.topic(), before.region(), before.question(),
                guess.inScope(), guess.local()), c.vector(), c.hits());
    }

    /** A question that a rule decides is none of this model's; one whose answer the search did not find teaches nothing. */
    private void fitAnswer(List<Case> understood) throws IOException {
        List<Case> cases = understood.stream().filter(c -> c.understanding().intent() instanceof Intent.Ask && !c.hits().isEmpty())
                .filter(c -> !c.isAnswer() || c.isFound()).toList();
        List<Example> examples = cases.stream().map(Case::example).toList();
        List<Double> confidence = LogisticRegression.held(examples, YES_NO, ANSWER_PENALTY, model -> example -> model.probabilities(example.input()).get("yes"));
        double threshold = threshold(cases, confidence);
        double scope = scopeThreshold(cases);
        report(cases, confidence, threshold, scope);
        List<LinearModel.Weights> weights = LogisticRegression.fit(examples, YES_NO, ANSWER_PENALTY).classes();
        List<String> names = List.copyOf(Answerability.features(cases.getFirst().understanding(), cases.getFirst().hits()).keySet());
        List<String> lines = new ArrayList<>(List.of("name,weight", row("threshold", threshold), row("scopeThreshold", scope),
                row("bias", weights.get(1).weights()[0] - weights.get(0).weights()[0])));
        IntStream.range(0, names.size()).forEach(i ->
                lines.add(row(names.get(i), weights.get(1).weights()[i + 1] - weights.get(0).weights()[i + 1])));
        Files.write(settings.output().resolve("answering/answerability.csv"), lines);
    }

    /** Where right answers less twice the wrong ones are most: a wrong answer misleads, and none still brings a person. */
    private static double threshold(List<Case> cases, List<Double> confidence) {
        return best(threshold -> IntStream.range(0, cases.size())
                .mapToDouble(i -> confidence.get(i) < threshold ? 0 : cases.get(i).isAnswer() ? 1 : -2).sum());
    }

    /** Where most strangers are told so; to turn a worker away is three times as bad as to look in vain for a stranger. */
    private static double scopeThreshold(List<Case> cases) {
        return best(threshold -> cases.stream().filter(c -> c.understanding().inScope() < threshold)
                .mapToDouble(c -> c.labelled().outcome() == Outcome.OUT_OF_SCOPE ? 1 : -3).sum());
    }

    private static double best(ToDoubleFunction<Double> worth) {
        return IntStream.range(5, 96).mapToObj(i -> i / 100.0).max(Comparator.comparingDouble(worth)).orElseThrow();
    }

    private static void report(List<Case> cases, List<Double> confidence, double threshold, double scope) {
        Map<String, Integer> confusion = new TreeMap<>();
        int right = 0;
        for (int i = 0; i < cases.size(); i++) {
            Outcome outcome = cases.get(i).understanding().inScope() < scope ? Outcome.OUT_OF_SCOPE
                    : confidence.get(i) < threshold ? Outcome.NO_ANSWER : Outcome.ANSWER;
            confusion.merge(cases.get(i).labelled().outcome() + " taken for " + outcome, 1, Integer::sum);
            right += outcome == cases.get(i).labelled().outcome() ? 1 : 0;
        }
        System.out.printf("threshold %.2f, scope threshold %.2f; outcome right of those no rule decides: %s%n", threshold, scope, percent(right, cases.size()));
        confusion.forEach((what, count) -> System.out.printf("%5d %s%n", count, what));
    }

    private static String row(String name, double value) {
        return String.format(Locale.ROOT, "%s,%.4f", name, value);
    }

    private static String percent(long part, int whole) {
        return String.format(Locale.ROOT, "%.1f %% of %d", 100.0 * part / whole, whole);
    }
}
