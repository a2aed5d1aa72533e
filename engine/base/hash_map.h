/* base/hash_map.h - from a text to a number: codes to positions while a panel is read in. Open
 * addressing, FNV-1a; keys are copied. */
#ifndef TB_BASE_HASH_MAP_H
#define TB_BASE_HASH_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tb_hash_map {
    tb_arena *arena;
    struct tb_hash_map_slot *slot;
    size_t room, count;
} tb_hash_map; /* start with { .arena = a } */

enum { TB_DICT_NONE = -1 };

/* The number of a key of n bytes, TB_DICT_NONE when it is not there. fold: ASCII case is ignored
 * (then in tbi_hash_map_put too). */
int64_t tbi_hash_map_get(const tb_hash_map *d, const char *key, size_t n, bool fold);
/* Puts a key that is not there yet. false: no memory. */
bool tbi_hash_map_put(tb_hash_map *d, const char *key, size_t n, bool fold, uint32_t number);

#endif
