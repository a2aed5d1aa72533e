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
        order[++permissions] = w[1] SUBSEP w[i]
      }
      known[w[1]] = 1
    }
    home["gsl/"] = "num"; home["cblas"] = "num"; home["lapacke"] = "num"; home["Random123"] = "num"
    home["hdf5"] = "panel import"; home["csv.h"] = "text"; home["cjson/"] = "text"; home["utf8proc"] = "text"; home["mpi.h"] = "simulate"
    home["xlsxwriter"] = "export"; home["readstat"] = "export"; home["minizip"] = "export sheet render"; home["librsvg/"] = "render"; home["cairo"] = "render"; home["expat"] = "sheet"; home["freexl"] = "sheet"; home["unistd"] = "base cli"; home["fcntl"] = "base cli"
  }
  FNR == 1 {
    n = split(FILENAME, p, "/"); mine = p[2]; base = p[n]
    if (!(mine in known)) say("folder " mine "/ is not in layers.txt")
    if (mine != "messages" && base in seen) say(base " is also the name of " seen[base])
    if (base ~ /^(util|misc|common|helper|other)/) say("a name that refuses nothing collects everything: " base)
    if (mine != "messages") seen[base] = FILENAME
  }
  FNR == 651 { say("more than 650 lines: where does the second idea of this file live?") }
  /^#include "[a-z]+\// {
    split($2, q, /["\/]/)
    if (q[2] != mine && q[2] != "tangbac" && q[2] != "messages" && !((mine, q[2]) in may)) say(mine "/ may not include " q[2] "/")
    used[mine, q[2]] = 1
  }
  /^#include </ {
    for (lib in home) if (index($2, "<" lib) == 1 && index(" " home[lib] " ", " " mine " ") == 0) say("only " home[lib] " may include " $2)
  }
  # one type, one definition: a name that two headers define cannot be included in one file
  /^typedef (struct|enum|union) / { opened = 1 }
  /^typedef .*[;]$/ || (opened && /^\} tb_[a-z0-9_]+;/) {
    line = $0
    if (match(line, /tb_[a-z0-9_]+;$/)) {
      type = substr(line, RSTART, RLENGTH - 1)
      if (!($0 ~ /^typedef (struct|enum|union) tb_[a-z0-9_]+ tb_[a-z0-9_]+;/)) {
        if (type in defined && defined[type] != FILENAME) say(type " is also defined in " defined[type])
        defined[type] = FILENAME
      }
    }
    opened = 0
  }
  END {
    for (i = 1; i <= permissions; i++) if (!(order[i] in used)) {
      split(order[i], q, SUBSEP); print "layers.txt: nothing in " q[1] "/ includes " q[2] "/"; bad = 1
    }
    exit bad
  }'
