package cn.niangjia.answering;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param folder whose files replace those of the jar, one by one; empty: none */
@ConfigurationProperties("niangjia.prompts")
record PromptSettings(String folder) {
}
