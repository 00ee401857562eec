package io.acequia.console;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Reads a certificate again when its files change, so that renewing it needs no restart.
final class CertificateRenewal {
    private static final System.Logger LOG = System.getLogger(CertificateRenewal.class.getName());

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final CertificateFiles files;
    private final WebServer server;
    private final InstantSource clock;
    private List<FileTime> known;

    /// @param known when the files were written that the server uses
    CertificateRenewal(
            CertificateFiles files, List<FileTime> known, WebServer server, InstantSource clock) {
        this.files = files;
        this.known = known;
        this.server = server;
        this.clock = clock;
    }

    /// Looks every second, in a thread that ends when it is interrupted.
    Thread start() {
        return Thread.ofVirtual().name("acequia-certificate").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Two files cannot be replaced at once; with the second one they are read once more.
    void look() {
        try {
            var written = files.written();
            if (!written.equals(known)) {
                known = written;
                server.reloadTls(files.read(clock.instant()));
                LOG.log(System.Logger.Level.INFO, "uses the new certificate in " + files.chain());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "keeps the old certificate: " + e.getMessage());
        }
    }
}
