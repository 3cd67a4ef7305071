package cn.niangjia.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a page with several articles apart: each begins with its headline, above a byline, a dateline or, between two articles, any
 * text. What stands behind a blank line, a mark of going on elsewhere (下转) or a signed last sentence may belong to another article;
 * {@link Flow} finds it. Rests of articles of other pages (上接) are handed out as such.
 */
class NewspaperPage {

    /** @param turn which article of which page this is the rest of */
    record Rest(Turn turn, String text) {
    }

    /** @param rests of articles that begin on other pages */
    record Page(List<Article> articles, List<Rest> rests) {
    }

    /** A stretch of the page: an article's beginning, another page's rest, or, with neither, what follows a seam. */
    private record Part(@Nullable String headline, @Nullable Turn turn, boolean loose, StringBuilder text) {

        String whole() {
            return text.toString().strip();
        }

        String lastLine() {
            return whole().substring(whole().lastIndexOf('\n') + 1);
        }

        /** Nothing more of this article is to come right here. */
        boolean isOver() {
            return text.isEmpty() && headline == null && turn == null || Headlines.isSigned(lastLine()) || Turn.on(lastLine()).isPresent();
        }

        boolean isHeadless() {
            return headline == null && turn == null;
        }
    }

    private static final Pattern DATE = Pattern.compile("(\\d{4})\\s*[年.-]\\s*(\\d{1,2})\\s*[月.-]\\s*(\\d{1,2})\\s*日?");
    private static final Pattern LABEL = Pattern.compile("(?:第\\s*)?([A-Za-z]?\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*版");
    private static final Pattern NAMED_LABEL = Pattern.compile("(?<![A-Za-z0-9])([A-Da-d]?\\d{1,2})版?(?:\\.[^.]*)?$");
    private static final Pattern BRIEFS = Pattern.compile(
            "[\\s　#*]*[【\\[]?(?:简\\s?讯|短\\s?讯|短\\s?波|短新闻|新闻短波|工会短波|工运短波|基层动态|各地动态|工会动态|一句话新闻|要闻速览|新闻集锦|简\\s?报)[】\\]]?[\\s　*]*");
    private static final Pattern BULLET = Pattern.compile("^[\\s　]*(?:[●■◆▲△▶★☆•·]|[-*]\\s)?[\\s　]*");
    private static final int LONGEST_LEAD = 45;

    private final List<String> lines;
    private final Units units;
    private final boolean strongly;
    private final List<Part> parts = new ArrayList<>();
    private boolean briefs;

    private NewspaperPage(String text, Units units) {
        this.lines = text.lines().toList();
        this.units = units;
        this.strongly = lines.stream().filter(Headlines::isByline).count() >= 2;
        open(null, null, true);
    }

    /** One article, with the text as it is, if the text is no page of several. */
    static Page read(String text, Units units) {
        NewspaperPage page = new NewspaperPage(text, units);
        for (int i = 0; i < page.lines.size();) {
            i += page.take(i);
        }
        long found = page.parts.stream().filter(part -> !part.isHeadless()).count();
        return found < 2 && page.parts.stream().noneMatch(part -> part.turn() != null)
                ? new Page(page.single(text), List.of()) : page.put(text);
    }

    private List<Article> single(String text) {
        String headline = parts.stream().map(Part::headline).filter(found -> found != null).findFirst().orElse("");
        Article whole = new Article(null, units.in(headline).or(() -> units.in(text)).orElse(null), text);
        return List.of(withTurn(whole));
    }

    private void open(@Nullable String headline, @Nullable Turn turn, boolean loose) {
        parts.add(new Part(headline, turn, loose, new StringBuilder()));
    }

    /** How many lines were taken. */
    private int take(int i) {
        String line = lines.get(i);
        Optional<Turn.Mark> from = Turn.from(line);
        int headline = from.isPresent() ? 0 : headline(i);
        if (headline > 0) {
            open(String.join(" ", lines.subList(i, i + headline).stream().map(Headlines::plain).filter(part -> !part.isEmpty()).toList()), null, false);
            return headline;
        }
        if (from.isPresent()) {
            String above = from.get().turn().headline() == null ? nameAbove() : null;
            open(null, above == null ? from.get().turn() : from.get().turn().withHeadline(above), false);
            parts.getLast().text().append(line.substring(from.get().to()));
        } else if (BRIEFS.matcher(line).matches()) {
            briefs = true;
            open(null, null, true);
        } else {
            add(line);
        }
        return 1;
    }

