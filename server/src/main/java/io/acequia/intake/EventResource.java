package io.acequia.intake;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Exchange;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.exchange.Tally;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import io.acequia.coap.server.Handler;
import io.acequia.coap.server.Request;
import io.acequia.codec.Decoded;
import io.acequia.codec.JsonEvents;
import io.acequia.device.FailingDevices;
import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.ingest.Completion;
import io.acequia.store.EventStore;
import io.acequia.store.Lane;
import io.acequia.store.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// `POST /event`: events in, and an answer when they are durable. Belongs to one thread.
final class EventResource implements Handler {
    private static final Response CREATED = Response.of(Code.CREATED);
    private static final Response UNSUPPORTED = Response.of(Code.UNSUPPORTED_CONTENT_FORMAT);
    private static final Response FORBIDDEN =
            Response.diagnostic(
                    Code.FORBIDDEN,
                    "namespace: " + Event.OWN_NAMESPACE + " is the server's own, use another");
    private static final Response NO_IDEMPOTENCY_KEY =
            Response.diagnostic(Code.BAD_OPTION, "i: idempotency keys are not supported");
    private static final Bytes IDEMPOTENCY_KEY = Bytes.utf8("i");

    private final EventStore store;
    private final Lane lane;
    private final JsonEvents json;
    private final EventBuffer events = new EventBuffer(16);
    private final BooleanSupplier isDraining;
    private final RetryAfter retryAfter;
    private final FailingDevices failing;
    private final int maxPayload;
    private final Response tooLarge;
    private final Tally clamped = new Tally();

    EventResource(
            EventStore store,
            Lane lane,
            IntakeLimits limits,
            BooleanSupplier isDraining,
            RetryAfter retryAfter,
            FailingDevices failing) {
        this.store = store;
        this.lane = lane;
        this.isDraining = isDraining;
        this.retryAfter = retryAfter;
        this.failing = failing;
        json = new JsonEvents(limits.maxEvents());
        maxPayload = limits.maxPayload();
        var size = Option.number(OptionNumber.SIZE1, maxPayload);
        tooLarge = new Response(Code.REQUEST_ENTITY_TOO_LARGE, List.of(size), Bytes.EMPTY);
    }

    @Override
    public Answer handle(Request request) {
        if (request.contentFormat() != ContentFormat.JSON) {
            return UNSUPPORTED;
        }
        if (request.payloadLength() > maxPayload) {
            return tooLarge;
        }
        if (request.hasQuery(IDEMPOTENCY_KEY)) {
            return NO_IDEMPOTENCY_KEY;
        }
        if (isDraining.getAsBoolean()) {
            return unavailable(request.exchange());
        }
        int from = request.payloadFrom();
        return switch (json.decode(request.bytes(), from, from + request.payloadLength(), events)) {
            case Decoded.Accepted _ -> store(request.exchange());
            case Decoded.Malformed(var reason) -> Response.diagnostic(Code.BAD_REQUEST, reason);
            case Decoded.TooManyEvents _ -> tooLarge;
        };
    }

    private Answer store(Exchange exchange) {
        if (Completion.claimsOwnNamespace(events)) {
            return FORBIDDEN;
        }
        long received = TimeUnit.MILLISECONDS.toMicros(exchange.receivedMillis());
        int implausible = Completion.complete(events, received);
        if (implausible > 0) {
            noteClamped(exchange, implausible);
        }
        boolean taken = lane.add(events, received, exchange.key(), exchange.ticket());
        return taken ? Answer.Later.LATER : unavailable(exchange);
    }

    private void noteClamped(Exchange exchange, int count) {
        clamped.add(count);
        int event = 0;
        while (events.timeSource(event) != TimeSource.CLAMPED.number()) {
            event++;
        }
        failing.clamped(
                exchange.peer(),
                count,
                events.bytes(),
                events.keywordFrom(event, EventBuffer.SENDER),
                events.keywordLength(event, EventBuffer.SENDER));
    }

    private Response unavailable(Exchange exchange) {
        return retryAfter.unavailable(exchange, store.retryAfter());
    }

    /// Returns the answer to a request whose events have met their outcome.
    Response answer(Outcome outcome, long ticket) {
        return switch (outcome) {
            case Outcome.Durable _ -> CREATED;
            case Outcome.Rejected(var reason) -> Response.diagnostic(Code.BAD_REQUEST, reason);
            case Outcome.Unavailable(var after) -> retryAfter.unavailable(ticket, after);
        };
    }

    /// Counts events whose claimed time could not be.
    Tally clamped() {
        return clamped;
    }
}
