package io.acequia.codec;

import io.acequia.event.EventBuffer;

/// Date and time as ISO 8601 and RFC 3339 §5.6 write them, read by hand because every event has
/// one:
///
/// ```text
/// time     = date ("T" / "t" / " ") hh ":" mm [":" ss ["." 1*digit]] ["Z" / "z" / offset]
/// date     = (4digit / ("+" / "-") 4*6digit) "-" MM "-" DD
/// offset   = ("+" / "-") hh [":"] mm / ("+" / "-") hh
/// ```
///
/// Without offset it is UTC. The hour 24 and the second 60 are no time of a day.
final class IsoTime {
    /// Digits of a second that are kept; the rest is cut off.
    private static final int FRACTION_DIGITS = 6;

    private static final int YEAR_DIGITS = 4;
    private static final int LONGEST_YEAR = 6;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean isBroken;

    /// Returns the microseconds since 1970 of the text from `from` to `to`, the largest or the
    /// smallest long but one for a time beyond them, [EventBuffer#NO_TIME] when the text is no
    /// time.
    long toMicros(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
        isBroken = false;
        int year = year();
        expect(take('-'));
        int month = twoDigits(1, 12);
        expect(take('-'));
        int day = twoDigits(1, 31);
        expect(take('T') || take('t') || take(' '));
        int seconds = timeOfDay();
        int fraction = 0;
        if (seconds < 0) {
            seconds = ~seconds;
            fraction = fraction();
        }
        int offset = offset();
        if (isBroken || at != end || day > daysOf(year, month)) {
            return EventBuffer.NO_TIME;
        }
        return Micros.of(86_400L * daysSince1970(year, month, day) + seconds - offset, fraction);
    }

    private void expect(boolean isThere) {
        isBroken |= !isThere;
    }

    private int peek() {
        return at < end ? bytes[at] : JsonText.END;
    }

    private boolean take(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    private int year() {
        boolean isNegative = take('-');
        boolean isSigned = isNegative || take('+');
        int first = at;
        int most = isSigned ? LONGEST_YEAR : YEAR_DIGITS;
        int year = 0;
        while (at - first < most && isDigit(peek())) {
            year = year * 10 + (bytes[at++] - '0');
        }
        expect(at - first >= YEAR_DIGITS);
        return isNegative ? -year : year;
    }

    private int twoDigits(int least, int most) {
        if (end - at < 2 || !isDigit(bytes[at]) || !isDigit(bytes[at + 1])) {
            isBroken = true;
            return least;
        }
        int value = (bytes[at] - '0') * 10 + (bytes[at + 1] - '0');
        at += 2;
        expect(value >= least && value <= most);
        return isBroken ? least : value;
    }

    /// Returns the seconds since midnight, their complement when a fraction follows.
    private int timeOfDay() {
        int hour = twoDigits(0, 23);
        expect(take(':'));
        int seconds = hour * 3600 + twoDigits(0, 59) * 60;
        if (!take(':')) {
            return seconds;
        }
        seconds += twoDigits(0, 59);
        return take('.') ? ~seconds : seconds;
    }

    /// Returns the fraction of a second in microseconds.
    private int fraction() {
        int first = at;
        int micros = 0;
        while (isDigit(peek())) {
            if (at - first < FRACTION_DIGITS) {
                micros = micros * 10 + (bytes[at] - '0');
            }
            at++;
        }
        expect(at > first);
        for (int digits = at - first; digits < FRACTION_DIGITS; digits++) {
            micros *= 10;
        }
        return micros;
    }

    /// Returns the seconds that local time is ahead of UTC.
    private int offset() {
        if (at == end || take('Z') || take('z')) {
            return 0;
        }
        boolean isWest = take('-');
        expect(isWest || take('+'));
        int seconds = twoDigits(0, 23) * 3600;
        if (take(':') || at < end) {
            seconds += twoDigits(0, 59) * 60;
        }
        return isWest ? -seconds : seconds;
    }

    private static int daysOf(int year, int month) {
        boolean isLeap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && isLeap ? 29 : DAYS[month - 1];
    }

    /// Counts days in the proleptic Gregorian calendar, in years that start in March so that the
    /// leap day is the last one, and in eras of 400 such years, which all have the same length.
    private static int daysSince1970(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
