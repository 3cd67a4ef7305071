package cn.niangjia.account;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param password of the first user {@code admin}; empty: one is made at the first start and printed once */
@ConfigurationProperties("niangjia.admin")
record AccountSettings(String password) {
}
