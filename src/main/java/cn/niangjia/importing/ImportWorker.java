package cn.niangjia.importing;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.UnreadableDocument;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.publishing.Publishing;
import cn.niangjia.retrieval.IndexUpdater;
import cn.niangjia.retrieval.QuestionsFirst;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes in one waiting file after the other, in turns with the index and so that questions go first. Each file's documents are
 * kept in one step with the note that it is done; after a crash a file is at most done a second time, which changes nothing.
 */
@Component
class ImportWorker {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    /** So many documents are published before it is settled which of them takes the place of which. */
    private static final int SETTLE_AFTER = 500;
    /** An import of no more passages than this is over only when their vectors are there too; the vectors of a larger one follow. */
    private static final int WITH_VECTORS = 2000;

    private final Imports imports;
    private final Uploads uploads;
    private final FileReading reading;
    private final Intake intake;
    private final Publishing publishing;
    private final Documents documents;
    private final Versions versions;
    private final KnownDocuments knownDocuments;
    private final Accounts accounts;
    private final IndexUpdater index;
    private final QuestionsFirst questions;
    private final ImportLimits limits;
    private final TransactionTemplate transactions;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = QuestionsFirst.thread("import", this::run);
    private volatile boolean stopping;
    /** What was published before the start may not be settled either. */
    private int unsettled = 1;

    ImportWorker(Imports imports, Uploads uploads, FileReading reading, Intake intake, Publishing publishing, Documents documents,
            Versions versions, KnownDocuments knownDocuments, Accounts accounts, IndexUpdater index, QuestionsFirst questions, ImportLimits limits, TransactionTemplate transactions) {
        this.imports = imports;
        this.uploads = uploads;
        this.reading = reading;
        this.intake = intake;
        this.publishing = publishing;
        this.documents = documents;
        this.versions = versions;
        this.knownDocuments = knownDocuments;
        this.accounts = accounts;
        this.index = index;
        this.questions = questions;
        this.limits = limits;
        this.transactions = transactions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        imports.requeue();
        thread.start();
    }

    /** There is something to do. */
    void wake() {
        wake.release();
    }

