package cn.niangjia.knowledge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The headings that a line of a Markdown text stands under. */
class HeadingPath {

    private record Heading(int level, String text) {
    }

    private final Deque<Heading> open = new ArrayDeque<>();

    void enter(int level, String text) {
        while (!open.isEmpty() && open.getLast().level() >= level) {
            open.removeLast();
        }
        open.addLast(new Heading(level, text));
    }

    String innermost() {
        return open.isEmpty() ? "" : open.getLast().text();
    }

    /** Outermost first, joined by {@code " > "}. */
    String path() {
        return open.stream().map(Heading::text).collect(Collectors.joining(" > "));
    }
}
