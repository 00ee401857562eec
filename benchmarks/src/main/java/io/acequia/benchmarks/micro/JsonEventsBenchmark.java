package io.acequia.benchmarks.micro;

import io.acequia.codec.Decoded;
import io.acequia.codec.JsonEvents;
import io.acequia.event.EventBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to read one event in JSON.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class JsonEventsBenchmark {
    /// The time of the event: as number, as text, or in an order that is not the usual one.
    @Param({
        "{\"namespace\":\"default\",\"sender\":\"device17\",\"origin\":\"device17\","
                + "\"payload\":{\"type\":\"temperature\",\"value\":21.5},\"timestamp\":1700000000000}",
        "{\"namespace\":\"default\",\"sender\":\"device17\",\"origin\":\"device17\","
                + "\"payload\":{\"type\":\"temperature\",\"value\":21.5},"
                + "\"timestamp\":\"2026-11-23T10:00:00.000Z\"}",
        "{\"payload\":{\"value\":21.5,\"type\":\"temperature\"},\"origin\":\"device17\"}"
    })
    private String json = "";

    private final JsonEvents reader = new JsonEvents(JsonEvents.MOST_EVENTS);
    private final EventBuffer events = new EventBuffer(4);
    private byte[] bytes = new byte[0];

    /// Reads the event; none of these has escapes, so the bytes stay as they are.
    @Benchmark
    public Decoded decode() {
        if (bytes.length == 0) {
            bytes = json.getBytes(StandardCharsets.UTF_8);
        }
        return reader.decode(bytes, 0, bytes.length, events);
    }
}
