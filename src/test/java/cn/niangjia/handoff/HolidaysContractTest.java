package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@ParameterizedClass
@EnumSource(Database.class)
class HolidaysContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Holidays holidays;

    @BeforeEach
    void open() {
        context = database.with(Holidays.class);
        holidays = context.getBean(Holidays.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whatIsDeliveredIsThereWithItsNotice() {
        assertThat(holidays.find(2026).orElseThrow().source()).contains("国办发明电〔2025〕7号");
        assertThat(holidays.find(2025).orElseThrow().days()).hasSize(33);
        assertThat(holidays.find(2027)).isEmpty();
        assertThat(holidays.calendar().isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(holidays.calendar().years()).containsExactlyInAnyOrder(2025, 2026);
    }

    @Test
    void whatAnAdminEnteredHoldsAtOnceAndOverARestart() {
        holidays.save(2026, "本会通知", "li", List.of(new HolidayCalendar.Day(LocalDate.of(2026, 12, 7), true, "会庆")));
        holidays.addWhatIsDelivered();

        Holidays.Year year = holidays.find(2026).orElseThrow();
        assertThat(year.changedBy()).isEqualTo("li");
        assertThat(year.days()).hasSize(1);
        assertThat(holidays.calendar().isWorkingDay(LocalDate.of(2026, 12, 7))).isFalse();
    }
}
