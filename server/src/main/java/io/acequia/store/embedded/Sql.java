package io.acequia.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    /// Adds a number with all its digits.
    Sql add(double number) {
        text.append('\'').append(number).append("'::double");
        return this;
    }

    /// Adds a value from outside.
    Sql bind(Object value) {
        text.append('?');
        parameters.add(value);
        return this;
    }

    /// Returns the text, with question marks for the values.
    String text() {
        return text.toString();
    }

    /// Makes a statement for [#execute].
    Statement statement(Connection connection) throws SQLException {
        if (parameters.isEmpty()) {
            return connection.createStatement();
        }
        return prepared(connection);
    }

    /// Makes a statement that has its values, for results that are read in chunks.
    PreparedStatement prepared(Connection connection) throws SQLException {
        var prepared = connection.prepareStatement(text());
        for (int index = 0; index < parameters.size(); index++) {
            prepared.setObject(index + 1, parameters.get(index));
        }
        return prepared;
    }

    /// Executes the statement. A prepared one is planned twice, before and after it has its values,
    /// so it is used only when there are any.
    ResultSet execute(Statement statement) throws SQLException {
        return parameters.isEmpty()
                ? statement.executeQuery(text())
                : ((PreparedStatement) statement).executeQuery();
    }
}
