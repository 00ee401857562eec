package io.acequia.cli.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads answers of the server.
public final class RowReader {
    private static final JsonFactory JSON = new JsonFactory();

    private RowReader() {}

    /// An answer.
    ///
    /// @param members its own members as text; those that are null are left out
    /// @param rows the objects in its array
    public record Answer(Map<String, String> members, List<Row> rows) {
        public Answer {
            members = Map.copyOf(members);
            rows = List.copyOf(rows);
        }
    }

    /// Reads an object with an array of objects among its members.
    ///
    /// @throws IOException when the text is something else
    public static Answer answer(String json) throws IOException {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            expect(JsonToken.START_OBJECT, parser.nextToken());
            var members = new HashMap<String, String>();
            var rows = new ArrayList<Row>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    readRows(json, parser, rows);
                } else {
                    readCells(name, parser, members);
                }
            }
            return new Answer(members, rows);
        } catch (JacksonException e) {
            throw new IOException("not JSON", e);
        }
    }

    /// Reads one object.
    ///
    /// @throws IOException when the text is something else
    public static Row row(String json) throws IOException {
        return new Row(json, answer(json).members());
    }

    private static void readRows(String json, JsonParser parser, List<Row> rows)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, parser.currentToken());
            int start = (int) parser.currentTokenLocation().getCharOffset();
            var cells = new HashMap<String, String>();
            readMembers("", parser, cells);
            int end = (int) parser.currentLocation().getCharOffset();
            rows.add(new Row(json.substring(start, end), cells));
        }
    }

    private static void readMembers(String path, JsonParser parser, Map<String, String> cells) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = path + parser.currentName();
            parser.nextToken();
            readCells(name, parser, cells);
        }
    }

    private static void readCells(String name, JsonParser parser, Map<String, String> cells) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readMembers(name + '.', parser, cells);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            readFirst(name, parser, cells);
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            cells.put(name, parser.getString());
        }
    }

    /// Of several the first stands for all: the newest, where it matters.
    private static void readFirst(String name, JsonParser parser, Map<String, String> cells) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            readMembers(name + '.', parser, cells);
            parser.nextToken();
        }
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
    }

    private static void expect(JsonToken expected, JsonToken actual) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + ", not " + actual);
        }
    }
}
