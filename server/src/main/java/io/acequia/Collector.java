package io.acequia;

import io.acequia.access.Accounts;
import io.acequia.access.Doorkeeper;
import io.acequia.console.CertificateFiles;
import io.acequia.console.Console;
import io.acequia.console.HttpListen;
import io.acequia.console.Readiness;
import io.acequia.console.Subjects;
import io.acequia.device.FailingDevices;
import io.acequia.intake.CoapIntake;
import io.acequia.intake.CoapMetrics;
import io.acequia.intake.RequestLog;
import io.acequia.metrics.BuildInfo;
import io.acequia.metrics.Metrics;
import io.acequia.settings.Effective;
import io.acequia.settings.HostPort;
import io.acequia.settings.HttpSettings;
import io.acequia.settings.Role;
import io.acequia.settings.Settings;
import io.acequia.settings.SettingsException;
import io.acequia.settings.SettingsReference;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running server: store, doors and console, started in the order that data flows and closed in
/// reverse.
public final class Collector implements Closeable {
    private static final System.Logger LOG = System.getLogger(Collector.class.getName());

    private final Settings settings;
    private final Effective<Settings> effective;
    private final Doorkeeper doorkeeper;
    private final @Nullable CertificateFiles certificate;
    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final List<InetSocketAddress> coapAddresses;
    private final InetSocketAddress httpAddress;
    private final @Nullable CoapIntake intake;
    private volatile boolean leaving; // written by close, read by whoever asks for readiness

