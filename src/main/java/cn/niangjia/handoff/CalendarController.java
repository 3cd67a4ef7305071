package cn.niangjia.handoff;

import cn.niangjia.account.Audit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The holidays and worked weekends of a year: staff read them, admins change them. */
@RestController
@RequestMapping("/api/admin/calendar/{year}")
class CalendarController {

    /**
     * @param missing nobody has entered this year: its days go by the week alone
     * @param warning what to do about it; null: nothing
     * @param workingDays Monday to Friday without holidays, with worked weekends
     */
    record Shown(int year, boolean missing, @Nullable String warning, String source, @Nullable String changedBy, @Nullable OffsetDateTime changedAt,
            int workingDays, List<HolidayCalendar.Day> days) {
    }

    record NewDay(@NotNull(message = "每一天都要有日期（date）") LocalDate date, boolean closed,
            @NotBlank(message = "每一天都要有名称，如“国庆节”") @Size(max = 50, message = "名称请写在 50 字以内") String name) {
    }

    record NewYear(@NotBlank(message = "请写依据哪个通知") @Size(max = 300, message = "依据请写在 300 字以内") String source,
            @NotNull(message = "请给出放假和调休的日子（days）") @Size(max = 120, message = "一年最多 120 天") List<@Valid NewDay> days) {
    }

    private final Holidays holidays;
    private final Audit audit;
    private final Clock clock;

    CalendarController(Holidays holidays, Audit audit, Clock clock) {
        this.holidays = holidays;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    Shown get(@PathVariable int year) {
        check(year);
        int workingDays = (int) LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(holidays.calendar()::isWorkingDay).count();
        return holidays.find(year).map(found -> new Shown(year, false, null, found.source(), found.changedBy(), found.changedAt(), workingDays, found.days()))
                .orElseGet(() -> new Shown(year, true, warning(year), "", null, null, workingDays, List.of()));
    }

    private String warning(int year) {
        return "%d年的放假安排还没录入，上班时间和办理期限先按周一到周五算。%s".formatted(year, year > LocalDate.now(clock).getYear()
                ? "国务院办公厅一般在前一年十一月前后发通知，发布后请照着录入" : "请照国务院办公厅的通知录入");
    }

    @PutMapping
    Shown put(@PathVariable int year, @Valid @RequestBody NewYear entered, Principal principal) {
        check(year);
        Set<LocalDate> seen = new HashSet<>();
        entered.days().forEach(day -> check(year, day, seen));
        holidays.save(year, entered.source().strip(), principal.getName(),
                entered.days().stream().map(day -> new HolidayCalendar.Day(day.date(), day.closed(), day.name().strip())).toList());
        audit.add(principal.getName(), Audit.Action.CALENDAR_CHANGED, year + "年", "放假 %d 天，调休上班 %d 天；%s".formatted(
                entered.days().stream().filter(NewDay::closed).count(), entered.days().stream().filter(day -> !day.closed()).count(), entered.source().strip()));
        return get(year);
    }

    private static void check(int year) {
        if (year < 2000 || year > 2100) {
            throw refused("年份要在 2000 到 2100 之间");
        }
    }

    private static void check(int year, NewDay day, Set<LocalDate> seen) {
        LocalDate date = day.date();
        String shown = "%d月%d日".formatted(date.getMonthValue(), date.getDayOfMonth());
        if (date.getYear() != year) {
            throw refused(date + " 不在" + year + "年里");
        }
        if (!seen.add(date)) {
            throw refused(shown + "写了两次");
        }
        if (!day.closed() && !HolidayCalendar.isWeekend(date)) {
            throw refused(shown + "本来就上班，不用写成调休；调休上班的只能是周六、周日");
        }
    }

    private static ResponseStatusException refused(String detail) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    }
}
