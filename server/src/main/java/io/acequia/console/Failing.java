package io.acequia.console;

import io.acequia.device.FailingDevice;
import io.acequia.device.FailingDevices;
import io.acequia.device.RejectedRequest;
import java.io.IOException;
import java.util.List;

/// Answers which devices fail and why.
final class Failing {
    private final FailingDevices devices;

    Failing(FailingDevices devices) {
        this.devices = devices;
    }

    /// `GET /api/v1/failing`: what went wrong, by address, newest first.
    Answer newestFirst(Parameters parameters) throws IOException {
        return parameters.ask(
                () -> parameters.count("limit", 100, 1, 1_000),
                limit -> {
                    var failing = devices.newestFirst(limit);
                    return new Answer.Json(json -> write(failing, json));
                });
    }

    private static void write(List<FailingDevice> failing, JsonWriter json) throws IOException {
        json.beginObject().name("failing").beginArray();
        for (var device : failing) {
            json.beginObject();
            json.name("address").value(device.address());
            json.name("sender").value(device.sender());
            json.name("rejected").value(device.rejected());
            json.name("clamped").value(device.clamped());
            json.name("duplicates").value(device.duplicates());
            json.name("first").value(device.first());
            json.name("last").value(device.last());
            json.name("requests").beginArray();
            for (var request : device.requests()) {
                write(request, json);
            }
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }

    private static void write(RejectedRequest request, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("time").value(request.time());
        json.name("method").value(request.method());
        json.name("path").value(request.path());
        json.name("code").value(request.code());
        json.name("reason").value(request.reason());
        json.name("payload").value(request.payload());
        json.endObject();
    }
}
