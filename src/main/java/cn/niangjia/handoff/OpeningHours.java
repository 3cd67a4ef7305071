package cn.niangjia.handoff;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * When people of the union answer in writing, and counting in their time. Hours are those of the settings: on a holiday those of
 * {@code HOL}, if any, on a weekend that is worked those of a Monday. Working days are those of the calendar, Monday to Friday
 * with holidays and worked weekends, also at a desk that is open every day.
 */
@Component
public class OpeningHours {

    private static final int DAYS_AHEAD = 31;
    /** Beyond which nothing is counted: some ten years. */
    private static final int LONGEST = 3660;

    /** Open from one moment to another, the later not included. */
    private record Opening(ZonedDateTime from, ZonedDateTime until) {

        Duration within(ZonedDateTime start, ZonedDateTime end) {
            ZonedDateTime first = from.isAfter(start) ? from : start;
            ZonedDateTime last = until.isBefore(end) ? until : end;
            return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    private final Clock clock;
    private final List<OpeningSpan> spans;
    private final Supplier<HolidayCalendar> calendar;

    @Autowired
    OpeningHours(DeskSettings settings, Clock clock, Holidays holidays) {
        this(settings, clock, holidays::calendar);
    }

    OpeningHours(DeskSettings settings, Clock clock, Supplier<HolidayCalendar> calendar) {
        this.clock = clock;
        this.spans = settings.hours().stream().map(OpeningSpan::parse).toList();
        this.calendar = calendar;
    }

    /** Whether anyone ever does at this installation. */
    public boolean isStaffed() {
        return !spans.isEmpty();
    }

    public boolean isOpen() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return openings(now.toLocalDate(), now.getZone()).stream().anyMatch(opening -> !now.isBefore(opening.from()) && now.isBefore(opening.until()));
    }

    /** The next opening within a month; empty if it is open now or never opens. */
    public Optional<OffsetDateTime> opensAt() {
        if (isOpen()) {
            return Optional.empty();
        }
        ZonedDateTime now = ZonedDateTime.now(clock);
        return Stream.iterate(now.toLocalDate(), day -> day.plusDays(1)).limit(DAYS_AHEAD)
                .flatMap(day -> openings(day, now.getZone()).stream()).map(Opening::from)
                .filter(opening -> opening.isAfter(now)).findFirst().map(ZonedDateTime::toOffsetDateTime);
    }

    /** In order, none touching another. */
    private List<Opening> openings(LocalDate date, ZoneId zone) {
        HolidayCalendar today = calendar.get();
        List<Opening> merged = new ArrayList<>();
        spans.stream().filter(span -> covers(span, date, today)).sorted(Comparator.comparing(OpeningSpan::from)).forEach(span -> {
            Opening next = new Opening(span.from(date, zone), span.until(date, zone));
            if (merged.isEmpty() || next.from().isAfter(merged.getLast().until())) {
                merged.add(next);
            } else if (next.until().isAfter(merged.getLast().until())) {
                merged.add(new Opening(merged.removeLast().from(), next.until()));
            }
        });
        return merged;
    }

    private static boolean covers(OpeningSpan span, LocalDate date, HolidayCalendar calendar) {
        return calendar.isHoliday(date) ? span.onHolidays()
                : span.days().contains(calendar.isWorkedWeekend(date) ? DayOfWeek.MONDAY : date.getDayOfWeek());
    }

    /**
     * When so much time of open desks has passed since a moment.
     *
     * @throws IllegalStateException if the desk never opens
     */
    public OffsetDateTime after(OffsetDateTime from, Duration working) {
        ZonedDateTime start = from.atZoneSameInstant(clock.getZone());
        Duration left = working;
        for (LocalDate day = start.toLocalDate(); day.isBefore(start.toLocalDate().plusDays(LONGEST)); day = day.plusDays(1)) {
            for (Opening opening : openings(day, clock.getZone())) {
                Duration here = opening.within(start, opening.until());
                if (here.compareTo(left) >= 0 && !here.isZero()) {
                    ZonedDateTime begin = opening.from().isAfter(start) ? opening.from() : start;
                    return begin.plus(left).toOffsetDateTime();
                }
                left = left.minus(here);
            }
        }
        throw new IllegalStateException("the desk never opens");
    }

    /** How long the desk is open between two moments. */
    public Duration between(OffsetDateTime from, OffsetDateTime until) {
        ZonedDateTime start = from.atZoneSameInstant(clock.getZone());
        ZonedDateTime end = until.atZoneSameInstant(clock.getZone());
        Duration sum = Duration.ZERO;
        for (LocalDate day = start.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            for (Opening opening : openings(day, clock.getZone())) {
                sum = sum.plus(opening.within(start, end));
            }
        }
        return sum;
    }

    /** The end of the {@code count}-th working day behind the day of a moment: when the desk closes, else midnight. */
    public OffsetDateTime afterWorkingDays(OffsetDateTime from, int count) {
        LocalDate day = from.atZoneSameInstant(clock.getZone()).toLocalDate();
        for (int left = count; left > 0; ) {
            day = day.plusDays(1);
            left -= calendar.get().isWorkingDay(day) ? 1 : 0;
        }
        return endOf(day);
    }

    private OffsetDateTime endOf(LocalDate day) {
        List<Opening> openings = openings(day, clock.getZone());
        return (openings.isEmpty() ? day.plusDays(1).atStartOfDay(clock.getZone()) : openings.getLast().until()).toOffsetDateTime();
    }

    /** How many working days begin after a moment and up to another. */
    public int workingDaysBetween(OffsetDateTime from, OffsetDateTime until) {
        LocalDate first = from.atZoneSameInstant(clock.getZone()).toLocalDate();
        LocalDate last = until.atZoneSameInstant(clock.getZone()).toLocalDate();
        return last.isBefore(first) ? 0 : (int) first.plusDays(1).datesUntil(last.plusDays(1)).filter(day -> calendar.get().isWorkingDay(day)).count();
    }

    public HolidayCalendar calendar() {
        return calendar.get();
    }
}
