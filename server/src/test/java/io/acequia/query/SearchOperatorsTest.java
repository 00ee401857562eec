package io.acequia.query;

import static io.acequia.query.Searches.A;
import static io.acequia.query.Searches.B;
import static io.acequia.query.Searches.C;
import static io.acequia.query.Searches.D;
import static io.acequia.query.Searches.and;
import static io.acequia.query.Searches.anywhere;
import static io.acequia.query.Searches.filter;
import static io.acequia.query.Searches.not;
import static io.acequia.query.Searches.or;
import static io.acequia.query.Searches.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchOperatorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin:a OR origin:b",
                "origin:a or origin:b",
                "origin:a || origin:b",
                "(origin:a OR origin:b)",
                "origin:(a OR b)",
                "origin:(a || \"b\")",
                "+origin:a OR +origin:b",
                "origin:a\tOr\norigin:b"
            })
    @DisplayName("OR may be written in four ways, and around one field or two")
    void or_(String text) {
        assertEquals(or(A, B), filter(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin:a AND origin:b",
                "origin:a and origin:b",
                "origin:a && origin:b",
                "origin:a origin:b",
                "+origin:a +origin:b",
                "origin:(a b)",
                "origin:(a AND b)",
                "(origin:a)(origin:b)",
                "origin:\"a\"origin:\"b\""
            })
    @DisplayName("AND may be written in three ways or left out")
    void and_(String text) {
        assertEquals(and(A, B), filter(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT origin:a",
                "not origin:a",
                "!origin:a",
                "! origin:a",
                "-origin:a",
                "-(origin:a)",
                "origin:(-a)",
                "origin:(NOT a)"
            })
    @DisplayName("NOT may be written in four ways")
    void not_(String text) {
        assertEquals(not(A), filter(text));
    }

    @Test
    @DisplayName("NOT binds closest, then AND, then OR, and what is put side by side last")
    void precedence() {
        assertEquals(or(A, and(B, C)), filter("origin:a OR origin:b AND origin:c"));
        assertEquals(or(and(A, B), C), filter("origin:a AND origin:b OR origin:c"));
        assertEquals(and(or(A, B), C), filter("origin:a OR origin:b origin:c"));
        assertEquals(and(A, or(B, C), D), filter("origin:(a b OR c d)"));
        assertEquals(and(not(A), B), filter("NOT origin:a AND origin:b"));
        assertEquals(and(or(A, B), not(C)), filter("(origin:a OR origin:b) AND NOT origin:c"));
        assertEquals(not(or(A, and(B, C))), filter("-(origin:a OR (origin:b AND origin:c))"));
        assertEquals(not(not(A)), filter("NOT -origin:a"));
    }

    @Test
    @DisplayName("A group of one field may hold conditions on others")
    void groups() {
        var type = new Filter.Equal(Field.TYPE, "t");

        assertEquals(or(A, and(B, type)), filter("origin:(a OR (b AND payload.type:t))"));
        assertEquals(and(A, B), filter("((origin:((a) AND ((b)))))"));
    }

    @Test
    @DisplayName("What holds for every event makes no difference, or all the difference")
    void everything() {
        assertEquals(A, filter("origin:a AND *:*"));
        assertEquals(Filter.ALL, filter("origin:a OR *"));
        assertEquals(not(Filter.ALL), filter("NOT *"));
    }

    @Test
    @DisplayName("Keywords are values within quotes, behind a backslash and behind a colon")
    void keywordsAsValues() {
        assertEquals(origin("OR"), filter("origin:OR"));
        assertEquals(or(origin("OR"), origin("not")), filter("origin:(\"OR\" OR \\not)"));
        assertEquals(origin("a-b+c"), filter("origin:a-b+c"));
        assertEquals(and(A, origin("-5")), filter("origin:a AND origin:-5"));
        assertEquals(and(A, anywhere("ORB")), filter("origin:a ORB"));
    }

    @Test
    @DisplayName("A value without a field is looked for wherever there are names")
    void withoutField() {
        assertEquals(anywhere("seville"), filter("seville"));
        assertEquals(and(anywhere("weather city"), A), filter("\"weather city\" origin:a"));
        assertEquals(not(anywhere("5")), filter("-5"));
        assertEquals(
                or(
                        new Filter.Wildcard(Field.NAMESPACE, "sev*"),
                        new Filter.Wildcard(Field.SENDER, "sev*"),
                        new Filter.Wildcard(Field.ORIGIN, "sev*"),
                        new Filter.Wildcard(Field.TYPE, "sev*"),
                        new Filter.Wildcard(Field.STRING, "sev*")),
                filter("sev*"));
    }

    @Test
    @DisplayName("_exists_ asks whether the event has a field")
    void exists() {
        var unit = new Filter.Exists(Field.UNIT);

        assertEquals(unit, filter("_exists_:payload.unit"));
        assertEquals(unit, filter("_exists_:\"payload.unit\""));
        assertEquals(not(unit), filter("NOT _exists_:payload.unit"));
        assertEquals(unit, filter("payload.unit:(*)"));
        assertEquals(unit, filter("payload.unit:[* TO *]"));
        assertEquals(unit, filter("payload.unit:>=*"));
    }
}
