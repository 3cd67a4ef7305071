package cn.niangjia.publishing;

import cn.niangjia.account.Audit;
import cn.niangjia.retrieval.IndexProgress;
import cn.niangjia.retrieval.IndexRebuild;
import cn.niangjia.retrieval.IndexUpdater;
import java.security.Principal;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Building the index anew, beside the one in service. */
@RestController
class IndexController {

    record Job(UUID jobId) {
    }

    private final IndexUpdater updater;
    private final Audit audit;

    IndexController(IndexUpdater updater, Audit audit) {
        this.updater = updater;
        this.audit = audit;
    }

    /** How far the index is, and how many passages are found by their words only, for now. */
    @GetMapping("/api/admin/index")
    IndexProgress index() {
        return updater.progress();
    }

    /** Asked for again while it runs, it is the same job. */
    @PostMapping("/api/admin/index/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Job rebuild(Principal principal) {
        UUID id = updater.rebuild().progress().id();
        audit.add(principal.getName(), Audit.Action.INDEX_REBUILT, id.toString(), "");
        return new Job(id);
    }

    /** The last one since the server started, so that a page finds it again; 204 where there was none. */
    @GetMapping("/api/admin/index/rebuild")
    ResponseEntity<IndexRebuild.Progress> last() {
        IndexRebuild rebuild = updater.lastRebuild();
        return rebuild == null ? ResponseEntity.noContent().build() : ResponseEntity.ok(rebuild.progress());
    }

    @GetMapping("/api/admin/index/rebuild/{id}")
    IndexRebuild.Progress progress(@PathVariable UUID id) {
        IndexRebuild rebuild = updater.lastRebuild();
        if (rebuild == null || !rebuild.progress().id().equals(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这次重建，可能服务重新启动过");
        }
        return rebuild.progress();
    }
}
