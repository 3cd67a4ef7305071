package cn.niangjia.understanding;

import cn.niangjia.retrieval.Embedder;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides whether somebody is in danger: the rules see the known ways of saying it, the model those that no rule has. A rule
 * counts unless the message as a whole plainly speaks of something else; without a rule the model must be sure. The two
 * limits were chosen on utterances that neither had seen, by the command of {@code insight}.
 */
@Component
public class Dangers {

    /** Below this probability of danger a rule's finding is taken for a figure of speech. */
    public static final double WITH_RULE = .02;
    /** From this probability of danger on, no rule is needed. */
    public static final double WITHOUT_RULE = .7;

    private final DangerRules rules;
    private final Embedder embedder;
    private final DangerModel model = DangerModel.load();

    Dangers(DangerRules rules, Embedder embedder) {
        this.rules = rules;
        this.embedder = embedder;
    }

    /** @param text personal data masked */
    Optional<DangerRules.Danger> find(String text) {
        String rest = rules.withoutBenign(PlainText.of(text));
        Optional<DangerRules.Danger> ruled = rules.find(rest);
        float[] vector = embedder.embedQuestion(rest);
        double probability = model.danger(vector);
        if (ruled.isPresent() && ruled.get().acute() && probability < WITH_RULE) {
            return Optional.empty();
        }
        boolean acute = ruled.filter(DangerRules.Danger::acute).isPresent();
        return !acute && probability >= WITHOUT_RULE ? Optional.of(model.kind(vector)) : ruled;
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
