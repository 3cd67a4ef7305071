package cn.niangjia.answering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses from a passage what answers a question, verbatim and in the passage's order: the paragraphs that share most with
 * the question and hold the kind of thing it asks for. A list keeps its opening words; a limit in time is never taken
 * without the paragraph that says whom it binds.
 */
class SentencePicker {

    private static final Pattern ARTICLE_NUMBER = Pattern.compile("^第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?[\\s　]*");
    private static final Pattern ITEM = Pattern.compile("^\\s*([（(][一二三四五六七八九十]+[）)]|[0-9]+[.．、]|[-*•①-⑳]).*");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[。；！？])");
    private static final double NEAR_BEST = .55;

    private final Set<String> pairs;
    private final Set<String> officialPairs;
    private final boolean wantsTime;
    private final boolean wantsAmount;

    SentencePicker(String question, List<String> officialTerms) {
        this.pairs = Cues.pairs(question);
        this.officialPairs = officialTerms.stream().flatMap(term -> Cues.pairs(term).stream()).collect(Collectors.toCollection(HashSet::new));
        officialPairs.removeAll(pairs);
        this.wantsTime = Cues.asksTime(question);
        this.wantsAmount = Cues.asksAmount(question);
    }

    /**
     * @param limit characters that it should not pass by much
     * @return lines of the passage, in order; never empty for a passage with text
     */
    List<String> pick(String passage, int limit) {
        String text = ARTICLE_NUMBER.matcher(passage).replaceFirst("");
        if (text.length() <= limit) {
            return lines(text);
        }
        List<List<String>> blocks = blocks(text);
        double best = blocks.stream().mapToDouble(block -> score(String.join("", block))).max().orElse(0);
        List<List<String>> chosen = new ArrayList<>();
        int length = 0;
        for (List<String> block : bestFirst(ofTheKindAskedFor(blocks))) {
            int size = String.join("", shorten(block, limit)).length();
            boolean worth = score(String.join("", block)) >= best * NEAR_BEST && length + size <= (wantsTime ? limit * 1.5 : limit);
            if (chosen.isEmpty() || worth) {
                chosen.add(block);
                length += size;
            }
        }
        return blocks.stream().filter(chosen::contains).flatMap(block -> shorten(block, limit).stream()).toList();
    }

    /** Who asks for a limit in time gets every paragraph that sets one, and no other, where there is one. */
    private List<List<String>> ofTheKindAskedFor(List<List<String>> blocks) {
        List<List<String>> timed = blocks.stream().filter(block -> Cues.hasTime(String.join("", block))).toList();
        return wantsTime && !timed.isEmpty() ? timed : blocks;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Lines without an empty one between them, or a list with the words that open it: a guide's conditions stay with what they limit. */
    private static List<List<String>> blocks(String text) {
        List<List<String>> blocks = new ArrayList<>();
        boolean apart = true;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                apart = true;
                continue;
            }
            if (!blocks.isEmpty() && continues(blocks.getLast().getLast(), line, apart)) {
                blocks.getLast().add(line);
            } else {
                blocks.add(new ArrayList<>(List.of(line)));
            }
            apart = false;
        }
        return blocks;
    }

    private static boolean continues(String before, String line, boolean apart) {
        return isItem(line) ? isItem(before) || before.matches(".*[：:]$") : !apart && !isItem(before);
    }

    private static boolean isItem(String line) {
        return ITEM.matcher(line).matches();
    }

    private List<List<String>> bestFirst(List<List<String>> blocks) {
        return blocks.stream().sorted(Comparator.comparingDouble((List<String> block) -> score(String.join("", block))).reversed()).toList();
    }

    private List<String> shorten(List<String> block, int limit) {
        if (String.join("", block).length() <= limit * 1.2) {
            return block;
        }
        if (block.size() == 1) {
            return List.of(shortenParagraph(block.getFirst(), limit));
        }
        return block.stream().anyMatch(SentencePicker::isItem) ? shortenList(block, limit) : firstLines(block, limit);
    }

    /** As many lines as fit, from the first on, which says what the others qualify. */
    private static List<String> firstLines(List<String> block, int limit) {
        List<String> chosen = new ArrayList<>();
        int length = 0;
        for (String line : block) {
            if (!chosen.isEmpty() && length + line.length() > limit) {
                break;
            }
            chosen.add(line);
            length += line.length();
        }
        return chosen;
    }

    /** The opening words with the items that fit the question; where none stands out, the first ones. */
    private List<String> shortenList(List<String> block, int limit) {
        List<String> items = block.subList(1, block.size());
        double best = items.stream().mapToDouble(this::score).max().orElse(0);
        boolean oneStandsOut = items.stream().filter(item -> score(item) >= best * .8).count() == 1 && best > 0;
        List<String> chosen = new ArrayList<>(List.of(block.getFirst()));
        int length = block.getFirst().length();
        for (String item : items) {
            boolean fits = oneStandsOut ? score(item) >= best * .8 : length + item.length() <= limit * 1.4;
            if (fits) {
                chosen.add(item);
                length += item.length();
            }
        }
        if (chosen.size() < block.size()) {
            chosen.add("（共 " + items.size() + " 项，其余见原文）");
        }
        return chosen;
    }

    private String shortenParagraph(String paragraph, int limit) {
        List<String> sentences = Arrays.stream(SENTENCE.split(paragraph)).filter(sentence -> !sentence.isBlank()).toList();
        double best = sentences.stream().mapToDouble(this::score).max().orElse(0);
        Set<String> chosen = new HashSet<>();
        int length = 0;
        for (String sentence : sentences.stream().sorted(Comparator.comparingDouble(this::score).reversed()).toList()) {
            if (chosen.isEmpty() || score(sentence) >= best * NEAR_BEST && length + sentence.length() <= limit) {
                chosen.add(sentence);
                length += sentence.length();
            }
        }
        return sentences.stream().filter(chosen::contains).collect(Collectors.joining());
    }

    /** Shared pairs of characters, those of official words at half weight, against the length; and what is asked for in kind. */
    private double score(String text) {
        double shared = pairs.stream().filter(text::contains).count() + .5 * officialPairs.stream().filter(text::contains).count();
        double score = (shared + .1) / Math.sqrt(20 + text.length());
        score *= wantsTime && Cues.hasTime(text) ? 2 : 1;
        return wantsAmount && Cues.hasAmount(text) ? score * 1.6 : score;
    }
}
