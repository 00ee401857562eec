package io.acequia.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Valid documents of every shape: members in any order, blanks, escapes, unknown members.
final class RandomDocuments {
    private static final String[] TEXTS = {
        "default",
        "device17",
        "temperature",
        "a",
        "caña",
        "🌊 agua",
        "x".repeat(256),
        "\\",
        "/",
        "\"quoted\"",
        "U+2028 \u2028",
        "%",
        "é".repeat(128),
        "12345678",
        "123456789abcdef"
    };

    private final RandomGenerator random;

    RandomDocuments(RandomGenerator random) {
        this.random = random;
    }

    /// Returns an event, or an array of some.
    String next() {
        if (random.nextInt(4) > 0) {
            return blank() + event() + blank();
        }
        List<String> events = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            events.add(blank() + event() + blank());
        }
        return "[" + String.join(",", events) + "]";
    }

    private String event() {
        List<String> members = new ArrayList<>();
        for (String keyword : List.of("namespace", "sender", "origin")) {
            if (random.nextInt(4) > 0) {
                members.add(member(keyword, string(text())));
            }
        }
        members.add(member("payload", payload()));
        if (random.nextBoolean()) {
            members.add(member("timestamp", time()));
        }
        return object(members);
    }

    private String payload() {
        List<String> members = new ArrayList<>();
        members.add(member("type", string(text())));
        members.add(
                switch (random.nextInt(6)) {
                    case 0 -> member("string", string(random.nextBoolean() ? "" : text()));
                    case 1 -> member("bool", String.valueOf(random.nextBoolean()));
                    case 2 -> member("data", string(data()));
                    default -> member("value", number());
                });
        if (random.nextInt(3) == 0) {
            members.add(member("unit", string(text())));
        }
        return object(members);
    }

    private String object(List<String> members) {
        for (int i = random.nextInt(3); i > 0 && random.nextInt(4) == 0; i--) {
            members.add(member("unknown" + i, any(3)));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(members, Random.from(random));
        }
        return "{" + blank() + String.join(blank() + "," + blank(), members) + blank() + "}";
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> number();
            case 4 -> string(text());
            case 5 -> "[" + any(depth - 1) + blank() + "," + any(depth - 1) + "]";
            case 6 -> "{" + member("a", any(depth - 1)) + "," + member("b", any(depth - 1)) + "}";
            default -> random.nextBoolean() ? "[]" : "{}";
        };
    }

    private String member(String name, String value) {
        return string(name) + blank() + ":" + blank() + value;
    }

    private String blank() {
        return random.nextInt(8) > 0 ? "" : " \t\r\n".substring(random.nextInt(4));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String data() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String string(String text) {
        var json = new StringBuilder("\"");
        boolean isEscaped = random.nextInt(8) == 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' || next == '\\') {
                json.append('\\').append(next);
            } else if (isEscaped && random.nextBoolean() && !Character.isSurrogate(next)) {
                json.append(String.format("\\u%04X", (int) next));
            } else {
                json.append(next);
            }
        }
        return json.append('"').toString();
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(-1_000, 1_000));
            case 1 -> String.valueOf(random.nextInt(-10_000, 10_000) / 100.0);
            case 2 ->
                    random.nextInt(100) + "." + random.nextInt(1_000) + "e" + random.nextInt(-9, 9);
            default -> String.valueOf(random.nextDouble(-1e3, 1e3));
        };
    }

    private String time() {
        long millis = random.nextLong(-1_000_000_000_000L, 3_000_000_000_000L);
        return random.nextBoolean()
                ? String.valueOf(millis)
                : string(Instant.ofEpochMilli(millis).toString());
    }
}
