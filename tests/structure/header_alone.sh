#!/bin/sh
# usage: header_alone.sh INCLUDE_DIR NAME CC [CXX] - the header compiles by itself, included twice, in C17 and in C++17.
source="#include <tangbac/$2>
#include <tangbac/$2>
int main(void) { return 0; }"
echo "$source" | "$3" -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wredundant-decls -Werror -I"$1" -x c -fsyntax-only - || exit 1
[ -z "$4" ] || echo "$source" | "$4" -std=c++17 -Wall -Wextra -Wpedantic -Werror -I"$1" -x c++ -fsyntax-only -
