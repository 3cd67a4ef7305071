package cn.niangjia.insight;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param labels folder with labelled-questions.jsonl and danger-utterances*.csv
 * @param output folder of resources whose models are written
 */
@ConfigurationProperties("niangjia.fit")
record FitSettings(Path labels, Path output) {
}
