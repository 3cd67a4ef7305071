/**
 * What was learned from answering: feedback, and the command that fits the models to labelled questions.
 *
 * <p>Start reading at {@code FeedbackController} and {@code FitCommand}. Nothing on the main path calls this package.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"chat", "conversation", "knowledge", "handoff", "retrieval", "understanding", "answering", "privacy"})
package cn.niangjia.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
