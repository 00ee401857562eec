package io.acequia.console.page;

import static java.awt.image.BufferedImage.TYPE_INT_RGB;

import io.acequia.ServerProcess;
import io.acequia.console.page.browser.Browser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server in a process of its own, devices that send to it, and a browser in front of its page.
public final class RunningPage implements AutoCloseable {
    /// Where browsers are: a zone with summer time.
    static final String ZONE = "Europe/Madrid";

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final Pattern HTTP = Pattern.compile("http://\\S+");
    private static final JsonMapper JSON = new JsonMapper();

    /// Whether `-Dupdate-docs` asks for new pictures.
    static final boolean UPDATES_DOCUMENTS = System.getProperty("update-docs") != null;

    private final ServerProcess server;
    private final int coapPort;
    private final String base;
    public final Browser browser;

    private RunningPage(ServerProcess server, int coapPort, Browser browser) {
        this.server = server;
        this.coapPort = coapPort;
        this.browser = browser;
        var ready = HTTP.matcher(server.readyLine());
        if (!ready.find()) {
            throw new IllegalStateException(server.readyLine());
        }
        this.base = ready.group();
    }

    /// Starts both, with their files in a directory; the server with more arguments.
    public static RunningPage start(Path directory, String... more) throws IOException {
        int port = ServerProcess.freePort();
        var all = PageStore.with(directory, more);
        var server = ServerProcess.serve(directory.resolve("data"), port, all);
        try {
            var browser = Browser.start(directory.resolve("profile"), ZONE);
            return new RunningPage(server, port, browser);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Opens a path and waits until its screen has what it asked for. Nothing moves by itself: a
    /// test that wants it to opens the path without `still`.
    public void open(String path) throws IOException {
        openLive(path + (path.contains("?") ? "&" : "?") + "still");
    }

    /// Opens a path as it is.
    public void openLive(String path) throws IOException {
        browser.open(base + path);
        untilLoaded();
    }

    /// Waits until a screen has what it asked for, or asks who one is.
    public void untilLoaded() throws IOException {
        browser.until(
                "[...document.querySelectorAll('main > *')].some(it => it.isLoaded)"
                        + " || document.querySelector('aq-login input')");
        browser.untilQuiet();
    }

    /// Runs a client command against the server, as in `send temperature 21`.
    public void client(String command, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(command, "--port", String.valueOf(coapPort)));
        all.addAll(List.of(arguments));
        var ended = ServerProcess.run(all);
        if (ended.exitCode() != 0) {
            throw new AssertionError(ended.output());
        }
    }

    /// Connects devices to the server.
    public Station station() throws IOException {
        return new Station(coapPort);
    }

    /// Waits until a search finds so many events; queries see them within a second or so.
    public void awaitStored(String query, int count) throws IOException {
        browser.open(base + "/icon.svg");
        browser.evaluate(
                """
                (async () => {
                  const end = performance.now() + 20_000;
                  for (let found = -1; found < %d; ) {
                    if (performance.now() > end) throw new Error(`only ${found} are stored`);
                    const answer = await fetch('/api/v1/histogram?query=%s');
                    found = (await answer.json()).total;
                  }
                })()\
                """
                        .formatted(count, query));
    }

    /// Asks the server as a program does, below `/api/v1/`, and returns the JSON of its answer.
    public JsonNode ask(String path) throws IOException, InterruptedException {
        var address = URI.create(base + "/api/v1/" + path.replace(" ", "%20").replace("\"", "%22"));
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(address + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        }
    }

    /// Gives a field a value, as somebody who chooses it from a list, and waits for what follows.
    public void choose(String selector, String value) throws IOException {
        browser.until("document.querySelector('" + selector + "')");
        browser.evaluate(
                """
                (() => {
                  const field = document.querySelector('%s');
                  field.value = '%s';
                  field.dispatchEvent(new Event('change', {bubbles: true}));
                  return new Promise(requestAnimationFrame).then(() => true);
                })()\
                """
                        .formatted(selector, value));
        browser.untilQuiet();
    }

    /// Returns a value as the English page writes it.
    public static String number(double value) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                .format(value);
    }

    /// Returns the address of the page as people read it, without the host.
    public String location() throws IOException {
        return browser.evaluate("decodeURIComponent(location.pathname + location.search)")
                .asString();
    }

    /// Returns how many elements a selector finds.
    public int count(String selector) throws IOException {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
    }

    /// Returns the text that a person sees in what a selector finds.
    public String text(String selector) throws IOException {
        return browser.evaluate("document.querySelector('" + selector + "').innerText").asString();
    }

    /// Returns the serious faults that axe-core finds in the page, one a line.
    public String faults() throws IOException {
        try (var in = Objects.requireNonNull(RunningPage.class.getResourceAsStream(AXE))) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true");
        }
        return browser.evaluate(
                        """
                        axe.run(document).then(found => found.violations
                            .filter(it => ['serious', 'critical'].includes(it.impact))
                            .map(it => it.id + ': ' + it.nodes.map(node => node.html
                                + ' ' + node.failureSummary).join(' | ')).join('\\n'))\
                        """)
                .asString();
    }

    /// Keeps a picture for the documentation, when asked to by `-Dupdate-docs`.
    public void picture(String name) throws IOException {
        if (UPDATES_DOCUMENTS) {
            var file = Path.of("..", "docs", "img", name + ".png");
            Files.createDirectories(file.getParent());
            var seen = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
            // Without the transparency that it does not have the file is a fifth smaller.
            var plain = new BufferedImage(seen.getWidth(), seen.getHeight(), TYPE_INT_RGB);
            plain.createGraphics().drawImage(seen, 0, 0, null);
            ImageIO.write(plain, "png", file.toFile());
        }
    }

    @Override
    public void close() {
        browser.close();
        server.close();
    }
}
