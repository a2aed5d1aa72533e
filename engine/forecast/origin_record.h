/* forecast/origin_record.h - what was learned at earlier origins: the record of the models,
 * and of the kinds of cases of an index that is known in part. */
#ifndef TB_FORECAST_ORIGIN_RECORD_H
#define TB_FORECAST_ORIGIN_RECORD_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

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
    /* mean distance of a member's distribution from what came, and of two members' distributions
     * from each other */
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

typedef struct tb_place_weight {
    /* of the cases, by kind; they sum to 1 */
    double share[TB_CASE_KINDS];
    size_t cells, years; /* later places of pairs, and years of them, that it rests on */
} tb_place_weight;

#endif
