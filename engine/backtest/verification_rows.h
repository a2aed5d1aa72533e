/* backtest/verification.h - the rows of a verification: one published place or score of a target
 * year, and what every model said of it from the origin. */
#ifndef TB_BACKTEST_VERIFICATION_ROWS_H
#define TB_BACKTEST_VERIFICATION_ROWS_H

#include "base/arena.h"
#include "forecast/place_moves.h"

#include <tangbac/verification.h>

/* subsets: of rows that tables of places are made of */
enum { TB_VERIFICATION_MODELS = 7, TB_VERIFICATION_GOALS = 9, TB_VERIFICATION_SUBSETS = 4 };

/* Who says something of a place, by the names in the JSON: what forecasts use; the same given that
 * the place was printed; the same with what other indices lend; and four that see published places
 * alone. */
typedef enum tb_verification_model {
    TB_VERIFICATION_LAW,
    TB_VERIFICATION_PRINTED,
    TB_VERIFICATION_BORROWED,
    TB_VERIFICATION_PLACES,
    TB_VERIFICATION_MOVES,
    TB_VERIFICATION_LOGIT,
    TB_VERIFICATION_PERSISTENCE
} tb_verification_model;
extern const char *const tbi_verification_model_names[TB_VERIFICATION_MODELS];

typedef struct tb_verification_goal {
    /* top: among the first `number`; climb: so many places up; keep: no place lost */
    const char *kind;
    int number;
} tb_verification_goal;
extern const tb_verification_goal tbi_verification_goals[TB_VERIFICATION_GOALS];

typedef struct tb_verification_row {
    int origin;
    size_t unit;
    int base, rank; /* places at the origin and in the target year; 0 = not published */
    bool complete;  /* the unit's place is known in every year that is judged */
    /* probability; NaN = not said */
    double goal[TB_VERIFICATION_MODELS][TB_VERIFICATION_GOALS];
    /* P(place < rank), P(place <= rank) */
    double below[TB_VERIFICATION_MODELS], upto[TB_VERIFICATION_MODELS];
    double rps[TB_VERIFICATION_MODELS];
    double crps[2], log_score[2], pit[2]; /* of the score: "law", "borrowed"; NaN = none */
} tb_verification_row;

typedef struct tb_verification_table {
    /* units: of the index; n: rows, one for each case */
    size_t n, units;
    tb_verification_row *row;
} tb_verification_table;

/* The place that a goal asks for from a base. */
int tbi_verification_cut(size_t goal, int base);

/* Most units of an index for which the baselines' places are said. */
enum { TB_VERIFICATION_UNITS = 1024 };

/* Writes a distribution of places, upto [n] = P(place <= k + 1), into a row. */
void tbi_verification_places(tb_verification_row *s, tb_verification_model m, const double *upto,
                             size_t n);

/* Distributions of places from past pairs of the index alone: moves and logit (pair [n]). */
void tbi_verification_by_moves(tb_verification_row *s, const tb_pair *pair, size_t n, size_t units);
void tbi_verification_by_logit(tb_verification_row *s, const tb_pair *pair, size_t n, size_t units);

/* The model of published places: place [n_year][units], 0 = not published. row of units whose
 * base is the last year; rows [n_row] are of that origin. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_verification_by_places(tb_verification_row *row, size_t n_row,
                                                   const int *place, size_t n_year, size_t units,
                                                   size_t ahead, tb_arena *a, tb_err *err);

/* Sums over rows: fills the three tables of a verification. */
void tbi_verification_pool(tb_verified *goal, size_t *n_goal, tb_verified_places *place,
                           size_t *n_place, tb_verified_scores *score, size_t *n_score,
                           const tb_verification_table *t);

#endif
