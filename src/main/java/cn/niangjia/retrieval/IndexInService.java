package cn.niangjia.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The index that searches see, and the exchange of it for one built beside it, in one step and without an empty moment.
 *
 * <p>Each index has a folder of its own below {@code index/}, {@code format-<format>.<generation>}. At start the youngest complete
 * one serves; what a crash left half built is removed.
 */
class IndexInService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexInService.class);
    private static final String PREFIX = "format-" + PassageIndex.FORMAT + ".";

    private final Path home;
    private final JsonMapper json;
    private volatile PassageIndex index;
    private int generation;

    /** @param lastNumber of the database's changes: an index that is ahead of it, as after restoring a backup, is of no use */
    IndexInService(Path home, JsonMapper json, long lastNumber) throws IOException {
        this.home = Files.createDirectories(home);
        this.json = json;
        PassageIndex found = youngestComplete(lastNumber);
        this.index = found == null ? create() : found;
        deleteOthers();
    }

    private @Nullable PassageIndex youngestComplete(long lastNumber) throws IOException {
        PassageIndex unfinished = null;
        for (int number : generations()) {
            PassageIndex candidate = openIfReadable(home.resolve(PREFIX + number), lastNumber);
            generation = candidate == null ? Math.max(generation, number) : number;
            if (candidate != null && candidate.isComplete()) {
                close(unfinished);
                return candidate;
            }
            close(unfinished);
            unfinished = candidate;
        }
        return unfinished;
    }

    private static void close(@Nullable PassageIndex index) throws IOException {
        if (index != null) {
            index.close();
        }
    }

    /** Youngest first. */
    private List<Integer> generations() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> folders = Files.list(home)) {
            folders.map(folder -> folder.getFileName().toString()).filter(name -> name.matches(PREFIX.replace(".", "\\.") + "\\d{1,9}"))
                    .map(name -> Integer.parseInt(name.substring(PREFIX.length()))).forEach(numbers::add);
        }
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    private @Nullable PassageIndex openIfReadable(Path folder, long lastNumber) throws IOException {
        try {
            PassageIndex candidate = new PassageIndex(folder, json);
            if (candidate.number() <= lastNumber) {
                return candidate;
            }
            log.warn("the index is ahead of the database, as after restoring a backup; it is built anew");
            candidate.abandon();
        } catch (org.apache.lucene.index.CorruptIndexException | org.apache.lucene.index.IndexFormatTooOldException e) {
            log.warn("the index cannot be read; it is built anew", e);
        }
        return null;
    }

    /** A new empty index beside the one in service. */
    PassageIndex create() throws IOException {
        generation++;
        Path folder = home.resolve(PREFIX + generation);
        FileSystemUtils.deleteRecursively(folder);
        return new PassageIndex(folder, json);
    }

    PassageIndex index() {
        return index;
    }

    /** From now on searches see this one; those that are under way end on the old one. */
    void exchange(PassageIndex next) {
        PassageIndex old = index;
        index = next;
        try {
            old.abandon();
            deleteOthers();
        } catch (IOException e) {
            log.warn("the former index could not be removed; the next start does it", e);
        }
    }

    /** The index as it is now, for one search. Null as long as it was never complete. */
    @Nullable IndexSnapshot open() {
        while (true) {
            PassageIndex now = index;
            try {
                return now.open();
            } catch (AlreadyClosedException e) {
                // Exchanged between the two lines above: the one that serves now is open.
                if (now == index) {
                    throw e;
                }
            }
        }
    }

    private void deleteOthers() throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            for (Path folder : folders.filter(path -> !path.equals(home.resolve(PREFIX + generation))).toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
