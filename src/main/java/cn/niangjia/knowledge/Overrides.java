package cn.niangjia.knowledge;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Articles that still stand in a text in force but that an article of another law has taken the place of, such as
 * 劳动法第八十二条 (sixty days) by 劳动争议调解仲裁法第二十七条 (one year). From {@code knowledge/overridden.csv}.
 */
@Component
public class Overrides {

    /**
     * @param law whose article holds instead
     * @param from first day
     * @param note why, for readers
     */
    public record Override(String law, String article, LocalDate from, String note) {
    }

    private static final String WHOLE = "*";

    private final Map<String, Override> overrides;

    Overrides() {
        overrides = CsvResource.read("knowledge/overridden.csv").stream().collect(Collectors.toMap(
                row -> key(row.get("law"), row.get("article")),
                row -> new Override(row.get("by_law"), row.get("by_article"), LocalDate.parse(row.get("from")), row.get("note")),
                (first, second) -> first));
    }

    /** Of this article, or of the whole text, which the table writes as article {@code *}. */
    public Optional<Override> of(String title, String section) {
        return Optional.ofNullable(overrides.get(key(title, section))).or(() -> Optional.ofNullable(overrides.get(key(title, WHOLE))));
    }

    /** How long a passage holds: no longer than its document, and not after it was overridden. */
    public ValidityPeriod validity(Document document, Passage passage) {
        return of(document.description().title(), passage.section())
                .map(override -> document.validity().supersededFrom(override.from())).orElseGet(document::validity);
    }

    private static String key(String title, String section) {
        return StatuteHead.plain(title) + " " + section;
    }
}
