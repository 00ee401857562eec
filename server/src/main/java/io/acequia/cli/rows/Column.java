package io.acequia.cli.rows;

import java.util.List;
import java.util.Optional;

/// A column of a table.
///
/// @param title what stands above it
/// @param members where its text comes from: the first of these that a row has
/// @param isNumber whether its text is set against the right side
public record Column(String title, List<String> members, boolean isNumber) {
    public Column {
        members = List.copyOf(members);
    }

    /// A column of text, named like its member.
    public static Column text(String member) {
        return new Column(member, List.of(member), false);
    }

    /// A column of numbers.
    public static Column number(String title, String member) {
        return new Column(title, List.of(member), true);
    }

    /// Returns the text of a row in this column, empty when it has none.
    String of(Row row) {
        return members.stream()
                .flatMap(member -> Optional.ofNullable(row.cells().get(member)).stream())
                .findFirst()
                .orElse("");
    }
}
