package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.niangjia.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {

    private static DocumentReader reader;

    @BeforeAll
    static void regions() {
        Regions regions = Database.H2.with(Regions.class).getBean(Regions.class);
        regions.load();
        reader = new DocumentReader(regions);
    }

    @Test
    void readsAStatutesHeadAndLeavesUnstatedWhatItDoesNotSay() throws Exception {
        Description law = statute("劳动合同法(2012-12-28).md").description();

        assertThat(law.title()).isEqualTo("中华人民共和国劳动合同法");
        assertThat(law.shortTitle()).isEqualTo("劳动合同法");
        assertThat(law.kind()).isEqualTo(Kind.LAW);
        assertThat(law.publisher()).startsWith("全国人民代表大会");
        assertThat(law.issuedOn()).isEqualTo(LocalDate.of(2012, 12, 28));
        assertThat(law.effectiveFrom()).isEqualTo(LocalDate.of(2008, 1, 1));
        assertThat(law.documentNumber()).isNull();
        assertThat(law.region()).isEqualTo(Region.WHOLE_COUNTRY);
    }

    @Test
    void cutsAStatuteIntoAllItsArticles() throws Exception {
        assertThat(statute("劳动合同法(2012-12-28).md").sections()).hasSize(98).last()
                .satisfies(section -> assertThat(section.anchor()).isEqualTo("第九十八条"));
        assertThat(statute("工伤保险条例(2010-12-20).md").sections()).extracting(Section::anchor).contains("第十七条");
    }

    @Test
    void readsARegulationsNumberAndDay() throws Exception {
        Description regulation = statute("工伤保险条例(2010-12-20).md").description();

        assertThat(regulation.kind()).isEqualTo(Kind.REGULATION);
        assertThat(regulation.documentNumber()).isEqualTo("国务院令第375号");
        assertThat(regulation.effectiveFrom()).isEqualTo(LocalDate.of(2004, 1, 1));
        assertThat(regulation.textDate()).isEqualTo(LocalDate.of(2010, 12, 20));
    }

    @Test
    void readsWhereALocalStatuteHolds() throws Exception {
        Description local = read("x.md", "# 山东省工会条例\n\n2023年1月1日 山东省第十三届人民代表大会常务委员会第四十次会议通过\n\n第一条 本条例适用于本省。\n").description();

        assertThat(local.region()).isEqualTo("370000");
        assertThat(local.kind()).isEqualTo(Kind.REGULATION);
        assertThat(local.effectiveFrom()).isNull();
    }

    @Test
    void readsFrontMatter() throws Exception {
        ReadDocument guide = read("joining/a.md", """
                ---
                id: joining/riders
                title: 骑手怎样入会
                kind: GUIDE
                topics: [JOINING]
                region: "371072"
                basis:
                  - { law: 中华人民共和国工会法, article: 第三条 }
                  - { rule: 工发〔1978〕101号 }
                questions: ["送外卖的能进工会吗"]
                spoken: 能。找街道工会就行。
                effectiveUntil: 2027-01-31
                ---
                能。
                """);

        assertThat(guide.id()).isEqualTo("joining/riders");
        assertThat(guide.description().topics()).containsExactly(Topic.JOINING);
        assertThat(guide.description().region()).isEqualTo("371072");
        assertThat(guide.description().basis()).containsExactly(new Basis("中华人民共和国工会法", "第三条", null), new Basis(null, null, "工发〔1978〕101号"));
        assertThat(guide.description().effectiveUntil()).isEqualTo(LocalDate.of(2027, 1, 31));
        assertThat(guide.description().effectiveFrom()).isNull();
        assertThat(guide.description().visibility()).isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void theIdIsThePathBelowTheFolderUnlessTheFileNamesOne() throws Exception {
        assertThat(read("benefits/cool.md", "---\ntitle: 送清凉\n---\n有。\n").id()).isEqualTo("benefits/cool");
    }

    @Test
    void aFileWithoutTextIsNoDocument() throws Exception {
        assertThat(statute("_index.md").isEmpty()).isTrue();
        assertThat(read("empty.md", "\n\n").isEmpty()).isTrue();
    }

    @Test
    void whatIsWrongIsNamedWithItsLineAndWhatToWrite() {
        assertRefused("---\ntitle: 甲\nkind: BOOK\n---\n文\n", 3, "kind 不能是 BOOK");
        assertRefused("---\ntitle: 甲\nregion: \"999999\"\n---\n文\n", 3, "没有代码为 999999 的地区");
        assertRefused("---\ntitle: 甲\nissuedOn: 2025年4月\n---\n文\n", 3, "2025-04-01");
        assertRefused("---\ntitle: \"甲\nkind: FAQ\n---\n文\n", 4, "引号");
        assertRefused("---\ntitle: 甲\n文\n", 1, "没有用 --- 结束");
        assertRefused("---\nkind: FAQ\n---\n文\n", 1, "title");
        assertRefused("---\ntitle: 甲\nspoken: " + "好".repeat(61) + "\n---\n文\n", 3, "60 字以内");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() {
        byte[] gbk = "# 工会条例\n第一条 好。".getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> reader.read("a.md", gbk)).isInstanceOf(UnreadableDocument.class).hasMessageContaining("UTF-8");
    }

    private static void assertRefused(String text, int line, String message) {
        assertThatThrownBy(() -> read("a.md", text)).isInstanceOfSatisfying(UnreadableDocument.class, refused -> {
            assertThat(refused).hasMessageContaining(message);
            assertThat(refused.line()).isEqualTo(line);
        });
    }

    private static ReadDocument statute(String file) throws IOException, UnreadableDocument {
        try (InputStream stream = DocumentReaderTest.class.getResourceAsStream("/statutes/" + file)) {
            return reader.read(file, stream.readAllBytes());
        }
    }

    private static ReadDocument read(String path, String text) throws UnreadableDocument {
        return reader.read(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
