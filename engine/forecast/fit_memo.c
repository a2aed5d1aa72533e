/* fit_memo.c - each thing: its key, its bytes, and how it is made where it was not kept. */
#include "forecast/fit_memo.h"

#include "forecast/model_choice.h"
#include "forecast/place_weight.h"

#include "base/memo.h"

#include <stdio.h>
#include <string.h>

/* One thing that is looked up: its key and what was found. m NULL: nothing is kept of it. */
typedef struct lookup {
    const tb_memo *m;
    char key[192];
    const char *bytes;
    size_t left;
} lookup;

/* what names the thing, `about` one more number that it hangs on. The key is made of all that a
 * place of the cache is about; a panel with what the asker knows besides is another object. */
static tb_status look_up_memo(lookup *l, const tb_fit_state *f, const char *what, int about,
                              tb_err *err)
{
    const tb_fitted *k = f->fitted;
    const tb_memo *m = f->o->fit_cache != NULL ? f->o->fit_cache->memo : NULL;
    *l = (lookup){ 0 };
    if (m == NULL || m->folder == NULL || m->of != k->p)
        return TB_OK;
    l->m = m;
    snprintf(l->key, sizeof l->key, "%s %s column %zu origin %d cases %zu seed %llu %s %d", what,
             k->x->code, k->column, k->origin, k->cases, (unsigned long long)k->seed,
             k->borrowed ? "borrowed" : "own", about);
    return tbi_memo_read(&l->bytes, &l->left, m, l->key, f->scratch, err);
}

/* Writes what was computed under the key of the look-up; a memo that cannot be written is a memo
 * that was not there. */
static void keep_bytes(const lookup *l, const void *bytes, size_t n)
{
    tb_buf kept = { 0 };
    if (l->m == NULL)
        return;
    tbi_buf_add(&kept, bytes, n);
    tbi_memo_write(l->m, l->key, &kept);
    tbi_buf_free(&kept);
}

/* From the folder where they are kept, else made and kept; the bytes of the result are the same.
 */
tb_status tbi_kept_tables(tb_chains *out, tb_fit_state *f, const tb_chains_opts *o, tb_err *err)
{
    lookup l;
    bool found = false;
    tb_arena *a = &f->fitted->arena;
    const tb_predictive_opts *q = f->o;
    tb_status st = look_up_memo(&l, f, "tables", 0, err);
    if (st == TB_OK)
        st = tbi_chains_read(out, &found, l.bytes, l.left, f->p, f->x, q->column, q->origin, o, a,
                             err);
    if (st != TB_OK || found)
        return st;
    st = tbi_chains_run(out, f->p, f->x, q->column, q->origin, o, a, err);
    if (st != TB_OK || l.m == NULL)
        return st;
    tb_buf kept = { 0 };
    tbi_chains_write(&kept, out);
    tbi_memo_write(l.m, l.key, &kept);
    tbi_buf_free(&kept);
    return TB_OK;
}

/* shares in [0, 1], then cells and years, and nothing behind. false: not there, or damaged; *out
 * is untouched. */
static bool read_weight(tb_place_weight *out, lookup *l)
{
    uint64_t n[2];
    tb_place_weight w = { 0 };
    if (l->bytes == NULL || !tbi_memo_take_numbers(w.share, TB_CASE_KINDS, &l->bytes, &l->left) ||
        !tbi_memo_take(n, sizeof n, &l->bytes, &l->left) || l->left != 0)
        return false;
    for (size_t k = 0; k < TB_CASE_KINDS; k++)
        if (!(w.share[k] >= 0 && w.share[k] <= 1))
            return false;
    w.cells = (size_t)n[0];
    w.years = (size_t)n[1];
    *out = w;
    return true;
}