    private void run() {
        try {
            questions.awaitAnswering();
            while (!stopping) {
                takeOrWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeOrWait() throws InterruptedException {
        try {
            if (!takeNext()) {
                close();
                wake.tryAcquire(1, TimeUnit.SECONDS);
                wake.drainPermits();
            }
        } catch (RuntimeException e) {
            log.error("the import could not go on; trying again: {} at {}", e.getClass().getName(), Arrays.stream(e.getStackTrace()).limit(8).toList());
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private boolean takeNext() throws InterruptedException {
        Optional<Import.File> next = imports.next();
        questions.reading(next.isPresent());
        if (next.isPresent()) {
            questions.inTurn(() -> take(next.get()));
        }
        return next.isPresent();
    }

    /** One file; whatever is wrong with it is about this file alone. */
    private void take(Import.File file) {
        Import job = imports.find(file.importId()).orElseThrow();
        if (job.state() == Import.State.QUEUED) {
            imports.setState(job.id(), Import.State.RUNNING);
        }
        imports.reached(file, 0);
        try {
            if (Archive.isArchive(file.name())) {
                unpack(file, job);
            } else {
                read(file, job);
            }
        } catch (RefusedFile | UnreadableDocument e) {
            imports.finished(file, Import.FileState.REFUSED, file.note(), 0, Import.Result.NONE, e.getMessage());
        } catch (ResponseStatusException e) {
            imports.finished(file, Import.FileState.REFUSED, file.note(), 0, Import.Result.NONE, e.getReason());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Type and place only: a message may quote what stands in the file.
            log.warn("file {} of an import could not be taken in: {} at {}", file.number(), e.getClass().getName(),
                    Arrays.stream(e.getStackTrace()).limit(8).toList());
            imports.finished(file, Import.FileState.REFUSED, file.note(), 0, Import.Result.NONE, RefusedFile.Reason.BROKEN.message());
        }
    }

    /** Its files wait like any other; what it gave before a crash is not given twice. */
    private void unpack(Import.File file, Import job) throws IOException, RefusedFile {
        if (depth(file) > limits.nesting()) {
            throw new RefusedFile(RefusedFile.Reason.NESTED);
        }
        Set<String> given = new HashSet<>(imports.namesFrom(job.id(), file.number()));
        Path archive = uploads.path(String.valueOf(file.stored()));
        long before = file.parent() == null ? 0 : imports.unpacked(job.id());
        new Archive(limits, before).open(archive, (name, content, refused) -> {
            if (given.add(name)) {
                imports.add(job.id(), name, file.number(), refused == null ? uploads.store(content) : null, refused == null ? null : refused.getMessage());
            }
        });
        if (given.isEmpty()) {
            throw new RefusedFile(RefusedFile.Reason.EMPTY);
        }
        imports.finished(file, Import.FileState.COMPLETED, given.size() + " 份文件", 0, Import.Result.NONE, null);
    }

    /** 1 for an uploaded archive, 2 for one in it. */
    private int depth(Import.File file) {
        int depth = 1;
        for (Integer parent = file.parent(); parent != null; depth++) {
            int number = parent;
            parent = imports.files(file.importId(), number - 1, 1).getFirst().parent();
        }
        return depth;
    }

    private void read(Import.File file, Import job) throws RefusedFile, UnreadableDocument {
        Staff staff = accounts.find(job.by()).orElseThrow();
        Extracted extracted = reading.read(file.name(), uploads.path(String.valueOf(file.stored())));
        imports.reached(file, 1);
        Intake.Result result = intake.take(file, job.settings(), extracted);
        imports.reached(file, 3);
        transactions.executeWithoutResult(status -> keep(file, job, staff, extracted.note(), result));
        if (unsettled >= SETTLE_AFTER) {
            settle();
        }
    }

    private void keep(Import.File file, Import job, Staff staff, String note, Intake.Result result) {
        List<Import.Named> kept = new ArrayList<>();
        List<String> warnings = new ArrayList<>(result.warnings());
        boolean changed = false;
        boolean known = false;
        boolean hidden = false;
        int passages = 0;
        for (Intake.Taken taken : result.documents()) {
            Kept one = keep(taken, job, staff);
            kept.add(new Import.Named(one.id(), taken.document().description().title()));
            changed |= one.changed();
            known |= one.known();
            hidden |= one.hidden();
            passages += taken.document().sections().size();
            warnings.addAll(taken.provenance().warnings());
        }
        if (known && changed) {
            warnings.add("已有这份文件，作为新的一版");
        }
        if (hidden) {
            warnings.add("原来职工能看，新的一版只给内部看，请看一下");
        }
        String action = job.settings().publish() || !changed ? "" : known ? "DIFFERENCE" : "CONFIRM";
        imports.finished(file, changed ? Import.FileState.COMPLETED : Import.FileState.UNCHANGED, note, passages,
                new Import.Result(kept, warnings.stream().distinct().limit(20).toList(), result.mends(), action), null);
    }

    /** @param changed false: this very text was there already @param known whether the document existed before @param hidden workers see the version before, not this */
    private record Kept(String id, boolean changed, boolean known, boolean hidden) {
    }

    private Kept keep(Intake.Taken taken, Import job, Staff staff) {
        ReadDocument read = knownDocuments.identified(taken.document());
        Optional<Document> known = documents.find(read.id());
        Optional<Version> open = versions.open(read.id());
        boolean same = knownDocuments.holds(read, taken.hash(), job.settings());
        if (!same) {
            publishing.take(staff, knownDocuments.withWhatPeopleAdded(read), taken.hash(), taken.provenance());
        }
        boolean publish = job.settings().publish() && (!same || open.isPresent());
        if (publish) {
            publishing.publishTaken(staff, read.id());
            unsettled++;
        }
        boolean hidden = !same && read.description().visibility() == Visibility.STAFF && known.filter(document -> document.state() == Document.State.PUBLISHED)
                .filter(document -> document.description().visibility() == Visibility.PUBLIC).isPresent();
        return new Kept(read.id(), !same || publish, known.isPresent(), hidden);
    }

    private void settle() {
        publishing.settle();
        unsettled = 0;
    }

    /** An import is over when all that it published can be found. */
    private void close() {
        List<Import> done = imports.toBeClosed();
        if (done.isEmpty()) {
            return;
        }
        if (unsettled > 0) {
            settle();
        }
        if (index.hasReached(documents.lastChangeNumber())) {
            done.stream().filter(job -> !awaitsVectors(job)).forEach(job -> {
                Map<Import.FileState, Integer> counts = imports.counts(job.id());
                imports.close(job.id(), counts.getOrDefault(Import.FileState.REFUSED, 0) > 0 ? Import.State.COMPLETED_WITH_ERRORS : Import.State.COMPLETED);
            });
        }
    }

    private boolean awaitsVectors(Import job) {
        return imports.passages(job.id()) <= WITH_VECTORS && index.awaitsVectors(imports.files(job.id(), 0, Integer.MAX_VALUE).stream()
                .flatMap(file -> file.result().documents().stream()).map(Import.Named::id).toList());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        questions.answering();
        wake.release();
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }
}
