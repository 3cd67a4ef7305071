package cn.niangjia.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Talks drawn for 质检 and the marks given; a talk that its worker erased is in no list any more. */
@Repository
class QualitySamples {

    enum Part { SENTENCE, CITATION }

    /** @param number within the message, from 1 */
    record Mark(UUID messageId, Part part, int number, boolean correct) {
    }

    /** @param region code of the worker's place; null if none is known @param wrong how many marks say wrong */
    record Sample(UUID id, UUID handoffId, UUID conversationId, String handler, @Nullable String region, OffsetDateTime endedAt,
            @Nullable String scoredBy, @Nullable OffsetDateTime scoredAt, @Nullable String remark, int marks, int wrong) {
    }

    /** A talk that can be drawn. */
    record Candidate(UUID handoffId, String handler, @Nullable String region) {
    }

    private static final String SELECT = """
            select s.*, h.conversation_id, h.ended_at, coalesce(h.region, c.region) as place,
                   (select count(*) from quality_mark m where m.sample_id = s.id) as marks,
                   (select count(*) from quality_mark m where m.sample_id = s.id and m.correct = false) as wrong
            from quality_sample s join handoff h on h.id = s.handoff_id join conversation c on c.id = h.conversation_id\s
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    QualitySamples(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Talks that agents ended since then and that were not drawn yet. */
    List<Candidate> candidates(OffsetDateTime since) {
        return jdbc.sql("""
                select h.id, h.agent, coalesce(h.region, c.region) as place from handoff h join conversation c on c.id = h.conversation_id
                where h.state = 'RESOLVED' and h.agent is not null and h.ended_at >= :since
                  and not exists (select 1 from quality_sample s where s.handoff_id = h.id)
                """).param("since", since).query((row, n) -> new Candidate(row.getObject(1, UUID.class), row.getString(2), row.getString(3))).list();
    }

    @Transactional
    public void add(Candidate drawn, String by) {
        jdbc.sql("insert into quality_sample (id, handoff_id, handler, drawn_by, drawn_at) values (:id, :handoff, :handler, :by, :now)")
                .param("id", UUID.randomUUID()).param("handoff", drawn.handoffId()).param("handler", drawn.handler()).param("by", by).param("now", now()).update();
    }

    /** Those to be scored first, then the latest. */
    List<Sample> all() {
        return jdbc.sql(SELECT + " order by case when s.scored_at is null then 0 else 1 end, s.drawn_at desc, s.id").query(QualitySamples::sample).list();
    }

    Optional<Sample> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = :id").param("id", id).query(QualitySamples::sample).optional();
    }

    List<Mark> marks(UUID sample) {
        return jdbc.sql("select * from quality_mark where sample_id = :id order by message_id, part, number").param("id", sample)
                .query((row, n) -> new Mark(row.getObject("message_id", UUID.class), Part.valueOf(row.getString("part")), row.getInt("number"),
                        row.getBoolean("correct"))).list();
    }

    /** In the place of what was given before. */
    @Transactional
    public void score(UUID sample, List<Mark> marks, @Nullable String remark, String by) {
        jdbc.sql("delete from quality_mark where sample_id = :id").param("id", sample).update();
        marks.forEach(mark -> jdbc.sql("insert into quality_mark (sample_id, message_id, part, number, correct) values (:id, :message, :part, :number, :correct)")
                .param("id", sample).param("message", mark.messageId()).param("part", mark.part().name()).param("number", mark.number())
                .param("correct", mark.correct()).update());
        jdbc.sql("update quality_sample set scored_by = :by, scored_at = :now, remark = :remark where id = :id")
                .param("by", by).param("now", now()).param("remark", remark).param("id", sample).update();
    }

    private static Sample sample(ResultSet row, int n) throws SQLException {
        return new Sample(row.getObject("id", UUID.class), row.getObject("handoff_id", UUID.class), row.getObject("conversation_id", UUID.class),
                row.getString("handler"), row.getString("place"), row.getObject("ended_at", OffsetDateTime.class), row.getString("scored_by"),
                row.getObject("scored_at", OffsetDateTime.class), row.getString("remark"), row.getInt("marks"), row.getInt("wrong"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
