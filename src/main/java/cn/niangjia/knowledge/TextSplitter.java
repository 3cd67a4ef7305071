package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts prose into parts of at most about {@link #SIZE} characters, never inside a sentence, a list item or a table row. */
class TextSplitter {

    /** The embedding model reads 512 tokens, about one a character; a part leaves room for title and heading. */
    static final int SIZE = 400;

    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；\\n])");

    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    static List<String> split(String text) {
        TextSplitter splitter = new TextSplitter();
        for (String block : BLANK_LINES.split(text)) {
            splitter.block(block.strip());
        }
        splitter.close();
        return splitter.parts;
    }

    private void block(String block) {
        if (block.startsWith("|")) {
            close();
            table(block.lines().toList());
        } else if (block.length() <= SIZE) {
            append(block, "\n\n");
        } else {
            close();
            for (String sentence : SENTENCE_END.split(block)) {
                append(sentence, "");
            }
            close();
        }
    }

    private void append(String piece, String separator) {
        if (!part.isEmpty() && part.length() + piece.length() > SIZE) {
            close();
        }
        part.append(part.isEmpty() ? "" : separator).append(piece);
    }

    /** Every part of a table repeats its header row and the rule below it. */
    private void table(List<String> rows) {
        String header = String.join("\n", rows.subList(0, Math.min(2, rows.size())));
        part.append(header);
        for (String row : rows.subList(Math.min(2, rows.size()), rows.size())) {
            if (part.length() + row.length() > SIZE && part.length() > header.length()) {
                close();
                part.append(header);
            }
            part.append('\n').append(row);
        }
        close();
    }

    private void close() {
        String text = part.toString().strip();
        part.setLength(0);
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }
}
