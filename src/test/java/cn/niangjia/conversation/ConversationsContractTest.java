package cn.niangjia.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.privacy.EncryptionSettings;
import cn.niangjia.privacy.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
class ConversationsContractTest {

    @Parameter
    Database database;
    @TempDir
    static Path keys;
    private AnnotationConfigApplicationContext context;
    private Conversations conversations;
    private Conversations.Begun begun;

    @BeforeEach
    void open() {
        context = database.with(VaultForTests.class, Vault.class, CitationCounts.class, ConversationLog.class, MessageRows.class, Conversations.class);
        conversations = context.getBean(Conversations.class);
        begun = conversations.begin("370000", "web");
    }

    static class VaultForTests {
        @Bean
        EncryptionSettings settings() {
            return new EncryptionSettings(keys.resolve("key"));
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void opensWithItsTokenOnly() {
        assertThat(conversations.open(id(), begun.token())).get().extracting(Conversation::region).isEqualTo("370000");
        assertThat(conversations.open(id(), conversations.begin(null, "web").token())).isEmpty();
        assertThat(conversations.open(UUID.randomUUID(), begun.token())).isEmpty();
    }

    @Test
    void keepsMessagesInOrderWithTheirReplies() {
        Message question = conversations.ask(id(), "问", "问", null);
        conversations.answer(question.id(), reply("答"), trace());
        conversations.ask(id(), "再问", "再问", null);

        List<Message> messages = conversations.messages(id());
        assertThat(messages).extracting(Message::sequence).containsExactly(1, 2, 3);
        assertThat(messages).extracting(Message::text).containsExactly("问", "答", "再问");
        assertThat(messages.get(1).reply()).isNotNull().extracting(Reply::outcome).isEqualTo(Outcome.ANSWER);
        assertThat(conversations.before(id(), messages.get(2), 8)).hasSize(2);
    }

    @Test
    void whatWasTypedIsKeptInClearOnlyMasked() {
        conversations.ask(id(), "电话〔手机号〕", "电话13812345678", null);

        String row = context.getBean(JdbcClient.class).sql("select * from message").query().singleRow().toString();
        assertThat(row).contains("〔手机号〕").doesNotContain("13812345678");
    }

    @Test
    void theSameClientMessageIsKeptOnce() {
        Message first = conversations.ask(id(), "问", "问", "c1");
        Message again = conversations.ask(id(), "问", "问", "c1");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(conversations.messages(id())).hasSize(1);
    }

    @Test
    void aQuestionIsAnsweredOnceAndTheFirstAnswerStands() {
        Message question = conversations.ask(id(), "问", "问", null);
        Reply first = conversations.answer(question.id(), reply("一"), trace()).orElseThrow();
        Reply second = conversations.answer(question.id(), reply("二"), trace()).orElseThrow();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.text()).isEqualTo("一");
        assertThat(conversations.messages(id())).hasSize(2);
    }

