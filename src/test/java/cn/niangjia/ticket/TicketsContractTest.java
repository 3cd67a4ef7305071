package cn.niangjia.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.knowledge.Topic;
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

/** Tickets on every database; the clock stands on Sunday, 2026-11-22 at ten. */
@ParameterizedClass
@EnumSource(Database.class)
class TicketsContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Tickets tickets;
    private TicketRows rows;
    private TicketHistory history;

    @BeforeEach
    void open() {
        context = TicketsForTests.over(database);
        tickets = context.getBean(Tickets.class);
        rows = context.getBean(TicketRows.class);
        history = context.getBean(TicketHistory.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Ticket callBack(UUID conversation, UUID handoff) {
        return tickets.callBack(conversation, handoff, "371082", Topic.LEGAL_AID, "ASKED", "老板欠三个月工资，电话13812345678", "13812345678", "晚上方便", "18:00 以后");
    }

    @Test
    void aCallBackIsPromisedOnceForARequest() {
        UUID handoff = UUID.randomUUID();
        Ticket first = callBack(null, handoff);

        assertThat(callBack(null, handoff)).isEqualTo(first);
        assertThat(first.number()).matches("\\w{4}-\\w{4}-\\w{4}");
        assertThat(first.state()).isEqualTo(Ticket.State.NEW);
        assertThat(first.matter().summary()).isEqualTo("老板欠三个月工资，电话〔手机号〕");
        assertThat(first.matter().region()).isEqualTo("371082");
        assertThat(first.due()).as("eight open hours from a Sunday, 7.5 a day").isEqualTo(OffsetDateTime.parse("2026-11-24T09:00+08:00"));
        assertThat(history.of(first.id())).extracting(TicketHistory.Event::kind).containsExactly(TicketHistory.Kind.MADE);
    }

    @Test
    void manyAtOnceMakeOne() {
        UUID handoff = UUID.randomUUID();
        assertThat(IntStream.range(0, 12).parallel().mapToObj(i -> callBack(null, handoff).number()).distinct()).hasSize(1);
    }

    @Test
    void thePersonIsSealed() {
        Ticket ticket = callBack(null, null);

        byte[] sealed = context.getBean(JdbcClient.class).sql("select sealed_person from ticket").query(byte[].class).single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("13812345678");
        assertThat(rows.person(ticket.id()).contacts()).containsExactly("13812345678");
    }

    @Test
    void whatTheTalkSaidIsTakenOver() {
        UUID conversation = talk("老板拖欠三个月工资怎么办");
        Ticket ticket = callBack(conversation, null);

        assertThat(rows.material(ticket.id())).get().extracting(ChatMaterial::asked).isEqualTo(List.of("老板拖欠三个月工资怎么办"));
    }

    private UUID talk(String text) {
        Conversations conversations = context.getBean(Conversations.class);
        UUID conversation = conversations.begin("371082", "web").conversation().id();
        conversations.ask(conversation, text, text, null);
        return conversation;
    }

    @Test
    void whoErasesATalkIsForgottenAndTheMatterStays() {
        UUID conversation = talk("老板拖欠三个月工资怎么办");
        Ticket ticket = callBack(conversation, UUID.randomUUID());
        LegalFacts facts = new LegalFacts(null, true, false, java.time.LocalDate.of(2026, 3, 31), null, null, null, null);
        rows.update(ticket.with(new Matter(TicketClass.COMPLAINT, null, null, "371082", "张三说欠薪", "备注", null, true, false,
                new TicketForm(List.of(), "某厂", "制造", false, "371082", "371000", null, 5, new java.math.BigDecimal("30000"), "要工资", List.of("12333"), "要去闹", null, facts))));

        tickets.forgetWorker(conversation);

        Ticket left = rows.find(ticket.id()).orElseThrow();
        assertThat(left.hasPerson()).isFalse();
        assertThat(left.conversationId()).isNull();
        assertThat(rows.material(ticket.id())).isEmpty();
        assertThat(left.state()).isEqualTo(Ticket.State.CLOSED);
        assertThat(left.matter().form().employer()).isEqualTo("某厂");
        assertThat(left.matter().form().facts()).isEqualTo(LegalFacts.NONE);
        String row = context.getBean(JdbcClient.class).sql("select * from ticket").query().singleRow().values().toString();
        assertThat(row).doesNotContain("张三", "要工资", "要去闹", "12333", "备注", "老板拖欠", "18:00");
        tickets.forgetWorker(conversation);
        assertThat(history.of(ticket.id())).extracting(TicketHistory.Event::kind)
                .containsExactly(TicketHistory.Kind.MADE, TicketHistory.Kind.ERASED);
    }

    @Test
    void personsOfClosedTicketsGoInTheirTime() {
        Ticket closed = callBack(null, null);
        Ticket open = callBack(null, null);
        OffsetDateTime now = OffsetDateTime.now(Database.CLOCK);
        rows.update(closed.with(closed.handling().closed("办好了", now)));

        assertThat(tickets.forgetPersonsOfClosedBefore(now, 10)).isZero();
        assertThat(tickets.forgetPersonsOfClosedBefore(now.plusDays(1), 10)).isEqualTo(1);
        assertThat(tickets.forgetPersonsOfClosedBefore(now.plusDays(1), 10)).as("again").isZero();
        assertThat(rows.person(closed.id()).isUnknown()).isTrue();
        assertThat(rows.person(open.id()).isUnknown()).isFalse();
    }

    @Test
    void whoSawATicketIsKeptForItsTime() {
        Ticket ticket = callBack(null, null);
        history.saw(ticket.id(), "li", TicketHistory.Seen.CONTACT, "回电话");

        assertThat(tickets.forgetAccessesBefore(OffsetDateTime.now(Database.CLOCK), 10)).isZero();
        assertThat(history.accesses(ticket.id())).extracting(TicketHistory.Access::reason).containsExactly("回电话");
        assertThat(tickets.forgetAccessesBefore(OffsetDateTime.now(Database.CLOCK).plusDays(1), 10)).isEqualTo(1);
    }
}
