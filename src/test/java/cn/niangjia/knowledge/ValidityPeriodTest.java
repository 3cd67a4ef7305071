package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidityPeriodTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    @Test
    void unknownDatesLimitNothing() {
        assertThat(new ValidityPeriod(null, null, null, false).on(DAY)).isEqualTo(Validity.IN_FORCE);
    }

    @Test
    void beginsOnItsFirstDay() {
        ValidityPeriod period = new ValidityPeriod(DAY, null, null, false);
        assertThat(period.on(DAY.minusDays(1))).isEqualTo(Validity.NOT_YET);
        assertThat(period.on(DAY)).isEqualTo(Validity.IN_FORCE);
    }

    @Test
    void holdsThroughItsLastDay() {
        ValidityPeriod period = new ValidityPeriod(null, DAY, null, false);
        assertThat(period.on(DAY)).isEqualTo(Validity.IN_FORCE);
        assertThat(period.on(DAY.plusDays(1))).isEqualTo(Validity.EXPIRED);
    }

    @Test
    void givesWayOnTheDayAnotherTakesItsPlace() {
        ValidityPeriod period = new ValidityPeriod(null, null, DAY, false);
        assertThat(period.on(DAY.minusDays(1))).isEqualTo(Validity.IN_FORCE);
        assertThat(period.on(DAY)).isEqualTo(Validity.SUPERSEDED);
    }

    @Test
    void newsIsReportedAndMayBeTold() {
        assertThat(new ValidityPeriod(null, null, null, true).on(DAY)).isEqualTo(Validity.REPORTED);
        assertThat(Validity.REPORTED.isUsable()).isTrue();
    }

    @Test
    void theDaysTheIndexFiltersBySayTheSameAsThePredicate() {
        List<ValidityPeriod> periods = List.of(new ValidityPeriod(null, null, null, false), new ValidityPeriod(DAY, null, null, false),
                new ValidityPeriod(null, DAY, null, true), new ValidityPeriod(DAY.minusDays(9), DAY.plusDays(9), DAY, false),
                new ValidityPeriod(DAY.plusDays(2), DAY.plusDays(5), null, false));
        for (ValidityPeriod period : periods) {
            for (LocalDate day = DAY.minusDays(12); day.isBefore(DAY.plusDays(12)); day = day.plusDays(1)) {
                boolean indexed = period.startDay() <= day.toEpochDay() && day.toEpochDay() < period.endDay();
                assertThat(indexed).as("%s on %s", period, day).isEqualTo(period.on(day).isUsable());
            }
        }
    }
}
