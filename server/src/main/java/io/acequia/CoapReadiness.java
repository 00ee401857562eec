package io.acequia;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.CoapClient;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Code;
import io.acequia.console.Readiness;
import io.acequia.intake.CoapIntake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks our own CoAP socket, as a device would: a thread that hangs is not ready, whatever its
/// process says.
final class CoapReadiness implements Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// A thread sleeps for a second at most and takes milliseconds for a burst.
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    private final List<InetSocketAddress> addresses;
    private final CoapIntake intake;

    /// @param listening addresses of our sockets
    /// @param intake whose sockets they are
    CoapReadiness(List<InetSocketAddress> listening, CoapIntake intake) {
        this.addresses = listening.stream().map(CoapReadiness::here).toList();
        this.intake = intake;
    }

    private static InetSocketAddress here(InetSocketAddress listening) {
        return listening.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getPort())
                : listening;
    }

    /// Of several threads for an address the kernel chooses one; the others may hang all the same.
    @Override
    public Optional<String> obstacle() {
        return hang().or(() ->
                addresses.stream()
                        .map(CoapReadiness::obstacle)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    @Override
    public Optional<String> hang() {
        return intake.hang(LONGEST_TURN);
    }

    private static Optional<String> obstacle(InetSocketAddress address) {
        try (var client = CoapClient.open(address, PATIENCE)) {
            return obstacle(client.send(ClientRequest.get("/health")).join());
        } catch (IOException e) {
            return Optional.of("no socket to ask our own with: " + e.getMessage());
        }
    }

    private static Optional<String> obstacle(Result result) {
        return switch (result) {
            case Result.Answer answer when answer.code() == Code.CONTENT -> Optional.empty();
            case Result.Answer answer ->
                    Optional.of("/health answers " + Code.text(answer.code()) + " over CoAP");
            case Result.Reset _ -> Optional.of("our CoAP socket resets /health");
            case Result.NoAnswer _ ->
                    Optional.of(
                            "our CoAP socket does not answer within "
                                    + PATIENCE.toSeconds()
                                    + " s");
            case Result.Unreachable(var reason) -> Optional.of("our CoAP socket: " + reason);
        };
    }
}
