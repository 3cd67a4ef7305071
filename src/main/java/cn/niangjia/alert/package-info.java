/**
 * Calls people from outside the desk when somebody is in danger: those on call for the place, by webhooks.
 *
 * <p>Start reading at {@code Alerts}, which looks at the queue itself, so that no event has to arrive. Nobody calls this package; it
 * calls {@code handoff} for crises and {@code knowledge} for places.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"handoff", "account", "conversation", "knowledge"})
package cn.niangjia.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
