package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {
    @TempDir Path directory;

    private void refuses(CertificateFiles files, String cause) {
        var refusal = assertThrows(IOException.class, () -> files.read(Instant.now()));

        assertTrue(String.valueOf(refusal.getMessage()).contains(cause), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    @DisplayName("Keys of both usual algorithms are taken")
    void algorithms(String algorithm) throws Exception {
        var made = TestCertificate.make(directory, algorithm, "-1d", 30);

        assertTrue(made.write(directory).read(Instant.now()).enabled());
    }

    @Test
    @DisplayName("A key that belongs to another certificate is refused at the start")
    void mismatch() throws Exception {
        var files = TestCertificate.make(directory, "EC", "-1d", 30).write(directory);
        var other = Files.createDirectory(directory.resolve("other"));
        TestCertificate.make(directory, "EC", "-1d", 30).write(other);
        Files.copy(other.resolve("tls.key"), files.key(), StandardCopyOption.REPLACE_EXISTING);

        refuses(files, "is not the private key of the first certificate");
    }

    @Test
    @DisplayName("A certificate that has ended is refused at the start")
    void expired() throws Exception {
        refuses(TestCertificate.make(directory, "EC", "-30d", 10).write(directory), "ended at");
    }

    @Test
    @DisplayName("Files that are missing or no PEM are named")
    void broken() throws Exception {
        var files = TestCertificate.make(directory, "EC", "-1d", 30).write(directory);
        Files.writeString(files.key(), "no key");
        refuses(files, "no PEM files");

        Files.delete(files.key());
        refuses(files, "tls.key cannot be read");
        assertEquals(directory, files.key().getParent());
    }
}
