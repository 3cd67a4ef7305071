package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/**
 * Makes the vectors that documents in the index wait for, the newest document first, in steps so small that what is published meanwhile
 * need not wait. The vectors go to the database as they are made; a document is put into the index again when all of its are there.
 */
@Component
class LateVectors {

    private static final Logger log = LoggerFactory.getLogger(LateVectors.class);
    /** What is published meanwhile waits for one step at most. */
    private static final int TEXTS_A_STEP = 32;
    /** So few texts are embedded before their document is found at all. */
    private static final int AT_ONCE = 64;
    /** Few large commits: each makes a segment, and segments must be merged. */
    private static final int PASSAGES_A_COMMIT = 2000;

    private final Documents documents;
    private final DocumentPassages content;
    private final Embeddings embeddings;
    private @Nullable Instant begun;
    private int done;
    private int uncommitted;
    private boolean somethingNew;

    LateVectors(Documents documents, DocumentPassages content, Embeddings embeddings) {
        this.documents = documents;
        this.content = content;
        this.embeddings = embeddings;
    }

    /** Of these texts the vectors that are there at once: all if they are few and none came before them. */
    Map<String, float[]> atOnce(PassageIndex index, Collection<String> texts) {
        Map<String, float[]> known = embeddings.known(texts);
        long missing = texts.stream().filter(text -> !known.containsKey(text)).distinct().count();
        if (missing <= AT_ONCE && index.awaited().isEmpty()) {
            return embeddings.of(texts);
        }
        somethingNew = true;
        return known;
    }

    /** @return false if no document waits */
    boolean step(PassageIndex index) throws IOException {
        String id = index.awaited().newest();
        if (id == null) {
            return false;
        }
        try {
            make(id, index);
        } catch (NestedRuntimeException | AlreadyClosedException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("the vectors of document {} could not be made; it is found by its words", id, e);
            index.awaited().giveUp(id);
        }
        commit(index);
        return true;
    }

    private void make(String id, PassageIndex index) throws IOException {
        List<IndexedPassage> passages = documents.find(id).map(content::of).orElse(List.of());
        Map<String, float[]> vectors = vectors(passages);
        if (vectors != null) {
            index.replace(id, passages, vectors);
            // Those that could not be made now would not be made the next time.
            index.awaited().giveUp(id);
            count(passages.size());
        }
    }

    /** Null while some are still to be made. */
    private @Nullable Map<String, float[]> vectors(List<IndexedPassage> passages) {
        List<String> texts = passages.stream().flatMap(IndexedPassage::texts).distinct().toList();
        Map<String, float[]> vectors = new LinkedHashMap<>(embeddings.known(texts));
        List<String> missing = texts.stream().filter(text -> !vectors.containsKey(text)).toList();
        Map<String, float[]> made = embeddings.of(missing.subList(0, Math.min(TEXTS_A_STEP, missing.size())));
        vectors.putAll(made);
        // None made of those wanted: a further step would fare no better.
        return missing.size() <= TEXTS_A_STEP || made.isEmpty() ? vectors : null;
    }

    private synchronized void count(int passages) {
        begun = begun == null ? Instant.now() : begun;
        done += passages;
        uncommitted += Math.max(1, passages);
    }

    private synchronized void over() {
        begun = null;
        done = 0;
    }

    /** Estimated from the pace so far; null while there is none. */
    synchronized @Nullable Long secondsLeft(int passages) {
        return begun == null || done == 0 ? null : Duration.between(begun, Instant.now()).toMillis() * passages / done / 1000;
    }

    /** At once when all is done, and for the newest document, which somebody may be waiting for. */
    private void commit(PassageIndex index) throws IOException {
        if (uncommitted > 0 && (somethingNew || uncommitted >= PASSAGES_A_COMMIT || index.awaited().newest() == null)) {
            index.commit(index.number(), index.isComplete());
            somethingNew = false;
            uncommitted = 0;
        }
        if (index.awaited().newest() == null) {
            over();
        }
    }
}
