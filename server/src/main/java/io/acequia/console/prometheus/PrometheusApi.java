package io.acequia.console.prometheus;

import io.acequia.console.JsonWriter;
import io.acequia.console.prometheus.Reply.Failure;
import io.acequia.console.prometheus.Reply.Kind;
import io.acequia.console.prometheus.Reply.Success;
import io.acequia.metrics.BuildInfo;
import io.acequia.query.promql.Limits;
import io.acequia.store.EventReader;
import io.acequia.store.TooLongException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The paths of the API of Prometheus, and what becomes of requests to them.
public final class PrometheusApi {
    /// What all paths begin with.
    public static final String PREFIX = "/prometheus/api/v1/";

    private static final System.Logger LOG = System.getLogger(PrometheusApi.class.getName());

    /// The version whose answers these are like; programs decide by it what they ask.
    private static final String VERSION = "2.42.0";

    private static final int QUERIES_AT_A_TIME = 4;

    private static final List<Method> PLAIN = List.of(Method.GET);

    /// Long expressions do not fit into an address.
    private static final List<Method> FORM = List.of(Method.GET, Method.POST);

    private final Function<ServerRequest, EventReader> view;
    private final QueryAnswers queries;
    private final SeriesAnswers series;

    /// Makes the API of a store.
    ///
    /// @param view the part of the store that the sender of a request may see
    /// @param lookback how old the newest value of a series may be to be the current one
    /// @param limits what a query may cost
    public PrometheusApi(
            Function<ServerRequest, EventReader> view,
            InstantSource clock,
            Duration lookback,
            Limits limits) {
        this.view = view;
        var slots = new QuerySlots(QUERIES_AT_A_TIME);
        queries = new QueryAnswers(slots, clock, lookback.toMillis(), limits);
        series = new SeriesAnswers(slots, limits.timeout());
    }

    /// Answers a request from its parameters, with what its sender may see.
    @FunctionalInterface
    private interface Endpoint {
        Reply reply(EventReader store, Form form) throws IOException;
    }

    /// Adds the paths.
    public void addTo(HttpRouting.Builder routing) {
        add(routing, FORM, "query", queries::instant);
        add(routing, FORM, "query_range", queries::range);
        add(routing, FORM, "labels", series::labels);
        add(routing, FORM, "series", series::series);
        add(routing, PLAIN, "metadata", series::metadata);
        add(routing, PLAIN, "status/buildinfo", (_, _) -> buildInfo());
        add(
                routing,
                PLAIN,
                "label/{name}/values",
                request -> {
                    var name = request.path().pathParameters().get("name");
                    return (store, form) -> series.values(store, name, form);
                });
        routing.any(PREFIX + "*", (_, response) -> send(noSuchPath(), response));
    }

    private void add(
            HttpRouting.Builder routing, List<Method> methods, String path, Endpoint endpoint) {
        add(routing, methods, path, _ -> endpoint);
    }

    private void add(
            HttpRouting.Builder routing,
            List<Method> methods,
            String path,
            Function<ServerRequest, Endpoint> endpoint) {
        for (var method : methods) {
            routing.route(
                    method,
                    PREFIX + path,
                    (request, response) -> send(reply(endpoint.apply(request), request), response));
        }
        routing.any(PREFIX + path, (_, response) -> refuseMethod(methods, response));
    }

    private static void refuseMethod(List<Method> methods, ServerResponse response) {
        var allowed = methods.stream().map(Method::text).collect(Collectors.joining(", "));
        response.header(HeaderNames.ALLOW, allowed);
        send(new Failure(Kind.NOT_ALLOWED, "use one of the methods " + allowed), response);
    }

    private static Failure noSuchPath() {
        return new Failure(Kind.NOT_FOUND, "there is nothing at this path; see docs/prometheus.md");
    }

    private static Success buildInfo() {
        var build = BuildInfo.current();
        return new Success(json -> {
            json.beginObject().name("version").value(VERSION);
            json.name("revision").value("acequia-" + build.version());
            for (var unknown : List.of("branch", "buildUser", "buildDate", "goVersion")) {
                json.name(unknown).value("");
            }
            json.endObject();
        });
    }

    private Reply reply(Endpoint endpoint, ServerRequest request) {
        try {
            var given = FormReader.read(request);
            return given.isPresent()
                    ? endpoint.reply(view.apply(request), new Form(given.get()))
                    : new Failure(Kind.BAD_DATA, "the form is too long or not well written");
        } catch (TooLongException e) {
            return new Failure(Kind.TIMEOUT, String.valueOf(e.getMessage()));
        } catch (InterruptedIOException e) {
            throw new CloseConnectionException("the client went away", e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the store did not answer a query: " + e);
            return new Failure(
                    Kind.UNAVAILABLE, "the store does not answer; try again, the log says why");
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, request.prologue().uriPath().path(), bug);
            return new Failure(Kind.INTERNAL, "a bug; the log has more about it");
        }
    }

    private static void send(Reply reply, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        if (reply instanceof Failure(var kind, _)) {
            response.status(Status.create(kind.status()));
        }
        try {
            var out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    response.outputStream(), StandardCharsets.UTF_8));
            write(reply, new JsonWriter(out));
            // Not closed after a failure: half an answer must not look like a whole one.
            out.close();
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the client went away", e);
        }
    }

    private static void write(Reply reply, JsonWriter json) throws IOException {
        json.beginObject();
        switch (reply) {
            case Success(var data, var warnings) -> {
                json.name("status").value("success").name("data");
                data.write(json);
                if (!warnings.isEmpty()) {
                    json.name("warnings").beginArray();
                    for (var warning : warnings) {
                        json.value(warning);
                    }
                    json.endArray();
                }
            }
            case Failure(var kind, var message) -> {
                json.name("status").value("error").name("errorType").value(kind.label());
                json.name("error").value(message);
            }
        }
        json.endObject();
    }
}
