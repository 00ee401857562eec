package io.acequia.cli;

import io.acequia.coap.client.Result;
import io.acequia.coap.message.Code;
import io.acequia.log.JsonText;
import java.io.PrintWriter;

/// What client commands print of each exchange: in the manner of the thesis, or one JSON object a
/// line.
final class Transcript {
    private final PrintWriter out;
    private final ServerOptions.Output form;
    private final boolean isSilent;

    Transcript(PrintWriter out, ServerOptions.Output form, boolean isSilent) {
        this.out = out;
        this.form = form;
        this.isSilent = isSilent;
    }

    /// Prints the answer to an event.
    void event(OutgoingEvent event, Result result, Verdict verdict) {
        print(Code.POST, "/event", event.inspect(), "\"event\":" + event.json(), result, verdict);
    }

    /// Prints the answer to a request for a document, which is shown.
    void document(String path, Result result, Verdict verdict) {
        var text = result instanceof Result.Answer answer ? answer.payload().utf8() : "";
        var shown = JsonText.printable(text);
        print(Code.GET, path, shown, "\"payload\":" + JsonText.quote(text), result, verdict);
    }

    private void print(
            int method, String path, String text, String json, Result result, Verdict verdict) {
        if (isSilent) {
            return;
        }
        switch (form) {
            case TEXT -> {
                // Who did not answer has no line; the end of the command tells of it.
                if (result instanceof Result.Answer) {
                    out.println(
                            "-- "
                                    + Code.method(method)
                                    + ": "
                                    + path
                                    + " -> "
                                    + verdict.label()
                                    + " --");
                    out.println(text);
                }
            }
            case JSON ->
                    out.println(
                            "{\"method\":\""
                                    + Code.method(method)
                                    + "\",\"path\":\""
                                    + path
                                    + "\",\"code\":\""
                                    + verdict.label()
                                    + "\","
                                    + json
                                    + (verdict.problem().isEmpty()
                                            ? ""
                                            : ",\"error\":" + JsonText.quote(verdict.problem()))
                                    + "}");
        }
    }

    /// Says whether nobody reads the output any more.
    boolean isCut() {
        return out.checkError();
    }
}
