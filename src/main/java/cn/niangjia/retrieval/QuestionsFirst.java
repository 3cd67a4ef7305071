package cn.niangjia.retrieval;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Lets work that can wait stand back while somebody waits for an answer. Such work runs on threads from {@link #thread}, which the operating
 * system puts behind all others, and by turns, so that a processor is left over for questions.
 */
@Component
public class QuestionsFirst {

    private static final long PAUSE_NANOS = 2_000_000;
    /** Work goes on in the end even if questions never cease. */
    private static final int MOST_PAUSES = 50;

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final AtomicInteger asking = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean reading;

    /** To be started; for work that can wait. */
    public static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            LowPriority.ofThisThread();
            work.run();
        });
    }

    /** Somebody waits for an answer, until {@link #ended}. */
    public void begun() {
        asking.incrementAndGet();
    }

    public void ended() {
        asking.decrementAndGet();
    }

    /** From now on questions can be answered, and answered fast. */
    public void answering() {
        answering.countDown();
    }

    /** To be called before such work begins at all: a start that builds the whole index is not waited for to its end. */
    public void awaitAnswering() throws InterruptedException {
        answering.await(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be called before each small piece of such work. */
    void letPass() {
        for (int i = 0; i < MOST_PAUSES && asking.get() > 0; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** @param now whether documents are being read that are soon to be found: what can wait longer than that waits */
    public void reading(boolean now) {
        reading = now;
    }

    boolean someoneReads() {
        return reading;
    }

    /**
     * A piece of work in its turn. One that takes its turn for long, as a file of a thousand pages does, is not waited for beyond
     * {@code PATIENCE}.
     */
    public <E extends Exception> void inTurn(Piece<E> work) throws E, InterruptedException {
        boolean mine = turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            letPass();
            work.run();
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }

    /** @param <E> what it may throw */
    public interface Piece<E extends Exception> {
        void run() throws E;
    }
}
