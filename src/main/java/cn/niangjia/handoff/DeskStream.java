package cn.niangjia.handoff;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.LiveStreams;
import cn.niangjia.conversation.Message;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * News for the desk, from where it left off (Last-Event-ID) or from now on: first {@code ready}, after which lists can be loaded
 * without missing anything; {@code handoff} with a row of the list when a request came, went or changed (its {@code alert}
 * rings); {@code removed} when a worker erased the conversation; {@code message} and {@code event} of one's own talks; {@code
 * typing}, which is not sent again; {@code reset} when too much was missed and the lists must be loaded anew.
 */
@RestController
class DeskStream {

    private static final int AT_ONCE = 200;

    record Ready(long number) {
    }

    record Said(UUID handoffId, Message message) {
    }

    record Happened(UUID handoffId, ConversationEvent event) {
    }

    private final LiveStreams streams;
    private final ConversationLog log;
    private final Conversations conversations;
    private final HandoffRows rows;
    private final Queue queue;
    private final DeskRights rights;
    private final Presences presences;

    DeskStream(LiveStreams streams, ConversationLog log, Conversations conversations, HandoffRows rows, Queue queue, DeskRights rights,
            Presences presences) {
        this.streams = streams;
        this.log = log;
        this.conversations = conversations;
        this.rows = rows;
        this.queue = queue;
        this.rights = rights;
        this.presences = presences;
    }

    @GetMapping(path = "/api/workbench/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last, Principal principal) {
        Staff staff = rights.staff(principal);
        presences.seen(staff);
        return streams.open(null, new Tail(staff.name(), last));
    }

    private final class Tail implements LiveStreams.Tail {

        private final String name;
        private @Nullable Long last;
        private boolean ready;

        private Tail(String name, @Nullable Long last) {
            this.name = name;
            this.last = last;
        }

        /** Rights are asked for each time, since they may have changed; being here is a sign of life. */
        @Override
        public boolean send(Set<ConversationChange.Kind> happened, LiveStreams.Events to) throws IOException {
            Staff staff = rights.staff(name);
            presences.seen(staff);
            if (!ready) {
                begin(to);
            }
            List<ConversationChange> changes;
            do {
                changes = log.changesAfter(last == null ? 0 : last, AT_ONCE);
                for (ConversationChange change : changes) {
                    send(change, staff, to);
                    last = change.number();
                }
            } while (changes.size() == AT_ONCE);
            return true;
        }

        private void begin(LiveStreams.Events to) throws IOException {
            ready = true;
            long now = log.lastChange();
            if (last != null && (last > now || !log.reachesBackTo(last))) {
                to.send(now, "reset", Map.of());
                last = now;
            } else if (last == null) {
                last = now;
            }
            to.send(last, "ready", new Ready(last));
        }

        private void send(ConversationChange change, Staff staff, LiveStreams.Events to) throws IOException {
            Optional<Handoff> handoff = rows.latest(change.conversation());
            if (handoff.isEmpty()) {
                to.send(change.number(), "removed", Map.of("conversationId", change.conversation()));
            } else if (rights.sees(staff, handoff.get())) {
                send(change, handoff.get(), staff.name().equals(handoff.get().agent()), to);
            }
        }

        private void send(ConversationChange change, Handoff handoff, boolean own, LiveStreams.Events to) throws IOException {
            switch (change.kind()) {
                case QUEUE -> {
                    // Without a number of its own: who is cut off between the two gets both again.
                    if (own && change.sequence() != null) {
                        row(null, change, handoff, to);
                    }
                    to.send(change.number(), "handoff", queue.row(handoff));
                }
                case ROW -> {
                    if (own) {
                        row(change.number(), change, handoff, to);
                    } else if (handoff.state() == Handoff.State.WAITING) {
                        to.send(change.number(), "handoff", queue.row(handoff));
                    }
                }
                case WORKER_TYPING -> {
                    if (own) {
                        to.send(change.number(), "typing", Map.of("handoffId", handoff.id()));
                    }
                }
                case AGENT_TYPING, MOVED -> {
                }
            }
        }

        private void row(@Nullable Long id, ConversationChange change, Handoff handoff, LiveStreams.Events to) throws IOException {
            int sequence = change.sequence() == null ? 0 : change.sequence();
            Optional<Message> message = conversations.messageAt(handoff.conversationId(), sequence);
            if (message.isPresent()) {
                to.send(id, "message", new Said(handoff.id(), message.get()));
                return;
            }
            Optional<ConversationEvent> event = log.eventsAfter(handoff.conversationId(), sequence - 1).stream()
                    .filter(found -> found.sequence() == sequence).findFirst();
            if (event.isPresent()) {
                to.send(id, "event", new Happened(handoff.id(), event.get()));
            }
        }
    }
}
