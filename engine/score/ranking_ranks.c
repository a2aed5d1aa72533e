/* ranking_ranks.c - the ranks of a table: computed where every ranked unit has its score, otherwise
 * the published ones or none, since a place among the known would be better than the true one. */
#include "score/ranking_table.h"

#include "base/reason.h"
#include "base/refusals.h"
#include "score/compose.h"

#include <math.h>
#include <stdlib.h>

/* How many the publisher ranked: a fact for the total. Of a component the publisher prints what it
 * does not withhold, where the total is ranked in full; else unknown. */
int tbi_ranking_count(const tb_ranking *r, const tb_index *x, ptrdiff_t t)
{
    const tb_fact *f = tb_index_fact(x, r->year, "VN", (ptrdiff_t)r->column, "n_ranked");
    const tb_node *node = tb_index_node(x, r->column, r->year);
    if (f != NULL && f->value >= 0 && f->value < 100000)
        return (int)f->value;
    if (node == NULL || node->parent < 0)
        return r->column == 0 ? x->n_ranked[t] : -1;
    size_t total_withheld = 0, totals = 0;
    size_t neither = 0; /* units without a total, and without a word on the component */
    double *totals_of = tbi_malloc(x->n_unit * sizeof *totals_of);
    if (totals_of != NULL) /* else one by one: slower, the same */
        tbi_score_column(totals_of, x, r->year, 0);
    for (size_t i = 0; i < r->rows; i++) {
        size_t unit = r->unit[i];
        bool total =
            !isnan(totals_of != NULL ? totals_of[unit] : tb_score_cell(x, r->year, unit, 0, NULL));
        total_withheld += tbi_score_withheld(x, r->year, r->unit[i], 0);
        totals += total;
        neither += !total && r->row[i].reason == TBI_REASON(NOT_IN_DATA);
    }
    free(totals_of);
    if (x->n_ranked[t] < 0)
        return -1;
    size_t ranked = (size_t)x->n_ranked[t];
    if (ranked + total_withheld == r->rows)
        return (int)(r->rows - r->n_withheld);
    return ranked == totals ? (int)(r->rows - r->n_withheld - neither) : -1;
}

/* A published rank that is the publisher's own: where only the 30 best are ranked, one beyond 30 is
 * somebody else's count. */
static bool was_ranked(const tb_ranking *r, const tb_rank_row *row)
{
    return row->published_rank > 0 && (r->n_ranked < 0 || row->published_rank <= r->n_ranked);
}

/* Units whose score takes part in a computed ranking: all with a score, or, where the publisher
 * ranks only some (the 30 best), those with a published rank. */
static bool is_taking_part(const tb_ranking *r, const tb_rank_row *row, bool subset)
{
    return !isnan(row->score) && (!subset || was_ranked(r, row));
}

/* As many scores as were ranked, and no published rank that says that they are other units: then
 * the rest was not ranked, listed as withheld or not. */
static bool has_scores_of_ranked(const tb_ranking *r)
{
    if (r->n_ranked <= 0 || r->n_known != (size_t)r->n_ranked)
        return false;
    for (size_t i = 0; i < r->rows; i++) {
        const tb_rank_row *row = &r->row[i];
        bool other = isnan(row->score) ? was_ranked(r, row) : row->published_rank > r->n_ranked;
        if (other)
            return false;
    }
    return true;
}

/* Whether every ranked unit has a score; *subset when the publisher ranked only some of those with
 * scores. */
static bool is_every_ranked_known(const tb_ranking *r, bool *subset)
{
    size_t missing = 0, published = 0;
    for (size_t i = 0; i < r->rows; i++) {
        missing += r->row[i].reason == TBI_REASON(NOT_IN_DATA);
        published += was_ranked(r, &r->row[i]);
    }
    *subset = false;
    if (r->n_known == 0)
        return false;
    if (missing == 0 && (r->n_ranked < 0 || r->n_known == (size_t)r->n_ranked))
        return true;
    if (has_scores_of_ranked(r))
        return true;
    *subset = true;
    return r->n_ranked > 0 && published == (size_t)r->n_ranked && r->n_known_ranked == published;
}

/* Ranks are computed only where every ranked unit has its score; otherwise the published one or
 * none: a place among the known would be better than the true one. */
bool tbi_ranking_ranks(tb_ranking *r, const tb_index *x)
{
    bool subset = false;
    r->some = r->n_ranked >= 0 && (size_t)r->n_ranked + r->n_withheld < r->rows;
    for (size_t i = 0; i < r->rows; i++)
        r->n_known_ranked += was_ranked(r, &r->row[i]) && !isnan(r->row[i].score);
    r->complete = is_every_ranked_known(r, &subset);
    /* every unit that is not withheld was ranked after all */
    if (r->complete && !subset)
        r->some = false;
    double *score = TB_NEW(&r->own, double, r->rows);
    int *rank = TB_NEW(&r->own, int, r->rows);
    size_t *scratch = TB_NEW(&r->own, size_t, r->rows);
    if (score == NULL || rank == NULL || scratch == NULL)
        return false;
    for (size_t i = 0; i < r->rows; i++)
        /* NaN everywhere in a table that is not whole: nobody gets a computed place */
        score[i] = r->complete && is_taking_part(r, &r->row[i], subset) ? r->row[i].score : NAN;
    tb_rank_scores(rank, score, r->rows, x->direction, scratch);
    for (size_t i = 0; i < r->rows; i++) {
        tb_rank_row *row = &r->row[i];
        if (rank[i] > 0) {
            row->rank = rank[i];
            row->rank_basis = "computed";
        } else if (row->published_rank > 0) {
            row->rank = row->published_rank;
            row->rank_basis = "published";
        } else if (row->reason != NULL) {
            row->rank_reason = row->reason;
        } else {
            row->rank_reason =
                r->complete ? TBI_REASON(NOT_AMONG_RANKED) : TBI_REASON(PART_OF_TABLE);
        }
    }
    return true;
}
