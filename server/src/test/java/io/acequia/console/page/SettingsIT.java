package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@Tag("chromium-headless-shell")
@DisplayName("Settings")
@ExtendWith(SharedPage.class)
class SettingsIT {
    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
    }

    @Test
    @DisplayName("every setting that holds is there, with its value")
    void settings() throws Exception {
        page.open("/settings");

        var expected = new ArrayList<String>();
        for (var setting : page.ask("settings").get("settings")) {
            expected.add(setting.get("key").asString() + "=" + setting.get("value").asString());
        }
        var shown =
                page.browser.evaluate(
                        "[...document.querySelectorAll('tbody tr')].map(it =>"
                                + " it.cells[0].innerText + '=' + it.cells[1].innerText)");
        assertEquals(expected, shown.valueStream().map(JsonNode::asString).toList());
        assertTrue(expected.contains("http.accounts=accounts.json"), expected.toString());
        assertTrue(page.text("tbody").contains("--set"), page.text("tbody"));
    }

    @Test
    @DisplayName("version, state, and how many events there are, are the server's")
    void state() throws Exception {
        page.open("/settings");

        var facts = page.text(".facts");
        assertTrue(
                facts.contains("Acequia " + page.ask("status").get("version").asString()), facts);
        var total = page.ask("histogram").get("total").asInt();
        assertTrue(facts.contains(String.format("%,d", total)), facts);
        assertTrue(facts.contains("forever"), facts);
        assertTrue(facts.matches("(?s).*On disk\\s+[1-9][\\d.,]* [kM]B.*"), facts);
        assertTrue(page.ask("status").get("bytes").asLong() > 1_000);
        assertEquals(2, page.count(".facts .good"));
        assertEquals(
                200, page.browser.evaluate("fetch('/openapi.yaml').then(it => it.status)").asInt());
    }
}
