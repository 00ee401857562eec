package io.acequia.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The page of the manual that lists all settings, made from the records.
public final class SettingsReference {
    private static final String HEAD =
            """
            # Settings

            Generated from the settings records; a test fails when it is stale.

            Defaults < YAML file < environment < flags: what stands further right wins.

            - **File**: the one that `--config FILE` or `ACEQUIA_CONFIG` names, else `acequia.yaml` \
            in the working directory if there is one. A dot in a key is a level: `coap.listen` is \
            `listen` below `coap`.
            - **Environment**: the variable beside the key; a list is separated by commas. With \
            `_FILE` behind its name it names a file that holds the value. An empty variable counts \
            as not set.
            - **Flags**: `--data DIR`, `--coap HOST:PORT` (again for each address), `--http \
            HOST:PORT`, and `--set KEY=VALUE` for every key.

            - **Values**: a size is a number of bytes with an optional unit of 1024: `512`, `64KiB`, \
            `4MiB`, `1GiB` (`k`, `m`, `g` for short). A time is `30d`, `12h`, `5m`, `1.5s`, `250ms` or \
            ISO 8601. An address is `localhost:5683`, `0.0.0.0:5683` or `[::1]:5683`; port 0 means \
            any free one.

            A key or variable that is not known stops the start. `acequia config` prints what holds \
            and where it comes from.
            """;

    private SettingsReference() {}

    /// Returns what each key is for.
    public static Map<String, String> meanings() {
        return new Schema<>(Settings.DEFAULTS)
                .keys().stream().collect(Collectors.toMap(Key::name, Key::meaning));
    }

    static String markdown() {
        var page = new StringBuilder(HEAD);
        var section = "-";
        for (var key : new Schema<>(Settings.DEFAULTS).keys()) {
            int dot = key.name().lastIndexOf('.');
            var name = key.name().substring(0, Math.max(dot, 0));
            if (!name.equals(section)) {
                section = name;
                page.append(head(name));
            }
            page.append(row(key));
        }
        return page.toString();
    }

    private static String head(String section) {
        return "\n## %s\n\n| key | default | value | meaning | variable |\n|---|---|---|---|---|\n"
                .formatted(section.isEmpty() ? "General" : section);
    }

    private static String row(Key key) {
        return String.format(
                Locale.ROOT,
                "| `%s` | `%s` | %s | %s | `%s` |\n",
                key.name(),
                key.fallback() instanceof List<?> list
                        ? String.join(", ", list.stream().map(ValueText::print).toList())
                        : ValueText.print(key.fallback()),
                ValueText.accepted(key).replaceFirst(" such as .*", ""),
                key.meaning(),
                key.variable());
    }
}
