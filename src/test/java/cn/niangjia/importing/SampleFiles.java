package cn.niangjia.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Real files of every form, good and bad, made by the libraries that make such files. PDFs with Chinese type lie ready. */
final class SampleFiles {

    static final Path READY = Path.of("src/test/resources/import");

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private SampleFiles() {
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }

    static byte[] text(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    static byte[] docx(int paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            style(document, 1);
            style(document, 2);
            heading(document, "云州市女职工劳动保护手册", "Heading1");
            document.createParagraph().createRun().setText("本手册写给云州市的女职工，讲孕期、产期和哺乳期的保护。");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("时期");
            table.getRow(0).getCell(1).setText("保护");
            table.getRow(1).getCell(0).setText("哺乳期");
            table.getRow(1).getCell(1).setText("每天有哺乳时间");
            for (int i = 1; i <= paragraphs; i++) {
                heading(document, "第" + i + "节", "Heading2");
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.setPageBreak(i > 1);
                paragraph.createRun().setText("第" + i + "号事项：女职工可以向本单位工会提出，单位工会在三天之内答复。");
            }
            return bytes(document::write);
        }
    }

    static byte[] docx(String... paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
            return bytes(document::write);
        }
    }

    private static void style(XWPFDocument document, int level) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading" + level);
        style.addNewName().setVal("heading " + level);
        style.setType(STStyleType.PARAGRAPH);
        document.createStyles().addStyle(new XWPFStyle(style));
    }

    private static void heading(XWPFDocument document, String text, String style) {
        XWPFParagraph heading = document.createParagraph();
        heading.setStyle(style);
        heading.createRun().setText(text);
    }

    static byte[] questions() throws IOException {
        try (Workbook book = new XSSFWorkbook()) {
            Sheet sheet = book.createSheet("热线问答");
            row(sheet, "问题", "答案", "其他问法");
            row(sheet, "职工书屋几点开门", "职工书屋早上九点开门，晚上八点关门。", "书屋啥时候开；书屋几点关");
            row(sheet, "托管班收几岁的孩子", "托管班收六岁到十二岁的孩子。", "");
            return bytes(book::write);
        }
    }

    static byte[] table() throws IOException {
        try (Workbook book = new HSSFWorkbook()) {
            Sheet sheet = book.createSheet("帮扶标准");
            row(sheet, "项目", "标准");
            row(sheet, "生活救助", "每户五千元");
            row(sheet, "助学救助", "每人三千元");
            return bytes(book::write);
        }
    }

    private static void row(Sheet sheet, String... cells) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    static byte[] sheets(int count) throws IOException {
        try (Workbook book = new XSSFWorkbook()) {
            for (int i = 0; i < count; i++) {
                row(book.createSheet("表" + i), "项目", "第" + i);
            }
            return bytes(book::write);
        }
    }

    static byte[] slides() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow()) {
            XSLFTextBox box = show.createSlide().createTextBox();
            box.setAnchor(new java.awt.Rectangle(50, 50, 400, 200));
            box.setText("工会法律援助不收钱，职工带身份证到职工服务中心申请。");
            return bytes(show::write);
        }
    }

    static byte[] encryptedPdf() throws IOException {
        try (PDDocument document = Loader.loadPDF(READY.resolve("one-column.pdf").toFile())) {
            document.protect(new StandardProtectionPolicy("owner-secret", "user-secret", new AccessPermission()));
            return bytes(document::save);
        }
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        });
    }

    /** A gigabyte of zeros in about a megabyte. */
    static byte[] bomb() throws IOException {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("资料.txt"));
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 1024; i++) {
                    zip.write(zeros);
                }
            }
        });
    }

    /** A Word file that asks the reader to fetch a file of the machine it is read on. */
    static byte[] docxWithEntity() throws IOException {
        byte[] good = docx(1);
        return bytes(out -> {
            try (java.util.zip.ZipInputStream from = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(good));
                    ZipOutputStream to = new ZipOutputStream(out)) {
                for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(entry.getName().equals("word/document.xml") ? withEntity(from) : from.readAllBytes());
                }
            }
        });
    }

    private static byte[] withEntity(InputStream xml) throws IOException {
        String text = new String(xml.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int end = text.indexOf("?>") + 2;
        return (text.substring(0, end) + "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>"
                + text.substring(end).replace("本手册", "&secret;本手册")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static byte[] ready(String name) throws IOException {
        return Files.readAllBytes(READY.resolve(name));
    }
}
