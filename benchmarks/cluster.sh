#!/bin/sh
# One OpenSearch, filled in three ways, one after the other and again: a bare client of _bulk, which
# is the most there is; the collector; and the design of the thesis, one index request for each
# event. Each for 30 s before it is measured: so long Java compiles, and an index that has just been
# made is cheaper than one that has to be merged. Then the collector and the thesis at the rate of
# the latter, after a minute at that rate: what a few requests a second run through is compiled
# later. All have the engine refresh their index as it does by itself: not while nobody searches.
# Devices and their datagrams are on the same machine and sleep while they have nothing to do, so
# that the bare client is measured beside them as well, with a C echo that answers them: its CPU is
# what the datagrams alone cost. Ten times what can be stored: BurstIT.
#
#   ./acequia-bench --cluster
#
# Environment: ROUNDS (3), DURATION (10 s), WARMUP (30 s), LONG_WARMUP (60 s, at the rate), HEAP of
# OpenSearch (1g), WINDOW (32768 in flight to the collector; 256 to the thesis), NETNS=no (stay in the
# host's namespace). Everything shares the two cores, as on one small machine. Called by
# acequia-bench, in the root folder, with java, acequia and the class path set.
# shellcheck disable=SC2154 # java, acequia and classpath come from acequia-bench
set -eu

: "${ROUNDS:=3}" "${DURATION:=10}" "${WARMUP:=30}" "${LONG_WARMUP:=60}"
: "${HEAP:=1g}" "${WINDOW:=32768}"
build=benchmarks/build
runs=$build/cluster.jsonl
data=$(mktemp -d "$PWD/$build/cluster.XXXXXX")
engine_port=9250 coap_port=5690 http_port=8090
url=http://127.0.0.1:$engine_port
engine=
server=

say() { echo "acequia-bench: $*" >&2; }

# ended PID: asks a process to end, and waits for it.
ended() {
    [ -n "$1" ] || return 0
    kill "$1" 2>/dev/null || return 0
    for _ in $(seq 200); do # 20 s
        case $(cut -d ' ' -f 3 "/proc/$1/stat" 2>/dev/null) in '' | Z) return 0 ;; esac
        sleep 0.1
    done
    kill -9 "$1" 2>/dev/null || :
}
trap 'ended "$server"; ended "$engine"; rm -rf "$data"' EXIT
trap 'exit 130' INT TERM

start_engine() {
    mkfifo "$data/stdin"
    "$java" -Xms"$HEAP" -Xmx"$HEAP" --enable-native-access=ALL-UNNAMED \
        -cp "engines/target/opensearch/*" engines/src/OpenSearchNode.java "$data/engine" \
        discovery.type=single-node http.port=$engine_port transport.port=9350 \
        cluster.routing.allocation.disk.threshold_enabled=false \
        <"$data/stdin" >$build/engine.log 2>&1 &
    engine=$!
    exec 3>"$data/stdin" # open as long as we are
    for _ in $(seq 300); do # 60 s
        curl -sf "$url/_cluster/health" >/dev/null && return 0
        sleep 0.2
    done
    say "OpenSearch does not answer; see $build/engine.log"
    exit 1
}

# load LABEL OPTION...: drives the server and prints what was measured as one line of JSON.
load() {
    label=$1
    shift
    $build/load --label "$label" --port $coap_port --pid "$server" --wait 60 --devices 64 \
        --timeout 5 --sleep --duration "$DURATION" --json "$@" >>$runs
}

collector() {
    "$acequia" serve --roles collector --coap 127.0.0.1:$coap_port --http 127.0.0.1:$http_port \
        --data "$data" --set store.kind=opensearch --set store.opensearch.urls=$url \
        --set store.opensearch.replicas=0 --set store.opensearch.refresh=1s \
        --set store.own-figures=0s >>$build/server.log 2>&1 &
    server=$!
}

