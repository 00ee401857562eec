package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acequia.console.TestCertificate;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSearchEngine.class)
class ForwarderTest {
    @TempDir Path directory;

    @Test
    @DisplayName("an engine behind TLS answers who trusts its certificate, and nobody else")
    void trust(SearchEngine engine) throws Exception {
        var certificate = TestCertificate.make(directory, "EC", "-1d", 30);
        try (var tls = Forwarder.tls(engine.uris().getFirst(), certificate);
                var trusting = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
                var stranger = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(tls.uri().resolve("/_cluster/health")).build();

            var answer = trusting.send(request, BodyHandlers.ofString());

            assertEquals(200, answer.statusCode(), answer.body());
            assertThrows(
                    SSLHandshakeException.class,
                    () -> stranger.send(request, BodyHandlers.discarding()));
        }
    }

    private static SSLContext trusting(TestCertificate certificate) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("a", certificate.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
