package cn.niangjia.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Articles of a page, whole: what goes on on another page of the same import is fetched from there, and the other way round. */
@Component
class Newspaper {

    /**
     * An article with the page it begins on.
     *
     * @param number in its file, from 1, of as many as {@code of}
     * @param rests hashes of the files that the rest came from
     */
    record Found(Import.File file, String original, Article article, @Nullable LocalDate date, int number, int of, List<String> rests) {
    }

    private record Sheet(Import.File file, String original, String text, String label, NewspaperPage.Page page) {

        int size() {
            return page.articles().size() + page.rests().size();
        }

        /** Of two pages of one paper the names differ in the page alone. */
        boolean isOfSamePaper(Sheet other) {
            return paper().equals(other.paper());
        }

        private String paper() {
            return file.name().replaceFirst("[A-Da-d]?\\d{1,2}版?(?:\\.[^./]*)?$", "");
        }
    }

    private static final int LONGEST_CHAIN = 5;

    private final Units units;
    private final SisterPages sisterPages;

    Newspaper(Units units, SisterPages sisterPages) {
        this.units = units;
        this.sisterPages = sisterPages;
    }

    /** @param original as it was read; {@code text}: cleaned */
    List<Found> articles(Import.File file, String original, String text) {
        Sheet own = sheet(file, original, text);
        List<String> wanted = Stream.concat(own.page().articles().stream().map(Article::goesOn).filter(Objects::nonNull),
                own.page().rests().stream().map(NewspaperPage.Rest::turn)).map(Turn::page).toList();
        List<Sheet> all = new ArrayList<>(List.of(own));
        if (!wanted.isEmpty()) {
            sisterPages.of(file, wanted).forEach(sister -> all.add(sheet(sister.file(), sister.text(), Cleaner.clean(sister.text()).text())));
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < own.page().articles().size(); i++) {
            found.add(whole(own, i, all));
        }
        for (int i = 0; i < own.page().rests().size(); i++) {
            found.add(withBeginning(own, i, all));
        }
        return found;
    }

    private Sheet sheet(Import.File file, String original, String text) {
        return new Sheet(file, original, text, NewspaperPage.label(file.name(), text), NewspaperPage.read(text, units));
    }

    private static Found whole(Sheet sheet, int i, List<Sheet> all) {
        Article article = sheet.page().articles().get(i);
        List<String> from = new ArrayList<>();
        for (int n = 0; n < LONGEST_CHAIN; n++) {
            Article at = article;
            Optional<Place> rest = all.stream().flatMap(other -> other.page().rests().stream().map(one -> new Place(other, one)))
                    .filter(place -> !from.contains(place.key()) && belongs(sheet, at, place)).max(Comparator.comparingDouble(place -> place.shares(at)));
            if (rest.isEmpty()) {
                break;
            }
            from.add(rest.get().key());
            article = NewspaperPage.withTurn(article.with(rest.get().rest().text()));
        }
        LocalDate date = NewspaperPage.date(sheet.text()).orElse(null);
        return new Found(sheet.file(), sheet.original(), article, date, i + 1, sheet.size(), from);
    }

    private record Place(Sheet sheet, NewspaperPage.Rest rest) {

        String key() {
            return sheet.file().stored() + "/" + sheet.page().rests().indexOf(rest);
        }

        double shares(Article article) {
            List<String> pairs = Flow.pairs(rest.text());
            return pairs.stream().filter(article.text()::contains).count() / (1.0 + pairs.size());
        }
    }

    /** By the headline that the mark names; else by the pages that both marks name. */
    private static boolean belongs(Sheet sheet, Article article, Place place) {
        if (place.rest().turn().names(headline(article))) {
            return true;
        }
        Turn on = article.goesOn();
        Turn from = place.rest().turn();
        boolean pages = on != null && from.headline() == null && (on.page().isEmpty() || on.page().equals(place.sheet().label()) || place.sheet().label().isEmpty())
                && (from.page().isEmpty() || from.page().equals(sheet.label()) || sheet.label().isEmpty());
        return pages && place.sheet().isOfSamePaper(sheet);
    }

    private static String headline(Article article) {
        return article.headline() != null ? article.headline() : article.text().lines().filter(Headlines::hasShape).findFirst().orElse("");
    }

    /** The article that this page has the rest of; a rest whose beginning is nowhere stands for itself. */
    private Found withBeginning(Sheet own, int rest, List<Sheet> all) {
        Place place = new Place(own, own.page().rests().get(rest));
        for (Sheet sheet : all) {
            for (int i = 0; i < sheet.page().articles().size(); i++) {
                Found whole = whole(sheet, i, all);
                if (whole.rests().contains(place.key())) {
                    return whole;
                }
            }
        }
        String headline = place.rest().turn().headline();
        String text = place.rest().text();
        Article alone = new Article(headline == null ? text.split("[，。；]", 2)[0] : headline, units.in(headline + text).orElse(null), text);
        return new Found(own.file(), own.original(), alone, NewspaperPage.date(own.text()).orElse(null),
                own.page().articles().size() + rest + 1, own.size(), List.of());
    }
}
