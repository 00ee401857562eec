package io.acequia.intake;

import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.OptionNumber;
import io.acequia.device.FirstBytes;

/// Words for requests that were refused.
final class RefusalText {
    /// A request ended in an error of this program.
    static final String BUG = "an error of the server; its log says more";

    private static final int LONGEST_PATH = 128;

    private RefusalText() {}

    /// Returns the path as the request has it, the beginning of a long one.
    static String path(MessageView message) {
        var path = new StringBuilder();
        for (int i = 0; i < message.optionCount() && path.length() < LONGEST_PATH; i++) {
            if (message.optionNumber(i) == OptionNumber.URI_PATH) {
                int from = message.optionFrom(i);
                path.append('/');
                path.append(FirstBytes.of(message.bytes(), from, message.optionLength(i)));
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    /// Returns what the answer says, or what its code means here.
    static String reason(Response response) {
        return response.payload().length() > 0
                ? response.payload().utf8()
                : switch (response.code()) {
                    case Code.NOT_FOUND -> "there is nothing at this path";
                    case Code.METHOD_NOT_ALLOWED -> "not a method of this path";
                    case Code.NOT_ACCEPTABLE -> "no answer of the accepted format";
                    case Code.PRECONDITION_FAILED -> "If-Match and If-None-Match never hold";
                    case Code.REQUEST_ENTITY_TOO_LARGE -> "too many bytes or events";
                    case Code.UNSUPPORTED_CONTENT_FORMAT -> "the content format is not JSON, 50";
                    case Code.PROXYING_NOT_SUPPORTED -> "this is no proxy";
                    case Code.SERVICE_UNAVAILABLE -> "events cannot be stored now";
                    default -> "";
                };
    }
}
