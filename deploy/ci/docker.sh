# Sourced by scripts that run containers: a container engine for as long as they run.
# shellcheck shell=sh

# docker_up: starts the daemon when none answers and this user may, and stops it with docker_down.
docker_up() {
    docker_daemon=
    docker info >/dev/null 2>&1 && return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v dockerd >/dev/null; then
        echo 'no docker daemon answers: start it, or be root with dockerd installed (apt-get install docker.io)' >&2
        return 1
    fi
    docker_log=$(mktemp)
    dockerd >"$docker_log" 2>&1 &
    docker_daemon=$!
    docker_seconds=60
    until docker info >/dev/null 2>&1; do
        if ! kill -0 "$docker_daemon" 2>/dev/null || [ "$docker_seconds" -eq 0 ]; then
            tail -n 5 "$docker_log" >&2
            return 1
        fi
        docker_seconds=$((docker_seconds - 1))
        sleep 1
    done
}

# docker_down: stops the daemon if docker_up started it.
docker_down() {
    [ -n "${docker_daemon:-}" ] || return 0
    kill "$docker_daemon" 2>/dev/null || true
    wait "$docker_daemon" 2>/dev/null || true
    rm -f "$docker_log"
    docker_daemon=
}

# until_true SECONDS COMMAND...: repeats a command until it succeeds.
until_true() {
    until_deadline=$(($(date +%s) + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$until_deadline" ] || return 1
        sleep 0.1
    done
}
