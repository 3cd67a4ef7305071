package cn.niangjia.system;

import cn.niangjia.account.Audit;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.handoff.AccessLog;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Each night what is older than the settings allow goes, in small steps of their own: one that fails or is cut off is done again
 * the next night, and several nodes at once do no harm. The log holds counts only.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int STEP = 200;

    private final Conversations conversations;
    private final Handoffs handoffs;
    private final AccessLog accesses;
    private final Tickets tickets;
    private final Audit audit;
    private final RetentionSettings settings;
    private final Clock clock;

    Retention(Conversations conversations, Handoffs handoffs, AccessLog accesses, Tickets tickets, Audit audit, RetentionSettings settings, Clock clock) {
        this.conversations = conversations;
        this.handoffs = handoffs;
        this.accesses = accesses;
        this.tickets = tickets;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${niangjia.retention.at}", zone = "${niangjia.union.zone}")
    void run() {
        step("conversations", most -> conversations(before(settings.conversations()), most));
        step("traces", most -> conversations.forgetTracesBefore(before(settings.traces()), most));
        step("contacts of tickets", most -> tickets.forgetPersonsOfClosedBefore(before(settings.contacts()), most));
        step("contacts of requests", most -> {
            handoffs.forgetContactsEndedBefore(before(settings.contacts()));
            return 0;
        });
        step("accesses to tickets", most -> tickets.forgetAccessesBefore(before(settings.audit()), most));
        step("accesses to conversations", most -> {
            accesses.forgetBefore(before(settings.audit()));
            return 0;
        });
        step("audit entries", most -> audit.forgetBefore(before(settings.audit()), most));
    }

    private OffsetDateTime before(Duration kept) {
        return OffsetDateTime.now(clock).minus(kept);
    }

    private int conversations(OffsetDateTime time, int most) {
        int erased = 0;
        for (UUID conversation : conversations.unchangedSince(time, most)) {
            tickets.forgetTalk(conversation);
            conversations.erase(conversation);
            erased++;
        }
        return erased;
    }

    /** Until a step finds less than it might have done. */
    private static void step(String what, IntUnaryOperator forget) {
        try {
            int sum = 0;
            int last = STEP;
            while (last >= STEP) {
                last = forget.applyAsInt(STEP);
                sum += last;
            }
            if (sum > 0) {
                log.info("retention: {} {} are gone", sum, what);
            }
        } catch (RuntimeException e) {
            log.error("retention of {} was cut off and goes on the next night: {}", what, e.getClass().getName());
        }
    }
}
