package cn.niangjia.retrieval;

import cn.niangjia.knowledge.CsvResource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Official words for lay ones (讨薪 → 拖欠劳动报酬), from {@code retrieval/synonyms.csv}. */
@Component
class Synonyms {

    private static final int MOST = 12;

    /** @param lay how people say it, as a regular expression */
    private record Row(Pattern lay, List<String> official) {
    }

    private final List<Row> rows = CsvResource.read("retrieval/synonyms.csv").stream().map(Synonyms::row).toList();

    private static Row row(Map<String, String> fields) {
        return new Row(Pattern.compile(fields.get("lay")), Arrays.asList(fields.get("official").split("\\|")));
    }

    /** The official words that the text does not use itself. */
    List<String> expand(String text) {
        Set<String> terms = new LinkedHashSet<>();
        rows.stream().filter(row -> row.lay().matcher(text).find()).flatMap(row -> row.official().stream())
                .filter(word -> !text.contains(word)).forEach(terms::add);
        return terms.stream().limit(MOST).toList();
    }
}
