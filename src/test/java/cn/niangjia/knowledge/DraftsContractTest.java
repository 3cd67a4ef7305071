package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.niangjia.Database;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
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
        assertThat(documents.publicText("a")).isEmpty();
    }

    @Test
    void publishingPutsTheDraftInThePlaceOfTheFormer() {
        published("a", "旧");
        int number = drafts.save("a", 0, description("a", List.of()), List.of(new Section("", "节", "", "新")), "编辑甲");
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
        drafts.save("a", 0, description("a", List.of()), List.of(new Section("", "节", "", "二")), "编辑甲");

        assertThatExceptionOfType(Drafts.Outdated.class)
                .isThrownBy(() -> drafts.save("a", 0, description("a", List.of()), List.of(new Section("", "节", "", "三")), "编辑丙"));
        assertThat(versions.open("a").orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void aPassageCanBeSwitchedOffAndLeadItsOwnQuestions() {
        Section off = new Section("", "联系人", "", "停用的", false, List.of(), null);
        Section on = new Section("", "怎么办", "", "用着的", true, List.of("咋办", "怎么弄"), "口述");
        drafts.add(text("a", "一"), "hash", "编辑甲", null);
        int number = drafts.save("a", 0, description("a", List.of()), List.of(off, on), "编辑甲");
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
        drafts.save("b", 0, description("b", List.of()), List.of(new Section("", "节", "", "改")), "编辑甲");

        drafts.drop("a");
        drafts.drop("b");

        assertThat(documents.find("a")).isEmpty();
        assertThat(documents.find("b")).get().extracting(Document::state).isEqualTo(Document.State.PUBLISHED);
        assertThat(versions.open("b")).isEmpty();
    }
}
