package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
    private static final int LENGTH_OF_GET = 4;

    @Test
    @DisplayName("RFC 7252 §3.1: options are put in order")
    void sorted() {
        var maxAge = Option.number(OptionNumber.MAX_AGE, 5);
        var format = Option.number(OptionNumber.CONTENT_FORMAT, 50);

        var response = new Response(Code.CONTENT, List.of(maxAge, format), Bytes.EMPTY);

        assertEquals(List.of(format, maxAge), response.options());
        assertEquals(5, response.maxAge());
    }

    @Test
    @DisplayName("A code alone, and a code with a short Max-Age, need no more than a table entry")
    void compact() {
        assertTrue(Response.of(Code.CREATED).isCompact());
        assertTrue(Response.retryAfter(Code.SERVICE_UNAVAILABLE, 1).isCompact());
        assertTrue(Response.retryAfter(Code.SERVICE_UNAVAILABLE, 255).isCompact());
        assertEquals(-1, Response.of(Code.CREATED).maxAge());
    }

    @Test
    @DisplayName("RFC 7252 §5.10.5: a Max-Age of 0 is not the same as none, so it must be kept")
    void notCompact() {
        assertFalse(Response.retryAfter(Code.SERVICE_UNAVAILABLE, 0).isCompact());
        assertFalse(Response.retryAfter(Code.SERVICE_UNAVAILABLE, 256).isCompact());
        assertFalse(Response.diagnostic(Code.BAD_REQUEST, "why").isCompact());
        var text = Response.content(Code.CONTENT, ContentFormat.TEXT, Bytes.EMPTY);
        assertFalse(text.isCompact());
    }

    @ParameterizedTest
    @ValueSource(ints = {Code.EMPTY, Code.GET, 0x20, 0xc0, 0xe1})
    @DisplayName("RFC 7252 §12.1: only codes of class 2, 4 and 5 are responses")
    void wrongCode(int code) {
        assertThrows(IllegalArgumentException.class, () -> Response.of(code));
    }

    @Test
    @DisplayName("RFC 7252 §4.6: a response that fits in no datagram is refused when it is made")
    void tooLarge() {
        var payload = Bytes.of(new byte[65_600]);

        assertThrows(
                IllegalArgumentException.class,
                () -> Response.content(Code.CONTENT, ContentFormat.OCTETS, payload));
    }

    @Test
    @DisplayName("RFC 7252 §11.3: an error is at most three times as long as the request")
    void amplification() {
        var error = Response.diagnostic(Code.BAD_OPTION, "1234567"); // 4 + 1 + 7 bytes

        assertSame(error, AnswerSize.limit(error, LENGTH_OF_GET, 0));
        assertEquals(Response.of(Code.BAD_OPTION), AnswerSize.limit(error, LENGTH_OF_GET, 1));
    }

    @Test
    @DisplayName("RFC 7252 §11.3: what was asked for is not cut")
    void contentIsWhole() {
        var content = Response.content(Code.CONTENT, ContentFormat.JSON, Bytes.utf8("{\"a\":123}"));

        assertSame(content, AnswerSize.limit(content, LENGTH_OF_GET, 0));
    }
}
