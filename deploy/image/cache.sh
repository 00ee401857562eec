#!/bin/sh
# Adds the AOT cache to the files of the image: the classes of classes.list, parsed and linked,
# which halves the time of a start. Every build of the same files makes the same bytes: what is
# cached stands in the list and not in the chance of a training run (train.sh renews the list).
# Called by files.sh.
set -eu
cd "$(dirname "$0")"
here=$PWD
files=$here/target/files
merged=$here/target/merged
home=opt/acequia
# shellcheck source=../../server/src/distribution/find-java.sh
. ../../server/src/distribution/find-java.sh

# As they will lie in the image: Jib sets all times to one second after the epoch, and the cache
# holds only for files of the same time and size.
rm -rf "$merged"
mkdir -p "$merged"
for layer in java libraries program; do
    find "$files/$layer" -exec touch -h -d @1 {} +
    cp -al "$files/$layer/." "$merged"
done

# dump FILE: of a fixed heap, since its size decides how references look, and of a class path that
# does not say where this folder is; Java compares what follows the part that all have in common.
dump() (
    options=$(grep -v -e '^#' -e '^-XX:AOT' -e '^-Xlog' -e '^-X[ms]' -e '^-XX:Max' -e '^-cp' \
        -e '^io\.' acequia.args)
    cd "$merged/$home"
    # shellcheck disable=SC2086 # options are words
    ./java/bin/java $options -Xshare:dump -Xmx128m -XX:+AOTClassLinking \
        -XX:SharedClassListFile="$here/classes.list" -XX:SharedArchiveFile="$1" \
        -Xlog:disable -Xlog:all=error -cp lib/acequia.jar >&2
)

dump "$here/target/first.aot"
dump "$here/target/second.aot"
jdk=$(find_java_25 javac)
"$jdk/bin/java" Timeless.java "$here/target/first.aot" "$here/target/second.aot"
mv "$here/target/first.aot" "$files/program/$home/lib/acequia.aot"
rm -f "$here/target/second.aot"
