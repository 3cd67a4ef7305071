package cn.niangjia.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.niangjia.importing.RefusedFile.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Files that mean harm, or that nobody could read, each refused with its own reason. */
class HostileFilesTest {

    private static final ImportLimits LIMITS = new ImportLimits(DataSize.ofMegabytes(200), 3000, 5_000_000, Duration.ofSeconds(60), 20_000,
            DataSize.ofMegabytes(500), 200, 2, 200);

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

    private void assertRefused(Reason reason, String name, byte[] bytes) {
        assertThatExceptionOfType(RefusedFile.class).as(name).isThrownBy(() -> read(name, bytes)).extracting(RefusedFile::reason).isEqualTo(reason);
    }

    /** A good office file with some of its parts replaced or added. */
    private static byte[] with(byte[] office, Map<String, byte[]> parts) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (ZipInputStream from = new ZipInputStream(new java.io.ByteArrayInputStream(office))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                all.put(entry.getName(), from.readAllBytes());
            }
        }
        all.putAll(parts);
        return SampleFiles.zip(all);
    }

    @Test
    void aWorkbookOfTenThousandSheetsIsRefusedBeforeItIsOpened() throws Exception {
        Map<String, byte[]> sheets = new LinkedHashMap<>();
        byte[] sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>".getBytes(UTF_8);
        for (int i = 1; i <= 10_000; i++) {
            sheets.put("xl/worksheets/sheet" + i + ".xml", sheet);
        }

        assertRefused(Reason.TOO_MANY_SHEETS, "一万张表.xlsx", with(SampleFiles.questions(), sheets));
    }

    @Test
    void entitiesAreRefusedWhereverTheyStand() throws Exception {
        String laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>";

        assertRefused(Reason.ENTITIES, "a.docx", SampleFiles.docxWithEntity());
        assertRefused(Reason.ENTITIES, "a.docx", with(SampleFiles.docx(1), Map.of("word/styles.xml", laughs.getBytes(UTF_8))));
        assertRefused(Reason.ENTITIES, "a.xlsx", with(SampleFiles.questions(), Map.of("xl/sharedStrings.xml", laughs.getBytes(Charset.forName("UTF-16")))));
        assertRefused(Reason.ENTITIES, "a.pptx", with(SampleFiles.slides(), Map.of("docProps/core.xml", laughs.getBytes(UTF_8))));
    }

    @Test
    void anOfficeFileThatUnpacksToMuchIsRefused() throws Exception {
        byte[] blanks = new byte[60 << 20];
        java.util.Arrays.fill(blanks, (byte) ' ');

        assertRefused(Reason.BOMB, "a.docx", with(SampleFiles.docx(1), Map.of("word/media/x.xml", blanks)));
    }

    @Test
    void macrosAreRefusedWhateverTheNameSays() throws Exception {
        byte[] macro = with(SampleFiles.docx(1), Map.of("word/vbaProject.bin", new byte[10]));

        assertRefused(Reason.MACROS, "a.docx", macro);
        assertRefused(Reason.MACROS, "a.docm", SampleFiles.docx(1));
        assertRefused(Reason.MACROS, "a.xlsm", SampleFiles.questions());
    }

    @Test
    void foreignFormatsAreToldByName() throws Exception {
        assertRefused(Reason.WPS, "通知.wps", new byte[] {1, 2, 3});
        assertRefused(Reason.WPS, "名单.et", new byte[] {1, 2, 3});
        assertRefused(Reason.OFD, "公文.ofd", SampleFiles.zip(Map.of("OFD.xml", new byte[3])));
        assertRefused(Reason.PACKED, "资料.rar", new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 0});
        assertRefused(Reason.PICTURE, "公告.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        assertRefused(Reason.UNKNOWN, "没有后缀", "文字".getBytes(UTF_8));
    }

    @Test
    void aFileIsReadByItsContentWhereItsNameSaysOtherwise() throws Exception {
        assertThat(read("其实是PDF.docx", SampleFiles.ready("one-column.pdf")).note()).contains("PDF");
        assertThat(((Extracted.Text) read("网页.doc", "<html><body><p>职工凭会员卡借书。</p></body></html>".getBytes(UTF_8))).text()).isEqualTo("职工凭会员卡借书。");
        assertThat(((Extracted.Text) read("新的.doc", SampleFiles.docx(1))).text()).contains("女职工劳动保护手册");
    }

    @Test
    void richTextIsRead() throws Exception {
        String rtf = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\f0\\fs24 \\u24037?\\u20250?\\u19981?\\u25910?\\u38065?\\par}";

        assertThat(((Extracted.Text) read("a.rtf", rtf.getBytes(UTF_8))).text()).contains("工会不收钱");
    }

    @Test
    void aHundredMegabytesOfTextAreTooLongWithoutBeingDecoded() throws Exception {
        byte[] text = "职工互助保障。".repeat(5_000_000).getBytes(UTF_8);

        assertThat(text.length).isGreaterThan(100_000_000);
        assertRefused(Reason.TOO_LONG, "a.txt", text);
    }

    private static byte[] nested(int depth) {
        return ("<html><body>" + "<div>".repeat(depth) + "<p>工会不收钱。</p>" + "</div>".repeat(depth) + "</body></html>").getBytes(UTF_8);
    }

    @Test
    void deeplyNestedHtmlIsRead() throws Exception {
        assertThat(((Extracted.Text) read("a.html", nested(500))).text()).isEqualTo("工会不收钱。");
        assertThat(((Extracted.Text) read("a.html", nested(10_000))).text()).isEqualTo("工会不收钱。");
    }

    @Test
    void emptyFilesOfEveryKindAreEmpty() throws Exception {
        for (String name : List.of("a.txt", "a.docx", "a.pdf", "a.html", "a.xlsx")) {
            assertRefused(Reason.EMPTY, name, new byte[0]);
        }
        assertRefused(Reason.EMPTY, "a.html", "<html><body></body></html>".getBytes(UTF_8));
    }

    private interface Filling {
        void fill(ZipArchiveOutputStream zip) throws IOException;
    }

    private static byte[] archive(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            filling.fill(zip);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipArchiveOutputStream zip, ZipArchiveEntry entry, String content) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content.getBytes(UTF_8));
        zip.closeArchiveEntry();
    }

    private List<String> taken(byte[] archive) throws Exception {
        List<String> taken = new ArrayList<>();
        new Archive(LIMITS).open(Files.write(home.resolve("a.zip"), archive), (name, content, refused) -> {
            content.transferTo(OutputStream.nullOutputStream());
            taken.add(name + (refused == null ? "" : " " + refused.reason()));
        });
        return taken;
    }

    @Test
    void namesAndLinksOfAnArchiveLeadNowhere() throws Exception {
        byte[] archive = archive(zip -> {
            add(zip, new ZipArchiveEntry("政策.txt"), "一");
            add(zip, new ZipArchiveEntry("政策.txt"), "二");
            add(zip, new ZipArchiveEntry("../外面.txt"), "x");
            add(zip, new ZipArchiveEntry("/etc/passwd"), "x");
            add(zip, new ZipArchiveEntry("C:\\Windows\\x.txt"), "x");
            add(zip, new ZipArchiveEntry("\\\\server\\share\\x.txt"), "x");
            add(zip, new ZipArchiveEntry("资料/CON"), "x");
            add(zip, new ZipArchiveEntry("资料/nul.txt"), "x");
            add(zip, new ZipArchiveEntry("资料/console.txt"), "好的");
            ZipArchiveEntry link = new ZipArchiveEntry("密码.txt");
            link.setUnixMode(0120777);
            add(zip, link, "/etc/passwd");
        });

        assertThat(taken(archive)).containsExactly("政策.txt", "政策(2).txt", "../外面.txt NAME", "/etc/passwd NAME", "C:/Windows/x.txt NAME", "//server/share/x.txt NAME",
                "资料/CON NAME", "资料/nul.txt NAME", "资料/console.txt", "密码.txt LINK");
    }

    @Test
    void namesInGbkAreRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("GBK"))) {
            zip.putNextEntry(new ZipEntry("工会文件/入会须知.txt"));
            zip.write("一".getBytes(UTF_8));
        }

        assertThat(taken(bytes.toByteArray())).containsExactly("工会文件/入会须知.txt");
    }

    @Test
    void archivesWithinOneAnotherShareOneMeasure() throws Exception {
        Path file = Files.write(home.resolve("inner.zip"), SampleFiles.zip(Map.of("a.txt", new byte[2 << 20])));
        Archive.Taker reading = (name, content, refused) -> content.transferTo(OutputStream.nullOutputStream());

        new Archive(LIMITS, 0).open(file, reading);
        assertThatExceptionOfType(RefusedFile.class).isThrownBy(() -> new Archive(LIMITS, 499L << 20).open(file, reading))
                .extracting(RefusedFile::reason).isEqualTo(Reason.BOMB);
    }

    @Test
    void whatIsNoArchiveIsBroken() throws Exception {
        Path file = Files.write(home.resolve("a.zip"), "这不是压缩包".getBytes(UTF_8));

        assertThatExceptionOfType(RefusedFile.class).isThrownBy(() -> new Archive(LIMITS).open(file, (name, content, refused) -> { }))
                .extracting(RefusedFile::reason).isEqualTo(Reason.BROKEN);
    }
}
