package io.acequia.coap.udp;

/// How a UDP socket is set up.
///
/// @param receiveBuffer wanted bytes of the kernel's receive buffer, at least 1; the system may
///   allow fewer
/// @param burst most datagrams that are taken or sent at a time, 1 to 1,024
/// @param shared whether other sockets of this program may be bound to the same address
///   (`SO_REUSEPORT`), so that the kernel spreads the peers over them
public record UdpSettings(int receiveBuffer, int burst, boolean shared) {
    /// One socket for its address with 4 MiB of buffer: the usual default of 208 KiB holds less
    /// than one burst of a fleet.
    public static final UdpSettings DEFAULTS = new UdpSettings(4 << 20, 64, false);

    private static final int MOST_BURST = 1_024;

    public UdpSettings {
        if (receiveBuffer < 1) {
            throw new IllegalArgumentException(
                    "receive buffer is " + receiveBuffer + "; use 1 or more");
        }
        if (burst < 1 || burst > MOST_BURST) {
            throw new IllegalArgumentException("burst is " + burst + "; use 1 to " + MOST_BURST);
        }
    }
}
