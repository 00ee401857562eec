package io.acequia.coap.exchange;

import io.acequia.coap.message.Code;
import io.acequia.coap.message.Malformed;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.MessageWriter;
import io.acequia.coap.message.OptionNumber;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The message layer of a server at one port (RFC 7252 §4): answers, acknowledges, rejects, and
/// recognises repeats.
///
/// ```
/// CON, new        -> receiver: answer        -> ACK with the response
///                              later, in time -> ACK with the response
///                              later, 1.5 s  -> empty ACK, then CON with the response
/// CON, repeat     -> answered: the same ACK; open: the empty ACK again, if there was one
/// NON, new        -> receiver -> NON with the response
/// NON, repeat     -> silence
/// CON, no message -> RST           CON empty (ping) -> RST
/// anything else that is no message or belongs to no exchange -> silence
/// ```
///
/// Confined to one thread but for [#statistics] and the port's wake-up. Allocates nothing for a
/// request that is answered with a compact response.
public final class Endpoint {
    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());
    private static final int MOST_KEPT = 1_024;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int CLOCK_START = 1_000; // so that remembered requests lie before it

    private final DatagramPort port;
    private final RequestReceiver receiver;
    private final ExchangeObserver observer;
    private final InstantSource clock;
    private final LongSupplier ticks;
    private final ExchangeKeys keys;
    private final Deduplication requests;
    private final OpenRequests open;
    private final SeparateResponses separate;
    private final EndpointStatistics statistics = new EndpointStatistics();
    private final Map<Long, Response> kept =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Response> eldest) {
                    return size() > MOST_KEPT;
                }
            };
    private final DatagramPort.Receiver onDatagram = this::onDatagram;
    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter(MessageWriter.LARGEST);
    private final Exchange exchange = new Exchange();
    private final Peer peer = new Peer();
    private final long start;

    private long now;
    private long millis;
    private int nextMessageId;

    /// Sets up an endpoint.
    ///
    /// @param port where datagrams come from and go to
    /// @param receiver makes answers of requests
    /// @param observer sees the answers
    /// @param settings bounds
    /// @param clock time of day
    /// @param ticks monotonic nanoseconds
    /// @param random for message IDs and times of repetition
    public Endpoint(
            DatagramPort port,
            RequestReceiver receiver,
            ExchangeObserver observer,
            EndpointSettings settings,
            InstantSource clock,
            LongSupplier ticks,
            RandomGenerator random) {
        this.port = port;
        this.receiver = receiver;
        this.observer = observer;
        this.clock = clock;
        this.ticks = ticks;
        keys = new ExchangeKeys(settings.secret());
        requests = new Deduplication(settings.rememberedMessages(), statistics.forgotten);
        open = new OpenRequests(settings.openRequests());
        separate = new SeparateResponses(port, random, statistics);
        nextMessageId = random.nextInt(0x1_0000);
        start = ticks.getAsLong();
        now = start;
    }

    /// Returns what this endpoint counts.
    public EndpointStatistics statistics() {
        return statistics;
    }

    /// Remembers a request that was stored before this endpoint started.
    ///
    /// @param key as [Exchange#key] gave it
    /// @param code it was answered with
    /// @param ageSeconds how long ago it arrived
    public void remember(long key, int code, long ageSeconds) {
        int lifetime = lifetime(MessageType.CON);
        int entry = requests.find(key, second());
        if (entry < 0 && ageSeconds < lifetime) {
            int second = second() - (int) Math.max(0, ageSeconds);
            requests.open(~entry, key, second, lifetime);
            requests.answer(~entry, key, code, 0, false);
        }
    }

    /// Takes one burst of datagrams, or waits for one, and does what time asks for. Answers are
    /// sent by the next [#flush].
    ///
    /// @param maxWaitNanos longest wait for a datagram
    /// @return how many datagrams came
    public int turn(long maxWaitNanos) throws IOException {
        now = ticks.getAsLong();
        long wait = separate.untilDue(now, maxWaitNanos);
        long waiting = open.oldestWaiting();
        if (waiting >= 0) {
            long delay = Transmission.PROCESSING_DELAY.toNanos() + open.arrival(waiting) - now;
            wait = Math.clamp(delay, 0, wait);
        }
        millis = 0;
        int count = port.receive(wait, onDatagram);
        if (count > 0) {
            statistics.datagrams.add(count);
            statistics.bursts.increment();
        }
        now = ticks.getAsLong();
        acknowledgeOverdue();
        separate.repeat(now);
        return count;
    }

    /// Answers a request whose answer was to come later. A ticket that is not open is ignored.
    public void respond(long ticket, Response response) throws IOException {
        if (!open.isOpen(ticket)) {
            return;
        }
        open.peer(ticket, peer);
        long key = open.key(ticket);
        keep(open.entry(ticket), key, open.method(ticket), response);
        observer.answered(
                open.route(ticket),
                open.method(ticket),
                open.messageId(ticket),
                response.code(),
                now - open.arrival(ticket));
        if (Code.classOf(response.code()) > 2) {
            observer.refused(peer, open.route(ticket), open.method(ticket), response);
        }
        long token = open.token(ticket);
        int tokenLength = open.tokenLength(ticket);
        boolean silent = isUnwanted(open.noResponse(ticket), response.code());
        if (open.isConfirmable(ticket) && open.isAcknowledged(ticket)) {
            if (!silent) {
                sendSeparate(token, tokenLength, response);
            }
        } else if (open.isConfirmable(ticket)) {
            int messageId = open.messageId(ticket);
            if (silent) {
                sendEmpty(MessageType.ACK, messageId);
            } else {
                send(MessageType.ACK, messageId, token, tokenLength, response);
            }
        } else if (!silent) {
            send(MessageType.NON, nextMessageId++, token, tokenLength, response);
        }
        open.close(ticket);
    }

    /// Says whether some requests still wait for their answers.
    public boolean hasOpenRequests() {
        return !open.isEmpty();
    }

    /// Sends what waits to be sent.
    public void flush() throws IOException {
        port.flush();
    }

    private void onDatagram(Peer from, byte[] bytes, int start, int length) {
        try {
            if (millis == 0) { // the first datagram of a burst
                millis = clock.millis();
                now = ticks.getAsLong();
            }
            peer.copy(from);
            switch (reader.read(bytes, start, length)) {
                case MessageView message -> onMessage(message);
                case Malformed malformed -> onMalformed(malformed, bytes, start);
            }
        } catch (IOException e) {
            // A port that cannot send loses datagrams, as a network does; the peer sends again.
            LOG.log(System.Logger.Level.WARNING, "cannot send to " + peer, e);
        }
    }

    // RFC 7252 §4.2: a confirmable message with a format error is rejected by a reset.
    private void onMalformed(Malformed malformed, byte[] bytes, int start) throws IOException {
        statistics.malformed.increment();
        switch (malformed) {
            case RUNT, VERSION -> {}
            case TOKEN_LENGTH,
                    TOKEN,
                    EMPTY_WITH_CONTENT,
                    OPTION_NIBBLE,
                    OPTION_NUMBER,
                    OPTION_LENGTH,
                    PAYLOAD ->
                    reject(MessageReader.type(bytes, start), MessageReader.messageId(bytes, start));
        }
    }

    private void onMessage(MessageView message) throws IOException {
        int type = message.type();
        int code = message.code();
        if (type == MessageType.ACK || type == MessageType.RST) {
            // RFC 7252 §4.2: one that carries a request is ignored, as is a response to no request.
            if (code == Code.EMPTY) {
                separate.settle(peer, message.messageId());
            } else {
                statistics.unexpected.increment();
            }
        } else if (Code.isRequest(code)) {
            onRequest(message);
        } else {
            // RFC 7252 §4.2, §4.3: empty CON is a ping; reserved codes and unasked responses are
            // rejected.
            boolean isPing = code == Code.EMPTY && type == MessageType.CON;
            (isPing ? statistics.pings : statistics.unexpected).increment();
            reject(type, message.messageId());
        }
    }

    private void reject(int type, int messageId) throws IOException {
        if (type == MessageType.CON) {
            sendEmpty(MessageType.RST, messageId);
        }
    }

    private void onRequest(MessageView message) throws IOException {
        long key = keys.key(peer, message);
        int entry = requests.find(key, second());
        if (entry >= 0) {
            statistics.duplicates.increment();
            observer.repeated(peer);
            onRepeat(message, entry, key);
            return;
        }
        exchange.set(peer, key, open.nextTicket(), millis);
        requests.open(~entry, key, second(), lifetime(message.type()));
        switch (answer(message)) {
            case Answer.Later _ -> open.add(message, exchange, ~entry, NoResponse.of(message), now);
            case Response response -> respondNow(message, ~entry, response);
        }
    }

    private Answer answer(MessageView message) {
        try {
            if (open.isFull()) {
                statistics.overloads.increment();
                return receiver.overloaded(exchange);
            }
            return receiver.receive(message, exchange);
        } catch (RuntimeException e) {
            statistics.failures.increment();
            var id = Long.toHexString(exchange.key());
            LOG.log(System.Logger.Level.ERROR, "request " + id + " from " + peer + " failed", e);
            return Response.diagnostic(Code.INTERNAL_SERVER_ERROR, id);
        }
    }

    private void respondNow(MessageView message, int entry, Response given) throws IOException {
        var response = AnswerSize.limit(given, message.length(), message.tokenLength());
        keep(entry, exchange.key(), message.code(), response);
        observer.answered(
                exchange.route(),
                message.code(),
                message.messageId(),
                response.code(),
                ticks.getAsLong() - now);
        boolean silent = isUnwanted(NoResponse.of(message), response.code());
        if (message.type() == MessageType.CON) {
            acknowledge(message, response, silent);
        } else if (!silent) {
            send(
                    MessageType.NON,
                    nextMessageId++,
                    message.token(),
                    message.tokenLength(),
                    response);
        }
    }

    private void acknowledge(MessageView message, Response response, boolean silent)
            throws IOException {
        if (silent) {
            sendEmpty(MessageType.ACK, message.messageId());
            return;
        }
        send(
                MessageType.ACK,
                message.messageId(),
                message.token(),
                message.tokenLength(),
                response);
    }

    // RFC 7252 §4.5: the same acknowledgement again for a confirmable message, silence for another.
    private void onRepeat(MessageView message, int entry, long key) throws IOException {
        if (message.type() != MessageType.CON) {
            return;
        }
        int code = requests.code(entry);
        if (code == 0) {
            if (requests.isAcknowledged(entry)) {
                sendEmpty(MessageType.ACK, message.messageId());
            }
            return;
        }
        boolean silent = isUnwanted(NoResponse.of(message), code);
        var response = requests.isKept(entry) ? kept.get(key) : null;
        if (response != null || silent) {
            acknowledge(message, response == null ? Response.of(code) : response, silent);
            return;
        }
        begin(MessageType.ACK, message.messageId(), code, message.token(), message.tokenLength());
        if (requests.maxAge(entry) > 0) {
            writer.option(OptionNumber.MAX_AGE, requests.maxAge(entry));
        }
        send();
    }

    // RFC 7252 §4.5 lets a request without effect be processed again instead of being remembered.
    private void keep(int entry, long key, int method, Response response) {
        if (response.isCompact()) {
            int maxAge = (int) Math.max(0, response.maxAge());
            requests.answer(entry, key, response.code(), maxAge, false);
        } else if (method == Code.GET || method == Code.FETCH) {
            requests.forget(entry, key);
        } else {
            requests.answer(entry, key, response.code(), 0, true);
            kept.put(key, response);
        }
    }

    private void acknowledgeOverdue() throws IOException {
        for (long ticket = open.oldestWaiting(); ticket >= 0; ticket = open.oldestWaiting()) {
            if (now - open.arrival(ticket) < Transmission.PROCESSING_DELAY.toNanos()) {
                return;
            }
            open.acknowledge(ticket);
            if (open.isConfirmable(ticket)) {
                requests.acknowledge(open.entry(ticket), open.key(ticket));
                open.peer(ticket, peer);
                sendEmpty(MessageType.ACK, open.messageId(ticket));
            }
        }
    }

    private static boolean isUnwanted(int noResponse, int code) {
        return noResponse != 0 && NoResponse.covers(noResponse, code);
    }

    private void sendSeparate(long token, int tokenLength, Response response) throws IOException {
        int messageId = nextMessageId++ & 0xffff;
        if (!separate.hasRoom()) {
            send(MessageType.NON, messageId, token, tokenLength, response);
            return;
        }
        write(MessageType.CON, messageId, token, tokenLength, response);
        var datagram = Arrays.copyOf(writer.bytes(), writer.length());
        separate.send(peer, messageId, datagram, now);
    }

    private void send(int type, int messageId, long token, int tokenLength, Response response)
            throws IOException {
        write(type, messageId, token, tokenLength, response);
        send();
    }

    private void sendEmpty(int type, int messageId) throws IOException {
        begin(type, messageId, Code.EMPTY, 0, 0);
        send();
    }

    private void write(int type, int messageId, long token, int tokenLength, Response response) {
        begin(type, messageId, response.code(), token, tokenLength);
        writer.options(response.options()).payload(response.payload());
    }

    private void begin(int type, int messageId, int code, long token, int tokenLength) {
        writer.begin(type, code, messageId, token, tokenLength);
    }

    private void send() throws IOException {
        port.send(peer, writer.bytes(), 0, writer.length());
    }

    private int second() {
        return CLOCK_START + (int) ((now - start) / NANOS_PER_SECOND);
    }

    private static int lifetime(int type) {
        var lifetime =
                type == MessageType.CON
                        ? Transmission.EXCHANGE_LIFETIME
                        : Transmission.NON_LIFETIME;
        return (int) lifetime.toSeconds();
    }
}
