package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.niangjia.Database;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The way from a draft to a published version and back, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class DraftsContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Documents documents;
    private Versions versions;
    private Drafts drafts;

    @BeforeEach
    void open() {
        context = database.with(Regions.class, DocumentReader.class, Versions.class, Documents.class, Supersession.class, Overrides.class, Drafts.class);
        documents = context.getBean(Documents.class);
        versions = context.getBean(Versions.class);
        drafts = context.getBean(Drafts.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static Description description(String title, List<String> replaces) {
        return new Description(title, Kind.GUIDE, List.of(), Region.WHOLE_COUNTRY, Visibility.PUBLIC, null, null, null, null, LocalDate.of(2026, 1, 1),
                null, null, List.of(), List.of(), List.of(), null, null, null, null, replaces);
    }

    private static ReadDocument text(String id, String... passages) {
        return new ReadDocument(id, description(id, List.of()), Section.anchored(java.util.Arrays.stream(passages)
                .map(passage -> new Section("", "节", "", passage)).toList()), String.join("\n", passages));
    }

    private void published(String id, String... passages) {
        drafts.publish(id, drafts.add(text(id, passages), "hash", "编辑甲", null), "审核乙");
    }

    @Test
    void aDraftIsNoChangeOfWhatIsPublished() {
        long before = documents.lastChangeNumber();

        drafts.add(text("a", "一"), "hash", "编辑甲", null);

        assertThat(documents.lastChangeNumber()).isEqualTo(before);
        assertThat(documents.changedAfter(before, 10)).isEmpty();
        assertThat(documents.find("a")).get().extracting(Document::state).isEqualTo(Document.State.DRAFT);
        assertThat(documents.publicText("a", List.of(Region.WHOLE_COUNTRY))).isEmpty();
    }

    @Test
    void publishingPutsTheDraftInThePlaceOfTheFormer() {
        published("a", "旧");
        int number = drafts.save("a", seen("a"), description("a", List.of()), List.of(new Section("", "节", "", "新")), "编辑甲");
        assertThat(documents.passages("a", documents.find("a").orElseThrow().version())).extracting(Passage::text).containsExactly("旧");

        drafts.publish("a", number, "审核乙");

        Document document = documents.find("a").orElseThrow();
        assertThat(document.changeNumber()).isEqualTo(documents.lastChangeNumber());
        assertThat(documents.passages("a", document.version())).extracting(Passage::text).containsExactly("新");
        assertThat(versions.of("a")).extracting(Version::state).containsExactly(Version.State.CURRENT, Version.State.FORMER);
        assertThat(versions.find("a", number).orElseThrow().reviewedBy()).isEqualTo("审核乙");
    }

    @Test
    void nobodyOverwritesWhatTheyHaveNotSeen() {
        drafts.add(text("a", "一"), "hash", "编辑甲", null);
        int before = seen("a");
        drafts.save("a", before, description("a", List.of()), List.of(new Section("", "节", "", "二")), "编辑甲");

        assertThatExceptionOfType(Drafts.Outdated.class)
                .isThrownBy(() -> drafts.save("a", before, description("a", List.of()), List.of(new Section("", "节", "", "三")), "编辑丙"));
        assertThat(versions.open("a").orElseThrow().revision()).isEqualTo(before + 1);
    }

    @Test
    void whatWasSeenCountsAlsoAcrossPublicationImportAndDroppedDrafts() {
        published("a", "一");
        int published = seen("a");
        drafts.publish("a", drafts.save("a", published, description("a", List.of()), List.of(new Section("", "节", "", "二")), "编辑甲"), "审核乙");
        assertOutdated(published, "the published text is another one");

        drafts.add(text("a", "三"), "hash", "编辑甲", null);
        int imported = seen("a");
        drafts.add(text("a", "四"), "hash", "编辑甲", null);
        assertOutdated(imported, "a second import took the place of the first");

        int dropped = seen("a");
        drafts.drop("a");
        assertOutdated(dropped, "that draft is gone");
        drafts.add(text("a", "五"), "hash", "编辑甲", null);
        assertOutdated(dropped, "and this is another");
    }

    private void assertOutdated(int seen, String why) {
        assertThatExceptionOfType(Drafts.Outdated.class).as(why)
                .isThrownBy(() -> drafts.save("a", seen, description("a", List.of()), List.of(new Section("", "节", "", "盖掉别人的")), "编辑丙"));
    }

    @Test
    void ofManyWhoSaveAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        published("a", "一");
        int seen = seen("a");
        List<String> won = Collections.synchronizedList(new ArrayList<>());

        atOnce(8, editor -> {
            try {
                drafts.save("a", seen, description("a", List.of()), List.of(new Section("", "节", "", "编辑" + editor + "的话")), "编辑" + editor);
                won.add("编辑" + editor + "的话");
            } catch (Drafts.Outdated e) {
                // told
            }
        });

        assertThat(won).hasSize(1);
        int open = versions.open("a").orElseThrow().number();
        assertThat(versions.passages("a", open)).extracting(Passage::text).isEqualTo(won);
    }

    @Test
    void thereIsNeverMoreThanOneOpenAndOnePublishedVersion() throws Exception {
        published("a", "一");

        atOnce(6, editor -> {
            for (int i = 0; i < 10; i++) {
                if (editor % 2 == 0) {
                    drafts.publish("a", drafts.add(text("a", "导入" + editor + i), "hash", "编辑" + editor, null), "审核乙");
                } else {
                    try {
                        drafts.save("a", seen("a"), description("a", List.of()), List.of(new Section("", "节", "", "手改" + editor + i)), "编辑" + editor);
                    } catch (Drafts.Outdated e) {
                        // told
                    }
                }
            }
        });

        List<Version> all = versions.of("a");
        assertThat(all.stream().filter(version -> version.state().isOpen()).count()).isLessThanOrEqualTo(1);
        assertThat(all.stream().filter(version -> version.state() == Version.State.CURRENT)).singleElement()
                .extracting(Version::number).isEqualTo(documents.find("a").orElseThrow().version());
    }

    private static void atOnce(int threads, IntConsumer work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int editor = i;
                running.add(pool.submit(() -> {
                    together.await();
                    work.accept(editor);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Revision of what an editor sees who opens it now. */
    private int seen(String id) {
        return versions.open(id).or(() -> versions.find(id, documents.find(id).orElseThrow().version())).orElseThrow().revision();
    }

    @Test
    void aWiderPlacesTextIsNotReplacedByANarrowerOnes() {
        context.getBean(Regions.class).load();
        published("country", "全国的");
        ReadDocument county = new ReadDocument("county", description("county", List.of("country")).withRegion("371082"),
                Section.anchored(List.of(new Section("", "节", "", "县里的"))), "");
        drafts.publish("county", drafts.add(county, "hash", "编辑甲", null), "审核乙");

        drafts.settleSupersession();

        assertThat(documents.find("country").orElseThrow().supersededBy()).isNull();
    }

    @Test
    void ofOneTitleTheWidestPlacesTextIsTheOneThatIsMeant() {
        context.getBean(Regions.class).load();
        ReadDocument county = new ReadDocument("a-county", description("劳动法", List.of()).withRegion("371082"),
                Section.anchored(List.of(new Section("", "第一条", "", "县里的"))), "");
        drafts.publish("a-county", drafts.add(county, "hash", "编辑甲", null), "审核乙");
        assertThat(documents.publicText("劳动法", List.of("000000"))).as("no place's text is the country's").isEmpty();
        published("劳动法", "全国的");

        assertThat(documents.publicText("劳动法", List.of("371082", "371000", "370000", "000000"))).get().extracting(Document::id).isEqualTo("劳动法");
    }

    @Test
    void aTextStaysTheOneThatIsMeantUntilItsSuccessorTakesEffect() {
        ReadDocument later = new ReadDocument("later", new Description("甲法", Kind.LAW, List.of(), Region.WHOLE_COUNTRY, Visibility.PUBLIC, null, null, null,
                LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 1), null, LocalDate.of(2026, 10, 1), List.of(), List.of(), List.of(), null, null, null, null, List.of()),
                Section.anchored(List.of(new Section("", "第一条", "", "新"))), "");
        ReadDocument now = new ReadDocument("now", new Description("甲法", Kind.LAW, List.of(), Region.WHOLE_COUNTRY, Visibility.PUBLIC, null, null, null,
                LocalDate.of(2010, 1, 1), LocalDate.of(2010, 1, 1), null, LocalDate.of(2010, 1, 1), List.of(), List.of(), List.of(), null, null, null, null, List.of()),
                Section.anchored(List.of(new Section("", "第一条", "", "旧"))), "");
        drafts.publish("later", drafts.add(later, "hash", "编辑甲", null), "审核乙");
        drafts.publish("now", drafts.add(now, "hash", "编辑甲", null), "审核乙");
        drafts.settleSupersession();

        assertThat(documents.publicText("甲法", List.of("000000"))).get().extracting(Document::id).isEqualTo("now");
        assertThat(documents.newestText("甲法", List.of("000000"))).get().extracting(Document::id).isEqualTo("later");
    }

    @Test
    void aPassageCanBeSwitchedOffAndLeadItsOwnQuestions() {
        Section off = new Section("", "联系人", "", "停用的", false, List.of(), null);
        Section on = new Section("", "怎么办", "", "用着的", true, List.of("咋办", "怎么弄"), "口述");
        drafts.add(text("a", "一"), "hash", "编辑甲", null);
        int number = drafts.save("a", seen("a"), description("a", List.of()), List.of(off, on), "编辑甲");
        drafts.publish("a", number, "审核乙");

        assertThat(documents.passages("a", number)).singleElement().satisfies(passage -> {
            assertThat(passage.questions()).containsExactly("咋办", "怎么弄");
            assertThat(passage.spoken()).isEqualTo("口述");
        });
        assertThat(documents.neighbourhood(new PassageId("a", number, 1), 2)).extracting(Passage::text).containsExactly("用着的");
        assertThat(documents.passage("a", number, "联系人")).isEmpty();
        assertThat(versions.passages("a", number)).hasSize(2);
    }

    @Test
    void whatOneDocumentReplacesIsSuperseded() {
        published("old", "旧办法");
        int number = drafts.add(new ReadDocument("new", description("new", List.of("old")), Section.anchored(List.of(new Section("", "节", "", "新办法"))), ""),
                "hash", "编辑甲", null);
        drafts.publish("new", number, "审核乙");
        drafts.settleSupersession();
        Document old = documents.find("old").orElseThrow();
        assertThat(old.supersededBy()).isEqualTo("new");
        assertThat(old.validity().on(LocalDate.now(Database.CLOCK))).isEqualTo(Validity.SUPERSEDED);

        documents.withdraw(List.of("new"));
        drafts.settleSupersession();

        assertThat(documents.find("old").orElseThrow().supersededBy()).isNull();
    }

    @Test
    void whatIsSetForATimeIsDueFromThen() {
        OffsetDateTime now = OffsetDateTime.now(Database.CLOCK);
        drafts.schedule("a", drafts.add(text("a", "一"), "hash", "编辑甲", null), "审核乙", now.minusSeconds(1));
        drafts.schedule("b", drafts.add(text("b", "二"), "hash", "编辑甲", null), "审核乙", now.plusSeconds(60));
        published("c", "三");
        drafts.withdrawAt("c", now.minusSeconds(1));

        assertThat(drafts.due()).extracting(Version::documentId).containsExactly("a");
        assertThat(drafts.dueForWithdrawal()).containsExactly("c");
    }

    @Test
    void aDroppedDraftTakesADocumentWithItThatWasNeverPublished() {
        drafts.add(text("a", "一"), "hash", "编辑甲", null);
        published("b", "二");
        drafts.save("b", seen("b"), description("b", List.of()), List.of(new Section("", "节", "", "改")), "编辑甲");

        drafts.drop("a");
        drafts.drop("b");

        assertThat(documents.find("a")).isEmpty();
        assertThat(documents.find("b")).get().extracting(Document::state).isEqualTo(Document.State.PUBLISHED);
        assertThat(versions.open("b")).isEmpty();
    }
}
