package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FilterSqlTest {
    private static final Filter ORIGIN = new Equal(Field.ORIGIN, "probe1");
    private static final Filter TYPE = new Wildcard(Field.TYPE, "temp*");
    private static final Filter WARM = new Range(Field.VALUE, "20", true, null, true);

    @Test
    @DisplayName("no text of a filter becomes text of SQL, whatever the field and the condition")
    void textIsBound() throws IOException {
        var text = "zebra' or \"zebra\" -- ";
        for (var field : Field.values()) {
            for (var filter :
                    List.of(
                            new Equal(field, text),
                            new Wildcard(field, text + "*"),
                            new Range(field, text, true, text, false))) {
                assertFalse(sql(new Not(new Or(List.of(filter)))).contains("zebra"));
            }
        }
    }

    @Test
    @DisplayName("the table of series is asked once for all conditions on series")
    void seriesAreAskedOnce() throws IOException {
        assertEquals(
                "series in (select id from series where (origin = ? and type like ? escape '\\'"
                        + " and true))",
                sql(new And(List.of(ORIGIN, TYPE))));
        assertEquals(
                "(series in (select id from series where (origin = ? or type like ? escape '\\'"
                        + " or false)) or (value is not null and value >= ?) or false)",
                sql(new Or(List.of(ORIGIN, WARM, TYPE))));
        assertEquals(
                "series in (select id from series where not coalesce(unit is not null, false))",
                sql(new Not(new Exists(Field.UNIT))));
    }

    @Test
    @DisplayName("the time source is looked up by its label")
    void timeSource() throws IOException {
        assertEquals(
                "source in (select number from (values (0, 'device'), (1, 'relative'),"
                        + " (2, 'server'), (3, 'clamped')) as time_source(number, label)"
                        + " where label = ?)",
                sql(new Equal(Field.TIME_SOURCE, "device")));
    }

    @Test
    @DisplayName("a pattern on what is not text is a value, or a star for any")
    void patternsOnNumbers() throws IOException {
        assertEquals("value is not null", sql(new Wildcard(Field.VALUE, "*")));
        assertEquals("value = ?", sql(new Wildcard(Field.VALUE, "21.5")));
        assertEquals("false", sql(new Wildcard(Field.VALUE, "21*")));
    }

    @Test
    @DisplayName("a bound that is no value of the field makes a range empty")
    void rangeWithoutMeaning() throws IOException {
        assertEquals(
                "(value is not null and false and value < ?)",
                sql(new Range(Field.VALUE, "low", true, "3", false)));
        assertEquals("(ts is not null)", sql(new Range(Field.TIMESTAMP, null, true, null, true)));
    }

    private static String sql(Filter filter) throws IOException {
        var sql = new Sql();
        FilterSql.write(filter, sql, SeriesRanges::lookUp);
        return sql.text();
    }
}
