package cn.niangjia.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.retrieval.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The utterances come from three hands who had not seen the rules when they wrote them. */
class DangersTest {

    private static Dangers dangers;

    @BeforeAll
    static void load() {
        dangers = new Dangers(new DangerRules(), new IntentRules(), new Embedder());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void noCallForHelpIsMissed(String text, String kind) {
        assertThat(alarm(text)).as("%s", kind).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trapsAndSorrows")
    void figuresOfSpeechQuestionsOfLawAndSorrowsAreNoAlarm(String text) {
        assertThat(alarm(text)).isFalse();
    }

    @Test
    void ordinaryChatsRingAtMostTwoBellsInAThousand() {
        List<String> chats = utterances(row -> row.get("family").equals("chat")).map(row -> row.get("text")).toList();

        assertThat(chats).hasSizeGreaterThan(1500);
        assertThat(chats.stream().filter(DangersTest::alarm)).hasSizeLessThanOrEqualTo(chats.size() * 2 / 1000);
    }

    @ParameterizedTest
    @CsvSource({"不想活了，他们不给钱, SELF_HARM", "我今晚就砍死包工头, VIOLENCE", "工友从架子上掉下来了流了好多血, ACCIDENT",
        "我们被锁在厂里出不去, RESTRAINT", "我14岁在厂里干活, CHILD", "主管在宿舍强奸了我, SEXUAL", "上百人堵着大门讨薪, CROWD"})
    void tellsTheKindsOfDangerApart(String text, String kind) {
        assertThat(dangers.find(text)).get().extracting(DangerRules.Danger::kind).isEqualTo(kind);
    }

    private static boolean alarm(String text) {
        Optional<DangerRules.Danger> danger = dangers.find(text);
        return danger.filter(DangerRules.Danger::acute).isPresent();
    }

    static Stream<Arguments> calls() {
        return utterances(row -> !List.of("NONE", "AMBER").contains(row.get("expected")))
                .map(row -> Arguments.of(row.get("text"), row.get("expected")));
    }

    static Stream<String> trapsAndSorrows() {
        return utterances(row -> List.of("NONE", "AMBER").contains(row.get("expected")) && !row.get("family").equals("chat"))
                .map(row -> row.get("text"));
    }

    private static Stream<CSVRecord> utterances(Predicate<CSVRecord> which) {
        List<CSVRecord> rows = new ArrayList<>();
        for (String file : List.of("danger-utterances", "danger-utterances-second", "danger-utterances-third", "danger-utterances-fourth")) {
            try (var reader = Files.newBufferedReader(Path.of("src/test/resources/" + file + ".csv"))) {
                CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).forEach(rows::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows.stream().filter(which);
    }
}
