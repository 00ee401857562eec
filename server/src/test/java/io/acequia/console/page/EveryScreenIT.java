package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Every screen")
@ExtendWith(SharedPage.class)
class EveryScreenIT {
    private static final int WIDTH = 1280, HEIGHT = 800, PHONE_WIDTH = 390, PHONE_HEIGHT = 844;

    private static RunningPage page;

    /// Screens, with what a person opens on them before axe-core looks.
    enum Screen {
        LIVE("/live?", "En vivo"),
        EXPLORE(
                "/explore?query=payload.type:temperature&" + SharedPage.RANGE,
                "Explorar",
                ".expand",
                ".as-table summary"),
        TIME("/explore?" + SharedPage.RANGE, "Explorar", ".menu summary"),
        SERIES("/series?" + SharedPage.RANGE, "Series"),
        DASHBOARDS("/dashboards?" + SharedPage.RANGE, "Paneles"),
        EDITOR("/dashboards?" + SharedPage.RANGE, "Paneles", ".actions button"),
        DEVICES("/devices?" + SharedPage.RANGE, "Dispositivos", "aq-failing .expand"),
        SETTINGS("/settings?", "Ajustes"),
        EMPTY("/explore?query=origin:nobody", "Explorar"),
        WRONG("/explore?query=orgin:nobody", "Explorar");

        final String address;
        final String spanish;
        final List<String> opened;

        Screen(String address, String spanish, String... opened) {
            this.address = address;
            this.spanish = spanish;
            this.opened = List.of(opened);
        }
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
    @EnumSource
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
    @EnumSource
    @DisplayName("fits a phone: nothing is cut off at the side, and nothing is hard to use")
    void phone(Screen screen) throws Exception {
        page.browser.size(PHONE_WIDTH, PHONE_HEIGHT);

        show(screen, "theme=dark");

        var width = page.browser.evaluate("document.documentElement.scrollWidth").asInt();
        assertTrue(width <= PHONE_WIDTH, "as wide as " + width);
        assertEquals("", page.faults());
    }

    @ParameterizedTest
    @EnumSource
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
