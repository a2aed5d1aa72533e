#!/bin/sh
# usage: bindings.sh python|R SOURCE_DIR - installs the package from the sources, without a network, into a fresh folder and runs its
# tests. TANGBAC and TANGBAC_PANEL say where the command and the panel are. Exit 77 (skipped) where the language is not installed.
set -eu
which=$1 source=$2
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
cp -R "$source/notebooks/$which" "$to/source"
if [ "$which" = python ]; then
    /usr/bin/python3 -c 'import ensurepip, setuptools, h5py, pandas' 2>/dev/null || exit 77
    /usr/bin/python3 -m venv --system-site-packages "$to/venv"
    "$to/venv/bin/pip" install --quiet --no-index --no-build-isolation --no-deps "$to/source"
    cd "$to" && "$to/venv/bin/python" -m unittest discover -s "$to/source/tests" -t "$to/source/tests"
else
    command -v Rscript >/dev/null && Rscript -e 'library(jsonlite)' 2>/dev/null || exit 77
    mkdir "$to/library"
    R CMD INSTALL --library="$to/library" "$to/source/tangbac" >"$to/log" 2>&1 || { cat "$to/log"; exit 1; }
    R_LIBS="$to/library" Rscript "$to/source/tangbac/tests/questions.R"
fi
