package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.niangjia.Database;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.conversation.AnsweredBy;
import cn.niangjia.conversation.Cause;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import cn.niangjia.conversation.Trace;
import cn.niangjia.knowledge.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Who speaks in a conversation, with everything at once: whatever the order, it stays legal and nothing said is lost. */
@ParameterizedClass
@EnumSource(Database.class)
class HandoffProtocolTest {

    private static final int CONVERSATIONS = 12;
    private static final int AGENTS = 4;
    private static final int STEPS = 60;

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Conversations conversations;
    private ConversationLog log;
    private Handoffs handoffs;
    private Assignments assignments;
    private final List<Staff> agents = new ArrayList<>();
    private Staff supervisor;

    @BeforeEach
    void open() {
        context = DeskForTests.over(database);
        conversations = context.getBean(Conversations.class);
        log = context.getBean(ConversationLog.class);
        handoffs = context.getBean(Handoffs.class);
        assignments = context.getBean(Assignments.class);
        IntStream.range(0, AGENTS).forEach(i -> agents.add(DeskForTests.agent(context, "坐席" + i, Role.AGENT)));
        supervisor = DeskForTests.agent(context, "班长", Role.SUPERVISOR);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void ofTwoAgentsAtOnceOneWinsAndTheOtherIsToldWho() {
        UUID handoff = waiting();

        List<Object> results = IntStream.range(0, AGENTS).parallel().mapToObj(i -> attempt(() -> take(handoff, agents.get(i)))).toList();

        assertThat(results.stream().filter(Handoff.class::isInstance)).hasSize(1);
        Handoff won = (Handoff) results.stream().filter(Handoff.class::isInstance).findFirst().orElseThrow();
        assertThat(results.stream().filter(ResponseStatusException.class::isInstance)).hasSize(AGENTS - 1).allSatisfy(refused ->
                assertThat(((ResponseStatusException) refused).getReason()).isEqualTo(won.agentName().name() + "刚刚接入了这位职工。"));
    }

    @Test
    void whoWithdrawsWhileBeingTakenEitherIsGoneOrIsBeingTalkedTo() {
        for (int round = 0; round < 20; round++) {
            UUID handoff = waiting();
            UUID conversation = handoffs.find(handoff).orElseThrow().conversationId();
            Staff agent = agents.get(round % AGENTS);

            List<Object> results = IntStream.range(0, 2).parallel().mapToObj(i -> attempt(i == 0 ? () -> take(handoff, agent) : () -> {
                handoffs.withdraw(conversation);
                return "withdrawn";
            })).toList();

            assertThat(results.stream().filter(ResponseStatusException.class::isInstance)).hasSize(1);
            Conversation.State state = conversations.find(conversation).orElseThrow().state();
            assertThat(state).isEqualTo(results.contains("withdrawn") ? Conversation.State.WITH_ASSISTANT : Conversation.State.WITH_AGENT);
            if (state == Conversation.State.WITH_AGENT) {
                assignments.resolve(handoff, agent, Resolution.RESOLVED, null, false, null);
            }
        }
    }

    @Test
    void anAgentHoldsNoMoreThanTheLimitAlsoWhenTakingAtOnce() {
        List<UUID> waiting = IntStream.range(0, 8).mapToObj(i -> waiting()).toList();

        List<Object> results = waiting.stream().parallel().map(handoff -> attempt(() -> take(handoff, agents.getFirst()))).toList();

        assertThat(results.stream().filter(Handoff.class::isInstance)).hasSize(5);
        UUID danger = waiting();
        handoffs.request(handoffs.find(danger).orElseThrow().conversationId(), Reason.CRISIS, null);
        assertThat(take(danger, agents.getFirst()).state()).as("in danger nobody is turned away").isEqualTo(Handoff.State.TAKEN);
    }

    @Test
    void aTalkWhoseAgentIsGoneReturnsToTheFront() {
        UUID handoff = waiting();
        take(handoff, agents.getFirst());
        waiting();
        UUID deadline = waiting();
        handoffs.request(handoffs.find(deadline).orElseThrow().conversationId(), Reason.DEADLINE, null);

        assertThat(assignments.maybeLost()).isEmpty();
        assertThat(assignments.returnIfLost(handoff)).isFalse();
        context.getBean(JdbcClient.class).sql("update agent_presence set seen_at = seen_at - interval '3' minute").update();
        assertThat(assignments.maybeLost()).containsExactly(handoff);
        assertThat(assignments.returnIfLost(handoff)).isTrue();
        assertThat(assignments.returnIfLost(handoff)).isFalse();

        assertThat(handoffs.waiting()).extracting(Handoff::id).startsWith(handoff, deadline);
        UUID conversation = handoffs.find(handoff).orElseThrow().conversationId();
        assertThat(log.toldAfter(conversation, 0)).extracting(ConversationEvent::cause).containsExactly(Cause.REQUESTED, Cause.TAKEN, Cause.AGENT_LOST);
    }

    @Test
    void onlyWhoHasTheTalkSpeaksAndASupervisorMayMoveIt() {
        UUID handoff = waiting();
        take(handoff, agents.getFirst());

        assertThatThrownBy(() -> assignments.say(handoff, agents.get(1), "我来", List.of(), null)).hasMessageContaining("坐席0老师刚刚接入");
        assertThatThrownBy(() -> assignments.giveBack(handoff, agents.get(1), null, null)).isInstanceOf(ResponseStatusException.class);
        assignments.transfer(handoff, supervisor, agents.get(1), name(agents.get(1)), "他熟悉工伤");
        assertThat(assignments.say(handoff, agents.get(1), "我来", List.of(), "m").text()).isEqualTo("我来");
        assertThatThrownBy(() -> assignments.say(handoff, agents.getFirst(), "我还在", List.of(), null)).hasMessageContaining("坐席1老师");
    }

    @Test
    void erasedWhileWithAnAgentNothingStays() {
        UUID handoff = waiting();
        take(handoff, agents.getFirst());
        long before = log.lastChange();

        conversations.erase(handoffs.find(handoff).orElseThrow().conversationId());

        assertThatThrownBy(() -> assignments.say(handoff, agents.getFirst(), "在吗", List.of(), null)).hasMessageContaining("清除");
        assertThat(log.changesAfter(before, 10)).extracting(ConversationChange::sequence).as("the desk hears of it").containsExactly((Integer) null);
    }

    @Test
    void whateverHappensAtOnceEveryConversationStaysLegalAndNothingSaidIsLost() throws Exception {
        List<UUID> all = IntStream.range(0, CONVERSATIONS).mapToObj(i -> conversations.begin(null, "web").conversation().id()).toList();
        Map<UUID, Queue<UUID>> said = new TreeMap<>();
        all.forEach(id -> said.put(id, new ConcurrentLinkedQueue<>()));
        AtomicBoolean over = new AtomicBoolean();
        long seed = System.nanoTime();
        List<ConversationChange> seen;
        Map<UUID, List<Integer>> followed = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONVERSATIONS + AGENTS + 3)) {
            Future<List<ConversationChange>> reader = threads.submit(() -> readAlong(over));
            Future<?> page = threads.submit(() -> follow(all, followed, over));
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < CONVERSATIONS; i++) {
                UUID conversation = all.get(i);
                Random random = new Random(seed + i);
                work.add(() -> repeat(() -> worker(conversation, random, said.get(conversation))));
            }
            for (int i = 0; i < AGENTS; i++) {
                Staff agent = agents.get(i);
                Random random = new Random(seed + 100 + i);
                work.add(() -> repeat(() -> agent(agent, random, said)));
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            over.set(true);
            seen = reader.get();
            page.get();
        }
        assertThat(seen).extracting(ConversationChange::number).as("seed %d", seed)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) log.lastChange()).mapToObj(Long::valueOf).toList());
        all.forEach(id -> check(id, said.get(id), seed));
        all.forEach(id -> assertThat(followed.get(id)).as("seed %d", seed).isEqualTo(conversations.since(id, 0).map(HandoffProtocolTest::places).orElseThrow()));
    }

    private static List<Integer> places(Conversations.Since since) {
        return Stream.concat(since.messages().stream().map(Message::sequence), since.events().stream().map(ConversationEvent::sequence)).sorted().toList();
    }

    /** As workers' pages do: from where each left off, all that is new. */
    private void follow(List<UUID> all, Map<UUID, List<Integer>> followed, AtomicBoolean over) {
        Map<UUID, Integer> last = new HashMap<>();
        for (boolean more = true; more;) {
            more = !over.get();
            for (UUID id : all) {
                Conversations.Since since = conversations.since(id, last.getOrDefault(id, 0)).orElseThrow();
                followed.computeIfAbsent(id, i -> new ArrayList<>()).addAll(places(since));
                last.put(id, since.sequence());
            }
        }
    }

    private static Void repeat(Runnable step) {
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
        return null;
    }

    private void worker(UUID conversation, Random random, Queue<UUID> said) {
        switch (random.nextInt(8)) {
            case 0 -> attempt(() -> handoffs.request(conversation, Reason.values()[random.nextInt(7)], null));
            case 1 -> attempt(() -> {
                handoffs.withdraw(conversation);
                return "";
            });
            case 2 -> crash(() -> conversations.ask(conversation, "没说出去的话", "没说出去的话", null));
            case 3 -> attempt(() -> handoffs.describe(conversation, random.nextBoolean() ? "13812345678" : null, null, null));
            default -> {
                String client = UUID.randomUUID().toString();
                Message message = conversations.ask(conversation, "问", "问", client);
                assertThat(conversations.ask(conversation, "问", "问", client).id()).isEqualTo(message.id());
                said.add(message.id());
                if (!message.forAgent()) {
                    Thread.yield();
                    conversations.answer(message.id(), reply(conversation), trace()).ifPresent(reply -> said.add(reply.id()));
                }
            }
        }
    }

    private void agent(Staff agent, Random random, Map<UUID, Queue<UUID>> said) {
        List<Handoff> waiting = handoffs.waiting();
        List<Handoff> mine = context.getBean(HandoffRows.class).in(Handoff.State.TAKEN).stream()
                .filter(handoff -> agent.name().equals(handoff.agent())).toList();
        if (mine.isEmpty() || random.nextInt(4) == 0 && !waiting.isEmpty()) {
            if (!waiting.isEmpty()) {
                UUID id = waiting.get(random.nextInt(waiting.size())).id();
                if (random.nextInt(6) == 0) {
                    crash(() -> take(id, agent));
                } else {
                    attempt(() -> take(id, agent));
                }
            }
            return;
        }
        Handoff handoff = mine.get(random.nextInt(mine.size()));
        Staff other = agents.get(random.nextInt(AGENTS));
        switch (random.nextInt(9)) {
            case 0 -> attempt(() -> assignments.resolve(handoff.id(), agent, Resolution.RESOLVED, Topic.OTHER, false, null));
            case 1 -> attempt(() -> assignments.giveBack(handoff.id(), agent, null, "转回"));
            case 2 -> attempt(() -> assignments.transfer(handoff.id(), agent, other, name(other), "转交"));
            case 3 -> crash(() -> assignments.say(handoff.id(), agent, "没说出去的话", List.of(), null));
            case 4 -> attempt(() -> assignments.note(handoff.id(), name(agent), "记一笔"));
            default -> {
                Object result = attempt(() -> assignments.say(handoff.id(), agent, "答", List.of(), UUID.randomUUID().toString()));
                if (result instanceof Message message) {
                    said.get(handoff.conversationId()).add(message.id());
                }
            }
        }
    }

    /** Losing is legal, and nothing else is. */
    private static Object attempt(Callable<Object> step) {
        try {
            return step.call();
        } catch (ResponseStatusException e) {
            assertThat(e.getStatusCode().value()).isEqualTo(409);
            return e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The step is done and undone, as by a kill before its end. */
    private void crash(Callable<Object> step) {
        try {
            context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                attempt(step);
                status.setRollbackOnly();
            });
        } catch (org.springframework.transaction.UnexpectedRollbackException e) {
            // lost and undone
        }
    }

    private List<ConversationChange> readAlong(AtomicBoolean over) {
        List<ConversationChange> seen = new ArrayList<>();
        while (true) {
            boolean last = over.get();
            List<ConversationChange> next = log.changesAfter(seen.isEmpty() ? 0 : seen.getLast().number(), 7);
            seen.addAll(next);
            if (last && next.isEmpty()) {
                return seen;
            }
        }
    }

    private void check(UUID conversation, Queue<UUID> said, long seed) {
        TreeMap<Integer, Object> rows = new TreeMap<>();
        List<Message> messages = conversations.messages(conversation);
        messages.forEach(message -> rows.put(message.sequence(), message));
        List<ConversationEvent> events = log.eventsAfter(conversation, 0);
        events.forEach(event -> rows.put(event.sequence(), event));
        assertThat(rows.keySet()).as("seed %d", seed).hasSize(messages.size() + events.size())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows.size()).boxed().toList());
        assertThat(messages).extracting(Message::id).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(said);
        Conversation.State state = Conversation.State.WITH_ASSISTANT;
        Optional<AgentName> speaker = Optional.empty();
        for (Object row : rows.values()) {
            if (row instanceof Message message) {
                checkSpeaker(message, state, speaker.orElse(null), seed);
            } else if (row instanceof ConversationEvent event && event.kind() == ConversationEvent.Kind.STATE) {
                assertThat(LEGAL.get(state)).as("seed %d, from %s by %s", seed, state, event.cause()).contains(event.cause());
                state = event.state();
                speaker = Optional.ofNullable(event.agent());
            }
        }
        checkEnd(conversation, state, seed);
    }

    private static final Map<Conversation.State, Set<Cause>> LEGAL = Map.of(
            Conversation.State.WITH_ASSISTANT, Set.of(Cause.REQUESTED),
            Conversation.State.WAITING, Set.of(Cause.WITHDRAWN, Cause.TAKEN, Cause.UNANSWERED),
            Conversation.State.WITH_AGENT, Set.of(Cause.TRANSFERRED, Cause.RETURNED, Cause.AGENT_LOST, Cause.RESOLVED),
            Conversation.State.CLOSED, Set.of(Cause.REOPENED, Cause.REQUESTED));

    private static void checkSpeaker(Message message, Conversation.State state, AgentName speaker, long seed) {
        switch (message.author()) {
            case ASSISTANT -> assertThat(state).as("seed %d", seed).isIn(Conversation.State.WITH_ASSISTANT, Conversation.State.WAITING);
            case AGENT -> {
                assertThat(state).as("seed %d", seed).isEqualTo(Conversation.State.WITH_AGENT);
                assertThat(message.agent()).as("seed %d", seed).isEqualTo(speaker);
            }
            case WORKER -> assertThat(state).as("seed %d", seed).isNotEqualTo(Conversation.State.CLOSED);
        }
    }

    private void checkEnd(UUID conversation, Conversation.State state, long seed) {
        assertThat(conversations.find(conversation)).get().extracting(Conversation::state).as("seed %d", seed).isEqualTo(state);
        Set<String> open = new HashSet<>(context.getBean(JdbcClient.class)
                .sql("select state from handoff where conversation_id = :id and state in ('WAITING', 'TAKEN')").param("id", conversation).query(String.class).list());
        assertThat(open).as("seed %d", seed).isEqualTo(switch (state) {
            case WAITING -> Set.of("WAITING");
            case WITH_AGENT -> Set.of("TAKEN");
            default -> Set.of();
        });
    }

    private UUID waiting() {
        return handoffs.request(conversations.begin(null, "web").conversation().id(), Reason.ASKED, null).id();
    }

    private Handoff take(UUID handoff, Staff agent) {
        return assignments.take(handoff, agent, name(agent), agent);
    }

    private AgentName name(Staff agent) {
        return DeskForTests.name(context, agent);
    }

    private static Reply reply(UUID conversation) {
        return new Reply(UUID.randomUUID(), conversation, Outcome.ANSWER, Topic.OTHER, "答", AnsweredBy.EXTRACTIVE, List.of(), List.of(), null, 1, 1);
    }

    private static Trace trace() {
        return new Trace("问", "ask", null, 1, List.of(), .9, .5, "x", Map.of());
    }
}
