package io.acequia.coap.server;

import io.acequia.coap.exchange.Exchange;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.OptionNumber;
import java.util.List;

/// A request whose options have been checked (RFC 7252 §5.4 and §5.10); one reused object per
/// router.
public final class Request {
    private static final int ABSENT = -1;

    private MessageView message;
    private Exchange exchange;
    private int pathFrom;
    private int pathSegments;
    private int contentFormat;
    private int accept;
    private boolean conditional;
    private boolean hasProxyOption;

    Request(MessageView message, Exchange exchange) {
        this.message = message;
        this.exchange = exchange;
    }

    /// Becomes the given request.
    ///
    /// @return 0, or the code of the error that its options are
    int read(MessageView newMessage, Exchange newExchange) {
        message = newMessage;
        exchange = newExchange;
        pathFrom = 0;
        pathSegments = 0;
        contentFormat = ABSENT;
        accept = ABSENT;
        conditional = false;
        hasProxyOption = false;
        int before = ABSENT;
        for (int i = 0; i < message.optionCount(); i++) {
            int number = message.optionNumber(i);
            int error = readOption(i, number, number == before);
            if (error != 0) {
                return error;
            }
            before = number;
        }
        if (message.hasTooManyOptions()) {
            // no resource has so long a path; what else comes in such numbers is not understood
            return before == OptionNumber.URI_PATH ? Code.NOT_FOUND : Code.BAD_OPTION;
        }
        return hasProxyOption ? Code.PROXYING_NOT_SUPPORTED : 0;
    }

    private int readOption(int index, int number, boolean again) {
        if (number == OptionNumber.HOP_LIMIT) {
            // RFC 8768 §3: a Hop-Limit of 0 must not be accepted
            boolean isValid = !again && message.optionLength(index) == 1;
            return isValid && message.optionValue(index) == 0 ? Code.BAD_REQUEST : 0;
        }
        return isUnderstood(index, number, again) ? 0 : Code.BAD_OPTION;
    }

    // RFC 7252 §5.4.1, §5.4.3, §5.4.5: an unknown critical option is an error; one of a wrong
    // length, or given twice, counts as unknown. Of elective ones those are ignored.
    private boolean isUnderstood(int index, int number, boolean again) {
        int length = message.optionLength(index);
        return switch (number) {
            case OptionNumber.URI_PATH -> {
                pathFrom = again ? pathFrom : index;
                pathSegments++;
                yield length <= 255;
            }
            case OptionNumber.CONTENT_FORMAT -> {
                if (!again && length <= 2) {
                    contentFormat = (int) message.optionValue(index);
                }
                yield true;
            }
            case OptionNumber.URI_QUERY -> length <= 255;
            case OptionNumber.URI_HOST -> !again && length >= 1 && length <= 255;
            case OptionNumber.URI_PORT -> !again && length <= 2;
            case OptionNumber.ACCEPT -> {
                accept = (int) message.optionValue(index);
                yield !again && length <= 2;
            }
            case OptionNumber.IF_MATCH -> {
                // an empty value asks only that the resource exists (RFC 7252 §5.10.8.1)
                conditional |= length > 0;
                yield length <= 8;
            }
            case OptionNumber.IF_NONE_MATCH -> {
                conditional = true;
                yield !again && length == 0;
            }
            case OptionNumber.PROXY_URI, OptionNumber.PROXY_SCHEME -> {
                hasProxyOption = true;
                yield !again && length >= 1 && length <= longestProxyOption(number);
            }
            default -> !OptionNumber.isCritical(number);
        };
    }

    private static int longestProxyOption(int number) {
        return number == OptionNumber.PROXY_URI ? 1034 : 255;
    }

    /// Returns the method, a code of [Code].
    public int method() {
        return message.code();
    }

    /// Returns the Content-Format, -1 when there is none of valid length.
    public int contentFormat() {
        return contentFormat;
    }

    /// Says whether a representation of this Content-Format may be the answer (RFC 7252 §5.10.4).
    public boolean accepts(int format) {
        return accept == ABSENT || accept == format;
    }

    /// Says whether If-Match or If-None-Match ask for something that no resource here fulfils.
    boolean isConditional() {
        return conditional;
    }

    /// Returns the array that the payload lies in.
    public byte[] bytes() {
        return message.bytes();
    }

    /// Returns where the payload starts.
    public int payloadFrom() {
        return message.payloadFrom();
    }

    /// Returns how many bytes the payload has.
    public int payloadLength() {
        return message.payloadLength();
    }

    /// Returns the circumstances of the request.
    public Exchange exchange() {
        return exchange;
    }

    /// Says whether one of the query options is this name, or starts with this name and `=`.
    public boolean hasQuery(Bytes name) {
        for (int i = 0; i < message.optionCount(); i++) {
            if (message.optionNumber(i) == OptionNumber.URI_QUERY && isQuery(i, name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQuery(int index, Bytes name) {
        int from = message.optionFrom(index);
        int rest = message.optionLength(index) - name.length();
        return rest >= 0
                && name.matches(message.bytes(), from, name.length())
                && (rest == 0 || message.bytes()[from + name.length()] == '=');
    }

    /// Says whether the path consists of exactly these segments.
    boolean hasPath(List<Bytes> segments) {
        if (segments.size() != pathSegments) {
            return false;
        }
        for (int i = 0; i < pathSegments; i++) {
            int option = pathFrom + i;
            int from = message.optionFrom(option);
            if (!segments.get(i).matches(message.bytes(), from, message.optionLength(option))) {
                return false;
            }
        }
        return true;
    }
}
