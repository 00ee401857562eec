package io.acequia.store.opensearch;

import io.acequia.console.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Speaks TLS with clients and hands on what they say to a server without it.
public final class TlsForwarder implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLServerSocket listener;
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsForwarder(SSLServerSocket listener, URI server) {
        this.listener = listener;
        this.server = server;
    }

    /// Starts one on a free port of `localhost`.
    ///
    /// @param server where the bytes go
    public static TlsForwarder start(URI server, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        var sockets = context(certificate).getServerSocketFactory();
        var listener =
                (SSLServerSocket)
                        sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var forwarder = new TlsForwarder(listener, server);
        Thread.ofVirtual().start(forwarder::accept);
        return forwarder;
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
            copy(client, engine);
            answers.join();
            open.remove(engine);
        } catch (IOException | InterruptedException e) {
            // the client sees that the connection ends
        } finally {
            open.remove(client);
        }
    }

    /// Copies until one of both ends, and ends both.
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // a client that does not trust the certificate, for example
        }
    }

    /// Returns the address for clients.
    public URI uri() {
        return URI.create("https://localhost:" + listener.getLocalPort());
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
