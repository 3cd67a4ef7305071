package cn.niangjia.retrieval;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents of an index that are found by their words while vectors of theirs are still to come. The index itself says which they are,
 * so that a restart forgets none. Safe for use by many threads.
 */
final class AwaitedVectors {

    private final SequencedMap<String, Integer> passages = new LinkedHashMap<>();
    /** Whose vectors are in the index but not searched yet. */
    private final Set<String> uncommitted = new HashSet<>();

    /** @param missing how many of the document's passages wait for a vector */
    synchronized void replaced(String documentId, int missing) {
        boolean awaited = passages.remove(documentId) != null;
        if (missing > 0) {
            passages.putLast(documentId, missing);
        } else if (awaited) {
            uncommitted.add(documentId);
        }
    }

    /** Of a document that cannot have them nobody waits for them any longer; it goes on being found by its words. */
    synchronized void giveUp(String documentId) {
        passages.remove(documentId);
    }

    synchronized void committed() {
        uncommitted.clear();
    }

    /** The document that came last, for somebody may be waiting for it; null: none waits. */
    synchronized @Nullable String newest() {
        return passages.isEmpty() ? null : passages.lastEntry().getKey();
    }

    synchronized boolean anyOf(Collection<String> documentIds) {
        return documentIds.stream().anyMatch(id -> passages.containsKey(id) || uncommitted.contains(id));
    }

    synchronized boolean isEmpty() {
        return passages.isEmpty() && uncommitted.isEmpty();
    }

    /** Passages that wait. */
    synchronized int count() {
        return passages.values().stream().mapToInt(Integer::intValue).sum();
    }
}
