package cn.niangjia.conversation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How content workers were with a whole talk; the last word counts. */
@Repository
public class Ratings {

    private final JdbcClient jdbc;
    private final ConversationLog log;
    private final Clock clock;

    Ratings(JdbcClient jdbc, ConversationLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /** @param score 1 to 5 @param comment personal data masked */
    @Transactional
    public void keep(UUID conversation, int score, @Nullable String comment) {
        log.hold(conversation).orElseThrow(ErasedConversation::new);
        jdbc.sql("delete from conversation_rating where conversation_id = :id").param("id", conversation).update();
        jdbc.sql("insert into conversation_rating (conversation_id, score, remark, created_at) values (:id, :score, :remark, :now)")
                .param("id", conversation).param("score", score).param("remark", comment).param("now", OffsetDateTime.now(clock)).update();
    }

    /** 1 to 5. */
    public Optional<Integer> of(UUID conversation) {
        return jdbc.sql("select score from conversation_rating where conversation_id = :id").param("id", conversation).query(Integer.class).optional();
    }
}
