package cn.niangjia.importing;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.springframework.stereotype.Component;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Gets the text out of one file, whatever its form. The form is told by the content, and the name must not contradict it. Reading is
 * bounded in every direction ({@link ImportLimits}); a file that cannot be read is refused with a reason, and nothing in it is ever run.
 */
@Component
class FileReading {

    /** A document inside the document is left alone. */
    private static final EmbeddedDocumentExtractor NOTHING_EMBEDDED = new EmbeddedDocumentExtractor() {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
        }
    };

    /** So many elements may lie within one another: some sites' pages go beyond the library's own hundred. */
    private static final int DEEPEST = 1_000;

    private enum Form {
        PDF("PDF"), OFFICE("Word"), SHEET("Excel"), SLIDES("PPT"), HTML("网页"), MARKDOWN("Markdown"), PLAIN("文本");

        private final String label;

        Form(String label) {
            this.label = label;
        }
    }

    /** What each ending promises, by the beginning of the content's type; longer endings of one family are alike. */
    private static final Map<String, Form> ENDINGS = Map.ofEntries(Map.entry("pdf", Form.PDF), Map.entry("doc", Form.OFFICE),
            Map.entry("docx", Form.OFFICE), Map.entry("rtf", Form.OFFICE), Map.entry("xls", Form.SHEET), Map.entry("xlsx", Form.SHEET),
            Map.entry("ppt", Form.SLIDES), Map.entry("pptx", Form.SLIDES), Map.entry("htm", Form.HTML), Map.entry("html", Form.HTML),
            Map.entry("xhtml", Form.HTML), Map.entry("shtml", Form.HTML), Map.entry("md", Form.MARKDOWN), Map.entry("markdown", Form.MARKDOWN),
            Map.entry("txt", Form.PLAIN));
    /** What people here also have on their desks, and what to do about it. */
    private static final Map<RefusedFile.Reason, List<String>> KNOWN = Map.of(RefusedFile.Reason.WPS, List.of("wps", "et", "dps", "wpt", "ett", "dpt"),
            RefusedFile.Reason.OFD, List.of("ofd", "ceb", "cebx", "caj", "gd", "sep"), RefusedFile.Reason.PACKED, List.of("rar", "7z", "gz", "tgz", "tar", "bz2", "xz"),
            RefusedFile.Reason.PICTURE, List.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic"),
            RefusedFile.Reason.MACROS, List.of("docm", "xlsm", "pptm", "dotm", "xltm", "xlsb", "potm", "ppsm"));

    private final ImportLimits limits;
    private final TikaConfig tika = TikaConfig.getDefaultConfig();
    private final ExecutorService readers = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("file-reading-", 0).daemon().priority(Thread.MIN_PRIORITY).factory());

    FileReading(ImportLimits limits) {
        this.limits = limits;
    }

    /** @param name as uploaded, for its ending */
    Extracted read(String name, Path file) throws RefusedFile {
        checkSize(file);
        Future<Extracted> reading = readers.submit(() -> readNow(name, file));
        try {
            return reading.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The thread sees the interrupt at the next piece of text; until then it holds nothing that others wait for.
            reading.cancel(true);
            throw new RefusedFile(RefusedFile.Reason.TOO_SLOW);
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            throw new RefusedFile(RefusedFile.Reason.TOO_SLOW);
        }
    }

    private void checkSize(Path file) throws RefusedFile {
        try {
            if (Files.size(file) > limits.file().toBytes()) {
                throw new RefusedFile(RefusedFile.Reason.TOO_BIG);
            }
            if (Files.size(file) == 0) {
                throw new RefusedFile(RefusedFile.Reason.EMPTY);
            }
        } catch (IOException e) {
            throw new RefusedFile(RefusedFile.Reason.BROKEN);
        }
    }

    /** Whatever a parser throws, memory it could not get included, is about this file alone. */
    private static RefusedFile refusal(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            switch (at) {
                case RefusedFile refused -> {
                    return refused;
                }
                case BlockHandler.Stopped stopped -> {
                    return new RefusedFile(stopped.reason());
                }
                case EncryptedDocumentException _, org.apache.poi.EncryptedDocumentException _ -> {
                    return new RefusedFile(RefusedFile.Reason.ENCRYPTED);
                }
                case ZeroByteFileException _ -> {
                    return new RefusedFile(RefusedFile.Reason.EMPTY);
                }
                case WriteLimitReachedException _ -> {
                    return new RefusedFile(RefusedFile.Reason.TOO_LONG);
                }
                default -> {
                    if (String.valueOf(at.getMessage()).contains("Zip bomb") || String.valueOf(at.getMessage()).contains("zip bomb")) {
                        return new RefusedFile(RefusedFile.Reason.BOMB);
                    }
                }
            }
        }
        return new RefusedFile(RefusedFile.Reason.BROKEN);
    }

    private Extracted readNow(String name, Path file) throws IOException, TikaException, SAXException, RefusedFile {
        String type = type(name, file);
        Form form = form(name, type);
        Extracted extracted = switch (form) {
            case PDF -> PdfPages.read(file, limits);
            case MARKDOWN, PLAIN -> plain(file, form == Form.MARKDOWN);
            case OFFICE, SLIDES, SHEET, HTML -> blocks(file, type, form);
        };
        return ENDINGS.get(ending(name)) == form ? extracted : extracted.noted("按内容当作" + form.label + "读的");
    }

    private String type(String name, Path file) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            return tika.getDetector().detect(stream, metadata).getBaseType().toString();
        }
    }

    /** The ending says what somebody meant; the content, what it is. Text has no sign of its own, so there the ending holds. */
    private static Form form(String name, String type) throws RefusedFile {
        if (type.contains("macroenabled")) {
            throw new RefusedFile(RefusedFile.Reason.MACROS);
        }
        if (type.contains("protected")) {
            throw new RefusedFile(RefusedFile.Reason.ENCRYPTED);
        }
        Form meant = ENDINGS.get(ending(name));
        if (meant == null) {
            throw new RefusedFile(KNOWN.entrySet().stream().filter(known -> known.getValue().contains(ending(name))).map(Map.Entry::getKey).findFirst()
                    .orElse(RefusedFile.Reason.UNKNOWN));
        }
        Form is = form(type);
        if (is == null) {
            throw new RefusedFile(type.equals("application/octet-stream") || type.startsWith("application/zip") || type.contains("ooxml")
                    || type.contains("tika-msoffice") ? RefusedFile.Reason.BROKEN : RefusedFile.Reason.DISGUISED);
        }
        return is == Form.PLAIN || is == Form.MARKDOWN ? meant == Form.MARKDOWN || meant == Form.HTML ? meant : textual(meant) : is;
    }

    private static Form textual(Form meant) throws RefusedFile {
        if (meant != Form.PLAIN) {
            throw new RefusedFile(RefusedFile.Reason.BROKEN);
        }
        return meant;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Form form(String type) {
        if (type.equals("application/pdf")) {
            return Form.PDF;
        }
        if (type.contains("html")) {
            return Form.HTML;
        }
        if (type.contains("excel") || type.contains("spreadsheetml.sheet")) {
            return Form.SHEET;
        }
        if (type.contains("powerpoint") || type.contains("presentationml.")) {
            return Form.SLIDES;
        }
        if (type.contains("msword") || type.contains("wordprocessingml.") || type.contains("rtf")) {
            return Form.OFFICE;
        }
        return type.contains("markdown") ? Form.MARKDOWN : type.startsWith("text/") || type.equals("application/xml") ? Form.PLAIN : null;
    }

    private Extracted plain(Path file, boolean markdown) throws IOException, RefusedFile {
        // No encoding takes more than four bytes for a character, so this much need not be decoded to be too long.
        if (Files.size(file) > 4L * limits.characters()) {
            throw new RefusedFile(RefusedFile.Reason.TOO_LONG);
        }
        TextDecoding decoded = TextDecoding.of(Files.readAllBytes(file));
        if (decoded.text().length() > limits.characters()) {
            throw new RefusedFile(RefusedFile.Reason.TOO_LONG);
        }
        return text(decoded.text(), decoded.encoding(), markdown);
    }

    private static Extracted text(String text, String note, boolean whole) throws RefusedFile {
        if (text.isBlank()) {
            throw new RefusedFile(RefusedFile.Reason.EMPTY);
        }
        return new Extracted.Text(text.replace("\r\n", "\n").replace('\r', '\n'), note, whole);
    }

    private Extracted blocks(Path file, String type, Form form) throws IOException, TikaException, SAXException, RefusedFile {
        if (type.contains("msword") || type.contains("excel") || type.contains("powerpoint")) {
            refuseMacros(file);
        } else if (type.contains("openxmlformats")) {
            OfficePackage.weigh(file, limits);
        }
        BlockHandler handler = new BlockHandler(limits);
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, NOTHING_EMBEDDED);
        // Keeps nav, header and footer apart, so that they can be left out.
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        if (form == Form.HTML) {
            charset(file).ifPresent(charset -> context.set(EncodingDetector.class, (stream, about) -> charset));
        }
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.CONTENT_TYPE_USER_OVERRIDE, type);
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            parser().parse(stream, handler, metadata, context);
        }
        List<Block> blocks = handler.blocks();
        if (form == Form.SHEET) {
            return QuestionSheet.read(blocks, limits);
        }
        if (blocks.isEmpty()) {
            throw new RefusedFile(form == Form.HTML ? RefusedFile.Reason.EMPTY : RefusedFile.Reason.SCANNED);
        }
        return text(Block.markdown(blocks), handler.pages() > 1 ? handler.pages() + " 页" : "", false);
    }

    /** By its bytes, as for plain text: what a page says of itself is often missing or wrong. Empty: left to the library. */
    private static Optional<Charset> charset(Path file) throws IOException {
        try {
            String encoding = TextDecoding.of(Files.readAllBytes(file)).encoding();
            return Optional.of(encoding.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(encoding));
        } catch (RefusedFile e) {
            return Optional.empty();
        }
    }

    private AutoDetectParser parser() {
        AutoDetectParserConfig bounds = new AutoDetectParserConfig();
        bounds.setMaximumDepth(DEEPEST);
        AutoDetectParser parser = new AutoDetectParser(tika);
        parser.setAutoDetectParserConfig(bounds);
        return parser;
    }

    private static void refuseMacros(Path file) throws IOException, RefusedFile {
        try (POIFSFileSystem system = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = system.getRoot();
            if (root.hasEntryCaseInsensitive("Macros") || root.hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
                throw new RefusedFile(RefusedFile.Reason.MACROS);
            }
        }
    }

    @PreDestroy
    void close() {
        readers.shutdownNow();
    }
}
