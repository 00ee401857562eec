package io.acequia.coap.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Bytes;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The other side of an endpoint under test.
public final class ScriptedPeer {
    private final LockstepEndpoint endpoint;
    private final Peer address;

    ScriptedPeer(LockstepEndpoint endpoint, Peer address) {
        this.endpoint = endpoint;
        this.address = address;
    }

    /// Returns its address.
    public Peer address() {
        return address;
    }

    /// Sends a message.
    public void send(Wire message) {
        send(message.bytes());
    }

    /// Sends a datagram, given in hexadecimal; blanks are left out.
    public void send(String hex) {
        send(Bytes.of(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    /// Sends a datagram.
    public void send(Bytes datagram) {
        endpoint.port().deliver(address, datagram);
        endpoint.turn();
    }

    /// Takes the next message that the endpoint sent; there must be one, and for this peer.
    public Wire receive() {
        var datagram = poll();
        assertNotNull(datagram, "the endpoint is silent");
        assertEquals(address, datagram.peer(), "the endpoint speaks to somebody else");
        return Wire.parse(datagram.bytes());
    }

    /// Expects this message next.
    public void expect(Wire message) {
        var next = receive();
        assertEquals(message, next);
        // and as this encoder writes it
        assertEquals(message.bytes(), next.bytes());
    }

    /// Expects that the endpoint sent nothing.
    public void expectSilence() {
        var datagram = poll();
        assertNull(datagram == null ? null : Wire.parse(datagram.bytes()), "not silent");
    }

    /// Takes all messages that the endpoint sent.
    public List<Wire> receiveAll() {
        var all = endpoint.port().sent().stream().map(d -> Wire.parse(d.bytes())).toList();
        endpoint.port().sent().clear();
        return all;
    }

    private @Nullable Datagram poll() {
        return endpoint.port().sent().poll();
    }
}
