package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.CitationCounts;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.knowledge.Visibility;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The documents as a table, and the lists of those that need somebody. A few thousand rows, so they are sifted in memory. */
@Component
class DocumentTable {

    private static final int DAYS_AHEAD = 30;
    private static final Collator TITLES = Collator.getInstance(Locale.CHINA);
    private static final OffsetDateTime EVER = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    /** What may be asked for; null and empty limit nothing. @param region that place and all within it */
    record Filter(String q, @Nullable Topic topic, @Nullable String region, @Nullable Kind kind, @Nullable Validity validity,
            @Nullable String state, @Nullable Attention list) {
    }

    /** The lists. */
    enum Attention { EXPIRING, UNCONFIRMED, SUPERSEDED_CITED, OVERDUE, NEVER_CITED, BASIS_CHANGED }

    /** {@code CHANGED}: drafts first, then what changed last. */
    enum Sort { CHANGED, TITLE, UNTIL, CITED, CHECKED }

    record Order(Sort by, boolean descending) {
    }

    record Place(String code, String name) {
    }

    /**
     * @param subtitle number of a real document (文号), else empty
     * @param draft whether a change is open beside what is published
     * @param cited in replies of the last 30 days
     */
    record Row(String id, String title, String subtitle, Kind kind, List<Topic> topics, Place region, Visibility visibility, Validity validity,
            @Nullable LocalDate effectiveFrom, @Nullable LocalDate effectiveUntil, String state, int version, boolean draft,
            @Nullable OffsetDateTime publishAt, @Nullable OffsetDateTime withdrawAt, int cited, @Nullable LocalDate reviewedOn,
            @Nullable LocalDate reviewBy, @Nullable String owner, int passages, boolean mayEdit) {
    }

    record Page(int total, List<Row> documents) {
    }

    /** All that is known of one document for the lists. */
    private record Entry(Document document, Standings.Standing standing, int cited, boolean everCited, boolean basisChanged) {

        boolean isPublished() {
            return document.state() == Document.State.PUBLISHED;
        }
    }

    private final Documents documents;
    private final Standings standings;
    private final CitationCounts citations;
    private final BasisChanges basis;
    private final Rights rights;
    private final Regions regions;
    private final Clock clock;

    DocumentTable(Documents documents, Standings standings, CitationCounts citations, BasisChanges basis, Rights rights, Regions regions, Clock clock) {
        this.documents = documents;
        this.standings = standings;
        this.citations = citations;
        this.basis = basis;
        this.rights = rights;
        this.regions = regions;
        this.clock = clock;
    }

    Page find(Filter filter, Order order, Staff staff, int from, int size) {
        Set<String> withText = filter.q().isEmpty() ? Set.of() : Set.copyOf(standings.withText(filter.q()));
        Predicate<Entry> wanted = wanted(filter, withText);
        List<Entry> found = entries().stream().filter(wanted).sorted(order(order)).toList();
        return new Page(found.size(), found.stream().skip(from).limit(size).map(entry -> row(entry, staff)).toList());
    }

    /** What has no date stands behind, whichever way round. */
    private static Comparator<Entry> order(Order order) {
        Comparator<Entry> wanted = switch (order.by()) {
            case CHANGED -> Comparator.comparing((Entry entry) -> entry.document().state() != Document.State.DRAFT)
                    .thenComparing(entry -> -entry.document().changeNumber());
            case TITLE -> Comparator.comparing(entry -> TITLES.getCollationKey(entry.document().description().title()), turned(order));
            case UNTIL -> Comparator.comparing(entry -> entry.document().description().effectiveUntil(), Comparator.nullsLast(turned(order)));
            case CITED -> Comparator.comparing(Entry::cited, turned(order));
            case CHECKED -> Comparator.comparing(entry -> entry.standing().checkedOn(), Comparator.nullsLast(turned(order)));
        };
        return wanted.thenComparing(entry -> entry.document().id());
    }

