package io.acequia.cli.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;

/// A CoAP server that answers everything with one code and may fail to hear some datagrams.
final class EchoServer implements AutoCloseable {
    private final DatagramChannel channel;
    private final int code;
    private final IntPredicate heard;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /// Payloads of the requests that were heard; written by the server's thread.
    private final Set<String> payloads = ConcurrentHashMap.newKeySet();

    /// @param heard says by its number, from 0, whether a datagram is heard
    EchoServer(int code, IntPredicate heard) throws IOException {
        this.code = code;
        this.heard = heard;
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        thread.execute(this::serve);
    }

    /// Returns the port as an argument of the command.
    String port() throws IOException {
        return String.valueOf(((InetSocketAddress) channel.getLocalAddress()).getPort());
    }

    /// Returns the payloads that were heard, each once.
    Set<String> payloads() {
        return new TreeSet<>(payloads);
    }

    private void serve() {
        var datagram = ByteBuffer.allocate(2_000);
        try {
            for (int n = 0; ; n++) {
                var peer = channel.receive(datagram.clear());
                datagram.flip();
                if (heard.test(n)) {
                    payloads.add(payload(datagram));
                    // A piggybacked answer has the message ID and the token of its request.
                    boolean confirmable = (datagram.get(0) & 0x30) == 0;
                    datagram.put(0, (byte) (confirmable ? 0x64 : 0x54)).put(1, (byte) code);
                    channel.send(datagram.limit(8), peer);
                }
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String payload(ByteBuffer datagram) {
        var text = StandardCharsets.ISO_8859_1.decode(datagram.duplicate()).toString();
        return text.substring(text.indexOf('ÿ', 8) + 1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        thread.close();
    }
}
