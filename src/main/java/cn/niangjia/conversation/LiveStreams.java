package cn.niangjia.conversation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events that go on: tails of rows, each with a thread of its own, so that a reader who is slow keeps nobody else
 * waiting and nothing piles up for it. A stream ends after half an hour at the latest; who follows comes back with Last-Event-ID.
 */
@Component
public class LiveStreams {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration SPARE = Duration.ofMinutes(1);

    /** Sends what is new from where it stands. */
    public interface Tail {

        /**
         * @param happened what kinds of things since the last call; empty after a time without any
         * @return whether more may come
         */
        boolean send(Set<ConversationChange.Kind> happened, Events to) throws IOException;
    }

    /** To one who follows. */
    public static final class Events {

        private final SseEmitter emitter;

        private Events(SseEmitter emitter) {
            this.emitter = emitter;
        }

        /** @param id to come back with; null for what is not sent again */
        public void send(@Nullable Long id, String name, Object data) throws IOException {
            SseEmitter.SseEventBuilder event = SseEmitter.event();
            emitter.send((id == null ? event : event.id(String.valueOf(id))).name(name).data(data));
        }

        private void heartbeat() throws IOException {
            emitter.send(SseEmitter.event().comment("."));
        }
    }

    private final ChangeWatch watch;
    private final LiveSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    LiveStreams(ChangeWatch watch, LiveSettings settings) {
        this.watch = watch;
        this.settings = settings;
    }

    /**
     * @param conversation whose changes wake the stream; null: those of all
     * @throws ResponseStatusException 503 if too many are open
     */
    public SseEmitter open(@Nullable UUID conversation, Tail tail) {
        if (open.incrementAndGet() > settings.mostStreams()) {
            open.decrementAndGet();
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "现在同时在线的人太多，请过一会儿再看有没有新消息");
        }
        SseEmitter emitter = new SseEmitter(LONGEST.plus(SPARE).toMillis());
        Thread.ofVirtual().name("live-stream").start(() -> run(conversation, tail, emitter));
        return emitter;
    }

    private void run(@Nullable UUID conversation, Tail tail, SseEmitter emitter) {
        try (ChangeWatch.Watcher watcher = watch.watch(conversation)) {
            follow(watcher, tail, new Events(emitter));
        } catch (IOException | IllegalStateException e) {
            log.debug("one who followed has left");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("a stream broke off, whoever follows comes back: {}", e.getClass().getName());
        } finally {
            open.decrementAndGet();
            emitter.complete();
        }
    }

    private void follow(ChangeWatch.Watcher watcher, Tail tail, Events to) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        Set<ConversationChange.Kind> happened = EnumSet.of(ConversationChange.Kind.ROW, ConversationChange.Kind.QUEUE);
        while (tail.send(happened, to) && !watch.isClosing() && Instant.now().isBefore(end)) {
            happened = watcher.await(settings.heartbeat());
            if (happened.isEmpty()) {
                to.heartbeat();
            }
        }
    }
}
