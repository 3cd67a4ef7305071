/**
 * The staff who sign in: agents, editors, reviewers, supervisors, admins; and what they did.
 *
 * <p>Start reading at {@code Accounts}, then {@code SessionController}. Called by {@code system} at sign-in and by every feature that
 * leaves an entry in the {@code Audit}; calls {@code knowledge} for the names of places.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversation", "knowledge", "privacy"})
package cn.niangjia.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
