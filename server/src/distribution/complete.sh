#!/bin/sh
# Adds to a distribution what it makes itself: completion scripts, manual pages, and the AOT cache,
# which halves the time of a start. Called by the build.
# usage: complete.sh DISTRIBUTION SCRATCH
set -eu
home=$1
scratch=$2
acequia=$home/bin/acequia

# ready SECONDS: waits until the server of the training run is ready or gone.
ready() {
    tenths=$(($1 * 10))
    while [ "$tenths" -gt 0 ] && kill -0 "$server" 2>/dev/null; do
        grep -q 'is ready' "$scratch/out" && return 0
        sleep 0.1
        tenths=$((tenths - 1))
    done
    return 1
}

# The requests that a first user makes; their classes and code paths go into the cache.
exercise() {
    port=$(sed -n 's!.* coap://127\.0\.0\.1:\([0-9]*\).*!\1!p' "$scratch/out")
    "$acequia" healthcheck --silent --port "$port"
    "$acequia" incremental --silent --port "$port" -n 200 -f 1.01 temperature 15
    "$acequia" city --offline --silent --port "$port" Sevilla
}

# train: records a server from its start to its end.
train() {
    rm -rf "$scratch"
    mkdir -p "$scratch"
    : >"$scratch/out"
    ACEQUIA_JAVA_OPTS="-XX:AOTCacheOutput=$home/lib/acequia.aot" "$acequia" serve \
        --data "$scratch/data" --coap 127.0.0.1:0 --http 127.0.0.1:0 \
        >"$scratch/out" 2>"$scratch/err" &
    server=$!
    trap 'kill "$server" 2>/dev/null || true' EXIT
    trap 'exit 1' INT TERM
    if ready 60; then
        exercise || echo "complete.sh: a request of the training run failed" >&2
    else
        echo "complete.sh: the server of the training run did not get ready: $(head -n 1 "$scratch/err")" >&2
    fi
    kill "$server" 2>/dev/null || true
    wait "$server" || true
    trap - EXIT INT TERM
    [ -s "$home/lib/acequia.aot" ] || echo "complete.sh: no AOT cache; starts take longer" >&2
}

if ! "$acequia" --version >/dev/null; then
    echo "complete.sh: no completion, manual pages and AOT cache" >&2
    exit 0
fi
"$acequia" generate-completion >"$home/completion/acequia.bash"
"$acequia" generate-man "$home/man"
train
