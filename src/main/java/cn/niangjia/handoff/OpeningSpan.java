package cn.niangjia.handoff;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * On these days from one time to another of the same day.
 *
 * @param onHolidays on public holidays, whatever their day of the week
 * @param from minutes from midnight
 * @param until minutes from midnight, 1440 for its end
 */
record OpeningSpan(Set<DayOfWeek> days, boolean onHolidays, int from, int until) {

    private static final Pattern TEXT = Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? +([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final String HOLIDAY = "HOL";

    /** @throws IllegalArgumentException that says how to write it */
    static OpeningSpan parse(String text) {
        Matcher span = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!span.matches()) {
            throw new IllegalArgumentException("niangjia.desk.hours: write MON-FRI 08:30-12:00, or HOL 09:00-12:00 for holidays, not " + text);
        }
        int from = minutes(span.group(3), span.group(4));
        int until = minutes(span.group(5), span.group(6));
        if (from >= until || until > 1440) {
            throw new IllegalArgumentException("niangjia.desk.hours: the end is not behind the beginning, or behind 24:00, in " + text);
        }
        boolean holidays = span.group(1).equals(HOLIDAY);
        return new OpeningSpan(holidays ? Set.of() : days(span.group(1), span.group(2)), holidays, from, until);
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    private static Set<DayOfWeek> days(String first, String last) {
        return last == null ? EnumSet.of(day(first)) : EnumSet.range(day(first), day(last));
    }

    private static DayOfWeek day(String name) {
        return Stream.of(DayOfWeek.values()).filter(day -> day.name().startsWith(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("niangjia.desk.hours: no day " + name));
    }

    ZonedDateTime from(LocalDate date, ZoneId zone) {
        return at(date, from, zone);
    }

    ZonedDateTime until(LocalDate date, ZoneId zone) {
        return at(date, until, zone);
    }

    private static ZonedDateTime at(LocalDate date, int minutes, ZoneId zone) {
        return date.plusDays(minutes / 1440).atTime(minutes % 1440 / 60, minutes % 60).atZone(zone);
    }
}
