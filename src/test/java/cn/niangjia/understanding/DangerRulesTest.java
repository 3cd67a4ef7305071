package cn.niangjia.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The utterances were written by somebody who had not seen the rules. */
class DangerRulesTest {

    private static final List<String> MISSED = new ArrayList<>();
    private static final List<String> FALSE_ALARMS = new ArrayList<>();
    private static DangerRules rules;

    @BeforeAll
    static void load() {
        rules = new DangerRules();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/danger-utterances.csv", numLinesToSkip = 1)
    void callsForHelpWhereThereIsDangerAndOnlyThere(String text, String expected, String family) {
        Optional<DangerRules.Danger> danger = rules.find(PlainText.of(text));
        boolean alarm = danger.filter(DangerRules.Danger::acute).isPresent();

        switch (expected) {
            case "NONE", "AMBER" -> assertThat(alarm).as("false alarm (family %s): %s", family, danger).isFalse();
            default -> assertThat(alarm).as("missed (family %s)", family).isTrue();
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"不想活了，他们不给钱, SELF_HARM", "我今晚就砍死包工头, VIOLENCE", "工友从架子上掉下来了流了好多血, ACCIDENT",
        "我们被锁在厂里出不去, RESTRAINT", "我14岁在厂里干活, CHILD", "主管在宿舍强奸了我, SEXUAL", "上百人堵着大门讨薪, CROWD"})
    void tellsTheKindsOfDangerApart(String text, String kind) {
        assertThat(rules.find(PlainText.of(text))).get().extracting(DangerRules.Danger::kind).isEqualTo(kind);
    }
}
