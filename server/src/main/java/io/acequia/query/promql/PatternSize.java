package io.acequia.query.promql;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/// How large a regular expression becomes when it is compiled, told before: RE2 makes as many
/// copies of a part as it may be repeated, and of copies within copies.
final class PatternSize {
    /// More than any pattern may have; sizes are not counted further.
    private static final long ENDLESS = 1_000_000;

    /// What a group counts beside its content: groups inside each other need depth of the stack.
    private static final long GROUP = 3;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private final String regex;
    private final ArrayDeque<Long> outer = new ArrayDeque<>();

    /// Size of the group at hand, and of the last part of it.
    private long group;

    private long last;

    private PatternSize(String regex) {
        this.regex = regex;
    }

    /// Returns about how many steps it has.
    static long of(String regex) {
        var size = new PatternSize(regex);
        for (int at = 0; at < regex.length(); ) {
            at = size.next(at);
        }
        return size.group + size.outer.stream().mapToLong(it -> it).sum();
    }

    /// Reads what is at an index, returns the index behind it.
    private int next(int at) {
        switch (regex.charAt(at)) {
            case '(' -> {
                outer.push(group + GROUP);
                group = 0;
            }
            case ')' -> {
                long inner = group + GROUP;
                group = outer.isEmpty() ? 0 : outer.pop() - GROUP;
                add(inner);
            }
            case '{' -> {
                return repeated(at);
            }
            case '\\' -> {
                add(1);
                return at + 2;
            }
            default -> add(1);
        }
        return at + 1;
    }

    private void add(long size) {
        last = size;
        group = Math.min(group + size, ENDLESS);
    }

    private int repeated(int at) {
        var found = REPETITION.matcher(regex).region(at, regex.length());
        if (!found.lookingAt()) {
            add(1);
            return at + 1;
        }
        var upTo = found.group(2);
        var most = upTo == null || upTo.isEmpty() ? found.group(1) : upTo;
        long before = last;
        add(Math.min(before * Math.max(0, Long.parseLong(most) - 1), ENDLESS));
        last += before;
        return found.end();
    }
}
