package cn.niangjia.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * The text of a PDF in reading order. Where a page has columns, each column is read to its end before the next, between the
 * headlines that reach across them; a line by line reading would mix them.
 */
class PdfPages extends PDFTextStripper {

    /** A line's run of characters without a wide gap. Measured in points from the page's upper left corner. */
    private record Run(double left, double right, double base, double height, String text) {
    }

    /** So much empty width, in heights of a character, parts two columns. */
    private static final double GUTTER = .9;
    /** Against the size in which most is set: a headline. */
    private static final double LARGE = 1.3;
    private static final double STRANGE = .3;
    private static final double FEWEST_EVERYDAY = .12;
    private static final int JUDGED_FROM = 40;
    /** Of the lines on a page, so many may cross a gutter: headlines. */
    private static final double CROSSING = .2;
    private static final int FEWEST_LINES = 6;

    private final ImportLimits limits;
    private final List<TextPosition> characters = new ArrayList<>();
    private final StringBuilder all = new StringBuilder();
    private int columnPages;
    private int unnamed;
    private int named;
    private double body;
    private boolean newspaper;

    private PdfPages(ImportLimits limits) {
        this.limits = limits;
        setSuppressDuplicateOverlappingText(true);
    }

    static Extracted.Text read(Path file, ImportLimits limits) throws IOException, RefusedFile {
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted() && !document.getCurrentAccessPermission().canExtractContent()) {
                throw new RefusedFile(RefusedFile.Reason.ENCRYPTED);
            }
            if (document.getNumberOfPages() > limits.pages()) {
                throw new RefusedFile(RefusedFile.Reason.TOO_MANY_PAGES);
            }
            PdfPages pages = new PdfPages(limits);
            pages.getText(document);
            return pages.extracted(document.getNumberOfPages());
        } catch (InvalidPasswordException e) {
            throw new RefusedFile(RefusedFile.Reason.ENCRYPTED);
        }
    }

    private Extracted.Text extracted(int pages) throws RefusedFile {
        String text = all.toString().strip();
        if (unnamed > named || isNoise(text)) {
            throw new RefusedFile(RefusedFile.Reason.UNREADABLE);
        }
        if (text.replaceAll("[\\s\\f]+", "").length() < 5L * Math.max(1, pages / 4)) {
            throw new RefusedFile(RefusedFile.Reason.SCANNED);
        }
        String note = (columnPages > 0 ? "分栏，" : "") + pages + " 页";
        return new Extracted.Text(text, note, false);
    }

    /** Fonts without a table of their characters give signs, but no words: private ones, rare ideographs, or Latin letters with accents. */
    private static boolean isNoise(String text) {
        long signs = text.chars().filter(c -> c > ' ').count();
        long strange = text.chars().filter(c -> c >= 0xE000 && c <= 0xF8FF || c == 0xFFFD || c < ' ' && !Character.isWhitespace(c) || c >= 0xA1 && c <= 0xFF && c != 0xB7).count();
        long wide = text.chars().filter(c -> c > 0x2E80).count();
        return strange > STRANGE * signs || wide >= JUDGED_FROM && TextDecoding.everyday(text) < FEWEST_EVERYDAY;
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        if (font.toUnicode(code) == null) {
            unnamed++;
        } else {
            named++;
        }
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition character) {
        super.processTextPosition(character);
        if (!character.getUnicode().isBlank()) {
            characters.add(character);
        }
    }

    @Override
    protected void endPage(org.apache.pdfbox.pdmodel.PDPage page) throws IOException {
        if (Thread.currentThread().isInterrupted() || all.length() > limits.characters()) {
            throw new IOException("stopped");
        }
        keepMainDirection();
        List<Run> runs = runs();
        characters.clear();
        body = bodySize(runs);
        newspaper = runs.stream().filter(this::isLarge).count() >= 2;
        all.append(all.isEmpty() ? "" : "\n\f\n").append(text(runs));
    }

    /** A page laid on its side has all its text so; what runs otherwise is a seal or a watermark. */
    private void keepMainDirection() {
        Map<Float, Long> times = characters.stream().collect(Collectors.groupingBy(TextPosition::getDir, Collectors.counting()));
        times.entrySet().stream().max(Map.Entry.comparingByValue()).ifPresent(most -> characters.removeIf(character -> character.getDir() != most.getKey()));
    }

    /** The size in which most is set. */
    private static double bodySize(List<Run> runs) {
        Map<Double, Integer> lengths = new HashMap<>();
        runs.forEach(run -> lengths.merge(run.height(), run.text().length(), Integer::sum));
        return lengths.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(10.0);
    }

    private boolean isLarge(Run run) {
        return run.height() >= LARGE * body && run.text().length() >= 4;
    }

    /** What the library would write line by line is not wanted. */
    @Override
    protected void writePage() {
    }

    private List<Run> runs() {
        TreeMap<Long, List<TextPosition>> lines = new TreeMap<>();
        for (TextPosition character : characters) {
            long base = Math.round(character.getYDirAdj());
            Long near = lines.floorKey(base + 2);
            lines.computeIfAbsent(near != null && near >= base - 2 ? near : base, key -> new ArrayList<>()).add(character);
        }
        List<Run> runs = new ArrayList<>();
        lines.values().forEach(line -> split(line, runs));
        return runs;
    }

    private static void split(List<TextPosition> line, List<Run> runs) {
        line.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
        int start = 0;
        for (int i = 1; i <= line.size(); i++) {
            if (i == line.size() || gap(line.get(i - 1), line.get(i)) > GUTTER * height(line.get(i - 1))) {
                runs.add(run(line.subList(start, i)));
                start = i;
            }
        }
    }

    private static double gap(TextPosition left, TextPosition right) {
        return right.getXDirAdj() - left.getXDirAdj() - left.getWidthDirAdj();
    }

    /** The size of its font in points: the height of a glyph says little of its line. */
    private static double height(TextPosition character) {
        return Math.max(4, character.getFontSizeInPt());
    }

    private static Run run(List<TextPosition> characters) {
        StringBuilder text = new StringBuilder();
        TextPosition before = characters.getFirst();
        for (TextPosition character : characters) {
            boolean latin = character.getUnicode().charAt(0) < 256 && before.getUnicode().charAt(0) < 256;
            text.append(latin && gap(before, character) > .2 * height(before) ? " " : "").append(character.getUnicode());
            before = character;
        }
        TextPosition first = characters.getFirst();
        return new Run(first.getXDirAdj(), before.getXDirAdj() + before.getWidthDirAdj(), first.getYDirAdj(), height(first), text.toString());
    }

    private String text(List<Run> runs) {
        double gutter = gutter(runs);
        if (Double.isNaN(gutter)) {
            return lines(runs);
        }
        columnPages++;
        StringBuilder text = new StringBuilder();
        List<Run> band = new ArrayList<>();
        for (Run run : runs) {
            boolean across = run.left() < gutter && run.right() > gutter;
            if (across) {
                appendColumns(text, band, gutter);
                band.clear();
                append(text, run.text());
            } else {
                band.add(run);
            }
        }
        appendColumns(text, band, gutter);
        return text.toString().strip();
    }

    /** Each side may have columns of its own. */
    private void appendColumns(StringBuilder text, List<Run> band, double gutter) {
        for (boolean left : new boolean[] {true, false}) {
            List<Run> side = band.stream().filter(run -> (run.left() < gutter) == left).toList();
            if (!side.isEmpty()) {
                // The end of a newspaper's column need not go on in the next one.
                append(text, (newspaper && !text.isEmpty() ? "\n" : "") + text(side));
            }
        }
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : "\n").append(part);
    }

    /** Where a vertical white strip parts at least a few lines on either side; NaN if nowhere. */
    private static double gutter(List<Run> runs) {
        double left = runs.stream().mapToDouble(Run::left).min().orElse(0);
        double right = runs.stream().mapToDouble(Run::right).max().orElse(0);
        double best = Double.NaN;
        long fewest = Long.MAX_VALUE;
        for (Run run : runs) {
            double at = run.right() + 2;
            if (at > left + (right - left) * .2 && at < left + (right - left) * .8) {
                long crossing = runs.stream().filter(other -> other.left() < at && other.right() > at).count();
                long before = runs.stream().filter(other -> other.right() <= at).count();
                long after = runs.stream().filter(other -> other.left() >= at).count();
                if (crossing < fewest && crossing <= CROSSING * runs.size() && sideBySide(runs, at) && Math.min(before, after) >= FEWEST_LINES) {
                    fewest = crossing;
                    best = at;
                }
            }
        }
        return best;
    }

    /** Columns stand beside each other: most lines left of the strip have one to the right at about the same height. */
    private static boolean sideBySide(List<Run> runs, double at) {
        List<Run> before = runs.stream().filter(run -> run.right() <= at).toList();
        long paired = before.stream().filter(run -> runs.stream().anyMatch(other -> other.left() >= at && Math.abs(other.base() - run.base()) < run.height())).count();
        double widthLeft = before.stream().mapToDouble(run -> run.right() - run.left()).average().orElse(0);
        double widthRight = runs.stream().filter(run -> run.left() >= at).mapToDouble(run -> run.right() - run.left()).average().orElse(0);
        double height = before.stream().mapToDouble(Run::height).average().orElse(10);
        return paired >= .5 * before.size() && Math.min(widthLeft, widthRight) > 6 * height;
    }

    /** One column: lines from top to bottom, a blank line where the distance says so. */
    private String lines(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        Run before = null;
        for (Run run : runs) {
            boolean sameLine = before != null && Math.abs(run.base() - before.base()) <= 2;
            boolean apart = before != null && (run.base() - before.base() > 2.2 * Math.max(before.height(), run.height()) || isLarge(before) != isLarge(run));
            text.append(before == null ? "" : sameLine ? "  " : apart ? "\n\n" : "\n").append(run.text());
            before = run;
        }
        return text.toString();
    }
}
