package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Code;
import io.acequia.device.RejectedRequest;
import io.acequia.event.Value;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What `openapi.yaml` says and what the server does are the same.
class OpenApiTest {
    @TempDir Path directory;

    private TestConsole console;
    private JsonNode document;

    @BeforeEach
    void start() throws Exception {
        var store = new MemoryStore();
        store.add(
                Events.temperature("probe1", 21.5, TEN),
                Events.with("note", new Value.Text("on"), TEN, TEN),
                Events.with("truth", new Value.Truth(true), TEN, TEN),
                Events.with("data", Value.Data.of(new byte[] {1}), TEN, TEN));
        console = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(90)), directory);
        console.send(
                console.request("/api/v1/dashboards/weather")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"title\":\"Weather\",\"panels\":[]}")));
        console.failing.rejected(
                Peer.of(new InetSocketAddress("192.0.2.7", 5_683)),
                Code.BAD_REQUEST,
                time -> new RejectedRequest(time, "POST", "/event", "4.00", "no", "\\x01"));
        document = new YAMLMapper().readTree(console.get("/openapi.yaml").body());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private void check(String schema, String json) {
        var registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(id ->
                                        id.equals("urn:acequia") ? document.toString() : null));
        var errors =
                registry.getSchema(SchemaLocation.of("urn:acequia#/components/schemas/" + schema))
                        .validate(json, InputFormat.JSON);

        assertEquals("[]", errors.toString(), json);
    }

    @ParameterizedTest
    @CsvSource({
        "Page, /api/v1/events",
        "Page, /api/v1/events?limit=1",
        "Histogram, /api/v1/histogram?interval=1h",
        "Aggregates, '/api/v1/aggregate?interval=1h&groupBy=origin&percentiles=50,99.9'",
        "Aggregates, /api/v1/aggregate",
        "TopValues, /api/v1/top?field=origin",
        "Events, /api/v1/latest",
        "Dashboards, /api/v1/dashboards",
        "Dashboard, /api/v1/dashboards/weather",
        "Session, /api/v1/session",
        "Settings, /api/v1/settings",
        "Failing, /api/v1/failing",
        "Status, /api/v1/status"
    })
    @DisplayName("Answers are what their schema says")
    void answers(String schema, String path) throws Exception {
        var response = console.get(path);

        assertEquals(200, response.statusCode(), response.body());
        check(schema, response.body());
    }

    @Test
    @DisplayName("Problems are what their schema says")
    void problems() throws Exception {
        check("Problem", console.get("/api/v1/events?query=orgin:a").body());
        check("Problem", console.get("/nothing").body());
    }

    @Test
    @DisplayName("A schema refuses what is something else")
    void refuses() {
        assertThrows(AssertionError.class, () -> check("Page", "{\"events\":[{}],\"next\":1}"));
    }

    @Test
    @DisplayName("Every path of the document is there, and every path of the server is in it")
    void paths() throws Exception {
        var described = new TreeSet<String>();
        document.path("paths").propertyNames().forEach(described::add);
        assertFalse(described.isEmpty());
        for (var path : described) {
            assertNotEquals(
                    404,
                    console.get(path.replace("{id}", "weather").replace("stream", "stream?x=1"))
                            .statusCode(),
                    path);
        }
        assertEquals(described, served());
    }

    /// The paths that the sources of the routes name.
    private static Set<String> served() throws IOException {
        var sources = Path.of("src/main/java/io/acequia/console");
        var quoted = Pattern.compile("\"(/api/v1/[a-z/]+)\"");
        var served = new TreeSet<String>();
        try (Stream<Path> files = Files.list(sources)) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var matcher = quoted.matcher(Files.readString(file, StandardCharsets.UTF_8));
                while (matcher.find()) {
                    served.add(matcher.group(1));
                }
            }
        }
        served.add("/api/v1/dashboards/{id}");
        return served;
    }
}
