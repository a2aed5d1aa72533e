/* chains_memo.c - draws of chains as bytes, and back. The facts are gathered anew, which costs next
 * to nothing, and every size is held against what they ask for. */
#include "complete/chain_draws.h"

#include "base/error.h"
#include "base/memo.h"
#include "complete/chain_state.h"

#include <string.h>

enum { NAMES = 256 }; /* bytes of the list of indices that say how scores move */

/* Sizes first, then the arrays as they are in memory: an entry is read by the same build only. */
void tbi_chains_write(tb_buf *b, const tb_chains *c)
{
    size_t names = strlen(c->prior) + 1;
    size_t n_print = tbi_publication_count(c->n_year, c->n_unit);
    const uint64_t size[] = { c->n, c->n_year, c->n_unit, c->n_free, c->own, names };
    b->failed = b->failed || names > NAMES;
    tbi_buf_add(b, (const char *)size, sizeof size);
    tbi_buf_add(b, c->prior, names);
    tbi_buf_add(b, (const char *)c->score, c->n * c->n_year * c->n_unit * sizeof *c->score);
    tbi_buf_add(b, (const char *)c->level, c->n * c->n_year * sizeof *c->level);
    tbi_buf_add(b, (const char *)c->free, c->n * c->n_free * sizeof *c->free);
    tbi_buf_add(b, (const char *)c->print, n_print * sizeof *c->print);
    tbi_buf_add(b, (const char *)c->pace_of, c->n * c->n_unit);
}

/* Names of indices and commas, nothing that a terminal would obey. */
static bool take_names(tb_chains *c, size_t n, const char **bytes, size_t *left, tb_arena *a)
{
    char text[NAMES];
    if (n == 0 || n > NAMES || !tbi_memo_take(text, n, bytes, left) || text[n - 1] != '\0')
        return false;
    for (size_t i = 0; i + 1 < n; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            return false;
    c->prior = tbi_arena_text(a, text);
    return c->prior != NULL;
}

/* The arrays of the draws, at the sizes that the constraints and the options give; what is read
 * from the memo must have the same. */
static bool make_room(tb_chains *c, tb_arena *a)
{
    c->score = TB_NEW(a, double, (c->n * c->n_year * c->n_unit));
    c->level = TB_NEW(a, double, (c->n * c->n_year));
    c->free = TB_NEW(a, double, (c->n * c->n_free));
    c->print = TB_NEW(a, double, tbi_publication_count(c->n_year, c->n_unit));
    c->pace_of = TB_NEW(a, unsigned char, (c->n * c->n_unit));
    return !a->refused;
}

/* false: bytes are missing, too many, or name a pace that does not exist; the chains are then
 * run as if nothing had been kept. */
static bool take_draws(tb_chains *c, const char *bytes, size_t left)
{
    size_t n_print = tbi_publication_count(c->n_year, c->n_unit);
    bool fine = tbi_memo_take_numbers(c->score, c->n * c->n_year * c->n_unit, &bytes, &left) &&
                tbi_memo_take_numbers(c->level, c->n * c->n_year, &bytes, &left) &&
                tbi_memo_take_numbers(c->free, c->n * c->n_free, &bytes, &left) &&
                tbi_memo_take_numbers(c->print, n_print, &bytes, &left) &&
                tbi_memo_take(c->pace_of, c->n * c->n_unit, &bytes, &left) && left == 0;
    for (size_t i = 0; i < c->n * c->n_unit && fine; i++)
        fine = c->pace_of[i] < TB_PACES;
    return fine;
}

/* The facts are gathered anew, since they are cheap and full of pointers; the draws are taken
 * over when all six sizes agree with them. */
tb_status tbi_chains_read(tb_chains *out, bool *found, const char *bytes, size_t left,
                          const tb_panel *p, const tb_index *x, size_t column, int until,
                          const tb_chains_opts *o, tb_arena *a, tb_err *err)
{
    uint64_t size[6];
    tb_chains c = { .n = TB_CHAINS * o->kept, .own = !o->borrowed };
    tb_signal_prior prior = tbi_signal_vague;
    *found = false;
    if (bytes == NULL)
        return TB_OK;
    tb_status st = tbi_constraints_gather(&c.facts, p, x, column, until, a, err);
    if (st != TB_OK)
        return st;
    prior.scale[1] = c.own ? 1 : 0; /* how many numbers there are hangs on this alone */
    c.n_year = c.facts.n_year;
    c.n_unit = c.facts.n_unit;
    c.n_free = tbi_chain_free_count(&prior, c.n_year);
    bool fits = tbi_memo_take(size, sizeof size, &bytes, &left) && size[0] == c.n &&
                size[1] == c.n_year && size[2] == c.n_unit && size[3] == c.n_free &&
                size[4] == (uint64_t)c.own;
    if (!fits || !take_names(&c, (size_t)size[5], &bytes, &left, a))
        return TB_OK;
    if (!make_room(&c, a))
        return tbi_no_memory(err, "the completed tables");
    *found = take_draws(&c, bytes, left);
    if (*found)
        *out = c;
    return TB_OK;
}
