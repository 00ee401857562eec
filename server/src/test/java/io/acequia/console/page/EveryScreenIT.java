package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("chromium-headless-shell")
@DisplayName("Every screen")
@ExtendWith(SharedPage.class)
class EveryScreenIT {
    private static final int WIDTH = 1280, HEIGHT = 800, PHONE_WIDTH = 390, PHONE_HEIGHT = 844;

    private static RunningPage page;

    /// A screen, and what a person opens on it before axe-core looks.
    record Screen(String address, String spanish, List<String> opened) {
        @Override
        public String toString() {
            return address + opened;
        }
    }

    static final List<Screen> SCREENS =
            List.of(
                    screen("/live?", "En vivo"),
                    screen(
                            "/explore?query=payload.type:temperature&" + SharedPage.RANGE,
                            "Explorar",
                            ".expand",
                            ".as-table summary"),
                    screen("/explore?" + SharedPage.RANGE, "Explorar", ".menu summary"),
                    screen("/series?" + SharedPage.RANGE, "Series"),
                    screen("/dashboards?" + SharedPage.RANGE, "Paneles"),
                    screen("/dashboards?" + SharedPage.RANGE, "Paneles", ".actions button"),
                    screen("/devices?" + SharedPage.RANGE, "Dispositivos", "aq-failing .expand"),
                    screen("/settings?", "Ajustes"),
                    screen("/explore?query=origin:nobody", "Explorar"),
                    screen("/explore?query=orgin:nobody", "Explorar"));

    private static Screen screen(String address, String spanish, String... opened) {
        return new Screen(address, spanish, List.of(opened));
    }

    @BeforeAll
    static void start(RunningPage shared) throws Exception {
        page = shared;
        try (var station = page.station()) {
            station.sendBroken("{\"payload\":");
        }
    }

    @AfterEach
    void wide() throws Exception {
        page.browser.size(WIDTH, HEIGHT);
    }

    private static void show(Screen screen, String more) throws Exception {
        page.open(screen.address + "&" + more);
        for (var selector : screen.opened) {
            page.browser.click(selector);
        }
        page.browser.untilQuiet();
    }

    @ParameterizedTest
    @FieldSource("SCREENS")
    @DisplayName("has no serious fault for those who see little or hear, in both lights")
    void accessible(Screen screen) throws Exception {
        show(screen, "theme=light");
        assertEquals("", page.faults());
        assertEquals("rgb(243, 246, 247)", background());

        show(screen, "theme=dark");
        assertEquals("", page.faults());
        assertEquals("rgb(13, 19, 23)", background());
        assertEquals(List.of(), page.browser.complaints());
    }

    @ParameterizedTest
    @FieldSource("SCREENS")
    @DisplayName("fits a phone: nothing is cut off at the side, and nothing is hard to use")
    void phone(Screen screen) throws Exception {
        page.browser.size(PHONE_WIDTH, PHONE_HEIGHT);

        show(screen, "theme=dark");

        var width = page.browser.evaluate("document.documentElement.scrollWidth").asInt();
        assertTrue(width <= PHONE_WIDTH, "as wide as " + width);
        assertEquals("", page.faults());
    }

    @ParameterizedTest
    @FieldSource("SCREENS")
    @DisplayName("speaks Spanish, and English again")
    void spanish(Screen screen) throws Exception {
        show(screen, "lang=es");
        assertEquals("es", page.browser.evaluate("document.documentElement.lang").asString());
        assertEquals(screen.spanish, page.text("h1"));
        assertEquals(
                screen.spanish + " · Acequia", page.browser.evaluate("document.title").asString());

        page.choose(".language", "en");
        page.browser.until("document.documentElement.lang === 'en'");
        page.browser.until("document.querySelector('nav').innerText.includes('Devices')");
    }

    private static String background() throws Exception {
        return page.browser.evaluate("getComputedStyle(document.body).backgroundColor").asString();
    }
}
