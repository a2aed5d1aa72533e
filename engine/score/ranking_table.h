/* score/ranking_table.h - the table of a year, for the files that make it. */
#ifndef TB_SCORE_RANKING_TABLE_H
#define TB_SCORE_RANKING_TABLE_H

#include "base/arena.h"
#include "base/notices.h"

#include <tangbac/score.h>

struct tb_ranking {
    tb_arena own;
    tb_rank_row *row; /* [rows] */
    size_t *unit;     /* [rows] position of the row's unit in the index */
    /* n_known: rows with a score; n_known_ranked: those of them that the publisher ranked */
    size_t rows, n_known, n_known_ranked, n_withheld, column;
    int n_ranked, year; /* n_ranked: how many the publisher ranked, -1 = not known */
    /* some: the publisher ranked only some of the units that it did not withhold */
    bool complete, grouped, some;
    const tb_scheme *scheme;
    tb_groups groups;
    const tb_reason *groups_reason;
    tb_notice_list notices;
};

/* How many the publisher ranked; -1: not known. Rows have their scores. */
int tbi_ranking_count(const tb_ranking *r, const tb_index *x, ptrdiff_t t);
/* Ranks of all rows, computed or published, or why there is none; complete, some, n_known_ranked.
 * false: no memory. */
bool tbi_ranking_ranks(tb_ranking *r, const tb_index *x);

#endif
