package cn.niangjia.publishing;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Passage;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What changed from one version to another, for reading: parts of the description, and passages with the words that came and went. */
record Difference(int from, int to, List<Field> fields, List<Change> passages) {

    enum Kind { SAME, CHANGED, ADDED, REMOVED }

    record Field(String name, String before, String after) {
    }

    /** A stretch of text: in both, only in the later, or only in the earlier. */
    record Part(Kind kind, String text) {
    }

    record Change(String section, Kind change, List<Part> parts) {
    }

    /** A version with its passages. */
    record Text(int version, Description description, List<Passage> passages) {
    }

    static Difference between(Text before, Text after, JsonMapper json) {
        return new Difference(before.version(), after.version(),
                fields(json.valueToTree(before.description()), json.valueToTree(after.description())),
                passages(before.passages(), after.passages()));
    }

    private static List<Field> fields(JsonNode before, JsonNode after) {
        return after.propertyNames().stream().filter(name -> !before.path(name).equals(after.path(name)))
                .map(name -> new Field(name, readable(before.path(name)), readable(after.path(name)))).toList();
    }

    private static String readable(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    /** By anchor, which survives versions; in the order of the later one, what is gone behind its former neighbour. */
    private static List<Change> passages(List<Passage> before, List<Passage> after) {
        Map<String, Passage> earlier = byAnchor(before);
        Map<String, Passage> later = byAnchor(after);
        return merged(List.copyOf(earlier.keySet()), List.copyOf(later.keySet())).stream()
                .map(anchor -> change(earlier.get(anchor), later.get(anchor))).toList();
    }

    private static Map<String, Passage> byAnchor(List<Passage> passages) {
        return passages.stream().filter(Passage::enabled)
                .collect(Collectors.toMap(Passage::anchor, passage -> passage, (one, other) -> one, LinkedHashMap::new));
    }

    private static Set<String> merged(List<String> before, List<String> after) {
        Set<String> kept = Set.copyOf(after);
        Set<String> merged = new LinkedHashSet<>();
        int next = 0;
        for (String anchor : after) {
            int at = before.indexOf(anchor);
            for (; at >= 0 && next <= at; next++) {
                if (!kept.contains(before.get(next))) {
                    merged.add(before.get(next));
                }
            }
            merged.add(anchor);
        }
        before.stream().skip(next).filter(anchor -> !kept.contains(anchor)).forEach(merged::add);
        return merged;
    }

    private static Change change(@Nullable Passage before, @Nullable Passage after) {
        if (before == null) {
            Passage added = Objects.requireNonNull(after);
            return new Change(added.section(), Kind.ADDED, List.of(new Part(Kind.ADDED, added.text())));
        }
        if (after == null) {
            return new Change(before.section(), Kind.REMOVED, List.of(new Part(Kind.REMOVED, before.text())));
        }
        boolean same = before.text().equals(after.text());
        return new Change(after.section(), same ? Kind.SAME : Kind.CHANGED,
                same ? List.of(new Part(Kind.SAME, after.text())) : parts(before.text(), after.text()));
    }

    /** A single character that happens to be in both is no reason to cut a changed phrase in two. */
    private static List<Part> parts(String before, String after) {
        List<Part> parts = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(characters(before), characters(after), true).getDeltas()) {
            List<String> source = delta.getSource().getLines();
            boolean changing = !gone.isEmpty() || !come.isEmpty();
            boolean last = delta.getSource().last() == before.codePointCount(0, before.length()) - 1;
            if (delta.getType() == DeltaType.EQUAL && (!changing || last || source.size() > 1)) {
                addChanged(parts, gone, come);
                add(parts, Kind.SAME, source);
            } else {
                gone.addAll(source);
                come.addAll(delta.getTarget().getLines());
            }
        }
        addChanged(parts, gone, come);
        return parts;
    }

    private static void addChanged(List<Part> parts, List<String> gone, List<String> come) {
        add(parts, Kind.REMOVED, gone);
        add(parts, Kind.ADDED, come);
        gone.clear();
        come.clear();
    }

    private static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static void add(List<Part> parts, Kind kind, List<String> characters) {
        if (!characters.isEmpty()) {
            parts.add(new Part(kind, String.join("", characters)));
        }
    }
}
