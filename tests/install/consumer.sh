#!/bin/sh
# usage: consumer.sh BUILD_DIR CONSUMER_DIR CC CXX PAGE... - installs into a fresh folder and builds the consumer three ways, and the example of each page in C
# and (where there is a C++ compiler) in C++.
set -eu
build=$1 source=$2 cc=$3 cxx=$4
shift 4
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
for page; do
    awk '/^```c$/ { on = 1; next } /^```/ { on = 0 } on' "$page" >"$to/example.c"
    grep -q 'int main' "$to/example.c" || { echo "$page has no example"; exit 1; }
    # shellcheck disable=SC2046
    "$cc" -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror "$to/example.c" -o "$to/example" $(pkg-config --cflags --libs tangbac)
    LD_LIBRARY_PATH=$lib "$to/example" "$build/panel.h5" | grep -E '^[^0-9]+ [0-9]+\.[0-9][0-9]$'
    [ -n "$cxx" ] || continue
    # shellcheck disable=SC2046
    "$cxx" -std=c++17 -Wall -Wextra -Wpedantic -Werror -x c++ "$to/example.c" -o "$to/example-cxx" $(pkg-config --cflags --libs tangbac)
    LD_LIBRARY_PATH=$lib "$to/example-cxx" "$build/panel.h5" | grep -E '^[^0-9]+ [0-9]+\.[0-9][0-9]$'
done
"$to/usr/bin/tangbac" --version | head -1
test -s "$to/usr/share/man/man1/tangbac.1"
test -s "$to/usr/share/man/vi/man1/tangbac.1"
! cmp -s "$to/usr/share/man/man1/tangbac.1" "$to/usr/share/man/vi/man1/tangbac.1" || { echo "the Vietnamese page is English"; exit 1; }
test -s "$to/usr/share/tangbac/datasets/datapackage.json"
