package cn.niangjia.ticket;

import cn.niangjia.account.Staff;
import cn.niangjia.answering.Prompts;
import cn.niangjia.knowledge.Regions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The text by which another office takes a matter on. Who complains stays out of it: the accused employer, or its union, must not
 * learn that by default. With a reason name and contact go along, but never where the worker wants to be kept secret, and never to
 * the very unit complained of.
 */
@Component
class Referral {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final String UNKNOWN = "未登记";

    private final TicketSteps steps;
    private final TicketRows rows;
    private final TicketRights rights;
    private final TicketView view;
    private final Regions regions;
    private final Prompts prompts;
    private final Clock clock;

    Referral(TicketSteps steps, TicketRows rows, TicketRights rights, TicketView view, Regions regions, Prompts prompts, Clock clock) {
        this.steps = steps;
        this.rows = rows;
        this.rights = rights;
        this.view = view;
        this.regions = regions;
        this.prompts = prompts;
        this.clock = clock;
    }

    /** @param reason why name and contact go along; null: they do not */
    String write(UUID id, String to, @Nullable String reason, Staff by) {
        if (reason != null) {
            check(rights.visible(id, by), to);
        }
        Ticket ticket = steps.refer(id, to, reason, by);
        Person person = rows.person(id);
        Map<String, String> values = variables(ticket, to);
        if (reason == null) {
            values.replaceAll((name, text) -> person.leftOutOf(text));
        }
        values.put("person", reason == null ? "（保密，需要时请向我们核实）" : shown(person));
        return prompts.text("tickets/referral", values);
    }

    private static void check(Ticket ticket, String to) {
        Matter matter = ticket.matter();
        if (matter.confidential() || matter.anonymous()) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "职工要求%s，转办单不能带姓名和联系方式".formatted(matter.confidential() ? "保密" : "匿名"));
        }
        String employer = matter.form().employer();
        if (employer != null && (to.contains(employer) || employer.contains(to))) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "「%s」就是被反映的单位，或者是它的工会，不能把诉求人的姓名和联系方式告诉它".formatted(to));
        }
    }

    private Map<String, String> variables(Ticket ticket, String to) {
        Matter matter = ticket.matter();
        TicketForm form = matter.form();
        Map<String, String> values = new HashMap<>();
        values.put("number", ticket.number());
        values.put("to", to);
        values.put("class", (matter.ticketClass() == null ? "未分类" : matter.ticketClass().word()) + (matter.category() == null ? "" : "／" + matter.category()));
        values.put("region", regions.path(matter.region()));
        values.put("summary", matter.summary());
        values.put("demand", orUnknown(form.demand()));
        values.put("employer", orUnknown(form.employer()));
        values.put("people", form.people() == null ? UNKNOWN : form.people() + "人");
        values.put("money", form.money() == null ? UNKNOWN : form.money().toPlainString() + "元");
        values.put("ways", form.waysGone() == null || form.waysGone().isEmpty() ? UNKNOWN : String.join("、", form.waysGone()));
        values.put("deadlines", deadlines(ticket));
        OffsetDateTime due = ticket.due();
        values.put("due", due == null ? "没有设定" : TIME.format(due.atZoneSameInstant(clock.getZone())) + "前");
        return values;
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    private String deadlines(Ticket ticket) {
        String lines = view.deadlines(ticket).all().stream().filter(deadline -> deadline.until() != null)
                .map(deadline -> "%s：%s%s（%s%s）".formatted(deadline.what(), DAY.format(deadline.until()), deadline.passed() ? "，已经过了" : "",
                        deadline.law(), deadline.article())).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "日期没有登记全，算不出" : lines;
    }

    private static String shown(Person person) {
        String contacts = String.join("、", person.contacts());
        return person.isUnknown() ? UNKNOWN : person.name() == null ? contacts : person.name() + (contacts.isEmpty() ? "" : "，" + contacts);
    }
}
