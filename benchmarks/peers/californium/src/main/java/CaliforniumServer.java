import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;

/** Californium with a handler that stores nothing. Usage: CaliforniumServer shipped|tuned [PORT] */
final class CaliforniumServer {
    private static final int BUFFER = 4 << 20;

    private CaliforniumServer() {}

    public static void main(String[] arguments) {
        CoapConfig.register();
        UdpConfig.register();
        Configuration configuration = Configuration.createStandardWithoutFile();
        if (arguments[0].equals("tuned")) {
            tune(configuration);
        }
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5683;
        CoapServer server = new CoapServer(configuration);
        server.addEndpoint(
                CoapEndpoint.builder()
                        .setConfiguration(configuration)
                        .setInetSocketAddress(new InetSocketAddress("127.0.0.1", port))
                        .build());
        server.add(new Event(), new Health());
        server.start();
    }

    /**
     * What helps it most on one core: a thread for each stage, deduplication by peer as its
     * maintainer advises, large socket buffers, no statistics.
     */
    private static void tune(Configuration configuration) {
        configuration
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
                .set(CoapConfig.MAX_ACTIVE_PEERS, 200_000)
                .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, BUFFER)
                .set(UdpConfig.UDP_SEND_BUFFER_SIZE, BUFFER)
                .set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, TimeUnit.SECONDS);
    }

    private static final class Event extends CoapResource {
        Event() {
            super("event");
        }

        @Override
        public void handlePOST(CoapExchange exchange) {
            int format = exchange.getRequestOptions().getContentFormat();
            exchange.respond(
                    format == MediaTypeRegistry.APPLICATION_JSON
                            ? ResponseCode.CREATED
                            : ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
        }
    }

    private static final class Health extends CoapResource {
        Health() {
            super("health");
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(ResponseCode.CONTENT);
        }
    }
}
