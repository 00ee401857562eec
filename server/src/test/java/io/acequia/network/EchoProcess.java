package io.acequia.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/// A server that answers a datagram with its own name and the address it saw, on one of the
/// machines of a network.
final class EchoProcess implements AutoCloseable {
    private final Process process;

    private EchoProcess(Process process) {
        this.process = process;
    }

    /// Starts one that reports to the host before it serves.
    ///
    /// @param host where somebody waits for a connection that says the name
    static EchoProcess start(
            Namespace machine, String name, int port, InetAddress host, int hostPort)
            throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoProcess.class.getName(),
                        name,
                        String.valueOf(port),
                        host.getHostAddress(),
                        String.valueOf(hostPort));
        var builder = new ProcessBuilder(machine.command(command));
        return new EchoProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// Serves until it is killed or its standard input ends.
    public static void main(String[] arguments) throws IOException {
        var socket = new DatagramSocket(Integer.parseInt(arguments[1]));
        Thread.ofPlatform().daemon().start(() -> serve(socket, arguments[0]));
        try (var host = new Socket(arguments[2], Integer.parseInt(arguments[3]))) {
            host.getOutputStream().write(arguments[0].getBytes(UTF_8));
        }
        System.in.readAllBytes();
    }

    private static void serve(DatagramSocket socket, String name) {
        var datagram = new DatagramPacket(new byte[1_500], 1_500);
        try {
            while (true) {
                socket.receive(datagram);
                var answer = (name + datagram.getSocketAddress()).getBytes(UTF_8);
                socket.send(new DatagramPacket(answer, answer.length, datagram.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
