package cn.niangjia.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.conversation.AnsweredBy;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import cn.niangjia.handoff.Reason;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.understanding.Intent;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhyAPersonTest {

    @ParameterizedTest
    @ValueSource(strings = {"仲裁时效只剩三天了", "还有5天就过期了，怎么办", "起诉期明天就截止", "工伤认定申请今天是最后一天", "只剩两天，来不及申请仲裁了", "眼看就要过仲裁时效了",
        "上诉期限这周五到期", "还剩七天到期"})
    void aLimitOfAtMostSevenDaysIsADeadline(String text) {
        assertThat(WhyAPerson.of(new Intent.PersonWanted("asked"), text, List.of())).isEqualTo(Reason.DEADLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"仲裁时效是多久", "还有三个月才到期", "离职三天了工资没发", "请了5天病假扣钱吗", "工伤认定要几天", "还有20天就过期", "转人工", "合同明年到期"})
    void otherTimesAreNot(String text) {
        assertThat(WhyAPerson.of(new Intent.PersonWanted("asked"), text, List.of())).isEqualTo(Reason.ASKED);
    }

    @Test
    void whoWasToldThatTheKnowledgeBaseDoesNotSayIsNotJustAsking() {
        List<Message> history = List.of(said(Message.Author.WORKER, null), said(Message.Author.ASSISTANT, Outcome.NO_ANSWER));

        assertThat(WhyAPerson.of(new Intent.PersonWanted("asked"), "转人工", history)).isEqualTo(Reason.NOT_IN_KNOWLEDGE);
        assertThat(WhyAPerson.of(new Intent.PersonWanted("unhappy"), "你没用", history)).isEqualTo(Reason.UNHAPPY);
        assertThat(WhyAPerson.of(history.subList(0, 1))).isEqualTo(Reason.ASKED);
    }

    private static Message said(Message.Author author, Outcome outcome) {
        Reply reply = outcome == null ? null : new Reply(UUID.randomUUID(), UUID.randomUUID(), outcome, Topic.OTHER, "", AnsweredBy.FIXED, List.of(), List.of(), null, 0, 0);
        return new Message(UUID.randomUUID(), 1, author, "厂里的事", null, reply, null, null, List.of(), false, OffsetDateTime.now());
    }
}
