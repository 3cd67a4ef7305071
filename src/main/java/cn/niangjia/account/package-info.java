/**
 * The staff who sign in: agents, editors, reviewers, supervisors, admins.
 *
 * <p>Start reading at {@code Accounts}. Called by {@code system} at sign-in; calls nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.niangjia.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
