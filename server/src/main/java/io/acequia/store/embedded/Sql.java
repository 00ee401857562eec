package io.acequia.store.embedded;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A statement in the making. What people typed goes in by [#bind] only, never as text.
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /// Adds text of our own.
    Sql add(String part) {
        text.append(part);
        return this;
    }

    /// Adds a number.
    Sql add(long number) {
        text.append(number);
        return this;
    }

    /// Adds a value from outside.
    Sql bind(Object value) {
        text.append('?');
        parameters.add(value);
        return this;
    }

    /// Returns the statement, with question marks for the values.
    String text() {
        return text.toString();
    }

    /// Gives the values to the prepared statement.
    void bindTo(PreparedStatement statement) throws SQLException {
        for (int index = 0; index < parameters.size(); index++) {
            statement.setObject(index + 1, parameters.get(index));
        }
    }
}
