package cn.niangjia.answering;

import cn.niangjia.conversation.Citation;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.ValidityPeriod;
import cn.niangjia.retrieval.Hit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A reply's text in the making, and the citations its numbers stand for. */
class CitedText {

    private final Regions regions;
    private final LocalDate today;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<Citation> citations = new ArrayList<>();

    CitedText(Regions regions, LocalDate today) {
        this.regions = regions;
        this.today = today;
    }

    boolean isEmpty() {
        return paragraphs.isEmpty();
    }

    /** The lines behind the opening words, with the number of their citation at the end. */
    void paragraph(String opening, List<String> lines, Hit source) {
        paragraph(opening, lines, source.passage(), source.description(), source.validity());
    }

    void paragraph(String opening, List<String> lines, Passage passage, Description description, ValidityPeriod validity) {
        int number = cite(passage, description, validity, String.join("\n", lines));
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            boolean item = line.matches("^[（(][一二三四五六七八九十]+[）)].*");
            block.add(item ? "- " + line : line);
        }
        block.set(0, opening + block.getFirst());
        block.set(block.size() - 1, block.getLast() + "[" + number + "]");
        paragraphs.add(join(block, description.kind().isStatute()));
    }

    /** A paragraph of the project's own words that rests on this passage. */
    void paragraph(String words, Passage passage, Description description, ValidityPeriod validity) {
        paragraphs.add(words + "[" + cite(passage, description, validity, passage.text()) + "]");
    }

    void note(String words) {
        paragraphs.add(words);
    }

    boolean cites(String documentId, String section) {
        return citations.stream().anyMatch(citation -> citation.documentId().equals(documentId) && citation.section().equals(section));
    }

    boolean citesAny(String documentId, Pattern sections) {
        return citations.stream().anyMatch(citation -> citation.documentId().equals(documentId) && sections.matcher(citation.section()).find());
    }

    /** Items of a list stand together; a statute's paragraphs stay apart, a guide's short lines run on. */
    private static String join(List<String> lines, boolean statute) {
        StringBuilder text = new StringBuilder(lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            boolean item = isItem(lines.get(i));
            boolean afterItem = isItem(lines.get(i - 1));
            text.append(item && afterItem ? "\n" : item || afterItem || statute ? "\n\n" : "").append(lines.get(i));
        }
        return text.toString();
    }

    private static boolean isItem(String line) {
        return line.matches("^(-|[0-9]+\\.) .*");
    }

    private int cite(Passage passage, Description description, ValidityPeriod validity, String quote) {
        int number = citations.size() + 1;
        citations.add(new Citation(number, passage.id().documentId(), passage.id().version(), passage.id().toString(),
                description.title(), passage.section(), quote, description.publisher(), description.author(),
                description.documentNumber(), description.basis(),
                new Citation.Place(description.region(), regions.name(description.region())), description.effectiveFrom(),
                description.effectiveUntil(), validity.on(today), ""));
        return number;
    }

    String text() {
        return String.join("\n\n", paragraphs);
    }

    List<Citation> citations() {
        return List.copyOf(citations);
    }
}
