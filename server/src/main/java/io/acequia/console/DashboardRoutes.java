package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/// Listing, reading, saving and deleting dashboards.
final class DashboardRoutes {
    private static final String ALL = "/api/v1/dashboards";
    private static final String ONE = ALL + "/{id}";
    private static final String JSON = "application/json";

    private final Dashboards dashboards;

    DashboardRoutes(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    void addTo(HttpRouting.Builder routing) {
        routing.get(ALL, (_, response) -> list(response));
        routing.get(ONE, this::read);
        routing.put(ONE, this::save);
        routing.delete(ONE, this::delete);
        routing.any(ONE, (_, response) -> Responses.refuseMethod("GET, PUT, DELETE", response));
    }

    private void list(ServerResponse response) throws IOException {
        var entries = dashboards.list();
        Responses.send(
                new Answer.Json(json -> {
                    json.beginObject().name("dashboards").beginArray();
                    for (var entry : entries) {
                        json.beginObject().name("id").value(entry.id());
                        json.name("title").value(entry.title()).endObject();
                    }
                    json.endArray().endObject();
                }),
                response);
    }

    private void read(ServerRequest request, ServerResponse response) throws IOException {
        var id = id(request);
        var found = Dashboards.isId(id) ? dashboards.read(id) : null;
        if (found == null || found.isEmpty()) {
            Responses.send(noSuch(), response);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, JSON);
        response.send(found.get());
    }

    private static Problem noSuch() {
        return new Problem(404, "there is no such dashboard", "GET " + ALL + " lists them");
    }

    private void save(ServerRequest request, ServerResponse response) throws IOException {
        var id = id(request);
        var type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!Door.visitor(request).mayEdit()) {
            Responses.send(notAnEditor(), response);
        } else if (!Dashboards.isId(id)) {
            Responses.send(
                    new Problem(400, "no id of a dashboard", "use a to z, 0 to 9 and -"), response);
        } else if (!type.startsWith(JSON)) {
            Responses.send(
                    new Problem(415, "a dashboard is JSON", "send Content-Type: " + JSON),
                    response);
        } else {
            switch (dashboards.save(id, Requests.body(request))) {
                case Dashboards.Saved.Kept _ -> Responses.sendNothing(response);
                case Dashboards.Saved.Refused(var cause, var advice) ->
                        Responses.send(new Problem(400, cause, advice), response);
            }
        }
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException {
        var id = id(request);
        if (!Door.visitor(request).mayEdit()) {
            Responses.send(notAnEditor(), response);
        } else if (Dashboards.isId(id) && dashboards.delete(id)) {
            Responses.sendNothing(response);
        } else {
            Responses.send(noSuch(), response);
        }
    }

    private static Problem notAnEditor() {
        return new Problem(403, "this account may only look", "ask for the role editor");
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }
}
