package io.acequia.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the console listens.
///
/// @param host address or name of this machine; loopback unless somebody else is to reach it
/// @param port 0 to 65,535; 0 takes any free one
/// @param names further names by which clients may call this host, as in their `Host` header
/// @param certificate for HTTPS, absent for plain HTTP
public record HttpListen(
        String host, int port, List<String> names, @Nullable CertificateFiles certificate) {
    /// Loopback, the usual port.
    public static final HttpListen DEFAULTS = new HttpListen("127.0.0.1", 8080);

    public HttpListen {
        names = List.copyOf(names);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; use 0 to 65535");
        }
    }

    /// Without further names, in the clear.
    public HttpListen(String host, int port) {
        this(host, port, List.of(), null);
    }
}
