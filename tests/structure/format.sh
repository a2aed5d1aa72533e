#!/bin/sh
# every C file as .clang-format says; usage: format.sh SOURCE_DIR CLANG_FORMAT
set -eu
cd "$1"
git ls-files engine include tests bench >/dev/null 2>&1 || exit 77
git ls-files engine include tests bench | grep -E '\.(c|h|cpp)$' | xargs "$2" --dry-run -Werror
