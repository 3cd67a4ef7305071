package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The regions, kept whole in memory: a few thousand rows that hardly ever change. */
@Repository
public class Regions {

    /** Makes of a short name that of a place of another rank. */
    private static final Pattern OTHER_RANK = Pattern.compile("[市县区旗](?![县区里内级直外])");
    private static final int LONGEST_NAME = 16;
    private static final String OWN = "added here";
    private static final String OWN_ALIASES = "named here";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private volatile Map<String, Region> byCode = Map.of();
    private volatile Map<String, List<Region>> byName = Map.of();
    private volatile Map<String, String> changedHere = Map.of();

    Regions(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Brings rows of regions.csv that the table lacks or has otherwise into it; rows that were changed here stay. */
    @Transactional
    public void load() {
        Map<String, Region> stored = stored();
        Set<String> kept = sources().keySet();
        List<Map<String, String>> changed = CsvResource.read("regions.csv").stream()
                .filter(row -> !kept.contains(row.get("code")) && !region(row).equals(stored.get(row.get("code")))).toList();
        template.batchUpdate("delete from region where code = ?", changed.stream().map(row -> new Object[] {row.get("code")}).toList());
        template.batchUpdate("insert into region (code, parent, name, aliases, source) values (?, ?, ?, ?, ?)",
                changed.stream().map(Regions::values).toList());
        index(stored().values());
    }

    /** Adds a place of the installation's own, or changes it; of a division of the state, the other names. */
    @Transactional
    public synchronized void put(Region region) {
        save(region, find(region.code()).isEmpty() || isOwn(region.code()) ? OWN : OWN_ALIASES);
        index(stored().values());
    }

    /** Whether it was added here. */
    public boolean isOwn(String code) {
        return OWN.equals(changedHere.get(code));
    }

    /** The installation's own places, and those to which it gave other names; by path. */
    public List<Region> changedHere() {
        return changedHere.keySet().stream().map(byCode::get).filter(Objects::nonNull)
                .sorted(Comparator.comparing((Region region) -> path(region.code()))).toList();
    }

    /** A code that is not taken, for a place that has none of the state's. */
    public String freeCode() {
        return IntStream.iterate(1, n -> n + 1).mapToObj("own%04d"::formatted).filter(code -> !byCode.containsKey(code)).findFirst().orElseThrow();
    }

    private Map<String, String> sources() {
        return jdbc.sql("select code, source from region where source in (:own, :aliases)").param("own", OWN).param("aliases", OWN_ALIASES)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Region> stored() {
        return jdbc.sql("select code, parent, name, aliases from region")
                .query((row, n) -> new Region(row.getString("code"), row.getString("parent"), row.getString("name"),
                        split(row.getString("aliases"))))
                .list().stream().collect(Collectors.toMap(Region::code, Function.identity()));
    }

    private static Region region(Map<String, String> row) {
        String parent = row.get("parent");
        return new Region(row.get("code"), parent.isEmpty() ? null : parent, row.get("name"), split(row.get("aliases")));
    }

    private static List<String> split(String aliases) {
        return Arrays.stream(aliases.split("\\|")).filter(alias -> !alias.isBlank()).toList();
    }

    private void save(Region region, String source) {
        jdbc.sql("delete from region where code = :code").param("code", region.code()).update();
        jdbc.sql("insert into region (code, parent, name, aliases, source) values (:code, :parent, :name, :aliases, :source)")
                .param("code", region.code()).param("parent", region.parent()).param("name", region.name())
                .param("aliases", String.join("|", region.aliases())).param("source", source).update();
    }

    private static Object[] values(Map<String, String> row) {
        Region region = region(row);
        return new Object[] {region.code(), region.parent(), region.name(), String.join("|", region.aliases()), row.get("source")};
    }

    private void index(Iterable<Region> regions) {
        Map<String, Region> codes = new HashMap<>();
        Map<String, List<Region>> names = new HashMap<>();
        for (Region region : regions) {
            codes.put(region.code(), region);
            Set<String> all = new HashSet<>(region.aliases());
            all.add(region.name());
            all.forEach(name -> names.computeIfAbsent(name, n -> new ArrayList<>()).add(region));
        }
        byCode = codes;
        byName = names;
        changedHere = sources();
    }

    public Optional<Region> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Whether a place is called so, in full or for short. */
    public boolean isName(String name) {
        return byName.containsKey(name);
    }

    /** The name for readers; the code itself if it is not known. */
    public String name(String code) {
        return find(code).map(Region::name).orElse(code);
    }

    /** The places right below one, by code. */
    public List<Region> children(String code) {
        return byCode.values().stream().filter(region -> code.equals(region.parent()))
                .sorted(Comparator.comparing(Region::code)).toList();
    }

    /** Places by a part of their name: those that begin with it first, of these the wider ones first. */
    public List<Region> search(String part, int most) {
        return byCode.values().stream().filter(region -> path(region.code()).contains(part) && !region.code().equals(Region.WHOLE_COUNTRY))
                .sorted(Comparator.comparing((Region region) -> !region.name().startsWith(part))
                        .thenComparing(region -> !region.name().contains(part))
                        .thenComparing(region -> selfAndParents(region.code()).size())
                        .thenComparing(Region::code))
                .limit(most).toList();
    }

    /** 山东省济南市历下区: the name behind those of the places it lies in; the whole country's own name for itself. */
    public String path(String code) {
        String path = selfAndParents(code).reversed().stream().filter(place -> !place.equals(Region.WHOLE_COUNTRY)).map(this::name)
                .collect(Collectors.joining());
        return path.isEmpty() ? name(code) : path;
    }

    /** The region, its parents and the whole country, nearest first. */
    public List<String> selfAndParents(String code) {
        List<String> path = new ArrayList<>();
        for (Region at = byCode.get(code); at != null && path.size() < 8; at = parent(at)) {
            path.add(at.code());
        }
        if (!path.contains(Region.WHOLE_COUNTRY)) {
            path.add(Region.WHOLE_COUNTRY);
        }
        return path;
    }

    private @Nullable Region parent(Region region) {
        return region.parent() == null ? null : byCode.get(region.parent());
    }

    /**
     * The place a text speaks of: the longest names win, and of several places of one name the one that lies in
     * another place named in the text, or in {@code around}. Empty where none is named or the name stays ambiguous.
     */
    public Optional<Region> namedIn(String text, String around) {
        List<List<Region>> mentions = mentions(text);
        Set<String> context = new HashSet<>(selfAndParents(around));
        mentions.stream().filter(places -> places.size() == 1)
                .forEach(places -> context.addAll(selfAndParents(places.getFirst().code())));
        return mentions.stream()
                .map(places -> resolve(places, context)).flatMap(Optional::stream)
                .reduce((first, next) -> selfAndParents(next.code()).contains(first.code()) ? next : first);
    }

    private List<List<Region>> mentions(String text) {
        List<List<Region>> found = new ArrayList<>();
        int after = -1;
        for (int start = 0; start < text.length(); start++) {
            for (int end = Math.min(text.length(), start + LONGEST_NAME); end > start + 1; end--) {
                List<Region> places = byName.get(text.substring(start, end));
                if (places != null && (end - start > 2 || isAlone(text, start, after, places)) && !isOfAnotherPlace(text, start, end, places)) {
                    found.add(places);
                    after = end;
                    start = end - 1;
                    break;
                }
            }
        }
        return found;
    }

    /** 和县 is a county, but not in 各区和县: a full name of two characters counts only where a name can begin. */
    private static boolean isAlone(String text, int start, int afterLastPlace, List<Region> places) {
        boolean fullName = places.stream().anyMatch(place -> place.name().length() == 2);
        return !fullName || start == 0 || start == afterLastPlace || !Character.isIdeographic(text.codePointBefore(start));
    }

    /** 云州 is short for 云州区, and not meant in 云州市, which is another place, known or not; 济南区县 speaks of 济南. */
    private static boolean isOfAnotherPlace(String text, int start, int end, List<Region> places) {
        String name = text.substring(start, end);
        return places.stream().noneMatch(place -> place.name().equals(name)) && OTHER_RANK.matcher(text.substring(end)).lookingAt();
    }

    private Optional<Region> resolve(List<Region> places, Set<String> context) {
        if (places.size() == 1) {
            return Optional.of(places.getFirst());
        }
        List<Region> inContext = places.stream()
                .filter(place -> place.parent() != null && !Region.WHOLE_COUNTRY.equals(place.parent())
                        && context.contains(place.parent()))
                .toList();
        return inContext.size() == 1 ? Optional.of(inContext.getFirst()) : highest(places);
    }

    /** 吉林 is a province and a city of it: without context the wider one is meant. */
    private Optional<Region> highest(List<Region> places) {
        return places.stream()
                .filter(place -> places.stream().allMatch(other -> selfAndParents(other.code()).contains(place.code())))
                .findFirst();
    }
}
