package io.acequia.coap.client;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Transmission;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.Malformed;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.MessageWriter;
import io.acequia.coap.message.Option;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The message layer of a client of one server (RFC 7252 §4, §5.2).
///
/// ```
/// CON sent     --no answer in time--> sent again, at most 4 times, then given up
///              --ACK with response--> answered
///              --empty ACK-->         acknowledged: no more repeats, the response comes as CON or NON
///              --RST-->               reset
/// acknowledged --CON response-->      answered, and the response acknowledged
/// ```
///
/// Confined to one thread: [#turn] does everything that the network and time ask for.
public final class ClientEndpoint {
    private static final int TOKEN_LENGTH = 8;

    private static final class Open {
        final byte[] datagram;
        final int messageId;
        final long begun;
        final long patience;
        final Consumer<Result> receiver;
        final boolean isConfirmable;
        long timeout;
        long due;
        int repeats;
        boolean acknowledged;

        Open(
                byte[] datagram,
                int messageId,
                boolean isConfirmable,
                long begun,
                long patience,
                Consumer<Result> receiver) {
            this.datagram = datagram;
            this.messageId = messageId;
            this.isConfirmable = isConfirmable;
            this.begun = begun;
            this.patience = patience;
            this.receiver = receiver;
        }

        Open acknowledge() {
            acknowledged = true;
            due = begun + patience;
            return this;
        }
    }

    private final DatagramPort port;
    private final Peer server;
    private final long patience;
    private final LongSupplier ticks;
    private final RandomGenerator random;
    private final Map<Long, Open> byToken = new HashMap<>();
    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter(MessageWriter.LARGEST);
    private int nextMessageId;
    private long now;

    /// Sets up an endpoint.
    ///
    /// @param port where datagrams come from and go to
    /// @param server who is asked
    /// @param patience longest that a request waits for its answer
    /// @param ticks monotonic nanoseconds
    /// @param random for tokens, message IDs and times of repetition
    public ClientEndpoint(
            DatagramPort port,
            Peer server,
            Duration patience,
            LongSupplier ticks,
            RandomGenerator random) {
        this.port = port;
        this.server = server;
        this.patience = patience.toNanos();
        this.ticks = ticks;
        this.random = random;
        nextMessageId = random.nextInt(0x1_0000);
    }

    /// Returns how many requests wait for their answers.
    public int open() {
        return byToken.size();
    }

    /// Sends a request; the receiver gets exactly one result, on the thread that calls [#turn].
    public void send(ClientRequest request, Consumer<Result> receiver) throws IOException {
        now = ticks.getAsLong();
        long token = random.nextLong(); // RFC 7252 §5.3.1: hard to guess
        int type = request.confirmable() ? MessageType.CON : MessageType.NON;
        int messageId = nextMessageId++ & 0xffff;
        writer.begin(type, request.method(), messageId, token, TOKEN_LENGTH)
                .options(request.options())
                .payload(request.payload());
        var datagram = Arrays.copyOf(writer.bytes(), writer.length());
        var open = new Open(datagram, messageId, request.confirmable(), now, patience, receiver);
        long least = Transmission.ACK_TIMEOUT.toNanos();
        open.timeout = (long) (least * random.nextDouble(1, Transmission.ACK_RANDOM_FACTOR));
        open.due = now + Math.min(open.timeout, patience);
        byToken.put(token, open);
        port.send(server, datagram, 0, datagram.length);
        port.flush();
    }

    /// Takes what arrives, waiting for it if need be, and does what time asks for.
    public void turn(long maxWaitNanos) throws IOException {
        now = ticks.getAsLong();
        port.receive(untilDue(maxWaitNanos), this::onDatagram);
        now = ticks.getAsLong();
        for (var entry : List.copyOf(byToken.entrySet())) {
            if (entry.getValue().due - now <= 0) {
                onDue(entry.getKey(), entry.getValue());
            }
        }
        port.flush();
    }

