package cn.niangjia.handoff;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.conversation.Citation;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The requests as the desk lists them. */
@Component
class Queue {

    private static final int MOST_ENDED = 200;

    /** @param account to sign in with */
    record Agent(String account, String name, String number) {
    }

    /**
     * A row of the list; only what is cheap.
     *
     * @param reasonWord as staff read it
     * @param region null: no place is known
     * @param position in the queue, from 1; 0 if it is not waiting
     * @param alert whether it rings: a crisis that nobody has said to be on
     * @param lastText the worker's last words, personal data masked
     * @param lastAuthor who spoke last: WORKER, ASSISTANT or AGENT
     */
    record Row(UUID id, UUID conversationId, Reason reason, String reasonWord, Handoff.State state, @Nullable Topic topic,
            Citation.@Nullable Place region, int position, boolean alert, @Nullable String acknowledgedBy, OffsetDateTime requestedAt,
            @Nullable OffsetDateTime takenAt, @Nullable OffsetDateTime endedAt, @Nullable Agent agent, boolean hasContact,
            @Nullable String lastText, @Nullable String lastAuthor, @Nullable OffsetDateTime lastAt, @Nullable Resolution outcome,
            @Nullable String ticket) {
    }

    private record Last(@Nullable String text, @Nullable String author, @Nullable OffsetDateTime at) {
        static final Last NONE = new Last(null, null, null);
    }

    private final HandoffRows rows;
    private final DeskRights rights;
    private final Regions regions;
    private final JdbcTemplate jdbc;

    Queue(HandoffRows rows, DeskRights rights, Regions regions, JdbcTemplate jdbc) {
        this.rows = rows;
        this.rights = rights;
        this.regions = regions;
        this.jdbc = jdbc;
    }

    /** Those of this state that this person sees; ended ones are the last two hundred. */
    List<Row> list(Staff staff, Handoff.State state) {
        List<Handoff> all = state == Handoff.State.WAITING || state == Handoff.State.TAKEN ? rows.in(state)
                : rows.ended(MOST_ENDED).stream().filter(handoff -> handoff.state() == state).toList();
        List<Handoff> seen = all.stream().filter(handoff -> rights.sees(staff, handoff)).toList();
        Map<UUID, Last> last = last(seen);
        Map<UUID, Integer> positions = new HashMap<>();
        for (int i = 0; i < all.size() && state == Handoff.State.WAITING; i++) {
            positions.put(all.get(i).id(), i + 1);
        }
        List<Row> made = new ArrayList<>();
        for (Handoff handoff : seen) {
            made.add(row(handoff, positions.getOrDefault(handoff.id(), 0), last.getOrDefault(handoff.conversationId(), Last.NONE)));
        }
        return made;
    }

    Row row(Handoff handoff) {
        return row(handoff, rows.position(handoff), last(List.of(handoff)).getOrDefault(handoff.conversationId(), Last.NONE));
    }

    private Row row(Handoff handoff, int position, Last last) {
        AgentName name = handoff.agentName();
        String place = handoff.region();
        return new Row(handoff.id(), handoff.conversationId(), handoff.reason(), handoff.reason().word(), handoff.state(), handoff.topic(),
                place == null ? null : new Citation.Place(place, regions.name(place)), position, handoff.rings(), handoff.acknowledgedBy(),
                handoff.requestedAt(), handoff.takenAt(), handoff.endedAt(),
                handoff.agent() == null || name == null ? null : new Agent(handoff.agent(), name.name(), name.number()), handoff.hasContact(),
                last.text(), last.author(), last.at(), handoff.outcome(), handoff.ticket());
    }

    /** The worker's last words and who spoke last, by conversation. */
    private Map<UUID, Last> last(List<Handoff> handoffs) {
        Map<UUID, Last> last = new HashMap<>();
        if (handoffs.isEmpty()) {
            return last;
        }
        String marks = String.join(", ", handoffs.stream().map(handoff -> "?").toList());
        jdbc.query("""
                select c.id, (select text from message where conversation_id = c.id and sequence =
                         (select max(sequence) from message where conversation_id = c.id and author = 'WORKER')) as words,
                       m.author, m.created_at
                from conversation c join message m on m.conversation_id = c.id
                     and m.sequence = (select max(sequence) from message where conversation_id = c.id)
                where c.id in (%s)
                """.formatted(marks), row -> {
            last.put(row.getObject(1, UUID.class), new Last(cut(row.getString(2)), row.getString(3), row.getObject(4, OffsetDateTime.class)));
        }, handoffs.stream().map(Handoff::conversationId).toArray());
        return last;
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.codePointCount(0, text.length()) <= 120 ? text : text.substring(0, text.offsetByCodePoints(0, 120)) + "…";
    }
}
