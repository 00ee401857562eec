package io.acequia.cli;

import io.acequia.log.Logging;
import io.acequia.settings.Effective;
import io.acequia.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `acequia serve`: the main job.
@Command(
        name = "serve",
        description = {
            "Receive events over CoAP, store them, and answer queries.",
            "Stops on SIGTERM or Ctrl-C once the requests under way are answered."
        })
final class Serve implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(Serve.class.getName());

    /// Port of CoAP (RFC 7252 §12.6), which addresses need not say.
    private static final int COAP_PORT = 5683;

    private static final String EXAMPLE =
            "{\"namespace\":\"default\",\"sender\":\"demo\",\"origin\":\"probe1\","
                    + "\"payload\":{\"type\":\"temperature\",\"value\":21.5}}";

    @Mixin private final SettingsOptions options;

    private final Surroundings surroundings;

    Serve(Surroundings surroundings, SettingsOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    SettingsOptions options() {
        return options;
    }

    @Override
    public Integer call() throws Exception {
        var effective = options.read(surroundings);
        Logging.start(effective.settings().log());
        var server = new CompletableFuture<RunningServer>();
        var stopped = new CountDownLatch(1);
        surroundings
                .termination()
                .onRequest(() -> {
                    stop(server);
                    stopped.countDown();
                });
        try {
            server.complete(surroundings.starter().start(effective));
        } finally {
            server.cancel(false);
        }
        announce(server.join(), effective);
        stopped.await();
        return ExitCode.OK;
    }

    /// Stops the server, once it is there when the request came while it was starting; when it
    /// could not start there is nothing to stop, and the exit code says why.
    private void stop(CompletableFuture<RunningServer> server) {
        int exitCode = ExitCode.OK;
        try {
            server.join().stop().close();
        } catch (CancellationException notStarted) {
            return;
        } catch (IOException | RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "the server did not stop in order", failed);
            exitCode = ExitCode.INTERNAL;
        }
        surroundings.out().flush();
        surroundings.termination().end(exitCode);
    }

    private void announce(RunningServer server, Effective<Settings> effective) {
        var ready = new StringBuilder("acequia ").append(Version.text()).append(" is ready:");
        for (var address : server.coap()) {
            ready.append(" coap://").append(text(address));
        }
        var scheme = server.encrypted() ? " https://" : " http://";
        surroundings.out().println(ready.append(scheme).append(text(server.http())));
        if (!server.coap().isEmpty()) {
            surroundings
                    .out()
                    .println(
                            "try: coap-client-notls -m post -t 50 -e '"
                                    + EXAMPLE
                                    + "' "
                                    + uri(server));
        }
        if (!effective.changes().isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "settings: " + effective.changes());
        }
    }

    /// An address that works on this machine, as short as it can be.
    private static String uri(RunningServer server) {
        var address = server.coap().getFirst();
        boolean isHere =
                address.getAddress().isAnyLocalAddress()
                        || address.getAddress().isLoopbackAddress();
        var host = isHere ? "localhost" : host(address);
        return "coap://"
                + host
                + (address.getPort() == COAP_PORT ? "" : ":" + address.getPort())
                + "/event";
    }

    private static String text(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    private static String host(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host.replaceFirst("^(0:){7}", "::") + "]" : host;
    }
}
