package cn.niangjia.importing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The pages uploaded beside one, for articles that go on there. They are read again each time rather than remembered: whichever page
 * comes first, and whatever was interrupted between them, both find the same whole article.
 */
@Component
class SisterPages {

    /** A page as it was uploaded, not cleaned. */
    record Sister(Import.File file, String text) {
    }

    /** Pages of one paper are uploaded next to one another. */
    private static final int NEAR = 40;
    private static final int MOST_READ = 12;

    private final Imports imports;
    private final Uploads uploads;
    private final FileReading reading;

    SisterPages(Imports imports, Uploads uploads, FileReading reading) {
        this.imports = imports;
        this.uploads = uploads;
        this.reading = reading;
    }

    /** @param pages that are looked for, as {@link Turn#page} writes them; files named after them come first */
    List<Sister> of(Import.File page, List<String> pages) {
        Comparator<Import.File> wantedFirst = Comparator.comparing(file -> !pages.contains(NewspaperPage.label(file.name(), "")));
        return imports.files(page.importId(), Math.max(0, page.number() - 1 - NEAR), 2 * NEAR).stream()
                .filter(file -> file.number() != page.number() && file.stored() != null && file.state() != Import.FileState.REFUSED
                        && !Archive.isArchive(file.name()))
                .sorted(wantedFirst.thenComparing(file -> Math.abs(file.number() - page.number()))).limit(MOST_READ)
                .map(this::read).flatMap(Optional::stream).toList();
    }

    /** What is wrong with a sister is told when its own turn comes. */
    private Optional<Sister> read(Import.File file) {
        try {
            return reading.read(file.name(), uploads.path(String.valueOf(file.stored()))) instanceof Extracted.Text text
                    ? Optional.of(new Sister(file, text.text())) : Optional.empty();
        } catch (RefusedFile e) {
            return Optional.empty();
        }
    }
}
