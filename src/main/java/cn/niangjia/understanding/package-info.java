/**
 * Reads a worker's message: is there danger, is a person wanted, what is it about, which place, and what is the question
 * when what was said before is taken in.
 *
 * <p>Start reading at {@link cn.niangjia.understanding.QuestionReader}. Danger and intents are rules in
 * {@code understanding/danger.yaml} and {@code intents.yaml}; topic and scope a linear model over the question's vector,
 * fitted by the command in {@code insight}. Called by {@code chat}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversation", "knowledge", "retrieval", "privacy"})
package cn.niangjia.understanding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
