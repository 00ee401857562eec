package io.acequia.cli;

import io.acequia.settings.Effective;
import io.acequia.settings.Settings;
import io.acequia.settings.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// A server that answers.
///
/// @param coap addresses of its CoAP sockets, with the ports they really have
/// @param http address of its HTTP port
/// @param encrypted whether that is HTTPS
/// @param stop lets requests under way finish and closes everything
public record RunningServer(
        List<InetSocketAddress> coap, InetSocketAddress http, boolean encrypted, Closeable stop) {
    public RunningServer {
        coap = List.copyOf(coap);
    }

    /// Starts servers.
    @FunctionalInterface
    public interface Starter {
        /// Starts a server and returns once it answers.
        ///
        /// @throws SettingsException when what is set cannot be, such as a port that is taken
        /// @throws IOException when disk or network do not let it start
        RunningServer start(Effective<Settings> settings) throws IOException, SettingsException;
    }
}
