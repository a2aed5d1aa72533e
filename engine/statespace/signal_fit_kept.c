/* signal_fit_kept.c - the numbers of a fit by the digest of its table. */
#include "statespace/signal_fit_kept.h"

#include "base/error.h"

#include <string.h>

/* All that tbi_signal_fit_table reads of a table. */
static tb_digest digest_table(const tb_deviation *d)
{
    static const char WHAT[] = "mode of a table";
    tb_digest of;
    size_t cells = d->n_year * d->n_unit;
    const uint64_t size[3] = { d->n_year, d->n_unit, d->relative != NULL };
    tbi_digest_start(&of);
    tbi_digest_add(&of, WHAT, sizeof WHAT);
    tbi_digest_add(&of, size, sizeof size);
    tbi_digest_add(&of, &d->sampled, sizeof d->sampled);
    tbi_digest_add(&of, d->y, cells * sizeof *d->y);
    if (d->relative != NULL)
        tbi_digest_add(&of, d->relative, cells * sizeof *d->relative);
    tbi_digest_add(&of, d->broken, d->n_year * sizeof *d->broken);
    tbi_digest_add(&of, d->level_is, d->n_year * sizeof *d->level_is);
    return of;
}

/* How many numbers there are follows from the years; the last one is the likelihood. */
tb_status tbi_signal_fit_kept(tb_signal_fit *out, tb_number_book *book, const tb_deviation *d,
                              tb_arena *a, tb_err *err)
{
    char name[65];
    tb_signal_fit f = { .n = TB_SIGNAL_FREE + d->n_year - 1,
                        .n_year = d->n_year,
                        .sampled = d->sampled };
    if (book == NULL)
        return tbi_signal_fit_table(out, d, &tbi_signal_vague, NULL, false, a, err);
    double *numbers = TB_NEW(a, double, f.n + 1);
    if (numbers == NULL)
        return tbi_no_memory(err, "the fit of the signal model");
    tb_digest of = digest_table(d);
    if (tbi_number_book_find(numbers, f.n + 1, name, book, &of)) {
        f.free = numbers;
        f.loglik = numbers[f.n];
        *out = f;
        return TB_OK;
    }
    tb_status st = tbi_signal_fit_table(out, d, &tbi_signal_vague, NULL, false, a, err);
    if (st != TB_OK)
        return st;
    memcpy(numbers, out->free, f.n * sizeof *numbers);
    numbers[f.n] = out->loglik;
    tbi_number_book_add(book, name, numbers, f.n + 1);
    return TB_OK;
}
