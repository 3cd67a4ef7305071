package cn.niangjia.understanding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Recognises what is not a question for the knowledge base, by the rules of {@code understanding/intents.yaml} in their order. */
@Component
class IntentRules {

    private record Rule(Intent intent, Patterns patterns, boolean whole) {
    }

    private final List<Rule> rules;

    IntentRules() {
        this.rules = ((List<?>) Patterns.load("understanding/intents.yaml")).stream().map(entry -> rule((Map<?, ?>) entry)).toList();
    }

    private static Rule rule(Map<?, ?> entry) {
        return new Rule(intent(String.valueOf(entry.get("intent")), String.valueOf(entry.get("name"))),
                Patterns.of(entry.get("patterns"), entry.get("unless")), Boolean.TRUE.equals(entry.get("whole")));
    }

    private static Intent intent(String kind, String name) {
        return switch (kind) {
            case "HANDOFF" -> new Intent.PersonWanted(name);
            case "SMALL_TALK" -> new Intent.SmallTalk(name);
            case "OUT_OF_SCOPE" -> new Intent.Elsewhere(name);
            case "CLARIFICATION" -> new Intent.Unclear(name);
            default -> throw new IllegalStateException("intents.yaml: " + kind);
        };
    }

    /** @param plain see {@link PlainText} */
    Optional<Intent> find(String plain) {
        String words = PlainText.words(plain);
        return rules.stream().filter(rule -> rule.whole() ? rule.patterns().match(words) : rule.patterns().find(plain))
                .map(Rule::intent).findFirst();
    }
}
