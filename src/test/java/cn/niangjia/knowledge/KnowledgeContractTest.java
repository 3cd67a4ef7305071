package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What loading does to the documents, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class KnowledgeContractTest {

    private static final LocalDate TODAY = LocalDate.now(Database.CLOCK);

    @Parameter
    Database database;
    @TempDir
    Path home;
    private Path folder;
    private AnnotationConfigApplicationContext context;
    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        context = database.with(Regions.class, DocumentReader.class, Versions.class, Documents.class, Supersession.class, Overrides.class);
        documents = context.getBean(Documents.class);
        folder = Files.createDirectory(home.resolve("guides"));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aFileBecomesADocumentWithPassagesUnderTheNextChangeNumber() throws IOException {
        write("joining/how.md", guide("怎样入会", "找工会。\n\n## 要什么材料\n\n身份证。"));

        load(folder);

        Document document = documents.find("joining/how").orElseThrow();
        assertThat(document.version()).isEqualTo(1);
        assertThat(document.changeNumber()).isEqualTo(documents.lastChangeNumber());
        assertThat(documents.passages("joining/how", 1)).extracting(Passage::anchor).containsExactly("开头", "要什么材料");
        assertThat(documents.passage("joining/how", 1, "要什么材料")).get().extracting(Passage::text).isEqualTo("身份证。");
    }

    @Test
    void readingUnchangedFilesAgainChangesNothing() throws IOException {
        write("a.md", guide("甲", "文。"));
        load(folder);
        long number = documents.lastChangeNumber();
        Files.setLastModifiedTime(folder.resolve("a.md"), java.nio.file.attribute.FileTime.fromMillis(0));

        LoadReport report = load(folder);

        assertThat(report.publishedCount()).isZero();
        assertThat(documents.lastChangeNumber()).isEqualTo(number);
    }

    @Test
    void movingTheFolderChangesNothing() throws IOException {
        write("a.md", guide("甲", "文。"));
        load(folder);
        long number = documents.lastChangeNumber();
        Path elsewhere = Files.move(folder, home.resolve("renamed"));

        load(elsewhere);

        assertThat(documents.lastChangeNumber()).isEqualTo(number);
        assertThat(documents.find("a")).get().extracting(Document::state).isEqualTo(Document.State.PUBLISHED);
    }

    @Test
    void aChangedFileBecomesANewVersionAndTheOldOneStays() throws IOException {
        write("a.md", guide("甲", "旧文。"));
        load(folder);
        write("a.md", guide("甲", "新文。"));

        load(folder);

        assertThat(documents.find("a").orElseThrow().version()).isEqualTo(2);
        assertThat(documents.passages("a", 1)).extracting(Passage::text).containsExactly("旧文。");
        assertThat(documents.passages("a", 2)).extracting(Passage::text).containsExactly("新文。");
    }

    @Test
    void aFileThatIsGoneWithdrawsItsDocumentAndOneThatComesBackRestoresIt() throws IOException {
        writeMany(10);
        load(folder);
        String text = Files.readString(folder.resolve("f3.md"));
        Files.delete(folder.resolve("f3.md"));

        LoadReport report = load(folder);

        assertThat(report.withdrawnCount()).isOne();
        assertThat(documents.find("f3").orElseThrow().state()).isEqualTo(Document.State.WITHDRAWN);
        write("f3.md", text);
        load(folder);
        assertThat(documents.find("f3").orElseThrow()).satisfies(restored -> {
            assertThat(restored.state()).isEqualTo(Document.State.PUBLISHED);
            assertThat(restored.version()).isOne();
        });
    }

    @Test
    void moreThanAFifthOfTheFilesGoneAtOnceChangesNothingAndWarns() throws IOException {
        writeMany(10);
        load(folder);
        long number = documents.lastChangeNumber();
        for (int i = 0; i < 3; i++) {
            Files.delete(folder.resolve("f" + i + ".md"));
        }

        LoadReport report = load(folder);

        assertThat(documents.lastChangeNumber()).isEqualTo(number);
        assertThat(report.problems()).singleElement().asString().contains("少了 3 个文件");
    }

    @Test
    void aMissingFolderChangesNothingAndWarns() throws IOException {
        writeMany(3);
        load(folder);
        long number = documents.lastChangeNumber();
        Files.move(folder, home.resolve("away"));

        LoadReport report = load(folder);

        assertThat(documents.lastChangeNumber()).isEqualTo(number);
        assertThat(report.problems()).singleElement().asString().contains("没有这个文件夹");
    }

    @Test
    void aFolderTakenOutOfTheSettingsGivesUpItsDocuments() throws IOException {
        writeMany(3);
        load(folder);

        load();

        assertThat(documents.find("f0").orElseThrow().state()).isEqualTo(Document.State.WITHDRAWN);
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndStopsNoOther() throws IOException {
        write("a.md", guide("甲", "文。"));
        write("b.md", "---\ntitle: 乙\nkind: BOOK\n---\n文。\n");
        write("c.md", guide("丙", "文。"));

        LoadReport report = load(folder);

        assertThat(report.problems()).singleElement().hasToString("guides/b.md 第 3 行：kind 不能是 BOOK，只能是 [LAW, REGULATION, RULE, POLICY, GUIDE, FAQ, NEWS]");
        assertThat(documents.find("a")).isPresent();
        assertThat(documents.find("c")).isPresent();
    }

    @Test
    void aFileThatBreaksLaterKeepsTheDocumentItMade() throws IOException {
        writeMany(2);
        load(folder);
        write("f0.md", "---\nkind: BOOK\n---\n文。\n");

        load(folder);

        assertThat(documents.find("f0").orElseThrow().state()).isEqualTo(Document.State.PUBLISHED);
    }

    @Test
    void theChangedFileOfADetachedDocumentArrivesAsAProposal() throws IOException {
        write("a.md", guide("甲", "旧文。"));
        load(folder);
        documents.detach("a");
        long number = documents.lastChangeNumber();
        write("a.md", guide("甲", "新文。"));

        LoadReport report = load(folder);

        assertThat(report.proposedCount()).isOne();
        assertThat(documents.find("a").orElseThrow().version()).isOne();
        assertThat(documents.lastChangeNumber()).isEqualTo(number);
        assertThat(documents.passages("a", 2)).extracting(Passage::text).containsExactly("新文。");
        assertThat(load(folder).proposedCount()).as("proposed once").isZero();
    }

    @Test
    void twoFilesOfOneNameInTwoFoldersBothStayAndCopiesAreTakenOnce() throws IOException {
        Path second = Files.createDirectory(home.resolve("more"));
        write("a.md", guide("甲", "一。"));
        write("b.md", guide("乙", "同。"));
        Files.writeString(second.resolve("a.md"), guide("甲", "二。"));
        Files.writeString(second.resolve("b.md"), guide("乙", "同。"));

        load(folder, second);
        long number = documents.lastChangeNumber();
        load(folder, second);

        assertThat(documents.find("a")).isPresent();
        assertThat(documents.find("more/a")).isPresent();
        assertThat(documents.find("more/b")).isEmpty();
        assertThat(documents.lastChangeNumber()).isEqualTo(number);
    }

    @Test
    void ofOneTitleTheLaterWordingSupersedesTheEarlierFromTheDayItTakesEffect() {
        load(Path.of("src/test/resources/statutes"));

        Document earlier = documents.find("妇女权益保障法(2018-10-26)").orElseThrow();
        Document later = documents.find("妇女权益保障法(2022-10-30)").orElseThrow();
        assertThat(earlier.supersededBy()).isEqualTo(later.id());
        assertThat(earlier.supersededFrom()).isEqualTo(LocalDate.of(2023, 1, 1));
        assertThat(earlier.validity().on(LocalDate.of(2022, 12, 31))).isEqualTo(Validity.IN_FORCE);
        assertThat(earlier.validity().on(TODAY)).isEqualTo(Validity.SUPERSEDED);
        assertThat(later.validity().on(TODAY)).isEqualTo(Validity.IN_FORCE);
    }

    @Test
    void anEarlierWordingComesBackWhenTheLaterIsWithdrawn() throws IOException {
        write("法(2001-01-01).md", "# 某某法\n\n2001年1月1日 通过\n\n第一条 旧。\n");
        write("法(2002-01-01).md", "# 某某法\n\n2002年1月1日 修订\n\n第一条 新。\n");
        writeMany(10);
        load(folder);
        assertThat(documents.find("法(2001-01-01)").orElseThrow().supersededFrom()).isNotNull();
        Files.delete(folder.resolve("法(2002-01-01).md"));

        load(folder);

        assertThat(documents.find("法(2001-01-01)").orElseThrow().supersededFrom()).isNull();
    }

    @Test
    void whatTheTableOfRepealedTextsNamesIsNotInForce() throws IOException {
        write("信访条例(2005-01-10).md", "# 信访条例\n\n2005年1月10日 中华人民共和国国务院令第431号公布\n\n第一条 文。\n");

        load(folder);

        assertThat(documents.find("信访条例(2005-01-10)").orElseThrow().validity().on(TODAY)).isEqualTo(Validity.SUPERSEDED);
    }

    @Test
    void anOverriddenArticleIsNotInForceThoughItsLawIs() {
        load(Path.of("src/test/resources/statutes"));
        Overrides overrides = context.getBean(Overrides.class);
        Document law = documents.find("劳动法(2018-12-29)").orElseThrow();
        Passage overridden = documents.passage(law.id(), 1, "第八十二条").orElseThrow();
        Passage other = documents.passage(law.id(), 1, "第三条").orElseThrow();

        assertThat(overrides.validity(law, overridden).on(TODAY)).isEqualTo(Validity.SUPERSEDED);
        assertThat(overrides.validity(law, other).on(TODAY)).isEqualTo(Validity.IN_FORCE);
    }

    @Test
    void aTextForStaffIsNoPublicTextByItsTitle() throws IOException {
        write("a.md", "---\ntitle: 甲条例\nkind: REGULATION\nvisibility: STAFF\n---\n第一条 文。\n");
        write("b.md", "---\ntitle: 乙条例\nkind: REGULATION\n---\n第一条 文。\n");

        load(folder);

        assertThat(documents.publicText("甲条例", List.of("000000"))).isEmpty();
        assertThat(documents.publicText("乙条例", List.of("000000"))).isPresent();
    }

    @Test
    void whatAnAdminTookOutStaysOutThoughItsFileIsStillThere() throws IOException {
        write("a.md", guide("甲", "文。"));
        write("b.md", guide("乙", "文。"));
        load(folder);
        documents.detach("a");
        documents.withdraw(List.of("a"));
        documents.detach("b");
        documents.withdraw(List.of("b"));
        Files.move(folder.resolve("b.md"), folder.resolve("c.md"));

        load(folder);

        assertThat(documents.find("a").orElseThrow().state()).isEqualTo(Document.State.WITHDRAWN);
        assertThat(documents.find("b").orElseThrow().state()).isEqualTo(Document.State.WITHDRAWN);
    }

    @Test
    void aFileDoesNotOverwriteWhatWasMadeByHandUnderItsName() throws IOException {
        Drafts drafts = new Drafts(context.getBean(JdbcClient.class), documents, context.getBean(Versions.class), context.getBean(Supersession.class), Database.CLOCK);
        Description description = new Description("手写", Kind.GUIDE, List.of(), Region.WHOLE_COUNTRY, Visibility.PUBLIC, null, null, null, null, null, null,
                null, List.of(), List.of(), List.of(), null, null, null, null, List.of());
        drafts.publish("a", drafts.add(new ReadDocument("a", description, Section.anchored(List.of(new Section("", "节", "", "手写的"))), ""), "hash", "编辑甲", null), "审核乙");
        write("a.md", guide("甲", "文件里的。"));

        LoadReport report = load(folder);

        assertThat(report.proposedCount()).isOne();
        assertThat(documents.passages("a", documents.find("a").orElseThrow().version())).extracting(Passage::text).containsExactly("手写的");
    }

    @Test
    void changesAreGivenInTheirOrderAndNoneIsLeftOut() throws IOException {
        writeMany(5);
        load(folder);

        List<Document> first = documents.changedAfter(0, 3);
        List<Document> rest = documents.changedAfter(first.getLast().changeNumber(), 100);

        assertThat(first).hasSize(3);
        assertThat(rest).hasSize(2).last().extracting(Document::changeNumber).isEqualTo(documents.lastChangeNumber());
    }

    private LoadReport load(Path... folders) {
        return new KnowledgeLoader(new KnowledgeSettings(List.of(folders)), context.getBean(Regions.class), context.getBean(DocumentReader.class),
                documents, context.getBean(Supersession.class)).load();
    }

    private void writeMany(int count) {
        IntStream.range(0, count).forEach(i -> write("f" + i + ".md", guide("第" + i + "篇", "文" + i + "。")));
    }

    private void write(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String guide(String title, String body) {
        return "---\ntitle: " + title + "\nkind: GUIDE\n---\n" + body + "\n";
    }
}
