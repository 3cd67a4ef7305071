package cn.niangjia.handoff;

import java.util.List;
import org.springframework.context.annotation.Bean;

/** Opening hours on weekdays and the delivered holidays, for contexts of other packages' tests. */
public final class CalendarForTests {

    public static final List<Class<?>> PARTS = List.of(Hours.class, Holidays.class, OpeningHours.class);

    static class Hours {

        @Bean
        DeskSettings desk() {
            return new DeskSettings(List.of("MON-FRI 08:30-12:00", "MON-FRI 13:30-17:30"));
        }
    }

    private CalendarForTests() {
    }
}
