package cn.niangjia.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes {@link Block}s of the XHTML that Tika reports of Word, Excel, PowerPoint and web pages. Stops at the limits, and when the
 * time for the file is over.
 */
class BlockHandler extends DefaultHandler {

    /** Why reading stopped. */
    static class Stopped extends SAXException {
        private static final long serialVersionUID = 1L;
        private final RefusedFile.Reason reason;

        Stopped(RefusedFile.Reason reason) {
            this.reason = reason;
        }

        RefusedFile.Reason reason() {
            return reason;
        }
    }

    /** Parts of a web page that are not its text. */
    private static final Set<String> ASIDE = Set.of("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "title");
    private static final Set<String> BREAKS = Set.of("p", "div", "section", "article", "blockquote", "pre", "dt", "dd", "body", "ul", "ol", "main");

    private final ImportLimits limits;
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable List<List<String>> table;
    private int tables;
    private int aside;
    private int characters;
    private int pages;
    private int sheets;
    private String element = "p";

    BlockHandler(ImportLimits limits) {
        this.limits = limits;
    }

    List<Block> blocks() {
        flush();
        return blocks;
    }

    int pages() {
        return pages;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        String tag = name.toLowerCase(Locale.ROOT);
        String kind = String.valueOf(attributes.getValue("class"));
        if (aside > 0 || ASIDE.contains(tag) || ASIDE.contains(kind)) {
            aside++;
            return;
        }
        if (tag.equals("div") && (kind.equals("page") || kind.equals("slide-content") || kind.equals("sheet"))) {
            page(kind);
        }
        switch (tag) {
            case "table" -> startTable();
            case "tr" -> startRow();
            case "td", "th", "br" -> cellOrBreak(tag);
            case "h1", "h2", "h3", "h4", "h5", "h6", "li" -> {
                flush();
                element = tag;
            }
            default -> paragraphStart(tag);
        }
    }

    private void page(String kind) throws Stopped {
        flush();
        if (!kind.equals("sheet")) {
            pages++;
            check(pages > limits.pages(), RefusedFile.Reason.TOO_MANY_PAGES);
        }
        if (kind.equals("page") && pages > 1) {
            blocks.add(new Block.PageBreak());
        }
    }

    private void startTable() throws Stopped {
        flush();
        sheets++;
        if (tables++ == 0) {
            table = new ArrayList<>();
        }
        check(sheets > limits.pages(), RefusedFile.Reason.TOO_MANY_PAGES);
    }

    private void startRow() {
        if (table != null && tables == 1) {
            table.add(new ArrayList<>());
            text.setLength(0);
        }
    }

    private void cellOrBreak(String tag) {
        if (tag.equals("br") && table == null) {
            text.append('\n');
        } else if (tag.equals("br") || tables > 1) {
            text.append(' ');
        } else {
            text.setLength(0);
        }
    }

    private void paragraphStart(String tag) {
        if (BREAKS.contains(tag) && table == null && !element.equals("li") && !element.startsWith("h")) {
            flush();
        } else if (BREAKS.contains(tag) && table != null && !text.isEmpty()) {
            text.append('\n');
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (aside == 0) {
            text.append(chars, start, length);
            characters += length;
            check(characters > limits.characters(), RefusedFile.Reason.TOO_LONG);
        }
        check(Thread.currentThread().isInterrupted(), RefusedFile.Reason.TOO_SLOW);
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(table == null ? '\n' : ' ');
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        String tag = name.toLowerCase(Locale.ROOT);
        if (aside > 0) {
            aside--;
            return;
        }
        switch (tag) {
            case "td", "th" -> endCell();
            case "table" -> endTable();
            case "h1", "h2", "h3", "h4", "h5", "h6", "li" -> {
                flush();
                element = "p";
            }
            default -> {
                if (BREAKS.contains(tag) && table == null && !element.equals("li")) {
                    flush();
                }
            }
        }
    }

    private void endCell() {
        if (table != null && tables == 1 && !table.isEmpty()) {
            table.getLast().add(text.toString().strip());
            text.setLength(0);
        }
    }

    private void endTable() {
        if (--tables == 0 && table != null) {
            List<List<String>> rows = table.stream().filter(row -> row.stream().anyMatch(cell -> !cell.isBlank())).toList();
            table = null;
            text.setLength(0);
            if (!rows.isEmpty()) {
                blocks.add(rows.stream().allMatch(row -> row.size() == 1)
                        ? new Block.Paragraph(String.join("\n", rows.stream().map(List::getFirst).toList())) : new Block.Table(rows));
            }
        }
    }

    private void flush() {
        if (table != null) {
            return;
        }
        String whole = text.toString().replaceAll("[ \\t\\x0B\\u00a0]+", " ").replaceAll(" *\\n *", "\n").replaceAll("\\n{2,}", "\n").strip();
        text.setLength(0);
        if (!whole.isEmpty()) {
            blocks.add(block(whole));
        }
    }

    private Block block(String whole) {
        return element.equals("li") ? new Block.Item(whole.replace('\n', ' '))
                : element.startsWith("h") ? new Block.Heading(element.charAt(1) - '0', whole.replace('\n', ' ')) : new Block.Paragraph(whole);
    }

    private static void check(boolean over, RefusedFile.Reason reason) throws Stopped {
        if (over) {
            throw new Stopped(reason);
        }
    }
}
