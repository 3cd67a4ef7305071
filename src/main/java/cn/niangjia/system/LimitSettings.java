package cn.niangjia.system;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one caller may ask for.
 *
 * @param conversationsPerHour begun from one address
 * @param messagesPerMinute in one conversation
 * @param openStreams from one address at once
 * @param followed conversations followed live from one address at once; a works' network is one address
 * @param trustedProxies addresses whose {@code X-Forwarded-For} names the caller
 */
@ConfigurationProperties("niangjia.limits")
record LimitSettings(boolean enabled, int conversationsPerHour, int messagesPerMinute, int openStreams, int followed, List<String> trustedProxies) {
}
