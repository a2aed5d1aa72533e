/* standing.c - one row of one year's table, by the rules of score/: never a place among the scores that we happen to hold. */
#include "intervene/standing.h"

#include <math.h>
#include <string.h>

static const char *absence(const tb_index *x, size_t t, size_t unit, size_t column)
{
    switch (x->status[(t * x->n_unit + unit) * x->n_indicator + column]) {
    case TB_CELL_WITHHELD: return "withheld";
    case TB_CELL_NO_SCHEME: return "no such scheme";
    default: return "not in the data";
    }
}

static const char *group_of(const tb_standing *s, const tb_index *x, size_t column, size_t unit, int year, tb_arena *a)
{
    tb_groups g;
    const tb_fact *printed = tb_index_fact(x, year, x->unit_code[unit], (ptrdiff_t)column, "group");
    if (printed != NULL && printed->text != NULL) return tb_arena_text(a, printed->text);
    if (isnan(s->score) || !tb_groups_of(&g, x, year, s->n_ranked > 0 ? s->n_ranked : s->n_known, NULL)) return NULL;
    if (g.by_size ? s->rank == 0 : column != 0) return NULL;
    int at = tb_group_of(&g, s->score, s->rank);
    return at >= 0 ? tb_arena_text(a, g.name[at]) : NULL;
}

bool tb_standing_of(tb_standing *out, const tb_panel *p, const tb_index *x, size_t column, size_t unit, int year, tb_arena *a)
{
    (void)p;
    *out = (tb_standing){ .score = NAN, .status = "not in the data", .n_ranked = -1, .n_known = -1 };
    ptrdiff_t t = tb_index_year(x, year);
    if (t < 0) return true;
    size_t n = x->n_unit, known = 0;
    double *score = TB_NEW(a, double, n);
    int *rank = TB_NEW(a, int, n);
    size_t *scratch = TB_NEW(a, size_t, n);
    if (score == NULL || rank == NULL || scratch == NULL) return false;
    tb_basis basis = TB_BASIS_NONE;
    for (size_t i = 0; i < n; i++) {
        score[i] = tb_score_cell(x, year, i, column, i == unit ? &basis : NULL);
        known += isnan(score[i]) ? 0 : 1;
    }
    tb_rank_scores(rank, score, n, x->direction, scratch);
    int16_t printed = x->rank[((size_t)t * n + unit) * x->n_indicator + column];
    out->score = score[unit];
    out->n_ranked = x->n_ranked[t] > 0 ? x->n_ranked[t] : -1;
    out->n_known = (int)known;
    bool whole = out->n_ranked > 0 && known >= (size_t)out->n_ranked;
    out->rank = whole && rank[unit] > 0 ? rank[unit] : printed > 0 ? printed : 0;
    out->status = tb_basis_word(basis) != NULL ? tb_basis_word(basis) : printed > 0 ? "published" : absence(x, (size_t)t, unit, column);
    out->group = group_of(out, x, column, unit, year, a);
    return true;
}
