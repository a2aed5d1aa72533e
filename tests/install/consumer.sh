#!/bin/sh
# usage: consumer.sh BUILD_DIR CONSUMER_DIR CC - installs into a fresh folder and builds the consumer three ways.
set -eu
build=$1 source=$2 cc=$3
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
cmake --install "$build" --prefix "$to/usr" >/dev/null
cmake -G Ninja -S "$source" -B "$to/by-cmake" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$to/usr" >/dev/null
cmake --build "$to/by-cmake" >/dev/null
"$to/by-cmake/consumer"
PKG_CONFIG_PATH=$(dirname "$(find "$to/usr" -name tangbac.pc)")
export PKG_CONFIG_PATH
lib=$(pkg-config --variable=libdir tangbac)
# shellcheck disable=SC2046
"$cc" -std=c17 "$source/consumer.c" -o "$to/by-shared" $(pkg-config --cflags --libs tangbac)
LD_LIBRARY_PATH=$lib "$to/by-shared"
# shellcheck disable=SC2046
"$cc" -std=c17 "$source/consumer.c" -o "$to/by-static" $(pkg-config --cflags tangbac) "$lib/libtangbac.a" $(pkg-config --libs --static tangbac)
"$to/by-static"
"$to/usr/bin/tangbac" --version | head -1
test -s "$to/usr/share/man/man1/tangbac.1"
test -s "$to/usr/share/tangbac/datasets/datapackage.json"