    private static <T extends Comparable<? super T>> Comparator<T> turned(Order order) {
        return order.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    private Predicate<Entry> wanted(Filter filter, Set<String> withText) {
        return entry -> {
            Description description = entry.document().description();
            return matches(filter.q(), entry, withText)
                    && (filter.topic() == null || description.topics().contains(filter.topic()))
                    && (filter.region() == null || regions.selfAndParents(description.region()).contains(filter.region()))
                    && (filter.kind() == null || description.kind() == filter.kind())
                    && (filter.validity() == null || entry.document().validity().on(today()) == filter.validity())
                    && (filter.state() == null || entry.standing().state(entry.document().state()).equals(filter.state()))
                    && (filter.list() == null || needs(filter.list(), entry));
        };
    }

    private static boolean matches(String q, Entry entry, Set<String> withText) {
        Description description = entry.document().description();
        return q.isEmpty() || description.title().contains(q) || String.valueOf(description.documentNumber()).contains(q)
                || withText.contains(entry.document().id());
    }

    private boolean needs(Attention list, Entry entry) {
        return switch (list) {
            case UNCONFIRMED -> entry.standing().imported();
            case EXPIRING -> entry.isPublished() && isSoon(entry);
            case SUPERSEDED_CITED -> entry.isPublished() && entry.cited() > 0 && entry.document().validity().on(today()) == Validity.SUPERSEDED;
            case OVERDUE -> entry.isPublished() && !entry.document().description().kind().isStatute() && due(entry).isBefore(today());
            case NEVER_CITED -> entry.isPublished() && !entry.everCited() && entry.document().description().visibility() == Visibility.PUBLIC;
            case BASIS_CHANGED -> entry.isPublished() && entry.basisChanged();
        };
    }

    private boolean isSoon(Entry entry) {
        LocalDate until = entry.document().description().effectiveUntil();
        OffsetDateTime out = entry.standing().withdrawAt();
        LocalDate last = today().plusDays(DAYS_AHEAD);
        return until != null && !until.isBefore(today()) && !until.isAfter(last) || out != null && !out.atZoneSameInstant(clock.getZone()).toLocalDate().isAfter(last);
    }

    /** Confirmed once a year, or by the day that the document itself names. */
    private static LocalDate due(Entry entry) {
        LocalDate reviewBy = entry.document().description().reviewBy();
        LocalDate checked = entry.standing().checkedOn();
        if (checked != null && (reviewBy == null || !checked.isBefore(reviewBy))) {
            return checked.plusYears(1);
        }
        return reviewBy == null ? entry.standing().createdOn().plusYears(1) : reviewBy;
    }

    /** How many each list holds, and how many documents and passages there are. */
    Map<String, Integer> counts() {
        List<Entry> all = entries();
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("documents", all.size());
        counts.put("passages", all.stream().mapToInt(entry -> entry.standing().passages()).sum());
        Arrays.stream(Attention.values()).forEach(list -> counts.put(list.name(), (int) all.stream().filter(entry -> needs(list, entry)).count()));
        return counts;
    }

    private List<Entry> entries() {
        Map<String, Standings.Standing> standing = standings.all();
        Map<String, Integer> recent = citations.since(OffsetDateTime.now(clock).minusDays(DAYS_AHEAD));
        Set<String> ever = new HashMap<>(citations.since(EVER)).keySet();
        Map<String, List<BasisChanges.Change>> changed = basis.all();
        return documents.all().stream().filter(document -> standing.containsKey(document.id()))
                .map(document -> new Entry(document, standing.get(document.id()), recent.getOrDefault(document.id(), 0),
                        ever.contains(document.id()), changed.containsKey(document.id())))
                .toList();
    }

    private Row row(Entry entry, Staff staff) {
        Document document = entry.document();
        Description description = document.description();
        Standings.Standing standing = entry.standing();
        return new Row(document.id(), description.title(), description.documentNumber() == null ? "" : description.documentNumber(),
                description.kind(), description.topics(), new Place(description.region(), regions.name(description.region())),
                description.visibility(), document.validity().on(today()), description.effectiveFrom(), description.effectiveUntil(),
                standing.state(document.state()), document.version(), document.state() != Document.State.DRAFT && standing.open() != null,
                standing.publishAt(), standing.withdrawAt(), entry.cited(), standing.checkedOn(), description.reviewBy(), description.owner(),
                standing.passages(), rights.againstEditing(staff, description.region()).isEmpty());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
