package cn.niangjia.handoff;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which days are worked. A year that nobody has entered goes by the week alone, and whoever counts days in it says so.
 *
 * @param days that are not as their day of the week is
 * @param years that were entered
 */
public record HolidayCalendar(Map<LocalDate, Day> days, Set<Integer> years) {

    /** Nothing is entered. */
    static final HolidayCalendar EMPTY = new HolidayCalendar(Map.of(), Set.of());

    /** @param closed a holiday; false: a Saturday or Sunday that is worked (调休) */
    public record Day(LocalDate date, boolean closed, String name) {
    }

    /** Monday to Friday unless it is a holiday, and the weekends that are worked instead. */
    public boolean isWorkingDay(LocalDate date) {
        Day day = days.get(date);
        return day == null ? !isWeekend(date) : !day.closed();
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    boolean isHoliday(LocalDate date) {
        return days.containsKey(date) && days.get(date).closed();
    }

    boolean isWorkedWeekend(LocalDate date) {
        return days.containsKey(date) && !days.get(date).closed();
    }

    /** Years between two days of which nobody has entered the holidays, both ends included. */
    public Set<Integer> missing(LocalDate from, LocalDate until) {
        return IntStream.rangeClosed(from.getYear(), until.getYear()).boxed().filter(year -> !years.contains(year))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
