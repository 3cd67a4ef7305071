/**
 * Brings a person into the talk: requests for one, their queue, and when people answer.
 *
 * <p>Start reading at {@link cn.niangjia.handoff.Handoffs}. Called by {@code chat}; calls {@code conversation} for the
 * conversation's state and {@code privacy} to seal contacts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversation", "account", "privacy", "knowledge"})
package cn.niangjia.handoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
