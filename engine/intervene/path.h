/* intervene/path.h - a goal for every year as a path: what each of its years looks like in the kept
 * draws, so that measures can be put into it year by year. */
#ifndef TB_INTERVENE_PATH_H
#define TB_INTERVENE_PATH_H

#include "intervene/gap.h"
#include "intervene/phase.h"

/* Draws that a phased plan is chosen and judged on, half for each; of those whose tables are kept
 * (TB_RANK_DRAWS). */
enum { TB_PHASE_DRAWS = 4096 };

struct tb_path {
    size_t steps, kept;
    /* [steps] of [kept], [kept][units]; larger is better */
    double *own[TB_PHASE_YEARS], *others[TB_PHASE_YEARS];
    double *base_score;         /* [kept] */
    unsigned short *base_place; /* [kept] */
};

bool tb_aim_is_path(const tb_aim *aim);

/* Room for a path goal; nothing for another. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tb_path_start(tb_aim *aim, size_t draws, tb_arena *a, tb_err *err);

/* Keeps one draw: score [years][units] of the track, g what tb_gap_of said. Nothing for another
 * goal, or a draw beyond the kept. */
void tb_path_keep(const tb_aim *aim, size_t draw, const double *score, const tb_gap_draw *g);

/* The path as a goal of the phase search, first year = position 0. */
void tb_path_goal(tb_phase_goal *out, const tb_aim *aim, int first_year);

/* Draws among the kept in which the path is met with size[d] points on top from `from` on (a year).
 * size NULL: nothing. */
size_t tb_path_met(const tb_aim *aim, const float *size, int from);

#endif
