package cn.niangjia.account;

/**
 * A member of staff.
 *
 * @param name to sign in with
 * @param passwordHash as Spring Security's delegating encoder writes it, never the password
 * @param region code of the place whose affairs are theirs
 */
public record Staff(String name, String passwordHash, Role role, String region) {
}
