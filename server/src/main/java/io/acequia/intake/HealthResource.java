package io.acequia.intake;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.server.Handler;
import io.acequia.coap.server.Request;
import io.acequia.store.EventStore;
import java.util.function.BooleanSupplier;

/// `GET /health`: whether events can be stored now.
public final class HealthResource implements Handler {
    private static final Response OK =
            Response.content(Code.CONTENT, ContentFormat.JSON, Bytes.utf8("{\"status\":\"ok\"}"));
    private static final Response NOT_ACCEPTABLE = Response.of(Code.NOT_ACCEPTABLE);

    private final EventStore store;
    private final BooleanSupplier isDraining;
    private final RetryAfter retryAfter;

    HealthResource(EventStore store, BooleanSupplier isDraining, RetryAfter retryAfter) {
        this.store = store;
        this.isDraining = isDraining;
        this.retryAfter = retryAfter;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.accepts(ContentFormat.JSON)) {
            return NOT_ACCEPTABLE;
        }
        if (store.isWritable() && !isDraining.getAsBoolean()) {
            return OK;
        }
        return retryAfter.unavailable(request.exchange(), store.retryAfter());
    }
}
