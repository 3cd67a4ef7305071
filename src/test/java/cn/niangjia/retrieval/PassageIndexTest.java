package cn.niangjia.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.ValidityPeriod;
import cn.niangjia.knowledge.Visibility;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What any engine behind the index must do. Vectors here are axes, so that nearness is plain to see. */
class PassageIndexTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ValidityPeriod ALWAYS = new ValidityPeriod(null, null, null, false);

    @TempDir
    Path folder;
    private PassageIndex index;

    @BeforeEach
    void open() throws IOException {
        index = new PassageIndex(folder, JsonMapper.builder().build());
    }

    @AfterEach
    void close() throws IOException {
        index.abandon();
    }

    @Test
    void findsNothingBeforeItWasComplete() throws IOException {
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "外卖小哥可以入会"));
        index.commit(5, false);
        assertThat(index.open()).isNull();
        assertThat(index.searchableNumber()).isZero();

        reopen();
        assertThat(index.open()).as("also after a restart").isNull();
        assertThat(index.number()).isEqualTo(5);

        index.commit(5, true);
        assertThat(found("外卖小哥")).containsExactly("a@1#0");
        assertThat(index.searchableNumber()).isEqualTo(5);
    }

    @Test
    void whatWasNotCommittedIsGoneAfterACrashAndTheNumberTellsSo() throws IOException {
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "困难帮扶"));
        index.commit(1, true);
        put("b", 1, passage("b", "000000", Visibility.PUBLIC, ALWAYS, "困难补助"));

        reopen();

        assertThat(index.number()).isEqualTo(1);
        assertThat(found("困难")).containsExactly("a@1#0");
    }

    @Test
    void aDocumentsPassagesAreReplacedWhole() throws IOException {
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "旧的补助标准"));
        index.commit(1, true);
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "新的补助标准"));
        index.commit(2, true);

        assertThat(found("补助标准")).hasSize(1);
        index.replace("a", List.of(), Map.of());
        index.commit(3, true);
        assertThat(found("补助标准")).isEmpty();
    }

    @Test
    void wordsThatTheDictionaryCutsApartAreFound() throws IOException {
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "女职工两癌筛查免费"));
        put("b", 1, passage("b", "000000", Visibility.PUBLIC, ALWAYS, "癌症病人的筛子"));
        index.commit(1, true);

        assertThat(found("两癌筛查").getFirst()).isEqualTo("a@1#0");
    }

    @Test
    void filtersByPlaceTimeAndVisibility() throws IOException {
        put("weihai", 0, passage("weihai", "371000", Visibility.PUBLIC, ALWAYS, "疗休养办法"));
        put("yantai", 1, passage("yantai", "370600", Visibility.PUBLIC, ALWAYS, "疗休养办法"));
        put("old", 2, passage("old", "371000", Visibility.PUBLIC, new ValidityPeriod(null, TODAY.minusDays(1), null, false), "疗休养办法"));
        put("soon", 3, passage("soon", "371000", Visibility.PUBLIC, new ValidityPeriod(TODAY.plusDays(1), null, null, false), "疗休养办法"));
        put("staff", 4, passage("staff", "371000", Visibility.STAFF, ALWAYS, "疗休养办法"));
        index.commit(1, true);

        Query worker = Query.forWorker("疗休养", List.of("371000", "370000", "000000"), false, TODAY, 10);
        assertThat(byWords(worker)).containsExactly("weihai@1#0");
        assertThat(byVector(worker, 2)).containsExactly("weihai@1#0");
        Query staff = new Query("疗休养", List.of(), false, null, null, null, null, 0, 10, true);
        assertThat(byWords(staff)).hasSize(5);
        assertThat(byVector(staff, 2).getFirst()).isEqualTo("old@1#0");
    }

    @Test
    void aLinkedQuestionLeadsToItsPassageOnce() throws IOException {
        IndexedPassage passage = passage("a", "000000", Visibility.PUBLIC, ALWAYS, "新就业形态劳动者可以加入工会", "送外卖的能进工会吗");
        index.replace("a", List.of(passage), Map.of(passage.body(), axis(0), "送外卖的能进工会吗", axis(7)));
        index.commit(1, true);
        Query query = Query.forWorker("送外卖", List.of(), false, TODAY, 10);

        assertThat(byWords(query)).containsExactly("a@1#0");
        assertThat(byVector(query, 7)).containsExactly("a@1#0");
        try (IndexSnapshot snapshot = index.open()) {
            assertThat(snapshot.byVector(query, axis(7), 10).getFirst().score()).isGreaterThan(.99);
        }
    }

    @Test
    void countsExactlyWhatWordsOrVectorsFind() throws IOException {
        for (int i = 0; i < 30; i++) {
            put("d" + i, i, passage("d" + i, "000000", Visibility.PUBLIC, ALWAYS, i < 12 ? "加班工资" + i : "别的事情" + i));
        }
        index.commit(1, true);
        Query query = new Query("加班工资", List.of(), false, null, null, TODAY, null, 0, 10, true);

        try (IndexSnapshot snapshot = index.open()) {
            List<IndexSnapshot.Match> near = snapshot.byVector(query, axis(20), 5);
            long others = near.stream().filter(match -> Integer.parseInt(match.passage().substring(1, match.passage().indexOf('@'))) >= 12).count();
            assertThat(snapshot.total(query, List.of(), near)).isEqualTo(12 + (int) others);
        }
    }

    @Test
    void givesBackAPassageWholeWithWhatIsKnownOfIt() throws IOException {
        IndexedPassage passage = passage("a", "371000", Visibility.PUBLIC, new ValidityPeriod(TODAY, null, null, true), "正文", "问");
        index.replace("a", List.of(passage), Map.of(passage.body(), axis(0), "问", axis(1)));
        index.commit(1, true);

        try (IndexSnapshot snapshot = index.open()) {
            assertThat(snapshot.content("a@1#0")).isEqualTo(passage);
        }
    }

    @Test
    void whatHasNoVectorYetIsFoundByItsWordsAndWaits() throws IOException {
        put("a", 0, passage("a", "000000", Visibility.PUBLIC, ALWAYS, "困难帮扶"));
        IndexedPassage late = passage("b", "000000", Visibility.PUBLIC, ALWAYS, "困难补助", "揭不开锅了");
        index.replace("b", List.of(late), Map.of("揭不开锅了", axis(4)));
        index.commit(2, true);
        Query query = Query.forWorker("困难", List.of(), false, TODAY, 10);

        assertThat(byWords(query)).containsExactlyInAnyOrder("a@1#0", "b@1#0");
        assertThat(byVector(query, 4)).as("by the question that has its vector").containsExactly("b@1#0", "a@1#0");
        assertThat(index.awaited().anyOf(List.of("a"))).isFalse();
        assertThat(index.awaited().anyOf(List.of("b"))).isTrue();

        reopen();
        assertThat(index.awaited().newest()).as("also after a restart").isEqualTo("b");
        assertThat(index.awaited().count()).isEqualTo(1);

        index.replace("b", List.of(late), Map.of(late.body(), axis(1), "揭不开锅了", axis(4)));
        assertThat(index.awaited().newest()).isNull();
        assertThat(index.awaited().anyOf(List.of("b"))).as("not searched before the commit").isTrue();
        index.commit(2, true);
        assertThat(index.awaited().anyOf(List.of("b"))).isFalse();
        assertThat(byWords(query)).as("once, as before").containsExactlyInAnyOrder("a@1#0", "b@1#0");
        assertThat(byVector(query, 1).getFirst()).isEqualTo("b@1#0");

        reopen();
        assertThat(index.awaited().isEmpty()).isTrue();
    }

    @Test
    void ranksAreTheSameWhetherVectorsCameAtOnceOrLate() throws IOException {
        for (int i = 0; i < 40; i++) {
            put("d" + i, i, passage("d" + i, "000000", Visibility.PUBLIC, ALWAYS, "加班工资" + "与休息".repeat(i % 5) + i));
        }
        index.commit(1, true);
        Query query = Query.forWorker("加班工资与休息", List.of(), false, TODAY, 40);
        List<IndexSnapshot.Match> words = matches(query);
        List<String> near = byVector(query, 7);

        for (int i = 0; i < 40; i++) {
            index.replace("d" + i, List.of(passage("d" + i, "000000", Visibility.PUBLIC, ALWAYS, "加班工资" + "与休息".repeat(i % 5) + i)), Map.of());
        }
        index.commit(2, true);
        assertThat(matches(query)).as("by words, without vectors").isEqualTo(words);
        assertThat(byVector(query, 7)).isEmpty();
        for (int i = 0; i < 40; i++) {
            put("d" + i, i, passage("d" + i, "000000", Visibility.PUBLIC, ALWAYS, "加班工资" + "与休息".repeat(i % 5) + i));
        }
        index.commit(2, true);
        assertThat(matches(query)).isEqualTo(words);
        assertThat(byVector(query, 7)).isEqualTo(near);
    }

    private List<IndexSnapshot.Match> matches(Query query) throws IOException {
        try (IndexSnapshot snapshot = index.open()) {
            return snapshot.byWords(query, List.of(), 40);
        }
    }

    private void put(String id, int axis, IndexedPassage passage) throws IOException {
        index.replace(id, List.of(passage), Map.of(passage.body(), axis(axis)));
    }

    private static IndexedPassage passage(String id, String region, Visibility visibility, ValidityPeriod validity, String text, String... questions) {
        Description description = new Description("标题", Kind.GUIDE, List.of(Topic.BENEFITS), region, visibility, null, null, null, null, null, null,
                null, List.of(), List.of(), List.of(questions), null, null, null, null, List.of());
        return new IndexedPassage(new Passage(new PassageId(id, 1, 0), "开头", "开头", "", text), description, validity, List.of(questions));
    }

    private static float[] axis(int direction) {
        float[] vector = new float[Embedder.DIMENSIONS];
        vector[direction] = 1;
        return vector;
    }

    private List<String> found(String text) throws IOException {
        return byWords(Query.forWorker(text, List.of(), false, TODAY, 10));
    }

    private List<String> byWords(Query query) throws IOException {
        try (IndexSnapshot snapshot = index.open()) {
            return snapshot.byWords(query, List.of(), 10).stream().map(IndexSnapshot.Match::passage).toList();
        }
    }

    private List<String> byVector(Query query, int direction) throws IOException {
        try (IndexSnapshot snapshot = index.open()) {
            return snapshot.byVector(query, axis(direction), 10).stream().map(IndexSnapshot.Match::passage).toList();
        }
    }

    private void reopen() throws IOException {
        index.abandon();
        index = new PassageIndex(folder, JsonMapper.builder().build());
    }
}
