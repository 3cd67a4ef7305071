package cn.niangjia.handoff;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param hours when people answer in writing, such as {@code MON-FRI 08:30-12:00}; empty: nobody does */
@ConfigurationProperties("niangjia.desk")
record DeskSettings(List<String> hours) {
}
