package io.acequia.cli;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.Option;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/// The other side of the command line: answers requests as it is told to, and keeps what was sent,
/// printed and asked for.
final class FakeServer implements Surroundings.Termination {
    static final Result CREATED = new Result.Answer(Code.CREATED, List.of(), Bytes.EMPTY);

    final List<ClientRequest> requests = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    Path directory = Path.of("target", "no-such-directory");
    InetSocketAddress address = InetSocketAddress.createUnresolved("never", 1);
    Duration patience = Duration.ZERO;
    int opened;
    int closed;
    int ended = -1;
    final List<Runnable> terminations = new CopyOnWriteArrayList<>();
    RunningServer.Starter starter =
            _ -> {
                throw new IllegalStateException("nothing to start");
            };

    StoreOpener stores =
            (_, _) -> {
                throw new IllegalStateException("no store to open");
            };

    /// Answers a request by its number, from 0.
    IntFunction<CompletableFuture<Result>> answers =
            _ -> CompletableFuture.completedFuture(CREATED);

    static Result answer(int code, String payload, Option... options) {
        return new Result.Answer(code, List.of(options), Bytes.utf8(payload));
    }

    FakeServer answering(Result result) {
        answers = _ -> CompletableFuture.completedFuture(result);
        return this;
    }

    int run(String... arguments) {
        return Commands.run(surroundings(), arguments);
    }

    Surroundings surroundings() {
        return new Surroundings(
                this::open,
                starter,
                stores,
                environment,
                directory,
                InstantSource.fixed(Instant.parse("2026-11-23T10:00:00.5Z")),
                this,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private Connection open(InetSocketAddress server, Duration wait) {
        address = server;
        patience = wait;
        opened++;
        return new Connection() {
            @Override
            public CompletableFuture<Result> send(ClientRequest request) {
                requests.add(request);
                return answers.apply(requests.size() - 1);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    @Override
    public void onRequest(Runnable action) {
        terminations.add(action);
    }

    @Override
    public void end(int exitCode) {
        ended = exitCode;
    }
}
