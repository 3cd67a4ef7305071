package cn.niangjia.chat;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.LiveStreams;
import cn.niangjia.conversation.Message;
import cn.niangjia.handoff.Handoffs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's page follows: {@code message}, {@code state} and {@code notice} with their sequence as id; {@code handoff}
 * when the place in the queue changed and {@code typing} while the agent writes, which are not sent again; {@code gone} when the
 * conversation was erased.
 */
class WorkerTail implements LiveStreams.Tail {

    /** Where the request stands; null if there is none. */
    record Standing(Conversation.State state, @Nullable HandoffStatus handoff) {
    }

    private record Row(int sequence, String name, Object data) {
    }

    private static final Set<ConversationChange.Kind> ONLY_MOVED = Set.of(ConversationChange.Kind.MOVED);

    private final UUID id;
    private final Conversations conversations;
    private final Handoffs handoffs;
    private int last;
    private @Nullable Standing shown;

    WorkerTail(UUID id, int last, Conversations conversations, Handoffs handoffs) {
        this.id = id;
        this.last = last;
        this.conversations = conversations;
        this.handoffs = handoffs;
    }

    @Override
    public boolean send(Set<ConversationChange.Kind> happened, LiveStreams.Events to) throws IOException {
        boolean waits = shown != null && shown.state() == Conversation.State.WAITING;
        if (happened.equals(ONLY_MOVED) && !waits) {
            return true;
        }
        Optional<Conversations.Since> since = conversations.since(id, last);
        if (since.isEmpty()) {
            to.send(null, "gone", Map.of());
            return false;
        }
        // Also without a sign: what the assistant says to another page of the same worker gives none.
        for (Row row : rows(since.get())) {
            to.send((long) row.sequence(), row.name(), row.data());
        }
        last = since.get().sequence();
        if (happened.contains(ConversationChange.Kind.AGENT_TYPING)) {
            to.send(null, "typing", Map.of());
        }
        if (happened.contains(ConversationChange.Kind.QUEUE) || waits && happened.contains(ConversationChange.Kind.MOVED)) {
            stand(to);
        }
        return true;
    }

    private static List<Row> rows(Conversations.Since since) {
        List<Row> rows = new ArrayList<>();
        for (Message message : since.messages()) {
            rows.add(new Row(message.sequence(), "message", message));
        }
        for (ConversationEvent event : since.events()) {
            rows.add(new Row(event.sequence(), event.kind() == ConversationEvent.Kind.NOTICE ? "notice" : "state", event));
        }
        rows.sort(Comparator.comparingInt(Row::sequence));
        return rows;
    }

    private void stand(LiveStreams.Events to) throws IOException {
        Conversation.State state = conversations.find(id).map(Conversation::state).orElse(Conversation.State.CLOSED);
        Standing now = new Standing(state, handoffs.status(id).orElse(null));
        if (!now.equals(shown)) {
            shown = now;
            to.send(null, "handoff", now);
        }
    }
}
