package io.acequia.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acequia.settings.Sources.Flag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Every key of the settings")
class EveryKeyTest {
    /// A value other than the default for each key, as it is printed.
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("data", "/srv/acequia");
        OTHERS.put("roles", "collector");
        OTHERS.put("drain", "4s");
        OTHERS.put("coap.listen", "0.0.0.0:5684");
        OTHERS.put("coap.workers", "3");
        OTHERS.put("coap.transport", "nio");
        OTHERS.put("coap.receive-buffer", "1MiB");
        OTHERS.put("coap.burst", "128");
        OTHERS.put("coap.remembered-messages", "2048");
        OTHERS.put("coap.max-payload", "2KiB");
        OTHERS.put("coap.max-events", "10");
        OTHERS.put("http.listen", "127.0.0.1:0");
        OTHERS.put("http.names", "acequia.lan");
        OTHERS.put("http.accounts", "/run/secrets/accounts.json");
        OTHERS.put("http.strangers", "shut");
        OTHERS.put("http.certificate", "/run/secrets/tls.crt");
        OTHERS.put("http.key", "/run/secrets/tls.key");
        OTHERS.put("store.kind", "opensearch");
        OTHERS.put("store.retention", "30d");
        OTHERS.put("store.backlog", "1GiB");
        OTHERS.put("store.segment-size", "8MiB");
        OTHERS.put("store.max-series", "5000");
        OTHERS.put("store.memory", "512MiB");
        OTHERS.put("store.threads", "1");
        OTHERS.put("store.own-figures", "1m");
        OTHERS.put("store.opensearch.urls", "https://search.lan:9200");
        OTHERS.put("store.opensearch.user", "acequia");
        OTHERS.put("store.opensearch.password-file", "/run/secrets/password");
        OTHERS.put("store.opensearch.token-file", "/run/secrets/token");
        OTHERS.put("store.opensearch.ca", "/run/secrets/ca.crt");
        OTHERS.put("store.opensearch.prefix", "fleet");
        OTHERS.put("store.opensearch.period", "day");
        OTHERS.put("store.opensearch.namespaces", "weather");
        OTHERS.put("store.opensearch.shards", "3");
        OTHERS.put("store.opensearch.replicas", "2");
        OTHERS.put("store.opensearch.active-shards", "all");
        OTHERS.put("store.opensearch.compress", "never");
        OTHERS.put("store.opensearch.refresh", "2s");
        OTHERS.put("store.opensearch.timeout", "5s");
        OTHERS.put("query.lookback", "1h");
        OTHERS.put("log.requests", "errors");
        OTHERS.put("log.format", "json");
        OTHERS.put("log.level", "debug");
    }

    private final Schema<Settings> schema = new Schema<>(Settings.DEFAULTS);

    @TempDir Path directory;

    @Test
    @DisplayName("has a meaning that ends as a sentence, and a value here that is not the default")
    void isComplete() {
        var names = schema.keys().stream().map(Key::name).toList();

        assertEquals(List.copyOf(OTHERS.keySet()), names);
        for (var key : schema.keys()) {
            var fallback = ValueText.print(key.fallback());
            assertFalse(key.meaning().isEmpty(), key.name());
            assertEquals('.', key.meaning().charAt(key.meaning().length() - 1), key.name());
            assertNotEquals(fallback, OTHERS.get(key.name()), key.name());
        }
    }

    @Test
    @DisplayName("can be set in the file")
    void fromFile() throws Exception {
        var yaml = new StringBuilder();
        OTHERS.forEach((key, value) -> yaml.append(key).append(": '").append(value).append("'\n"));
        Files.writeString(
                directory.resolve("acequia.yaml"),
                yaml.toString()
                        .replace("'0.0.0.0:5684'", "['0.0.0.0:5684']")
                        .replace("'acequia.lan'", "['acequia.lan']")
                        .replace("'collector'", "['collector']")
                        .replace("'https://search.lan:9200'", "['https://search.lan:9200']")
                        .replace("'weather'", "['weather']"));

        check(new Sources(directory, null, Map.of(), List.of()));
    }

    @Test
    @DisplayName("can be set in the environment")
    void fromEnvironment() throws Exception {
        var environment = new LinkedHashMap<String, String>();
        schema.keys().forEach(key -> environment.put(key.variable(), OTHERS.get(key.name())));

        check(new Sources(directory, null, environment, List.of()));
    }

    @Test
    @DisplayName("can be set by a flag")
    void fromFlags() throws Exception {
        var flags =
                OTHERS.entrySet().stream()
                        .map(entry -> new Flag("--set", entry.getKey(), entry.getValue()))
                        .toList();

        check(new Sources(directory, null, Map.of(), flags));
    }

    /// Every key has its value, and the records, read again, say the same.
    private void check(Sources sources) throws SettingsException {
        var effective = SettingsReader.read(schema, sources);

        for (var value : effective.values()) {
            assertEquals(List.of(OTHERS.get(value.key())), value.texts(), value.key());
            assertNotEquals(SettingsReader.DEFAULT, value.origin(), value.key());
        }
        for (var key : new Schema<>(effective.settings()).keys()) {
            var texts = key.fallback() instanceof List<?> list ? list : List.of(key.fallback());
            assertEquals(
                    List.of(OTHERS.get(key.name())),
                    texts.stream().map(ValueText::print).toList(),
                    key.name());
        }
    }
}
