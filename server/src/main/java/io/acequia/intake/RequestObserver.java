package io.acequia.intake;

import io.acequia.coap.exchange.ExchangeObserver;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.device.FailingDevices;
import io.acequia.device.RejectedRequest;
import io.acequia.metrics.LatencyBuckets;
import io.acequia.metrics.SizeBuckets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntFunction;

/// Counts what one socket's thread answered, and tells the request log and the record of failing
/// devices.
public final class RequestObserver implements ExchangeObserver {
    private static final int ROUTES = 8, METHODS = 8, CODES = 256;
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    /// Takes the counts of a path, method and code.
    @FunctionalInterface
    public interface CountReceiver {
        /// Called for each combination that occurred.
        void accept(String path, String method, String code, long count);
    }

    private final IntFunction<String> paths;
    private final RequestLines lines;
    private final FailingDevices failing;
    private final long[] counts = new long[ROUTES * METHODS * CODES];
    private final LatencyBuckets latencies = new LatencyBuckets();
    private final SizeBuckets batches = new SizeBuckets();

    RequestObserver(IntFunction<String> paths, RequestLog log, FailingDevices failing) {
        this.paths = paths;
        this.failing = failing;
        lines = log.lines();
    }

    @Override
    public void answered(int route, int method, int messageId, int code, long nanos) {
        int index = (route * METHODS + Math.min(method, METHODS - 1)) * CODES + code;
        COUNTS.setOpaque(counts, index, counts[index] + 1);
        latencies.record(nanos);
        lines.answered(paths.apply(route), method, code, nanos);
    }

    @Override
    public void refused(Peer peer, int route, int method, Response response) {
        failing.rejected(
                peer,
                response.code(),
                time ->
                        new RejectedRequest(
                                time,
                                Code.method(method),
                                paths.apply(route),
                                Code.text(response.code()),
                                RefusalText.reason(response),
                                ""));
    }

    @Override
    public void repeated(Peer peer) {
        failing.repeated(peer);
    }

    /// Says that a burst is over; called by the thread that answers.
    ///
    /// @param stored how many requests the store answered in it
    void tick(int stored) {
        if (stored > 0) {
            batches.record(stored);
        }
        lines.tick();
    }

    /// Returns how many requests became durable together.
    public SizeBuckets batches() {
        return batches;
    }

    /// Reads every count that is not zero; for any thread.
    public void counts(CountReceiver receiver) {
        for (int i = 0; i < counts.length; i++) {
            long count = (long) COUNTS.getOpaque(counts, i);
            if (count > 0) {
                int route = i / (METHODS * CODES);
                int method = i / CODES % METHODS;
                var name = method == METHODS - 1 ? "other" : Code.method(method);
                receiver.accept(paths.apply(route), name, Code.text(i % CODES), count);
            }
        }
    }

    /// Returns how long requests took, from the arrival to the answer.
    public LatencyBuckets latencies() {
        return latencies;
    }
}
