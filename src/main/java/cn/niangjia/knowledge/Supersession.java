package cn.niangjia.knowledge;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles which texts another one has replaced: those that an admin named, and of statutes also those that titles and dates show. Of one title and region the wording with the later date supersedes
 * the earlier, from the day the later one takes effect; of two with the same date one is a copy of the other. No place's text takes
 * the place of a wider place's.
 * What titles and dates do not show stands in {@code knowledge/repealed.csv}.
 */
@Component
class Supersession {

    private record Replacement(@Nullable String by, @Nullable LocalDate from) {
        static final Replacement NONE = new Replacement(null, null);
    }

    private record Title(String title, String region) {
    }

    private final Documents documents;
    private final Regions regions;
    private final Map<String, List<Map<String, String>>> repealed;

    Supersession(Documents documents, Regions regions) {
        this.documents = documents;
        this.regions = regions;
        this.repealed = CsvResource.read("knowledge/repealed.csv").stream()
                .collect(Collectors.groupingBy(row -> StatuteHead.plain(row.get("title"))));
    }

    /** Compares what should hold with what is stored, and changes only what differs. */
    @Transactional
    public void settle() {
        List<Document> published = documents.published();
        Map<String, Replacement> replacements = replacements(published);
        for (Document document : published) {
            Replacement now = replacements.getOrDefault(document.id(), Replacement.NONE);
            if (!now.equals(new Replacement(document.supersededBy(), document.supersededFrom()))) {
                documents.supersede(document.id(), now.by(), now.from());
            }
        }
    }

    private Map<String, Replacement> replacements(List<Document> published) {
        List<Document> statutes = published.stream().filter(document -> document.description().kind().isStatute()).toList();
        Map<String, Replacement> replacements = new HashMap<>();
        statutes.stream().collect(Collectors.groupingBy(Supersession::title)).values()
                .forEach(wordings -> byDate(wordings, replacements));
        for (Document statute : statutes) {
            repeal(statute).ifPresent(replacement -> replacements.put(statute.id(), replacement));
        }
        Map<String, String> places = published.stream().collect(Collectors.toMap(Document::id, document -> document.description().region()));
        published.forEach(document -> told(document, places, replacements));
        return replacements;
    }

    /** What an admin told; without a date the other was replaced on a day that is not known. */
    private void told(Document document, Map<String, String> places, Map<String, Replacement> replacements) {
        Description description = document.description();
        LocalDate from = Stream.of(description.effectiveFrom(), description.issuedOn()).filter(Objects::nonNull).findFirst().orElse(LocalDate.EPOCH);
        description.replaces().stream().filter(id -> !id.equals(document.id()) && places.containsKey(id))
                .filter(id -> regions.selfAndParents(places.get(id)).contains(description.region()))
                .forEach(id -> replacements.put(id, new Replacement(document.id(), from)));
    }

    private static Title title(Document statute) {
        return new Title(statute.description().shortTitle(), statute.description().region());
    }

    private static void byDate(List<Document> wordings, Map<String, Replacement> replacements) {
        List<Document> newestFirst = wordings.stream().filter(wording -> wording.description().textDate() != null)
                .sorted(Comparator.comparing((Document wording) -> wording.description().textDate()).reversed()
                        .thenComparing(Document::id))
                .toList();
        for (int i = 1; i < newestFirst.size(); i++) {
            Document wording = newestFirst.get(i);
            newestFirst.subList(0, i).reversed().stream().filter(later -> isSeenByTheSame(later, wording)).findFirst()
                    .ifPresent(later -> replacements.put(wording.id(), new Replacement(later.id(), takesEffect(later))));
        }
    }

    /** A wording that only staff may see takes nothing from workers. */
    private static boolean isSeenByTheSame(Document later, Document wording) {
        return later.description().visibility() == Visibility.PUBLIC || wording.description().visibility() == Visibility.STAFF;
    }

    /** An amended text often repeats when the first wording began; then the day of the amendment counts. */
    private static @Nullable LocalDate takesEffect(Document later) {
        LocalDate written = later.description().textDate();
        LocalDate effective = later.description().effectiveFrom();
        return effective != null && effective.isAfter(Objects.requireNonNull(written)) ? effective : written;
    }

    private Optional<Replacement> repeal(Document statute) {
        return repealed.getOrDefault(StatuteHead.plain(statute.description().title()), List.of()).stream()
                .filter(row -> isMeant(statute, row.get("version_date")))
                .map(row -> new Replacement(row.get("by"), repealedOn(row.get("repealed_on")))).findFirst();
    }

    private static boolean isMeant(Document statute, String versionDate) {
        return versionDate.isEmpty() || statute.id().contains(versionDate)
                || versionDate.equals(String.valueOf(statute.description().textDate()));
    }

    /** A text known to be repealed, on a day that is not known, is not in force on any day. */
    private static LocalDate repealedOn(String date) {
        return date.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(date);
    }
}
