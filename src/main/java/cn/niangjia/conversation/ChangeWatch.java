package cn.niangjia.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Wakes those who follow conversations when something happened in theirs. One thread a node asks the database, at once for
 * what was committed here and every now and then for what was committed on other nodes. A wake-up only says that there may be
 * something: what it is each reads from the rows, from where it stands, so that none is lost with a slow reader or a restart.
 */
@Component
class ChangeWatch {

    private static final Logger log = LoggerFactory.getLogger(ChangeWatch.class);
    private static final int AT_ONCE = 500;
    private static final Duration KEPT = Duration.ofDays(1);
    /** All who wait look at their places when one comes or goes, but not more often than this. */
    private static final Duration PLACES = Duration.ofSeconds(1);

    /** One who follows. */
    final class Watcher implements AutoCloseable {

        private final @Nullable UUID conversation;
        private final Semaphore bell = new Semaphore(0);
        private final Set<ConversationChange.Kind> rung = EnumSet.noneOf(ConversationChange.Kind.class);

        private Watcher(@Nullable UUID conversation) {
            this.conversation = conversation;
        }

        private void see(ConversationChange change) {
            if (conversation == null || conversation.equals(change.conversation())) {
                ring(change.kind());
            }
        }

        private void ring(ConversationChange.@Nullable Kind kind) {
            synchronized (rung) {
                if (kind != null) {
                    rung.add(kind);
                }
            }
            bell.release();
        }

        /** What kinds of things happened since; empty if nothing did for so long. */
        Set<ConversationChange.Kind> await(Duration most) throws InterruptedException {
            if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
            synchronized (rung) {
                Set<ConversationChange.Kind> seen = EnumSet.copyOf(rung);
                rung.clear();
                return seen;
            }
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    private final ConversationLog changes;
    private final Duration poll;
    private final Clock clock;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closing;
    private boolean running;
    private long last;
    private boolean moved;
    private Instant movedAt = Instant.MIN;

    ChangeWatch(ConversationLog changes, LiveSettings settings, Clock clock) {
        this.changes = changes;
        this.poll = settings.poll();
        this.clock = clock;
    }

    /** @param conversation null: all of them */
    Watcher watch(@Nullable UUID conversation) {
        Watcher watcher = new Watcher(conversation);
        synchronized (this) {
            if (!running) {
                last = changes.lastChange();
                running = true;
                Thread.ofVirtual().name("change-watch").start(this::run);
            }
            watchers.add(watcher);
        }
        return watcher;
    }

    private void run() {
        while (goesOn()) {
            try {
                if (news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                look();
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                log.warn("what happened in conversations could not be read; trying again: {}", e.getClass().getName());
            }
        }
    }

    /** Without anybody who follows nobody has to look. */
    private synchronized boolean goesOn() {
        running = !closing && !watchers.isEmpty();
        return running;
    }

    private void look() {
        for (ConversationChange change : changes.changesAfter(last, AT_ONCE)) {
            watchers.forEach(watcher -> watcher.see(change));
            last = change.number();
            moved |= change.kind() == ConversationChange.Kind.QUEUE;
        }
        if (moved && movedAt.plus(PLACES).isBefore(Instant.now())) {
            moved = false;
            movedAt = Instant.now();
            watchers.stream().filter(watcher -> watcher.conversation != null).forEach(watcher -> watcher.ring(ConversationChange.Kind.MOVED));
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ConversationChanged event) {
        news.release();
    }

    /** Who comes back later than this loads the lists anew. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        changes.forgetChangesBefore(OffsetDateTime.now(clock).minus(KEPT));
    }

    boolean isClosing() {
        return closing;
    }

    /** Before the web server waits for what is still being answered: streams would keep it waiting. */
    @EventListener
    void on(ContextClosedEvent event) {
        closing = true;
        watchers.forEach(watcher -> watcher.ring(null));
    }
}
