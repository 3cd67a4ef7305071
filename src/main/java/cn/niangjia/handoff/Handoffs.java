package cn.niangjia.handoff;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.privacy.PersonalData;
import cn.niangjia.privacy.Vault;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Requests for a person. A conversation has one at most that is waiting; crises stand first in the queue. */
@Repository
public class Handoffs {

    private static final String CONTACT = "contact";
    private static final String WAITING = "WAITING";

    /**
     * The desk where people answer in writing.
     *
     * @param staffed whether anyone ever does at this installation
     * @param opensAt null while it is open, and where nobody ever does
     */
    public record Desk(boolean staffed, boolean open, @Nullable OffsetDateTime opensAt) {
    }

    private record Request(UUID id, String reason, boolean urgent, long place) {
    }

    private final JdbcClient jdbc;
    private final Conversations conversations;
    private final OpeningHours hours;
    private final Vault vault;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String phone;

    Handoffs(JdbcClient jdbc, Conversations conversations, OpeningHours hours, Vault vault, Clock clock,
            ApplicationEventPublisher events, UnionSettings union) {
        this.jdbc = jdbc;
        this.conversations = conversations;
        this.hours = hours;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
        this.phone = union.phone();
    }

    /** Asks for a person; who asks again keeps the place, and a crisis moves it to the front. */
    @Transactional
    public HandoffStatus request(UUID conversation, String reason, boolean urgent) {
        // Whoever changes the state holds the conversation's row, so two requests at once make one.
        conversations.change(conversation, Conversation.State.WITH_ASSISTANT, Conversation.State.WAITING);
        Optional<Request> waiting = waiting(conversation);
        if (waiting.isEmpty()) {
            insert(conversation, reason, urgent);
        } else if (urgent && !waiting.get().urgent()) {
            jdbc.sql("update handoff set urgent = true, reason = :reason where id = :id")
                    .param("reason", reason).param("id", waiting.get().id()).update();
        }
        return status(conversation).orElseThrow();
    }

    private void insert(UUID conversation, String reason, boolean urgent) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into handoff (id, conversation_id, reason, state, urgent, requested_at)
                values (:id, :conversation, :reason, 'WAITING', :urgent, :now)
                """).param("id", id).param("conversation", conversation).param("reason", reason)
                .param("urgent", urgent).param("now", OffsetDateTime.now(clock)).update();
        events.publishEvent(new HandoffRequested(conversation, id));
    }

    /** Adds how to reach the worker, kept encrypted, and a note, kept masked. */
    @Transactional
    public void describe(UUID handoff, @Nullable String contact, @Nullable String note) {
        if (contact != null && !contact.isBlank()) {
            jdbc.sql("update handoff set sealed_contact = :contact where id = :id")
                    .param("contact", vault.seal(contact.strip(), CONTACT)).param("id", handoff).update();
        }
        if (note != null && !note.isBlank()) {
            jdbc.sql("update handoff set note = :note where id = :id")
                    .param("note", PersonalData.mask(note.strip())).param("id", handoff).update();
        }
    }

    /** Takes the request back; nothing happens if there is none. */
    @Transactional
    public void withdraw(UUID conversation) {
        conversations.change(conversation, Conversation.State.WAITING, Conversation.State.WITH_ASSISTANT);
        jdbc.sql("update handoff set state = 'WITHDRAWN', ended_at = :now where conversation_id = :conversation and state = 'WAITING'")
                .param("now", OffsetDateTime.now(clock)).param("conversation", conversation).update();
    }

    /** Where the conversation's request stands; empty if none is waiting. */
    public Optional<HandoffStatus> status(UUID conversation) {
        return waiting(conversation).map(request -> new HandoffStatus(request.id(), request.reason(), WAITING, position(request),
                hours.isOpen(), hours.opensAt().orElse(null), phone));
    }

    /** Whether somebody answers in writing, and when again. */
    public Desk desk() {
        return new Desk(hours.isStaffed(), hours.isOpen(), hours.opensAt().orElse(null));
    }

    /** Whether people ever answer in writing at this installation. */
    public boolean isStaffed() {
        return hours.isStaffed();
    }

    private Optional<Request> waiting(UUID conversation) {
        return jdbc.sql("select id, reason, urgent, place from handoff where conversation_id = :conversation and state = 'WAITING'")
                .param("conversation", conversation)
                .query((row, n) -> new Request(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3), row.getLong(4))).optional();
    }

    private int position(Request request) {
        return 1 + jdbc.sql("""
                select count(*) from handoff where state = 'WAITING' and id <> :id
                and ((urgent = true and :urgent = false) or (urgent = :urgent and place < :place))
                """).param("id", request.id()).param("urgent", request.urgent()).param("place", request.place())
                .query(Integer.class).single();
    }
}
