package io.acequia.coap.client;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageWriter;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.util.ArrayList;
import java.util.List;

/// A request that a client sends.
///
/// @param confirmable whether it is repeated until it is answered (RFC 7252 §4.2)
/// @param method one of the methods of [Code]
/// @param options in any order
/// @param payload may be empty
public record ClientRequest(boolean confirmable, int method, List<Option> options, Bytes payload) {
    public ClientRequest {
        options = options.stream().sorted().toList();
        MessageWriter.checkSize(options, payload);
    }

    /// A confirmable GET of a path such as `/health`.
    public static ClientRequest get(String path) {
        return new ClientRequest(true, Code.GET, pathOptions(path), Bytes.EMPTY);
    }

    /// A confirmable POST to a path such as `/event`.
    public static ClientRequest post(String path, int contentFormat, Bytes payload) {
        var options = pathOptions(path);
        options.add(Option.number(OptionNumber.CONTENT_FORMAT, contentFormat));
        return new ClientRequest(true, Code.POST, options, payload);
    }

    /// The same request, sent once and not repeated (RFC 7252 §4.3).
    public ClientRequest nonConfirmable() {
        return new ClientRequest(false, method, options, payload);
    }

    private static List<Option> pathOptions(String path) {
        var options = new ArrayList<Option>();
        for (var segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                options.add(Option.text(OptionNumber.URI_PATH, segment));
            }
        }
        return options;
    }
}
