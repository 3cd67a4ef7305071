package cn.niangjia.ticket;

import cn.niangjia.handoff.OpeningHours;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the union gives itself.
 *
 * @param days working days; 0 where it is hours
 * @param hours in which the desk is open; 0 where it is days
 */
record Limit(int days, int hours) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,2})([dh])");

    /** Stood still from one moment to another. */
    record Pause(OffsetDateTime from, OffsetDateTime until) {
    }

    /** @throws IllegalArgumentException that says how to write it */
    static Limit parse(String text) {
        Matcher limit = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!limit.matches()) {
            throw new IllegalArgumentException("niangjia.ticket: write 5d for five working days or 8h for eight open hours, not " + text);
        }
        int count = Integer.parseInt(limit.group(1));
        return limit.group(2).equals("d") ? new Limit(count, 0) : new Limit(0, count);
    }

    /** The due time. A pause moves it by the working days that began in it, or by the open hours that passed in it. */
    OffsetDateTime due(OffsetDateTime from, List<Pause> pauses, OpeningHours opening) {
        if (days > 0) {
            int stood = pauses.stream().mapToInt(pause -> opening.workingDaysBetween(pause.from(), pause.until())).sum();
            return opening.afterWorkingDays(from, days + stood);
        }
        Duration stood = pauses.stream().map(pause -> opening.between(pause.from(), pause.until())).reduce(Duration.ZERO, Duration::plus);
        return opening.after(from, Duration.ofHours(hours).plus(stood));
    }
}
