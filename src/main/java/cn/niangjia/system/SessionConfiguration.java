package cn.niangjia.system;

import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

/** Sessions of staff live in the database: a restart signs nobody out. Twelve hours without a request end one. */
@Configuration
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = 12 * 60 * 60)
class SessionConfiguration {
}
