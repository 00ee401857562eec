package io.acequia.store.opensearch;

import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;

/// What has to be in the cluster before the first event: the index template, and a secret that all
/// collectors share. Whoever comes first puts it there.
final class Installation {
    /// Of the template and of the mapping in each index; goes up with each change of either.
    private static final int VERSION = 2;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CONFLICT = 409, NOT_FOUND = 404, BAD_REQUEST = 400;

    /// OpenSearch reads times in this form without `java.time`, in a twentieth of the processor
    /// that its usual forms take: a fifth of what storing an event costs it. Others do not know it.
    private static final String FAST_TIMES = ", \"format\": \"rfc3339_lenient\"";

    private static final String USUAL_TIMES = "";

    /// What engines do by themselves, but only while somebody searches. An index that was told so
    /// is refreshed all the time, which is a tenth of what storing events costs an engine.
    private static final Duration USUAL_REFRESH = Duration.ofSeconds(1);

    private final Nodes nodes;
    private final OpenSearchSettings settings;
    private final IndexNames names;

    Installation(Nodes nodes, OpenSearchSettings settings, IndexNames names) {
        this.nodes = nodes;
        this.settings = settings;
        this.names = names;
    }

    /// Puts the template there and returns the secret.
    ///
    /// @throws EngineException when the cluster does not let us, or an index of ours has the
    ///   mapping of somebody else; the message says what to do
    long install() throws EngineException, InterruptedException {
        var path = "/_index_template/" + settings.prefix() + "-events";
        var fast = Ask.put(path, template(FAST_TIMES));
        var reply = nodes.ask(fast, TIMEOUT);
        if (reply.status() == BAD_REQUEST) {
            nodes.demand(Ask.put(path, template(USUAL_TIMES)), TIMEOUT);
        } else if (!reply.isOk()) {
            throw nodes.refused(fast, reply);
        }
        checkIndices();
        return secret();
    }

    private String template(String times) {
        return resource()
                .replace("${times}", times)
                .replace("${pattern}", names.pattern())
                .replace("${version}", "" + VERSION)
                .replace("${shards}", "" + settings.shards())
                .replace("${replicas}", "" + settings.replicas())
                .replace("${refresh}", refresh());
    }

    private String refresh() {
        return settings.refresh().equals(USUAL_REFRESH)
                ? ""
                : "\"refresh_interval\": \"%dms\",".formatted(settings.refresh().toMillis());
    }

    private static String resource() {
        try (var in = Installation.class.getResourceAsStream("template.json")) {
            if (in == null) {
                throw new IllegalStateException("template.json is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Finds indices with our names and a mapping that is not ours.
    private void checkIndices() throws EngineException, InterruptedException {
        var mappings =
                nodes.demand(
                                Ask.get(
                                        "/"
                                                + names.pattern()
                                                + "/_mapping?ignore_unavailable=true"),
                                TIMEOUT)
                        .json();
        for (var index : mappings.properties()) {
            var version = index.getValue().path("mappings").path("_meta").path("acequia");
            if (!version.isInt()) {
                throw new EngineException(
                        ("index %s has the mapping of somebody else: rename or delete it, or choose"
                                        + " another store.opensearch.prefix than %s")
                                .formatted(index.getKey(), settings.prefix()));
            }
            if (version.asInt() > VERSION) {
                throw new EngineException(
                        "index %s was made by a newer acequia: use that one"
                                .formatted(index.getKey()));
            }
        }
    }

    private long secret() throws EngineException, InterruptedException {
        var path = "/" + names.shared() + "/_doc/secret";
        var found = nodes.ask(Ask.get(path), TIMEOUT);
        if (found.status() == NOT_FOUND) {
            create();
            found = nodes.demand(Ask.get(path), TIMEOUT);
        } else if (!found.isOk()) {
            throw nodes.refused(Ask.get(path), found);
        }
        var text = found.json().path("_source").path("exchange_secret").asString("");
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new EngineException(
                    ("index %s has no secret of collectors in it: rename or delete it, or choose"
                                    + " another store.opensearch.prefix than %s")
                            .formatted(names.shared(), settings.prefix()),
                    e);
        }
    }

    private void create() throws EngineException, InterruptedException {
        var index =
                "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":"
                        + settings.replicas()
                        + "},\"mappings\":{\"enabled\":false}}";
        nodes.ask(Ask.put("/" + names.shared(), index), TIMEOUT); // or it is there already
        var secret = Long.toUnsignedString(new SecureRandom().nextLong(), 16);
        var ask =
                Ask.put(
                        "/" + names.shared() + "/_create/secret",
                        "{\"exchange_secret\":\"" + secret + "\"}");
        var created = nodes.ask(ask, TIMEOUT);
        if (!created.isOk() && created.status() != CONFLICT) {
            throw nodes.refused(ask, created);
        }
    }
}
