package io.acequia.coap.exchange;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageWriter;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.util.List;

/// A response without what the exchange adds: type, message ID and token (RFC 7252 §5.2).
///
/// @param code a response code of [io.acequia.coap.message.Code]
/// @param options in ascending order of their numbers
/// @param payload may be empty
public record Response(int code, List<Option> options, Bytes payload) implements Answer {
    /// Longest Max-Age that fits in an entry of the deduplication table, seconds.
    static final int LONGEST_KEPT_MAX_AGE = 255;

    public Response {
        if (!Code.isResponse(code)) {
            throw new IllegalArgumentException(Code.text(code) + " is no response code");
        }
        options = options.stream().sorted().toList();
        MessageWriter.checkSize(options, payload);
    }

    /// A response of a code alone.
    public static Response of(int code) {
        return new Response(code, List.of(), Bytes.EMPTY);
    }

    /// An error with a text for people (RFC 7252 §5.5.2).
    public static Response diagnostic(int code, String text) {
        return new Response(code, List.of(), Bytes.utf8(text));
    }

    /// A representation (RFC 7252 §5.5.1).
    public static Response content(int code, int contentFormat, Bytes payload) {
        var format = Option.number(OptionNumber.CONTENT_FORMAT, contentFormat);
        return new Response(code, List.of(format), payload);
    }

    /// An error that says when to try again (RFC 7252 §5.9.3.4).
    ///
    /// @param maxAge seconds
    public static Response retryAfter(int code, int maxAge) {
        return new Response(
                code, List.of(Option.number(OptionNumber.MAX_AGE, maxAge)), Bytes.EMPTY);
    }

    /// Returns Max-Age in seconds, -1 when the response has none.
    long maxAge() {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).number() == OptionNumber.MAX_AGE) {
                return options.get(i).asNumber();
            }
        }
        return -1;
    }

    /// Says whether code and Max-Age are all there is, so that an entry of the deduplication table
    /// holds the whole response. A Max-Age of 0 is not the same as none (RFC 7252 §5.10.5).
    boolean isCompact() {
        if (payload.length() > 0) {
            return false;
        }
        return options.isEmpty()
                || (options.size() == 1 && maxAge() > 0 && maxAge() <= LONGEST_KEPT_MAX_AGE);
    }
}
