package cn.niangjia.conversation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is followed live.
 *
 * @param poll how often the database is asked for what happened on other nodes; what happens here is seen at once
 * @param heartbeat after which a stream without news says that it is still there
 * @param mostStreams open at once on one node
 */
@ConfigurationProperties("niangjia.live")
record LiveSettings(Duration poll, Duration heartbeat, int mostStreams) {
}
