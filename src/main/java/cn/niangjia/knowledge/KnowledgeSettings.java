package cn.niangjia.knowledge;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param folders the folders of Markdown that are read at start; empty means none */
@ConfigurationProperties("niangjia.knowledge")
public record KnowledgeSettings(List<Path> folders) {
}
