/* forecast/model_choice.h - which model would have been best at earlier origins, and in which
 * mixture? Nothing later than the origin is looked at.
 *
 * The candidates are fitted anew at every earlier origin with a target of the same distance, and
 * judged by the CRPS of their deviations. For a mixture with weights w the CRPS is w'A - w'B w / 2
 * with A_i = E|X_i - y| and B_ij = E|X_i - X_j|, so that A and B of each year say everything
 * (Gneiting and Raftery 2007, eq. 21).
 */
#ifndef TB_FORECAST_MODEL_CHOICE_H
#define TB_FORECAST_MODEL_CHOICE_H

#include "base/arena.h"
#include "forecast/predictive.h"

enum {
    TB_MEMBERS = 4,
    /* the first of them: the lowest mean leads; the others must be better by more than chance */
    TB_LEADERS = 3,
    TB_FEWEST_YEARS = 3 /* earlier target years below which nothing is chosen */
};
extern const char *const tbi_member_names[TB_MEMBERS]; /* statespace totals shrunk leaves */

/* What is known of an origin: mean over units of the target year. */
typedef struct tb_record {
    int origin;
    bool seen, judged;
    /* mean distance of a member's law from what came, and of two members' laws from each other */
    double a[TB_MEMBERS], b[TB_MEMBERS][TB_MEMBERS];
} tb_record;

/* The kinds of cases of an index that is known in part (place_weight.h). */
typedef enum tb_case_kind {
    TB_CASE_TABLES,
    TB_CASE_PLACES,
    TB_CASE_MOVES,
    TB_CASE_KINDS
} tb_case_kind;

/* What each kind gave to the places printed at an origin and in the year after: mass [kind][n]
 * probabilities. */
typedef struct tb_place_record {
    int origin;
    bool seen;
    size_t n;
    double *mass[TB_CASE_KINDS];
} tb_place_record;

/* Records of one index, column and distance; grows as origins are asked for. Not for several
 * threads at once. */
typedef struct tb_crps_record {
    tb_record *record;
    size_t count, room;
    int horizon;
    tb_place_record *place; /* [places] by ascending origin */
    size_t places;
    tb_arena arena;
} tb_crps_record; /* start with { 0 }; free its arena */

typedef struct tb_model_choice {
    const char *model;         /* statespace totals shrunk leaves or stack */
    double weight[TB_MEMBERS]; /* of the stack */
    size_t years;              /* earlier target years that it rests on */
} tb_model_choice;

TB_MUST_CHECK tb_status tbi_choose_model(tb_model_choice *out, tb_crps_record *book,
                                         const tb_index *x, const tb_predictive_opts *o,
                                         tb_err *err);

#endif
