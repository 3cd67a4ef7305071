package cn.niangjia.privacy;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param keyFile one key a line, {@code id:base64 of 32 bytes}; the last seals. Made if missing; not inside the data folder */
@ConfigurationProperties("niangjia.encryption")
public record EncryptionSettings(Path keyFile) {
}
