package io.acequia.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.network.AskingProcess.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("iproute2")
@Tag("nftables")
@Tag("network-namespaces")
class LoadBalancedNetworkTest {
    private static final int PORT = 5683;

    /// So many that chance leaves out a backend once in a million builds.
    private static final int SOCKETS = 40, TIMES = 60;

    private static final Set<String> NAMES = Set.of("backend0", "backend1", "backend2");

    private static final List<EchoProcess> BACKENDS = new ArrayList<>();
    private static final Set<String> REPORTED = new HashSet<>();
    private static LoadBalancedNetwork network;

    @BeforeAll
    static void start() throws Exception {
        network = LoadBalancedNetwork.create(PORT, NAMES.size(), Balancing.RANDOM);
        try (var host = new ServerSocket(0, 3, network.hostAddress())) {
            host.setSoTimeout(30_000);
            for (var machine : network.backends()) {
                var name = "backend" + BACKENDS.size();
                BACKENDS.add(
                        EchoProcess.start(
                                machine, name, PORT, network.hostAddress(), host.getLocalPort()));
            }
            for (var _ : BACKENDS) {
                REPORTED.add(report(host));
            }
        }
    }

    private static String report(ServerSocket host) throws IOException {
        try (var backend = host.accept()) {
            return new String(backend.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        BACKENDS.forEach(EchoProcess::close);
        network.close();
    }

    private static List<Answer> ask() throws Exception {
        return AskingProcess.ask(network.client(), network.virtualAddress(), PORT, SOCKETS, TIMES);
    }

    /// Which backends answered each socket.
    private static Map<Integer, Set<String>> backends(List<Answer> answers) {
        return answers.stream()
                .collect(
                        groupingBy(
                                Answer::socket,
                                mapping(
                                        answer -> answer.seen().substring(0, "backend0".length()),
                                        toSet())));
    }

    @Test
    @DisplayName("backends reach servers on the machine itself")
    void host() {
        assertEquals(NAMES, REPORTED);
    }

    @Test
    @DisplayName("by the hash of its address, a client's socket has one backend, which sees it")
    void sourceHash() throws Exception {
        network.balance(Balancing.SOURCE_HASH, List.of(0, 1, 2));

        var answers = ask();

        assertAddresses(answers);
        var backends = backends(answers);
        assertEquals(Set.of(1), backends.values().stream().map(Set::size).collect(toSet()));
        assertEquals(NAMES, backends.values().stream().flatMap(Set::stream).collect(toSet()));
    }

    @Test
    @DisplayName("at random, a client's socket has all backends, which see it")
    void random() throws Exception {
        network.balance(Balancing.RANDOM, List.of(0, 1, 2));

        var answers = ask();

        assertAddresses(answers);
        assertEquals(Set.of(NAMES), Set.copyOf(backends(answers).values()));
    }

    @Test
    @DisplayName("a backend that is taken out gets nothing more")
    void withoutOne() throws Exception {
        network.balance(Balancing.RANDOM, List.of(0, 2));

        var answers = ask();

        assertAddresses(answers);
        assertEquals(
                Set.of(Set.of("backend0", "backend2")), Set.copyOf(backends(answers).values()));
    }

    /// Clients know the virtual address only, backends the client's own.
    private static void assertAddresses(List<Answer> answers) {
        var virtual = network.virtualAddress().getHostAddress() + ":" + PORT;
        assertEquals(SOCKETS * TIMES, answers.size());
        for (var answer : answers) {
            var client = network.clientAddress().getHostAddress() + ":" + answer.socket();
            assertEquals(virtual, answer.from());
            assertEquals("/" + client, answer.seen().substring("backend0".length()));
        }
    }
}
