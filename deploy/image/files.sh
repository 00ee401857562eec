#!/bin/sh
# Lays out the files of the container image below target/files, one folder for each layer: system
# (glibc and what belongs to it, from Debian packages; only when nothing lies below), java (a
# runtime of the modules that are used), libraries, program. Called by the build, see pom.xml.
# usage: files.sh BASE
set -eu
cd "$(dirname "$0")"
here=$PWD
root=$(cd ../.. && pwd -P)
base=$1
files=$here/target/files
home=opt/acequia
# shellcheck source=../../server/src/distribution/find-java.sh
. "$root/server/src/distribution/find-java.sh"

# What jdeps finds, without java.desktop, of which a library uses java.beans if it is there; and
# what it cannot see: providers of cryptography, naming and archives.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs

fail() {
    echo "files.sh: $*" >&2
    exit 1
}

for tool in strip:binutils apt-get:apt dpkg-deb:dpkg; do
    command -v "${tool%%:*}" >/dev/null || fail "${tool%%:*} is needed: apt-get install ${tool##*:}"
done
jdk=$(find_java_25 jlink) || exit 1
distribution=$(cat "$root/server/target/distribution") || fail 'build the server first: mvn -pl server -am package'

# ---- system ---------------------------------------------------------------------------------

# fetch PACKAGE...: downloads packages of this Debian and prints the names of their files.
fetch() {
    mkdir -p "$here/target/packages"
    (
        cd "$here/target/packages"
        for package in "$@"; do
            ls "$package"_*.deb >/dev/null 2>&1 ||
                apt-get -q -q -o APT::Sandbox::User=root download "$package" >&2 ||
                fail "$package cannot be downloaded: apt-get update, or see its message above"
            ls "$PWD/$package"_*.deb
        done
    )
}

# note PACKAGE_FILE UNPACKED: says in the way of distroless images which package is in it, so that
# scanners know, and keeps its licence.
note() {
    name=$(dpkg-deb -f "$1" Package)
    mkdir -p "$files/system/var/lib/dpkg/status.d"
    dpkg-deb -f "$1" >"$files/system/var/lib/dpkg/status.d/$name"
    [ -f "$2/usr/share/doc/$name/copyright" ] || return 0
    mkdir -p "$files/system/usr/share/doc/$name"
    cp "$2/usr/share/doc/$name/copyright" "$files/system/usr/share/doc/$name/"
}

accounts() {
    cat >etc/passwd <<EOF
root:x:0:0:root:/root:/sbin/nologin
nonroot:x:65532:65532:nonroot:/data:/sbin/nologin
EOF
    cat >etc/group <<EOF
root:x:0:
nonroot:x:65532:
EOF
    echo 'hosts: files dns' >etc/nsswitch.conf
}

system() {
    mkdir -p "$files/system"
    cd "$files/system"
    mkdir -p etc/ssl/certs lib64 tmp usr/lib
    compiler=$(dpkg-deb -f "$(fetch libgcc-s1)" Depends | sed 's/ .*//')
    unpacked=$here/target/unpacked
    rm -rf "$unpacked"
    for file in $(fetch libc6 libgcc-s1 libstdc++6 "$compiler" ca-certificates netbase base-files); do
        mkdir -p "$unpacked"
        dpkg-deb -x "$file" "$unpacked"
        note "$file" "$unpacked"
    done
    # Where the loader looks: /lib/TRIPLET; links would become copies.
    libraries=$(dirname "$(find "$unpacked/lib" "$unpacked/usr/lib" -name libc.so.6 | head -n 1)")
    triplet=lib/${libraries##*/}
    mkdir -p "$triplet"
    for name in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 \
        libnss_files.so.2 libnss_dns.so.2 libgcc_s.so.1 libstdc++.so.6; do
        cp -L "$(find "$unpacked" -name "$name" | head -n 1)" "$triplet/$name"
    done
    loader=$(find "$unpacked/lib" "$unpacked/usr/lib" -name 'ld-linux*' | head -n 1)
    case $loader in
        *x86-64*) cp -L "$loader" "lib64/${loader##*/}" ;;
        *) cp -L "$loader" "lib/${loader##*/}" ;;
    esac
    find "$unpacked/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort |
        xargs cat >etc/ssl/certs/ca-certificates.crt
    cp "$unpacked/etc/services" "$unpacked/etc/protocols" etc/
    cp "$unpacked/usr/lib/os-release" etc/os-release
    accounts
    cd "$here"
}

# ---- java -----------------------------------------------------------------------------------

runtime() {
    mkdir -p "$files/java/$home"
    # Compressed, since the classes of a start come out of the cache.
    "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --compress zip-6 --no-header-files \
        --no-man-pages --output "$files/java/$home/java"
    # Jib would make copies of links.
    rm -rf "$files/java/$home/java/legal"
    mkdir -p "$files/java/$home/java/legal"
    cp "$jdk/legal/java.base/"* "$files/java/$home/java/legal/"
    rm -f "$files/java/$home/java/bin/keytool" "$files/java/$home/java/lib/classlist"
    find "$files/java" -name '*.so' -exec strip --strip-unneeded {} +
}

# ---- libraries and program ------------------------------------------------------------------

libraries() {
    mkdir -p "$files/libraries/$home/lib"
    cp "$distribution"/lib/*.jar "$distribution"/lib/*.so_* "$files/libraries/$home/lib/"
    rm -f "$files/libraries/$home/lib"/acequia*.jar
    # Classes of the cache name the jar that the cache was made of, so that DuckDB finds nothing
    # beside it; it finds this by java.library.path, see acequia.args.
    mv "$files/libraries/$home/lib"/libduckdb_java.so_* "$files/libraries/$home/lib/libduckdb_java.so"
    strip --strip-unneeded "$files/libraries/$home/lib/libduckdb_java.so"
}

program() {
    mkdir -p "$files/program/$home/bin" "$files/program/$home/lib" "$files/program/data"
    cp "$distribution"/lib/acequia*.jar "$files/program/$home/lib/"
    cp "$distribution/LICENSE" "$distribution/THIRD-PARTY.txt" "$files/program/$home/"
    cp "$here/acequia.args" "$files/program/$home/"
    printf '#!/%s/java/bin/java @/%s/acequia.args\n' "$home" "$home" >"$files/program/$home/bin/acequia"
    chmod 755 "$files/program/$home/bin/acequia"
    bom=$root/server/target/acequia.cdx.json
    [ -f "$bom" ] || fail 'there is no bill of materials: build with -Pimage, and not offline once'
    cp "$bom" "$files/program/$home/"
}

rm -rf "$files"
mkdir -p "$files/system" # Jib wants every folder
[ "$base" != scratch ] || system
runtime
libraries
program
"$here/cache.sh"
