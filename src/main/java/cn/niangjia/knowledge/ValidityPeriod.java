package cn.niangjia.knowledge;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows when a text holds. Unknown dates (未载明) limit nothing.
 *
 * @param from first day in force
 * @param until last day in force
 * @param supersededFrom first day on which another text stands in its place
 * @param reported whether it is news
 */
public record ValidityPeriod(@Nullable LocalDate from, @Nullable LocalDate until, @Nullable LocalDate supersededFrom,
        boolean reported) {

    public Validity on(LocalDate day) {
        if (supersededFrom != null && !day.isBefore(supersededFrom)) {
            return Validity.SUPERSEDED;
        }
        if (until != null && day.isAfter(until)) {
            return Validity.EXPIRED;
        }
        if (from != null && day.isBefore(from)) {
            return Validity.NOT_YET;
        }
        return reported ? Validity.REPORTED : Validity.IN_FORCE;
    }

    /** First day, as days since 1970-01-01, on which {@link #on} is usable: the index filters by this and {@link #endDay}. */
    public long startDay() {
        return from == null ? Long.MIN_VALUE : from.toEpochDay();
    }

    /** First day, as days since 1970-01-01, on which {@link #on} is no longer usable. */
    public long endDay() {
        long end = until == null ? Long.MAX_VALUE : until.toEpochDay() + 1;
        return supersededFrom == null ? end : Math.min(end, supersededFrom.toEpochDay());
    }

    /** The same period, cut short on the day another text takes its place. */
    public ValidityPeriod supersededFrom(@Nullable LocalDate day) {
        boolean sooner = day != null && (supersededFrom == null || day.isBefore(supersededFrom));
        return sooner ? new ValidityPeriod(from, until, day, reported) : this;
    }
}
