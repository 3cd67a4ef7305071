package cn.niangjia.retrieval;

import cn.niangjia.knowledge.CsvResource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Official words for lay ones (讨薪 → 拖欠劳动报酬), from {@code retrieval/synonyms.csv}. */
@Component
class Synonyms {

    private final Map<String, List<String>> official = new LinkedHashMap<>();

    Synonyms() {
        CsvResource.read("retrieval/synonyms.csv").forEach(row ->
                official.put(row.get("lay"), Arrays.asList(row.get("official").split("\\|"))));
    }

    /** The official words that the text does not use itself. */
    List<String> expand(String text) {
        Set<String> terms = new LinkedHashSet<>();
        official.forEach((lay, words) -> {
            if (text.contains(lay)) {
                words.stream().filter(word -> !text.contains(word)).forEach(terms::add);
            }
        });
        return List.copyOf(terms);
    }
}
