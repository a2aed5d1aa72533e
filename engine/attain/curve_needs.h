/* attain/curve_needs.h - how many points every draw lacks to every place, in steps of a curve's
 * grid: noted while the goals are drawn, counted (curve.c) once indices are joined and learnt
 * figures are weighed, so that no draw is made twice.
 *
 * In draw d the unit has the score o and the others s_1 >= s_2 >= ...; with x points more it has
 * rank k or better when o + x >= s_k (equal scores share the better rank). The need of place k is
 * s_k - o, below 0 where there is room. */
#ifndef TB_ATTAIN_CURVE_NEEDS_H
#define TB_ATTAIN_CURVE_NEEDS_H

#include "attain/index_draws.h"

#include <stdint.h>

/* What stands for a need: 0 .. TB_CURVE_POINTS - 1, the first point of the grid that covers it;
 * TB_NEED_BEYOND, none does; TB_NEED_BEYOND + s, place k is held even with s steps less, at most
 * TB_CURVE_BELOW; TB_NEED_NONE, the unit has no score in that draw. */
enum { TB_NEED_BEYOND = TB_CURVE_POINTS, TB_NEED_NONE = 255 };

struct tb_curve_needs {
    const tb_goal_state *by; /* the goal whose draws are noted: the first on that index and year */
    size_t units, rows;      /* rows: a place for each unit, then groups by size */
    double most;             /* points at the end of the grid; 0: not known yet */
    /* [units + 1] by number of ranked units; NULL: no group is counted */
    const tb_groups *groups;
    uint8_t *step; /* [draws][rows] */
    /* needs of the places mark [marks] in points, and behind them the score, negated where more is
     * better; INFINITY: no score in that draw */
    int mark[TB_CURVE_MARKS];
    size_t marks;
    float *lack; /* [draws][marks + 1] */
};

/* Room for `draws` draws, of by's track; groups as the member, n_groups of them. false: no memory.
 */
bool tbi_curve_needs_start(tb_curve_needs *w, const tb_goal_state *by, size_t draws,
                           const tb_groups *groups, size_t n_groups, tb_arena *a);

/* Chooses the grid by the kept draws, the first: the points that bring place 1 in 95 of 100 of
 * them. Beyond, nothing happens that a page could show. scratch [kept]. */
void tbi_curve_needs_range(tb_curve_needs *w, size_t kept, double *scratch);

/* Notes one draw: others [n] best first, own: larger is better, NaN: withheld. */
void tbi_curve_needs_note(const tb_curve_needs *w, size_t draw, const double *others, size_t n,
                          double own);

/* The places of group `which` and the better ones. */
size_t tbi_group_places(const tb_groups *g, size_t which);

#endif
