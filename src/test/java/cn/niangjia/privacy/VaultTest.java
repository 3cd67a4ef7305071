package cn.niangjia.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

    @TempDir
    Path folder;
    private Path keyFile;
    private Vault vault;

    @BeforeEach
    void open() {
        keyFile = folder.resolve("keys/encryption.key");
        vault = new Vault(new EncryptionSettings(keyFile));
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = vault.seal("13812345678 张师傅", "contact");

        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("138");
        assertThat(vault.open(sealed, "contact")).isEqualTo("13812345678 张师傅");
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(vault.seal("一样", "contact")).isNotEqualTo(vault.seal("一样", "contact"));
    }

    @Test
    void doesNotOpenForAnotherPurposeNorWhatWasAltered() {
        byte[] sealed = vault.seal("13812345678", "contact");

        assertThatThrownBy(() -> vault.open(sealed, "message")).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "contact")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensOldTextsAfterAKeyWasAdded() throws Exception {
        byte[] sealed = vault.seal("旧的", "contact");
        Files.writeString(keyFile, Files.readString(keyFile) + "k2:" + Base64.getEncoder().encodeToString(new byte[32]) + "\n");

        Vault later = new Vault(new EncryptionSettings(keyFile));

        assertThat(later.open(sealed, "contact")).isEqualTo("旧的");
        assertThat(later.open(later.seal("新的", "contact"), "contact")).isEqualTo("新的");
        assertThatThrownBy(() -> vault.open(later.seal("新的", "contact"), "contact")).hasMessageContaining("k2");
    }

    @Test
    void keepsTheKeyToItsOwner() throws Exception {
        assertThat(Files.getPosixFilePermissions(keyFile)).hasSize(2);
    }
}
