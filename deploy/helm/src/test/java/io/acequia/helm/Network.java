package io.acequia.helm;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Says as Kubernetes would who reaches whom: what no policy selects is open, what one selects is
/// shut but for what some policy lets through.
///
/// @param policies all NetworkPolicies, which are of [Chart#NAMESPACE]
record Network(List<Manifest> policies) {
    /// A place from which something is sent or where it arrives.
    sealed interface Place {}

    /// A pod.
    ///
    /// @param namespace where it is; it has the label `kubernetes.io/metadata.name`
    record Inside(String namespace, Map<String, String> labels) implements Place {}

    /// A machine that is no pod.
    record Outside(String address) implements Place {}

    static Network of(List<Manifest> manifests) {
        return new Network(Manifest.of(manifests, "NetworkPolicy").toList());
    }

    /// Says whether a message passes both ends.
    ///
    /// @param port as in `9200/TCP`
    boolean reaches(Place from, Place to, String port) {
        return passes("Egress", from, to, port) && passes("Ingress", to, from, port);
    }

    private boolean passes(String direction, Place subject, Place other, String port) {
        if (!(subject instanceof Inside pod) || !pod.namespace().equals(Chart.NAMESPACE)) {
            return true;
        }
        var rules = direction.equals("Egress") ? "egress" : "ingress";
        var peers = direction.equals("Egress") ? "to" : "from";
        var selecting =
                policies.stream()
                        .filter(it ->
                                new Selector(it.at("/spec/podSelector")).selects(pod.labels()))
                        .filter(it ->
                                it.at("/spec/policyTypes")
                                        .valueStream()
                                        .anyMatch(type -> type.asString().equals(direction)))
                        .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(it -> it.at("/spec/" + rules).valueStream())
                        .anyMatch(rule -> hasPort(rule, port) && hasPeer(rule.path(peers), other));
    }

    private static boolean hasPort(JsonNode rule, String port) {
        var ports = rule.path("ports");
        return ports.isMissingNode()
                || ports.valueStream()
                        .map(it -> it.path("port").asInt() + "/" + it.path("protocol").asString())
                        .anyMatch(port::equals);
    }

    private static boolean hasPeer(JsonNode peers, Place other) {
        return peers.isEmpty() || peers.valueStream().anyMatch(peer -> matches(peer, other));
    }

    private static boolean matches(JsonNode peer, Place other) {
        return switch (other) {
            case Inside pod -> !peer.has("ipBlock") && selects(peer, pod);
            case Outside(var address) ->
                    peer.has("ipBlock")
                            && contains(peer.at("/ipBlock/cidr").asString(), address)
                            && exceptions(peer).noneMatch(it -> contains(it, address));
        };
    }

    private static Stream<String> exceptions(JsonNode peer) {
        return peer.at("/ipBlock/except").valueStream().map(JsonNode::asString);
    }

    private static boolean selects(JsonNode peer, Inside pod) {
        var name = Map.of("kubernetes.io/metadata.name", pod.namespace());
        boolean isThere =
                peer.has("namespaceSelector")
                        ? new Selector(peer.path("namespaceSelector")).selects(name)
                        : pod.namespace().equals(Chart.NAMESPACE);
        return isThere
                && (!peer.has("podSelector")
                        || new Selector(peer.path("podSelector")).selects(pod.labels()));
    }

    private static boolean contains(String block, String address) {
        int slash = block.indexOf('/');
        var network = InetAddress.ofLiteral(block.substring(0, slash)).getAddress();
        var host = InetAddress.ofLiteral(address).getAddress();
        int rest = 8 * network.length - Integer.parseInt(block.substring(slash + 1));
        return network.length == host.length
                && new BigInteger(1, network)
                        .shiftRight(rest)
                        .equals(new BigInteger(1, host).shiftRight(rest));
    }
}
