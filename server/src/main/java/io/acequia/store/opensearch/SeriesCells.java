package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.SeriesName;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Series as cells, in the order of namespace, sender, origin, type and unit; a missing unit comes
/// before all others.
final class SeriesCells {
    private static final List<Field> FIELDS =
            List.of(Field.NAMESPACE, Field.SENDER, Field.ORIGIN, Field.TYPE, Field.UNIT);
    private static final String ID = "series";

    private SeriesCells() {}

    /// Takes series.
    @FunctionalInterface
    interface Receiver {
        /// Takes a series.
        ///
        /// @param id value of the field `series`
        /// @param cell of its events
        /// @return whether more are wanted
        boolean take(String id, SeriesName name, JsonNode cell) throws IOException;
    }

    /// Hands over the series that have matching events.
    ///
    /// @param page most series of one search
    /// @param aggregations what is computed of the events of each
    static void each(
            Question question,
            ObjectNode query,
            int page,
            ObjectNode aggregations,
            Receiver receiver)
            throws IOException {
        new Cells(question, query, sources(), page, aggregations)
                .each((key, cell) -> receiver.take(key.path(ID).asString(""), name(key), cell));
    }

    private static ArrayNode sources() {
        var sources = JsonNodeFactory.instance.arrayNode();
        for (var field : FIELDS) {
            Cells.addKeyword(sources, field.name(), field.label());
        }
        Cells.addKeyword(sources, ID, ID);
        return sources;
    }

    private static SeriesName name(JsonNode key) {
        return new SeriesName(
                text(key, Field.NAMESPACE),
                text(key, Field.SENDER),
                text(key, Field.ORIGIN),
                text(key, Field.TYPE),
                unit(key));
    }

    private static String text(JsonNode key, Field field) {
        return key.path(field.name()).asString("");
    }

    private static @Nullable String unit(JsonNode key) {
        var unit = key.path(Field.UNIT.name());
        return unit.isString() ? unit.asString() : null;
    }
}
