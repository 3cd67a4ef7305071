package cn.niangjia.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * What a guide rests on: an article of a law, or a rule by its number (文号).
 *
 * @param law full or short title, null where {@code rule} is given
 * @param article 第三条, null where the whole text is meant
 * @param rule 工发〔1978〕101号, null where {@code law} is given
 */
public record Basis(@Nullable String law, @Nullable String article, @Nullable String rule) {
}
