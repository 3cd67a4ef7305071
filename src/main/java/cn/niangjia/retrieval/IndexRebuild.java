package cn.niangjia.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One building anew of the index, and how far it is; safe to be read while it runs. */
public class IndexRebuild {

    /** {@code FAILED}: the index in service stayed as it was. */
    public enum State { RUNNING, COMPLETED, FAILED }

    /**
     * @param done change numbers taken in; {@code total} of them when it began
     * @param secondsLeft estimated from the pace so far; null while there is none
     */
    public record Progress(UUID id, State state, long done, long total, @Nullable Long secondsLeft) {
    }

    private final UUID id = UUID.randomUUID();
    private final Instant begun = Instant.now();
    private final long total;
    private @Nullable PassageIndex next;
    private long done;
    private State state = State.RUNNING;

    IndexRebuild(long total) {
        this.total = total;
    }

    /** The index under construction. */
    synchronized PassageIndex index(IndexInService service) throws IOException {
        if (next == null) {
            next = service.create();
        }
        return next;
    }

    synchronized void reached(long number) {
        done = number;
    }

    synchronized void completed() {
        done = Math.max(done, total);
        state = State.COMPLETED;
    }

    synchronized void failed() {
        state = State.FAILED;
    }

    synchronized boolean isOver() {
        return state != State.RUNNING;
    }

    public synchronized Progress progress() {
        return new Progress(id, state, done, Math.max(done, total), secondsLeft());
    }

    private @Nullable Long secondsLeft() {
        long taken = Duration.between(begun, Instant.now()).toMillis();
        return state == State.RUNNING && done > 0 ? Math.max(0, (total - done) * taken / done / 1000) : null;
    }
}
