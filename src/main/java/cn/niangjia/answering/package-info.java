/**
 * Makes the text of a reply.
 *
 * <p>Start reading at {@link cn.niangjia.answering.ExtractiveAnswerer}: {@code Answerability} decides whether the passages
 * answer the question at all, {@code SentencePicker} chooses the sentences that do, in their own words, each with its
 * citation. {@link cn.niangjia.answering.Prompts} has the fixed texts.
 *
 * <p>Called by {@code chat}; calls nothing but the texts it is given.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversation", "knowledge", "retrieval", "understanding"})
package cn.niangjia.answering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
