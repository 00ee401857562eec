package io.acequia.console.page;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.CoapClient;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Sends events to a server over CoAP, as devices do.
public final class Station implements AutoCloseable {
    /// Cities with the middle of their temperatures, how far they swing, and when it is warmest.
    private enum City {
        SEVILLE("seville", 24, 6, 15),
        LONDON("london", 15, 6, 16),
        SYDNEY("sydney", 19, 6, 4),
        NEW_YORK("new-york", 21, 6, 20);

        final String origin;
        final double middle, swing;
        final int warmest;

        City(String origin, double middle, double swing, int warmest) {
            this.origin = origin;
            this.middle = middle;
            this.swing = swing;
            this.warmest = warmest;
        }

        double temperature(Instant time) {
            double hour = time.getEpochSecond() % 86_400 / 3_600.0;
            double degrees = middle + swing * Math.cos((hour - warmest) * Math.PI / 12);
            return Math.rint(degrees * 100) / 100;
        }
    }

    private static final int EVENTS_PER_REQUEST = 200;

    private final CoapClient client;

    /// Connects to a port of this machine.
    public Station(int port) throws IOException {
        client =
                CoapClient.open(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                        Duration.ofSeconds(30));
    }

    /// Sends one event or an array of events, and waits until it is stored.
    public void send(String json) throws IOException {
        var request = ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8(json));
        var result = client.send(request).join();
        if (!(result instanceof Result.Answer answer && answer.code() == Code.CREATED)) {
            throw new IOException("not stored: " + result);
        }
    }

    /// Sends what the server refuses, and returns the code of its answer.
    public int sendBroken(String text) throws IOException {
        var request = ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8(text));
        if (client.send(request).join() instanceof Result.Answer answer) {
            return answer.code();
        }
        throw new IOException("no answer to: " + text);
    }

    /// Sends the temperatures and humidities of four cities, every `pace` from a time to another.
    public void sendWeather(Instant from, Instant to, Duration pace) throws IOException {
        var events = new ArrayList<String>();
        for (var time = from; time.isBefore(to); time = time.plus(pace)) {
            for (var city : City.values()) {
                double degrees = city.temperature(time);
                events.add(event(city, "temperature", degrees, "Cel", time));
                events.add(event(city, "humidity", Math.rint(110 - 3 * degrees), "%RH", time));
            }
        }
        for (int i = 0; i < events.size(); i += EVENTS_PER_REQUEST) {
            send(array(events.subList(i, Math.min(events.size(), i + EVENTS_PER_REQUEST))));
        }
    }

    private static String event(City city, String type, double value, String unit, Instant time) {
        return """
        {"sender":"weather-city","origin":"%s","payload":{"type":"%s","value":%s,"unit":"%s"},\
        "timestamp":%d}\
        """
                .formatted(city.origin, type, value, unit, time.toEpochMilli());
    }

    private static String array(List<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    @Override
    public void close() {
        client.close();
    }
}
