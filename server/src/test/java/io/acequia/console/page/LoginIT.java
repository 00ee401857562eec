package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@Tag("chromium-headless-shell")
@DisplayName("Who logs in")
@TestMethodOrder(OrderAnnotation.class)
class LoginIT {
    private static final String PASSWORD = "a long secret phrase";

    @TempDir static Path directory;
    private static RunningPage page;

    @BeforeAll
    static void start() throws Exception {
        account("ana");
        account("leo", "--role", "viewer");
        account("nina", "--namespace", "north");
        page = RunningPage.start(directory);
        page.client("send", "-o", "probe1", "temperature", "21.5");
    }

    private static void account(String name, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("account", "add", name));
        arguments.addAll(List.of("--data", directory.resolve("data").toString()));
        arguments.addAll(List.of(more));
        var ended = ServerProcess.run(PASSWORD + "\n", arguments);
        assertEquals(0, ended.exitCode(), ended.output());
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @BeforeEach
    void logOut() throws Exception {
        page.open("/settings?lang=en");
        page.browser.evaluate("fetch('/api/v1/session', {method: 'DELETE'}).then(() => true)");
    }

    private static void fill(String name, String password) throws Exception {
        page.browser.click("[name=name]");
        page.browser.evaluate("document.activeElement.select()");
        page.browser.type(name);
        page.browser.click("[name=password]");
        page.browser.evaluate("document.activeElement.select()");
        page.browser.type(password);
        page.browser.press("Enter");
    }

    private static void logIn(String name) throws Exception {
        fill(name, PASSWORD);
        page.browser.until("!document.querySelector('aq-login')");
        page.untilLoaded();
    }

    @Test
    @Order(1)
    @DisplayName("is asked first, told when it is wrong, and then goes on where they were")
    void login() throws Exception {
        page.open("/explore?query=origin:probe1&from=now-1d");

        assertEquals("Log in · Acequia", page.browser.evaluate("document.title").asString());
        assertEquals(0, page.count(".bar nav"));
        assertEquals("", page.faults());
        fill("ana", "wrong");
        page.browser.until("document.querySelector('.problem')");
        assertEquals("Name or password is wrong.", page.text(".problem"));
        logIn("ana");

        assertTrue(page.location().contains("query=origin:probe1&from=now-1d"), page.location());
        page.browser.until("document.querySelector('.hits').innerText === '1 event'");
        assertEquals("ana", page.text(".visitor"));
        assertEquals("", page.faults());
    }

    @Test
    @Order(2)
    @DisplayName("and out again sees nothing more, until they come back")
    void logout() throws Exception {
        page.open("/dashboards?board=collector");
        logIn("ana");
        assertEquals(1, page.count(".board-bar .actions button"));

        page.browser.click(".visitor");
        page.browser.until("document.querySelector('aq-login input')");
        assertEquals(0, page.count("aq-panel, .visitor"));
        assertEquals(
                401,
                page.browser.evaluate("fetch('/api/v1/events').then(it => it.status)").asInt());
        logIn("ana");
        assertEquals("Collector", page.text(".board-bar nav [aria-current]"));
    }

    @Test
    @Order(3)
    @DisplayName("is asked again when the session ends, also in the middle of work")
    void sessionEnds() throws Exception {
        page.open("/dashboards");
        logIn("ana");
        page.browser.click(".board-bar .actions button");
        page.choose(".editor > label input", "Mine");
        page.browser.evaluate("fetch('/api/v1/session', {method: 'DELETE'}).then(() => true)");

        page.browser.click(".board-bar .actions .primary");
        page.browser.until("document.querySelector('aq-login input')");
        logIn("ana");

        assertEquals(
                "Mine",
                page.browser.evaluate("document.querySelector('.editor input').value").asString());
        page.browser.click(".board-bar .actions .primary");
        page.browser.until("location.search.includes('board=mine')");
    }

    @Test
    @Order(4)
    @DisplayName("as a viewer may look, and has no buttons that change anything")
    void viewer() throws Exception {
        page.open("/dashboards");
        logIn("leo");

        assertEquals("leo", page.text(".visitor"));
        assertTrue(page.count("aq-panel") > 3);
        assertEquals(0, page.count(".board-bar .actions button"));
    }

    @Test
    @Order(5)
    @DisplayName("for some namespaces sees those, and is told politely what is not shown")
    void namespaces() throws Exception {
        page.open("/devices?lang=es");
        logIn("nina");

        assertTrue(
                page.text("aq-failing").contains("Su cuenta solo ve algunos"), page.text("main"));
        assertEquals(0, page.count(".devices tbody"));
        page.open("/live?lang=en");
        assertEquals(0, page.count(".problem"));
        page.open("/settings");
        assertEquals(0, page.count(".problem"));
    }

    @Test
    @Order(6)
    @DisplayName("and guesses too often is told how long to wait")
    void throttled() throws Exception {
        page.open("/live?lang=en");
        page.browser.until("document.querySelector('aq-login input')");

        for (int i = 0; i < 8; i++) {
            page.browser.evaluate(
                    "fetch('/api/v1/session', {method: 'POST', body: JSON.stringify({name: 'ana',"
                            + " password: 'no'}), headers: {'Content-Type': 'application/json'}})"
                            + ".then(() => true)");
        }
        fill("ana", PASSWORD);

        page.browser.until("document.querySelector('.problem')");
        assertTrue(
                page.text(".problem").matches("Too many attempts from here. Wait \\d+ seconds? .*"),
                page.text(".problem"));
        assertEquals(List.of(), page.browser.complaints());
    }
}
