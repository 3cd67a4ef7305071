package cn.niangjia.insight;

import cn.niangjia.conversation.Outcome;
import cn.niangjia.insight.LogisticRegression.Example;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.understanding.DangerModel;
import cn.niangjia.understanding.Dangers;
import cn.niangjia.understanding.LinearModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fits the model that sees danger put in words no rule has. */
@Component
@ConditionalOnProperty("niangjia.fit.labels")
class DangerFit {

    private static final List<String> KINDS = List.of("SELF_HARM", "VIOLENCE", "ACCIDENT", "RESTRAINT", "CHILD", "SEXUAL", "CROWD", DangerModel.NONE);
    private static final double PENALTY = .00005;

    /** @param ruled whether the rules see danger in it */
    private record Utterance(Example example, boolean chat, boolean ruled) {

        boolean isDanger() {
            return !example.label().equals(DangerModel.NONE);
        }
    }

    private final FitSettings settings;
    private final JsonMapper json;
    private final Documents documents;
    private final Dangers dangers;

    DangerFit(FitSettings settings, JsonMapper json, Documents documents, Dangers dangers) {
        this.settings = settings;
        this.json = json;
        this.documents = documents;
        this.dangers = dangers;
    }

    void fit() throws IOException {
        List<Utterance> utterances;
        try (Stream<Path> files = Files.list(settings.labels())) {
            utterances = files.filter(file -> file.getFileName().toString().startsWith("danger-utterances")).sorted().flatMap(this::read).toList();
        }
        List<Example> examples = Stream.concat(utterances.stream().map(Utterance::example), ordinary()).toList();
        List<Double> danger = LogisticRegression.held(examples, KINDS, PENALTY, model -> example -> new DangerModel(model).danger(example.input()));
        report(utterances, danger);
        LinearModel model = LogisticRegression.fit(examples, KINDS, PENALTY);
        Files.write(settings.output().resolve("understanding/danger-model.csv"), model.lines());
    }

    /** Questions that are labelled as anything but a crisis, and those that guides answer. */
    private Stream<Example> ordinary() {
        Stream<String> labelled = LabelledQuestion.read(settings.labels().resolve("labelled-questions.jsonl"), json).stream()
                .filter(question -> question.outcome() != Outcome.CRISIS).map(LabelledQuestion::question);
        Stream<String> linked = documents.changedAfter(0, Integer.MAX_VALUE).stream().flatMap(document -> document.description().questions().stream());
        return Stream.concat(labelled, linked).map(text -> new Example(dangers.vector(text), DangerModel.NONE));
    }

    private Stream<Utterance> read(Path file) {
        try (CSVParser rows = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(Files.newBufferedReader(file))) {
            return rows.getRecords().stream().map(this::utterance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Utterance utterance(CSVRecord row) {
        String text = row.get("text");
        String label = KINDS.contains(row.get("expected")) ? row.get("expected") : DangerModel.NONE;
        return new Utterance(new Example(dangers.vector(text), label), row.get("family").equals("chat"), dangers.rulesSeeDanger(text));
    }

    private static void report(List<Utterance> utterances, List<Double> danger) {
        List<Utterance> alarms = IntStream.range(0, utterances.size())
                .filter(i -> danger.get(i) >= (utterances.get(i).ruled() ? Dangers.WITH_RULE : Dangers.WITHOUT_RULE)).mapToObj(utterances::get).toList();
        System.out.printf("danger: %d of %d calls missed (%d by the rules alone); false alarms in %d of %d ordinary chats, in %d of %d traps%n",
                count(utterances, Utterance::isDanger) - count(alarms, Utterance::isDanger), count(utterances, Utterance::isDanger),
                count(utterances, u -> u.isDanger() && !u.ruled()), count(alarms, Utterance::chat), count(utterances, Utterance::chat),
                count(alarms, u -> !u.isDanger() && !u.chat()), count(utterances, u -> !u.isDanger() && !u.chat()));
    }

    private static long count(List<Utterance> utterances, Predicate<Utterance> which) {
        return utterances.stream().filter(which).count();
    }
}
