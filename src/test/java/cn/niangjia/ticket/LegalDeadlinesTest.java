package cn.niangjia.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.handoff.CalendarForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits in time, each held against its article. */
class LegalDeadlinesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Path STATUTES = Path.of("src/test/resources/statutes");

    private static LegalDeadlines.Computed of(LegalFacts facts) {
        return LegalDeadlines.of(facts, TODAY, CalendarForTests.delivered());
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void withoutFactsNothingIsGuessed() {
        LegalDeadlines.Computed none = of(LegalFacts.NONE);
        assertThat(none.nearest()).isNull();
        assertThat(none.all()).isEmpty();
        assertThat(none.missing()).hasSize(3).anyMatch(text -> text.contains("哪天知道")).anyMatch(text -> text.contains("哪天受伤"));
    }

    @Test
    void aRightInfringedIsArbitratedWithinAYear() {
        LegalDeadlines.Deadline deadline = of(new LegalFacts(day("2026-03-01"), false, null, null, null, null, null, null)).nearest();
        assertThat(deadline.until()).isEqualTo(day("2027-03-01"));
        assertThat(deadline.article()).isEqualTo("第二十七条第一款");
        assertThat(deadline.note()).contains("重新算");
    }

    @Test
    void wagesHaveNoLimitWhileEmployedAndAYearAfterwards() {
        LegalDeadlines.Computed employed = of(new LegalFacts(day("2024-01-01"), true, true, null, null, null, null, null));
        assertThat(employed.nearest()).isNull();
        assertThat(employed.all()).singleElement().satisfies(deadline -> {
            assertThat(deadline.until()).isNull();
            assertThat(deadline.passed()).isFalse();
        });
        LegalDeadlines.Deadline left = of(new LegalFacts(day("2024-01-01"), true, false, day("2026-03-31"), null, null, null, null)).nearest();
        assertThat(left.until()).isEqualTo(day("2027-03-31"));
        assertThat(left.article()).isEqualTo("第二十七条第四款");
        LegalDeadlines.Computed unknown = of(new LegalFacts(day("2026-01-01"), true, null, null, null, null, null, null));
        assertThat(unknown.all()).isEmpty();
        assertThat(unknown.missing()).anyMatch(text -> text.contains("是不是还在职"));
    }

    @Test
    void anInjuryIsReportedByTheEmployerInAMonthByTheWorkerInAYear() {
        LegalDeadlines.Computed injury = of(new LegalFacts(null, false, null, null, null, day("2026-05-20"), null, null));
        assertThat(injury.all()).extracting(LegalDeadlines.Deadline::until).containsExactly(day("2027-05-20"), day("2026-06-19"));
        assertThat(injury.nearest().what()).contains("职工");
        assertThat(injury.all().getLast().passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-10, 2026-11-25, ''",                      // a Wednesday
        "2026-11-13, 2026-11-28, 顺延到11月30日",            // a Saturday
        "2026-09-16, 2026-10-01, 顺延到10月8日",             // the national holiday
        "2026-09-25, 2026-10-10, ''",                      // a Saturday that is worked
        "2026-12-20, 2027-01-04, 说不准",                   // nobody has entered 2027
    })
    void aSuitFollowsAnAwardWithinFifteenDays(LocalDate received, LocalDate until, String note) {
        LegalDeadlines.Deadline deadline = of(new LegalFacts(null, false, null, null, null, null, null, received)).all().stream()
                .filter(one -> one.what().contains("起诉")).findFirst().orElseThrow();
        assertThat(deadline.until()).isEqualTo(until);
        assertThat(deadline.note()).contains(note);
        assertThat(deadline.note().contains("顺延")).isEqualTo(!note.isEmpty());
    }

    @Test
    void theInspectionTakesUpTwoYears() {
        assertThat(of(new LegalFacts(null, false, null, null, day("2025-02-28"), null, null, null)).nearest().until()).isEqualTo(day("2027-02-28"));
    }

    @Test
    void theNearestThatHasNotPassedComesFirst() {
        LegalDeadlines.Computed all = of(new LegalFacts(day("2025-01-01"), false, null, null, day("2026-01-01"), day("2026-05-20"), day("2026-11-20"), day("2026-11-18")));
        assertThat(all.nearest().what()).contains("起诉");
        assertThat(all.all()).extracting(LegalDeadlines.Deadline::passed).isSortedAccordingTo(Boolean::compare);
    }

    /** The articles say what is counted here. */
    @Test
    void theTextsSaySo() throws Exception {
        String arbitration = Files.readString(STATUTES.resolve("劳动争议调解仲裁法(2007-12-29).md"));
        assertThat(arbitration).contains("第二十七条 劳动争议申请仲裁的时效期间为一年", "劳动关系终止的，应当自劳动关系终止之日起一年内提出",
                "第四十八条 劳动者对本法第四十七条规定的仲裁裁决不服的，可以自收到仲裁裁决书之日起十五日内", "第五十条 当事人对本法第四十七条规定以外");
        String injury = Files.readString(STATUTES.resolve("工伤保险条例(2010-12-20).md"));
        assertThat(injury).contains("之日起30日内，向统筹地区社会保险行政部门提出工伤认定申请", "之日起1年内，可以直接", "第二十六条 申请鉴定的单位或者个人", "收到该鉴定结论之日起15日内");
        assertThat(List.of(arbitration, injury)).allMatch(text -> text.contains("施行"));
    }
}
