/* rank_at.c - one row of one year's table, as score/ ranks it: never a place among the scores that
 * we happen to hold. */
#include "attain/rank_at.h"

#include <math.h>
#include <string.h>

/* status: how the score is known, "published" for a rank alone, else why there is nothing. */
static void read_row(tb_rank_at *out, const tb_ranking *r, const char *code, tb_arena *a)
{
    for (size_t i = 0; i < tb_ranking_rows(r); i++) {
        const tb_rank_row *row = tb_ranking_row(r, i);
        if (strcmp(row->code, code) != 0)
            continue;
        const char *basis = tb_basis_word(row->basis);
        out->score = row->score;
        out->rank = row->rank;
        /* the table goes, its words stay */
        out->group = row->group != NULL ? tbi_arena_text(a, row->group) : NULL;
        out->status = !isnan(row->score) && basis != NULL ? basis
                      : row->rank > 0                     ? "published"
                      : row->reason != NULL               ? row->reason->text
                                                          : "not in the data";
        return;
    }
}

/* An index without anything for the year is an answer ("not in the data"), not an error. false:
 * no memory. */
bool tbi_rank_at_of(tb_rank_at *out, const tb_panel *p, const tb_index *x, size_t column,
                    size_t unit, int year, tb_arena *a)
{
    tb_ranking *r = NULL;
    *out = (tb_rank_at){ .score = NAN, .status = "not in the data", .n_ranked = -1, .n_known = -1 };
    tb_status st = tb_ranking_make(&r, p, x, column, year, NULL);
    if (st != TB_OK)
        return st != TB_ENOMEM; /* the index has nothing for that year */
    out->n_ranked = tb_ranking_n_ranked(r) > 0 ? tb_ranking_n_ranked(r) : -1;
    out->n_known = (int)tb_ranking_n_known(r);
    read_row(out, r, x->unit_code[unit], a);
    tb_ranking_free(r);
    return true;
}
