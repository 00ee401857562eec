package io.acequia.settings;

import java.util.List;

/// How CoAP requests are received.
///
/// @param listen addresses of the UDP sockets
/// @param workers sockets and threads for each address, 1 to 64
/// @param transport which system calls carry the datagrams
/// @param receiveBuffer what the kernel keeps for a socket while its thread is busy
/// @param burst most datagrams that are taken from a socket at once, 1 to 1,024
/// @param rememberedMessages how many messages are remembered in all, 1,024 to 67,108,864
/// @param maxPayload largest body of a request, 64 B to 16 MiB
/// @param maxEvents most events in one request, 1 to 100,000
public record CoapSettings(
        @Setting(
                        "Addresses of the UDP sockets; localhost means 127.0.0.1 and ::1. Plain CoAP is"
                                + " not encrypted: anyone who reaches the address can send.")
                List<HostPort> listen,
        @Setting("Sockets and threads for each address, 1 to 64.") int workers,
        @Setting(
                        "Which system calls carry datagrams: native takes many at a time (Linux), nio"
                                + " works everywhere, auto takes the best that works.")
                Transport transport,
        @Setting("What the kernel keeps for a socket while its thread is busy, 4KiB to 1GiB.")
                Size receiveBuffer,
        @Setting("Most datagrams that are taken from a socket at once, 1 to 1024.") int burst,
        @Setting(
                        "Messages that are remembered in all, to answer a repeat without storing it"
                                + " again, 1024 to 67108864.")
                int rememberedMessages,
        @Setting("Largest body of a request, 64 to 16MiB.") Size maxPayload,
        @Setting("Most events in one request, 1 to 100000.") int maxEvents) {

    /// Ways to read and write datagrams.
    public enum Transport {
        /// The best that works on this machine.
        AUTO,
        /// Batched system calls.
        NATIVE,
        /// The channels of the JDK.
        NIO
    }

    /// What holds when nothing is set.
    public static final CoapSettings DEFAULTS =
            new CoapSettings(
                    List.of(new HostPort("localhost", 5683)),
                    1,
                    Transport.AUTO,
                    Size.mebibytes(4),
                    64,
                    1_048_576,
                    Size.kibibytes(64),
                    1_000);

    public CoapSettings {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("coap.listen is empty; use at least one HOST:PORT");
        }
        Range.check("coap.workers", workers, 1, 64);
        Range.check("coap.receive-buffer", receiveBuffer, Size.kibibytes(4), Size.mebibytes(1_024));
        Range.check("coap.burst", burst, 1, 1_024);
        Range.check("coap.remembered-messages", rememberedMessages, 1_024, 67_108_864);
        Range.check("coap.max-payload", maxPayload, new Size(64), Size.mebibytes(16));
        Range.check("coap.max-events", maxEvents, 1, 100_000);
    }
}