    private int headline(int i) {
        boolean another = namesAnother(i);
        boolean over = parts.getLast().isOver();
        int begins = Headlines.at(lines, i, strongly && !over && !another);
        return begins > 0 ? begins : over && hasBegun() || another ? Headlines.between(lines, i) : 0;
    }

    private boolean hasBegun() {
        return parts.stream().anyMatch(part -> !part.isHeadless());
    }

    /** A headline that names another unit than the article before it. */
    private boolean namesAnother(int i) {
        String before = parts.stream().map(Part::headline).filter(found -> found != null).reduce("", (first, last) -> last);
        return !before.isEmpty() && Headlines.hasShape(lines.get(i)) && !Flow.breaksOff(parts.getLast().whole())
                && units.in(lines.get(i)).filter(unit -> !before.contains(unit)).isPresent();
    }

    /** The shortened headline above 上接; it is no part of the text before it. */
    private @Nullable String nameAbove() {
        Part before = parts.getLast();
        String name = before.lastLine();
        String rest = before.whole().substring(0, before.whole().length() - name.length());
        if (!Headlines.hasShape(name) || Flow.breaksOff(rest) && !isMasthead(rest)) {
            return null;
        }
        before.text().setLength(0);
        before.text().append(rest);
        return Headlines.plain(name);
    }

    private void add(String line) {
        boolean brief = isBrief(line);
        if (brief) {
            open(lead(line), null, false);
        } else if (line.isBlank() && isSeam(parts.getLast())) {
            open(null, null, Flow.breaksOff(parts.getLast().whole()));
        } else if (!line.isBlank() && parts.getLast().isOver() && !parts.getLast().text().isEmpty()) {
            open(null, null, true);
        }
        StringBuilder text = parts.getLast().text();
        text.append(text.isEmpty() ? "" : "\n").append(brief ? unmarked(line) : line);
    }

    private static boolean isSeam(Part part) {
        return Headlines.isBody(part.lastLine()) || part.lastLine().length() > 12 && !Headlines.hasShape(part.lastLine());
    }

    /** Of short news without headlines each begins with its unit: in bold type, behind a dot or a signed one, or below the word 简讯. */
    private boolean isBrief(String line) {
        boolean marked = hasBegun() && (line.matches("^[\\s　]*(?:[●■◆▲△▶★☆•]|\\*\\*).*") || Headlines.isSigned(parts.getLast().lastLine()));
        return (briefs || marked) && Headlines.isBody(line) && units.leading(unmarked(line)).isPresent();
    }

    private static String unmarked(String line) {
        return BULLET.matcher(line).replaceFirst("").replace("**", "").strip();
    }

    private static String lead(String line) {
        String lead = unmarked(line).split("[，。；：,]", 2)[0];
        return lead.length() <= LONGEST_LEAD ? lead : lead.substring(0, LONGEST_LEAD);
    }

    private Page put(String text) {
        List<Part> begun = parts.stream().filter(part -> part.headline() != null).toList();
        List<String> headlines = begun.stream().map(part -> String.valueOf(part.headline())).toList();
        List<String> texts = new ArrayList<>(headlines.isEmpty() ? List.of()
                : new Flow(text, units, headlines, begun.stream().map(Part::whole).toList()).order(pieces()));
        List<Rest> elsewhere = new ArrayList<>();
        for (Rest rest : rests()) {
            int article = headlines.indexOf(headlines.stream().filter(rest.turn()::names).findFirst().orElse(null));
            if (article < 0) {
                elsewhere.add(rest);
            } else {
                texts.set(article, Flow.joined(withoutTurn(texts.get(article)), rest.text()));
            }
        }
        List<Article> articles = new ArrayList<>();
        for (int i = 0; i < headlines.size(); i++) {
            if (!texts.get(i).isBlank()) {
                articles.addAll(byUnit(withTurn(article(headlines.get(i), texts.get(i)))));
            }
        }
        return new Page(articles.stream().distinct().toList(), elsewhere);
    }

