package cn.niangjia.system;

import cn.niangjia.conversation.UnionSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ClockConfiguration {

    /** The one clock, in the union's own zone: what is in force today, and when the desk opens. */
    @Bean
    Clock clock(UnionSettings union) {
        return Clock.system(union.zone());
    }
}
