package io.acequia.coap.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.provider.CsvSource;

class ClientRequestTest {
    @ParameterizedTest
    @CsvSource({"/health, health", "health, health", "/v/a/b, v|a|b", "/, ''", "//v//a/, v|a"})
    @DisplayName("RFC 7252 §6.4: a path becomes one option for each segment")
    void paths(String path, String segments) {
        var request = ClientRequest.get(path);

        var found = request.options().stream().map(option -> option.value().utf8()).toList();
        assertEquals(segments, String.join("|", found));
        assertTrue(request.options().stream().allMatch(o -> o.number() == OptionNumber.URI_PATH));
        assertEquals(Code.GET, request.method());
        assertTrue(request.confirmable());
    }

    @Test
    @DisplayName("RFC 7252 §5.10.3: a POST says what its payload is")
    void post() {
        var request = ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8("{}"));

        var path = Option.text(OptionNumber.URI_PATH, "event");
        var format = Option.number(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON);
        assertEquals(List.of(path, format), request.options());
        assertEquals("{}", request.payload().utf8());
    }

    @Test
    @DisplayName("RFC 7252 §4.3: the same request without confirmation")
    void nonConfirmable() {
        var request = ClientRequest.get("/health");

        var non = request.nonConfirmable();

        assertFalse(non.confirmable());
        assertEquals(request.options(), non.options());
    }

    @Test
    @DisplayName("Options are sent in ascending order, however they were given")
    void order() {
        var accept = Option.number(OptionNumber.ACCEPT, 50);
        var path = Option.text(OptionNumber.URI_PATH, "a");

        var request = new ClientRequest(true, Code.GET, List.of(accept, path), Bytes.EMPTY);

        assertEquals(List.of(path, accept), request.options());
    }

    @Test
    @DisplayName("RFC 7252 §4.6: a request that fits in no datagram is refused when it is made")
    void tooLarge() {
        var payload = Bytes.of(new byte[65_500]);

        assertThrows(
                IllegalArgumentException.class,
                () -> ClientRequest.post("/event", ContentFormat.JSON, payload));
    }
}
