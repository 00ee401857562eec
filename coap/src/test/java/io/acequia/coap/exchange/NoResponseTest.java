package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.OptionNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoResponseTest {
    private static final Wire REQUEST = Wire.con(Code.POST, 1).path("event");

    @ParameterizedTest
    @CsvSource({"'', 0", "00, 0", "02, 2", "1a, 26", "ff, 26", "05, 0", "001a, 0", "1a1a1a, 0"})
    @DisplayName("RFC 7967 §2.1: bits of unknown classes and values of two bytes do not count")
    void values(String hex, int expected) {
        assertEquals(expected, noResponse(REQUEST.option(OptionNumber.NO_RESPONSE, hex)));
    }

    @Test
    @DisplayName(
            "RFC 7252 §5.4.5: of two options the first one counts, whatever stands behind them")
    void twice() {
        var request =
                REQUEST.option(OptionNumber.NO_RESPONSE, "02")
                        .option(OptionNumber.NO_RESPONSE, "1a")
                        .option(OptionNumber.REQUEST_TAG, "01");

        assertEquals(2, noResponse(request));
    }

    @Test
    @DisplayName("RFC 7967 §2: without the option every response is wanted")
    void absent() {
        assertEquals(0, noResponse(REQUEST));
        assertEquals(0, noResponse(Wire.con(Code.POST, 1)));
        assertEquals(0, noResponse(REQUEST.option(OptionNumber.REQUEST_TAG, "01")));
    }

    @ParameterizedTest
    @CsvSource({
        "2, true, false, false",
        "8, false, true, false",
        "16, false, false, true",
        "10, true, true, false",
        "26, true, true, true",
        "0, false, false, false"
    })
    @DisplayName("RFC 7967 §2.1: 2 is for 2.xx, 8 for 4.xx, 16 for 5.xx, and sums of them")
    void classes(int value, boolean success, boolean clientError, boolean serverError) {
        assertEquals(success, NoResponse.covers(value, Code.CREATED));
        assertEquals(clientError, NoResponse.covers(value, Code.BAD_REQUEST));
        assertEquals(serverError, NoResponse.covers(value, Code.SERVICE_UNAVAILABLE));
    }

    private static int noResponse(Wire request) {
        var bytes = request.bytes();
        var reading = new MessageReader().read(bytes.toArray(), 0, bytes.length());
        return NoResponse.of(assertInstanceOf(MessageView.class, reading));
    }
}
