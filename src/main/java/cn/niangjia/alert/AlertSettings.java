package cn.niangjia.alert;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param webhook that hears of every crisis, wherever it is; empty: none */
@ConfigurationProperties("niangjia.alerts")
record AlertSettings(String webhook) {
}
