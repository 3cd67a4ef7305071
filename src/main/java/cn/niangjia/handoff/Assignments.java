package cn.niangjia.handoff;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.conversation.Cause;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.conversation.Message;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * What agents do with requests for a person. Each step holds the conversation's row, looks what the request has become, and
 * wins or loses as a whole; who loses gets 409 and is told who won.
 */
@Repository
class Assignments {

    /** A request with its conversation, which nobody else changes before the step is done. */
    private record Held(Handoff handoff, Conversation conversation) {
    }

    private final HandoffRows rows;
    private final ConversationLog log;
    private final Conversations conversations;
    private final Presences presences;
    private final HandoffSettings settings;
    private final Clock clock;

    Assignments(HandoffRows rows, ConversationLog log, Conversations conversations, Presences presences, HandoffSettings settings, Clock clock) {
        this.rows = rows;
        this.log = log;
        this.conversations = conversations;
        this.presences = presences;
        this.settings = settings;
        this.clock = clock;
    }

    private Held hold(UUID id) {
        UUID conversation = rows.find(id).map(Handoff::conversationId).orElseThrow(ErasedConversation::new);
        Conversation held = log.hold(conversation).orElseThrow(ErasedConversation::new);
        return new Held(rows.find(id).orElseThrow(ErasedConversation::new), held);
    }

    /** An agent takes a request, or is given it; from then on the assistant is silent. Taking what one has changes nothing. */
    @Transactional
    Handoff take(UUID id, Staff agent, AgentName name, Staff by) {
        Held held = hold(id);
        if (held.handoff().state() == Handoff.State.TAKEN && agent.name().equals(held.handoff().agent())) {
            return held.handoff();
        }
        checkRoom(held.handoff(), agent, by);
        if (!rows.give(id, null, agent.name(), name)) {
            throw lost(held.handoff());
        }
        conversations.leaveToAgent(held.conversation().id());
        log.move(held.conversation().id(), Conversation.State.WITH_AGENT, Cause.TAKEN, name);
        return rows.find(id).orElseThrow();
    }

