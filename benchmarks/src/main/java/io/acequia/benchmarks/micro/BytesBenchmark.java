package io.acequia.benchmarks.micro;

import io.acequia.coap.message.Bytes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Copying and comparing bytes as long as a token, an option and a payload.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BytesBenchmark {
    /// Length in bytes.
    @Param({"8", "64", "142"})
    private int length;

    private byte[] datagram = new byte[0];
    private Bytes one = Bytes.EMPTY;
    private Bytes other = Bytes.EMPTY;

    /// Fills the bytes.
    @Setup
    public void fill() {
        datagram = new byte[2 * length];
        one = Bytes.copyOf(datagram, 0, length);
        other = Bytes.copyOf(datagram, length, length);
    }

    /// Copies out of a datagram.
    @Benchmark
    public Bytes copy() {
        return Bytes.copyOf(datagram, 4, length);
    }

    /// Compares with equal bytes.
    @Benchmark
    public boolean compare() {
        return one.equals(other);
    }
}
