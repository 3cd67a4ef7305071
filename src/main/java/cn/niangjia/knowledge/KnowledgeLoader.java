package cn.niangjia.knowledge;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings the knowledge folders into the database; {@link FolderReading} has the rules. */
@Component
public class KnowledgeLoader {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeLoader.class);

    private final KnowledgeSettings settings;
    private final Regions regions;
    private final DocumentReader reader;
    private final Documents documents;
    private final Supersession supersession;

    KnowledgeLoader(KnowledgeSettings settings, Regions regions, DocumentReader reader, Documents documents,
            Supersession supersession) {
        this.settings = settings;
        this.regions = regions;
        this.reader = reader;
        this.documents = documents;
        this.supersession = supersession;
    }

    /** Reads every folder once. When it returns, all that could be read is in the database. */
    public LoadReport load() {
        regions.load();
        List<KnowledgeFolder> folders = KnowledgeFolder.of(settings.folders());
        FolderReading reading = new FolderReading(reader, documents);
        folders.forEach(reading::read);
        reading.withdrawMissing(folders);
        supersession.settle();
        LoadReport report = reading.report();
        report.problems().forEach(problem -> log.warn("knowledge file refused: {}", problem));
        log.info("knowledge folders read: {}", report);
        return report;
    }
}
