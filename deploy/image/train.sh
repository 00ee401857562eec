#!/bin/sh
# Renews classes.list from a run of server and client: needed when much of the program or its
# libraries has changed, or with another Java. deploy/ci/image-test says how much is missing.
# Needs the files of an image that was built before (deploy/ci/image). Commands that are run now
# and then are left out: each class costs 4 KB.
set -eu
cd "$(dirname "$0")"
here=$PWD
home=$here/target/merged/opt/acequia
scratch=$here/target/training
[ -x "$home/java/bin/java" ] || {
    echo 'train.sh: run deploy/ci/image first' >&2
    exit 1
}
rm -rf "$scratch"
mkdir -p "$scratch"

# recorded NAME ARGUMENT...: runs the program and records its classes.
recorded() {
    name=$1
    shift
    options=$(grep -v -e '^#' -e '^-XX:AOT' -e '^-Xlog' -e '^-cp' -e '^io\.' acequia.args)
    # shellcheck disable=SC2086 # options are words
    exec "$home/java/bin/java" $options -XX:DumpLoadedClassList="$scratch/$name" \
        -cp "$home/lib/acequia.jar" io.acequia.Script acequia "$@"
}

: >"$scratch/out"
(recorded serve serve --data "$scratch/data" --coap 127.0.0.1:0 --http 127.0.0.1:0 \
    >"$scratch/out" 2>"$scratch/err") &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 1' INT TERM
tenths=600
until grep -q 'is ready' "$scratch/out"; do
    if ! kill -0 "$server" 2>/dev/null || [ "$tenths" -eq 0 ]; then
        cat "$scratch/err" >&2
        exit 1
    fi
    tenths=$((tenths - 1))
    sleep 0.1
done
port=$(sed -n 's!.* coap://127\.0\.0\.1:\([0-9]*\).*!\1!p' "$scratch/out")
(recorded healthcheck healthcheck --port "$port") >/dev/null
(recorded send send --port "$port" -s demo -o probe1 temperature 22.5) >/dev/null
(recorded incremental incremental --silent --port "$port" -n 200 -f 1.01 temperature 15)
(recorded city city --offline --silent --port "$port" Sevilla)
kill "$server"
wait "$server"
trap - EXIT INT TERM

# Without the numbers of one run and in one order, the same for every run: classes first, since
# what follows speaks of them.
cat "$scratch"/serve "$scratch"/healthcheck "$scratch"/send "$scratch"/incremental \
    "$scratch"/city |
    sed -E -e '/^#/d' -e 's/ (id|super|interfaces):.*//' | LC_ALL=C sort -u >"$scratch/all"
for kind in '^[^@]' '^@lambda-form' '^@lambda-proxy' '^@cp'; do
    grep "$kind" "$scratch/all"
done >classes.list
wc -l classes.list
