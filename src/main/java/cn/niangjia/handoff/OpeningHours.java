package cn.niangjia.handoff;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When people of the union answer in writing. */
@Component
public class OpeningHours {

    private static final Pattern SPAN = Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? +([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");

    /** On these days of the week from one time to another of the same day. */
    private record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

        boolean covers(ZonedDateTime time) {
            LocalTime at = time.toLocalTime();
            return days.contains(time.getDayOfWeek()) && !at.isBefore(from) && at.isBefore(until);
        }
    }

    private final Clock clock;
    private final List<Span> spans;

    OpeningHours(DeskSettings settings, Clock clock) {
        this.clock = clock;
        this.spans = settings.hours().stream().map(OpeningHours::parse).toList();
    }

    private static Span parse(String text) {
        Matcher span = SPAN.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!span.matches()) {
            throw new IllegalArgumentException("niangjia.desk.hours: write MON-FRI 08:30-12:00, not " + text);
        }
        DayOfWeek first = day(span.group(1));
        DayOfWeek last = span.group(2) == null ? first : day(span.group(2));
        return new Span(EnumSet.range(first, last), LocalTime.parse(span.group(3)), LocalTime.parse(span.group(4)));
    }

    private static DayOfWeek day(String name) {
        return Stream.of(DayOfWeek.values()).filter(day -> day.name().startsWith(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("niangjia.desk.hours: no day " + name));
    }

    /** Whether anyone ever does at this installation. */
    boolean isStaffed() {
        return !spans.isEmpty();
    }

    boolean isOpen() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return spans.stream().anyMatch(span -> span.covers(now));
    }

    /** The next opening within a week; empty if it is open now or never opens. */
    Optional<OffsetDateTime> opensAt() {
        if (isOpen()) {
            return Optional.empty();
        }
        ZonedDateTime now = ZonedDateTime.now(clock);
        LocalDate today = now.toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1)).limit(8)
                .flatMap(day -> spans.stream().filter(span -> span.days().contains(day.getDayOfWeek()))
                        .map(span -> day.atTime(span.from()).atZone(now.getZone())))
                .filter(opening -> opening.isAfter(now)).sorted().findFirst().map(ZonedDateTime::toOffsetDateTime);
    }
}
