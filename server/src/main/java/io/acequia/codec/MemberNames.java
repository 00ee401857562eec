package io.acequia.codec;

import java.util.List;
import java.util.function.Function;

/// The names an object may have, and which of them comes next in a text.
///
/// A device writes its members in the same order every time, and most devices in that of the
/// documentation, so the name that follows the last one is tried first.
///
/// @param <M> the members
final class MemberNames<M> {
    private final JsonText text;
    private final JsonString string;
    private final UnknownNames unknown;
    private final List<MemberName<M>> names;
    private final M other;
    private int expected;
    private int valueIndex;

    /// Knows these members.
    ///
    /// @param members in their usual order
    /// @param other stands for every unknown one
    /// @param spelling name of a member
    MemberNames(
            JsonText text,
            JsonString string,
            UnknownNames unknown,
            List<M> members,
            M other,
            Function<M, String> spelling) {
        this.text = text;
        this.string = string;
        this.unknown = unknown;
        this.names =
                members.stream()
                        .map(member -> new MemberName<>(member, spelling.apply(member)))
                        .toList();
        this.other = other;
    }

    /// Starts with another object.
    void restart() {
        expected = 0;
    }

    /// Takes a name and its colon. Where the value follows, or that there is none, says
    /// [#valueIndex].
    M take(int index) {
        int at = text.skipBlanks(index);
        for (int i = 0; i < names.size(); i++) {
            MemberName<M> candidate = names.get(expected);
            expected = expected + 1 == names.size() ? 0 : expected + 1;
            if (candidate.isAt(text.bytes(), at, text.end())) {
                valueIndex = at + candidate.size();
                return candidate.member();
            }
        }
        return takeUnusual(at);
    }

    /// Takes a name that is unknown, has escapes or a blank after it, or is near the end of the
    /// text.
    private M takeUnusual(int index) {
        valueIndex = Fault.FAILED;
        if (text.at(index) != '"') {
            text.failBetween(index, "name expected");
            return other;
        }
        int at = string.take(index);
        if (at == Fault.FAILED) {
            return other;
        }
        for (MemberName<M> name : names) {
            if (name.isIn(text.bytes(), string.from(), string.length())) {
                valueIndex = takeColon(at);
                return name.member();
            }
        }
        if (unknown.add(index, string.from(), string.length())) {
            valueIndex = takeColon(at);
        }
        return other;
    }

    private int takeColon(int index) {
        return text.require(index, ':', "colon expected");
    }

    /// Returns where the value of the last name starts, perhaps with blanks, [Fault#FAILED] when
    /// the name was broken.
    int valueIndex() {
        return valueIndex;
    }
}
