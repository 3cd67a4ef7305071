package cn.niangjia.ticket;

import cn.niangjia.Database;
import cn.niangjia.conversation.ConversationsForTests;
import cn.niangjia.handoff.CalendarForTests;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.privacy.EncryptionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

/** Tickets over an empty database; complaints have five working days, promised calls eight open hours, the others no limit. */
final class TicketsForTests {

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
        TicketSettings ticketSettings() {
            return new TicketSettings(Map.of(TicketClass.COMPLAINT, "5d"), "8h");
        }
    }

    private TicketsForTests() {
    }

    static AnnotationConfigApplicationContext over(Database database) {
        List<Class<?>> parts = new ArrayList<>(List.of(Settings.class, TicketRows.class, TicketHistory.class, DueTimes.class, Tickets.class));
        parts.addAll(CalendarForTests.PARTS);
        parts.addAll(ConversationsForTests.PARTS);
        return database.with(parts.toArray(Class<?>[]::new));
    }
}
