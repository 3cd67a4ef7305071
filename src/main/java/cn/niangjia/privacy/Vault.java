package cn.niangjia.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals and opens short texts with AES-256-GCM. A sealed text is: length of the key id (1 byte), key id, nonce (12
 * bytes), ciphertext with its 16-byte tag. What is sealed for one purpose does not open for another.
 */
@Component
public class Vault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys;
    private final String currentKey;

    Vault(EncryptionSettings settings) {
        Path file = settings.keyFile().toAbsolutePath();
        if (Files.notExists(file)) {
            create(file);
        }
        this.keys = read(file);
        this.currentKey = keys.keySet().stream().reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalStateException("no key in " + file));
    }

    /** Written whole under another name first, then linked: whoever comes second finds a whole file. */
    private void create(Path file) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "key", ".draft");
            Files.writeString(draft, "k1:" + Base64.getEncoder().encodeToString(key) + "\n");
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // Another process was first; its key is read below.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("niangjia.encryption.key-file cannot be made: " + file, e);
        }
    }

    private static Map<String, SecretKeySpec> read(Path file) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    keys.put(line.substring(0, colon), new SecretKeySpec(Base64.getDecoder().decode(line.substring(colon + 1).strip()), "AES"));
                }
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("niangjia.encryption.key-file cannot be read: " + file, e);
        }
    }

    /** @param purpose for example {@code contact}; the same is needed to open */
    public byte[] seal(String text, String purpose) {
        byte[] id = currentKey.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, currentKey, nonce, purpose, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + id.length + nonce.length + encrypted.length)
                .put((byte) id.length).put(id).put(nonce).put(encrypted).array();
    }

    /** @throws IllegalStateException if it was altered, sealed for another purpose, or its key is gone */
    public String open(byte[] sealed, String purpose) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] id = new byte[buffer.get()];
        buffer.get(id);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        return new String(run(Cipher.DECRYPT_MODE, new String(id, StandardCharsets.UTF_8), nonce, purpose, encrypted), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String keyId, byte[] nonce, String purpose, byte[] input) {
        SecretKeySpec key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("encryption key " + keyId + " is not in the key file");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed text cannot be processed", e);
        }
    }
}
