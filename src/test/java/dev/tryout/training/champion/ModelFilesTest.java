package dev.tryout.training.champion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : ModelFiles.SUMMED) {
            Files.writeString(folder.resolve(name), "content of " + name);
        }
        Files.writeString(folder.resolve(ModelFiles.SUMS), ModelFiles.sums(folder));
    }

    @Test
    void aWholeFolderIsVerified() {
        assertThatCode(() -> ModelFiles.verify(folder)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "config.json", "tokenizer.json", "labels.json", "README.md"})
    void aChangedOrMissingFileIsFound(String name) throws IOException {
        Files.writeString(folder.resolve(name), "content off " + name);
        assertThatThrownBy(() -> ModelFiles.verify(folder))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(name + " does not match its checksum");

        Files.delete(folder.resolve(name));
        assertThatThrownBy(() -> ModelFiles.verify(folder)).hasMessageContaining(name + " is missing");
    }

    @Test
    void missingForeignAndBinarySumsAreSaidToBeSo() throws IOException {
        Path sums = folder.resolve(ModelFiles.SUMS);

        Files.writeString(sums, "0".repeat(64) + "  ../../etc/passwd\n");
        assertThatThrownBy(() -> ModelFiles.verify(folder)).hasMessageContaining("no checksum and name");

        Files.write(sums, new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> ModelFiles.verify(folder)).hasMessageContaining("is not text");

        Files.write(sums, new byte[1 << 17]);
        assertThatThrownBy(() -> ModelFiles.verify(folder)).hasMessageContaining("too long");

        Files.delete(sums);
        assertThatThrownBy(() -> ModelFiles.verify(folder)).hasMessageContaining("it has no SHA256SUMS");
    }
}
