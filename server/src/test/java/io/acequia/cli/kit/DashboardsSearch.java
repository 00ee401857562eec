package io.acequia.cli.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the search that OpenSearch Dashboards and Kibana make of a saved object, and tells in one
/// line what was found.
final class DashboardsSearch {
    private static final JsonMapper JSON = new JsonMapper();

    /// The hour that the events of the boards are of.
    private static final Map<String, String> HOUR =
            Map.of(
                    "gte", "2026-11-23T09:00:00.000Z",
                    "lte", "2026-11-23T10:00:00.000Z",
                    "format", "strict_date_optional_time");

    private DashboardsSearch() {}

    /// Returns the search of a visualization or a saved search.
    static ObjectNode of(JsonNode object) {
        var attributes = object.path("attributes");
        var query = attributes.findPath("searchSourceJSON").path("query");
        var state = attributes.path("visState");
        return switch (state.path("type").asString("")) {
            case "" -> events(attributes, query);
            case "input_control_vis" -> control(state.path("params").path("controls").get(0));
            case "metrics" -> timeSeries(state.path("params"));
            default -> aggregations(state.path("aggs"), query);
        };
    }

    private static ObjectNode search(JsonNode query, int size) {
        var search = JSON.createObjectNode().put("size", size);
        var filter = search.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("range").set("timestamp", JSON.valueToTree(HOUR));
        var text = query.path("query").asString("");
        if (!text.isEmpty()) {
            // What KQL makes of these searches means the same as Lucene's syntax.
            filter.addObject().putObject("query_string").put("query", text);
        }
        return search;
    }

    private static ObjectNode events(JsonNode attributes, JsonNode query) {
        var search = search(query, 1).put("track_total_hits", true);
        var order = attributes.path("sort").get(0);
        search.putArray("sort").addObject().put(order.get(0).asString(), order.get(1).asString());
        return search;
    }

    private static ObjectNode control(JsonNode control) {
        var search = search(JSON.missingNode(), 0);
        search.putObject("aggs")
                .putObject("by")
                .putObject("terms")
                .put("field", control.path("fieldName").asString());
        return search;
    }

    private static ObjectNode timeSeries(JsonNode panel) {
        var series = panel.path("series").get(0);
        var search = search(panel.path("filter"), 0);
        var place = search.putObject("aggs");
        if (series.path("split_mode").asString().equals("terms")) {
            var groups = place.putObject("by");
            groups.putObject("terms")
                    .put("field", series.path("terms_field").asString())
                    .put("size", Integer.parseInt(series.path("terms_size").asString()));
            place = groups.putObject("aggs");
        }
        var times = place.putObject("times");
        times.putObject("date_histogram")
                .put("field", panel.path("time_field").asString())
                .put("fixed_interval", panel.path("interval").asString().replace(">=", ""))
                .put("min_doc_count", 1)
                .put("time_zone", "Europe/Madrid");
        var metric = series.path("metrics").get(0);
        times.putObject("aggs")
                .putObject("1")
                .putObject(metric.path("type").asString())
                .put("field", metric.path("field").asString());
        return search;
    }

    private static ObjectNode aggregations(JsonNode parts, JsonNode query) {
        var search = search(query, 0);
        var groups = search.putObject("aggs").putObject("by");
        var metrics = groups.putObject("aggs");
        for (var part : parts) {
            var params = part.path("params");
            var type = part.path("type").asString();
            switch (type) {
                case "terms" -> terms(groups.putObject("terms"), params, parts);
                case "top_hits" -> newest(metrics, part);
                case "count" -> {} // each group has its count
                default ->
                        metrics.putObject(part.path("id").asString())
                                .putObject(type)
                                .put("field", params.path("field").asString());
            }
        }
        return search;
    }

    private static void terms(ObjectNode terms, JsonNode params, JsonNode parts) {
        var by = params.path("orderBy").asString();
        boolean isCount = false;
        for (var part : parts) {
            isCount |=
                    part.path("id").asString().equals(by)
                            && "count".equals(part.path("type").asString());
        }
        terms.put("field", params.path("field").asString())
                .put("size", params.path("size").asInt())
                .putObject("order")
                .put(isCount ? "_count" : by, params.path("order").asString());
    }

    private static void newest(ObjectNode metrics, JsonNode part) {
        var params = part.path("params");
        var hits = metrics.putObject(part.path("id").asString()).putObject("top_hits");
        hits.put("size", params.path("size").asInt())
                .put("_source", false)
                .putArray("docvalue_fields")
                .addObject()
                .put("field", params.path("field").asString());
        hits.putArray("sort")
                .addObject()
                .putObject(params.path("sortField").asString())
                .put("order", params.path("sortOrder").asString());
    }

    /// Returns what was found: each group with its numbers, of times the newest.
    static String found(JsonNode answer) {
        var aggregations = answer.path("aggregations");
        if (aggregations.isMissingNode()) {
            var hits = answer.path("hits");
            return hits.path("total").path("value")
                    + " "
                    + hits.path("hits").get(0).path("_source").path("payload").path("value");
        }
        if (aggregations.has("times")) {
            return numbers(aggregations).toString();
        }
        var line = new StringBuilder();
        aggregations
                .path("by")
                .path("buckets")
                .forEach(it ->
                        line.append(line.isEmpty() ? "" : " ")
                                .append(it.path("key").asString())
                                .append(numbers(it)));
        return line.toString();
    }

    /// How many events there are, then the metrics in the order of their ids.
    private static List<String> numbers(JsonNode group) {
        if (group.path("times").path("buckets") instanceof ArrayNode times) {
            return numbers(times.get(times.size() - 1));
        }
        var numbers = new ArrayList<String>();
        numbers.add(group.path("doc_count").asString());
        group.propertyNames().stream()
                .filter(name -> name.matches("\\d"))
                .sorted()
                .forEach(name -> numbers.add(number(group.path(name)).asString()));
        return numbers;
    }

    private static JsonNode number(JsonNode metric) {
        return metric.has("hits")
                ? metric.path("hits")
                        .path("hits")
                        .get(0)
                        .path("fields")
                        .path("payload.value")
                        .get(0)
                : metric.path("value");
    }
}
