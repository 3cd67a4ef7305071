package cn.niangjia.importing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How far an import is, for those who look once and for those who watch. */
@Component
class ImportProgress {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofHours(6);

    record Summary(UUID id, OffsetDateTime startedAt, String by, Import.State state, int files, int filesDone, int refused) {
    }

    /** @param stage see {@link Import.File} */
    record ShownFile(int number, String name, long size, String note, Import.FileState state, int stage, List<Import.Named> documents, int passages,
            List<String> warnings, @Nullable String error, String action) {
    }

    /**
     * @param total files, those from archives among them
     * @param receiving whether further files are still to come
     * @param secondsLeft estimated from the pace so far; null while there is none
     * @param mends by their word for readers
     */
    record Shown(UUID id, Import.State state, OffsetDateTime startedAt, @Nullable OffsetDateTime finishedAt, String by, int total, int done, int running,
            int queued, int refused, int passages, double passagesPerSecond, @Nullable Long secondsLeft, Map<String, Integer> mends, boolean receiving, Import.Settings settings,
            List<ShownFile> files) {
    }

    private final Imports imports;
    private final Clock clock;

    ImportProgress(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    Summary summary(Import job) {
        Map<Import.FileState, Integer> counts = imports.counts(job.id());
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Summary(job.id(), job.startedAt(), job.by(), job.state(), total, total - open(counts), counts.getOrDefault(Import.FileState.REFUSED, 0));
    }

    private static int open(Map<Import.FileState, Integer> counts) {
        return counts.getOrDefault(Import.FileState.QUEUED, 0) + counts.getOrDefault(Import.FileState.RUNNING, 0);
    }

    Shown shown(Import job, int from, int size) {
        return shown(job, imports.files(job.id(), from, size));
    }

    private Shown shown(Import job, List<Import.File> files) {
        Map<Import.FileState, Integer> counts = imports.counts(job.id());
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        int done = total - open(counts);
        OffsetDateTime until = job.finishedAt() == null ? OffsetDateTime.now(clock) : job.finishedAt();
        double seconds = Math.max(.001, Duration.between(job.startedAt(), until).toMillis() / 1000.0);
        int passages = imports.passages(job.id());
        Long left = job.state().isOver() || done == 0 ? null : Math.round(seconds * (total - done) / done);
        return new Shown(job.id(), job.state(), job.startedAt(), job.finishedAt(), job.by(), total, done, counts.getOrDefault(Import.FileState.RUNNING, 0),
                counts.getOrDefault(Import.FileState.QUEUED, 0), counts.getOrDefault(Import.FileState.REFUSED, 0), passages,
                Math.round(passages / seconds * 10) / 10.0, left, imports.mends(job.id()),
                job.moreUntil() != null && job.moreUntil().isAfter(OffsetDateTime.now(clock)), job.settings(), files.stream().map(ImportProgress::shown).toList());
    }

    private static ShownFile shown(Import.File file) {
        return new ShownFile(file.number(), file.name(), file.size(), file.note(), file.state(), file.stage(), file.result().documents(), file.passages(),
                file.result().warnings(), file.error(), file.result().action());
    }

    /** Twice a second what changed since, and the whole once more at the end. */
    SseEmitter follow(Import job) {
        SseEmitter stream = new SseEmitter(LONGEST.toMillis());
        Thread.ofVirtual().name("import-progress").start(() -> {
            try {
                long seen = 0;
                for (Import now = job; ; now = imports.find(job.id()).orElseThrow()) {
                    List<Import.File> changed = imports.changedAfter(job.id(), seen);
                    boolean toldAll = changed.size() < Imports.PORTION;
                    boolean over = toldAll && now.state().isOver();
                    stream.send(SseEmitter.event().name(over ? "completed" : "progress").data(shown(now, changed)));
                    seen = changed.isEmpty() ? seen : changed.getLast().updated();
                    if (over) {
                        stream.complete();
                        return;
                    }
                    Thread.sleep(toldAll ? STEP : Duration.ZERO);
                }
            } catch (IOException | IllegalStateException e) {
                stream.complete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return stream;
    }
}
