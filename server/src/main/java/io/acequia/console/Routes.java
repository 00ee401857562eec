package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.acequia.console.page.WebPage;
import io.acequia.console.prometheus.PrometheusApi;
import io.acequia.metrics.BuildInfo;
import io.acequia.query.promql.Limits;
import io.acequia.store.TooLongException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Which path leads where, and what becomes of failures on the way.
final class Routes {
    private static final System.Logger LOG = System.getLogger(Routes.class.getName());

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final Subjects subjects;
    private final Readiness readiness;
    private final boolean encrypted;
    private final EventStreams streams;
    private final InstantSource clock;
    private final Instant started;
    private final AtomicLong incidents = new AtomicLong();

    /// @param encrypted whether requests come by TLS
    Routes(Subjects subjects, boolean encrypted, EventStreams streams, InstantSource clock) {
        this.subjects = subjects;
        this.readiness = new RecentReadiness(subjects.readiness(), clock);
        this.encrypted = encrypted;
        this.streams = streams;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// Answers a request from its parameters, with what its sender may see.
    @FunctionalInterface
    private interface Endpoint {
        Answer answer(Questions questions, Parameters parameters) throws IOException;
    }

    void addTo(HttpRouting.Builder routing) {
        new ProbeRoutes(subjects.metrics(), readiness).addTo(routing);
        routing.get("/openapi.yaml", (_, response) -> openApi(response));
        add(routing, "/api/v1/events", Questions::events);
        add(routing, "/api/v1/events/export", Questions::export);
        routing.get(
                "/api/v1/events/stream",
                (request, response) ->
                        answer(Questions::stream, request, whereItWas(request), response));
        add(routing, "/api/v1/histogram", Questions::histogram);
        add(routing, "/api/v1/aggregate", Questions::aggregate);
        add(routing, "/api/v1/top", Questions::top);
        add(routing, "/api/v1/latest", Questions::latest);
        routing.get("/api/v1/failing", this::failing);
        add(routing, "/api/v1/status", (_, parameters) -> status(parameters));
        add(routing, "/api/v1/settings", (_, parameters) -> settings(parameters));
        new DashboardRoutes(new Dashboards(subjects.dashboards())).addTo(routing);
        new SessionRoutes(subjects.doorkeeper(), encrypted).addTo(routing);
        new PrometheusApi(
                        request -> Door.visitor(request).view(subjects.store()),
                        clock,
                        subjects.lookback(),
                        Limits.DEFAULTS)
                .addTo(routing);
        new WebPage().addTo(routing);
        ProbeRoutes.refuseOthers(routing);
        routing.error(Throwable.class, this::fail);
    }

    private void add(HttpRouting.Builder routing, String path, Endpoint endpoint) {
        routing.get(
                path,
                (request, response) -> answer(endpoint, request, parameters(request), response));
    }

    private static Map<String, List<String>> parameters(ServerRequest request) {
        var parameters = new HashMap<String, List<String>>();
        for (var name : request.query().names()) {
            parameters.put(name, request.query().all(name));
        }
        return parameters;
    }

    /// A client that comes back says in a header which event it saw last.
    private static Map<String, List<String>> whereItWas(ServerRequest request) {
        var parameters = parameters(request);
        request.headers()
                .first(LAST_EVENT_ID)
                .ifPresent(id -> parameters.put("after", List.of(id)));
        return parameters;
    }

    private void answer(
            Endpoint endpoint,
            ServerRequest request,
            Map<String, List<String>> parameters,
            ServerResponse response) {
        var questions = new Questions(Door.visitor(request).view(subjects.store()));
        switch (answer(endpoint, questions, new Parameters(parameters, clock.instant()))) {
            case Answer.Json json -> Responses.send(json, response);
            case Answer.File file -> Responses.send(file, response);
            case Answer.Live(var follower) -> stream(follower, response);
            case Problem problem -> Responses.send(problem, response);
        }
    }

    private static Answer answer(Endpoint endpoint, Questions questions, Parameters parameters) {
        try {
            return endpoint.answer(questions, parameters);
        } catch (TooLongException e) {
            return new Problem(
                    503, String.valueOf(e.getMessage()), "narrow the search or the time");
        } catch (InterruptedIOException e) {
            throw Responses.clientWentAway(e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the store did not answer a question: " + e);
            return new Problem(503, "the store does not answer", "try again; the log says why");
        }
    }

    /// An address belongs to no namespace.
    private void failing(ServerRequest request, ServerResponse response) {
        if (Door.visitor(request).seesAll()) {
            var failing = new Failing(subjects.failing());
            answer(
                    (_, parameters) -> failing.newestFirst(parameters),
                    request,
                    parameters(request),
                    response);
        } else {
            Responses.send(
                    new Problem(
                            403,
                            "the addresses of devices are for accounts that see all namespaces",
                            "ask who keeps the accounts"),
                    response);
        }
    }

    private void stream(Follower follower, ServerResponse response) {
        if (!streams.enter()) {
            Responses.send(
                    new Problem(503, "too many streams are open", "close one, or try again"),
                    response);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (var out = response.outputStream()) {
            streams.serve(follower, out);
        } catch (IOException | UncheckedIOException | InterruptedException e) {
            throw Responses.clientWentAway(e);
        } finally {
            streams.leave();
        }
    }

    private static void openApi(ServerResponse response) throws IOException {
        try (var document = Routes.class.getResourceAsStream("openapi.yaml")) {
            response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
            response.send(Objects.requireNonNull(document).readAllBytes());
        }
    }

    private Answer status(Parameters parameters) throws IOException {
        long bytes = subjects.store().size();
        return parameters.ask(
                BuildInfo::current,
                build ->
                        new Answer.Json(json -> {
                            json.beginObject();
                            json.name("version").value(build.version());
                            json.name("java").value(build.java());
                            json.name("bytes").value(bytes);
                            json.name("started").value(started);
                            json.name("now").value(clock.instant());
                            json.name("writable").value(subjects.store().isWritable());
                            json.name("ready").value(readiness.obstacle().isEmpty());
                            json.endObject();
                        }));
    }

    private Answer settings(Parameters parameters) throws IOException {
        return parameters.ask(
                subjects.settings(),
                settings ->
                        new Answer.Json(json -> {
                            json.beginObject().name("settings").beginArray();
                            for (var setting : settings) {
                                json.beginObject().name("key").value(setting.key());
                                json.name("value").value(setting.value());
                                json.name("origin").value(setting.origin());
                                json.name("doc").value(setting.meaning()).endObject();
                            }
                            json.endArray().endObject();
                        }));
    }

    /// A bug: the client gets a number, the log the rest.
    private void fail(ServerRequest request, ServerResponse response, Throwable failure) {
        long incident = incidents.incrementAndGet();
        LOG.log(
                System.Logger.Level.ERROR,
                "incident " + incident + ": " + request.prologue().uriPath().path(),
                failure);
        Responses.send(
                new Problem(500, "a bug, incident " + incident, "the log has more about it"),
                response);
    }
}
