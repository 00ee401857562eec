package io.acequia.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What commands need from outside.
///
/// @param connections opens connections of the client commands
/// @param starter starts the server of `serve`
/// @param stores opens stores for commands that need no server
/// @param environment variables of the process
/// @param directory the working directory
/// @param clock says the time of events
/// @param termination calls back when the process is asked to end
/// @param out results
/// @param err everything else
public record Surroundings(
        Connection.Opener connections,
        RunningServer.Starter starter,
        StoreOpener stores,
        Map<String, String> environment,
        Path directory,
        InstantSource clock,
        Termination termination,
        PrintWriter out,
        PrintWriter err) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// What happens when the process is asked to end (SIGINT, SIGTERM).
    public interface Termination {
        /// Registers an action; the process ends when it returns.
        void onRequest(Runnable action);

        /// Ends the process at once; for use at the end of an action.
        void end(int exitCode);

        /// The shutdown hooks of the virtual machine.
        Termination OF_PROCESS =
                new Termination() {
                    @Override
                    public void onRequest(Runnable action) {
                        Runtime.getRuntime().addShutdownHook(new Thread(action, "termination"));
                    }

                    // The exit code of a signal is 128 + its number unless a hook halts.
                    @Override
                    public void end(int exitCode) {
                        Runtime.getRuntime().halt(exitCode);
                    }
                };
    }

    /// The surroundings of a real process.
    public static Surroundings ofProcess(RunningServer.Starter starter, StoreOpener stores) {
        return new Surroundings(
                Connection::udp,
                starter,
                stores,
                System.getenv(),
                Path.of(""),
                InstantSource.system(),
                Termination.OF_PROCESS,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
}
