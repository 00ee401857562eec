package io.acequia.coap.exchange;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;

/// Keeps errors short, so that a forged source address gains nothing from them (RFC 7252 §11.3).
final class AnswerSize {
    private static final int FACTOR = 3;

    private AnswerSize() {}

    /// Returns the response, without its diagnostic payload when that would make the answer longer
    /// than three times the request.
    static Response limit(Response response, int requestLength, int tokenLength) {
        int text = response.payload().length();
        boolean isError = Code.classOf(response.code()) > 2;
        int answer = MessageView.HEADER_LENGTH + tokenLength + 1 + text;
        if (!isError || text == 0 || answer <= FACTOR * requestLength) {
            return response;
        }
        return new Response(response.code(), response.options(), Bytes.EMPTY);
    }
}
