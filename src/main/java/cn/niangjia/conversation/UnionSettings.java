package cn.niangjia.conversation;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The union that workers talk with.
 *
 * @param region code of its place; 000000 is the whole country
 * @param phone the number workers ring
 */
@ConfigurationProperties("niangjia.union")
public record UnionSettings(String name, String region, String phone, ZoneId zone) {
}
