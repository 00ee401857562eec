package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers are those that OpenSearch Dashboards and Kibana document and give in their sources.
@DisplayName("acequia kit install opensearch-dashboards, kibana")
class KitSavedObjectsTest {
    private static final String IMPORT = "POST /api/saved_objects/_import?overwrite=true";
    private static final String SUCCESS = "{\"successCount\":18,\"success\":true}";

    @TempDir Path directory;

    private final FakeServer process = new FakeServer();
    private BoardServer product;

    @BeforeEach
    void start() throws IOException {
        product = new BoardServer();
    }

    @AfterEach
    void stop() {
        product.close();
    }

    private int install(String kit, String... more) {
        var all = new String[more.length + 5];
        System.arraycopy(
                new String[] {"kit", "install", kit, "--url", product.address() + "/"},
                0,
                all,
                0,
                5);
        System.arraycopy(more, 0, all, 5, more.length);
        return process.run(all);
    }

    /// Reads the one file of a form as RFC 7578 has it.
    private static String file(BoardServer.Asked asked) {
        var type = asked.header("content-type");
        assertTrue(type.startsWith("multipart/form-data; boundary="), type);
        var boundary = "--" + type.substring(type.indexOf('=') + 1);
        var body = asked.body();
        assertTrue(body.startsWith(boundary + "\r\n"), body);
        assertTrue(body.endsWith("\r\n" + boundary + "--\r\n"), body);
        assertEquals(3, body.split(boundary, -1).length);
        int headersEnd = body.indexOf("\r\n\r\n");
        var headers = body.substring(boundary.length() + 2, headersEnd);
        assertTrue(
                headers.contains(
                        "Content-Disposition: form-data; name=\"file\";"
                                + " filename=\"saved-objects.ndjson\""),
                headers);
        return body.substring(headersEnd + 4, body.lastIndexOf("\r\n" + boundary));
    }

    @Test
    @DisplayName("imports the objects and says where the boards are")
    void openSearchDashboards() throws IOException {
        product.answer(IMPORT, 200, SUCCESS);

        int exitCode = install("opensearch-dashboards");

        assertEquals(ExitCode.OK, exitCode, process.err.toString());
        var asked = product.asked().getFirst();
        assertEquals("true", asked.header("osd-xsrf"));
        assertEquals("", asked.header("kbn-xsrf") + asked.header("authorization"));
        assertEquals(
                Files.readString(Path.of("..", "deploy", "dashboards", "saved-objects.ndjson")),
                file(asked));
        assertEquals(
                """
                OpenSearch Dashboards has 18 new or renewed objects
                Weather\tURL/app/dashboards#/view/acequia-weather
                Collector\tURL/app/dashboards#/view/acequia-collector
                """
                        .replace("URL", product.address()),
                process.out.toString());
        assertEquals("", process.err.toString());
    }

    @Test
    @DisplayName("signs in with what files hold, and asks for other indices and a tenant")
    void options() throws IOException {
        product.answer("POST /base/api/saved_objects/_import?overwrite=true", 200, SUCCESS);
        var password = Files.writeString(directory.resolve("password"), "páss word\n");
        var token = Files.writeString(directory.resolve("token"), "abc=");
        var url = product.address() + "/base";

        for (var arguments :
                new String[][] {
                    {"opensearch-dashboards", "--user=ana", "--password-file=" + password},
                    {"opensearch-dashboards", "--token-file=" + token, "--tenant=global"},
                    {"kibana", "--token-file=" + token, "--prefix=iot"}
                }) {
            var all = new String[arguments.length + 4];
            System.arraycopy(new String[] {"kit", "install", "--url", url}, 0, all, 0, 4);
            System.arraycopy(arguments, 0, all, 4, arguments.length);
            assertEquals(ExitCode.OK, process.run(all), process.err.toString());
        }

        var asked = product.asked();
        assertEquals("Basic YW5hOnDDoXNzIHdvcmQ=", asked.get(0).header("authorization"));
        assertEquals("", asked.get(0).header("securitytenant"));
        assertEquals("Bearer abc=", asked.get(1).header("authorization"));
        assertEquals("global", asked.get(1).header("securitytenant"));
        assertEquals("ApiKey abc=", asked.get(2).header("authorization"));
        assertEquals("true", asked.get(2).header("kbn-xsrf"));
        assertEquals("", asked.get(2).header("osd-xsrf"));
        assertTrue(file(asked.get(2)).contains("iot-*-2*"));
        assertFalse(file(asked.get(2)).contains("acequia-*-2*"));
    }

