package io.acequia.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// A client on one of the machines of a network, that asks a server several times from each of
/// several sockets.
final class AskingProcess {
    private static final int TIMEOUT_MILLIS = 5_000;

    private AskingProcess() {}

    /// What a client got.
    ///
    /// @param socket the port it asked from
    /// @param from the address that answered
    /// @param seen the name of the server and the address that this one saw, as `name/address:port`
    record Answer(int socket, String from, String seen) {}

    /// Asks a server from a machine.
    static List<Answer> ask(Namespace machine, InetAddress server, int port, int sockets, int times)
            throws IOException, InterruptedException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskingProcess.class.getName(),
                        server.getHostAddress(),
                        String.valueOf(port),
                        String.valueOf(sockets),
                        String.valueOf(times));
        var process =
                new ProcessBuilder(machine.command(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said.lines().map(line -> line.split(" ", -1)).map(AskingProcess::answer).toList();
    }

    private static Answer answer(String[] words) {
        return new Answer(Integer.parseInt(words[0]), words[1], words[2]);
    }

    /// Prints a line for each answer.
    public static void main(String[] arguments) throws IOException {
        var server = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        for (int socket = 0; socket < Integer.parseInt(arguments[2]); socket++) {
            try (var client = new DatagramSocket()) {
                client.setSoTimeout(TIMEOUT_MILLIS);
                for (int time = 0; time < Integer.parseInt(arguments[3]); time++) {
                    System.out.println(client.getLocalPort() + " " + ask(client, server));
                }
            }
        }
    }

    private static String ask(DatagramSocket client, InetSocketAddress server) throws IOException {
        client.send(new DatagramPacket(new byte[50], 50, server));
        var answer = new DatagramPacket(new byte[1_500], 1_500);
        client.receive(answer);
        var seen = new String(answer.getData(), 0, answer.getLength(), UTF_8);
        return answer.getAddress().getHostAddress() + ":" + answer.getPort() + " " + seen;
    }
}
