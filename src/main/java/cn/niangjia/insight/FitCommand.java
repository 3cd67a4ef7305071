package cn.niangjia.insight;

import cn.niangjia.knowledge.Documents;
import cn.niangjia.retrieval.IndexUpdater;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fits what decides on danger, topic, scope and answer-or-not to labelled messages, on the knowledge folders it is started
 * with; writes the models and prints how well they do on messages they were not fitted to. Started by
 * {@code --niangjia.fit.labels=FOLDER --niangjia.fit.output=src/main/resources}; the program ends when it is done.
 */
@Component
@ConditionalOnProperty("niangjia.fit.labels")
class FitCommand {

    private final Documents documents;
    private final IndexUpdater updater;
    private final DangerFit dangerFit;
    private final AnswerFit answerFit;
    private final ConfigurableApplicationContext context;

    FitCommand(Documents documents, IndexUpdater updater, DangerFit dangerFit, AnswerFit answerFit, ConfigurableApplicationContext context) {
        this.documents = documents;
        this.updater = updater;
        this.dangerFit = dangerFit;
        this.answerFit = answerFit;
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().name("fit").start(() -> {
            try {
                fit();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                context.close();
            }
        });
    }

    private void fit() throws IOException, InterruptedException {
        do {
            Thread.sleep(2000);
        } while (!updater.hasReached(documents.lastChangeNumber()) || updater.progress().withoutVector() > 0);
        dangerFit.fit();
        answerFit.fit();
    }
}
