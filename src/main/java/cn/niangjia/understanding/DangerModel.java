package cn.niangjia.understanding;

import cn.niangjia.understanding.DangerRules.Danger;
import java.util.Locale;
import java.util.Map;

/** Sees danger that is put in words no rule has: judges by the meaning of the whole message. */
public class DangerModel {

    /** The class of messages without danger. */
    public static final String NONE = "NONE";

    private final LinearModel model;

    public DangerModel(LinearModel model) {
        this.model = model;
    }

    static DangerModel load() {
        return new DangerModel(LinearModel.load("understanding/danger-model.csv"));
    }

    /** The kind that is likeliest, if there is danger at all. */
    Danger kind(float[] vector) {
        String kind = model.probabilities(vector).entrySet().stream().filter(entry -> !entry.getKey().equals(NONE))
                .max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        return new Danger(kind, true, kind.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The probability, 0 to 1, of any danger. */
    public double danger(float[] vector) {
        return 1 - model.probabilities(vector).getOrDefault(NONE, 0.0);
    }
}