    /** In danger nobody is turned away, and who assigns knows what they do. */
    private void checkRoom(Handoff handoff, Staff agent, Staff by) {
        int most = presences.hold(agent.name()).mostChats();
        int held = rows.heldBy(agent.name());
        if (held >= most && handoff.reason() != Reason.CRISIS && agent.name().equals(by.name())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "您手上已经有 %d 个会话了，先办结一个再接。".formatted(held));
        }
    }

    private static ResponseStatusException lost(Handoff handoff) {
        return new ResponseStatusException(HttpStatus.CONFLICT, switch (handoff.state()) {
            case TAKEN -> "%s刚刚接入了这位职工。".formatted(handoff.agentName() == null ? "别的坐席" : handoff.agentName().name());
            case WAITING -> "这位职工还在排队，请先接入。";
            case WITHDRAWN -> "这位职工刚刚撤回了，不用再接。";
            case RESOLVED -> "这次会话已经办结了。";
            case UNANSWERED -> "这位职工留了电话，已经转成回电工单。";
        });
    }

    private Held holdTaken(UUID id, Staff by, boolean alsoSupervisor) {
        Held held = hold(id);
        boolean own = by.name().equals(held.handoff().agent());
        boolean may = own || alsoSupervisor && by.role() != Role.AGENT;
        if (held.handoff().state() != Handoff.State.TAKEN || !may) {
            throw lost(held.handoff());
        }
        return held;
    }

    /** @param clientMessageId sent again with the same one, a message is kept once */
    @Transactional
    Message say(UUID id, Staff by, String text, List<Citation> citations, @Nullable String clientMessageId) {
        Held held = holdTaken(id, by, false);
        AgentName name = held.handoff().agentName();
        return conversations.say(held.conversation(), name == null ? presences.name(by) : name, PersonalData.mask(text), text, citations, clientMessageId);
    }

    /** Notes can be added by whoever sees the request, as long as the conversation is there. @return its place in the conversation */
    @Transactional
    int note(UUID id, AgentName by, String text) {
        return log.note(hold(id).conversation(), by, PersonalData.mask(text));
    }

    @Transactional
    Handoff transfer(UUID id, Staff by, Staff to, AgentName name, @Nullable String note) {
        Held held = holdTaken(id, by, true);
        Presences.Presence presence = presences.hold(to.name());
        if (!presence.takesChats()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "%s现在不在线。可以转到排队里，由别的老师接。".formatted(to.displayName()));
        }
        if (rows.heldBy(to.name()) >= presence.mostChats() && by.role() == Role.AGENT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "%s手上的会话满了。可以转到排队里，由别的老师接。".formatted(to.displayName()));
        }
        rows.give(id, held.handoff().agent(), to.name(), name);
        addNote(held, by, note);
        log.move(held.conversation().id(), Conversation.State.WITH_AGENT, Cause.TRANSFERRED, name);
        return rows.find(id).orElseThrow();
    }

    private void addNote(Held held, Staff by, @Nullable String note) {
        if (note != null && !note.isBlank()) {
            log.note(held.conversation(), presences.name(by), PersonalData.mask(note.strip()));
        }
    }

    /** Puts a request back into the queue, where its first asking counts. @param region whose staff shall take it; null: as before */
    @Transactional
    Handoff giveBack(UUID id, Staff by, @Nullable String region, @Nullable String note) {
        Held held = holdTaken(id, by, true);
        addNote(held, by, note);
        rows.queue(id, held.handoff().reason().priority(), region);
        log.move(held.conversation().id(), Conversation.State.WAITING, Cause.RETURNED, null);
        return rows.find(id).orElseThrow();
    }

    /** Back to the front of the queue, if nothing was heard of its agent for so long. @return whether that was so */
    @Transactional
    boolean returnIfLost(UUID id) {
        Held held = hold(id);
        String agent = held.handoff().agent();
        if (held.handoff().state() != Handoff.State.TAKEN || agent == null || presences.hold(agent).here()) {
            return false;
        }
        rows.queue(id, Math.min(1, held.handoff().reason().priority()), null);
        log.move(held.conversation().id(), Conversation.State.WAITING, Cause.AGENT_LOST, null);
        return true;
    }

    /** Ends the talk. */
    @Transactional
    Handoff resolve(UUID id, Staff by, Resolution outcome, @Nullable Topic topic, boolean knowledgeLacked, @Nullable String note) {
        Held held = holdTaken(id, by, true);
        rows.end(id, Handoff.State.TAKEN, Handoff.State.RESOLVED);
        rows.conclude(id, outcome, topic, knowledgeLacked);
        addNote(held, by, note);
        log.move(held.conversation().id(), Conversation.State.CLOSED, Cause.RESOLVED, held.handoff().agentName());
        return rows.find(id).orElseThrow();
    }

    /** Somebody is on it: the bell stops. The first one counts. */
    @Transactional
    Handoff acknowledge(UUID id, Staff by) {
        Held held = hold(id);
        if (rows.acknowledge(id, by.name())) {
            log.tell(held.conversation().id(), null, ConversationChange.Kind.QUEUE);
        }
        return rows.find(id).orElseThrow();
    }

    /** Not kept: the worker's page shows it for some seconds. */
    @Transactional
    void typing(UUID id, Staff by) {
        Held held = holdTaken(id, by, false);
        log.tell(held.conversation().id(), null, ConversationChange.Kind.AGENT_TYPING);
    }

    /** Requests whose agent gave no sign of life lately. */
    List<UUID> maybeLost() {
        OffsetDateTime since = OffsetDateTime.now(clock).minus(settings.agentLostAfter());
        return rows.in(Handoff.State.TAKEN).stream()
                .filter(handoff -> presences.find(String.valueOf(handoff.agent())).filter(presence -> presence.seenAt().isAfter(since)).isEmpty())
                .map(Handoff::id).toList();
    }

    Optional<Handoff> find(UUID id) {
        return rows.find(id);
    }
}
