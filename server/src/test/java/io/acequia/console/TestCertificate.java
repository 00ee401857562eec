package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/// A certificate of `localhost` that vouches for itself, made by the JDK's own tool.
///
/// @param key the private one
public record TestCertificate(X509Certificate certificate, Key key) {
    private static final String PASSWORD = "changeit";

    /// Makes one for a key of this algorithm, valid from a day as keytool knows it (`-30d`) on.
    public static TestCertificate make(Path directory, String algorithm, String from, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = Files.createTempDirectory(directory, "key").resolve("store.p12");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair -alias a -dname CN=localhost -ext san=dns:localhost",
                        "-keyalg " + algorithm + " -startdate " + from + " -validity " + days,
                        "-storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file);
        var words = String.join(" ", command).split(" ");
        var keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new TestCertificate(
                (X509Certificate) store.getCertificate("a"),
                store.getKey("a", PASSWORD.toCharArray()));
    }

    /// Writes both as `tls.crt` and `tls.key`.
    public CertificateFiles write(Path directory) throws IOException, GeneralSecurityException {
        var files =
                new CertificateFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        Files.writeString(files.chain(), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(files.key(), pem("PRIVATE KEY", key.getEncoded()));
        return files;
    }

    BigInteger serial() {
        return certificate.getSerialNumber();
    }

    private static String pem(String what, byte[] bytes) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
