package io.acequia.cli;

import io.acequia.log.Logging;
import io.acequia.settings.Settings;
import io.acequia.settings.StoreSettings.Kind;
import io.acequia.store.copy.CopyFigures;
import io.acequia.store.copy.CopyPlace;
import io.acequia.store.copy.StoreCopy;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `acequia store`: what is stored, without a server.
@Command(name = "store", description = "Copy what is stored to another store.")
final class StoreCommand {
    /// What is under way is finished when the command is to end; past this it is given up.
    private static final long FAREWELL_SECONDS = 60;

    private final Surroundings surroundings;

    StoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "copy",
            mixinStandardHelpOptions = true, // later it would mix up the arguments
            description = {
                "Copy all events from the embedded store to OpenSearch, or back.",
                "Events that are there already are not copied again: run it as often as you like."
                        + " Ctrl-C ends it in order, and the same command goes on from there."
            })
    int copy(
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "STORE",
                            description = "embedded or opensearch.")
                    Kind from,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "STORE",
                            description = "The other one.")
                    Kind to,
            @Option(
                            names = "--restart",
                            description = "Compare everything again in place of going on.")
                    boolean restart,
            @Mixin SettingsOptions options)
            throws Exception {
        var settings = options.read(surroundings).settings();
        check(from, to, settings);
        Logging.start(settings.log());
        var place = new CopyPlace(file(from, to, settings));
        if (restart) {
            place.clear();
        }
        return copy(from, to, settings, place);
    }

    private static Path file(Kind from, Kind to, Settings settings) {
        return settings.data().resolve("copy-" + name(from) + "-" + name(to) + ".json");
    }

    private static void check(Kind from, Kind to, Settings settings) throws Failure {
        if (from == to) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--from and --to are both " + name(from) + "; use embedded and opensearch");
        }
        if (from == Kind.EMBEDDED && !EmbeddedStore.isIn(settings.data())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "there is no store in " + settings.data() + "; name its directory with --data");
        }
    }

    private int copy(Kind from, Kind to, Settings settings, CopyPlace place)
            throws Failure, IOException, InterruptedException {
        var over = new CountDownLatch(1);
        try (var source = surroundings.stores().open(from, settings);
                var target = surroundings.stores().open(to, settings)) {
            var terminal = CopyProgress.isAtTerminal();
            var progress =
                    new CopyProgress(surroundings.err(), terminal, name(to), System::nanoTime);
            var copy = new StoreCopy(source, target, place, progress);
            surroundings.termination().onRequest(() -> stop(copy, over));
            return end(run(copy, progress), progress, from, to);
        } finally {
            over.countDown();
        }
    }

    private static CopyFigures run(StoreCopy copy, CopyProgress progress)
            throws Failure, InterruptedException {
        try {
            return copy.run();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    e.getMessage() + "; the same command goes on from where this one came to");
        } finally {
            progress.erase();
        }
    }

    private void stop(StoreCopy copy, CountDownLatch over) {
        copy.stop();
        try {
            if (!over.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                surroundings.err().println("acequia: the copy did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int end(CopyFigures figures, CopyProgress progress, Kind from, Kind to) throws Failure {
        progress.erase();
        var what = name(from) + " to " + name(to);
        surroundings.out().println(progress.summary(figures, what));
        surroundings.out().flush();
        if (!figures.isComplete()) {
            throw new Failure(
                    ExitCode.SERVER_FAILED, "stopped before the end; the same command goes on");
        }
        if (figures.rejected() > 0) {
            throw new Failure(
                    ExitCode.REFUSED,
                    String.format(
                            Locale.ROOT,
                            "%,d events were refused for ever, the first because: %s",
                            figures.rejected(),
                            figures.firstRejection()));
        }
        return ExitCode.OK;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
