package cn.niangjia.ticket;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what legal limits are counted. What is not known stays null; nothing is guessed.
 *
 * @param knownOn when the worker knew or should have known that a right was infringed
 * @param wages whether it is about unpaid wages
 * @param employed whether the worker is still employed there
 * @param employmentEndedOn the day on which the employment ended
 * @param infringementEndedOn when what the employer did wrong ended
 * @param injuredOn the day of the accident, or on which an occupational disease was diagnosed or appraised
 * @param appraisalReceivedOn when the conclusion on the ability to work was received
 * @param awardReceivedOn when the award of the arbitration was received
 */
record LegalFacts(@Nullable LocalDate knownOn, @Nullable Boolean wages, @Nullable Boolean employed, @Nullable LocalDate employmentEndedOn,
        @Nullable LocalDate infringementEndedOn, @Nullable LocalDate injuredOn, @Nullable LocalDate appraisalReceivedOn,
        @Nullable LocalDate awardReceivedOn) {

    static final LegalFacts NONE = new LegalFacts(null, null, null, null, null, null, null, null);

    /** Whether each day lies within living memory. */
    boolean isPlausible() {
        return Stream.of(knownOn, employmentEndedOn, infringementEndedOn, injuredOn, appraisalReceivedOn, awardReceivedOn).filter(Objects::nonNull)
                .allMatch(day -> day.getYear() >= 1950 && day.getYear() <= 2100);
    }
}
