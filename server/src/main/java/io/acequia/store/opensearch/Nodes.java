package io.acequia.store.opensearch;

import io.acequia.tls.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// The nodes of the cluster, asked over HTTP. One that does not answer is passed over for the next,
/// which then stays the preferred one.
final class Nodes implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final List<URI> urls;
    private final Credentials credentials;
    private final HttpClient client;

    /// The node to ask first; whoever finds that it does not answer moves on.
    private volatile int preferred;

    /// @throws EngineException when the file of the authority is none
    Nodes(OpenSearchSettings settings) throws EngineException {
        urls = settings.urls();
        credentials =
                new Credentials(settings.user(), settings.passwordFile(), settings.tokenFile());
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT);
        var authority = settings.authority();
        if (authority != null) {
            try {
                builder.sslContext(Trust.in(authority));
            } catch (IOException | GeneralSecurityException e) {
                throw new EngineException(
                        "store.opensearch.ca is %s, no PEM file of a certificate: %s"
                                .formatted(authority, e.getMessage()),
                        e);
            }
        }
        client = builder.build();
    }

    /// A question to any node.
    ///
    /// @param method of HTTP
    /// @param path with query, from `/` on
    /// @param contentType of the body
    /// @param encoding of the body, absent for none
    /// @param body to send
    record Ask(
            String method,
            String path,
            String contentType,
            @Nullable String encoding,
            BodyPublisher body) {
        static final String JSON = "application/json";

        static Ask get(String path) {
            return new Ask("GET", path, JSON, null, BodyPublishers.noBody());
        }

        static Ask delete(String path) {
            return new Ask("DELETE", path, JSON, null, BodyPublishers.noBody());
        }

        static Ask put(String path, String json) {
            return new Ask("PUT", path, JSON, null, BodyPublishers.ofString(json));
        }

        static Ask post(String path, String json) {
            return new Ask("POST", path, JSON, null, BodyPublishers.ofString(json));
        }
    }

    /// Asks the nodes in turn until one answers, with whatever status. Interrupting the thread
    /// closes the connection, on which the node gives the question up.
    ///
    /// @param timeout for the answer of one node
    /// @throws EngineException when none does; the message says why and what to do
    /// @throws InterruptedException when the thread was interrupted
    Reply ask(Ask ask, Duration timeout) throws EngineException, InterruptedException {
        return inTurn(ask, () -> timeout);
    }

    /// Asks the nodes in turn until one answers; all of them together have the given time.
    ///
    /// @throws EngineException when none does; the message says why and what to do
    /// @throws InterruptedException when the thread was interrupted
    Reply within(Ask ask, Duration inAll) throws EngineException, InterruptedException {
        long deadline = System.nanoTime() + inAll.toNanos();
        return inTurn(
                ask, () -> Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
    }

    private Reply inTurn(Ask ask, Supplier<Duration> timeout)
            throws EngineException, InterruptedException {
        int first = preferred;
        EngineException failure = null;
        for (int turn = 0; turn < urls.size(); turn++) {
            int node = (first + turn) % urls.size();
            try {
                var reply = ask(urls.get(node), ask, timeout.get());
                if (node != first) {
                    preferred = node;
                }
                return reply;
            } catch (IOException e) {
                failure = explained(urls.get(node), e);
            }
        }
        throw failure == null ? new EngineException("no node to ask") : failure;
    }

    private Reply ask(URI url, Ask ask, Duration timeout) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve(ask.path))
                        .timeout(timeout)
                        .header("content-type", ask.contentType)
                        .method(ask.method, ask.body);
        if (ask.encoding != null) {
            request.header("content-encoding", ask.encoding);
        }
        credentials.header().ifPresent(value -> request.header("authorization", value));
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(url, response.statusCode(), new Reply.Body(response.body()));
    }

    /// Asks and takes no other answer than success.
    ///
    /// @throws EngineException when no node answers, or one refuses
    Reply demand(Ask ask, Duration timeout) throws EngineException, InterruptedException {
        var reply = ask(ask, timeout);
        if (!reply.isOk()) {
            throw refused(ask, reply);
        }
        return reply;
    }

    /// Returns what is wrong when a node refuses.
    EngineException refused(Ask ask, Reply reply) {
        var path = ask.path.replaceFirst("\\?.*", "");
        return new EngineException(
                switch (reply.status()) {
                    case 401 ->
                            reply.node()
                                    + (credentials.isNobody()
                                            ? " wants to know who asks: set"
                                            : " does not accept "
                                                    + credentials.described()
                                                    + ": check")
                                    + " store.opensearch.user and password-file, or token-file";
                    case 403 ->
                            "%s does not let %s %s %s (%s): give it the rights on %s"
                                    .formatted(
                                            reply.node(),
                                            credentials.described(),
                                            ask.method,
                                            path,
                                            reply.reason(),
                                            "the indices of store.opensearch.prefix");
                    default ->
                            "%s answered %d to %s %s: %s"
                                    .formatted(
                                            reply.node(),
                                            reply.status(),
                                            ask.method,
                                            path,
                                            reply.reason());
                });
    }

    private static EngineException explained(URI url, IOException cause) {
        return new EngineException(
                switch (cause) {
                    case EngineException known -> String.valueOf(known.getMessage());
                    case HttpConnectTimeoutException _ ->
                            "no connection to "
                                    + url
                                    + " within "
                                    + CONNECT.toSeconds()
                                    + " s: check store.opensearch.urls and the network";
                    case HttpTimeoutException _ ->
                            url + " did not answer in time: look at its load and its log";
                    case ConnectException connect -> unreachable(url, connect);
                    case SSLHandshakeException handshake ->
                            ("the certificate of %s is not trusted (%s): name the PEM file of its"
                                            + " authority in store.opensearch.ca")
                                    .formatted(url, handshake.getMessage());
                    case SSLException _ ->
                            url
                                    + " does not speak TLS as it should ("
                                    + cause.getMessage()
                                    + "): does it want http?";
                    default -> url + " broke the connection off (" + cause.getMessage() + ")";
                },
                cause);
    }

    private static String unreachable(URI url, ConnectException cause) {
        boolean isUnknown =
                cause.getCause() instanceof UnresolvedAddressException
                        || cause.getCause() instanceof UnknownHostException;
        return isUnknown
                ? "there is no host " + url.getHost() + ": check store.opensearch.urls"
                : "nobody listens at " + url + ": check store.opensearch.urls, or start it";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
