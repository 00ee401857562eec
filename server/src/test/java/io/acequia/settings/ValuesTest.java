package io.acequia.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Values of settings")
class ValuesTest {
    @ParameterizedTest
    @DisplayName("a size is a count of bytes with a unit of 1,024")
    @CsvSource({
        "0, 0, 0",
        "512, 512, 512",
        "512b, 512, 512",
        "64k, 65536, 64KiB",
        "64 KiB, 65536, 64KiB",
        "1024KiB, 1048576, 1MiB",
        "4MiB, 4194304, 4MiB",
        "3g, 3221225472, 3GiB",
        "1TiB, 1099511627776, 1TiB"
    })
    void sizes(String text, long bytes, String printed) {
        var size = Size.parse(text);

        assertEquals(bytes, size.bytes());
        assertEquals(printed, size.toString());
    }

    @ParameterizedTest
    @DisplayName("what is not clearly a size is refused")
    @ValueSource(
            strings = {"", "MiB", "-1", "1.5MiB", "64MB", "1PiB", "9999999999999t", "1kk", "k1"})
    void brokenSizes(String text) {
        assertThrows(IllegalArgumentException.class, () -> Size.parse(text));
    }

    @Test
    @DisplayName("retention is for ever or a positive time")
    void retention() {
        assertEquals(Retention.FOREVER, Retention.parse("forever"));
        assertEquals(new Retention.Age(Duration.ofDays(30)), Retention.parse("30d"));
        assertEquals("forever", Retention.FOREVER.toString());
        assertThrows(IllegalArgumentException.class, () -> Retention.parse("30"));
        assertThrows(IllegalArgumentException.class, () -> Retention.parse("0s"));
        assertThrows(IllegalArgumentException.class, () -> Retention.parse("PT-5S"));
    }

    @ParameterizedTest
    @DisplayName("an address is a host and a port, IPv6 in brackets")
    @CsvSource({
        "localhost:5683, localhost, 5683",
        "0.0.0.0:0, 0.0.0.0, 0",
        "[::1]:5683, ::1, 5683",
        "sensor-1.example:65535, sensor-1.example, 65535"
    })
    void addresses(String text, String host, int port) {
        var address = HostPort.parse(text);

        assertEquals(new HostPort(host, port), address);
        assertEquals(text, address.toString());
    }

    @ParameterizedTest
    @DisplayName("what is not clearly an address is refused")
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":5683",
                "x:",
                "x:y",
                "x:-1",
                "x:65536",
                "::1:5683",
                "[x]:1",
                "[]:1"
            })
    void brokenAddresses(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }

    @Test
    @DisplayName("localhost means loopback only, IPv4 first")
    void localhost() throws IOException {
        var loopback = new HostPort("localhost", 5683).addresses();
        var literal = new HostPort("127.0.0.2", 1).addresses();

        assertEquals("localhost/127.0.0.1:5683", loopback.getFirst().toString());
        assertTrue(loopback.stream().allMatch(address -> address.getAddress().isLoopbackAddress()));
        assertEquals("/127.0.0.2:1", literal.getFirst().toString());
    }
}
