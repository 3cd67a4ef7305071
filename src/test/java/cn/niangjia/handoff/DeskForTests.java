package cn.niangjia.handoff;

import cn.niangjia.Database;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.conversation.ConversationsForTests;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.privacy.EncryptionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk over an empty database, with its settings and staff. */
final class DeskForTests {

    static class Settings {

        @Bean
        UnionSettings union() {
            return new UnionSettings("威海市总工会", "371000", "0631-12351", ZoneId.of("Asia/Shanghai"));
        }

        @Bean
        EncryptionSettings encryption() {
            try {
                return new EncryptionSettings(Files.createTempDirectory("keys").resolve("key"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Bean
        DeskSettings desk() {
            return new DeskSettings(List.of("MON-FRI 08:30-12:00", "MON-FRI 13:30-17:30"));
        }

        @Bean
        HandoffSettings handoff() {
            return new HandoffSettings(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofMinutes(2), 5, Duration.ofSeconds(60));
        }
    }

    private DeskForTests() {
    }

    static AnnotationConfigApplicationContext over(Database database, Class<?>... more) {
        List<Class<?>> parts = new ArrayList<>(List.of(Settings.class, Regions.class, Holidays.class, OpeningHours.class, Presences.class, HandoffRows.class,
                Handoffs.class, Assignments.class));
        parts.addAll(ConversationsForTests.PARTS);
        parts.addAll(List.of(more));
        return database.with(parts.toArray(Class<?>[]::new));
    }

    /** A member of staff who has been seen at the desk just now. */
    static Staff agent(AnnotationConfigApplicationContext context, String name, Role role) {
        context.getBean(JdbcClient.class).sql("""
                insert into staff (name, display_name, password_hash, staff_role, region, created_at) values (:name, :shown, '', :role, '371000', :now)
                """).param("name", name).param("shown", name + "老师").param("role", role.name()).param("now", OffsetDateTime.now(Database.CLOCK)).update();
        Staff staff = new Staff(name, name + "老师", "", role, "371000", false, null, null);
        context.getBean(Presences.class).seen(staff);
        return staff;
    }

    static AgentName name(AnnotationConfigApplicationContext context, Staff staff) {
        return context.getBean(Presences.class).name(staff);
    }
}
