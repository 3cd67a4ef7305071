package cn.niangjia.system;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long what is kept is kept.
 *
 * @param conversations since the last thing in them
 * @param contacts since the request for a person or the ticket was closed
 * @param traces of how replies came about
 * @param audit entries of the audit log and of the access logs; the database keeps audit entries for 1095 days whatever this says
 */
@ConfigurationProperties("niangjia.retention")
record RetentionSettings(Duration conversations, Duration contacts, Duration traces, Duration audit) {

    private static final Duration AUDIT_STAYS = Duration.ofDays(1095);

    RetentionSettings {
        if (audit.compareTo(AUDIT_STAYS) < 0) {
            throw new IllegalArgumentException("niangjia.retention.audit: at least 1095d, for so long the database refuses to remove entries");
        }
    }
}
