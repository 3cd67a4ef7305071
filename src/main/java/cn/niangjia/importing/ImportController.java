package cn.niangjia.importing;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.publishing.PublishingSettings;
import cn.niangjia.publishing.Rights;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Uploads files and shows how far they are. */
@RestController
class ImportController {

    record Begun(UUID importId) {
    }

    /** A batch that takes longer than this to come finds the import over, and opens it again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Imports imports;
    private final Uploads uploads;
    private final ImportWorker worker;
    private final ImportProgress progress;
    private final Rights rights;
    private final PublishingSettings publishing;
    private final Regions regions;
    private final Clock clock;

    ImportController(Imports imports, Uploads uploads, ImportWorker worker, ImportProgress progress, Rights rights, PublishingSettings publishing,
            Regions regions, Clock clock) {
        this.imports = imports;
        this.uploads = uploads;
        this.worker = worker;
        this.progress = progress;
        this.rights = rights;
        this.publishing = publishing;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * Takes files in; they are read afterwards.
     *
     * @param publish true: publishes what was understood, for workers to see unless {@code visibility} says STAFF
     * @param importId of an import begun before, for uploads in batches
     * @param more whether further batches follow; the import is not over before they have come, or none has come for a while
     */
    @PostMapping(path = "/api/admin/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun upload(@RequestParam(required = false) @Nullable List<MultipartFile> files, @RequestParam(name = "files[]", required = false) @Nullable List<MultipartFile> listed,
            @RequestParam(required = false) @Nullable String region, @RequestParam(required = false) @Nullable List<Topic> topics,
            @RequestParam(required = false) @Nullable Kind kind, @RequestParam(required = false) @Nullable Visibility visibility,
            @RequestParam(defaultValue = "false") boolean publish, @RequestParam(required = false) @Nullable UUID importId,
            @RequestParam(defaultValue = "false") boolean more, Principal principal) throws IOException {
        Staff staff = rights.staff(principal);
        List<MultipartFile> all = Stream.of(files, listed).filter(list -> list != null).flatMap(List::stream).toList();
        if (all.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有收到文件，请选好文件再传（files）");
        }
        String place = region == null || region.isBlank() ? null : region;
        check(staff, place, publish);
        Visibility readers = visibility != null ? visibility : publish ? Visibility.PUBLIC : Visibility.STAFF;
        UUID id = importId == null ? imports.begin(staff.name(), new Import.Settings(place, topics == null ? List.of() : topics, kind, readers, publish))
                : own(importId, staff);
        imports.awaitMore(id, more ? OffsetDateTime.now(clock).plus(PATIENCE) : null);
        for (MultipartFile file : all) {
            add(id, file);
        }
        worker.wake();
        return new Begun(id);
    }

    private void check(Staff staff, @Nullable String region, boolean publish) {
        if (region != null && regions.find(region).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有这个地区，请从列表里选（region）");
        }
        String against = publish ? rights.againstPublishing(staff, region == null ? staff.region() : region, staff.name())
                : rights.againstEditing(staff, region == null ? staff.region() : region);
        if (!against.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, publish && publishing.secondPerson() ? "发布要由另一位审核人员来做，请先存成草稿（不带 publish）" : against);
        }
    }

    private static String name(MultipartFile file) {
        String sent = file.getOriginalFilename();
        return sent == null || sent.isBlank() ? "未命名" : sent.replace('\\', '/');
    }

    private UUID own(UUID id, Staff staff) {
        return imports.find(id).filter(job -> job.by().equals(staff.name())).map(Import::id).orElseThrow(ImportController::gone);
    }

    private void add(UUID id, MultipartFile file) throws IOException {
        String name = name(file);
        if (Archive.isUnsafe(name)) {
            imports.add(id, name.replace("\0", ""), null, null, RefusedFile.Reason.NAME.message());
        } else {
            imports.add(id, name, null, uploads.store(file.getInputStream()), null);
        }
    }

    /** No more files will come, because the last batch was given up. */
    @DeleteMapping("/api/admin/imports/{id}/upload")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endUpload(@PathVariable UUID id, Principal principal) {
        imports.awaitMore(own(id, rights.staff(principal)), null);
        worker.wake();
    }

    /** Another file in the place of a refused one. @param number of the refused file */
    @PutMapping(path = "/api/admin/imports/{id}/files/{number}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replace(@PathVariable UUID id, @PathVariable int number, @RequestParam MultipartFile file, Principal principal) throws IOException {
        String name = name(file);
        if (Archive.isUnsafe(name)) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, RefusedFile.Reason.NAME.message());
        }
        if (!imports.replace(own(id, rights.staff(principal)), number, name, uploads.store(file.getInputStream()))) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "这份已经收下了，不用换");
        }
        worker.wake();
    }

    /** Newest first. */
    @GetMapping("/api/admin/imports")
    List<ImportProgress.Summary> latest() {
        return imports.latest(50).stream().map(progress::summary).toList();
    }

    @GetMapping("/api/admin/imports/{id}")
    ImportProgress.Shown show(@PathVariable UUID id, @RequestParam(defaultValue = "0") int from, @RequestParam(defaultValue = "200") int size) {
        return progress.shown(find(id), Math.max(0, from), Math.clamp(size, 1, 5000));
    }

    /** Ends with the import. */
    @GetMapping(path = "/api/admin/imports/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable UUID id) {
        return progress.follow(find(id));
    }

    @PutMapping("/api/admin/imports/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable UUID id, Principal principal) {
        checkOwn(id, principal);
        if (!find(id).state().isOver()) {
            imports.setState(id, Import.State.PAUSED);
        }
    }

    @DeleteMapping("/api/admin/imports/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void goOn(@PathVariable UUID id, Principal principal) {
        checkOwn(id, principal);
        if (find(id).state() == Import.State.PAUSED) {
            imports.setState(id, Import.State.QUEUED);
            worker.wake();
        }
    }

    /** Who began it, and an admin of the whole country, may hold it up. */
    private void checkOwn(UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        boolean all = staff.role() == Role.ADMIN && staff.region().equals(Region.WHOLE_COUNTRY);
        if (!all && !find(id).by().equals(staff.name())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "这次导入是别人开始的，请找他来停或继续");
        }
    }

    private Import find(UUID id) {
        return imports.find(id).orElseThrow(ImportController::gone);
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这次导入");
    }
}
