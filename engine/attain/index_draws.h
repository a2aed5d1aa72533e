/* attain/index_draws.h - what is drawn together: one index (or one component of it) over the years
 * that the goals need, and what each goal asks of it.
 */
#ifndef TB_ATTAIN_INDEX_DRAWS_H
#define TB_ATTAIN_INDEX_DRAWS_H

#include "base/arena.h"
#include "base/notices.h"
#include "forecast/predictive.h"

#include <tangbac/intervene.h>

enum { TB_TRACK_YEARS = 16, TB_KEPT_RANK_DRAWS = 8192 };

/* What is drawn of one index or component for the unit that asks. Rows of shift and gain run over
 * all units of the index, or over the parts of the unit's components. */
typedef struct tb_index_draws {
    const tb_index *index; /* the index of the panel */
    size_t column;         /* of the index, 0 = its total */
    size_t focus;          /* row of the unit */
    int year[TB_TRACK_YEARS];
    size_t n_year;
    /* a goal stands on it; otherwise it only is nested in another */
    bool wanted;
    const char *reason, *reason_vi; /* why it cannot be drawn */
    tb_predictive *joint;
    bool borrowed; /* the joint is the cache's */
    size_t parts;
    /* [units] points on top of every year after the origin, NULL = none: rivals that reach */
    const double *shift;
    double *gain; /* [draws][parts], what of each part's change lasts */
    /* [draws] number that each draw has in the joint, once they were moved; NULL: as they came */
    uint32_t *drawn;
    /* where the forecast of the last year goes, which is made of the same draws, once; NULL: none
     * is wanted of them */
    struct tb_forecast **forecast;
} tb_index_draws;

typedef struct tb_yearly_goal tb_yearly_goal;
typedef struct tb_curve_needs tb_curve_needs;

/* One goal at work. */
typedef struct tb_goal_state {
    tb_goal_answer *a;
    tb_goal goal;
    tb_index_draws *track; /* NULL: cannot be answered, a->reason says why */
    size_t year_at;        /* position of the goal's year among the track's */
    /* of the base year, SIZE_MAX when nothing of it is drawn */
    size_t base_at;
    /* yearly: position of the year before the first step */
    size_t first_step;
    bool draw_score, draw_rank, draw_group; /* what of the base is drawn */
    tb_goal_base base;                      /* what of it is known */
    /* the scheme changed between the base year and the origin */
    bool broken_before;
    /* [units + 1] of the goal's year by number of ranked units; NULL = the goal needs none */
    const tb_groups *groups;
    /* the same of the base year, for a group to be held */
    const tb_groups *base_groups;
    /* [units] 1: same region as the unit, itself left out */
    const unsigned char *region;
    double sign; /* -1 where less is better */
    /* results, one a draw */
    /* points lacking; <= 0: met; INFINITY: cannot be met in that draw */
    double *gap;
    double *sorted; /* the gaps in order, once they stand (tbi_ask_sort_gaps) */
    /* the unit's score (NaN: withheld) and the national mean of the goal's year */
    double *own, *level;
    unsigned short *rank; /* 0: withheld */
    /* met with the signal frozen; the stronger end met; no change of scheme */
    unsigned char *noise, *best, *same;
    /* [rank draws][units] scores of the others, best first, NaN behind; NULL where nothing but
     * chances is wanted (opts->chances and brief, not whole) */
    double *others;
    /* they are an earlier goal's, of the same track and year */
    bool shares_others;
    /* a goal for every year: its years in the kept draws; NULL otherwise */
    tb_yearly_goal *path;
    /* what the draws lack to every place, shared by the goals on that index and year; NULL: no
     * curve is wanted */
    tb_curve_needs *needs;
    /* [units] in how many missed draws of those kept this unit stands between the unit and its
     * goal */
    unsigned *between;
    double *lead; /* [units] sum of its lead over those draws */
    /* [blocks][units] the same while it is counted */
    size_t blocks;
    unsigned *block_between;
    double *block_lead;
} tb_goal_state;

#endif
