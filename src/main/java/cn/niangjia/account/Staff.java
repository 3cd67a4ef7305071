package cn.niangjia.account;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff.
 *
 * @param name to sign in with
 * @param displayName as colleagues and workers see it
 * @param passwordHash as Spring Security's delegating encoder writes it, never the password
 * @param region code of the place whose affairs, and those of the places in it, are theirs
 * @param disabled may no longer sign in; kept because their name stands in what they did
 * @param lockedUntil after too many wrong passwords
 */
public record Staff(String name, String displayName, String passwordHash, Role role, String region, boolean disabled,
        @Nullable OffsetDateTime lockedUntil, @Nullable OffsetDateTime lastSignIn) {
}
