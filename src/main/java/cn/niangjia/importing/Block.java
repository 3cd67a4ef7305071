package cn.niangjia.importing;

import java.util.List;
import java.util.stream.Collectors;

/** A part of a text as its file shows it. */
sealed interface Block {

    String markdown();

    record Heading(int level, String text) implements Block {
        @Override
        public String markdown() {
            return "#".repeat(Math.clamp(level, 1, 6)) + " " + text;
        }
    }

    record Paragraph(String text) implements Block {
        @Override
        public String markdown() {
            return text;
        }
    }

    record Item(String text) implements Block {
        @Override
        public String markdown() {
            return "- " + text;
        }
    }

    /** The first row is the header. */
    record Table(List<List<String>> rows) implements Block {
        @Override
        public String markdown() {
            int width = rows.stream().mapToInt(List::size).max().orElse(0);
            String rule = "|" + " --- |".repeat(width);
            String first = row(rows.getFirst(), width);
            return rows.size() == 1 ? first + "\n" + rule
                    : first + "\n" + rule + "\n" + rows.stream().skip(1).map(row -> row(row, width)).collect(Collectors.joining("\n"));
        }

        private static String row(List<String> cells, int width) {
            StringBuilder row = new StringBuilder("|");
            for (int i = 0; i < width; i++) {
                row.append(' ').append(i < cells.size() ? cells.get(i).replace("|", "／").replaceAll("\\s*\\n\\s*", "；") : "").append(" |");
            }
            return row.toString();
        }
    }

    record PageBreak() implements Block {
        @Override
        public String markdown() {
            return "\f";
        }
    }

    static String markdown(List<Block> blocks) {
        StringBuilder text = new StringBuilder();
        Block before = new PageBreak();
        for (Block block : blocks) {
            boolean list = before instanceof Item && block instanceof Item;
            text.append(text.isEmpty() ? "" : list ? "\n" : "\n\n").append(block.markdown());
            before = block;
        }
        return text.toString();
    }
}
