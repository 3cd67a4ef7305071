package cn.niangjia.alert;

import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.handoff.Handoff;
import cn.niangjia.handoff.HandoffRequested;
import cn.niangjia.handoff.HandoffSettings;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.handoff.Reason;
import cn.niangjia.knowledge.Regions;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks every second whether somebody is in danger and nobody has said to be on it, and calls who is on call: at first those of
 * the nearest place that has any, later those of the places above too. A call that fails is tried again, each time later.
 */
@Component
class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final int ATTEMPTS = 9;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Handoffs handoffs;
    private final OnCall onCall;
    private final Webhook webhook;
    private final Regions regions;
    private final AlertSettings settings;
    private final HandoffSettings waits;
    private final UnionSettings union;
    private final Clock clock;

    Alerts(Handoffs handoffs, OnCall onCall, Webhook webhook, Regions regions, AlertSettings settings, HandoffSettings waits, UnionSettings union,
            Clock clock) {
        this.handoffs = handoffs;
        this.onCall = onCall;
        this.webhook = webhook;
        this.regions = regions;
        this.settings = settings;
        this.waits = waits;
        this.union = union;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void look() {
        try {
            handoffs.waiting().stream().filter(Handoff::rings).forEach(this::call);
            onCall.due().forEach(delivery -> Thread.ofVirtual().name("alert").start(() -> deliver(delivery)));
        } catch (RuntimeException e) {
            log.error("alerts could not be looked after; trying again in a second: {}", e.getClass().getName());
        }
    }

    /** Sooner than the next look. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(HandoffRequested event) {
        if (handoffs.find(event.handoffId()).filter(Handoff::rings).isPresent()) {
            Thread.ofVirtual().name("alert").start(this::look);
        }
    }

    private void call(Handoff crisis) {
        boolean late = crisis.requestedAt().plus(waits.acknowledgeWithin()).isBefore(OffsetDateTime.now(clock));
        webhooks(crisis, false).forEach(address -> onCall.call(crisis.id(), 1, address, crisis.requestedAt()));
        if (late) {
            webhooks(crisis, true).forEach(address -> onCall.call(crisis.id(), 2, address, crisis.requestedAt()));
        }
    }

    private Set<String> webhooks(Handoff crisis, boolean all) {
        Set<String> addresses = new HashSet<>();
        if (!settings.webhook().isBlank()) {
            addresses.add(settings.webhook());
        }
        List<OnCall.Entry> entries = onCall.entries();
        for (String place : regions.selfAndParents(crisis.region() == null ? union.region() : crisis.region())) {
            List<String> here = entries.stream().filter(entry -> entry.region().equals(place)).map(OnCall.Entry::webhook).toList();
            addresses.addAll(here);
            if (!here.isEmpty() && !all) {
                break;
            }
        }
        return addresses;
    }

    private void deliver(OnCall.Delivery delivery) {
        long pause = Math.min(LONGEST_PAUSE.toSeconds(), FIRST_PAUSE.toSeconds() << Math.min(delivery.attempts(), 10));
        if (!onCall.claim(delivery, OffsetDateTime.now(clock).plusSeconds(pause))) {
            return;
        }
        String error = handoffs.find(delivery.handoff()).map(crisis -> webhook.send(delivery.webhook(), crisis, delivery.step())).orElse("");
        boolean last = delivery.attempts() + 1 >= ATTEMPTS;
        onCall.finish(delivery.id(), error.isEmpty() ? OnCall.State.DELIVERED : last ? OnCall.State.FAILED : OnCall.State.PENDING,
                error.isEmpty() ? null : error);
        if (!error.isEmpty()) {
            log.warn("a webhook did not take an alert ({}), attempt {}{}", error, delivery.attempts() + 1, last ? ", the last" : "");
        }
    }
}
