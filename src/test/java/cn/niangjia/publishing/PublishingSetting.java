package cn.niangjia.publishing;

import cn.niangjia.Database;
import cn.niangjia.account.Accounts;
import cn.niangjia.account.Audit;
import cn.niangjia.conversation.CitationCounts;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.KnowledgeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** All of publishing over an empty database, with a clock that a test sets. Two people are asked for. */
class PublishingSetting {

    /** Stands still until it is moved. */
    static class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T02:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    // Not a @Configuration, which the whole product would take for one of its own.
    @ComponentScan(basePackageClasses = Documents.class)
    @ConfigurationPropertiesScan(basePackageClasses = Accounts.class)
    static class Beans {

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }

        @Bean
        PasswordEncoder encoder() {
            return PasswordEncoderFactories.createDelegatingPasswordEncoder();
        }

        /** No folder until a test names one. */
        @Bean
        KnowledgeSettings folders() {
            return new KnowledgeSettings(new ArrayList<>());
        }

        @Bean
        PublishingSettings settings() {
            return new PublishingSettings(true);
        }
    }

    static AnnotationConfigApplicationContext open(Database database) {
        return database.with(Beans.class, Accounts.class, Audit.class, CitationCounts.class, Rights.class, Precedence.class, BasisChanges.class,
                Publishing.class, Editing.class, Timetable.class, Standings.class, DocumentTable.class);
    }
}
