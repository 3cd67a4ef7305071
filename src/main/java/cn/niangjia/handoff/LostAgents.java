package cn.niangjia.handoff;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks whether agents are still there. After a start all get the whole time to come back. That several nodes look does no
 * harm: each return is one guarded step.
 */
@Component
class LostAgents {

    private static final Logger log = LoggerFactory.getLogger(LostAgents.class);

    private final Assignments assignments;
    private final HandoffSettings settings;
    private final Clock clock;
    private final OffsetDateTime started;

    LostAgents(Assignments assignments, HandoffSettings settings, Clock clock) {
        this.assignments = assignments;
        this.settings = settings;
        this.clock = clock;
        this.started = OffsetDateTime.now(clock);
    }

    @Scheduled(fixedDelay = 1000)
    void look() {
        if (OffsetDateTime.now(clock).isBefore(started.plus(settings.agentLostAfter()))) {
            return;
        }
        try {
            for (UUID handoff : assignments.maybeLost()) {
                if (assignments.returnIfLost(handoff)) {
                    log.warn("an agent is gone, the talk is back in the queue: {}", handoff);
                }
            }
        } catch (RuntimeException e) {
            log.error("agents could not be looked after; trying again in a second: {}", e.getClass().getName());
        }
    }
}