    /** What follows a seam, with the number of the article it was found behind; a rest keeps what follows it. */
    private List<Flow.Piece> pieces() {
        List<Flow.Piece> pieces = new ArrayList<>();
        int behind = -1;
        boolean inRest = false;
        for (Part part : parts) {
            behind += part.headline() != null ? 1 : 0;
            inRest = part.turn() != null || inRest && part.isHeadless() && !part.loose();
            String text = behind < 0 ? withoutMasthead(part.whole()) : part.whole();
            if (part.isHeadless() && !inRest && !text.isEmpty() && !(behind < 0 && isMasthead(text))) {
                pieces.add(new Flow.Piece(text, behind, part.loose()));
            }
        }
        return pieces;
    }

    private List<Rest> rests() {
        List<Rest> rests = new ArrayList<>();
        boolean inRest = false;
        for (Part part : parts) {
            inRest = part.turn() != null || inRest && part.isHeadless() && !part.loose();
            if (part.turn() != null) {
                rests.add(new Rest(part.turn(), part.whole()));
            } else if (inRest) {
                Rest last = rests.removeLast();
                rests.add(new Rest(last.turn(), Flow.joined(last.text(), part.whole())));
            }
        }
        return rests.stream().filter(rest -> !rest.text().isBlank()).toList();
    }

    private static String withoutMasthead(String text) {
        return text.lines().filter(line -> !Headlines.isMasthead(line)).collect(Collectors.joining("\n")).strip();
    }

    /** What stands above the first headline and holds no sentence. */
    private static boolean isMasthead(String text) {
        return text.lines().allMatch(line -> line.isBlank() || line.strip().length() < 40 && !line.contains("。"));
    }

    private Article article(String headline, String text) {
        return new Article(headline, units.in(headline).or(() -> units.in(text)).orElse(null), text);
    }

    /** With the mark of going on elsewhere taken out of its text and kept beside it. */
    static Article withTurn(Article article) {
        return Turn.on(article.text()).map(mark -> new Article(article.headline(), article.unit(), withoutTurn(article.text()), mark.turn())).orElse(article);
    }

    private static String withoutTurn(String text) {
        return Turn.on(text).map(mark -> (text.substring(0, mark.from()).stripTrailing() + text.substring(mark.to())).stripTrailing()).orElse(text);
    }

    /** A report of several units, one after the other, is one article of each: what one does another need not do. */
    private List<Article> byUnit(Article article) {
        List<Article> each = new ArrayList<>();
        for (String paragraph : article.text().split("\\n")) {
            Optional<String> unit = units.leading(unmarked(Headlines.withoutDateline(paragraph)));
            Article last = each.isEmpty() ? null : each.getLast();
            if (last != null && last.unit() == null && each.size() == 1) {
                each.set(0, new Article(article.headline(), unit.orElse(null), last.text() + "\n" + paragraph));
            } else if (last == null || unit.isPresent() && !unit.get().equals(last.unit())) {
                each.add(new Article(article.headline(), unit.orElse(null), paragraph));
            } else {
                each.set(each.size() - 1, new Article(article.headline(), last.unit(), last.text() + "\n" + paragraph));
            }
        }
        boolean ofSeveral = units.in(String.valueOf(article.headline())).isEmpty() && each.stream().filter(part -> part.unit() != null).count() >= 2;
        return !ofSeveral || article.goesOn() != null ? List.of(article)
                : each.stream().map(part -> new Article(article.headline() + "：" + part.unit(), part.unit(), part.text())).toList();
    }

    /** What a page calls itself, as {@link Turn#page} writes it: in its file's name, or at its head; empty if nowhere. */
    static String label(String fileName, String text) {
        Matcher named = NAMED_LABEL.matcher(fileName);
        if (named.find()) {
            return Turn.page(named.group(1));
        }
        Matcher label = LABEL.matcher(text.substring(0, Math.min(200, text.length())));
        return label.find() ? Turn.page(label.group(1)) : "";
    }

    /** The day a page came out, as its masthead says. */
    static Optional<LocalDate> date(String text) {
        Matcher date = DATE.matcher(text.substring(0, Math.min(text.length(), 200)));
        return date.find() ? day(date) : Optional.empty();
    }

    private static Optional<LocalDate> day(Matcher date) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
