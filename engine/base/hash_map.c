/* hash_map.c - a table of at most three quarters full. */
#include "base/hash_map.h"

#include <string.h>

typedef struct tb_hash_map_slot {
    const char *key; /* NULL: free */
    uint32_t n, number;
    uint64_t hash;
} tb_hash_map_slot;

/* ASCII only: codes of indices and indicators have no other letters. */
static unsigned char fold_byte(unsigned char c, bool fold)
{
    return fold && c >= 'a' && c <= 'z' ? (unsigned char)(c - 32) : c;
}

/* FNV-1a of 64 bits, its high bits folded onto the low ones, of which the slot is made. */
static uint64_t hash_key(const char *key, size_t n, bool fold)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ fold_byte((unsigned char)key[i], fold)) * 1099511628211u;
    return h ^ (h >> 29);
}

/* Lengths count: keys may hold any byte. */
static bool is_same(const tb_hash_map_slot *s, const char *key, size_t n, bool fold)
{
    if (s->n != n)
        return false;
    if (!fold)
        return memcmp(s->key, key, n) == 0;
    for (size_t i = 0; i < n; i++)
        if (fold_byte((unsigned char)s->key[i], true) != fold_byte((unsigned char)key[i], true))
            return false;
    return true;
}

/* Linear probing; a free slot ends the search, and there is one since the table is never full. fold
 * must be as it was when the key was put. */
int64_t tbi_hash_map_get(const tb_hash_map *d, const char *key, size_t n, bool fold)
{
    if (d->count == 0)
        return TB_DICT_NONE;
    uint64_t h = hash_key(key, n, fold);
    for (size_t i = h & (d->room - 1); d->slot[i].key != NULL; i = (i + 1) & (d->room - 1))
        if (d->slot[i].hash == h && is_same(&d->slot[i], key, n, fold))
            return d->slot[i].number;
    return TB_DICT_NONE;
}

/* Only for keys that are not there: nothing is compared. */
static void put_slot(tb_hash_map_slot *slot, size_t room, tb_hash_map_slot s)
{
    size_t i = s.hash & (room - 1);
    while (slot[i].key != NULL)
        i = (i + 1) & (room - 1);
    slot[i] = s;
}

/* Doubles; the old slots stay in the arena. false: no memory, the map is as it was. */
static bool grow_slots(tb_hash_map *d)
{
    size_t room = d->room == 0 ? 64 : d->room * 2;
    tb_hash_map_slot *slot = TB_NEW(d->arena, tb_hash_map_slot, room);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < d->room; i++)
        if (d->slot[i].key != NULL)
            put_slot(slot, room, d->slot[i]);
    d->slot = slot;
    d->room = room;
    return true;
}

/* The key is copied. A key that is there already is not looked for: ask tbi_hash_map_get first. */
bool tbi_hash_map_put(tb_hash_map *d, const char *key, size_t n, bool fold, uint32_t number)
{
    if ((d->count + 1) * 4 > d->room * 3 && !grow_slots(d))
        return false;
    char *copy = tbi_arena_text_n(d->arena, key, n);
    if (copy == NULL || n > UINT32_MAX)
        return false;
    put_slot(d->slot, d->room,
             (tb_hash_map_slot){ copy, (uint32_t)n, number, hash_key(key, n, fold) });
    d->count++;
    return true;
}
