package io.acequia.cli;

import io.acequia.coap.client.Result;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.OptionNumber;
import io.acequia.log.JsonText;
import java.util.Locale;

/// What a result means to whoever gave the command.
///
/// @param exitCode one of [ExitCode]
/// @param label code of the answer, such as `2.01`, or what came instead of one
/// @param problem what went wrong and what to do next, empty when nothing did
record Verdict(int exitCode, String label, String problem) {
    /// Judges the result of a request to a server, which is named in problems.
    static Verdict of(Result result, String server) {
        return switch (result) {
            case Result.Answer answer -> of(answer, server);
            case Result.Reset _ ->
                    unreachable("reset", server + " refused the message; is it a CoAP server?");
            case Result.NoAnswer(var waited) ->
                    unreachable(
                            "no answer",
                            String.format(
                                    Locale.ROOT,
                                    "no answer from %s in %s s; check --host and --port, or wait"
                                            + " longer with --timeout",
                                    server,
                                    JsNumber.text(waited.toMillis() / 1000.0)));
            case Result.Unreachable(var reason) ->
                    unreachable(
                            "unreachable",
                            server
                                    + " cannot be reached ("
                                    + reason
                                    + "); is the server running? acequia serve starts one");
        };
    }

    private static Verdict unreachable(String label, String problem) {
        return new Verdict(ExitCode.UNREACHABLE, label, problem);
    }

    private static Verdict of(Result.Answer answer, String server) {
        var label = Code.text(answer.code());
        int codeClass = Code.classOf(answer.code());
        if (codeClass == 2) {
            return new Verdict(ExitCode.OK, label, "");
        }
        var problem = server + " answered " + label + reason(answer) + nextStep(answer);
        return new Verdict(
                codeClass == 4 ? ExitCode.REFUSED : ExitCode.SERVER_FAILED, label, problem);
    }

    /// Diagnostic payload (RFC 7252 §5.5.2).
    private static String reason(Result.Answer answer) {
        var text = JsonText.printable(answer.payload().utf8());
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private static String nextStep(Result.Answer answer) {
        for (var option : answer.options()) {
            // Max-Age says when to try again (RFC 7252 §5.9.3.4, RFC 8516 §3).
            if (option.number() == OptionNumber.MAX_AGE) {
                return "; try again in " + option.asNumber() + " s";
            }
        }
        return switch (answer.code()) {
            case Code.NOT_FOUND, Code.METHOD_NOT_ALLOWED -> "; is it an Acequia server?";
            case Code.BAD_REQUEST -> "; change the event";
            default -> Code.classOf(answer.code()) == 5 ? "; see the log of the server" : "";
        };
    }
}
