package cn.niangjia.understanding;

import cn.niangjia.retrieval.Embedder;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides whether somebody is in danger: the rules see the known ways of saying it, the model those that no rule has. A rule
 * counts unless the message as a whole plainly speaks of something else; without a rule, of danger or of another intent,
 * the model must be sure. The two limits were chosen on utterances that neither had seen, by the command of {@code insight}.
 */
@Component
public class Dangers {

    /** Below this probability of danger a rule's finding is taken for a figure of speech. */
    public static final double WITH_RULE = .02;
    /** From this probability of danger on, no rule is needed. */
    public static final double WITHOUT_RULE = .7;

    private final DangerRules rules;
    private final IntentRules intents;
    private final Embedder embedder;
    private final DangerModel model = DangerModel.load();

    Dangers(DangerRules rules, IntentRules intents, Embedder embedder) {
        this.rules = rules;
        this.intents = intents;
        this.embedder = embedder;
    }

    /** @param text personal data masked */
    Optional<DangerRules.Danger> find(String text) {
        String plain = PlainText.of(text);
        String rest = rules.withoutBenign(plain);
        Optional<DangerRules.Danger> ruled = rules.find(rest);
        float[] vector = embedder.embedQuestion(rest);
        if (ruled.isPresent()) {
            boolean figureOfSpeech = ruled.get().acute() && model.danger(vector) < WITH_RULE;
            return figureOfSpeech ? Optional.empty() : ruled;
        }
        boolean known = PlainText.words(rest).isEmpty() || intents.find(plain).isPresent();
        return !known && model.danger(vector) >= WITHOUT_RULE ? Optional.of(model.kind(vector)) : Optional.empty();
    }

    /** Whether the rules alone call for help at once, for the command that fits the model beside them. */
    public boolean rulesSeeDanger(String text) {
        return rules.find(rules.withoutBenign(PlainText.of(text))).filter(DangerRules.Danger::acute).isPresent();
    }

    /** What the model judges by, likewise. */
    public float[] vector(String text) {
        return embedder.embedQuestion(rules.withoutBenign(PlainText.of(text)));
    }
}
