package io.acequia.cli.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final Columns COLUMNS =
            Columns.of(List.of(Column.text("name"), Column.number("count", "n")));

    private final StringWriter text = new StringWriter();

    private RowPrinter printer(Format format) {
        return format.printer(COLUMNS, new PrintWriter(text));
    }

    private static Row row(String name, String count) {
        return new Row("{\"n\":" + count + "}", Map.of("name", name, "n", count));
    }

    @Test
    @DisplayName("A table has a heading, text to the left and numbers to the right")
    void table() {
        printer(Format.TABLE).print(List.of(row("a", "1000000"), row("long name", "2")));

        assertEquals(
                """
                NAME         COUNT
                a          1000000
                long name        2
                """,
                text.toString());
    }

    @Test
    @DisplayName("Columns grow with later rows; the heading stands once")
    void growingTable() {
        var printer = printer(Format.TABLE);

        printer.print(List.of());
        printer.print(List.of(row("a", "1")));
        printer.print(List.of(row("longer", "2")));
        printer.print(List.of(row("b", "3")));

        assertEquals(
                """
                NAME  COUNT
                a         1
                longer      2
                b           3
                """,
                text.toString());
    }

    @Test
    @DisplayName("Columns are measured in characters, not in bytes or halves of characters")
    void widths() {
        printer(Format.TABLE).print(List.of(row("🌡🌡🌡🌡🌡", "1"), row("abcdé", "2")));

        assertEquals("NAME   COUNT\n🌡🌡🌡🌡🌡      1\nabcdé      2\n", text.toString());
    }

    @Test
    @DisplayName("bad-input ST-2, ST-3: nothing leaves its cell or steers the terminal")
    void unsafeText() {
        printer(Format.TABLE)
                .print(List.of(row("a\r\nb\u001b[31m\u009b\u2028\u202eevil\u2066", "1")));

        assertEquals(
                "a\\u000d\\u000ab\\u001b[31m\\u009b\\u2028\\u202eevil\\u2066      1",
                text.toString().lines().toList().getLast());
    }

    @Test
    @DisplayName("CSV quotes what must be quoted and changes nothing")
    void csv() {
        var printer = printer(Format.CSV);

        printer.print(List.of(row("plain", "1"), row("a,\"b\"\r\nc", "2")));
        printer.print(List.of(row("=1+1 é", "3")));

        assertEquals(
                "name,count\r\nplain,1\r\n\"a,\"\"b\"\"\r\nc\",2\r\n=1+1 é,3\r\n", text.toString());
    }

    @Test
    @DisplayName("CSV without rows is its heading, JSON lines without rows are nothing")
    void noRows() {
        printer(Format.CSV).print(List.of());
        printer(Format.JSONL).print(List.of());
        printer(Format.TABLE).print(List.of());

        assertEquals("name,count\r\n", text.toString());
    }

    @Test
    @DisplayName("JSON lines are the objects as they came")
    void jsonLines() {
        printer(Format.JSONL).print(List.of(row("a", "1"), row("b", "2")));

        assertEquals("{\"n\":1}\n{\"n\":2}\n", text.toString());
    }

    @Test
    @DisplayName("A column takes the first member that a row has")
    void alternatives() {
        var column = new Column("value", List.of("number", "text"), true);

        assertEquals("5", column.of(new Row("", Map.of("number", "5", "text", "x"))));
        assertEquals("x", column.of(new Row("", Map.of("text", "x"))));
        assertEquals("", column.of(new Row("", Map.of())));
    }
}
