package cn.niangjia.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a page with several articles apart: each begins with its headline above a byline or dateline. A piece without a headline of its
 * own, because the article goes on elsewhere (上接, 下转) or the columns come in the wrong order, is put behind the article that it
 * continues: the one it names, else the one that breaks off in the middle of a sentence.
 */
class NewspaperPage {

    /** A stretch of the page: the beginning of an article, or a piece that continues one. */
    private static final class Piece {
        private final @Nullable String headline;
        private final @Nullable String continues;
        private final StringBuilder text = new StringBuilder();

        private Piece(@Nullable String headline, @Nullable String continues) {
            this.headline = headline;
            this.continues = continues;
        }

        private void add(String line) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }

        private boolean goesOnElsewhere() {
            return GOES_ON.matcher(text).find();
        }

        private boolean breaksOff() {
            String end = text.toString().strip();
            return !end.isEmpty() && "。！？”」）)…；".indexOf(end.charAt(end.length() - 1)) < 0;
        }
    }

    private static final Pattern BYLINE = Pattern.compile(
            "^[\\s　]*(?:[（(]?(?:本报|本刊|本网|通讯员|记者|特约记者|文/|□|■|◎).*|.{0,12}讯[（(\\s　].*|.{2,12}\\d{1,2}月\\d{1,2}日(?:电|讯).*|\\d{1,2}月\\d{1,2}日[，,].*|近日[，,].*|日前[，,].*|[（(]记者.*)$");
    private static final Pattern GOES_ON = Pattern.compile("[（(]\\s*下转\\s*([^（）()]{0,30}?)\\s*[）)]");
    private static final Pattern CONTINUED = Pattern.compile("^[\\s　]*[（(]?\\s*上接\\s*[^（）()]{0,30}?(?:版|《([^》]+)》)?\\s*[）)]?[\\s　]*");
    private static final Pattern NAMED_HEADLINE = Pattern.compile("《([^》]{2,40})》");
    private static final Pattern MASTHEAD = Pattern.compile(".*(?:报|之声|周刊|日报|晚报).{0,12}(?:版|期)?.*|.*[A-Z]?\\d{1,2}\\s*版.*|.*星期[一二三四五六日].*");
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日");
    private static final int LONGEST_HEADLINE = 45;

    private NewspaperPage() {
    }

    /** One element, with the text as it is, if the text is one article. */
    static List<Article> articles(String text) {
        List<String> lines = text.lines().toList();
        List<Piece> pieces = pieces(lines);
        if (pieces.stream().filter(piece -> piece.headline != null).count() < 2) {
            return List.of(new Article(null, Unit.in(text).orElse(null), text));
        }
        List<Piece> articles = new ArrayList<>(pieces.stream().filter(piece -> piece.headline != null).toList());
        pieces.stream().filter(piece -> piece.headline == null && !piece.text.toString().isBlank()).forEach(piece -> attach(piece, articles));
        return articles.stream().map(NewspaperPage::article).toList();
    }

    private static List<Piece> pieces(List<String> lines) {
        List<Piece> pieces = new ArrayList<>();
        Piece piece = new Piece(null, null);
        pieces.add(piece);
        for (int i = 0; i < lines.size(); i++) {
            Matcher continued = CONTINUED.matcher(lines.get(i));
            if (lines.get(i).contains("上接") && continued.find()) {
                piece = new Piece(null, named(lines.get(i), lines, i));
                pieces.add(piece);
                piece.add(lines.get(i).substring(continued.end()));
            } else if (isHeadline(lines, i)) {
                piece = new Piece(lines.get(i).replaceFirst("^#+\\s*", "").strip(), null);
                pieces.add(piece);
            } else {
                piece.add(lines.get(i));
            }
        }
        return pieces;
    }

    /** The headline a continuation names, in its marker or in the line above it. */
    private static @Nullable String named(String line, List<String> lines, int i) {
        String above = i == 0 ? "" : lines.get(i - 1);
        Matcher name = NAMED_HEADLINE.matcher(line.contains("《") ? line : above);
        return name.find() ? name.group(1) : null;
    }

    private static boolean isHeadline(List<String> lines, int i) {
        String line = lines.get(i).replaceFirst("^#+\\s*", "").strip();
        boolean shape = line.length() >= 5 && line.length() <= LONGEST_HEADLINE && !line.matches(".*[。；，：:,;]$") && !BYLINE.matcher(line).matches()
                && !line.matches("^[-*|（(【].*") && !MASTHEAD.matcher(line).matches();
        return shape && nextFull(lines, i).filter(next -> BYLINE.matcher(next).matches() || subtitled(lines, i, next)).isPresent();
    }

    /** A second, also short line between headline and byline: ——… or a shoulder. */
    private static boolean subtitled(List<String> lines, int i, String next) {
        int at = i + 1 + lines.subList(i + 1, lines.size()).indexOf(next);
        return next.strip().matches("^[—-]{1,4}.*") && nextFull(lines, at).filter(after -> BYLINE.matcher(after).matches()).isPresent();
    }

    private static Optional<String> nextFull(List<String> lines, int i) {
        return lines.stream().skip(i + 1L).filter(line -> !line.isBlank()).findFirst();
    }

    private static void attach(Piece piece, List<Piece> articles) {
        if (piece.continues == null && isMasthead(piece)) {
            return;
        }
        Piece target = Optional.ofNullable(piece.continues).flatMap(name -> articles.stream()
                        .filter(article -> article.headline.contains(name) || name.contains(article.headline)).findFirst())
                .or(() -> articles.stream().filter(Piece::goesOnElsewhere).findFirst())
                .or(() -> articles.stream().filter(Piece::breaksOff).findFirst()).orElse(articles.getLast());
        String before = GOES_ON.matcher(target.text).replaceFirst("").stripTrailing();
        target.text.setLength(0);
        target.text.append(before).append(endsSentence(before) ? "\n" : "").append(piece.text.toString().strip());
    }

    private static boolean endsSentence(String text) {
        return text.isEmpty() || "。！？”」；".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** What stands above the first headline and holds no sentence. */
    private static boolean isMasthead(Piece piece) {
        return Arrays.stream(piece.text.toString().split("\n")).allMatch(line -> line.isBlank() || line.strip().length() < 40 && !line.contains("。"));
    }

    private static Article article(Piece piece) {
        String text = piece.text.toString().strip();
        String headline = String.valueOf(piece.headline);
        return new Article(headline, Unit.in(headline).or(() -> Unit.in(text)).orElse(null), text);
    }

    /** The day a page came out, as its masthead says. */
    static Optional<LocalDate> date(String text) {
        String head = text.substring(0, Math.min(text.length(), 200));
        Matcher date = DATE.matcher(head);
        return date.find() ? day(date) : Optional.empty();
    }

    private static Optional<LocalDate> day(Matcher date) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3))));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
