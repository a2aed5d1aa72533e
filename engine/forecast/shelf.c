/* shelf.c - places by what they are about. */
#include "forecast/shelf.h"

#include <stdlib.h>

static bool same(const tb_fitted *a, const tb_fitted *b) {
    return a->p == b->p && a->x == b->x && a->column == b->column && a->cases == b->cases && a->origin == b->origin && a->seed == b->seed;
}

tb_fitted *tb_shelf_place(tb_shelf *s, const tb_fitted *key) {
    for (tb_fitted *f = s->first; f != NULL; f = f->next)
        if (same(f, key)) return f;
    tb_fitted *f = malloc(sizeof *f);
    if (f == NULL) return NULL;
    *f = *key;
    f->next = s->first;
    return s->first = f;
}

void tb_fitted_clear(tb_fitted *f) {
    tb_arena_free(&f->arena);
    tb_arena_free(&f->tables.arena);
    tb_arena_free(&f->book.arena);
}

void tb_shelf_free(tb_shelf *s) {
    for (tb_fitted *f = s->first, *next; f != NULL; f = next) {
        next = f->next;
        tb_fitted_clear(f);
        free(f);
    }
    s->first = NULL;
}
