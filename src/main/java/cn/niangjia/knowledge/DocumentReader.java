package cn.niangjia.knowledge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Understands one Markdown file: what it is, and its passages. */
@Component
public class DocumentReader {

    private static final String FENCE = "---";
    private static final Pattern ARTICLE = Pattern.compile("^" + ArticleSplitter.ARTICLE, Pattern.MULTILINE);

    private final FrontMatter frontMatter;
    private final StatuteHead statuteHead;

    DocumentReader(Regions regions) {
        this.frontMatter = new FrontMatter(regions);
        this.statuteHead = new StatuteHead(regions);
    }

    /**
     * Reads a file's bytes.
     *
     * @param path below its folder, with {@code /} between the parts
     * @throws UnreadableDocument if it is not UTF-8 or its front matter is wrong
     */
    public ReadDocument read(String path, byte[] bytes) throws UnreadableDocument {
        String text = decode(bytes);
        String id = path.replaceFirst("\\.[^./]+$", "");
        return text.startsWith(FENCE + "\n") ? readWithFrontMatter(id, text) : readPlain(id, text);
    }

    private static String decode(byte[] bytes) throws UnreadableDocument {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
            return text.replace("\uFEFF", "").replace("\r\n", "\n").replace("\0", "");
        } catch (CharacterCodingException e) {
            throw new UnreadableDocument(0, "不是 UTF-8 编码的文字，请另存为 UTF-8 再放回来");
        }
    }

    private ReadDocument readWithFrontMatter(String id, String text) throws UnreadableDocument {
        int end = text.indexOf("\n" + FENCE, FENCE.length());
        if (end < 0) {
            throw new UnreadableDocument(1, "开头的说明没有用 --- 结束");
        }
        String body = text.substring(text.indexOf('\n', end + 1) < 0 ? text.length() : text.indexOf('\n', end + 1));
        if (body.isBlank()) {
            return ReadDocument.empty(id, text);
        }
        FrontMatter.Parsed parsed = frontMatter.parse(text.substring(FENCE.length() + 1, end + 1), body);
        List<Section> sections = ARTICLE.matcher(body).find() && parsed.description().kind().isStatute()
                ? ArticleSplitter.split(body) : HeadingSplitter.split(body);
        return new ReadDocument(parsed.id() == null ? id : parsed.id(), parsed.description(), sections, text);
    }

    private ReadDocument readPlain(String id, String text) {
        if (text.isBlank()) {
            return ReadDocument.empty(id, text);
        }
        StatuteHead.Parsed head = statuteHead.parse(text, id);
        List<Section> sections = ARTICLE.matcher(head.body()).find() ? ArticleSplitter.split(head.body())
                : HeadingSplitter.split(head.body());
        return new ReadDocument(id, head.description(), sections, text);
    }

    /** A statute without front matter, its title and dates read from its head; the head may lack Markdown's marks. */
    public ReadDocument statute(String id, String text) {
        return readPlain(id, text);
    }

    /** Whether a text is cut by articles (第一条, 第二条). */
    public static boolean isStatute(String body) {
        return ARTICLE.matcher(body).results().limit(2).count() == 2 && body.contains("第一条");
    }

    /** Prose cut at its headings, and what is long by paragraph and sentence. */
    public static List<Section> sections(String body) {
        return HeadingSplitter.split(body);
    }
}
