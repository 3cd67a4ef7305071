package cn.niangjia.system;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.account.Audit;
import cn.niangjia.chat.Worker;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.handoff.AccessLog;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.ticket.Ticket;
import cn.niangjia.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes at night, with the clock moved on. */
class RetentionIT extends NiangjiaIT {

    @Autowired
    private Conversations conversations;
    @Autowired
    private Handoffs handoffs;
    @Autowired
    private AccessLog accesses;
    @Autowired
    private Tickets tickets;
    @Autowired
    private Audit audit;
    @Autowired
    private RetentionSettings settings;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient jdbc;

    private void runIn(Duration time) {
        new Retention(conversations, handoffs, accesses, tickets, audit, settings, Clock.offset(clock, time)).run();
    }

    private int count(String from, UUID id) {
        return jdbc.sql("select count(*) from " + from).param("id", id).query(Integer.class).single();
    }

    @Test
    void conversationsGoAfterTheirTimeAndTicketsLoseWhatTheyTookOver() throws Exception {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("加班费怎么算");
        UUID conversation = UUID.fromString(worker.conversation());
        Ticket ticket = tickets.callBack(conversation, null, null, null, "ASKED", "加班费", "13812345678", null, null);

        runIn(Duration.ofDays(179));
        assertThat(conversations.exists(conversation)).isTrue();
        runIn(Duration.ofDays(181));

        assertThat(conversations.exists(conversation)).isFalse();
        assertThat(worker.send("GET", "/" + conversation, null, "application/json").statusCode()).isEqualTo(404);
        assertThat(count("ticket where id = :id and material is null and sealed_person is not null", ticket.id())).as("open, so its worker can be called").isOne();

        jdbc.sql("update ticket set state = 'CLOSED', closed_at = changed_at where id = :id").param("id", ticket.id()).update();
        runIn(Duration.ofDays(29));
        assertThat(count("ticket where id = :id and sealed_person is not null", ticket.id())).isOne();
        runIn(Duration.ofDays(31));
        assertThat(count("ticket where id = :id and sealed_person is null", ticket.id())).isOne();
    }

    @Test
    void tracesGoBeforeConversationsThatLiveOn() throws Exception {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("加班费怎么算");
        UUID conversation = UUID.fromString(worker.conversation());
        jdbc.sql("update trace set created_at = created_at - interval '400' day where message_id in (select id from message where conversation_id = :id)")
                .param("id", conversation).update();

        runIn(Duration.ZERO);

        assertThat(count("trace where message_id in (select id from message where conversation_id = :id)", conversation)).isZero();
        assertThat(conversations.exists(conversation)).isTrue();
    }

    @Test
    void manyGoInSmallStepsAndAuditEntriesOnlyAfterThreeYears() {
        for (int i = 0; i < 450; i++) {
            jdbc.sql("insert into audit_entry (at, who, action, subject, detail) values (timestamp with time zone '2020-01-01 00:00:00+00:00', '甲', 'SAVED', 'retention', '旧')").update();
        }
        audit.add("甲", Audit.Action.SAVED, "retention", "新");

        runIn(Duration.ZERO);

        assertThat(audit.of("retention")).extracting(Audit.Entry::detail).containsExactly("新");
    }
}
