/**
 * Keeps personal data where it belongs: {@link cn.niangjia.privacy.PersonalData} finds and masks it before anything is
 * logged, kept in clear, indexed or sent to a model; {@link cn.niangjia.privacy.Vault} encrypts what a person must be
 * able to read later.
 *
 * <p>Called by {@code chat} before all else, by {@code conversation} and {@code handoff} to seal. Calls nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.niangjia.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
