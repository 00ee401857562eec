package io.acequia.store.opensearch;

import io.acequia.console.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Stands between clients and a server: speaks TLS where the server does not, or is slow.
public final class Forwarder implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket listener;
    private final URI server;
    private final Link link;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Forwarder(ServerSocketFactory sockets, URI server, Link link) throws IOException {
        listener = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.server = server;
        this.link = link;
        Thread.ofVirtual().start(this::accept);
    }

    /// Starts one on a free port of `localhost` that speaks TLS.
    ///
    /// @param server where the bytes go
    public static Forwarder tls(URI server, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        return new Forwarder(
                context(certificate).getServerSocketFactory(), server, new Link(Long.MAX_VALUE));
    }

    /// Starts one on a free port of `localhost` that hands on so many bytes a second to the server,
    /// over all connections.
    public static Forwarder slow(URI server, long bytesPerSecond) throws IOException {
        return new Forwarder(ServerSocketFactory.getDefault(), server, new Link(bytesPerSecond));
    }

    /// What all connections share.
    private static final class Link {
        private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

        private final long bytesPerSecond;
        private long freeAt = System.nanoTime();

        private Link(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        /// Returns when so many bytes are through.
        private synchronized long send(int bytes) {
            freeAt = Math.max(freeAt, System.nanoTime()) + bytes * SECOND / bytesPerSecond;
            return freeAt;
        }
    }

    private static SSLContext context(TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Certificate[] chain = {certificate.certificate()};
        store.setKeyEntry("a", certificate.key(), PASSWORD, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // closed, or a client that went at once
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client;
                var engine = new Socket(server.getHost(), server.getPort())) {
            open.add(engine);
            var answers = Thread.ofVirtual().start(() -> copy(engine, client));
            ask(client, engine);
            answers.join();
            open.remove(engine);
        } catch (IOException | InterruptedException e) {
            // the client sees that the connection ends
        } finally {
            open.remove(client);
        }
    }

    private void ask(Socket client, Socket engine) {
        byte[] bytes = new byte[16 * 1024];
        try (client;
                engine) {
            var questions = client.getInputStream();
            for (int count = questions.read(bytes); count >= 0; count = questions.read(bytes)) {
                long through = link.send(count);
                for (long left = 1; left > 0; left = through - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                engine.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // a client that does not trust the certificate, for example
        }
    }

    /// Copies until one of both ends, and ends both.
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the other side is gone
        }
    }

    /// Returns the address for clients.
    public URI uri() {
        var scheme = listener instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://localhost:" + listener.getLocalPort());
    }

    /// Cuts all connections.
    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
