package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.store.Field;
import io.acequia.store.FieldValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FieldSqlTest {
    @Test
    @DisplayName("every field has a place and an expression")
    void everyField() {
        for (var field : Field.values()) {
            boolean isOfEvent = FieldSql.place(field) == FieldSql.Place.EVENT;

            assertEquals(isOfEvent || FieldValue.isText(field), true);
            assertEquals(false, FieldSql.column(field).isEmpty());
        }
    }
}
