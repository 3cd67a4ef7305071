package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    private static final List<String> HOURS = List.of("MON-FRI 08:30-12:00", "MON-FRI 13:30-17:30", "SAT 09:00-11:00");

    @Test
    void isOpenFromTheFirstMinuteAndNotAtTheLast() {
        assertThat(at("2026-11-23T08:30:00+08:00").isOpen()).isTrue();
        assertThat(at("2026-11-23T11:59:59+08:00").isOpen()).isTrue();
        assertThat(at("2026-11-23T12:00:00+08:00").isOpen()).isFalse();
    }

    @Test
    void saysWhenItOpensNext() {
        assertThat(at("2026-11-23T12:10:00+08:00").opensAt()).contains(OffsetDateTime.parse("2026-11-23T13:30+08:00"));
        assertThat(at("2026-11-27T18:00:00+08:00").opensAt()).contains(OffsetDateTime.parse("2026-11-28T09:00+08:00"));
        assertThat(at("2026-11-28T11:00:00+08:00").opensAt()).contains(OffsetDateTime.parse("2026-11-30T08:30+08:00"));
        assertThat(at("2026-11-23T09:00:00+08:00").opensAt()).isEmpty();
    }

    @Test
    void withoutHoursNobodyEverAnswers() {
        OpeningHours none = new OpeningHours(new DeskSettings(List.of()), Clock.systemUTC(), () -> HolidayCalendar.EMPTY);
        assertThat(none.isStaffed()).isFalse();
        assertThat(none.isOpen()).isFalse();
        assertThat(none.opensAt()).isEmpty();
    }

    @Test
    void hoursThatCannotBeReadStopTheStart() {
        assertThatThrownBy(() -> new OpeningHours(new DeskSettings(List.of("周一到周五")), Clock.systemUTC(), () -> HolidayCalendar.EMPTY))
                .hasMessageContaining("niangjia.desk.hours");
    }

    private static OpeningHours at(String time) {
        return new OpeningHours(new DeskSettings(HOURS), Clock.fixed(Instant.from(OffsetDateTime.parse(time)), ZoneId.of("Asia/Shanghai")), () -> HolidayCalendar.EMPTY);
    }
}
