package cn.niangjia.understanding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks for danger by the rules of {@code understanding/danger.yaml}. Harmless expressions (累死了, 跳楼价) are taken out
 * first; then the first rule that fits decides.
 */
@Component
class DangerRules {

    /**
     * @param kind SELF_HARM, VIOLENCE, ACCIDENT, RESTRAINT, CHILD, SEXUAL or CROWD
     * @param acute whether help is needed now; else a caring line is enough
     * @param text name of the text that answers it
     */
    record Danger(String kind, boolean acute, String text) {
    }

    private record Rule(Danger danger, Patterns patterns) {
    }

    private final Pattern benign;
    private final List<Rule> rules;

    DangerRules() {
        Map<?, ?> file = (Map<?, ?>) Patterns.load("understanding/danger.yaml");
        this.benign = Pattern.compile(((List<?>) file.get("benign")).stream()
                .map(entry -> "(?:" + ((Map<?, ?>) entry).get("pattern") + ")").collect(Collectors.joining("|")));
        this.rules = ((List<?>) file.get("danger")).stream().map(entry -> rule((Map<?, ?>) entry)).toList();
    }

    private static Rule rule(Map<?, ?> entry) {
        Danger danger = new Danger(String.valueOf(entry.get("danger")), "RED".equals(entry.get("level")), String.valueOf(entry.get("text")));
        return new Rule(danger, Patterns.of(entry.get("patterns"), entry.get("unless")));
    }

    /** Without its harmless expressions. {@code plain}: see {@link PlainText}. */
    String withoutBenign(String plain) {
        return benign.matcher(plain).replaceAll(" ").strip();
    }

    /** @param rest as {@link #withoutBenign} leaves it */
    Optional<Danger> find(String rest) {
        return rules.stream().filter(rule -> rule.patterns().find(rest)).map(Rule::danger).findFirst();
    }
}
