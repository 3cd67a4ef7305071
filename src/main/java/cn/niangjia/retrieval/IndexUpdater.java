package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.DocumentPublished;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Overrides;
import cn.niangjia.knowledge.Passage;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the index in step with the database: applies every change with a number above the index's own, in order, on
 * start, when an event wakes it and every second. To apply a change twice does no harm, so a crash costs at most the work
 * since the last commit.
 */
@Component
public class IndexUpdater {

    private static final Logger log = LoggerFactory.getLogger(IndexUpdater.class);
    private static final int DOCUMENTS_A_STEP = 50;

    private final Documents documents;
    private final Overrides overrides;
    private final Embeddings embeddings;
    private final IndexInService service;
    private final AtomicReference<@Nullable IndexRebuild> rebuild = new AtomicReference<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("index-updater").daemon().unstarted(this::run);
    private volatile boolean stopping;

    IndexUpdater(Documents documents, Overrides overrides, Embeddings embeddings, IndexInService service) {
        this.documents = documents;
        this.overrides = overrides;
        this.embeddings = embeddings;
        this.service = service;
    }

    /** To be called once the knowledge folders were read: an index that is complete before would be complete too soon. */
    public void start() {
        thread.start();
    }

    /** Whether searches see every change up to this number. */
    public boolean hasReached(long changeNumber) {
        return service.index().isComplete() && service.index().searchableNumber() >= changeNumber;
    }

    @TransactionalEventListener
    void on(DocumentPublished event) {
        wake.release();
    }

    private void run() {
        while (!stopping) {
            try {
                catchUp();
                if (!rebuildAStep()) {
                    wake.tryAcquire(1, TimeUnit.SECONDS);
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                log.error("the index could not be updated; trying again", e);
                pause();
            }
        }
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

    private boolean rebuildAStep() {
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
                apply(next, step);
                next.commit(step.getLast().changeNumber(), false);
                running.reached(next.number());
            }
        } catch (IOException | RuntimeException e) {
            log.error("the index could not be built anew; the one in service stays", e);
            running.failed();
        }
        return true;
    }

    /** Applies all that is newer, a step at a time; each step is committed. */
    void catchUp() throws IOException {
        PassageIndex index = service.index();
        List<Document> changed = documents.changedAfter(index.number(), DOCUMENTS_A_STEP);
        if (changed.isEmpty() && !index.isComplete()) {
            index.commit(index.number(), true);
        }
        while (!changed.isEmpty() && !stopping) {
            apply(index, changed);
            long upTo = changed.getLast().changeNumber();
            changed = documents.changedAfter(upTo, DOCUMENTS_A_STEP);
            index.commit(upTo, changed.isEmpty());
        }
    }

    private void apply(PassageIndex index, List<Document> changed) throws IOException {
        List<List<IndexedPassage>> passages = new ArrayList<>();
        for (Document document : changed) {
            passages.add(document.state() == Document.State.PUBLISHED ? passages(document) : List.of());
        }
        Map<String, float[]> vectors = embeddings.of(passages.stream().flatMap(List::stream)
                .flatMap(passage -> Stream.concat(Stream.of(passage.body()), passage.questions().stream())).toList());
        for (int i = 0; i < changed.size(); i++) {
            index.replace(changed.get(i).id(), passages.get(i), vectors);
        }
    }

    /** A document's linked questions, and a guide's title, lead to its first passage, which gives the short answer. */
    private List<IndexedPassage> passages(Document document) {
        List<IndexedPassage> passages = new ArrayList<>();
        for (Passage passage : documents.passages(document.id(), document.version())) {
            List<String> ofDocument = passages.isEmpty() ? questions(document.description()) : List.of();
            passages.add(new IndexedPassage(passage, document.description(), overrides.validity(document, passage),
                    Stream.concat(passage.questions().stream(), ofDocument.stream()).distinct().toList()));
        }
        return passages;
    }

    private static List<String> questions(Description description) {
        boolean asks = description.kind() == Kind.GUIDE || description.kind() == Kind.FAQ;
        return asks ? Stream.concat(description.questions().stream(), Stream.of(description.title())).toList() : description.questions();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        wake.release();
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }
}
