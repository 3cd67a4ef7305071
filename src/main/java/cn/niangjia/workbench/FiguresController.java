package cn.niangjia.workbench;

import cn.niangjia.account.Staff;
import cn.niangjia.handoff.DeskRights;
import cn.niangjia.handoff.HandoffSettings;
import cn.niangjia.knowledge.Regions;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk in figures, and where a clock ran out. */
@RestController
@RequestMapping("/api/workbench")
class FiguresController {

    private static final int DAYS = 31;
    private static final int MONTHS = 12;
    private static final Duration BREACHES = Duration.ofDays(7);

    enum By { DAY, MONTH }

    /** How long people may be kept waiting. */
    record Clocks(long answerWithinSeconds, long acknowledgeWithinSeconds) {
    }

    /**
     * A day such as 2026-11-28, or a month such as 2026-11.
     *
     * @param medianWaitSeconds of those taken; null if none was
     * @param inTime share of those that waited no longer than promised, of all but the withdrawn; null if there were none
     * @param rating mean of the workers'; null if nobody rated
     */
    record Period(String period, int requests, int crises, int taken, int withdrawn, int unanswered, int resolved, int knowledgeLacked,
            @Nullable Long medianWaitSeconds, @Nullable Double inTime, @Nullable Double rating) {
    }

    record Figures(List<Period> periods, Map<SuggestionFates.Fate, Integer> suggestions) {
    }

    /** @param clock which one ran out: ANSWER, or ACKNOWLEDGE for somebody in danger */
    record Breach(UUID handoffId, String clock, SearchResult.@Nullable Place region, OffsetDateTime requestedAt, long waitedSeconds, long limitSeconds,
            String state, @Nullable String agent) {
    }

    private final DeskFigures figures;
    private final SuggestionFates fates;
    private final Supervisors supervisors;
    private final DeskRights rights;
    private final HandoffSettings settings;
    private final Regions regions;
    private final Clock clock;

    FiguresController(DeskFigures figures, SuggestionFates fates, Supervisors supervisors, DeskRights rights, HandoffSettings settings, Regions regions, Clock clock) {
        this.figures = figures;
        this.fates = fates;
        this.supervisors = supervisors;
        this.rights = rights;
        this.settings = settings;
        this.regions = regions;
        this.clock = clock;
    }

    @GetMapping("/clocks")
    Clocks clocks() {
        return new Clocks(settings.answerWithin().toSeconds(), settings.acknowledgeWithin().toSeconds());
    }

    /** The latest first; days or months without a request are left out. */
    @GetMapping("/figures")
    Figures figures(@RequestParam(defaultValue = "DAY") By by, Principal principal) {
        Staff staff = supervisors.staff(principal);
        LocalDate today = LocalDate.now(clock);
        LocalDate first = by == By.DAY ? today.minusDays(DAYS - 1) : today.withDayOfMonth(1).minusMonths(MONTHS - 1);
        OffsetDateTime since = first.atStartOfDay(clock.getZone()).toOffsetDateTime();
        Map<String, List<DeskFigures.Request>> periods = seen(staff, since).stream().collect(Collectors.groupingBy(request -> name(request, by)));
        return new Figures(periods.entrySet().stream().sorted(Map.Entry.<String, List<DeskFigures.Request>>comparingByKey().reversed())
                .map(entry -> period(entry.getKey(), entry.getValue())).toList(), fates.since(since));
    }

    private List<DeskFigures.Request> seen(Staff staff, OffsetDateTime since) {
        return figures.since(since).stream().filter(request -> rights.seesPlace(staff, request.region())).toList();
    }

    private String name(DeskFigures.Request request, By by) {
        String day = request.requestedAt().atZoneSameInstant(clock.getZone()).toLocalDate().toString();
        return by == By.DAY ? day : day.substring(0, 7);
    }

    private Period period(String name, List<DeskFigures.Request> all) {
        List<Long> waits = all.stream().filter(request -> request.takenAt() != null).map(request -> request.waited(now()).toSeconds()).sorted().toList();
        List<DeskFigures.Request> serious = all.stream().filter(request -> !request.state().equals("WITHDRAWN")).toList();
        long late = serious.stream().filter(request -> request.waited(now()).compareTo(settings.answerWithin()) > 0).count();
        return new Period(name, all.size(), (int) all.stream().filter(DeskFigures.Request::isCrisis).count(), waits.size(), count(all, "WITHDRAWN"),
                count(all, "UNANSWERED"), count(all, "RESOLVED"), (int) all.stream().filter(DeskFigures.Request::knowledgeLacked).count(),
                waits.isEmpty() ? null : waits.get(waits.size() / 2), serious.isEmpty() ? null : 1 - late / (double) serious.size(), mean(all));
    }

    private static int count(List<DeskFigures.Request> all, String state) {
        return (int) all.stream().filter(request -> request.state().equals(state)).count();
    }

    private static @Nullable Double mean(List<DeskFigures.Request> all) {
        List<Integer> ratings = all.stream().filter(request -> request.rating() != null).map(DeskFigures.Request::rating).toList();
        return ratings.isEmpty() ? null : ratings.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** Of the last seven days, the latest first. */
    @GetMapping("/breaches")
    List<Breach> breaches(Principal principal) {
        Staff staff = supervisors.staff(principal);
        return seen(staff, now().minus(BREACHES)).stream().filter(request -> !request.state().equals("WITHDRAWN"))
                .filter(request -> request.waited(now()).compareTo(limit(request)) > 0)
                .sorted(Comparator.comparing(DeskFigures.Request::requestedAt).reversed()).map(this::breach).toList();
    }

    private Duration limit(DeskFigures.Request request) {
        return request.isCrisis() ? settings.acknowledgeWithin() : settings.answerWithin();
    }

    private Breach breach(DeskFigures.Request request) {
        String place = request.region();
        return new Breach(request.id(), request.isCrisis() ? "ACKNOWLEDGE" : "ANSWER", place == null ? null : new SearchResult.Place(place, regions.name(place)),
                request.requestedAt(), request.waited(now()).toSeconds(), limit(request).toSeconds(), request.state(), request.agent());
    }
}
