package cn.niangjia.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.niangjia.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the desk keeps, on each database. */
@ParameterizedClass
@EnumSource(Database.class)
class DeskTablesContractTest {

    private static final OffsetDateTime NOW = OffsetDateTime.now(Database.CLOCK);

    private final Database database;
    private AnnotationConfigApplicationContext context;

    DeskTablesContractTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        context = database.with(Pins.class, SearchUses.class, CannedReplies.class, SuggestionFates.class, QualitySamples.class, DeskFigures.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aPinStandsOnceAndFirstWhenPinnedAgain() {
        Pins pins = context.getBean(Pins.class);
        pins.add("zhou", new Pins.Pin("law", "第一条"));
        pins.add("zhou", new Pins.Pin("law", "第一条"));
        pins.add("chen", new Pins.Pin("law", "第二条"));
        assertThat(pins.of("zhou")).containsExactly(new Pins.Pin("law", "第一条"));
        pins.remove("zhou", new Pins.Pin("law", "第一条"));
        assertThat(pins.of("zhou")).isEmpty();
    }

    @Test
    void usesAreCountedByWordsAndPassage() {
        SearchUses uses = context.getBean(SearchUses.class);
        uses.add("欠薪 仲裁", "law", "第一条");
        assertThat(uses.leadingTo("law", "第一条")).isEmpty();
        uses.add(" 欠薪  仲裁 ", "law", "第一条");
        uses.add("欠薪 仲裁", "law", "第二条");
        uses.add("身份证110101199003074477", "law", "第一条");
        assertThat(uses.leadingTo("law", "第一条")).containsExactly(new SearchUses.Words("欠薪 仲裁", 2));
    }

    @Test
    void aPlaceHasOneReplyOfAName() {
        CannedReplies replies = context.getBean(CannedReplies.class);
        UUID id = replies.add("371000", "地址", "在市民中心。", "ban");
        assertThatThrownBy(() -> replies.add("371000", "地址", "别处。", "ban")).isInstanceOf(DuplicateKeyException.class);
        replies.change(id, "地址", "在新大楼。", "ban");
        assertThat(replies.of(List.of("371000"))).extracting(CannedReplies.Canned::text).containsExactly("在新大楼。");
        assertThat(replies.of(List.of("000000"))).extracting(CannedReplies.Canned::name).contains("您好", "稍等");
        replies.remove(id);
        assertThat(replies.find(id)).isEmpty();
    }

    @Test
    void theFirstWordOnASuggestionCounts() {
        SuggestionFates fates = context.getBean(SuggestionFates.class);
        UUID message = UUID.randomUUID();
        fates.keep(message, "zhou", SuggestionFates.Fate.CHANGED);
        fates.keep(message, "zhou", SuggestionFates.Fate.DROPPED);
        assertThat(fates.isDecided(message)).isTrue();
        assertThat(fates.since(NOW.minusDays(1))).containsOnlyKeys(SuggestionFates.Fate.CHANGED);
    }

    @Test
    void aTalkIsDrawnOnceAndScoredAnew() {
        UUID handoff = talk("RESOLVED", NOW.minusHours(2), NOW.minusHours(1));
        QualitySamples samples = context.getBean(QualitySamples.class);
        samples.add(samples.candidates(NOW.minusDays(30)).getFirst(), "ban");
        assertThat(samples.candidates(NOW.minusDays(30))).isEmpty();
        QualitySamples.Sample drawn = samples.all().getFirst();
        assertThat(drawn.handoffId()).isEqualTo(handoff);
        assertThat(drawn.handler()).isEqualTo("zhou");
        UUID message = UUID.randomUUID();
        samples.score(drawn.id(), List.of(new QualitySamples.Mark(message, QualitySamples.Part.SENTENCE, 1, true)), null, "ban");
        samples.score(drawn.id(), List.of(new QualitySamples.Mark(message, QualitySamples.Part.SENTENCE, 1, false),
                new QualitySamples.Mark(message, QualitySamples.Part.CITATION, 1, true)), "第一句不准", "ban");
        QualitySamples.Sample scored = samples.find(drawn.id()).orElseThrow();
        assertThat(scored.marks()).isEqualTo(2);
        assertThat(scored.wrong()).isEqualTo(1);
        assertThat(scored.scoredBy()).isEqualTo("ban");
        assertThat(samples.marks(drawn.id())).hasSize(2);
    }

    @Test
    void waitsAreCountedToTheirEndOrUntilNow() {
        talk("RESOLVED", NOW.minusMinutes(60), NOW.minusMinutes(10));
        talk("WAITING", NOW.minusMinutes(7), null);
        List<DeskFigures.Request> requests = context.getBean(DeskFigures.class).since(NOW.minusDays(1));
        assertThat(requests).extracting(request -> request.waited(NOW)).containsExactly(Duration.ofMinutes(3), Duration.ofMinutes(7));
        assertThat(requests).extracting(DeskFigures.Request::region).containsOnly("371082");
        assertThat(requests.getFirst().rating()).isEqualTo(4);
    }

    @Test
    void sentencesAreTakenApartWithTheirCitations() {
        assertThat(QualityController.sentences("能要。[1]带上身份证！\n今天就去")).containsExactly("能要。[1]", "带上身份证！", "今天就去");
    }

    private UUID talk(String state, OffsetDateTime requested, OffsetDateTime ended) {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        UUID conversation = UUID.randomUUID();
        UUID handoff = UUID.randomUUID();
        jdbc.sql("""
                insert into conversation (id, token_hash, state, region, channel, last_sequence, created_at, changed_at)
                values (:id, '', 'CLOSED', '371082', 'web', 0, :now, :now)
                """).param("id", conversation).param("now", requested).update();
        jdbc.sql("""
                insert into handoff (id, conversation_id, reason, state, priority, agent, agent_name, agent_number, requested_at, taken_at, ended_at)
                values (:id, :conversation, 'ASKED', :state, 3, :agent, :name, '001', :requested, :taken, :ended)
                """).param("id", handoff).param("conversation", conversation).param("state", state).param("agent", ended == null ? null : "zhou")
                .param("name", ended == null ? null : "周老师").param("requested", requested)
                .param("taken", ended == null ? null : requested.plusMinutes(3), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", ended, java.sql.Types.TIMESTAMP_WITH_TIMEZONE).update();
        if (ended != null) {
            jdbc.sql("insert into conversation_rating (conversation_id, score, created_at) values (:id, 4, :now)").param("id", conversation).param("now", ended).update();
        }
        return handoff;
    }
}
