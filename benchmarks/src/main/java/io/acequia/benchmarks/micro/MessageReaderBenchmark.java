package io.acequia.benchmarks.micro;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.MessageWriter;
import io.acequia.coap.message.Reading;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to read the message of one event.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class MessageReaderBenchmark {
    private static final int PAYLOAD = 138, LARGEST = 1_152;

    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter(LARGEST);

    /// Writes the request once.
    public MessageReaderBenchmark() {
        var payload = Bytes.of(new byte[PAYLOAD]);
        var request = ClientRequest.post("/event", ContentFormat.JSON, payload);
        writer.begin(MessageType.CON, request.method(), 1, 42, 4)
                .options(request.options())
                .payload(request.payload());
    }

    /// Reads it.
    @Benchmark
    public Reading read() {
        return reader.read(writer.bytes(), 0, writer.length());
    }
}
