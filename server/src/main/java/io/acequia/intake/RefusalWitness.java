package io.acequia.intake;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Exchange;
import io.acequia.coap.exchange.RequestReceiver;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;
import io.acequia.device.FailingDevices;
import io.acequia.device.FirstBytes;
import io.acequia.device.RejectedRequest;

/// Hands requests on and notes which of them are refused at once. Belongs to one thread.
final class RefusalWitness implements RequestReceiver {
    private final RequestReceiver receiver;
    private final FailingDevices failing;
    private final byte[] payload = new byte[FirstBytes.MOST];

    RefusalWitness(RequestReceiver receiver, FailingDevices failing) {
        this.receiver = receiver;
        this.failing = failing;
    }

    @Override
    public Answer receive(MessageView message, Exchange exchange) {
        // Decoding happens in place, so what came must be put aside before it.
        int first = Math.min(message.payloadLength(), payload.length);
        System.arraycopy(message.bytes(), message.payloadFrom(), payload, 0, first);
        try {
            var answer = receiver.receive(message, exchange);
            if (answer instanceof Response response && Code.classOf(response.code()) > 2) {
                note(message, exchange, response.code(), RefusalText.reason(response));
            }
            return answer;
        } catch (RuntimeException e) {
            note(message, exchange, Code.INTERNAL_SERVER_ERROR, RefusalText.BUG);
            throw e;
        }
    }

    @Override
    public Response overloaded(Exchange exchange) {
        var response = receiver.overloaded(exchange);
        failing.rejected(
                exchange.peer(),
                response.code(),
                time ->
                        new RejectedRequest(
                                time,
                                "",
                                "",
                                Code.text(response.code()),
                                "too many requests are open",
                                ""));
        return response;
    }

    private void note(MessageView message, Exchange exchange, int code, String reason) {
        failing.rejected(
                exchange.peer(),
                code,
                time ->
                        new RejectedRequest(
                                time,
                                Code.method(message.code()),
                                RefusalText.path(message),
                                Code.text(code),
                                reason,
                                FirstBytes.of(payload, 0, message.payloadLength())));
    }
}
