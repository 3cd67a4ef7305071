package cn.niangjia.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Drafts;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.KnowledgeLoader;
import cn.niangjia.knowledge.KnowledgeSettings;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.publishing.DocumentTable.Attention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists of documents that need somebody, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class DocumentListsContractTest {

    private static final Staff ADMIN = new Staff("admin", "admin", "", Role.ADMIN, "000000", false, null, null);
    private static final String LAW = "劳动争议调解仲裁法(2007-12-29).md";

    @Parameter
    Database database;
    @TempDir
    Path home;
    private AnnotationConfigApplicationContext context;
    private PublishingSetting.SettableClock clock;
    private Documents documents;
    private Drafts drafts;
    private DocumentTable table;
    private BasisChanges basis;

    @BeforeEach
    void open() {
        context = PublishingSetting.open(database);
        clock = context.getBean(PublishingSetting.SettableClock.class);
        documents = context.getBean(Documents.class);
        drafts = context.getBean(Drafts.class);
        table = context.getBean(DocumentTable.class);
        basis = context.getBean(BasisChanges.class);
        context.getBean(Regions.class).load();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private List<String> list(Attention list) {
        List<String> ids = table.find(new DocumentTable.Filter("", null, null, null, null, null, list), new DocumentTable.Order(DocumentTable.Sort.CHANGED, false), ADMIN, 0, 500).documents().stream()
                .map(DocumentTable.Row::id).sorted().toList();
        assertThat(table.counts().get(list.name())).as("the number beside the list").isEqualTo(ids.size());
        return ids;
    }

    private void published(String id, Kind kind, @Nullable LocalDate until, @Nullable LocalDate reviewBy, String... replaces) {
        Description description = new Description(id, kind, List.of(), "000000", Visibility.PUBLIC, null, null, null, null, null, until, null,
                List.of(), List.of(), List.of(), null, null, reviewBy, null, List.of(replaces));
        drafts.publish(id, drafts.add(new ReadDocument(id, description, Section.anchored(List.of(new Section("", "节", "", id, true, List.of(), null))), id),
                "hash", "编辑", null), "审核");
        drafts.settleSupersession();
    }

    private void cited(String id) {
        context.getBean(JdbcClient.class).sql("insert into citation (document_id, version, ordinal, cited_at) values (:id, 1, 0, :now)")
                .param("id", id).param("now", OffsetDateTime.now(clock)).update();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @Test
    void whatExpiresSoonIsListedUntilItHas() {
        published("today", Kind.POLICY, today(), null);
        published("soon", Kind.POLICY, today().plusDays(30), null);
        published("later", Kind.POLICY, today().plusDays(31), null);
        published("over", Kind.POLICY, today().minusDays(1), null);
        published("out", Kind.POLICY, null, null);
        drafts.withdrawAt("out", OffsetDateTime.now(clock).plusDays(2));

        assertThat(list(Attention.EXPIRING)).containsExactly("out", "soon", "today");
    }

    @Test
    void theDayIsTheUnionsOwn() {
        published("last-day", Kind.POLICY, LocalDate.of(2026, 11, 22), null);
        clock.advance(Duration.ofHours(13).plusMinutes(59));
        assertThat(list(Attention.EXPIRING)).as("23:59 in Shanghai").containsExactly("last-day");

        clock.advance(Duration.ofMinutes(1));

        assertThat(list(Attention.EXPIRING)).as("midnight there, afternoon in UTC").isEmpty();
    }

    @Test
    void whatNobodyLookedAtForAYearOrByItsOwnDayIsOverdue() {
        published("own-day", Kind.GUIDE, null, today().plusDays(10));
        published("year", Kind.GUIDE, null, null);
        published("law", Kind.LAW, null, today().plusDays(10));
        assertThat(list(Attention.OVERDUE)).isEmpty();

        clock.advance(Duration.ofDays(11));
        assertThat(list(Attention.OVERDUE)).containsExactly("own-day");
        drafts.checked("own-day");
        assertThat(list(Attention.OVERDUE)).isEmpty();
        clock.advance(Duration.ofDays(355));
        assertThat(list(Attention.OVERDUE)).containsExactly("year");
    }

    @Test
    void whatIsCitedThoughReplacedAndWhatNobodyEverCited() {
        published("old", Kind.GUIDE, null, null);
        cited("old");
        published("quiet", Kind.GUIDE, null, null);
        assertThat(list(Attention.SUPERSEDED_CITED)).isEmpty();
        published("new", Kind.GUIDE, null, null, "old", "quiet");

        assertThat(list(Attention.SUPERSEDED_CITED)).containsExactly("old");
        assertThat(list(Attention.NEVER_CITED)).containsExactly("new", "quiet");
        clock.advance(Duration.ofDays(31));
        assertThat(list(Attention.SUPERSEDED_CITED)).as("cited no more").isEmpty();
    }

    /** The real law and the real guides; one article of the law is changed. */
    @Test
    void aChangedLawListsTheGuidesThatRestOnTheArticleThatChanged() throws IOException {
        Path laws = copy(Path.of("src/test/resources/statutes"), home.resolve("laws"));
        Path guides = copy(Path.of("knowledge-base"), home.resolve("guides"));
        context.getBean(KnowledgeSettings.class).folders().addAll(List.of(laws, guides));
        load();
        noticed();
        List<String> onTheArticle = restingOn("劳动争议调解仲裁法", "第二十七条");
        assertThat(onTheArticle).isNotEmpty();
        assertThat(restingOn("劳动争议调解仲裁法", "")).as("others rest on other articles").hasSizeGreaterThan(onTheArticle.size());
        assertThat(list(Attention.BASIS_CHANGED)).isEmpty();

        String text = Files.readString(laws.resolve(LAW));
        String changed = text.replaceFirst("(第二十七条[\\s　]*劳动争议申请仲裁的时效期间为)一年", "$1二年");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(laws.resolve(LAW), changed);
        load();

        assertThat(list(Attention.BASIS_CHANGED)).isEqualTo(onTheArticle);
        assertThat(basis.all().get(onTheArticle.getFirst())).anySatisfy(change -> {
            assertThat(change.law()).contains("劳动争议调解仲裁法");
            assertThat(change.article()).isEqualTo("第二十七条");
        });
        context.getBean(Publishing.class).check(ADMIN, onTheArticle.getFirst());
        assertThat(list(Attention.BASIS_CHANGED)).as("somebody looked, and it is still right").isEqualTo(onTheArticle.subList(1, onTheArticle.size()));
    }

    private void load() {
        context.getBean(KnowledgeLoader.class).load();
    }

    /** Nobody has opened a list: it is noticed all the same, once nothing more is published. */
    private void noticed() {
        basis.notice();
        basis.notice();
    }

    private List<String> restingOn(String law, String article) {
        return documents.all().stream().filter(document -> document.description().basis().stream().anyMatch(one -> rests(one, law, article)))
                .map(Document::id).sorted().toList();
    }

    private static boolean rests(Basis one, String law, String article) {
        return one.law() != null && one.law().endsWith(law) && one.article() != null && Objects.requireNonNull(one.article()).matches(".*" + article + "(?!之).*");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
        return to;
    }
}
