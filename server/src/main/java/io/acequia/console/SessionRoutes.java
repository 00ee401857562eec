package io.acequia.console;

import io.acequia.access.Doorkeeper;
import io.acequia.access.Doorkeeper.Attempt;
import io.acequia.access.Visitor;
import io.acequia.console.Answer.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Logging in, looking who one is, and logging out.
final class SessionRoutes {
    static final String PATH = "/api/v1/session";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private final Doorkeeper doorkeeper;
    private final String attributes;

    /// @param encrypted whether the cookie must not travel in the clear
    SessionRoutes(Doorkeeper doorkeeper, boolean encrypted) {
        this.doorkeeper = doorkeeper;
        this.attributes = ATTRIBUTES + (encrypted ? "; Secure" : "");
    }

    void addTo(HttpRouting.Builder routing) {
        routing.get(PATH, this::show);
        routing.post(PATH, this::login);
        routing.delete(PATH, this::logout);
        routing.any(PATH, (_, response) -> Responses.refuseMethod("GET, POST, DELETE", response));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Door.visitor(request, doorkeeper)
                .ifPresentOrElse(
                        visitor -> Responses.send(answer(visitor), response),
                        () -> Responses.send(stranger(), response));
    }

    private static Problem stranger() {
        return new Problem(401, "nobody is logged in", "log in with name and password");
    }

    private static Answer.Json answer(Visitor visitor) {
        return new Answer.Json(json -> {
            json.beginObject().name("name").value(visitor.name());
            json.name("role").value(visitor.role().label());
            json.name("namespaces").beginArray();
            for (var namespace : visitor.namespaces().stream().sorted().toList()) {
                json.value(namespace);
            }
            json.endArray().endObject();
        });
    }

    private void login(ServerRequest request, ServerResponse response) {
        String name;
        String password;
        try {
            var body = JSON.readTree(Requests.body(request));
            name = body.path("name").asString("");
            password = body.path("password").asString("");
        } catch (JacksonException _) {
            Responses.send(
                    new Problem(
                            400, "the body is no JSON", "send {\"name\":\"…\",\"password\":\"…\"}"),
                    response);
            return;
        }
        var address = request.remotePeer().host();
        switch (doorkeeper.login(name, password, address)) {
            case Attempt.Welcome(var token, var visitor) -> {
                response.header(HeaderNames.SET_COOKIE, Door.COOKIE + '=' + token + attributes);
                Responses.send(answer(visitor), response);
            }
            case Attempt.Wrong _ ->
                    Responses.send(
                            new Problem(401, "name or password is wrong", "try again"), response);
            case Attempt.TooMany(var pause) -> refuse(pause, response);
        }
    }

    private static void refuse(Duration pause, ServerResponse response) {
        long seconds = pause.toSeconds() + 1;
        response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
        Responses.send(
                new Problem(429, "too many attempts from this address", "wait " + seconds + " s"),
                response);
    }

    private void logout(ServerRequest request, ServerResponse response) {
        doorkeeper.logout(Door.session(request));
        response.header(HeaderNames.SET_COOKIE, Door.COOKIE + "=; Max-Age=0" + attributes);
        Responses.sendNothing(response);
    }
}
