#!/bin/sh
# usage: memory.sh ENGINE - the library asks for memory through base/ alone (arena, buffer, tbi_malloc, tbi_calloc, tbi_realloc), which counts what it is refused:
# a stage that passes over a refusal would answer otherwise than it does with memory, and nothing would tell.
set -eu
found=$(grep -rnE '(^|[^a-zA-Z0-9_."])(malloc|calloc|realloc|reallocarray|strdup|strndup|aligned_alloc|posix_memalign|asprintf)\(' "$1" --include='*.c' |
    grep -vE "^$1/(base|cli)/" | grep -vE '^[^:]*:[0-9]+: *(/\*|\*|//)' || true)
[ -z "$found" ] || { echo "$found"; echo "ask by tbi_malloc, tbi_calloc or tbi_realloc (base/refusals.h), or an arena"; exit 1; }
