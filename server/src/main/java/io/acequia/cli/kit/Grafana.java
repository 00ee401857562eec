package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes the data source and the boards in Grafana, or renews them.
final class Grafana {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HEADER_NAME = "httpHeaderName1", HEADER_VALUE = "httpHeaderValue1";

    private final Product product;
    private final PrintWriter out;
    private final PrintWriter err;

    Grafana(Product product, PrintWriter out, PrintWriter err) {
        this.product = product;
        this.out = out;
        this.err = err;
    }

    /// Makes them and prints where the boards are.
    ///
    /// @param acequia where Grafana finds Acequia
    /// @param token whom Grafana is to Acequia
    void install(String acequia, SignIn token) throws Failure, InterruptedException {
        var source = dataSource(acequia, token);
        for (var file : Kit.GRAFANA.files()) {
            if (!file.equals("data-source.json")) {
                board(object(file));
            }
        }
        out.flush();
        check(source);
    }

    private static ObjectNode object(String file) {
        return (ObjectNode) JSON.readTree(Kit.GRAFANA.text(file));
    }

    private String dataSource(String acequia, SignIn token) throws Failure, InterruptedException {
        var source = object("data-source.json");
        var uid = source.path("uid").asString("");
        var before = find("/api/datasources/uid/" + uid);
        source.put("url", acequia + "/prometheus");
        signIn(source, token, before);
        var attempt = "manage data sources";
        if (before.isPresent()) {
            send("PUT", "/api/datasources/uid/" + uid, source, attempt);
        } else {
            send("POST", "/api/datasources", source, attempt);
        }
        out.println(
                (before.isPresent() ? "renewed" : "made")
                        + " the data source "
                        + source.path("name").asString("")
                        + " for "
                        + acequia);
        return uid;
    }

    /// Grafana keeps the value of a header as a secret; without a new one the old one stays, if its
    /// name does.
    private static void signIn(ObjectNode source, SignIn token, Optional<JsonNode> before) {
        boolean hadOne = before.filter(it -> it.path("jsonData").has(HEADER_NAME)).isPresent();
        if (hadOne || !token.isStranger()) {
            ((ObjectNode) source.path("jsonData")).put(HEADER_NAME, "Authorization");
        }
        if (!token.isStranger()) {
            source.putObject("secureJsonData").put(HEADER_VALUE, token.header());
        }
    }

    /// A board that was moved to a folder stays there.
    private void board(ObjectNode board) throws Failure, InterruptedException {
        var uid = board.path("uid").asString("");
        var folder =
                find("/api/dashboards/uid/" + uid)
                        .map(it -> it.path("meta").path("folderUid").asString(""))
                        .orElse("");
        var order = JSON.createObjectNode();
        var title = board.path("title").asString("");
        order.set("dashboard", board);
        order.put("overwrite", true).put("message", "acequia kit install");
        if (!folder.isEmpty()) {
            order.put("folderUid", folder);
        }
        send("POST", "/api/dashboards/db", order, "save dashboards");
        out.println(title + "\t" + product.address() + "/d/" + uid);
    }

    /// Returns what there is, empty when Grafana says that there is nothing.
    private Optional<JsonNode> find(String path) throws Failure, InterruptedException {
        var reply = product.ask(product.request(path).header("Accept", "application/json"));
        // Something else that listens there has no message in its 404.
        if (reply.status() == 404 && reply.object().filter(it -> it.has("message")).isPresent()) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw Refusal.of(product, reply, "see data sources and dashboards");
        }
        return Optional.of(reply.object().orElseThrow(() -> Refusal.noInterface(product, reply)));
    }

    private void send(String method, String path, JsonNode body, String attempt)
            throws Failure, InterruptedException {
        HttpRequest.Builder request =
                product.request(path)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var reply = product.ask(request);
        switch (reply.status()) {
            case 200 -> {
                if (reply.object().isEmpty()) {
                    throw Refusal.noInterface(product, reply);
                }
            }
            case 409 ->
                    throw new Failure(
                            ExitCode.REFUSED,
                            "Grafana has a data source of that name which this kit did not make"
                                    + reply.reason()
                                    + "; rename or remove it");
            case 412 ->
                    throw new Failure(
                            ExitCode.REFUSED,
                            "Grafana keeps a dashboard that is in the way"
                                    + reply.reason()
                                    + "; rename or remove it");
            default -> throw Refusal.of(product, reply, attempt);
        }
    }

    /// Whether Grafana reaches Acequia; the boards are there even if it does not yet.
    private void check(String uid) throws Failure, InterruptedException {
        var reply = product.ask(product.request("/api/datasources/uid/" + uid + "/health"));
        if (reply.status() == 200) {
            out.println("Grafana reaches Acequia");
            out.flush();
        } else if (reply.status() != 404) { // an old Grafana cannot tell
            err.println(
                    "acequia: the boards are there, but Grafana does not reach Acequia"
                            + reply.reason()
                            + "; give the address it reaches with --acequia-url, and a token with"
                            + " --acequia-token-file if Acequia has accounts");
            err.flush();
        }
    }
}
