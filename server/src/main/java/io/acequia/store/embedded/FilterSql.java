package io.acequia.store.embedded;

import io.acequia.store.Field;
import io.acequia.store.FieldValue;
import io.acequia.store.Filter;
import io.acequia.store.Filter.All;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.embedded.FieldSql.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a filter as a condition on rows of events.
///
/// What concerns the series or the time source alone is asked of the small table that has it, so
/// that only numbers are compared in the rows of events.
///
/// A field that an event does not have makes a condition null; `and` and `or` treat that as false,
/// and below `not` it is made false.
final class FilterSql {
    private final Sql sql;
    private final SeriesCondition ofSeries;

    private FilterSql(Sql sql, SeriesCondition ofSeries) {
        this.sql = sql;
        this.ofSeries = ofSeries;
    }

    /// Writes a filter on fields of series as a condition on rows of events.
    @FunctionalInterface
    interface SeriesCondition {
        /// Adds the condition.
        void write(Filter filter, Sql sql) throws IOException;
    }

    /// Adds the condition for rows with the columns of [EventRows].
    static void write(Filter filter, Sql sql, SeriesCondition ofSeries) throws IOException {
        new FilterSql(sql, ofSeries).write(filter, Place.EVENT);
    }

    /// Adds the condition for rows of the table of series.
    ///
    /// @throws IllegalArgumentException when the filter has conditions on other fields
    static void writeOfSeries(Filter filter, Sql sql) throws IOException {
        if (!Filter.isOfSeries(filter)) {
            throw new IllegalArgumentException("not a filter of series: " + filter);
        }
        new FilterSql(sql, SeriesRanges::lookUp).condition(filter, Place.SERIES);
    }

    private void write(Filter filter, Place place) throws IOException {
        if (place == Place.EVENT && isOf(Place.SERIES, filter)) {
            ofSeries.write(filter, sql);
        } else if (place == Place.EVENT && isOf(Place.TIME_SOURCE, filter)) {
            sql.add("source in (select number from " + FieldSql.TIME_SOURCES + " where ");
            condition(filter, Place.TIME_SOURCE);
            sql.add(")");
        } else {
            condition(filter, place);
        }
    }

    private static boolean isOf(Place place, Filter filter) {
        return switch (filter) {
            case All _ -> false;
            case Equal(var field, _) -> FieldSql.place(field) == place;
            case Wildcard(var field, _) -> FieldSql.place(field) == place;
            case Range range -> FieldSql.place(range.field()) == place;
            case Exists(var field) -> FieldSql.place(field) == place;
            case And(var filters) -> areOf(place, filters);
            case Or(var filters) -> areOf(place, filters);
            case Not(var inner) -> isOf(place, inner);
        };
    }

    private static boolean areOf(Place place, List<Filter> filters) {
        return !filters.isEmpty() && filters.stream().allMatch(filter -> isOf(place, filter));
    }

    private void condition(Filter filter, Place place) throws IOException {
        switch (filter) {
            case All _ -> sql.add("true");
            case Equal(var field, var text) -> compare(field, " = ", text);
            case Wildcard(var field, var pattern) -> wildcard(field, pattern);
            case Range range -> range(range);
            case Exists(var field) -> sql.add(FieldSql.column(field)).add(" is not null");
            case And(var filters) -> several(gathered(filters, And::new), " and ", "true", place);
            case Or(var filters) -> several(gathered(filters, Or::new), " or ", "false", place);
            case Not(var inner) -> {
                sql.add("not coalesce(");
                write(inner, place);
                sql.add(", false)");
            }
        }
    }

    /// Puts the conditions on series together, so that the table of series is asked once.
    private static List<Filter> gathered(
            List<Filter> filters, Function<List<Filter>, Filter> joined) {
        var ofSeries = new ArrayList<Filter>();
        var others = new ArrayList<Filter>();
        for (var filter : filters) {
            (isOf(Place.SERIES, filter) ? ofSeries : others).add(filter);
        }
        if (ofSeries.isEmpty() || others.isEmpty()) {
            return filters;
        }
        others.addFirst(joined.apply(ofSeries));
        return others;
    }

    /// Ends with what makes no difference, so that an empty list is a condition too.
    private void several(List<Filter> filters, String operator, String neutral, Place place)
            throws IOException {
        sql.add("(");
        for (var filter : filters) {
            write(filter, place);
            sql.add(operator);
        }
        sql.add(neutral).add(")");
    }

    private void compare(Field field, String operator, String text) {
        FieldValue.value(field, text)
                .ifPresentOrElse(
                        value -> sql.add(FieldSql.column(field)).add(operator).bind(value),
                        () -> sql.add("false"));
    }

    private void range(Range range) {
        sql.add("(").add(FieldSql.column(range.field())).add(" is not null");
        bound(range.field(), range.lowerInclusive() ? " >= " : " > ", range.lower());
        bound(range.field(), range.upperInclusive() ? " <= " : " < ", range.upper());
        sql.add(")");
    }

    private void bound(Field field, String operator, @Nullable String text) {
        if (text != null) {
            sql.add(" and ");
            compare(field, operator, text);
        }
    }

    private void wildcard(Field field, String pattern) throws IOException {
        if (FieldValue.isText(field)) {
            sql.add(FieldSql.column(field)).add(" like ").bind(like(pattern)).add(" escape '\\'");
        } else if (pattern.equals("*")) {
            condition(new Exists(field), Place.EVENT);
        } else {
            compare(field, " = ", pattern);
        }
    }

    private static String like(String pattern) {
        var like = new StringBuilder();
        for (int index = 0; index < pattern.length(); index++) {
            char character = pattern.charAt(index);
            if (character == '*') {
                like.append('%');
            } else if (character == '?') {
                like.append('_');
            } else {
                boolean escapes = character == '\\' && index + 1 < pattern.length();
                char literal = escapes ? pattern.charAt(++index) : character;
                like.append("%_\\".indexOf(literal) < 0 ? "" : "\\").append(literal);
            }
        }
        return like.toString();
    }
}
