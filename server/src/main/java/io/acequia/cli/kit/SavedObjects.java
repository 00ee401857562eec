package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Imports saved objects into OpenSearch Dashboards or Kibana, over those of an earlier time.
final class SavedObjects {
    private static final String BOUNDARY = "acequia-saved-objects-6d1f0c";
    private static final int MOST_SHOWN = 3;

    private final Product product;
    private final Kit kit;
    private final String tenant;
    private final PrintWriter out;

    /// @param tenant of OpenSearch Dashboards with its security plug-in, empty for the usual one
    SavedObjects(Product product, Kit kit, String tenant, PrintWriter out) {
        this.product = product;
        this.kit = kit;
        this.tenant = tenant;
        this.out = out;
    }

    /// Imports them and prints where the boards are.
    ///
    /// @param lines one object each
    void install(String lines) throws Failure, InterruptedException {
        var request =
                product.request("/api/saved_objects/_import?overwrite=true")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        // Both refuse requests that a page of another site could make.
                        .header(kit == Kit.KIBANA ? "kbn-xsrf" : "osd-xsrf", "true")
                        .POST(BodyPublishers.ofString(form(lines)));
        if (!tenant.isEmpty()) {
            request.header("securitytenant", tenant);
        }
        var reply = product.ask(request);
        if (reply.status() == 400 && reply.body().contains("-xsrf header")) {
            throw otherProduct();
        }
        if (reply.status() != 200) {
            throw Refusal.of(product, reply, "import saved objects");
        }
        var result =
                reply.object()
                        .filter(it -> it.has("success"))
                        .orElseThrow(() -> Refusal.noInterface(product, reply));
        var objects = lines.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        if (!result.path("success").asBoolean()) {
            throw incomplete(result, objects.size());
        }
        print(objects);
    }

    /// A form with one file, whose name both want to end like this (RFC 7578 §4.2).
    private static String form(String lines) {
        return "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + Kit.SAVED_OBJECTS
                + "\"\r\nContent-Type: application/x-ndjson\r\n\r\n"
                + lines
                + "\r\n--"
                + BOUNDARY
                + "--\r\n";
    }

    private Failure otherProduct() {
        var other = kit == Kit.KIBANA ? Kit.OPENSEARCH_DASHBOARDS : Kit.KIBANA;
        return new Failure(
                ExitCode.REFUSED,
                product.address()
                        + " is "
                        + other.product()
                        + " rather than "
                        + product.name()
                        + "; use acequia kit install "
                        + other.label());
    }

    private Failure incomplete(JsonNode result, int wanted) {
        var errors = new ArrayList<String>();
        result.path("errors").forEach(error -> errors.add(cause(error)));
        int more = errors.size() - MOST_SHOWN;
        return new Failure(
                ExitCode.REFUSED,
                product.name()
                        + " took "
                        + result.path("successCount").asInt(0)
                        + " of "
                        + wanted
                        + " objects: "
                        + String.join(", ", errors.subList(0, Math.min(errors.size(), MOST_SHOWN)))
                        + (more > 0 ? " and " + more + " more" : "")
                        + "; remove what is in the way under Saved objects, or see docs/kits.md for"
                        + " the versions that take them");
    }

    private static String cause(JsonNode error) {
        var why = error.path("error");
        var type = why.path("type").asString("unknown");
        var told =
                switch (type) {
                    case "conflict", "ambiguous_conflict" -> "is there already";
                    case "unsupported_type" -> "is of a type it does not have";
                    case "missing_references" -> "lacks " + references(why);
                    default -> why.path("message").asString(type);
                };
        return error.path("type").asString("")
                + " "
                + error.path("id").asString("")
                + " ("
                + told
                + ")";
    }

    private static String references(JsonNode why) {
        var names = new ArrayList<String>();
        why.path("references")
                .forEach(it ->
                        names.add(it.path("type").asString("") + " " + it.path("id").asString("")));
        return String.join(" and ", names);
    }

    private void print(List<JsonNode> objects) {
        out.println(product.name() + " has " + objects.size() + " new or renewed objects");
        for (var object : objects) {
            if (object.path("type").asString("").equals("dashboard")) {
                out.println(
                        object.path("attributes").path("title").asString("")
                                + "\t"
                                + product.address()
                                + "/app/dashboards#/view/"
                                + object.path("id").asString(""));
            }
        }
        out.flush();
    }
}
