package io.acequia.cli.rows;

import java.util.Map;

/// One object of an answer.
///
/// @param json the object as the server sent it, in one line
/// @param cells its members as text, those of inner objects by path, as in `payload.type`; members
///   that are null are left out, and of an array all but the first object
public record Row(String json, Map<String, String> cells) {
    public Row {
        cells = Map.copyOf(cells);
    }
}
