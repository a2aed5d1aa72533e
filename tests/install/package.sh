#!/bin/sh
# usage: package.sh [BUILD [BUILD2]] - a Debian package by cpack from BUILD (build/package): its files, an installation into a folder of its own (dpkg --root),
# the command run from there with man page and completions, and the removal, after which nothing is left. With BUILD2 a second build in another folder must give
# the same bytes. Not part of ctest: it compiles everything once, or twice.
set -eu
cd "$(dirname "$0")/../.."
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1764460800)}
export SOURCE_DATE_EPOCH
umask 022
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
# cpack keeps the times of what it packs, and the build's own are of the day
make_package() {
    [ -f "$1/build.ninja" ] || cmake --preset package -B "$1" ${TANGBAC_LAUNCHER:+-DCMAKE_C_COMPILER_LAUNCHER="$TANGBAC_LAUNCHER"} >/dev/null
    cmake --build "$1" >/dev/null
    find "$1/_CPack_Packages" -delete 2>/dev/null || true
    (cd "$1" && cpack -G DEB >/dev/null)
    ls "$1"/tangbac_*.deb
}
deb=$(make_package "${1:-build/package}")
dpkg-deb --field "$deb" Package Version Architecture Depends
if [ $# -gt 1 ]; then
    again=$(make_package "$2")
    if ! cmp "$deb" "$again"; then
        for k in "$deb" "$again"; do
            mkdir "$to/$(basename "$(dirname "$k")")" && dpkg-deb -R "$k" "$to/$(basename "$(dirname "$k")")"
            dpkg-deb -c "$k" >"$to/$(basename "$(dirname "$k")").list"
        done
        diff -rq "$to/$(basename "$(dirname "$deb")")" "$to/$(basename "$(dirname "$again")")" || true
        diff "$to"/*.list | head -n 5 || true
        exit 1
    fi
    echo "two builds: the same $(stat -c %s "$deb") bytes"
fi
root=$to/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
: >"$root/var/lib/dpkg/status"
install() { dpkg --root="$root" --force-not-root --force-depends --force-script-chrootless --log=/dev/null "$@" >/dev/null 2>&1; }
install -i "$deb"
LD_LIBRARY_PATH=$(dirname "$(find "$root/usr/lib" -name 'libtangbac.so.*' | head -n 1)")
export LD_LIBRARY_PATH
tangbac=$root/usr/bin/tangbac
"$tangbac" --version | head -n 1
"$tangbac" import "$root/usr/share/tangbac/datasets/datapackage.json" -o "$to/panel.h5" -q >/dev/null
"$tangbac" rank "$to/panel.h5" --index PAPI --year 2022 >/dev/null
"$tangbac" help --man | cmp - "$root/usr/share/man/man1/tangbac.1"
bash -c 'set -e; . "$1"; complete -p tangbac >/dev/null' bash "$root/usr/share/bash-completion/completions/tangbac"
test -s "$root/usr/share/zsh/vendor-completions/_tangbac"
test -s "$root/usr/share/fish/vendor_completions.d/tangbac.fish"
test -s "$root/usr/share/doc/tangbac/copyright"
install -r tangbac
left=$(find "$root" -path "$root/var/lib/dpkg" -prune -o -type f -print)
[ -z "$left" ] || { echo "left behind:"; echo "$left"; exit 1; }
echo "installed, run, removed: nothing left"
