package io.acequia.cli.bench;

import io.acequia.coap.message.Code;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes the POST requests of a run (RFC 7252 §3). They differ in message ID, token and payload
/// only, so the rest is made once; the same numbers give the same bytes, as a repeat must have.
///
/// ```
///  0                   1                   2                   3
/// |Ver| T |  TKL  |      Code     |          Message ID           |
/// |                             Token                             |
/// |   Options (Uri-Path, Content-Format) ...  |1 1 1 1 1 1 1 1| Payload
/// ```
final class RequestWriter {
    /// No Content-Format option.
    static final int NO_FORMAT = -1;

    /// Length of every token, in bytes.
    static final int TOKEN = 4;

    /// What fits into a UDP datagram without fragments on nearly every path (RFC 7252 §4.6).
    static final int LONGEST = 1_280;

    private static final int MID = 2, TOKEN_AT = 4;

    private final byte[] head;
    private final PayloadTemplate payload;

    /// @param path segments between slashes, such as `event`
    /// @param format number of a content format, or [#NO_FORMAT]
    RequestWriter(boolean confirmable, String path, int format, PayloadTemplate payload) {
        if (format < NO_FORMAT || format > 65_535) {
            throw new IllegalArgumentException("--format is " + format + "; use -1 to 65535");
        }
        var options = options(path, format);
        int length = TOKEN_AT + TOKEN + 1;
        for (var option : options) {
            length += 5 + option.value().length();
        }
        if (length + payload.longest() > LONGEST) {
            throw new IllegalArgumentException(
                    "the request may have "
                            + (length + payload.longest())
                            + " bytes; use a"
                            + " shorter payload or path, at most "
                            + LONGEST
                            + " in all");
        }
        var out = ByteBuffer.allocate(length);
        out.put((byte) (0x40 | (confirmable ? 0 : 0x10) | TOKEN)).put((byte) Code.POST);
        out.position(TOKEN_AT + TOKEN);
        putOptions(out, options);
        if (payload.longest() > 0) {
            out.put((byte) 0xff);
        }
        head = new byte[out.flip().remaining()];
        out.get(head);
        this.payload = payload;
    }

    /// Writes a request at the start of a buffer of [#LONGEST] bytes and makes it ready to be read.
    void write(ByteBuffer out, int mid, int token, long seq, int device, long millis) {
        out.clear().put(head);
        out.putShort(MID, (short) mid).putInt(TOKEN_AT, token);
        payload.write(out, seq, device, millis);
        out.flip();
    }

    private static List<Option> options(String path, int format) {
        var options = new ArrayList<Option>();
        for (var segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                options.add(Option.text(OptionNumber.URI_PATH, segment));
            }
        }
        if (format != NO_FORMAT) {
            options.add(Option.number(OptionNumber.CONTENT_FORMAT, format));
        }
        return options;
    }

    private static void putOptions(ByteBuffer out, List<Option> options) {
        int number = 0;
        for (var option : options) {
            int length = option.value().length();
            // Deltas are at most 12 here; a length may need one or two more bytes (RFC 7252 §3.1).
            int nibble = length < 13 ? length : length < 269 ? 13 : 14;
            out.put((byte) (((option.number() - number) << 4) | nibble));
            if (nibble == 13) {
                out.put((byte) (length - 13));
            } else if (nibble == 14) {
                out.putShort((short) (length - 269));
            }
            out.put(option.value().toArray());
            number = option.number();
        }
    }
}