# Its index has the fields of the thesis and no more, as an engine takes them by itself.
thesis() {
    keyword='{"type":"keyword"}'
    curl -sf -X PUT -H 'content-type: application/json' "$url/thesis" >/dev/null -d '{
        "settings": {"number_of_replicas": 0},
        "mappings": {"properties": {"namespace": '$keyword', "sender": '$keyword',
            "origin": '$keyword', "timestamp": {"type": "date"}, "payload": {"properties": {
                "type": '$keyword', "value": {"type": "double"}, "unit": '$keyword'}}}}}'
    node benchmarks/peers/thesis/server.js $coap_port $url/thesis \
        >>$build/server.log 2>&1 &
    server=$!
}

echo_only() {
    $build/echo-batch $coap_port &
    server=$!
}

delete_events() {
    curl -sf -X DELETE "$url/acequia-*-2*,thesis?ignore_unavailable=true" >/dev/null
}

# finish: stops the server and throws away what was stored.
finish() {
    ended "$server"
    server=
    delete_events
}

# measure LABEL OPTION...: starts the server of that name, drives it and stops it.
measure() {
    say "$*"
    "$1"
    load "$@"
    finish
}

# at_rate LABEL: the same at the rate.
at_rate() {
    say "$1 at $rate events/s"
    "$1"
    load "$1-at-rate" --warmup "$LONG_WARMUP" --window 16384 --rate "$rate"
    finish
}

# bare LABEL [WARMUP]: what a bare client stores.
bare() {
    say "$1"
    "$java" -Xmx512m -cp "$classpath" io.acequia.benchmarks.BareBulk \
        $url acequia-bare-2026.11 "${2:-$WARMUP}" "$DURATION" 2 | sed "s/\"bare\"/\"$1\"/" >>$runs
    delete_events
}

# bare_with_devices: the same while devices send as much as the collector has stored, to a C echo.
# They and their datagrams are on this machine for the collector too.
bare_with_devices() {
    echo_only
    load devices --warmup "$WARMUP" --window 16384 --rate "$(of collector replies_per_s)" &
    devices=$!
    bare bare_with_devices
    wait "$devices"
    finish
}

# of LABEL NAME: the median of a figure.
of() {
    sed -n "/\"label\":\"$1\"/ { s/\"settled.*//; s/.*\"$2\":\([0-9.]*\).*/\1/p; }" $runs | sort -n |
        awk '{ value[NR] = $1 } END { if (NR) print value[int((NR + 1) / 2)] }'
}

[ "${NETNS:-yes}" = no ] || ip link set lo up
start_engine
collector # puts the template there for all three
load first --warmup 1 --window 64 --duration 1
ended "$server"
say "warming OpenSearch up"
bare warming "$LONG_WARMUP"
: >$runs
for _ in $(seq "$ROUNDS"); do
    bare bare
    measure collector --warmup "$WARMUP" --window "$WINDOW"
    bare_with_devices
    measure thesis --warmup "$WARMUP" --window 256
done
# What the thesis stores at most, as the rate for both.
rate=$(of thesis replies_per_s | awk '{ print int($1 * 0.9) }')
for _ in $(seq "$ROUNDS"); do
    at_rate collector
    at_rate thesis
done

bare=$(of bare events_per_s) collector=$(of collector replies_per_s) thesis=$(of thesis replies_per_s)
awk -v bare="$bare" -v collector="$collector" -v thesis="$thesis" -v rate="$rate" \
    -v cpu="$(of collector cpu_us_per_request)" -v echo="$(of devices cpu_us_per_request)" \
    -v with="$(of bare_with_devices events_per_s)" -v own="$(of collector-at-rate p50)" \
    -v their="$(of thesis-at-rate p50)" 'BEGIN {
    printf "bare client of _bulk      %9.0f events/s\n", bare
    printf "bare client with devices  %9.0f events/s\n", with
    printf "collector                 %9.0f events/s, %.2f of bare, %.2f of bare with devices\n",
        collector, collector / bare, collector / with
    printf "CPU of the collector      %9.1f us an event, of a C echo at the same rate %.1f us\n",
        cpu, echo
    printf "design of the thesis      %9.0f events/s, collector %.1f times as many\n",
        thesis, collector / thesis
    printf "p50 at %d events/s: collector %.1f ms, thesis %.1f ms\n", rate, own / 1000, their / 1000
}'
