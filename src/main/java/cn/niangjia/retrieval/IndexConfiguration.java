package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Opens the index below the data folder; one that cannot be used is put aside and built anew from the database. */
@Configuration
class IndexConfiguration {

    private static final Logger log = LoggerFactory.getLogger(IndexConfiguration.class);

    @Bean(destroyMethod = "close")
    PassageIndex passageIndex(@Value("${niangjia.data}") Path data, JsonMapper json, Documents documents) throws IOException {
        Path folder = data.resolve("index").resolve("format-" + PassageIndex.FORMAT);
        PassageIndex index = open(folder, json);
        if (index.number() > documents.lastChangeNumber()) {
            log.warn("the index is ahead of the database, as after restoring a backup; it is built anew");
            index.abandon();
            FileSystemUtils.deleteRecursively(folder);
            index = open(folder, json);
        }
        deleteOtherFormats(folder);
        return index;
    }

    private static PassageIndex open(Path folder, JsonMapper json) throws IOException {
        try {
            return new PassageIndex(folder, json);
        } catch (org.apache.lucene.index.CorruptIndexException | org.apache.lucene.index.IndexFormatTooOldException e) {
            log.warn("the index cannot be read; it is built anew", e);
            FileSystemUtils.deleteRecursively(folder);
            return new PassageIndex(folder, json);
        }
    }

    private static void deleteOtherFormats(Path current) throws IOException {
        try (Stream<Path> folders = Files.list(current.getParent())) {
            for (Path folder : folders.filter(path -> !path.equals(current)).sorted(Comparator.naturalOrder()).toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }
}
