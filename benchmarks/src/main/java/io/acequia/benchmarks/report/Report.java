package io.acequia.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes what was measured into a page, between two markers; all else stays as it is.
public final class Report {
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";

    private Report() {}

    /// Takes the file of the runs and, unless the tables are only to be printed, that of the page.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("usage: Report RUNS.jsonl [PAGE.md]");
            System.exit(2);
        }
        var tables = new Tables(Runs.read(Path.of(arguments[0]))).all();
        System.out.println(tables);
        if (arguments.length > 1) {
            var page = Path.of(arguments[1]);
            Files.writeString(page, between(Files.readString(page), tables));
        }
    }

    /// Replaces what stands between the markers of a page.
    static String between(String page, String text) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no " + BEGIN + " … " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + text + "\n" + page.substring(end);
    }
}
