package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Documents;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the index below the data folder. */
@Configuration
class IndexConfiguration {

    @Bean(destroyMethod = "close")
    IndexInService indexInService(@Value("${niangjia.data}") Path data, JsonMapper json, Documents documents) throws IOException {
        return new IndexInService(data.resolve("index"), json, documents.lastChangeNumber());
    }
}
