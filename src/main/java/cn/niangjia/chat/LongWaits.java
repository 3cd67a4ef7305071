package cn.niangjia.chat;

import cn.niangjia.answering.Prompts;
import cn.niangjia.handoff.Handoff;
import cn.niangjia.handoff.HandoffSettings;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.handoff.Reason;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells workers honestly, once, when nobody has come: in a crisis soon, otherwise when the time of the settings is over. Time in
 * which the desk is closed does not count. That several nodes look does no harm.
 */
@Component
class LongWaits {

    private static final Logger log = LoggerFactory.getLogger(LongWaits.class);

    private final Handoffs handoffs;
    private final HandoffSettings settings;
    private final Prompts prompts;
    private final Clock clock;
    private @Nullable OffsetDateTime openSince;

    LongWaits(Handoffs handoffs, HandoffSettings settings, Prompts prompts, Clock clock) {
        this.handoffs = handoffs;
        this.settings = settings;
        this.prompts = prompts;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void look() {
        try {
            OffsetDateTime now = OffsetDateTime.now(clock);
            openSince = !handoffs.desk(null).open() ? null : openSince == null ? now : openSince;
            handoffs.waiting().stream().filter(handoff -> handoff.toldAt() == null).forEach(handoff -> look(handoff, now));
        } catch (RuntimeException e) {
            log.error("those who wait could not be looked after; trying again in a second: {}", e.getClass().getName());
        }
    }

    private void look(Handoff handoff, OffsetDateTime now) {
        if (handoff.reason() == Reason.CRISIS) {
            if (handoff.acknowledgedAt() == null && handoff.requestedAt().plus(settings.acknowledgeWithin()).isBefore(now)) {
                handoffs.tellThatNobodyCame(handoff, prompts.text("replies/handoff/crisis-late"));
            }
        } else if (openSince != null) {
            OffsetDateTime since = openSince.isAfter(handoff.requestedAt()) ? openSince : handoff.requestedAt();
            if (since.plus(settings.answerWithin()).isBefore(now)) {
                handoffs.tellThatNobodyCame(handoff, prompts.text("replies/handoff/late"));
            }
        }
    }
}
