package cn.niangjia.system;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ClockConfiguration {

    /** The one clock, in the union's own zone: what is in force today, and when the desk opens. */
    @Bean
    Clock clock(@Value("${niangjia.union.zone}") ZoneId zone) {
        return Clock.system(zone);
    }
}
