package cn.niangjia.ticket;

import cn.niangjia.answering.Prompts;
import cn.niangjia.handoff.OpeningHours;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * How a worker's ticket stands: by its number, only together with the last four digits of the contact. Whether a number exists
 * shows in nothing, neither in the answer nor in the time it takes.
 */
@RestController
class WorkerStatus {

    private static final int TRIES_PER_HOUR = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final Person NOBODY = new Person(null, List.of("0000000"));

    record Asked(@NotBlank(message = "请填单号") @Size(max = 40, message = "单号是 12 个字") String number,
            @NotBlank(message = "请填联系电话的后四位") @Size(max = 10, message = "填联系电话的后四位就行") String lastFour) {
    }

    /** @param text what happens next and when, or the answer @param due null: no time is set */
    record Stands(String number, Ticket.State state, String stateName, OffsetDateTime createdAt, @Nullable OffsetDateTime due, String text,
            @Nullable String answer, List<String> sources) {
    }

    private final TicketRows rows;
    private final OpeningHours opening;
    private final Prompts prompts;
    private final Clock clock;
    private final boolean limited;
    private final byte[] nobody;
    private final Cache<String, Bucket> tries = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).maximumSize(100_000).build();

    WorkerStatus(TicketRows rows, OpeningHours opening, Prompts prompts, Clock clock, @Value("${niangjia.limits.enabled}") boolean limited) {
        this.rows = rows;
        this.opening = opening;
        this.prompts = prompts;
        this.clock = clock;
        this.limited = limited;
        this.nobody = rows.sealed(NOBODY);
    }

    @PostMapping("/api/chat/tickets/status")
    Stands status(@Valid @RequestBody Asked asked) {
        String number = TicketNumber.read(asked.number()).orElse("");
        take(number.isEmpty() ? asked.number().strip() : number);
        Optional<byte[]> sealed = rows.sealedPerson(number);
        boolean theirs = rows.open(sealed.orElse(nobody)).isReachedAt(asked.lastFour());
        if (!theirs || sealed.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "单号和电话后四位没有对上，请再核对一遍。办结满一段时间的单子，联系方式已经清除，也查不到了，可以拨打工会电话问");
        }
        return stands(rows.find(number).orElseThrow());
    }

    /** Ten thousand endings would soon be tried through; a number takes ten an hour. */
    private void take(String number) {
        Bucket bucket = tries.get(number, n -> Bucket.builder()
                .addLimit(limit -> limit.capacity(TRIES_PER_HOUR).refillGreedy(TRIES_PER_HOUR, Duration.ofHours(1))).build());
        if (limited && !bucket.tryConsume(1)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "这个单号查得太频繁了，请过一会儿再查，或拨打工会电话问");
        }
    }

    private Stands stands(Ticket ticket) {
        boolean answered = ticket.state() == Ticket.State.ANSWERED || ticket.state() == Ticket.State.CALLED_BACK || ticket.state() == Ticket.State.CLOSED;
        return new Stands(ticket.number(), ticket.state(), ticket.state().word(), ticket.createdAt(), answered ? null : ticket.due(), text(ticket),
                answered ? ticket.handling().answer() : null, answered ? ticket.handling().answerSources() : List.of());
    }

    private String text(Ticket ticket) {
        return switch (ticket.state()) {
            case NEW, IN_PROGRESS -> whatHappens(ticket);
            case PAUSED -> prompts.text("tickets/paused");
            case ANSWERED, CALLED_BACK -> prompts.text("tickets/answered");
            case CLOSED -> prompts.text("tickets/closed");
        };
    }

    private String whatHappens(Ticket ticket) {
        OffsetDateTime due = ticket.due();
        String name = ticket.callBack() && ticket.handling().answer() == null ? "call-back" : "in-progress";
        if (due != null) {
            String kind = due.isBefore(OffsetDateTime.now(clock)) ? "overdue" : name + "-due";
            return prompts.text("tickets/" + kind, Map.of("due", shown(due)));
        }
        return opening.opensAt().map(opens -> prompts.text("tickets/" + name + "-closed", Map.of("opensAt", shown(opens))))
                .orElseGet(() -> prompts.text("tickets/" + name));
    }

    private String shown(OffsetDateTime time) {
        return DAY.format(time.atZoneSameInstant(clock.getZone()));
    }
}
