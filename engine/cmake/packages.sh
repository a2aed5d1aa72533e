#!/bin/sh
# usage: packages.sh PACKAGE[=COMMAND]... - installs the Debian packages that are missing, as root or with sudo. Says nothing when all are there.
# A program that somebody installed in another way (Node.js with its own npm, a LibreOffice with windows) counts under =COMMAND: Debian's package may
# refuse to stand beside it.
missing=
for wanted; do
    package=${wanted%%=*}
    case $wanted in *=*) command -v "${wanted#*=}" >/dev/null && continue ;; esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing" >&2
as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "these packages are missing and this is neither root nor is there sudo:$missing" >&2; exit 1; }
    as_root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
