/* panel/dict.h - from a text to a number: codes to positions while a panel is read in. Open
 * addressing, FNV-1a; keys are copied. */
#ifndef TB_PANEL_DICT_H
#define TB_PANEL_DICT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tb_dict {
    tb_arena *arena;
    struct tb_dict_slot *slot;
    size_t room, count;
} tb_dict; /* start with { .arena = a } */

enum { TB_DICT_NONE = -1 };

/* The number of a key of n bytes, TB_DICT_NONE when it is not there. fold: ASCII case is ignored
 * (then in tb_dict_put too). */
int64_t tb_dict_get(const tb_dict *d, const char *key, size_t n, bool fold);
/* Puts a key that is not there yet. false: no memory. */
bool tb_dict_put(tb_dict *d, const char *key, size_t n, bool fold, uint32_t number);

#endif
