package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.DocumentPublished;
import cn.niangjia.knowledge.Documents;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the index in step with the database: applies every change with a number above the index's own, in order, on
 * start, when an event wakes it and every second. To apply a change twice does no harm, so a crash costs at most the work
 * since the last commit.
 *
 * <p>What comes by the thousand is found by its words as soon as it is read; its vectors follow ({@link LateVectors}). An index that was never
 * complete gets them at once, since it is not searched before.
 */
@Component
public class IndexUpdater {

    private static final Logger log = LoggerFactory.getLogger(IndexUpdater.class);
    private static final int DOCUMENTS_A_STEP = 50;
    /** While documents are being read they are taken in together: a commit for each would cost more than they do. */
    private static final int PAUSE_MILLIS = 500;

    private final Documents documents;
    private final DocumentPassages content;
    private final Embeddings embeddings;
    private final LateVectors late;
    private final IndexInService service;
    private final QuestionsFirst questions;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable IndexRebuild> rebuild = new AtomicReference<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = QuestionsFirst.thread("index-updater", this::run);
    private volatile boolean stopping;

    IndexUpdater(Documents documents, DocumentPassages content, Embeddings embeddings, LateVectors late, IndexInService service,
            QuestionsFirst questions) {
        this.documents = documents;
        this.content = content;
        this.embeddings = embeddings;
        this.late = late;
        this.service = service;
        this.questions = questions;
    }

    /** To be called once the knowledge folders were read: an index that is complete before would be complete too soon. */
    public void start() {
        thread.start();
    }

    /** Whether searches see every change up to this number; of some, perhaps, by words only. */
    public boolean hasReached(long changeNumber) {
        return service.index().isComplete() && service.index().searchableNumber() >= changeNumber;
    }

    /** Whether one of these documents is found by its words only, for now. */
    public boolean awaitsVectors(Collection<String> documentIds) {
        return service.index().awaited().anyOf(documentIds);
    }

    public IndexProgress progress() {
        PassageIndex index = service.index();
        int waiting = index.awaited().count();
        try (IndexSnapshot snapshot = service.open()) {
            return new IndexProgress(index.searchableNumber(), snapshot == null ? 0 : snapshot.passages(), waiting, late.secondsLeft(waiting),
                    List.copyOf(failed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TransactionalEventListener
    void on(DocumentPublished event) {
        wake.release();
    }

    private void run() {
        while (!stopping) {
            try {
                catchUp();
                if (!rebuildAStep() && !vectorsAStep()) {
                    waitForMore();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                if (!stopping) {
                    log.error("the index could not be updated; trying again", e);
                    pause();
                }
            }
        }
    }

    private void waitForMore() throws InterruptedException {
        if (questions.someoneReads()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } else {
            wake.tryAcquire(1, TimeUnit.SECONDS);
        }
        wake.drainPermits();
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /**
     * Begins to build an index anew beside the one in service, unless that is under way already. What is published
     * meanwhile goes into both.
     */
    public IndexRebuild rebuild() {
        IndexRebuild running = rebuild.updateAndGet(now -> now == null || now.isOver() ? new IndexRebuild(documents.lastChangeNumber()) : now);
        wake.release();
        return running;
    }

    /** The last one asked for since the start; null if none was. */
    public @Nullable IndexRebuild lastRebuild() {
        return rebuild.get();
    }

    private boolean rebuildAStep() throws InterruptedException {
        IndexRebuild running = rebuild.get();
        if (running == null || running.isOver()) {
            return false;
        }
        try {
            PassageIndex next = running.index(service);
            List<Document> step = documents.changedAfter(next.number(), DOCUMENTS_A_STEP);
            if (step.isEmpty()) {
                next.commit(next.number(), true);
                service.exchange(next);
                running.completed();
            } else {
                apply(next, step, step.getLast().changeNumber(), false);
                running.reached(next.number());
            }
        } catch (IOException | RuntimeException e) {
            log.error("the index could not be built anew; the one in service stays", e);
            running.failed();
        }
        return true;
    }

    private boolean vectorsAStep() throws IOException, InterruptedException {
        PassageIndex index = service.index();
        boolean waiting = !questions.someoneReads() && index.awaited().newest() != null;
        if (waiting) {
            questions.<IOException>inTurn(() -> late.step(index));
        }
        return waiting;
    }

    /** Applies all that is newer, a step at a time; each step is committed. */
    void catchUp() throws IOException, InterruptedException {
        PassageIndex index = service.index();
        List<Document> changed = documents.changedAfter(index.number(), DOCUMENTS_A_STEP);
        if (changed.isEmpty() && !index.isComplete()) {
            index.commit(index.number(), true);
        }
        while (!changed.isEmpty() && !stopping) {
            long upTo = changed.getLast().changeNumber();
            List<Document> rest = documents.changedAfter(upTo, DOCUMENTS_A_STEP);
            apply(index, changed, upTo, rest.isEmpty());
            changed = rest;
        }
    }

    private void apply(PassageIndex index, List<Document> changed, long upTo, boolean caughtUp) throws IOException, InterruptedException {
        questions.<IOException>inTurn(() -> {
            Map<Document, List<IndexedPassage>> passages = new LinkedHashMap<>();
            changed.forEach(document -> alone(document, () -> passages.put(document, content.of(document))));
            List<String> texts = passages.values().stream().flatMap(List::stream).flatMap(IndexedPassage::texts).toList();
            Map<String, float[]> vectors = service.index().isComplete() ? late.atOnce(index, texts) : embeddings.of(texts);
            for (Map.Entry<Document, List<IndexedPassage>> one : passages.entrySet()) {
                questions.letPass();
                alone(one.getKey(), () -> index.replace(one.getKey().id(), one.getValue(), vectors));
            }
            index.commit(upTo, caughtUp);
        });
    }

    /** What is wrong with one document holds up no other: it stays in the index as it was. */
    private void alone(Document document, QuestionsFirst.Piece<IOException> work) {
        try {
            work.run();
            failed.remove(document.id());
        } catch (NestedRuntimeException | AlreadyClosedException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            log.error("document {} could not be put into the index as it is now", document.id(), e);
            failed.add(document.id());
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        embeddings.stop();
        wake.release();
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }
}
