package cn.niangjia.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.retrieval.Embedder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The utterances were written by somebody who had not seen the rules. */
class DangersTest {

    private static Dangers dangers;

    @BeforeAll
    static void load() {
        dangers = new Dangers(new DangerRules(), new IntentRules(), new Embedder());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = {"/danger-utterances.csv", "/danger-utterances-second.csv", "/danger-utterances-third.csv"}, numLinesToSkip = 1)
    void callsForHelpWhereThereIsDangerAndOnlyThere(String text, String expected, String family) {
        Optional<DangerRules.Danger> danger = dangers.find(text);
        boolean alarm = danger.filter(DangerRules.Danger::acute).isPresent();

        switch (expected) {
            case "NONE", "AMBER" -> assertThat(alarm).as("false alarm (family %s): %s", family, danger).isFalse();
            default -> assertThat(alarm).as("missed (family %s)", family).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"不想活了，他们不给钱, SELF_HARM", "我今晚就砍死包工头, VIOLENCE", "工友从架子上掉下来了流了好多血, ACCIDENT",
        "我们被锁在厂里出不去, RESTRAINT", "我14岁在厂里干活, CHILD", "主管在宿舍强奸了我, SEXUAL", "上百人堵着大门讨薪, CROWD"})
    void tellsTheKindsOfDangerApart(String text, String kind) {
        assertThat(dangers.find(text)).get().extracting(DangerRules.Danger::kind).isEqualTo(kind);
    }
}
