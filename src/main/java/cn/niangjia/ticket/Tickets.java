package cn.niangjia.ticket;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Makes tickets, and forgets whom they are about. What happens to one in between stands in {@link TicketSteps}. */
@Component
public class Tickets {

    private static final String ASSISTANT = "智能助手";

    /** What staff write for a new ticket. @param region null: the talk's, else the union's own @param assignee account; null: nobody yet */
    record Draft(Ticket.Source source, @Nullable String region, Matter matter, Person person, @Nullable UUID conversation, @Nullable String assignee) {
    }

    private final TicketRows rows;
    private final TicketHistory history;
    private final DueTimes dueTimes;
    private final Conversations conversations;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String home;

    Tickets(TicketRows rows, TicketHistory history, DueTimes dueTimes, Conversations conversations, TransactionTemplate transactions, Clock clock,
            UnionSettings union) {
        this.rows = rows;
        this.history = history;
        this.dueTimes = dueTimes;
        this.conversations = conversations;
        this.transactions = transactions;
        this.clock = clock;
        this.home = union.region();
    }

    /**
     * Promises a worker a call. One request for a person makes one ticket, however often this is called for it.
     *
     * @param region code of the place whose staff it is for; null: the union's own
     * @param reason why a person is wanted, such as {@code ASKED}
     * @param summary what it is about, personal numbers masked
     * @param contact how to reach the worker; kept sealed
     * @param convenient when a call suits
     */
    public Ticket callBack(@Nullable UUID conversation, @Nullable UUID handoff, @Nullable String region, @Nullable Topic topic, String reason,
            String summary, String contact, @Nullable String note, @Nullable String convenient) {
        Matter matter = new Matter(null, null, topic, region == null ? home : region, PersonalData.mask(summary), TicketForm.tidied(note),
                TicketForm.tidied(convenient), false, false, TicketForm.EMPTY);
        Ticket ticket = fresh(Ticket.Source.CHAT, conversation, true, reason, matter, ASSISTANT, null);
        ChatMaterial material = conversation == null ? null : ChatMaterial.of(conversations.messages(conversation));
        try {
            return keep(ticket, handoff, new Person(null, List.of(contact.strip())), material);
        } catch (DuplicateKeyException e) {
            return Optional.ofNullable(handoff).flatMap(rows::ofHandoff).orElseThrow(() -> e);
        }
    }

    private Ticket fresh(Ticket.Source source, @Nullable UUID conversation, boolean callBack, String reason, Matter matter, String by,
            @Nullable String assignee) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return dueTimes.set(new Ticket(UUID.randomUUID(), TicketNumber.next(), source, conversation, callBack, reason, false, matter,
                Handling.fresh(assignee, now), by, now, now, 0));
    }

    private Ticket keep(Ticket ticket, @Nullable UUID handoff, Person person, @Nullable ChatMaterial material) {
        return transactions.execute(status -> {
            rows.insert(ticket, handoff, person, material);
            history.add(ticket.id(), ticket.createdBy(), TicketHistory.Kind.MADE, ticket.state(), ticket.callBack() ? "答应给职工回电话" : "");
            return rows.find(ticket.id()).orElseThrow();
        });
    }

    /** From a talk, a call or another program; what the talk says fills in what was not written. */
    Ticket make(Draft draft, String by) {
        Matter matter = draft.matter();
        ChatMaterial material = null;
        String region = draft.region();
        if (draft.conversation() != null) {
            Conversation conversation = conversations.find(draft.conversation()).orElseThrow(Tickets::talkIsGone);
            material = ChatMaterial.of(conversations.messages(conversation.id()));
            region = region == null ? conversation.region() : region;
        }
        String summary = matter.summary().isBlank() && material != null ? material.summary() : matter.summary();
        Matter whole = new Matter(matter.ticketClass(), matter.category(), matter.topic(), region == null ? home : region, PersonalData.mask(summary),
                matter.note(), matter.convenient(), matter.confidential(), matter.anonymous(), matter.form());
        return keep(fresh(draft.source(), draft.conversation(), false, "STAFF", whole, by, draft.assignee()), null, draft.person(), material);
    }

    private static ResponseStatusException talkIsGone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "这段会话已经清除了，不能再从它建工单");
    }

    /**
     * A worker erases a talk: its tickets forget who it was and what was said; those still open are closed. What stays is that there
     * was such a matter, against whom, and what the union did.
     */
    @Transactional
    public void forgetWorker(UUID conversation) {
        for (Ticket found : rows.ofConversation(conversation)) {
            Ticket ticket = rows.hold(found.id()).orElseThrow();
            Person person = rows.person(ticket.id());
            rows.forget(ticket.id(), true);
            history.forgetDetails(ticket.id(), person);
            Handling kept = ticket.handling().without(person);
            Handling ended = ticket.state() == Ticket.State.CLOSED ? kept : kept.closed("职工清除了自己的记录", OffsetDateTime.now(clock));
            rows.update(ticket.with(ticket.matter().withoutStory()).with(ended));
            history.add(ticket.id(), TicketHistory.WORKER, TicketHistory.Kind.ERASED, ended.state(), "");
        }
    }

    /** A talk is over its time: its tickets lose what they took over from it. */
    @Transactional
    public void forgetTalk(UUID conversation) {
        rows.ofConversation(conversation).forEach(ticket -> rows.forget(ticket.id(), false));
    }

    /** How to reach those whose tickets were closed before this time. @return how many, at most {@code most} */
    @Transactional
    public int forgetPersonsOfClosedBefore(OffsetDateTime time, int most) {
        return rows.forgetPersonsOfClosedBefore(time, most);
    }

    /** Who saw tickets before this time. @return how many entries, at most {@code most} */
    @Transactional
    public int forgetAccessesBefore(OffsetDateTime time, int most) {
        return history.forgetAccessesBefore(time, most);
    }
}