/* A record that the caller brought (o->record) is never kept: it may be of other origins. */
tb_status tbi_kept_weight(tb_fit_state *f, tb_err *err)
{
    lookup l = { 0 };
    tb_fitted *k = f->fitted;
    tb_crps_record *crps_record = f->o->crps_record != NULL ? f->o->crps_record : &k->crps_record;
    tb_status st = f->o->crps_record == NULL ? look_up_memo(&l, f, "places", 0, err) : TB_OK;
    if (st != TB_OK || read_weight(&k->weight, &l))
        return st;
    st = tbi_place_weight_learn(&k->weight, crps_record, f->p, f->x, f->o, &k->done->facts, err);
    char bytes[sizeof k->weight.share + 2 * sizeof(uint64_t)];
    const uint64_t n[2] = { k->weight.cells, k->weight.years };
    memcpy(bytes, k->weight.share, sizeof k->weight.share);
    memcpy(bytes + sizeof k->weight.share, n, sizeof n);
    if (st == TB_OK)
        keep_bytes(&l, bytes, sizeof bytes);
    return st;
}

/* The name of the model as its position among the members, and one behind them for the stack. */
static bool read_choice(tb_model_choice *out, lookup *l)
{
    uint64_t n[2];
    tb_model_choice c = { 0 };
    if (l->bytes == NULL || !tbi_memo_take_numbers(c.weight, TB_MEMBERS, &l->bytes, &l->left) ||
        !tbi_memo_take(n, sizeof n, &l->bytes, &l->left) || l->left != 0 || n[0] > TB_MEMBERS)
        return false;
    c.model = n[0] < TB_MEMBERS ? tbi_member_names[n[0]] : "stack";
    c.years = (size_t)n[1];
    *out = c;
    return true;
}

tb_status tbi_kept_choice(tb_model_choice *out, tb_fit_state *f, tb_err *err)
{
    lookup l = { 0 };
    const tb_predictive_opts *o = f->o;
    int last = o->n_year > 0 ? o->year[o->n_year - 1] : o->origin + 1;
    tb_crps_record *crps_record = o->crps_record != NULL ? o->crps_record : &f->fitted->crps_record;
    tb_status st =
        o->crps_record == NULL ? look_up_memo(&l, f, "choice", last - o->origin, err) : TB_OK;
    if (st != TB_OK || read_choice(out, &l))
        return st;
    st = tbi_choose_model(out, crps_record, f->x, o, err);
    if (st != TB_OK)
        return st;
    char bytes[TB_MEMBERS * sizeof(double) + 2 * sizeof(uint64_t)];
    uint64_t n[2] = { 0, out->years };
    while (n[0] < TB_MEMBERS && strcmp(out->model, tbi_member_names[n[0]]) != 0)
        n[0]++;
    memcpy(bytes, out->weight, sizeof out->weight);
    memcpy(bytes + sizeof out->weight, n, sizeof n);
    keep_bytes(&l, bytes, sizeof bytes);
    return TB_OK;
}

/* How many numbers a signal model has follows from the years. */
static bool read_signal_fit(tb_signal_fit *out, lookup *l, size_t n_year, tb_arena *a)
{
    tb_signal_fit m = { .n = TB_SIGNAL_FREE + n_year - 1, .n_year = n_year };
    size_t n = m.n + m.n * m.n + 1;
    if (l->bytes == NULL || l->left != n * sizeof(double))
        return false;
    m.free = TB_NEW(a, double, n);
    if (m.free == NULL || !tbi_memo_take_numbers(m.free, n, &l->bytes, &l->left))
        return false;
    m.factor = m.free + m.n;
    m.loglik = m.factor[m.n * m.n];
    *out = m;
    return true;
}

tb_status tbi_kept_signal_fit(tb_signal_fit *out, tb_fit_state *f, tb_err *err)
{
    lookup l;
    tb_arena *a = &f->fitted->arena;
    tb_status st = look_up_memo(&l, f, "motion", 0, err);
    if (st != TB_OK || read_signal_fit(out, &l, f->d.n_year, a))
        return st;
    st = tbi_signal_fit_table(out, &f->d, &tbi_signal_vague, NULL, true, a, err);
    if (st != TB_OK || l.m == NULL)
        return st;
    tb_buf kept = { 0 };
    tbi_buf_add(&kept, (const char *)out->free, out->n * sizeof *out->free);
    tbi_buf_add(&kept, (const char *)out->factor, out->n * out->n * sizeof *out->factor);
    tbi_buf_add(&kept, (const char *)&out->loglik, sizeof out->loglik);
    tbi_memo_write(l.m, l.key, &kept);
    tbi_buf_free(&kept);
    return TB_OK;
}
