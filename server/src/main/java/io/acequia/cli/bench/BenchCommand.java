package io.acequia.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// `acequia bench`: puts a server under load.
@Command(
        name = "bench",
        description = "Puts a server under load by simulated devices and says how it fared.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every answer was 2.xx",
            "1:internal error",
            "2:wrong use",
            "3:some answer was 4.xx",
            "4:some answer was 5.xx",
            "5:nothing was answered"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int INTERNAL_ERROR = 1, WRONG_USE = 2, UNREACHABLE = 5;
    private static final int CLOSED_LOOP_WINDOW = 256, OPEN_LOOP_WINDOW = 16_384;
    private static final double DURATION = 10, WARMUP = 1;

    @Option(
            names = "--host",
            defaultValue = "localhost",
            description = "Server (${DEFAULT-VALUE}).")
    private String host = "localhost";

    @Option(names = "--port", defaultValue = "5683", description = "Port (${DEFAULT-VALUE}).")
    private int port = 5683;

    @Option(
            names = {"-d", "--devices"},
            defaultValue = "64",
            description = "Devices, each with an address of its own (${DEFAULT-VALUE}).")
    private int devices = 64;

    @Option(
            names = {"-r", "--rate"},
            defaultValue = "0",
            description =
                    "Requests per second, whatever the server does; latency counts from when each"
                            + " was due. Without it the window is always full.")
    private double rate;

    @Option(
            names = {"-w", "--window"},
            description =
                    "Most requests waiting for their answers at a time, over all devices (256;"
                            + " with --rate 16384).")
    private @Nullable Integer window; // null: not given

    @ArgGroup private Kind kind = new Kind();

    /// Which messages the requests are.
    static final class Kind {
        @Option(
                names = "--con",
                description = "Confirmable requests, repeated until answered. The default.")
        private boolean confirmable;

        @Option(names = "--non", description = "Non-confirmable requests, sent once.")
        private boolean nonConfirmable;
    }

    @Option(
            names = {"-t", "--duration"},
            description = "Seconds to send for after the warm-up (10, without --count).")
    private @Nullable Double duration; // null: not given

    @Option(
            names = {"-n", "--count"},
            description = "Requests to send.")
    private @Nullable Long count; // null: not given

    @Option(
            names = "--warmup",
            description = "Seconds before the figures are taken (1; with --count 0).")
    private @Nullable Double warmup; // null: not given

    @Option(names = "--path", defaultValue = "event", description = "Path (${DEFAULT-VALUE}).")
    private String path = "event";

    @Option(
            names = "--format",
            defaultValue = "50",
            description = "Content-Format, -1 for none (${DEFAULT-VALUE}, JSON).")
    private int format = 50;

    @Option(
            names = "--payload",
            description =
                    "Payload; {seq} is the number of the request, {device} that of the device,"
                            + " {time} Unix milliseconds. An event with {seq} as its value unless"
                            + " given.")
    private @Nullable String payload; // null: not given

    @Option(names = "--payload-file", description = "File with the payload instead.")
    private @Nullable Path payloadFile; // null: not given

    @Option(
            names = "--first",
            defaultValue = "0",
            description = "The first sequence number (${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--ack-timeout",
            defaultValue = "2",
            description = "Seconds before the first repeat (${DEFAULT-VALUE}, RFC 7252).")
    private double ackTimeout = 2;

    @Option(
            names = "--patience",
            defaultValue = "93",
            description = "Most seconds to wait for an answer (${DEFAULT-VALUE}, RFC 7252).")
    private double patience = 93;

    @Option(
            names = "--acked",
            description = "File for the numbers of all requests answered 2.xx, one a line.")
    private @Nullable Path acked; // null: not given

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var server = new InetSocketAddress(host, port);
        if (server.isUnresolved()) {
            return failed(UNREACHABLE, "no address is known for " + host);
        }
        try {
            var load = load();
            var template = PayloadTemplate.parse(template());
            var writer = new RequestWriter(load.confirmable(), path, format, template);
            var problem = OpenFiles.problem(devices, OpenFiles.limit());
            return problem.isPresent()
                    ? failed(WRONG_USE, problem.get())
                    : run(server, load, writer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (SocketException e) {
            return failed(UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return failed(INTERNAL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private int failed(int code, String reason) {
        spec.commandLine().getErr().println("bench: " + reason);
        return code;
    }

    private Load load() {
        return new Load(
                devices,
                window != null ? window : rate > 0 ? OPEN_LOOP_WINDOW : CLOSED_LOOP_WINDOW,
                rate,
                kind.confirmable || !kind.nonConfirmable,
                first,
                count != null ? count : Load.UNLIMITED,
                seconds("warmup", warmup != null ? warmup : count != null ? 0 : WARMUP),
                seconds("duration", duration != null ? duration : count != null ? 1e9 : DURATION),
                seconds("ack-timeout", ackTimeout),
                seconds("patience", patience));
    }

    private static Duration seconds(String name, double seconds) {
        if (!(seconds >= 0 && seconds <= 1e9)) {
            throw new IllegalArgumentException("--" + name + " is " + seconds + "; use 0 or more");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private String template() throws IOException {
        if (payloadFile != null) {
            return Files.readString(payloadFile).stripTrailing();
        }
        return payload != null ? payload : PayloadTemplate.EVENT;
    }

    private int run(InetSocketAddress server, Load load, RequestWriter writer) throws IOException {
        var random = RandomGenerator.getDefault();
        var addresses = new SourceAddresses(server.getAddress(), random);
        var bar = new ProgressBar(System.err);
        var progress = isAtTerminal() ? bar : Progress.NONE;
        var over = new CountDownLatch(1);
        try (var fleet = UdpFleet.open(server, addresses, devices);
                var ledger = acked == null ? Ledger.none() : Ledger.in(acked)) {
            var run =
                    new Run(
                            load,
                            writer,
                            fleet,
                            ledger,
                            progress,
                            System.currentTimeMillis(),
                            System::nanoTime,
                            random);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, over)));
            var summary = run.toEnd();
            bar.erase();
            ledger.flush(); // both may go to the same place
            print(summary);
            return summary.exitCode();
        } finally {
            over.countDown();
        }
    }

    // JDK 25 returns null again when there is no terminal, which the check does not know yet.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isAtTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// After Ctrl-C the run ends early, and what it found is printed before the program goes.
    private static void stop(Run run, CountDownLatch over) {
        run.stop();
        try {
            if (!over.await(2, TimeUnit.SECONDS)) {
                System.err.println("bench: the run did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var mapper =
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .build();
            out.println(mapper.writeValueAsString(summary));
        } else {
            out.print(summary.text());
            if (summary.codes().isEmpty()) {
                out.println("nothing was answered by " + host + " port " + port);
            }
        }
        out.flush();
    }
}
