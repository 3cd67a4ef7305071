package cn.niangjia.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The uploaded files as they came, kept below the data folder under the hash of their bytes: never under a name somebody sent. */
@Component
class Uploads {

    /** @param hash SHA-256 of the bytes, hexadecimal */
    record Stored(String hash, long size) {
    }

    private final Path folder;

    Uploads(@Value("${niangjia.data}") Path data) throws IOException {
        folder = Files.createDirectories(data.resolve("uploads"));
    }

    /** Whole or not at all, also when the machine stops while it is written. */
    Stored store(InputStream content) throws IOException {
        Path temporary = Files.createTempFile(folder, "incoming-", ".part");
        try (DigestInputStream digested = new DigestInputStream(content, sha256())) {
            long size = Files.copy(digested, temporary, StandardCopyOption.REPLACE_EXISTING);
            String hash = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            Path place = path(hash);
            if (!Files.exists(place)) {
                Files.createDirectories(place.getParent());
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Stored(hash, size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    Path path(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
