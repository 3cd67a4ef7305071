package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting in working time, over the days that are delivered. */
class WorkingTimeTest {

    private static final HolidayCalendar DELIVERED = CalendarForTests.delivered();
    private static final List<String> HOURS = List.of("MON-FRI 08:30-12:00", "MON-FRI 13:30-17:30");

    private static OpeningHours hours(List<String> spans, String zone, String now) {
        return new OpeningHours(new DeskSettings(spans), Clock.fixed(Instant.from(OffsetDateTime.parse(now)), ZoneId.of(zone)), () -> DELIVERED);
    }

    private static OpeningHours desk() {
        return hours(HOURS, "Asia/Shanghai", "2026-11-23T00:00:00+08:00");
    }

    /** The notices give these numbers of days off and of worked weekends. */
    @ParameterizedTest
    @CsvSource({"2025,28,5,248", "2026,33,6,248"})
    void eachDeliveredYearHasItsHolidaysAndWorkedWeekends(int year, long closed, long worked, long workingDays) {
        assertThat(DELIVERED.days().values().stream().filter(day -> day.date().getYear() == year && day.closed()).count()).isEqualTo(closed);
        assertThat(DELIVERED.days().values().stream().filter(day -> day.date().getYear() == year && !day.closed())).hasSize((int) worked)
                .allMatch(day -> HolidayCalendar.isWeekend(day.date()));
        long days = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(DELIVERED::isWorkingDay).count();
        assertThat(days).as("working days of the year, 人社部发〔2025〕2号 counts 248 on average").isEqualTo(workingDays);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00+08:00, 1, 2026-11-24T17:30+08:00",     // a plain week
        "2026-11-27T10:00+08:00, 1, 2026-11-30T17:30+08:00",     // over a weekend
        "2026-11-28T10:00+08:00, 1, 2026-11-30T17:30+08:00",     // from a weekend
        "2026-09-18T10:00+08:00, 1, 2026-09-20T17:30+08:00",     // Sunday the 20th is worked
        "2026-09-30T10:00+08:00, 1, 2026-10-08T17:30+08:00",     // the national holiday
        "2026-09-30T10:00+08:00, 3, 2026-10-10T17:30+08:00",     // Saturday the 10th is worked
        "2026-02-13T10:00+08:00, 2, 2026-02-24T17:30+08:00",     // Spring Festival, with a worked Saturday before it
        "2025-12-31T23:59+08:00, 1, 2026-01-04T17:30+08:00",     // year's end: New Year, then a worked Sunday
        "2026-12-31T10:00+08:00, 1, 2027-01-01T17:30+08:00",     // nobody has entered 2027: by the week alone
        "2026-11-23T16:30Z, 1, 2026-11-25T17:30+08:00",          // half past midnight on the 24th in China
    })
    void countsWorkingDays(OffsetDateTime from, int days, OffsetDateTime due) {
        assertThat(desk().afterWorkingDays(from, days)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00+08:00, PT1H, 2026-11-23T10:00+08:00",
        "2026-11-23T11:30+08:00, PT1H, 2026-11-23T14:00+08:00",  // over lunch
        "2026-11-23T11:30+08:00, PT30M, 2026-11-23T12:00+08:00", // ends with the morning, not after lunch
        "2026-11-23T17:00+08:00, PT1H, 2026-11-24T09:00+08:00",  // over night
        "2026-11-27T17:00+08:00, PT8H, 2026-11-30T17:30+08:00",  // over a weekend: half an hour and the whole of Monday
        "2026-11-28T03:00+08:00, PT8H, 2026-12-01T09:00+08:00",
        "2026-09-30T17:00+08:00, PT1H, 2026-10-08T09:00+08:00",  // over a holiday
        "2026-10-09T17:00+08:00, PT1H, 2026-10-10T09:00+08:00",  // into a worked Saturday
    })
    void countsOpenHours(OffsetDateTime from, Duration working, OffsetDateTime due) {
        assertThat(desk().after(from, working)).isEqualTo(due);
    }

    @Test
    void holidaysHaveHoursOfTheirOwn() {
        List<String> always = List.of("MON-SUN 00:00-24:00");
        assertThat(hours(always, "Asia/Shanghai", "2026-10-01T10:00:00+08:00").isOpen()).isFalse();
        assertThat(hours(List.of("MON-SUN 00:00-24:00", "HOL 09:00-12:00"), "Asia/Shanghai", "2026-10-01T10:00:00+08:00").isOpen()).isTrue();
        assertThat(hours(HOURS, "Asia/Shanghai", "2026-10-10T10:00:00+08:00").isOpen()).as("a worked Saturday").isTrue();
        assertThat(hours(HOURS, "Asia/Shanghai", "2026-10-17T10:00:00+08:00").isOpen()).as("a plain one").isFalse();
        assertThat(hours(HOURS, "Asia/Shanghai", "2026-02-14T20:00:00+08:00").opensAt()).as("before the nine days of Spring Festival")
                .contains(OffsetDateTime.parse("2026-02-24T08:30+08:00"));
        assertThat(hours(always, "Asia/Shanghai", "2026-11-23T23:59:59+08:00").isOpen()).as("up to midnight").isTrue();
    }

    /** Whatever the start, the amount, the hours and the zone: what is counted forward is counted back. */
    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York"})
    void forwardAndBackAgree(String zone) {
        Random random = new Random(7);
        for (List<String> spans : List.of(HOURS, List.of("MON-SUN 00:00-24:00", "HOL 00:00-24:00"), List.of("MON-FRI 08:00-12:00", "TUE 09:00-18:00", "HOL 10:00-11:00"))) {
            OpeningHours hours = hours(spans, zone, "2026-11-23T00:00:00+08:00");
            for (int i = 0; i < 200; i++) {
                OffsetDateTime from = OffsetDateTime.parse("2025-01-01T00:00:00Z").plusMinutes(random.nextInt(2 * 365 * 24 * 60));
                Duration working = Duration.ofMinutes(1 + random.nextInt(40 * 60));
                OffsetDateTime due = hours.after(from, working);
                OffsetDateTime between = from.plus(Duration.between(from, due).dividedBy(2));
                assertThat(hours.between(from, due)).as("%s + %s with %s", from, working, spans).isEqualTo(working);
                assertThat(hours.between(from, between).plus(hours.between(between, due))).isEqualTo(working);
                int days = 1 + random.nextInt(15);
                OffsetDateTime end = hours.afterWorkingDays(from, days);
                assertThat(hours.workingDaysBetween(from, end.minusNanos(1))).as("%s + %d days", from, days).isEqualTo(days);
                LocalDate last = end.minusNanos(1).atZoneSameInstant(ZoneId.of(zone)).toLocalDate();
                assertThat(DELIVERED.isWorkingDay(last)).as("due on a working day").isTrue();
            }
        }
    }

    @Test
    void aYearThatNobodyEnteredIsNamed() {
        assertThat(DELIVERED.missing(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 4))).containsExactly(2027);
        assertThat(DELIVERED.missing(LocalDate.of(2025, 12, 30), LocalDate.of(2026, 1, 4))).isEmpty();
    }

    @Test
    void aDeskThatNeverOpensIsNotCountedInHours() {
        assertThatThrownBy(() -> hours(List.of(), "Asia/Shanghai", "2026-11-23T00:00:00+08:00").after(OffsetDateTime.parse("2026-11-23T00:00:00+08:00"), Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(hours(List.of(), "Asia/Shanghai", "2026-11-23T00:00:00+08:00").afterWorkingDays(OffsetDateTime.parse("2026-11-23T10:00:00+08:00"), 1))
                .as("days end at midnight there").isEqualTo(OffsetDateTime.parse("2026-11-25T00:00:00+08:00"));
    }

    @Test
    void everyWeekdayWithoutAnEntryIsWorked() {
        assertThat(LocalDate.of(2026, 11, 1).datesUntil(LocalDate.of(2026, 12, 1)).filter(DELIVERED::isWorkingDay)
                .map(LocalDate::getDayOfWeek).distinct()).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).hasSize(5);
    }
}
