package io.acequia.console.page.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// A browser without a window, for tests that do and see what a person does and sees.
///
/// It needs Debian's `chromium-headless-shell`, which `./check` installs.
public final class Browser implements AutoCloseable {
    private static final String PROGRAM = "chromium-headless-shell";
    private static final int WIDTH = 1280, HEIGHT = 800;

    private final Process process;
    private final DevTools tools;

    private Browser(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /// Starts one that keeps its files in a directory and whose clock is that of a zone.
    public static Browser start(Path profile, String zone) throws IOException {
        var builder =
                new ProcessBuilder(
                        PROGRAM,
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--lang=en-US",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank");
        builder.environment().put("TZ", zone);
        var process = builder.redirectErrorStream(true).start();
        try {
            var browser = new Browser(process, new DevTools(DevTools.get(url(process), "start")));
            browser.attach();
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// It says where it listens, and goes on to say other things, which somebody has to read; no
    /// virtual thread, as one that reads from a process keeps one of the few that run them all.
    private static CompletableFuture<String> url(Process process) {
        var url = new CompletableFuture<String>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (var reader =
                            new BufferedReader(
                                    new InputStreamReader(process.getInputStream(), UTF_8))) {
                        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                            if (line.startsWith("DevTools listening on ")) {
                                url.complete(line.substring("DevTools listening on ".length()));
                            }
                        }
                    } catch (IOException e) {
                        url.completeExceptionally(e);
                    }
                });
        return url;
    }

    private void attach() throws IOException {
        var target = tools.call("Target.createTarget", Map.of("url", "about:blank"));
        var session =
                tools.call(
                        "Target.attachToTarget",
                        Map.of("targetId", target.get("targetId").asString(), "flatten", true));
        tools.attach(session.get("sessionId").asString());
        for (var domain : List.of("Page", "Runtime", "Log")) {
            tools.call(domain + ".enable", Map.of());
        }
        size(WIDTH, HEIGHT);
    }

    /// Makes the window this large, in CSS pixels.
    public void size(int width, int height) throws IOException {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Sets the clock of pages to another zone, as in `Europe/Madrid`.
    public void zone(String zone) throws IOException {
        tools.call("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    /// Keeps what was loaded for the next page, or forgets it, as a first visit does.
    public void cache(boolean isKept) throws IOException {
        tools.call("Network.enable", Map.of());
        tools.call("Network.setCacheDisabled", Map.of("cacheDisabled", !isKept));
    }

    /// Goes to an address and waits until the document and what it loads are there.
    public void open(String url) throws IOException {
        tools.loaded = new CompletableFuture<>();
        tools.call("Page.navigate", Map.of("url", url));
        DevTools.get(tools.loaded, "load " + url);
    }

    /// Evaluates an expression in the page, which may be a promise.
    public JsonNode evaluate(String expression) throws IOException {
        var answer =
                tools.call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "awaitPromise", true,
                                "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(
                    answer.get("exceptionDetails") + "\nof: " + expression + "\n" + text());
        }
        return answer.get("result").path("value");
    }

    private String text() throws IOException {
        var answer =
                tools.call(
                        "Runtime.evaluate",
                        Map.of("expression", "location + '\\n' + document.body.innerText"));
        return answer.get("result").path("value").asString("") + tools.complaints;
    }

    /// Waits up to ten seconds until an expression holds, and returns its value.
    public JsonNode until(String expression) throws IOException {
        return until(10_000, expression);
    }

    /// Looks again and again, as a person would, until an expression holds, at most so many
    /// milliseconds.
    public JsonNode until(int millis, String expression) throws IOException {
        return evaluate(
                """
                new Promise((done, fail) => {
                  const end = performance.now() + %d;
                  const look = () => {
                    let found = false;
                    try { found = (%s); } catch (e) { found = false; }
                    if (found) done(found instanceof Node || found);
                    else if (performance.now() > end) fail(new Error('not seen in time'));
                    else setTimeout(look, 10);
                  };
                  look();
                })\
                """
                        .formatted(millis, expression));
    }

    /// Waits until the page has heard all answers that it asked for.
    public void untilQuiet() throws IOException {
        until("document.documentElement.dataset.busy === '0'");
    }

    /// Clicks the middle of what a selector finds first, once it is there.
    public void click(String selector) throws IOException {
        var box = box(selector);
        double x = box.get("x").asDouble() + box.get("width").asDouble() / 2;
        double y = box.get("y").asDouble() + box.get("height").asDouble() / 2;
        mouse("mouseMoved", x, y, 0);
        mouse("mousePressed", x, y, 1);
        mouse("mouseReleased", x, y, 0);
    }

    /// Drags over what a selector finds first, from one share of its width to another.
    public void drag(String selector, double from, double to) throws IOException {
        var box = box(selector);
        double left = box.get("x").asDouble();
        double width = box.get("width").asDouble();
        double y = box.get("y").asDouble() + box.get("height").asDouble() / 2;
        mouse("mouseMoved", left + width * from, y, 0);
        mouse("mousePressed", left + width * from, y, 1);
        for (int i = 1; i <= 5; i++) {
            mouse("mouseMoved", left + width * (from + (to - from) * i / 5), y, 1);
        }
        mouse("mouseReleased", left + width * to, y, 0);
    }

    private JsonNode box(String selector) throws IOException {
        var quoted = "'" + selector.replace("'", "\\'") + "'";
        return until(
                """
                (() => {
                  const found = document.querySelector(%s);
                  found.scrollIntoView({block: 'nearest'});
                  const {x, y, width, height} = found.getBoundingClientRect();
                  return width > 0 && {x, y, width, height};
                })()\
                """
                        .formatted(quoted));
    }

    private void mouse(String type, double x, double y, int buttons) throws IOException {
        tools.call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type", type,
                        "x", x,
                        "y", y,
                        "button", "left",
                        "buttons", buttons,
                        "clickCount", 1));
    }

    /// Types text where the focus is.
    public void type(String text) throws IOException {
        tools.call("Input.insertText", Map.of("text", text));
    }

    /// Presses a key, as in `Enter` or `ArrowDown`.
    public void press(String key) throws IOException {
        var code = Map.of("Enter", 13, "Tab", 9, "ArrowDown", 40, "ArrowUp", 38, "Escape", 27);
        for (var type : List.of("rawKeyDown", "char", "keyUp")) {
            if (!type.equals("char") || key.equals("Enter")) {
                tools.call(
                        "Input.dispatchKeyEvent",
                        Map.of(
                                "type", type,
                                "key", key,
                                "code", key,
                                "text", type.equals("char") ? "\r" : "",
                                "windowsVirtualKeyCode", code.get(key)));
            }
        }
    }

    /// Returns the window as it is seen now, in PNG.
    public byte[] screenshot() throws IOException {
        var picture = tools.call("Page.captureScreenshot", Map.of("format", "png"));
        return Base64.getDecoder().decode(picture.get("data").asString());
    }

    /// Returns scripts that failed and what the content policy refused, since the start.
    public List<String> complaints() {
        return new ArrayList<>(tools.complaints);
    }

    @Override
    public void close() {
        tools.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
