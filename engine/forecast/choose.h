/* forecast/choose.h - which model would have been best at earlier origins, and in which mixture?
 * Nothing later than the origin is looked at.
 *
 * The candidates are fitted anew at every earlier origin with a target of the same distance, and
 * judged by the CRPS of their deviations. For a mixture with weights w the CRPS is w'A - w'B w / 2
 * with A_i = E|X_i - y| and B_ij = E|X_i - X_j|, so that A and B of each year say everything
 * (Gneiting and Raftery 2007, eq. 21).
 */
#ifndef TB_FORECAST_CHOOSE_H
#define TB_FORECAST_CHOOSE_H

#include "base/arena.h"
#include "forecast/joint.h"

enum {
    TB_MEMBERS = 4,
    /* the first of them: the lowest mean leads; the others must be better by more than chance */
    TB_LEADERS = 3,
    TB_FEWEST_YEARS = 3 /* earlier target years below which nothing is chosen */
};
extern const char *const tb_member_names[TB_MEMBERS]; /* statespace totals shrunk leaves */

/* What is known of an origin: mean over units of the target year. */
typedef struct tb_record {
    int origin;
    bool seen, judged;
    double a[TB_MEMBERS], b[TB_MEMBERS][TB_MEMBERS];
} tb_record;

/* Records of one index, column and distance; grows as origins are asked for. Not for several
 * threads at once. */
typedef struct tb_book {
    tb_record *record;
    size_t count, room;
    int horizon;
    tb_arena arena;
} tb_book; /* start with { 0 }; free its arena */

typedef struct tb_choice {
    const char *model;         /* statespace totals shrunk leaves or stack */
    double weight[TB_MEMBERS]; /* of the stack */
    size_t years;              /* earlier target years that it rests on */
} tb_choice;

TB_MUST_CHECK tb_status tb_choose(tb_choice *out, tb_book *book, const tb_index *x,
                                  const tb_joint_opts *o, tb_err *err);

#endif
