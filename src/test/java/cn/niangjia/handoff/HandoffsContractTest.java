package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.CitationCounts;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.privacy.EncryptionSettings;
import cn.niangjia.privacy.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(Database.class)
class HandoffsContractTest {

    @Parameter
    Database database;
    @TempDir
    static Path keys;
    private AnnotationConfigApplicationContext context;
    private Conversations conversations;
    private Handoffs handoffs;

    static class Settings {
        @Bean
        UnionSettings union() {
            return new UnionSettings("威海市总工会", "371000", "0631-12351", ZoneId.of("Asia/Shanghai"));
        }

        @Bean
        EncryptionSettings encryption() {
            return new EncryptionSettings(keys.resolve("key"));
        }

        @Bean
        DeskSettings desk() {
            return new DeskSettings(List.of("MON-FRI 08:30-12:00", "MON-FRI 13:30-17:30"));
        }
    }

    @BeforeEach
    void open() {
        context = database.with(Settings.class, Vault.class, CitationCounts.class, Conversations.class, OpeningHours.class, Handoffs.class);
        conversations = context.getBean(Conversations.class);
        handoffs = context.getBean(Handoffs.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whoAsksStandsAtTheEndAndAConversationWaits() {
        UUID first = begin();
        UUID second = begin();
        handoffs.request(first, "asked", false);

        HandoffStatus status = handoffs.request(second, "own-case", false);

        assertThat(status.position()).isEqualTo(2);
        assertThat(status.reason()).isEqualTo("own-case");
        assertThat(status.phone()).isEqualTo("0631-12351");
        assertThat(status.open()).as("2026-11-22 is a Sunday").isFalse();
        assertThat(status.opensAt()).isEqualTo(OffsetDateTime.parse("2026-11-23T08:30+08:00"));
        assertThat(state()).containsOnly("WAITING");
    }

    @Test
    void askingAgainKeepsThePlace() {
        UUID conversation = begin();
        HandoffStatus first = handoffs.request(conversation, "asked", false);

        assertThat(handoffs.request(conversation, "asked", false).id()).isEqualTo(first.id());
    }

    @Test
    void aCrisisStandsFirst() {
        handoffs.request(begin(), "asked", false);
        UUID later = begin();
        handoffs.request(later, "asked", false);

        assertThat(handoffs.request(later, "crisis", true).position()).isEqualTo(1);
    }

    @Test
    void withdrawingGivesThePlaceUp() {
        UUID first = begin();
        UUID second = begin();
        handoffs.request(first, "asked", false);
        handoffs.request(second, "asked", false);

        handoffs.withdraw(first);

        assertThat(handoffs.status(first)).isEmpty();
        assertThat(handoffs.status(second)).get().extracting(HandoffStatus::position).isEqualTo(1);
        handoffs.withdraw(first);
        assertThat(handoffs.request(first, "asked", false).position()).isEqualTo(2);
    }

    @Test
    void theContactIsKeptEncryptedAndTheNoteMasked() {
        HandoffStatus status = handoffs.request(begin(), "asked", false);

        handoffs.describe(status.id(), "13812345678", "打我电话13812345678");

        JdbcClient jdbc = context.getBean(JdbcClient.class);
        byte[] contact = jdbc.sql("select sealed_contact from handoff").query(byte[].class).single();
        assertThat(new String(contact, StandardCharsets.ISO_8859_1)).doesNotContain("13812345678");
        assertThat(context.getBean(Vault.class).open(contact, "contact")).isEqualTo("13812345678");
        assertThat(jdbc.sql("select note from handoff").query(String.class).single()).isEqualTo("打我电话〔手机号〕");
    }

    @Test
    void manyRequestsAtOnceMakeOne() {
        UUID conversation = begin();

        long requests = IntStream.range(0, 20).parallel().mapToObj(i -> handoffs.request(conversation, "asked", false).id()).distinct().count();

        assertThat(requests).isOne();
    }

    private UUID begin() {
        return conversations.begin(null, "web").conversation().id();
    }

    private List<String> state() {
        return context.getBean(JdbcClient.class).sql("select state from conversation").query(String.class).list();
    }

    @Test
    void aConversationThatWaitsIsShownAsSuch() {
        Conversations.Begun begun = conversations.begin(null, "web");
        handoffs.request(begun.conversation().id(), "asked", false);

        assertThat(conversations.open(begun.conversation().id(), begun.token())).get()
                .extracting(Conversation::state).isEqualTo(Conversation.State.WAITING);
    }
}
