package cn.niangjia.handoff;

import cn.niangjia.knowledge.CsvResource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;
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

    /** The days that are delivered. */
    public static HolidayCalendar delivered() {
        Map<LocalDate, HolidayCalendar.Day> days = new TreeMap<>();
        CsvResource.read("calendar.csv").forEach(row -> days.put(LocalDate.parse(row.get("date")),
                new HolidayCalendar.Day(LocalDate.parse(row.get("date")), Boolean.parseBoolean(row.get("closed")), row.get("name"))));
        return new HolidayCalendar(days, Set.of(2025, 2026));
    }

    /** Enters the year anew, with one day off. */
    public static void close(ApplicationContext context, LocalDate day) {
        context.getBean(Holidays.class).save(day.getYear(), "试", "admin", List.of(new HolidayCalendar.Day(day, true, "试")));
    }
}
