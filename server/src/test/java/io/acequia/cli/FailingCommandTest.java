package io.acequia.cli;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Code;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import io.acequia.device.RejectedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailingCommandTest {
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(new MemoryStore(), InstantSource.fixed(TEN));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private CommandRun failing(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--http=localhost:" + console.port();
        return CommandRun.of(FailingCommand::new, all);
    }

    private void reject(String address, String reason, String payload) {
        console.failing.rejected(
                Peer.of(new InetSocketAddress(address, 5_683)),
                Code.BAD_REQUEST,
                time -> new RejectedRequest(time, "POST", "/event", "4.00", reason, payload));
    }

    @Test
    @DisplayName("The table shows each device with its last refused request")
    void table() {
        reject("192.0.2.7", "not the last", "x");
        reject("192.0.2.7", "at 4: not JSON", "{a:1}\\x1b[2J");
        console.failing.clamped(
                Peer.of(new InetSocketAddress("192.0.2.9", 1)), 3, new byte[] {'t'}, 0, 1);

        var run = failing();

        assertEquals(
                """
                LAST                      ADDRESS    SENDER  REJECTED  CLAMPED  REPEATED  CODE  REASON          PAYLOAD
                2026-11-23T10:00:00.000Z  192.0.2.7                 2        0         0  4.00  at 4: not JSON  {a:1}\\x1b[2J
                2026-11-23T10:00:00.000Z  192.0.2.9  t              0        3         0
                """,
                run.out());
        assertEquals(new CommandRun(0, run.out(), ""), run);
    }

    @Test
    @DisplayName("JSON lines hold all refused requests, CSV the last")
    void formats() {
        reject("192.0.2.7", "one", "x");
        reject("192.0.2.7", "two", "y,z");

        var lines = failing("--format=jsonl").out();
        var csv = failing("--format=csv").out();

        assertEquals(1, lines.lines().count());
        assertTrue(lines.contains("\"reason\":\"two\"") && lines.contains("\"reason\":\"one\""));
        assertEquals(
                "address,sender,rejected,clamped,duplicates,first,last,requests.time,"
                        + "requests.method,requests.path,requests.code,requests.reason,"
                        + "requests.payload\r\n"
                        + "192.0.2.7,,2,0,0,2026-11-23T10:00:00.000Z,2026-11-23T10:00:00.000Z,"
                        + "2026-11-23T10:00:00.000Z,POST,/event,4.00,two,\"y,z\"\r\n",
                csv);
    }

    @Test
    @DisplayName("That nobody fails is said where it does not disturb; 0 asks for all")
    void limits() {
        assertEquals(new CommandRun(0, "", "acequia: no device fails\n"), failing());

        for (int i = 0; i < 60; i++) {
            reject("192.0.2." + i, "", "");
        }

        assertEquals(50, failing("--format=jsonl").out().lines().count());
        assertEquals(60, failing("--format=jsonl", "--limit=0").out().lines().count());
        assertEquals(3, failing("--format=jsonl", "--limit=3").out().lines().count());
        assertEquals(ExitCode.USAGE, failing("--limit=-1").code());
        assertEquals(ExitCode.USAGE, failing("--limit=1001").code());
    }
}
