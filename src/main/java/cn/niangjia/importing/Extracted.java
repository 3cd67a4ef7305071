package cn.niangjia.importing;

import java.util.List;

/** What a file holds, before it is cleaned. */
sealed interface Extracted {

    /** In Chinese: what was noticed about the form, such as 双栏, Big5, 312 页; empty if nothing is worth saying. */
    String note();

    /** The same with a further note. */
    default Extracted noted(String further) {
        String both = note().isEmpty() ? further : note() + "，" + further;
        return switch (this) {
            case Text text -> new Text(text.text(), both, text.whole());
            case Questions questions -> new Questions(questions.rows(), both);
        };
    }

    /**
     * A text as simple Markdown: headings, lists, tables with a header row, a blank line between paragraphs, a form feed between pages.
     *
     * @param whole Markdown as somebody wrote it, with or without front matter: not to be mended
     */
    record Text(String text, String note, boolean whole) implements Extracted {
    }

    /** A sheet of questions and answers, each of which becomes a passage. */
    record Questions(List<QuestionAnswer> rows, String note) implements Extracted {
    }

    /** @param others further ways to ask the same */
    record QuestionAnswer(String question, List<String> others, String answer) {
    }
}
