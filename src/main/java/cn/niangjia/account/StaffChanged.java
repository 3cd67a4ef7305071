package cn.niangjia.account;

/** Somebody's rights or password changed: what they were allowed before must be asked anew. */
public record StaffChanged(String name) {
}