    @Test
    @DisplayName("a 200 that reports errors is a failure, and says which objects and why")
    void partialImport() {
        product.answer(
                IMPORT,
                200,
                """
                {"successCount":14,"success":false,"errors":[
                {"id":"acequia-weather-now","type":"visualization","title":"x","meta":{},"error":
                {"type":"missing_references","references":[{"type":"index-pattern","id":"i"}]}},
                {"id":"acequia-search","type":"search","meta":{},"error":{"type":"conflict"}},
                {"id":"acequia-weather","type":"dashboard","meta":{},"error":
                {"type":"unknown","message":"Document belongs to a more recent version","statusCode":422}},
                {"id":"a","type":"b","meta":{},"error":{"type":"unsupported_type"}}]}\
                """);

        int exitCode = install("kibana");

        assertEquals(ExitCode.REFUSED, exitCode);
        assertEquals(
                "acequia: Kibana took 14 of 18 objects: visualization acequia-weather-now (lacks"
                        + " index-pattern i), search acequia-search (is there already), dashboard"
                        + " acequia-weather (Document belongs to a more recent version) and 1 more;"
                        + " remove what is in the way under Saved objects, or see docs/kits.md for"
                        + " the versions that take them\n",
                process.err.toString());
        assertEquals("", process.out.toString());
    }

    @ParameterizedTest
    @DisplayName("what else is answered: one line with cause and next step")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    400 | json | {"statusCode":400,"error":"Bad Request","message":"Request must contain a kbn-xsrf header."}       | 3 | is Kibana rather than OpenSearch Dashboards; use acequia kit install kibana
                    400 | json | {"statusCode":400,"error":"Bad Request","message":"Invalid file extension .x"}                       | 3 | OpenSearch Dashboards answered 400 (Invalid file extension .x); is its version one that docs/kits.md names?
                    401 | json | {"statusCode":401,"error":"Unauthorized","message":"Authentication required"}                        | 3 | OpenSearch Dashboards answered 401 (Authentication required); give --user and --password-file, or --token-file
                    401 | text | Unauthorized                                                                                         | 3 | OpenSearch Dashboards answered 401 (Unauthorized); give --user
                    403 | json | {"statusCode":403,"error":"Forbidden","message":"Unable to bulk_create dashboard"}                   | 3 | OpenSearch Dashboards answered 403 (Unable to bulk_create dashboard); use an account that may import saved objects
                    404 | html | <h1>Not Found</h1>                                                                                   | 3 | there is no OpenSearch Dashboards at http://localhost:
                    409 | json | {"statusCode":409,"error":"Conflict","message":"version conflict"}                                   | 3 | OpenSearch Dashboards answered 409 (version conflict);
                    413 | json | {"statusCode":413,"error":"Request Entity Too Large","message":"Payload content length too large"}   | 3 | answered 413 (Payload content length too large)
                    429 | json | {"message":"Too Many Requests"}                                                                      | 3 | answered 429 (Too Many Requests); try again when it is ready
                    500 | json | {"statusCode":500,"error":"Internal Server Error","message":"An internal server error occurred"}     | 4 | answered 500 (An internal server error occurred); see the log of OpenSearch Dashboards
                    502 | html | <html><body>Bad Gateway</body></html>                                                                | 4 | (502, a web page) is not OpenSearch Dashboards but something before it, such as a proxy; give the address behind it with --url
                    503 | text | OpenSearch Dashboards server is not ready yet                                                        | 4 | answered 503 (OpenSearch Dashboards server is not ready yet); try again when it is ready
                    302 | text | ""                                                                                                   | 5 | sends elsewhere (302 to /login?next=%2F); if that is a page to log in give --user and --password-file
                    200 | html | <!doctype html><title>Sign in</title>                                                                | 5 | (200, a web page) is not OpenSearch Dashboards but something before it
                    200 | json | {"hello":"world"}                                                                                    | 5 | (200) is not OpenSearch Dashboards but something before it
                    200 | json | [1]                                                                                                  | 5 | (200) is not OpenSearch Dashboards
                    """)
    void refusals(int status, String type, String body, int expected, String line) {
        var contentType = type.equals("json") ? "application/json" : "text/" + type;
        product.answer(IMPORT, status, contentType, body);

        int exitCode = install("opensearch-dashboards");

        assertEquals(expected, exitCode, process.err.toString());
        assertTrue(process.err.toString().contains(line), process.err.toString());
        assertEquals(1, process.err.toString().lines().count());
        assertEquals("", process.out.toString());
    }

    @Test
    @DisplayName("a refusal of OpenSearch Dashboards when Kibana was meant names the other kit")
    void wrongKit() {
        product.answer(IMPORT, 400, "{\"message\":\"Request must contain an osd-xsrf header.\"}");

        assertEquals(ExitCode.REFUSED, install("kibana"));

        assertTrue(
                process.err
                        .toString()
                        .contains(
                                "is OpenSearch Dashboards rather than Kibana; use acequia kit"
                                        + " install opensearch-dashboards"),
                process.err.toString());
    }

    @Test
    @DisplayName("a wrong password is not shown, and the file is to be checked")
    void wrongPassword() throws IOException {
        product.answer(IMPORT, 401, "{\"message\":\"Invalid username or password\"}");
        var password = Files.writeString(directory.resolve("password"), "hunter22");

        assertEquals(
                ExitCode.REFUSED, install("kibana", "--user=u", "--password-file=" + password));

        assertEquals(
                "acequia: Kibana answered 401 (Invalid username or password); check the user and"
                        + " what the file holds\n",
                process.err.toString());
    }
}