    private Collector(Effective<Settings> effective) throws IOException, SettingsException {
        this.effective = effective;
        this.settings = effective.settings();
        this.doorkeeper = guard(settings);
        this.certificate = certificate(settings);
        if (settings.is(Role.CONSOLE) && certificate == null && !isHere(settings.http().listen())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "passwords and events travel in the clear to "
                            + settings.http().listen()
                            + "; see http.certificate, or have a proxy with TLS before it");
        }
        try {
            var storage = Storage.open(settings);
            parts.push(storage);
            var failing = new FailingDevices(InstantSource.system());
            intake = settings.is(Role.COLLECTOR) ? receive(storage, failing) : null;
            coapAddresses = intake == null ? List.of() : intake.addresses();
            var readiness =
                    new UntilLeaving(
                            intake == null
                                    ? storage::obstacle
                                    : new CoapReadiness(coapAddresses, intake),
                            () -> leaving);
            // With one processor, what opens beside the first answer delays it.
            readiness.obstacle().ifPresent(it -> LOG.log(System.Logger.Level.WARNING, it));
            storage.load();
            httpAddress = openConsole(storage, failing, readiness);
            storage.awaitReady();
            if (intake != null && settings.store().ownFigures().isPositive()) {
                parts.push(OwnFigures.start(storage, intake::doors, settings.store().ownFigures()));
            }
        } catch (IOException e) {
            closeParts();
            throw e;
        }
    }

    /// Starts a server. Devices are served before people: the database and the console are opened
    /// when the log is open and the socket has answered.
    ///
    /// @throws IOException when disk or network do not let it start; its message says what to do
    /// @throws SettingsException when everybody could come in from everywhere
    public static Collector start(Effective<Settings> settings)
            throws IOException, SettingsException {
        return new Collector(settings);
    }

    private static Doorkeeper guard(Settings settings) throws IOException, SettingsException {
        var file = settings.data().resolve(settings.http().accounts());
        var strangers = settings.http().strangers();
        var doorkeeper =
                new Doorkeeper(
                        new Accounts(file),
                        InstantSource.system(),
                        strangers != HttpSettings.Strangers.SHUT);
        if (settings.is(Role.CONSOLE) && !doorkeeper.knowsSomebody()) {
            sayWhoComesIn(strangers, settings, file);
        }
        return doorkeeper;
    }

    private static void sayWhoComesIn(
            HttpSettings.Strangers strangers, Settings settings, Path file)
            throws IOException, SettingsException {
        var listen = settings.http().listen();
        if (isHere(listen) && strangers != HttpSettings.Strangers.SHUT) {
            return;
        }
        switch (strangers) {
            case LOCAL ->
                    throw new SettingsException(
                            ("http.listen is %s, which other machines reach, and there is no"
                                            + " account in %s: run acequia account add NAME --data"
                                            + " %s, or listen on localhost, or see http.strangers")
                                    .formatted(listen, file, settings.data()));
            case SHUT ->
                    LOG.log(
                            System.Logger.Level.WARNING,
                            ("nobody can log in, there is no account in %s: run acequia account add"
                                            + " NAME --data %s")
                                    .formatted(file, settings.data()));
            case OPEN ->
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "everybody who reaches %s sees and changes everything; see http.strangers"
                                    .formatted(listen));
        }
    }

    private static boolean isHere(HostPort listen) throws IOException {
        return listen.addresses().stream()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
    }

    private List<Subjects.SettingLine> settingLines() {
        var meanings = SettingsReference.meanings();
        return effective.values().stream()
                .map(value ->
                        new Subjects.SettingLine(
                                value.key(),
                                String.join(", ", value.texts()),
                                value.origin(),
                                meanings.getOrDefault(value.key(), "")))
                .toList();
    }

    private CoapIntake receive(Storage storage, FailingDevices failing) throws IOException {
        var log = RequestLog.start(settings.log(), System.out, System::nanoTime);
        parts.push(log);
        var intake =
                CoapIntake.start(settings.coap(), storage.store(), log, failing, Collector::fail);
        parts.push(intake);
        return intake;
    }

    private InetSocketAddress openConsole(
            Storage storage, FailingDevices failing, Readiness readiness) throws IOException {
        var listen = settings.http().listen();
        var address = listen.addresses().getFirst().getAddress();
        var names = new ArrayList<>(settings.http().names());
        names.add(listen.host());
        var http = new HttpListen(address.getHostAddress(), listen.port(), names, certificate);
        var metrics = metrics(storage);
        try {
            var console =
                    settings.is(Role.CONSOLE)
                            ? Console.start(
                                    http,
                                    subjects(storage, metrics, failing, readiness),
                                    InstantSource.system())
                            : Console.startProbes(http, metrics, readiness, InstantSource.system());
            parts.push(console::close);
            return new InetSocketAddress(address, console.port());
        } catch (BindException e) {
            throw taken(listen, e);
        }
    }

    private Metrics metrics(Storage storage) {
        var metrics = new Metrics();
        metrics.register(BuildInfo::current, BuildInfo.GROUP);
        if (intake != null) {
            metrics.register(intake::doors, CoapMetrics.GROUP);
            storage.register(metrics);
        }
        return metrics;
    }

    private Subjects subjects(
            Storage storage, Metrics metrics, FailingDevices failing, Readiness readiness) {
        return new Subjects(
                storage.store(),
                metrics,
                failing,
                readiness,
                this::settingLines,
                settings.data().resolve("dashboards"),
                settings.query().lookback(),
                doorkeeper);
    }

    /// Returns the certificate when there is one, or when one was asked for.
    private static @Nullable CertificateFiles certificate(Settings settings) {
        var http = settings.http();
        var files =
                new CertificateFiles(
                        settings.data().resolve(http.certificate()),
                        settings.data().resolve(http.key()));
        boolean isThere = Files.exists(files.chain()) || Files.exists(files.key());
        return isThere || !http.certificate().equals(HttpSettings.DEFAULTS.certificate())
                ? files
                : null;
    }

    private static BindException taken(HostPort listen, BindException cause) {
        var taken =
                new BindException(
                        "cannot listen on TCP %s, %s: choose another with --http, port 0 takes any"
                                .formatted(listen, cause.getMessage()));
        taken.initCause(cause);
        return taken;
    }

    private static void fail(IOException cause) {
        LOG.log(System.Logger.Level.ERROR, "a socket failed; the server ends", cause);
        // An orderly stop, which System.exit would begin, waits for the thread that says this.
        Runtime.getRuntime().halt(1);
    }

    /// Returns the addresses of the CoAP sockets, with the ports they really have.
    public List<InetSocketAddress> coapAddresses() {
        return coapAddresses;
    }

    /// Returns the address of the HTTP port.
    public InetSocketAddress httpAddress() {
        return httpAddress;
    }

    /// Says whether the HTTP port speaks HTTPS.
    public boolean isEncrypted() {
        return certificate != null;
    }

    /// Says that it is not ready any more and goes on for as long as the settings say; then answers
    /// what is under way, refuses what is new, and closes everything.
    @Override
    public void close() throws IOException {
        leaving = true;
        if (intake != null) {
            intake.leave();
        }
        awaitBalancers();
        closeParts();
    }

    private void awaitBalancers() {
        if (settings.drain().isPositive()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "asked to end: not ready, and on for %d ms"
                            .formatted(settings.drain().toMillis()));
        }
        try {
            Thread.sleep(settings.drain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeParts() throws IOException {
        IOException failure = null;
        for (var part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
