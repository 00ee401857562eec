package io.acequia.coap.lockstep;

import static io.acequia.coap.message.MessageType.ACK;
import static io.acequia.coap.message.MessageType.CON;
import static io.acequia.coap.message.MessageType.NON;
import static io.acequia.coap.message.MessageType.RST;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A message as tests write and expect it, with its own plain encoder and decoder (RFC 7252 §3), so
/// that a mistake of the library is not on both sides.
///
/// @param type one of [io.acequia.coap.message.MessageType]
/// @param code 0 to 255
/// @param messageId 0 to 65,535
/// @param token 0 to 8 bytes
/// @param options in ascending order
/// @param payload may be empty
public record Wire(
        int type, int code, int messageId, Bytes token, List<Option> options, Bytes payload) {
    public Wire {
        options = options.stream().sorted().toList();
    }

    /// A confirmable message.
    public static Wire con(int code, int messageId) {
        return new Wire(CON, code, messageId, Bytes.EMPTY, List.of(), Bytes.EMPTY);
    }

    /// A non-confirmable message.
    public static Wire non(int code, int messageId) {
        return new Wire(NON, code, messageId, Bytes.EMPTY, List.of(), Bytes.EMPTY);
    }

    /// An acknowledgement that carries a response.
    public static Wire ack(int code, int messageId) {
        return new Wire(ACK, code, messageId, Bytes.EMPTY, List.of(), Bytes.EMPTY);
    }

    /// An empty acknowledgement.
    public static Wire ack(int messageId) {
        return ack(Code.EMPTY, messageId);
    }

    /// A reset.
    public static Wire rst(int messageId) {
        return new Wire(RST, Code.EMPTY, messageId, Bytes.EMPTY, List.of(), Bytes.EMPTY);
    }

    /// The same message with a token, given in hexadecimal.
    public Wire token(String hex) {
        var bytes = Bytes.of(HexFormat.of().parseHex(hex));
        return new Wire(type, code, messageId, bytes, options, payload);
    }

    /// The same message with the token of another one.
    public Wire tokenOf(Wire other) {
        return new Wire(type, code, messageId, other.token, options, payload);
    }

    /// The same message with another type.
    public Wire type(int newType) {
        return new Wire(newType, code, messageId, token, options, payload);
    }

    /// The same message with another message ID.
    public Wire messageId(int newMessageId) {
        return new Wire(type, code, newMessageId, token, options, payload);
    }

    /// The same message with one more option.
    public Wire option(Option option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new Wire(type, code, messageId, token, more, payload);
    }

    /// The same message with one more option, its value given in hexadecimal.
    public Wire option(int number, String hex) {
        return option(new Option(number, Bytes.of(HexFormat.of().parseHex(hex))));
    }

    /// The same message with one more option, its value a number in as few bytes as possible.
    public Wire option(int number, int value) {
        return option(Option.number(number, value));
    }

    /// The same message with one more segment of its path.
    public Wire path(String segment) {
        return option(Option.text(OptionNumber.URI_PATH, segment));
    }

    /// The same message with a payload.
    public Wire payload(String text) {
        return payload(Bytes.utf8(text));
    }

    /// The same message with a payload.
    public Wire payload(Bytes bytes) {
        return new Wire(type, code, messageId, token, options, bytes);
    }

    /// Returns the values of all options of a number.
    public List<Bytes> values(int number) {
        return options.stream().filter(o -> o.number() == number).map(Option::value).toList();
    }

    /// Encodes the message.
    public Bytes bytes() {
        var out = new ByteArrayOutputStream();
        out.write((1 << 6) | (type << 4) | token.length());
        out.write(code);
        out.write(messageId >> 8);
        out.write(messageId & 0xff);
        out.writeBytes(token.toArray());
        int last = 0;
        for (var option : options) {
            int delta = option.number() - last;
            int length = option.value().length();
            last = option.number();
            out.write((nibble(delta) << 4) | nibble(length));
            writeExtension(out, delta);
            writeExtension(out, length);
            out.writeBytes(option.value().toArray());
        }
        if (payload.length() > 0) {
            out.write(0xff);
            out.writeBytes(payload.toArray());
        }
        return Bytes.of(out.toByteArray());
    }

    private static int nibble(int value) {
        return value <= 12 ? value : value <= 268 ? 13 : 14;
    }

    private static void writeExtension(ByteArrayOutputStream out, int value) {
        switch (nibble(value)) {
            case 13 -> out.write(value - 13);
            case 14 -> {
                out.write((value - 269) / 256);
                out.write((value - 269) % 256);
            }
            default -> {}
        }
    }

    /// Decodes a message that is known to be well-formed.
    public static Wire parse(Bytes bytes) {
        int first = bytes.at(0);
        int tokenEnd = 4 + first % 16;
        var token = Bytes.copyOf(bytes.toArray(), 4, first % 16);
        var options = new ArrayList<Option>();
        int at = tokenEnd;
        int number = 0;
        while (at < bytes.length() && bytes.at(at) != 0xff) {
            int header = bytes.at(at++);
            int delta = header / 16;
            number += delta < 13 ? delta : extension(delta, bytes, at);
            at += extensionLength(delta);
            int length = header % 16;
            int size = length < 13 ? length : extension(length, bytes, at);
            at += extensionLength(length);
            options.add(new Option(number, Bytes.copyOf(bytes.toArray(), at, size)));
            at += size;
        }
        int payload = Math.min(bytes.length(), at + 1);
        return new Wire(
                first / 16 % 4,
                bytes.at(1),
                bytes.at(2) * 256 + bytes.at(3),
                token,
                options,
                Bytes.copyOf(bytes.toArray(), payload, bytes.length() - payload));
    }

    private static int extension(int nibble, Bytes bytes, int at) {
        return nibble == 13 ? bytes.at(at) + 13 : bytes.at(at) * 256 + bytes.at(at + 1) + 269;
    }

    private static int extensionLength(int nibble) {
        return Math.max(0, nibble - 12);
    }

    /// Writes the message as the diagrams of RFC 7252 do, such as `CON [0x7d34] 0.01 token=20`.
    @Override
    public String toString() {
        var name = List.of("CON", "NON", "ACK", "RST").get(type);
        var id = HexFormat.of().toHexDigits((short) messageId);
        return name
                + (" [0x" + id + "] " + Code.text(code))
                + (token.length() > 0 ? " token=" + token : "")
                + (options.isEmpty() ? "" : " " + options)
                + (payload.length() > 0 ? " \"" + payload.utf8() + "\"" : "");
    }
}
