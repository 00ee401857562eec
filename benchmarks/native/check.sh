#!/bin/sh
# Checks the load generator and the C servers: check.sh FOLDER-OF-PROGRAMS. No output is good news.
set -eu
cd "$1"
port=$((20000 + $$ % 20000))
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || :; rm -rf "$work"' EXIT

fail() {
    echo "check: $*" >&2
    exit 1
}
load() { ./load --port $port --json "$@" >"$work/figures"; }
has() { grep -q "$1" "$work/figures" || fail "no $1 in $(cat "$work/figures")"; }
serve() {
    "./$1" $port &
    server=$!
}
end() {
    kill $server
    wait $server 2>/dev/null || :
}

for echo in echo echo-batch; do
    serve $echo
    load --wait 5 --devices 20 --count 20000 --first 7 --acked "$work/acked" --pid $server
    has '"2.01":20000'
    has '"lost":0'
    seq 7 20006 >"$work/expected"
    sort -n "$work/acked" | cmp -s - "$work/expected" || fail "the ledger of $echo is not complete"
    load --count 100 --format 60
    has '"4.15":100'
    load --non --count 100 --path other
    has '"4.04":100'
    load --devices 2 --window 8 --per-port 100 --count 1000
    has '"addresses":1[0-9],'
    load --sleep --rate 1000 --warmup 0 --duration 1
    has '"replies":\(99[0-9]\|100[0-9]\),'
    has '"lost":0'
    has '"core_percent":[1-4]\?[0-9]}'
    end
done

# Whoever comes late is asked again.
(
    sleep 0.5
    exec ./echo $port
) &
server=$!
load --devices 4 --window 4 --count 4 --timeout 0.2 --retransmit 4
has '"2.01":4'
has '"retransmitted":[1-9]'
end

# Nobody is there.
./load --port $port --wait 0.1 2>/dev/null && fail "a server that is not there was found"
[ $? = 3 ] || fail "the exit code of a vain wait is not 3"
load --devices 1 --window 1 --count 1 --timeout 0.1
has '"lost":1'

./first-answer $port 0 ./echo $port | grep -Eq '^[0-9]+[.][0-9]$' || fail "no time of a first answer"
