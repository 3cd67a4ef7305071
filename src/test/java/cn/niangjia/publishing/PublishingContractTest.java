package cn.niangjia.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.niangjia.Database;
import cn.niangjia.account.Audit;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.knowledge.Visibility;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The rules of publishing, on every database: who may do what, in which order, and when. */
@ParameterizedClass
@EnumSource(Database.class)
class PublishingContractTest {

    private static final Staff EDITOR = staff("编辑", Role.EDITOR, "000000");
    private static final Staff REVIEWER = staff("审核", Role.REVIEWER, "000000");
    private static final Staff OTHER = staff("另一位审核", Role.REVIEWER, "000000");

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private PublishingSetting.SettableClock clock;
    private Documents documents;
    private Versions versions;
    private Publishing publishing;
    private Editing editing;

    @BeforeEach
    void open() {
        context = PublishingSetting.open(database);
        clock = context.getBean(PublishingSetting.SettableClock.class);
        documents = context.getBean(Documents.class);
        versions = context.getBean(Versions.class);
        publishing = context.getBean(Publishing.class);
        editing = context.getBean(Editing.class);
        context.getBean(Regions.class).load();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static Staff staff(String name, Role role, String region) {
        return new Staff(name, name, "", role, region, false, null, null);
    }

    private static Description described(String title, Kind kind, String region, String... replaces) {
        return new Description(title, kind, List.of(), region, Visibility.PUBLIC, null, null, null, null, null, null, null, List.of(), List.of(), List.of(),
                null, null, null, null, List.of(replaces));
    }

    private static List<Section> passages(String text) {
        return Section.anchored(List.of(new Section("", "节", "", text, true, List.of(), null)));
    }

    private void taken(Staff by, String id, Description description, String text) {
        publishing.take(by, new ReadDocument(id, description, passages(text), text), "hash " + text,
                new Provenance(Map.of(), List.of(), "", id + ".txt", null, 1, 1));
    }

    private void published(String id, String region) {
        taken(EDITOR, id, described(id, Kind.GUIDE, region), "第一版");
        publishing.publish(REVIEWER, id, null, null, null);
    }

    private void saved(Staff by, String id, String text) {
        change(by, id, UnaryOperator.identity(), text);
    }

    private void change(Staff by, String id, UnaryOperator<Description> change, String text) {
        Version shown = shown(id);
        editing.save(by, id, shown.revision(), change.apply(shown.description()), passages(text), null);
    }

    private Version shown(String id) {
        return versions.open(id).or(() -> versions.find(id, document(id).version())).orElseThrow();
    }

    private Document document(String id) {
        return documents.find(id).orElseThrow();
    }

    private String answering(String id) {
        Document document = document(id);
        return document.state() != Document.State.PUBLISHED ? "" : documents.passages(id, document.version()).stream().map(Passage::text).reduce("", String::concat);
    }

    private static void refused(HttpStatus status, String words, ThrowingCallable step) {
        assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(step).satisfies(e -> {
            assertThat(e.getStatusCode()).isEqualTo(status);
            assertThat(e.getReason()).contains(words);
        });
    }

    private List<String> history(String id) {
        return context.getBean(Audit.class).of(id).stream().map(entry -> entry.who() + entry.action()).toList().reversed();
    }

    // ---- a second person

    @Test
    void whoWroteATextDoesNotApproveIt() {
        taken(REVIEWER, "a", described("a", Kind.GUIDE, "000000"), "一");

        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.review(REVIEWER, "a", null));
        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.publish(REVIEWER, "a", null, null, null));
        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.publishTaken(REVIEWER, "a"));
        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.publish(REVIEWER, "a", now().plusHours(1), null, null));
        refused(HttpStatus.FORBIDDEN, "审核人员", () -> publishing.publish(EDITOR, "a", null, null, null));
        publishing.publish(OTHER, "a", null, null, null);

        assertThat(answering("a")).isEqualTo("一");
    }

    @Test
    void whatAnotherPersonApprovedItsAuthorMayPublishAndTheApproverStaysNamed() {
        taken(REVIEWER, "a", described("a", Kind.GUIDE, "000000"), "一");
        publishing.review(OTHER, "a", null);

        publishing.publish(REVIEWER, "a", null, null, null);

        assertThat(shown("a").reviewedBy()).isEqualTo(OTHER.name());
        assertThat(history("a")).containsExactly("审核导入", "另一位审核审核通过", "审核发布");
    }

    @Test
    void anEditTakesTheReviewBack() {
        taken(EDITOR, "a", described("a", Kind.GUIDE, "000000"), "一");
        publishing.review(REVIEWER, "a", null);

        saved(REVIEWER, "a", "审核以后又改的");

        assertThat(shown("a").state()).isEqualTo(Version.State.DRAFT);
        assertThat(shown("a").reviewedBy()).isNull();
        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.publish(REVIEWER, "a", null, null, null));
    }

    @Test
    void aRestoredVersionWaitsForASecondPerson() {
        published("a", "000000");
        saved(EDITOR, "a", "第二版");
        publishing.publish(REVIEWER, "a", null, null, null);

        publishing.restore(REVIEWER, "a", 1);

        assertThat(answering("a")).isEqualTo("第二版");
        refused(HttpStatus.FORBIDDEN, "您写的", () -> publishing.publish(REVIEWER, "a", null, null, null));
        publishing.publish(OTHER, "a", null, null, null);
        assertThat(answering("a")).isEqualTo("第一版");
    }

    @Test
    void aRestorationThrowsNobodysDraftAway() {
        published("a", "000000");
        saved(EDITOR, "a", "还没发布的改动");

        refused(HttpStatus.CONFLICT, "还没发布", () -> publishing.restore(REVIEWER, "a", 1));

        assertThat(versions.passages("a", shown("a").number())).extracting(Passage::text).containsExactly("还没发布的改动");
    }

    @Test
    void oneIsEnoughToTakeOutAndWhatIsTakenOutComesBackAsItWasApproved() {
        published("a", "000000");

        publishing.withdraw(EDITOR, "a");
        assertThat(answering("a")).isEmpty();
        publishing.publish(REVIEWER, "a", null, null, null);

        assertThat(answering("a")).isEqualTo("第一版");
        assertThat(history("a")).containsExactly("编辑导入", "审核发布", "编辑下架", "审核发布");
    }

    // ---- at the same time

    @Test
    void whoApprovesWhatTheyDidNotSeeIsTold() {
        taken(EDITOR, "a", described("a", Kind.GUIDE, "000000"), "一");
        int seen = shown("a").revision();
        saved(EDITOR, "a", "二");

        refused(HttpStatus.CONFLICT, "又改过", () -> publishing.publish(REVIEWER, "a", null, null, seen));
        refused(HttpStatus.CONFLICT, "又改过", () -> publishing.review(REVIEWER, "a", seen));
        assertThat(document("a").state()).isEqualTo(Document.State.DRAFT);
    }

    @Test
    void publishingWhileSomebodySavesPublishesWhatWasSeenOrNothing() throws Exception {
        published("a", "000000");
        for (int round = 0; round < 15; round++) {
            saved(EDITOR, "a", "看过的" + round);
            int seen = shown("a").revision();
            String text = "没看过的" + round;
            boolean[] published = new boolean[1];
            together(() -> published[0] = succeeds(() -> publishing.publish(REVIEWER, "a", null, null, seen)),
                    () -> succeeds(() -> editing.save(EDITOR, "a", seen, described("a", Kind.GUIDE, "000000"), passages(text), null)));

            assertThat(answering("a")).doesNotContain("没看过");
            assertThat(answering("a").equals("看过的" + round)).as("it answers exactly if it was said to").isEqualTo(published[0]);
            assertThat(versions.of("a").stream().filter(version -> version.state() == Version.State.CURRENT)).hasSize(1);
            if (versions.open("a").isPresent()) {
                publishing.drop(EDITOR, "a");
            }
        }
    }

    private static boolean succeeds(Runnable step) {
        try {
            step.run();
            return true;
        } catch (ResponseStatusException e) {
            assertThat(e.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            return false;
        }
    }

    private static void together(Runnable... steps) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(steps.length)) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable step : steps) {
                running.add(pool.submit(step));
            }
            for (Future<?> step : running) {
                step.get();
            }
        }
    }

    // ---- at a set time

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private void tick() {
        context.getBean(Timetable.class).tick();
    }

    @Test
    void whatIsScheduledComesAndGoesAtItsMinute() {
        published("a", "000000");
        saved(EDITOR, "a", "第二版");
        publishing.publish(REVIEWER, "a", now().plusHours(1), now().plusHours(3), null);

        clock.advance(Duration.ofMinutes(59));
        tick();
        assertThat(answering("a")).isEqualTo("第一版");
        clock.advance(Duration.ofMinutes(1));
        tick();
        assertThat(answering("a")).isEqualTo("第二版");
        assertThat(shown("a").reviewedBy()).as("who approved it, though the clock published it").isEqualTo("审核");
        clock.advance(Duration.ofMinutes(119));
        tick();
        assertThat(answering("a")).isEqualTo("第二版");
        clock.advance(Duration.ofMinutes(1));
        tick();
        assertThat(answering("a")).isEmpty();
        assertThat(history("a")).endsWith("审核定时发布", "审核定时下架", "定时发布", "定时下架");
    }

    @Test
    void whatWasDueWhileTheServerWasDownIsDoneOnceAndNothingIsForgotten() {
        published("a", "000000");
        saved(EDITOR, "a", "第二版");
        publishing.publish(REVIEWER, "a", now().plusHours(1), null, null);
        published("b", "000000");
        publishing.publish(REVIEWER, "b", null, now().plusHours(1), null);

        clock.advance(Duration.ofDays(3));
        tick();
        tick();

        assertThat(answering("a")).isEqualTo("第二版");
        assertThat(answering("b")).isEmpty();
        assertThat(history("a").stream().filter("定时发布"::equals)).hasSize(1);
        assertThat(history("b").stream().filter("定时下架"::equals)).hasSize(1);
    }

    @Test
    void whatWasEditedOrTakenOutSinceDoesNotComeByItself() {
        published("a", "000000");
        saved(EDITOR, "a", "第二版");
        publishing.publish(REVIEWER, "a", now().plusHours(1), null, null);
        saved(EDITOR, "a", "又改了");
        published("b", "000000");
        saved(EDITOR, "b", "第二版");
        publishing.publish(REVIEWER, "b", now().plusHours(1), null, null);
        publishing.withdraw(EDITOR, "b");

        clock.advance(Duration.ofHours(2));
        tick();

        assertThat(answering("a")).isEqualTo("第一版");
        assertThat(answering("b")).isEmpty();
        assertThat(shown("b").state()).isEqualTo(Version.State.REVIEWED);
    }

    @Test
    void anArchivedDocumentCanBeBroughtBackAtASetTime() {
        published("a", "000000");
        publishing.withdraw(EDITOR, "a");

        publishing.publish(REVIEWER, "a", now().plusHours(1), null, null);

        assertThat(answering("a")).isEmpty();
        clock.advance(Duration.ofHours(1));
        tick();
        assertThat(answering("a")).isEqualTo("第一版");
    }

    @Test
    void aChangeOfTheDescriptionLeavesTheTimeOfWithdrawal() {
        Staff admin = staff("管理员", Role.ADMIN, "000000");
        published("a", "000000");
        publishing.publish(REVIEWER, "a", null, now().plusHours(1), null);

        editing.describe(admin, "a", description -> description.withEffectiveUntil(LocalDate.of(2027, 1, 1)));
        publishing.publish(REVIEWER, "a", now().plusMinutes(10), null, null);
        clock.advance(Duration.ofHours(1));
        tick();

        assertThat(answering("a")).isEmpty();
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        published("a", "000000");

        refused(HttpStatus.UNPROCESSABLE_CONTENT, "下架的时间", () -> publishing.publish(REVIEWER, "a", null, now().minusMinutes(1), null));
        refused(HttpStatus.CONFLICT, "没有等着发布的改动", () -> publishing.publish(REVIEWER, "a", now().plusHours(1), null, null));
        refused(HttpStatus.CONFLICT, "没有等着发布的改动", () -> publishing.review(REVIEWER, "a", null));
    }

    @Test
    void oneDocumentThatCannotBePublishedHoldsUpNoOther() {
        for (String id : List.of("a", "b")) {
            published(id, "000000");
            saved(EDITOR, id, "第二版");
            publishing.publish(REVIEWER, id, now().plusHours(1), null, null);
        }
        documents.find("a").ifPresent(document -> context.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update document_version set description = 'broken' where document_id = 'a' and state = 'SCHEDULED'").update());

        clock.advance(Duration.ofHours(2));
        tick();
        context.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update document_version set description = (select description from document_version where document_id = 'a' and version = 1) where document_id = 'a'").update();
        tick();

        assertThat(answering("a")).isEqualTo("第二版");
        assertThat(answering("b")).isEqualTo("第二版");
    }

    // ---- in its place

    @Test
    void aCountysPeopleHaveNoSayInAWiderPlacesTextsNorInANeighbours() {
        published("country", "000000");
        published("province", "370000");
        published("neighbour", "371083");
        for (Role role : List.of(Role.EDITOR, Role.REVIEWER, Role.ADMIN)) {
            Staff county = staff("县" + role, role, "371082");
            for (String id : List.of("country", "province", "neighbour")) {
                String words = "您的账号只能管";
                refused(HttpStatus.FORBIDDEN, words, () -> saved(county, id, "县里改的"));
                refused(HttpStatus.FORBIDDEN, words, () -> change(county, id, description -> description.withRegion("371082"), "县里改的"));
                refused(HttpStatus.FORBIDDEN, words, () -> editing.describe(county, id, description -> description.withRegion("371082")));
                refused(HttpStatus.FORBIDDEN, words, () -> publishing.withdraw(county, id));
                refused(HttpStatus.FORBIDDEN, words, () -> publishing.publish(county, id, null, now().plusHours(1), null));
                refused(HttpStatus.FORBIDDEN, words, () -> publishing.restore(county, id, 1));
                refused(HttpStatus.FORBIDDEN, words, () -> publishing.check(county, id));
                refused(HttpStatus.FORBIDDEN, words, () -> taken(county, id, described(id, Kind.GUIDE, "371082"), "同一个编号"));
            }
            refused(HttpStatus.FORBIDDEN, "您的账号只能管", () -> taken(county, "new", described("新", Kind.GUIDE, "000000"), "全国的"));
        }
        assertThat(List.of(answering("country"), answering("province"), answering("neighbour"))).containsOnly("第一版");
        assertThat(List.of("country", "province", "neighbour")).allMatch(id -> versions.of(id).size() == 1);
    }

    @Test
    void anOpenChangeOfAWiderPlaceIsNotTheCountysEither() {
        Staff county = staff("县管理员", Role.ADMIN, "371082");
        published("country", "000000");
        change(EDITOR, "country", description -> description.withRegion("371082"), "以后归县里");
        published("county", "371082");
        change(EDITOR, "county", description -> description.withRegion("370000"), "以后归省里");

        for (String id : List.of("country", "county")) {
            String words = "您的账号只能管";
            refused(HttpStatus.FORBIDDEN, words, () -> publishing.review(county, id, null));
            refused(HttpStatus.FORBIDDEN, words, () -> publishing.publish(county, id, null, null, null));
            refused(HttpStatus.FORBIDDEN, words, () -> publishing.publish(county, id, now().plusHours(1), null, null));
            refused(HttpStatus.FORBIDDEN, words, () -> publishing.publishTaken(county, id));
            refused(HttpStatus.FORBIDDEN, words, () -> publishing.drop(county, id));
            refused(HttpStatus.FORBIDDEN, words, () -> saved(county, id, "县里改的"));
        }
        publishing.withdraw(county, "county");
        assertThat(answering("county")).as("what is published there is still the county's").isEmpty();
    }

    @Test
    void anOldVersionOfAnotherPlaceIsNotRestored() {
        published("a", "000000");
        editing.describe(staff("管理员", Role.ADMIN, "000000"), "a", description -> description.withRegion("371082"));
        publishing.publish(REVIEWER, "a", null, null, null);
        Staff county = staff("县管理员", Role.ADMIN, "371082");

        refused(HttpStatus.FORBIDDEN, "您的账号只能管", () -> publishing.restore(county, "a", 1));
        publishing.restore(county, "a", 2);
    }

    @Test
    void aPlacesTextReplacesNoWiderPlaces() {
        published("country", "000000");
        published("neighbour", "371083");
        published("own", "371082");
        published("province", "370000");
        Staff county = staff("县管理员", Role.ADMIN, "371082");

        refused(HttpStatus.FORBIDDEN, "您的账号只能管", () -> taken(county, "new", described("新", Kind.GUIDE, "371082", "country"), "新"));
        refused(HttpStatus.FORBIDDEN, "您的账号只能管", () -> change(county, "own", description -> described("own", Kind.GUIDE, "371082", "neighbour"), "新"));
        refused(HttpStatus.UNPROCESSABLE_CONTENT, "代替不了", () -> change(EDITOR, "own", description -> described("own", Kind.GUIDE, "371082", "country"), "新"));
        refused(HttpStatus.UNPROCESSABLE_CONTENT, "找不到", () -> change(EDITOR, "own", description -> described("own", Kind.GUIDE, "371082", "nowhere"), "新"));
        refused(HttpStatus.UNPROCESSABLE_CONTENT, "找不到", () -> change(EDITOR, "own", description -> described("own", Kind.GUIDE, "371082", "own"), "新"));

        change(EDITOR, "province", description -> described("province", Kind.GUIDE, "370000", "own"), "全省统一");
        publishing.publish(REVIEWER, "province", null, null, null);
        assertThat(document("own").validity().on(LocalDate.now(clock))).as("a wider place's text does replace it, in the same step").isEqualTo(Validity.SUPERSEDED);
        refused(HttpStatus.UNPROCESSABLE_CONTENT, "互相代替", () -> change(EDITOR, "own", description -> described("own", Kind.GUIDE, "000000", "province"), "新"));
    }

    @Test
    void aPlacesLawOfAWiderPlacesTitleNeitherComesOutNorSupersedesIt() {
        taken(EDITOR, "law", described("中华人民共和国劳动法", Kind.LAW, "000000"), "第一条");
        publishing.publish(REVIEWER, "law", null, null, null);
        Staff county = staff("县编辑", Role.EDITOR, "371082");
        Staff reviewer = staff("县审核", Role.REVIEWER, "371082");
        for (String title : List.of("中华人民共和国劳动法", "劳动法")) {
            taken(county, "own/" + title, new Description(title, Kind.LAW, List.of(), "371082", Visibility.PUBLIC, null, null, null, LocalDate.of(2026, 1, 1), null,
                    null, LocalDate.of(2026, 1, 1), List.of(), List.of(), List.of(), null, null, null, null, List.of()), "第一条");
            refused(HttpStatus.UNPROCESSABLE_CONTENT, "全国已有《中华人民共和国劳动法》", () -> publishing.publish(reviewer, "own/" + title, null, null, null));
        }

        publishing.settle();

        assertThat(document("law").supersededFrom()).isNull();
        assertThat(documents.publicText("劳动法", List.of("371082", "000000"))).get().extracting(Document::id).isEqualTo("law");
    }

    @Test
    void whoIsDisabledChangesNothingMore() {
        Staff gone = new Staff("离职", "离职", "", Role.ADMIN, "000000", true, null, null);

        refused(HttpStatus.FORBIDDEN, "停用", () -> taken(gone, "a", described("a", Kind.GUIDE, "000000"), "还在排队的导入"));
    }
}
