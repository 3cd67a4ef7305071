package cn.niangjia.publishing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param secondPerson whether a text needs somebody else than its author to be published */
@ConfigurationProperties("niangjia.publishing")
public record PublishingSettings(@DefaultValue("false") boolean secondPerson) {
}
