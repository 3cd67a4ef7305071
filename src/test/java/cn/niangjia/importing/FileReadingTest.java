package cn.niangjia.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.niangjia.importing.RefusedFile.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FileReadingTest {

    private static final ImportLimits LIMITS = new ImportLimits(DataSize.ofMegabytes(20), 3000, 5_000_000, Duration.ofSeconds(60), 100,
            DataSize.ofMegabytes(500), 200, 2, 50);
    private static final String CHINESE = "职工被拖欠工资的，可以向工会申请法律援助，工会的法律援助不收钱。";
    private static final String TRADITIONAL = "勞動者被拖欠工資的，可以向工會申請法律援助，工會的法律援助不收錢。";

    @TempDir
    Path home;
    private final FileReading reading = new FileReading(LIMITS);

    @AfterEach
    void close() {
        reading.close();
    }

    private Extracted read(String name, byte[] bytes) throws RefusedFile, IOException {
        return reading.read(name, Files.write(home.resolve("stored"), bytes));
    }

    private String textOf(String name, byte[] bytes) throws RefusedFile, IOException {
        return ((Extracted.Text) read(name, bytes)).text();
    }

    private void assertRefused(Reason reason, String name, byte[] bytes) {
        assertThatExceptionOfType(RefusedFile.class).isThrownBy(() -> read(name, bytes)).extracting(RefusedFile::reason).isEqualTo(reason);
    }

    @Test
    void plainTextIsReadInEveryEncodingOfChinese() throws Exception {
        assertThat(textOf("a.txt", SampleFiles.text(CHINESE, "UTF-8"))).isEqualTo(CHINESE);
        assertThat(textOf("a.txt", SampleFiles.text(CHINESE, "GB18030"))).isEqualTo(CHINESE);
        assertThat(textOf("a.txt", SampleFiles.text("\uFEFF" + CHINESE, "UTF-8"))).isEqualTo(CHINESE);
        assertThat(textOf("a.txt", SampleFiles.text("\uFEFF" + CHINESE, "UTF-16LE"))).isEqualTo(CHINESE);
        assertThat(textOf("a.txt", SampleFiles.text(TRADITIONAL, "Big5"))).isEqualTo(TRADITIONAL);
    }

    @Test
    void aShortTextInGbIsNotTakenForBig5() throws Exception {
        assertThat(textOf("a.txt", SampleFiles.text("怎样入会", "GB18030"))).isEqualTo("怎样入会");
    }

    @Test
    void wordKeepsHeadingsAndTables() throws Exception {
        String text = textOf("手册.docx", SampleFiles.docx(3));

        assertThat(text).contains("# 云州市女职工劳动保护手册").contains("## 第2节").contains("| 时期 | 保护 |\n| --- | --- |\n| 哺乳期 | 每天有哺乳时间 |");
    }

    @Test
    void oldWordIsRead() throws Exception {
        assertThat(textOf("须知.doc", SampleFiles.ready("joining.doc"))).contains("职工带身份证到单位工会填表就能入会").contains("| 审批 | 十个工作日 |");
    }

    @Test
    void aSheetOfQuestionsIsKnownAsOne() throws Exception {
        Extracted.Questions questions = (Extracted.Questions) read("问答.xlsx", SampleFiles.questions());

        assertThat(questions.rows()).containsExactly(
                new Extracted.QuestionAnswer("职工书屋几点开门", List.of("书屋啥时候开", "书屋几点关"), "职工书屋早上九点开门，晚上八点关门。"),
                new Extracted.QuestionAnswer("托管班收几岁的孩子", List.of(), "托管班收六岁到十二岁的孩子。"));
    }

    @Test
    void otherSheetsBecomeTablesUnderTheirNames() throws Exception {
        assertThat(textOf("标准.xls", SampleFiles.table())).contains("# 帮扶标准").contains("| 项目 | 标准 |\n| --- | --- |\n| 生活救助 | 每户五千元 |");
    }

    @Test
    void slidesAreRead() throws Exception {
        assertThat(textOf("a.pptx", SampleFiles.slides())).contains("工会法律援助不收钱");
    }

    @Test
    void aWebPageGivesItsTextWithoutWhatStandsAround() throws Exception {
        String page = """
                <!DOCTYPE html><html><head><title>工会</title><script>alert(1)</script></head><body><nav>首页 栏目</nav>
                <h1>怎样申请法律援助</h1><p>带<b>身份证</b>到服务中心。</p><ul><li>不收钱</li></ul>
                <table><tr><th>地点</th><th>时间</th></tr><tr><td>三楼</td><td>上午</td></tr></table><footer>版权</footer></body></html>
                """;

        assertThat(textOf("a.html", SampleFiles.text(page, "UTF-8")))
                .isEqualTo("# 怎样申请法律援助\n\n带身份证到服务中心。\n\n- 不收钱\n\n| 地点 | 时间 |\n| --- | --- |\n| 三楼 | 上午 |");
    }

    @Test
    void aWebPageIsDecodedByItsBytesWhateverItSaysOfThem() throws Exception {
        String page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\"></head><body><p>" + CHINESE + "</p></body></html>";

        assertThat(textOf("a.html", SampleFiles.text(page.formatted("gb2312"), "GB18030"))).isEqualTo(CHINESE);
        assertThat(textOf("a.html", SampleFiles.text(page.formatted("gb2312"), "UTF-8"))).isEqualTo(CHINESE);
        assertThat(textOf("a.html", SampleFiles.text("<p>" + CHINESE + "</p>", "GB18030"))).isEqualTo(CHINESE);
    }

    @Test
    void markdownStaysAsItWasWritten() throws Exception {
        String text = "---\ntitle: 甲\n---\n\n正文。\n";

        assertThat(read("a.md", SampleFiles.text(text, "UTF-8"))).isEqualTo(new Extracted.Text(text, "", true));
    }

    @Test
    void aPdfIsRead() throws Exception {
        assertThat(Cleaner.clean(textOf("a.pdf", SampleFiles.ready("one-column.pdf"))).text())
                .contains("会员每年可以免费做三次心理咨询，先打电话预约，到市职工服务中心三楼办理。");
    }

    @Test
    void theColumnsOfAPdfAreNotMixed() throws Exception {
        String text = Cleaner.clean(textOf("a.pdf", SampleFiles.ready("two-columns.pdf"))).text();

        assertThat(text).contains("一线职工优先参加疗休养，先进模范人物和长期从事有毒有害工作的职工排在前面，单位工会每年三月开始报名，名额用完为止。")
                .contains("对名单有意见的，可以在公布期间向街道总工会提出，街道总工会应当在三天之内答复，并把结果告诉提意见的职工。");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReason() throws Exception {
        assertRefused(Reason.ENCRYPTED, "a.pdf", SampleFiles.encryptedPdf());
        assertRefused(Reason.SCANNED, "a.pdf", SampleFiles.ready("image-only.pdf"));
        assertRefused(Reason.EMPTY, "a.txt", new byte[0]);
        assertRefused(Reason.EMPTY, "a.txt", SampleFiles.text(" \n ", "UTF-8"));
        assertRefused(Reason.UNKNOWN, "a.exe", new byte[] {'M', 'Z', 0, 1});
        assertRefused(Reason.DISGUISED, "a.docx", Arrays.copyOf(new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4}, 600));
        assertRefused(Reason.BROKEN, "a.docx", Arrays.copyOf(SampleFiles.docx(3), 900));
        assertRefused(Reason.TOO_MANY_SHEETS, "a.xlsx", SampleFiles.sheets(60));
        assertRefused(Reason.TOO_BIG, "a.txt", new byte[21 << 20]);
    }

    @Test
    void aWordFileCannotReadOtherFilesOfTheMachine() throws Exception {
        String text;
        try {
            text = textOf("a.docx", SampleFiles.docxWithEntity());
        } catch (RefusedFile e) {
            text = e.getMessage();
        }

        assertThat(text).doesNotContain("root:");
    }

    @Test
    void anArchiveHandsOutItsFilesOneByOne() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("政策/一.txt", SampleFiles.text(CHINESE, "UTF-8"));
        entries.put("__MACOSX/._一.txt", new byte[3]);
        entries.put("../../x.txt", SampleFiles.text("x", "UTF-8"));
        entries.put(".DS_Store", new byte[3]);
        List<String> taken = new ArrayList<>();

        new Archive(LIMITS).open(Files.write(home.resolve("a.zip"), SampleFiles.zip(entries)),
                (name, content, refused) -> taken.add(name + (refused == null ? "" : " " + refused.reason())));

        assertThat(taken).containsExactly("政策/一.txt", "../../x.txt NAME");
    }

    @Test
    void aBombIsStoppedWhileItIsUnpacked() throws Exception {
        Path bomb = Files.write(home.resolve("a.zip"), SampleFiles.bomb());

        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> new Archive(LIMITS).open(bomb, (name, content, refused) -> content.transferTo(java.io.OutputStream.nullOutputStream())))
                .extracting(RefusedFile::reason).isEqualTo(Reason.BOMB);
    }

    @Test
    void namesThatLeadElsewhereAreUnsafe() {
        assertThat(List.of("../x", "a/../../x", "/etc/x", "C:/x", "a\0b", " ")).allMatch(Archive::isUnsafe);
        assertThat(List.of("a..b.txt", "政策/一.docx", "...txt")).noneMatch(Archive::isUnsafe);
    }
}
