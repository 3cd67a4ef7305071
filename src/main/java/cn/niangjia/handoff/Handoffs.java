package cn.niangjia.handoff;

import cn.niangjia.conversation.Cause;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.privacy.PersonalData;
import cn.niangjia.privacy.Vault;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Requests for a person, as the worker's side sees them: one at most is open in a conversation. What agents do with them
 * stands in {@link Assignments}.
 */
@Repository
public class Handoffs {

    private static final String CONTACT = "contact";

    /**
     * The desk where people answer in writing.
     *
     * @param staffed whether anyone ever does at this installation
     * @param opensAt null while it is open, and where nobody ever does
     * @param present whether somebody is signed in there now
     */
    public record Desk(boolean staffed, boolean open, @Nullable OffsetDateTime opensAt, boolean present) {
    }

    private final HandoffRows rows;
    private final ConversationLog log;
    private final Presences presences;
    private final OpeningHours hours;
    private final Vault vault;
    private final HandoffSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String phone;

    Handoffs(HandoffRows rows, ConversationLog log, Presences presences, OpeningHours hours, Vault vault, HandoffSettings settings,
            Clock clock, ApplicationEventPublisher events, UnionSettings union) {
        this.rows = rows;
        this.log = log;
        this.presences = presences;
        this.hours = hours;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.phone = union.phone();
    }

    /** Asks for a person; who asks again keeps the place, and a crisis or a deadline moves it forward. */
    @Transactional
    public HandoffStatus request(UUID conversation, Reason reason, @Nullable Topic topic) {
        Conversation held = log.hold(conversation).orElseThrow(ErasedConversation::new);
        Optional<Handoff> latest = rows.latest(conversation);
        if (latest.filter(Handoff::isOpen).isEmpty()) {
            UUID id = latest.filter(this::keepsItsPlace).map(Handoff::id).orElse(null);
            if (id == null) {
                id = rows.insert(conversation, reason, topic);
            } else {
                rows.queue(id, Math.min(latest.get().priority(), reason.priority()), null);
            }
            log.move(conversation, Conversation.State.WAITING, Cause.REQUESTED, null);
            events.publishEvent(new HandoffRequested(conversation, id));
        } else if (reason.priority() < latest.get().reason().priority()) {
            rows.raise(latest.get().id(), reason);
            log.tell(held.id(), null, ConversationChange.Kind.QUEUE);
            events.publishEvent(new HandoffRequested(conversation, latest.get().id()));
        }
        return status(conversation).orElseThrow();
    }

    private boolean keepsItsPlace(Handoff handoff) {
        return handoff.state() == Handoff.State.WITHDRAWN && handoff.endedAt() != null
                && handoff.endedAt().plus(settings.keepPlace()).isAfter(OffsetDateTime.now(clock));
    }

