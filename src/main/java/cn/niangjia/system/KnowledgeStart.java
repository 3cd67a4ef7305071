package cn.niangjia.system;

import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.KnowledgeLoader;
import cn.niangjia.retrieval.IndexUpdater;
import cn.niangjia.retrieval.QuestionsFirst;
import jakarta.annotation.PreDestroy;
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
    private static final Duration STEP = Duration.ofMillis(50);

    private final KnowledgeLoader loader;
    private final Documents documents;
    private final IndexUpdater updater;
    private final WarmUp warmUp;
    private final QuestionsFirst questions;
    private volatile long wanted;
    private volatile List<String> ofFolders = List.of();
    private volatile int problems;
    private volatile boolean stopping;
    private volatile boolean warm;
    private volatile boolean announced;

    KnowledgeStart(KnowledgeLoader loader, Documents documents, IndexUpdater updater, WarmUp warmUp, QuestionsFirst questions) {
        this.loader = loader;
        this.documents = documents;
        this.updater = updater;
        this.warmUp = warmUp;
        this.questions = questions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("knowledge-start").daemon().start(() -> {
            while (!stopping && !load()) {
                LockSupport.parkNanos(RETRY.toNanos());
            }
            updater.start();
            while (!stopping && !updater.hasReached(wanted)) {
                LockSupport.parkNanos(STEP.toNanos());
            }
            if (!stopping) {
                warmUp.run();
            }
            warm = true;
            questions.answering();
        });
    }

    @PreDestroy
    void stop() {
        stopping = true;
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
        boolean ready = announced || warm && !updater.awaitsVectors(ofFolders);
        if (ready && !announced) {
            announced = true;
            log.info("all documents of the knowledge folders are searchable");
        }
        return (ready ? Health.up() : Health.outOfService()).withDetail("refusedFiles", problems).build();
    }
}
