package cn.niangjia.insight;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param questions labelled questions, one JSON object a line
 * @param output the folder of resources whose models are written
 */
@ConfigurationProperties("niangjia.fit")
record FitSettings(Path questions, Path output) {
}
