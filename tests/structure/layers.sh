#!/bin/sh
# usage: layers.sh ENGINE_DIR - the dependency, size and naming rules, as a test. Exit 0 when the tree keeps its own rules; otherwise one `file:line: reason` each.
cd "$1" || exit 2
find . -name '*.[ch]' | sort | xargs awk '
  function say(what) { print FILENAME ":" FNR ": " what; bad = 1 }
  BEGIN {
    while ((getline line < "layers.txt") > 0) {
      if (line ~ /^#/) continue
      n = split(line, w, /[: ]+/)
      for (i = 2; i <= n; i++) if (w[i] != "") {
        if (!(w[i] in known)) { print "layers.txt: " w[1] " names " w[i] " before it exists"; bad = 1 }
        may[w[1], w[i]] = 1
      }
      known[w[1]] = 1
    }
    home["gsl/"] = "num"; home["cblas"] = "num"; home["lapacke"] = "num"; home["Random123"] = "num"
    home["hdf5"] = "panel"; home["csv.h"] = "text"; home["cjson/"] = "text"; home["utf8proc"] = "text"; home["mpi.h"] = "simulate"
    home["xlsxwriter"] = "report"; home["readstat"] = "report"; home["minizip"] = "report sheet"; home["expat"] = "sheet"; home["unistd"] = "base cli"; home["fcntl"] = "base cli"
  }
  FNR == 1 {
    n = split(FILENAME, p, "/"); mine = p[2]; base = p[n]
    if (!(mine in known)) say("folder " mine "/ is not in layers.txt")
    if (base in seen) say(base " is also the name of " seen[base])
    if (base ~ /^(util|misc|common|helper|other)/) say("a name that refuses nothing collects everything: " base)
    seen[base] = FILENAME
  }
  FNR == 651 { say("more than 650 lines: where does the second idea of this file live?") }
  /^#include "[a-z]+\// {
    split($2, q, /["\/]/)
    if (q[2] != mine && q[2] != "tangbac" && !((mine, q[2]) in may)) say(mine "/ may not include " q[2] "/")
  }
  /^#include </ {
    for (lib in home) if (index($2, "<" lib) == 1 && index(" " home[lib] " ", " " mine " ") == 0) say("only " home[lib] " may include " $2)
  }
  END { exit bad }'
