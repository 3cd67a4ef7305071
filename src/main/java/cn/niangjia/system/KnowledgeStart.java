package cn.niangjia.system;

import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.KnowledgeLoader;
import cn.niangjia.retrieval.IndexUpdater;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads the knowledge folders when the application has started, beside the answering of questions, and says by its
 * health when all of it is searchable.
 */
@Component("knowledge")
class KnowledgeStart implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeStart.class);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final long NOT_READ = Long.MAX_VALUE;

    private final KnowledgeLoader loader;
    private final Documents documents;
    private final IndexUpdater updater;
    private volatile long wanted = NOT_READ;
    private volatile List<String> ofFolders = List.of();
    private volatile int problems;
    private volatile boolean announced;

    KnowledgeStart(KnowledgeLoader loader, Documents documents, IndexUpdater updater) {
        this.loader = loader;
        this.documents = documents;
        this.updater = updater;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("knowledge-start").daemon().start(() -> {
            while (!load()) {
                LockSupport.parkNanos(RETRY.toNanos());
            }
            updater.start();
        });
    }

    /** The index follows only once all is read: what is half read must not count as complete. */
    private boolean load() {
        try {
            problems = loader.load().problems().size();
            // Not what an import has brought: that is still on its way perhaps, and answering must not wait for it.
            ofFolders = documents.idsOfFolders();
            wanted = documents.lastChangeOfFolders();
            return true;
        } catch (RuntimeException e) {
            log.error("the knowledge folders could not be read; trying again, what is indexed goes on serving", e);
            return false;
        }
    }

    @Override
    public Health health() {
        boolean ready = announced || wanted != NOT_READ && updater.hasReached(wanted) && !updater.awaitsVectors(ofFolders);
        if (ready && !announced) {
            announced = true;
            log.info("all documents of the knowledge folders are searchable");
        }
        return (ready ? Health.up() : Health.outOfService()).withDetail("refusedFiles", problems).build();
    }
}
