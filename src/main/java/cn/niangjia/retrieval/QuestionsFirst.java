package cn.niangjia.retrieval;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Lets work that can wait stand back while somebody waits for an answer. */
@Component
class QuestionsFirst {

    private static final long PAUSE_NANOS = 2_000_000;
    /** Work goes on in the end even if questions never cease. */
    private static final int MOST_PAUSES = 50;

    private final AtomicInteger asking = new AtomicInteger();

    void begun() {
        asking.incrementAndGet();
    }

    void ended() {
        asking.decrementAndGet();
    }

    /** To be called before each small piece of such work. */
    void letPass() {
        for (int i = 0; i < MOST_PAUSES && asking.get() > 0; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
