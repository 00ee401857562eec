# Sourced by the launcher and by the scripts at the root: finds a Java 25 or newer.
# shellcheck shell=sh

# has_java_25 HOME PROGRAM: reads the version from a file, because asking "java -version" takes 0.1 s.
has_java_25() {
    [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
    while IFS='="' read -r key _ version _; do
        if [ "$key" = JAVA_VERSION ]; then
            version=${version%%[!0-9]*}
            [ "${version:-0}" -ge 25 ]
            return
        fi
    done <"$1/release"
    return 1
}

# on_path PROGRAM: prints the home of the Java that PATH leads to.
on_path() {
    program=$(command -v "$1") || return 0
    program=$(readlink -f "$program" 2>/dev/null) || return 0
    dirname "$(dirname "$program")"
}

# find_java_25 PROGRAM: prints the home of a Java 25 or newer that has bin/PROGRAM.
find_java_25() {
    for candidate in \
        "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
        "$(on_path "$1")" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && has_java_25 "$candidate" "$1"; then
            echo "$candidate"
            return 0
        fi
    done
    echo "acequia: no Java 25 found; install one (such as Eclipse Temurin 25) or set JAVA_HOME" >&2
    return 1
}
