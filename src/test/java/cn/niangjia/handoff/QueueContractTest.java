package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Ratings;
import cn.niangjia.knowledge.Regions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

/** What the desk lists, and who looked. */
@ParameterizedClass
@EnumSource(Database.class)
class QueueContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Conversations conversations;
    private Handoffs handoffs;
    private Queue queue;
    private Staff zhou;

    /** Who sees what asks for no account. */
    static class Rights {
        @Bean
        DeskRights rights(Regions regions, HandoffRows rows) {
            return new DeskRights(null, regions, rows);
        }
    }

    @BeforeEach
    void open() {
        context = DeskForTests.over(database, Queue.class, Rights.class, AccessLog.class, Ratings.class);
        context.getBean(Regions.class).load();
        conversations = context.getBean(Conversations.class);
        handoffs = context.getBean(Handoffs.class);
        queue = context.getBean(Queue.class);
        zhou = DeskForTests.agent(context, "周", Role.AGENT);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aRowTellsTheWorkersLastWordsAndThePlaceInTheQueue() {
        waiting("370000");
        UUID second = waiting(null);

        List<Queue.Row> rows = queue.list(zhou, Handoff.State.WAITING);

        assertThat(rows).extracting(Queue.Row::id).as("another place's is not shown").containsExactly(second);
        assertThat(rows.getFirst().position()).as("but counts").isEqualTo(2);
        assertThat(rows.getFirst().lastText()).isEqualTo("再问");
        assertThat(rows.getFirst().lastAuthor()).isEqualTo("WORKER");
        assertThat(queue.row(handoffs.find(second).orElseThrow())).isEqualTo(rows.getFirst());
        assertThat(queue.list(zhou, Handoff.State.RESOLVED)).isEmpty();
    }

    @Test
    void whatIsTransferredToAPlaceIsThatPlacesStaffs() {
        UUID handoff = waiting("371000");
        Assignments assignments = context.getBean(Assignments.class);
        assignments.take(handoff, zhou, DeskForTests.name(context, zhou), zhou);
        assertThat(queue.list(zhou, Handoff.State.TAKEN)).hasSize(1);

        assignments.giveBack(handoff, zhou, "370200", "请青岛接");

        assertThat(queue.list(zhou, Handoff.State.WAITING)).isEmpty();
        assertThat(handoffs.find(handoff)).get().extracting(Handoff::region).isEqualTo("370200");
    }

    @Test
    void eachLookIsARowThatOutlivesTheConversation() {
        UUID conversation = conversations.begin(null, "web").conversation().id();
        AccessLog accesses = context.getBean(AccessLog.class);
        accesses.add(conversation, "周", AccessLog.What.OPENED);
        accesses.add(conversation, "周", AccessLog.What.CONTACT);

        conversations.erase(conversation);

        assertThat(accesses.of(conversation)).extracting(AccessLog.Access::what).containsExactly(AccessLog.What.OPENED, AccessLog.What.CONTACT);
        accesses.forgetBefore(OffsetDateTime.parse("2026-11-23T10:00+08:00"));
        assertThat(accesses.of(conversation)).isEmpty();
    }

    @Test
    void theLastRatingCountsAndGoesWithTheConversation() {
        UUID conversation = conversations.begin(null, "web").conversation().id();
        Ratings ratings = context.getBean(Ratings.class);
        ratings.keep(conversation, 2, "没说清");
        ratings.keep(conversation, 5, null);

        assertThat(ratings.of(conversation)).contains(5);
        conversations.erase(conversation);
        assertThat(ratings.of(conversation)).isEmpty();
    }

    private UUID waiting(String region) {
        UUID conversation = conversations.begin(region, "web").conversation().id();
        conversations.ask(conversation, "问", "问", null);
        UUID id = handoffs.request(conversation, Reason.ASKED, null).id();
        conversations.ask(conversation, "再问", "再问", null);
        return id;
    }
}
