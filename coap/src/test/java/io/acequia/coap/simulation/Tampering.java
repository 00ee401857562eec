package io.acequia.coap.simulation;

import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which events the network lied about.
///
/// CoAP leaves integrity to UDP and DTLS: who alters the message ID or token of a request makes it
/// another request, who alters the code of a response makes it another answer. A payload is
/// protected by the checksum that devices put into it.
final class Tampering {
    private final Map<Bytes, Long> eventOfToken = new HashMap<>();
    private final Set<Long> requestIdentities = new HashSet<>();
    private final Set<Long> requests = new HashSet<>();
    private final Set<Long> responses = new HashSet<>();

    /// Looks at a datagram before it is sent.
    void seen(Bytes datagram) {
        var message = Wire.parse(datagram);
        if (message.code() == Code.POST) {
            eventOfToken.put(message.token(), Event.parse(message.payload()).id());
        }
    }

    /// Notes that a datagram arrives as another one.
    void altered(Bytes datagram, Bytes altered) {
        var message = Wire.parse(datagram);
        var event = eventOfToken.get(message.token());
        if (event == null) {
            return; // an empty message: it names no event
        }
        if (message.code() != Code.POST) {
            responses.add(event);
            return;
        }
        requests.add(event);
        int headerLength = 4 + message.token().length();
        var header = Bytes.copyOf(datagram.toArray(), 0, headerLength);
        if (!header.matches(altered.toArray(), 0, headerLength)) {
            requestIdentities.add(event);
        }
    }

    /// Says whether a copy of the request may have looked like another request.
    boolean isRequestMultiplied(long event) {
        return requestIdentities.contains(event);
    }

    /// Says whether the device may have got an answer that nobody gave.
    boolean isAnswerForged(long event) {
        return responses.contains(event);
    }

    /// Says whether anything about an event was altered.
    boolean isTouched(long event) {
        return requests.contains(event) || responses.contains(event);
    }
}