    /// Gives every open request a result, as when the network is gone.
    public void fail(Result result) {
        var all = new ArrayList<>(byToken.values());
        byToken.clear();
        all.forEach(open -> open.receiver.accept(result));
    }

    private long untilDue(long most) {
        long wait = most;
        for (var open : byToken.values()) {
            wait = Math.clamp(open.due - now, 0, wait);
        }
        return wait;
    }

    // RFC 7252 §4.2: repeat with twice the time-out, at most MAX_RETRANSMIT times.
    private void onDue(long token, Open open) throws IOException {
        boolean isSpent = now - open.begun >= open.patience;
        boolean mayRepeat = open.isConfirmable && !open.acknowledged;
        if (isSpent || (mayRepeat && open.repeats == Transmission.MAX_RETRANSMIT)) {
            byToken.remove(token);
            open.receiver.accept(new Result.NoAnswer(Duration.ofNanos(now - open.begun)));
            return;
        }
        if (mayRepeat) {
            open.repeats++;
            open.timeout *= 2;
            port.send(server, open.datagram, 0, open.datagram.length);
        }
        open.due = Math.min(now + open.timeout, open.begun + open.patience);
    }

    private void onDatagram(Peer from, byte[] bytes, int start, int length) {
        if (!from.equals(server)) {
            return;
        }
        switch (reader.read(bytes, start, length)) {
            case MessageView message -> onMessage(message);
            case Malformed _ -> {}
        }
    }

    private void onMessage(MessageView message) {
        if (Code.isResponse(message.code())) {
            onResponse(message);
        } else if (message.type() == MessageType.CON) {
            // RFC 7252 §4.2, §4.3: a ping, or a request, which a client does not serve
            sendEmpty(MessageType.RST, message.messageId());
        } else if (message.code() == Code.EMPTY) {
            onEmpty(message);
        }
    }

    private void onEmpty(MessageView message) {
        var token = tokenOf(message.messageId());
        if (token == null) {
            return;
        }
        if (message.type() == MessageType.ACK) {
            byToken.computeIfPresent(token, (_, open) -> open.acknowledge());
        } else if (message.type() == MessageType.RST) {
            var open = byToken.remove(token);
            if (open != null) {
                open.receiver.accept(new Result.Reset());
            }
        }
    }

    private @Nullable Long tokenOf(int messageId) {
        for (var entry : byToken.entrySet()) {
            if (entry.getValue().messageId == messageId) {
                return entry.getKey();
            }
        }
        return null;
    }

    private void onResponse(MessageView message) {
        var open = message.tokenLength() == TOKEN_LENGTH ? byToken.get(message.token()) : null;
        // RFC 7252 §5.3.2: a piggybacked response must match the message ID as well
        boolean isPiggybacked = message.type() == MessageType.ACK;
        if (isPiggybacked && open != null && open.messageId != message.messageId()) {
            return;
        }
        if (message.type() == MessageType.CON) {
            // also one that came before: its acknowledgement may have been lost
            sendEmpty(MessageType.ACK, message.messageId());
        }
        if (open != null) {
            byToken.remove(message.token());
            open.receiver.accept(answer(message));
        }
    }

    private static Result answer(MessageView message) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < message.optionCount(); i++) {
            var value =
                    Bytes.copyOf(message.bytes(), message.optionFrom(i), message.optionLength(i));
            options.add(new Option(message.optionNumber(i), value));
        }
        var payload = Bytes.copyOf(message.bytes(), message.payloadFrom(), message.payloadLength());
        return new Result.Answer(message.code(), options, payload);
    }

    private void sendEmpty(int type, int messageId) {
        writer.begin(type, Code.EMPTY, messageId, 0, 0);
        try {
            port.send(server, writer.bytes(), 0, writer.length());
        } catch (IOException _) {
            // as if it had been lost: the server sends its message again
        }
    }
}
