package cn.niangjia.ticket;

import cn.niangjia.handoff.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits that the law sets to the worker or the employer, counted from the facts that are known. Where one is missing it says
 * which; nothing is guessed. Counted so that a doubt never makes a limit later.
 */
final class LegalDeadlines {

    private static final String ARBITRATION = "中华人民共和国劳动争议调解仲裁法";
    private static final String INJURY = "工伤保险条例";
    private static final String INSPECTION = "劳动保障监察条例";

    /** @param until the last day; null: none runs now @param passed whether that day is over @param note what else counts */
    record Deadline(String what, @Nullable LocalDate until, boolean passed, String law, String article, String note) {
    }

    /** @param nearest the next that has not passed @param all the nearest first @param missing facts without which a limit cannot be told */
    record Computed(@Nullable Deadline nearest, List<Deadline> all, List<String> missing) {
    }

    private final LegalFacts facts;
    private final LocalDate today;
    private final HolidayCalendar calendar;
    private final List<Deadline> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private LegalDeadlines(LegalFacts facts, LocalDate today, HolidayCalendar calendar) {
        this.facts = facts;
        this.today = today;
        this.calendar = calendar;
    }

    static Computed of(LegalFacts facts, LocalDate today, HolidayCalendar calendar) {
        LegalDeadlines counting = new LegalDeadlines(facts, today, calendar);
        counting.arbitration();
        counting.inspection();
        counting.injury();
        counting.appraisal();
        counting.suit();
        return counting.computed();
    }

    private Computed computed() {
        List<Deadline> all = found.stream().sorted(Comparator.comparing(Deadline::passed)
                .thenComparing(Deadline::until, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
        Optional<Deadline> nearest = all.stream().filter(deadline -> deadline.until() != null && !deadline.passed()).findFirst();
        return new Computed(nearest.orElse(null), all, List.copyOf(missing));
    }

    private void add(String what, @Nullable LocalDate until, String law, String article, String note) {
        found.add(new Deadline(what, until, until != null && until.isBefore(today), law, article, note));
    }

    /** One year from knowing, article 27 (1); unpaid wages: none while employed, one year from the end of employment, (4). */
    private void arbitration() {
        boolean wages = Boolean.TRUE.equals(facts.wages());
        if (wages && facts.employmentEndedOn() != null) {
            add("申请劳动仲裁（讨工资）", facts.employmentEndedOn().plusYears(1), ARBITRATION, "第二十七条第四款", "从劳动关系终止那天起一年内");
        } else if (wages && Boolean.TRUE.equals(facts.employed())) {
            add("申请劳动仲裁（讨工资）", null, ARBITRATION, "第二十七条第四款", "还在职，讨工资不受一年限制；离职以后，从那天起一年内");
        } else if (wages) {
            missing.add("讨工资的仲裁时效：要知道是不是还在职、哪天离职");
        }
        // Wages apart, other claims of the same matter run from the day on which the worker knew.
        if (facts.knownOn() != null && !wages) {
            add("申请劳动仲裁", facts.knownOn().plusYears(1), ARBITRATION, "第二十七条第一款",
                    "从知道或应当知道权利被侵害那天起一年；向单位主张过、找过有关部门、单位同意过履行的，从那时重新算（第二款），请让律师看"
                            + (facts.wages() == null ? "；如果是讨工资，另按离职那天算" : ""));
        } else if (facts.knownOn() == null && !wages) {
            missing.add("仲裁时效：要知道哪天知道或应当知道权利被侵害" + (facts.wages() == null ? "，是不是讨工资" : ""));
        }
    }

    /** Two years from the day on which the infringement happened or ended, article 20. */
    private void inspection() {
        if (facts.infringementEndedOn() == null) {
            missing.add("劳动监察投诉的两年：要知道单位的违法行为哪天发生，一直持续的哪天结束");
        } else {
            add("向劳动监察投诉", facts.infringementEndedOn().plusYears(2), INSPECTION, "第二十条", "从违法行为发生那天起两年；持续的从结束那天起");
        }
    }

    /** The employer thirty days; else the worker, near kin or the union one year: article 17. */
    private void injury() {
        if (facts.injuredOn() == null) {
            missing.add("工伤认定的期限：要知道哪天受伤，或哪天诊断、鉴定为职业病（不是工伤不用填）");
            return;
        }
        add("单位申请工伤认定", facts.injuredOn().plusDays(30), INJURY, "第十七条第一款", "遇特殊情况，经社会保险行政部门同意可以适当延长");
        add("职工、近亲属或工会申请工伤认定", facts.injuredOn().plusYears(1), INJURY, "第十七条第二款", "单位没有申请的，可以直接申请");
    }

    /** Fifteen days from receiving the conclusion, article 26. */
    private void appraisal() {
        if (facts.appraisalReceivedOn() != null) {
            add("申请再次劳动能力鉴定", facts.appraisalReceivedOn().plusDays(15), INJURY, "第二十六条", "从收到鉴定结论那天起十五日");
        }
    }

    /** Fifteen days from receiving the award, articles 48 and 50; that day is not counted, and a last day off moves: civil procedure law, article 85. */
    private void suit() {
        if (facts.awardReceivedOn() != null) {
            LocalDate last = facts.awardReceivedOn().plusDays(15);
            add("不服仲裁裁决，向法院起诉", last, ARBITRATION, "第四十八条、第五十条", "从收到裁决书那天起十五日" + moved(last));
        }
    }

    private String moved(LocalDate last) {
        if (!calendar.missing(last, last).isEmpty()) {
            return "；" + last.getYear() + "年的放假安排还没录入，遇休假日能不能顺延，现在说不准";
        }
        if (calendar.isWorkingDay(last)) {
            return "";
        }
        LocalDate next = last.datesUntil(last.plusDays(30)).filter(calendar::isWorkingDay).findFirst().map(Objects::requireNonNull).orElse(last);
        return "；最后一天是休假日，依民事诉讼法第八十五条顺延到%d月%d日，最好不要等到那天".formatted(next.getMonthValue(), next.getDayOfMonth());
    }
}
