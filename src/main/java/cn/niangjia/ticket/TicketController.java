package cn.niangjia.ticket;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.knowledge.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tickets listed, made, read and written. What moves one on stands in {@link TicketStepController}. */
@RestController
@RequestMapping("/api/tickets")
class TicketController {

    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000000");

    /**
     * What is written of a ticket; everything may be left out, a call needs three fields.
     *
     * @param conversationId of a talk whose words are taken over
     * @param mine whoever makes it also takes it
     * @param name how to address the worker; null with no contacts: as before
     * @param revision as it was read; of a new one it does not matter
     */
    record Written(Ticket.@Nullable Source source, @Nullable UUID conversationId, @Nullable Boolean mine, @Nullable TicketClass ticketClass,
            @Nullable @Size(max = 100, message = "二级分类请写在 100 字以内") String category, @Nullable Topic topic, @Nullable String region,
            @Nullable @Size(max = 5000, message = "情况请写在 5000 字以内") String summary, @Nullable @Size(max = 2000, message = "备注请写在 2000 字以内") String note,
            @Nullable @Size(max = 100, message = "方便的时间请写在 100 字以内") String convenient, @Nullable @Size(max = 50, message = "称呼请写在 50 字以内") String name,
            @Nullable @Size(max = 10, message = "联系方式最多 10 个") List<@Size(max = 100, message = "联系方式请写在 100 字以内") String> contacts,
            @Nullable Boolean confidential, @Nullable Boolean anonymous, @Nullable @Valid TicketForm form, @Nullable Integer revision) {

        Matter matter(String place) {
            return new Matter(ticketClass, TicketForm.tidied(category), topic, place, orEmpty(summary),
                    TicketForm.tidied(note), TicketForm.tidied(convenient), Boolean.TRUE.equals(confidential),
                    Boolean.TRUE.equals(anonymous), (form == null ? TicketForm.EMPTY : form).tidied());
        }

        private static String orEmpty(@Nullable String text) {
            String tidied = TicketForm.tidied(text);
            return tidied == null ? "" : tidied;
        }

        Person person() {
            List<String> reached = contacts == null ? List.of() : contacts.stream().filter(contact -> contact != null && !contact.isBlank()).map(String::strip).toList();
            return new Person(name == null || name.isBlank() ? null : name.strip(), reached);
        }
    }

    record Listed(int total, List<TicketView.Row> tickets) {
    }

    private final Tickets tickets;
    private final TicketSteps steps;
    private final TicketSearch search;
    private final TicketView view;
    private final TicketRights rights;
    private final TicketHistory history;
    private final TicketExport export;
    private final TicketCategories categories;
    private final Conversations conversations;

    TicketController(Tickets tickets, TicketSteps steps, TicketSearch search, TicketView view, TicketRights rights, TicketHistory history,
            TicketExport export, TicketCategories categories, Conversations conversations) {
        this.tickets = tickets;
        this.steps = steps;
        this.search = search;
        this.view = view;
        this.rights = rights;
        this.history = history;
        this.export = export;
        this.categories = categories;
        this.conversations = conversations;
    }

    /** @param q a number, or words of the summary or the form */
    @GetMapping
    Listed list(@RequestParam(required = false) Ticket.@Nullable State state, @RequestParam(required = false) @Nullable TicketClass ticketClass,
            @RequestParam(required = false) TicketSearch.@Nullable Due due, @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "false") boolean open, @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String q, @RequestParam(defaultValue = "0") int from, @RequestParam(defaultValue = "50") int size,
            Principal principal) {
        TicketSearch.Found found = search.find(new TicketSearch.Filter(state, ticketClass, due, mine, open, region, q), rights.staff(principal),
                Math.max(0, from), Math.clamp(size, 1, 500));
        return new Listed(found.total(), found.tickets().stream().map(view::row).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TicketView.Shown make(@Valid @RequestBody Written written, Principal principal) {
        Staff staff = rights.staff(principal);
        check(written, null);
        if (written.conversationId() != null) {
            conversations.find(written.conversationId()).ifPresent(talk -> rights.checkPlace(staff, talk.region()));
        }
        Ticket.Source source = written.source() != null ? written.source() : written.conversationId() == null ? Ticket.Source.CALL : Ticket.Source.CHAT;
        String caller = written.form() == null ? null : written.form().callerPlace();
        Ticket made = tickets.make(new Tickets.Draft(source, written.region() == null ? caller : written.region(), written.matter(""), written.person(),
                written.conversationId(), Boolean.TRUE.equals(written.mine()) ? staff.name() : null), staff.name());
        return view.whole(made, staff);
    }

    private void check(Written written, @Nullable Ticket before) {
        rights.checkRegion(written.region());
        TicketForm form = written.form() == null ? TicketForm.EMPTY : written.form();
        Stream.of(form.callerPlace(), form.eventPlace(), form.employerPlace()).forEach(rights::checkRegion);
        if (written.conversationId() == null && (written.summary() == null || written.summary().isBlank())) {
            throw TicketRights.refused(HttpStatus.BAD_REQUEST, "写一句是什么事就行，其他的可以后补");
        }
        if (form.facts() != null && !form.facts().isPlausible()) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "日期写得不对，请检查年份");
        }
        if (form.people() != null && (form.people() < 0 || form.people() > 10_000_000)) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "人数要填 0 到 1000 万之间的数");
        }
        if (form.money() != null && (form.money().signum() < 0 || form.money().compareTo(MOST_MONEY) > 0)) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "金额按元填，不能是负数，也别多写几个零");
        }
        String category = TicketForm.tidied(written.category());
        if (before == null || before.matter().ticketClass() != written.ticketClass() || !Objects.equals(before.matter().category(), category)) {
            categories.check(written.ticketClass(), category);
        }
    }

    /** Leaves an entry in the access log. */
    @GetMapping("/{id}")
    TicketView.Shown open(@PathVariable UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        Ticket ticket = rights.visible(id, staff);
        history.saw(id, staff.name(), TicketHistory.Seen.OPENED, null);
        return view.whole(ticket, staff);
    }

    @PutMapping("/{id}")
    TicketView.Shown write(@PathVariable UUID id, @Valid @RequestBody Written written, Principal principal) {
        Staff staff = rights.staff(principal);
        Ticket before = rights.visible(id, staff);
        check(written, before);
        if (written.revision() == null) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "缺少 revision：存的时候要带上打开时的版本");
        }
        String place = written.region() == null ? before.matter().region() : written.region();
        Person person = written.name() == null && written.contacts() == null ? null : written.person();
        return view.whole(steps.write(id, written.revision(), written.matter(place), person, staff), staff);
    }

    /** As XLSX. @param reason with it names and contacts are in it, for supervisors; without it none is */
    @GetMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam(required = false) Ticket.@Nullable State state,
            @RequestParam(required = false) @Nullable TicketClass ticketClass, @RequestParam(required = false) TicketSearch.@Nullable Due due,
            @RequestParam(defaultValue = "false") boolean mine, @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable String region, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String reason, Principal principal) {
        Staff staff = rights.staff(principal);
        byte[] sheet = export.write(new TicketSearch.Filter(state, ticketClass, due, mine, open, region, q),
                reason == null || reason.isBlank() ? null : reason.strip(), staff);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets.xlsx\"").header(HttpHeaders.CACHE_CONTROL, "no-store").body(sheet);
    }
}
