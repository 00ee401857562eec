package io.acequia.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A client, a balancer of UDP and its backends, each with a network of its own, on one machine.
///
/// ```
/// client ──┐                      ┌── backend 0
///          ├── balancer (virtual) ├── backend 1
/// host ────┘                      └── …
/// ```
///
/// The balancer replaces the destination of what comes to its virtual address, and the source of
/// what goes back; backends see the addresses of the clients. It remembers nothing, so that a
/// backend that goes or comes back changes nothing but where the next datagrams go. The machine
/// itself, the host, reaches everybody and is reached by everybody, for a search engine and for the
/// test; it can be a client as well.
///
/// Needs Linux, `ip`, `nft` and the right to make network namespaces: tests with it have the tags
/// `iproute2`, `nftables` and `network-namespaces`.
public final class LoadBalancedNetwork implements AutoCloseable {
    private static final int HOST = 1, CLIENT = 2, FIRST_BACKEND = 3;

    private final int port;

    /// Which 256 addresses this network has of those that are for tests of networks (198.18.0.0/15,
    /// RFC 2544 §C.2.2): the virtual one, and four for each line between two machines.
    private final int block;

    private final List<Namespace> namespaces = new ArrayList<>();

    private LoadBalancedNetwork(int port, int block) {
        this.port = port;
        this.block = block;
    }

    /// Makes a network that balances among all backends.
    ///
    /// @param port the UDP port of the service, at the virtual address and at the backends
    /// @param backends 1 to 50
    public static LoadBalancedNetwork create(int port, int backends, Balancing balancing)
            throws IOException, InterruptedException {
        Namespace.removeAbandoned();
        var network = new LoadBalancedNetwork(port, freeBlock());
        try {
            network.add("balancer").forward();
            network.connectHost();
            network.connect(network.add("client"), CLIENT);
            for (int backend = 0; backend < backends; backend++) {
                network.connect(network.add("backend" + backend), FIRST_BACKEND + backend);
            }
            network.balance(balancing, IntStream.range(0, backends).boxed().toList());
            return network;
        } catch (IOException | InterruptedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static int freeBlock() throws IOException, InterruptedException {
        int block;
        do {
            block = ThreadLocalRandom.current().nextInt(256);
        } while (!Namespace.run("ip route show 198.18." + block + ".0/24").isEmpty());
        return block;
    }

    private Namespace add(String role) throws IOException, InterruptedException {
        var namespace = Namespace.create(block + "-" + role);
        namespaces.add(namespace);
        return namespace;
    }

    private Namespace balancer() {
        return namespaces.getFirst();
    }

    private String address(int number) {
        return "198.18." + block + "." + number;
    }

    private String near(int line) {
        return address(4 * line + 1);
    }

    private String far(int line) {
        return address(4 * line + 2);
    }

    private void connect(Namespace namespace, int line) throws IOException, InterruptedException {
        openLine(line, "name line" + line + " netns " + namespace.name());
        namespace.ip("addr add " + far(line) + "/30 dev line" + line);
        namespace.ip("link set dev line" + line + " up");
        namespace.ip("route add default via " + near(line));
    }

    private void connectHost() throws IOException, InterruptedException {
        openLine(HOST, "name " + hostLine() + " netns " + ProcessHandle.current().pid());
        Namespace.run("ip addr add " + far(HOST) + "/30 dev " + hostLine());
        Namespace.run("ip link set dev " + hostLine() + " up");
        Namespace.run("ip route add " + address(0) + "/24 via " + near(HOST));
    }

    private String hostLine() {
        return "acequia" + block;
    }

    private void openLine(int line, String peer) throws IOException, InterruptedException {
        var name = "line" + line;
        balancer().ip("link add " + name + " type veth peer " + peer);
        balancer().ip("addr add " + near(line) + "/30 dev " + name);
        balancer().ip("link set dev " + name + " up");
    }

    /// Chooses from now on among these backends, as a balancer does that watches their readiness.
    ///
    /// @param among 1 or more of them, counted from 0
    public void balance(Balancing balancing, List<Integer> among)
            throws IOException, InterruptedException {
        var choices =
                IntStream.range(0, among.size())
                        .mapToObj(place -> place + " : " + far(FIRST_BACKEND + among.get(place)))
                        .collect(Collectors.joining(", "));
        var all =
                IntStream.range(FIRST_BACKEND, FIRST_BACKEND + backends().size())
                        .mapToObj(this::far)
                        .collect(Collectors.joining(", "));
        balancer()
                .rules(
                        """
                        table ip balance
                        delete table ip balance
                        table ip balance {
                            chain requests {
                                type filter hook prerouting priority raw;
                                ip daddr %s udp dport %d ip daddr set %s map { %s }
                            }
                            chain answers {
                                type filter hook postrouting priority srcnat;
                                ip saddr { %s } udp sport %d ip saddr set %s
                            }
                        }
                        """
                                .formatted(
                                        address(1),
                                        port,
                                        balancing.below(among.size()),
                                        choices,
                                        all,
                                        port,
                                        address(1)));
    }

    /// Returns the address of the service as clients know it.
    public InetAddress virtualAddress() {
        return InetAddress.ofLiteral(address(1));
    }

    /// Returns the machine that is meant for the client.
    public Namespace client() {
        return namespaces.get(1);
    }

    /// Returns the address of [#client].
    public InetAddress clientAddress() {
        return InetAddress.ofLiteral(far(CLIENT));
    }

    /// Returns the address at which the others reach servers on the machine itself.
    public InetAddress hostAddress() {
        return InetAddress.ofLiteral(far(HOST));
    }

    /// Returns the machines of the backends.
    public List<Namespace> backends() {
        return List.copyOf(namespaces.subList(2, namespaces.size()));
    }

    /// Returns the address of a backend, counted from 0, at which the host and others reach it
    /// without the balancer's choice.
    public InetAddress backendAddress(int backend) {
        return InetAddress.ofLiteral(far(FIRST_BACKEND + backend));
    }

    /// Removes everything; processes that still run in it lose their network.
    @Override
    public void close() {
        try {
            for (var namespace : namespaces) {
                namespace.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
