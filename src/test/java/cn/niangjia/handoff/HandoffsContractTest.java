package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.privacy.Vault;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(Database.class)
class HandoffsContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Conversations conversations;
    private Handoffs handoffs;

    @BeforeEach
    void open() {
        context = DeskForTests.over(database);
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
        handoffs.request(first, Reason.ASKED, null);

        HandoffStatus status = handoffs.request(second, Reason.OWN_CASE, null);

        assertThat(status.position()).isEqualTo(2);
        assertThat(status.reason()).isEqualTo("OWN_CASE");
        assertThat(status.phone()).isEqualTo("0631-12351");
        assertThat(status.open()).as("2026-11-22 is a Sunday").isFalse();
        assertThat(status.opensAt()).isEqualTo(OffsetDateTime.parse("2026-11-23T08:30+08:00"));
        assertThat(state()).containsOnly("WAITING");
    }

    @Test
    void askingAgainKeepsThePlace() {
        UUID conversation = begin();
        HandoffStatus first = handoffs.request(conversation, Reason.ASKED, null);

        assertThat(handoffs.request(conversation, Reason.ASKED, null).id()).isEqualTo(first.id());
    }

    @Test
    void aCrisisStandsFirst() {
        handoffs.request(begin(), Reason.ASKED, null);
        UUID later = begin();
        handoffs.request(later, Reason.ASKED, null);

        assertThat(handoffs.request(later, Reason.CRISIS, null).position()).isEqualTo(1);
    }

    @Test
    void withdrawingGivesThePlaceUpAfterAWhile() {
        UUID first = begin();
        UUID second = begin();
        handoffs.request(first, Reason.ASKED, null);
        handoffs.request(second, Reason.ASKED, null);

        handoffs.withdraw(first);

        assertThat(handoffs.status(first)).isEmpty();
        assertThat(handoffs.status(second)).get().extracting(HandoffStatus::position).isEqualTo(1);
        handoffs.withdraw(first);
        assertThat(handoffs.request(first, Reason.ASKED, null).position()).as("changed their mind at once").isEqualTo(1);
        handoffs.withdraw(first);
        jdbc("update handoff set ended_at = ended_at - interval '31' second where state = 'WITHDRAWN'");
        assertThat(handoffs.request(first, Reason.ASKED, null).position()).isEqualTo(2);
    }

    @Test
    void crisesComeFirstThenDeadlinesThenWhoWaitsLongest() {
        UUID first = begin();
        UUID late = begin();
        UUID danger = begin();
        UUID last = begin();
        handoffs.request(first, Reason.ASKED, null);
        handoffs.request(last, Reason.UNHAPPY, null);
        handoffs.request(late, Reason.DEADLINE, null);
        handoffs.request(danger, Reason.CRISIS, null);

        assertThat(handoffs.waiting()).extracting(Handoff::conversationId).containsExactly(danger, late, first, last);
        assertThat(handoffs.status(last)).get().extracting(HandoffStatus::position).isEqualTo(4);
    }

    @Test
    void offHoursALeftNumberBecomesACallBack() {
        UUID conversation = begin();
        handoffs.request(conversation, Reason.ASKED, null);

        HandoffStatus status = handoffs.describe(conversation, "13812345678", null, "明天上午");

        assertThat(status.state()).isEqualTo("UNANSWERED");
        assertThat(status.contactLeft()).isTrue();
        assertThat(state()).containsOnly("WITH_ASSISTANT");
        assertThat(handoffs.withoutTicket()).containsExactly(status.id());
        assertThat(handoffs.becameTicket(status.id(), "7K2M-9QXA")).isTrue();
        assertThat(handoffs.withoutTicket()).isEmpty();
        assertThat(handoffs.status(conversation)).get().extracting(HandoffStatus::ticket).isEqualTo("7K2M-9QXA");
        assertThat(handoffs.contact(status.id())).contains("13812345678");
    }

    @Test
    void aCrisisStaysInTheQueueAlsoWithANumber() {
        UUID conversation = begin();
        handoffs.request(conversation, Reason.CRISIS, null);

        assertThat(handoffs.describe(conversation, "13812345678", null, null).state()).isEqualTo("WAITING");
    }

    @Test
    void whoWaitsTooLongIsToldOnce() {
        UUID conversation = begin();
        handoffs.request(conversation, Reason.ASKED, null);
        Handoff waiting = handoffs.waiting().getFirst();

        handoffs.tellThatNobodyCame(waiting, "让您等久了");
        handoffs.tellThatNobodyCame(waiting, "让您等久了");

        assertThat(context.getBean(ConversationLog.class).toldAfter(conversation, 0)).extracting(ConversationEvent::text)
                .containsExactly(null, "让您等久了");
        assertThat(handoffs.status(conversation)).get().extracting(HandoffStatus::callBack).isEqualTo(true);
    }

    @Test
    void contactsAreForgottenWithTime() {
        UUID conversation = begin();
        handoffs.request(conversation, Reason.ASKED, null);
        UUID id = handoffs.describe(conversation, "13812345678", null, null).id();

        handoffs.forgetContactsEndedBefore(OffsetDateTime.parse("2026-12-22T10:00+08:00"));

        assertThat(handoffs.contact(id)).isEmpty();
    }

    private void jdbc(String statement) {
        context.getBean(JdbcClient.class).sql(statement).update();
    }

    @Test
    void theContactIsKeptEncryptedAndTheNoteMasked() {
        UUID conversation = begin();
        handoffs.request(conversation, Reason.ASKED, null);

        handoffs.describe(conversation, "13812345678", "打我电话13812345678", null);

        JdbcClient jdbc = context.getBean(JdbcClient.class);
        byte[] contact = jdbc.sql("select sealed_contact from handoff").query(byte[].class).single();
        assertThat(new String(contact, StandardCharsets.ISO_8859_1)).doesNotContain("13812345678");
        assertThat(context.getBean(Vault.class).open(contact, "contact")).isEqualTo("13812345678");
        assertThat(jdbc.sql("select note from handoff").query(String.class).single()).isEqualTo("打我电话〔手机号〕");
    }

    @Test
    void manyRequestsAtOnceMakeOne() {
        UUID conversation = begin();

        long requests = IntStream.range(0, 20).parallel().mapToObj(i -> handoffs.request(conversation, Reason.ASKED, null).id()).distinct().count();

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
        handoffs.request(begun.conversation().id(), Reason.ASKED, null);

        assertThat(conversations.open(begun.conversation().id(), begun.token())).get()
                .extracting(Conversation::state).isEqualTo(Conversation.State.WAITING);
    }
}