    /**
     * Adds how to reach the worker, kept encrypted, and a note, kept masked. Where waiting leads nowhere now, the request
     * leaves the queue, and somebody calls back.
     *
     * @param convenient when a call suits
     */
    @Transactional
    public HandoffStatus describe(UUID conversation, @Nullable String contact, @Nullable String note, @Nullable String convenient) {
        log.hold(conversation).orElseThrow(ErasedConversation::new);
        Handoff handoff = rows.latest(conversation).filter(Handoff::isOpen)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, "现在没有在等人工，请再点一次“转人工”"));
        rows.describe(handoff.id(), isBlank(contact) ? null : vault.seal(contact.strip(), CONTACT),
                isBlank(note) ? null : PersonalData.mask(note.strip()), isBlank(convenient) ? null : PersonalData.mask(convenient.strip()));
        boolean reachable = handoff.hasContact() || !isBlank(contact);
        if (reachable && handoff.state() == Handoff.State.WAITING && handoff.reason() != Reason.CRISIS && isCallBackBetter(handoff)) {
            callBack(handoff);
        } else {
            log.tell(conversation, null, ConversationChange.Kind.QUEUE);
        }
        return status(conversation).orElseThrow();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private boolean isCallBackBetter(Handoff handoff) {
        // Where nobody ever answers in writing, nobody may be promised to call either.
        return hours.isStaffed() && (!hours.isOpen() || handoff.toldAt() != null || !presences.isAnyoneFor(handoff.region()));
    }

    private void callBack(Handoff handoff) {
        rows.end(handoff.id(), Handoff.State.WAITING, Handoff.State.UNANSWERED);
        log.move(handoff.conversationId(), Conversation.State.WITH_ASSISTANT, Cause.UNANSWERED, null);
        events.publishEvent(new HandoffUnanswered(handoff.id()));
    }

    /**
     * Takes the request back; nothing happens if there is none.
     *
     * @throws ResponseStatusException 409 if an agent has taken it
     */
    @Transactional
    public void withdraw(UUID conversation) {
        log.hold(conversation).orElseThrow(ErasedConversation::new);
        Handoff handoff = rows.latest(conversation).filter(Handoff::isOpen).orElse(null);
        if (handoff == null) {
            return;
        }
        if (!rows.end(handoff.id(), Handoff.State.WAITING, Handoff.State.WITHDRAWN)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT,
                    "%s刚刚接入，正在看您说的话。不需要了，跟老师说一声就行。".formatted(handoff.agentName() == null ? "坐席" : handoff.agentName().name()));
        }
        log.move(conversation, Conversation.State.WITH_ASSISTANT, Cause.WITHDRAWN, null);
    }

    /** Where the conversation's last request stands; empty if there is none, or it is over. */
    public Optional<HandoffStatus> status(UUID conversation) {
        return rows.latest(conversation).filter(handoff -> handoff.isOpen() || handoff.state() == Handoff.State.UNANSWERED).map(this::status);
    }

    private HandoffStatus status(Handoff handoff) {
        boolean waiting = handoff.state() == Handoff.State.WAITING;
        return new HandoffStatus(handoff.id(), handoff.reason().name(), handoff.state().name(), rows.position(handoff), hours.isOpen(),
                hours.opensAt().orElse(null), phone, waiting && isCallBackBetter(handoff), handoff.hasContact(),
                handoff.state() == Handoff.State.TAKEN ? handoff.agentName() : null, handoff.ticket());
    }

    /**
     * Tells a worker who waits, once, that nobody has come in time; a call back follows where a contact was left.
     *
     * @param text what to say
     */
    @Transactional
    public void tellThatNobodyCame(Handoff waiting, String text) {
        Optional<Conversation> held = log.hold(waiting.conversationId());
        if (held.isPresent() && rows.told(waiting.id())) {
            log.notice(held.get(), text);
            log.tell(waiting.conversationId(), null, ConversationChange.Kind.QUEUE);
            if (waiting.hasContact() && waiting.reason() != Reason.CRISIS) {
                callBack(waiting);
            }
        }
    }

    /** Whether somebody answers in writing, and when again. @param region code of the place asked about; null for any */
    public Desk desk(@Nullable String region) {
        return new Desk(hours.isStaffed(), hours.isOpen(), hours.opensAt().orElse(null), presences.isAnyoneFor(region));
    }

    /** In the order of the queue. */
    public List<Handoff> waiting() {
        return rows.in(Handoff.State.WAITING);
    }

    public Optional<Handoff> find(UUID id) {
        return rows.find(id);
    }

    /** How to reach the worker, in clear. */
    public Optional<String> contact(UUID handoff) {
        return rows.contact(handoff).map(sealed -> vault.open(sealed, CONTACT));
    }

    /** Those that somebody has to call back and that have no ticket yet, the oldest first. */
    public List<UUID> withoutTicket() {
        return rows.withoutTicket();
    }

    /** Names the ticket that a request became, and tells the worker. @return whether it had none before */
    @Transactional
    public boolean becameTicket(UUID handoff, String ticket) {
        Handoff found = rows.find(handoff).orElseThrow();
        log.hold(found.conversationId()).orElseThrow(ErasedConversation::new);
        boolean first = rows.setTicket(handoff, ticket);
        if (first) {
            log.tell(found.conversationId(), null, ConversationChange.Kind.QUEUE);
        }
        return first;
    }

    /** Forgets how to reach workers whose requests ended before this time. */
    @Transactional
    public void forgetContactsEndedBefore(OffsetDateTime time) {
        rows.forgetContactsEndedBefore(time);
    }
}