    @Test
    void manyAtOnceGetPlacesWithoutGapsOrDoubles() {
        IntStream.range(0, 40).parallel().forEach(i -> conversations.ask(id(), "问" + i % 20, "问", "c" + i % 20));

        assertThat(conversations.messages(id())).extracting(Message::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void citationsSayWhereTheyCanBeHad() {
        Message question = conversations.ask(id(), "问", "问", null);
        Reply kept = conversations.answer(question.id(), reply("答"), trace()).orElseThrow();

        assertThat(kept.citations()).singleElement().satisfies(citation -> assertThat(citation.url())
                .isEqualTo("/api/chat/conversations/" + id() + "/messages/" + kept.id() + "/citations/1"));
        assertThat(conversations.reply(id(), kept.id())).contains(kept);
        assertThat(conversations.reply(conversations.begin(null, "web").conversation().id(), kept.id())).isEmpty();
    }

    @Test
    void whatAnAgentAnswersTheAssistantDoesNot() {
        Message question = conversations.ask(id(), "问", "问", "c1");
        in(held -> {
            log().move(id(), Conversation.State.WITH_AGENT, Cause.TAKEN, AGENT);
            conversations.leaveToAgent(id());
        });

        assertThat(conversations.answer(question.id(), reply("迟到的话"), trace())).isEmpty();
        assertThat(conversations.ask(id(), "再问", "再问", null).forAgent()).isTrue();
        in(held -> log().move(id(), Conversation.State.CLOSED, Cause.RESOLVED, AGENT));
        assertThat(conversations.answer(question.id(), reply("更迟的话"), trace())).isEmpty();
        assertThat(conversations.ask(id(), "问", "问", "c1").forAgent()).as("sent again").isTrue();
        assertThat(conversations.messages(id())).extracting(Message::author).containsOnly(Message.Author.WORKER);
    }

    @Test
    void aClosedConversationIsTheAssistantsAgainWithTheNextMessage() {
        in(held -> log().move(id(), Conversation.State.CLOSED, Cause.RESOLVED, AGENT));

        Message message = conversations.ask(id(), "还想问", "还想问", null);

        assertThat(message.forAgent()).isFalse();
        assertThat(conversations.find(id())).get().extracting(Conversation::state).isEqualTo(Conversation.State.WITH_ASSISTANT);
        assertThat(log().toldAfter(id(), 0)).extracting(ConversationEvent::cause).containsExactly(Cause.RESOLVED, Cause.REOPENED);
        assertThat(message.sequence()).isEqualTo(3);
    }

    @Test
    void anAgentsNumberReachesTheWorkerAndLiesSealed() {
        in(held -> conversations.say(held, AGENT, "打〔手机号〕", "打13812345678", List.of(), "a1"));
        in(held -> conversations.say(held, AGENT, "打〔手机号〕", "打13812345678", List.of(), "a1"));

        assertThat(conversations.messages(id())).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("打13812345678");
            assertThat(message.agent()).isEqualTo(AGENT);
            assertThat(message.clientMessageId()).isEqualTo("a1");
        });
        assertThat(context.getBean(JdbcClient.class).sql("select * from message").query().singleRow().toString()).doesNotContain("13812345678");
    }

    @Test
    void notesAreNotForWorkers() {
        in(held -> log().note(held, AGENT, "同一家厂第三起"));

        assertThat(log().toldAfter(id(), 0)).isEmpty();
        assertThat(log().eventsAfter(id(), 0)).extracting(ConversationEvent::text).containsExactly("同一家厂第三起");
    }

    private static final AgentName AGENT = new AgentName("周老师", "023");

    private ConversationLog log() {
        return context.getBean(ConversationLog.class);
    }

    private void in(java.util.function.Consumer<Conversation> step) {
        context.getBean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(status -> step.accept(log().hold(id()).orElseThrow()));
    }

    @Test
    void erasingLeavesNothing() {
        Message question = conversations.ask(id(), "问", "问13812345678", null);
        conversations.answer(question.id(), reply("答"), trace());

        conversations.erase(id());

        JdbcClient jdbc = context.getBean(JdbcClient.class);
        for (String table : List.of("conversation", "message", "trace")) {
            assertThat(jdbc.sql("select count(*) from " + table).query(Integer.class).single()).as(table).isZero();
        }
        assertThat(conversations.open(id(), begun.token())).isEmpty();
    }

    private UUID id() {
        return begun.conversation().id();
    }

    private Reply reply(String text) {
        Citation citation = new Citation(1, "工会法", 1, "工会法@1#2", "工会法", "第三条", "有权", null, null, null, List.of(),
                new Citation.Place("000000", "全国"), null, null, Validity.IN_FORCE, "");
        return new Reply(UUID.randomUUID(), id(), Outcome.ANSWER, Topic.JOINING, text, AnsweredBy.EXTRACTIVE, List.of(citation), List.of(), null, .9, 1.5);
    }

    private static Trace trace() {
        return new Trace("问", "ask", null, 1, List.of(), .9, .5, "x", Map.of());
    }
}
