package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Account;
import io.acequia.access.Accounts;
import io.acequia.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console with a certificate.
class HttpsTest {
    @TempDir Path directory;

    private TestCertificate certificate;
    private CertificateFiles files;
    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(directory, "EC", "-1d", 30);
        files = certificate.write(directory);
        var accounts = new Accounts(directory.resolve(Accounts.FILE));
        accounts.put(Account.withPassword("ana", Role.EDITOR, Set.of(), "correct horse"));
        var store = new MemoryStore().add(Events.temperature("probe1", 21.5, TEN));
        console = TestConsole.start(store, InstantSource.system(), directory, files);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private static SSLContext trusting(X509Certificate... certificates) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (var certificate : certificates) {
            store.setCertificateEntry("a" + store.size(), certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + console.port() + path));
    }

    @Test
    @DisplayName("Who logs in by HTTPS gets a cookie that never travels in the clear")
    void login() throws Exception {
        try (var client =
                HttpClient.newBuilder().sslContext(trusting(certificate.certificate())).build()) {
            var body = "{\"name\":\"ana\",\"password\":\"correct horse\"}";
            var login =
                    client.send(
                            request("/api/v1/session").POST(BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString());

            assertEquals(200, login.statusCode(), login.body());
            var cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.endsWith("; Secure"), cookie);
            var events =
                    client.send(
                            request("/api/v1/events").header("Cookie", cookie).build(),
                            BodyHandlers.ofString());
            assertTrue(events.body().contains("probe1"), events.body());
        }
    }

    /// The serial number of the certificate that the server shows now.
    private BigInteger shown(SSLContext trust) throws IOException {
        try (var socket =
                (SSLSocket) trust.getSocketFactory().createSocket("localhost", console.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber();
        }
    }

    @Test
    @DisplayName("A renewed certificate is used without a restart, a broken one is not")
    void renewal() throws Exception {
        assertEquals(certificate.serial(), shown(trusting(certificate.certificate())));
        Files.writeString(files.chain(), "broken");
        var renewed = TestCertificate.make(directory, "EC", "-1d", 30);
        assertEquals(certificate.serial(), shown(trusting(certificate.certificate())));

        renewed.write(directory);
        var both = trusting(certificate.certificate(), renewed.certificate());
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!shown(both).equals(renewed.serial()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }

        assertEquals(renewed.serial(), shown(both));
    }

    @Test
    @DisplayName("Who speaks HTTP to it learns nothing")
    void plain() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertFalse(answer(socket).contains("ok"));
        }
    }

    /// What comes until the server closes or cuts the connection.
    private static String answer(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException cut) {
            assertTrue(String.valueOf(cut.getMessage()).contains("reset"), cut.toString());
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
