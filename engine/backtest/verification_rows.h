/* backtest/verification.h - the rows of a verification: one published place or score of a target
 * year, and what every model said of it from the origin. */
#ifndef TB_BACKTEST_VERIFICATION_ROWS_H
#define TB_BACKTEST_VERIFICATION_ROWS_H

#include "base/arena.h"
#include "forecast/place_moves.h"

#include <tangbac/verification.h>

/* subsets: of rows that tables of places are made of */
enum { TB_SAID_MODELS = 7, TB_SAID_GOALS = 9, TB_SAID_SUBSETS = 4 };

/* Who says something of a place: our law; the same given that the place was printed; the law
 * with what other indices lend; and four that see published places alone. */
typedef enum tb_said_model {
    TB_SAID_LAW,
    TB_SAID_PRINTED,
    TB_SAID_BORROWED,
    TB_SAID_PLACES,
    TB_SAID_MOVES,
    TB_SAID_LOGIT,
    TB_SAID_PERSISTENCE
} tb_said_model;
extern const char *const tbi_said_model_names[TB_SAID_MODELS];

typedef struct tb_said_goal {
    /* top: among the first `number`; climb: so many places up; keep: no place lost */
    const char *kind;
    int number;
} tb_said_goal;
extern const tb_said_goal tbi_said_goals[TB_SAID_GOALS];

typedef struct tb_said {
    int origin;
    size_t unit;
    int base, rank; /* places at the origin and in the target year; 0 = not published */
    bool complete;  /* the unit's place is known in every year that is judged */
    double goal[TB_SAID_MODELS][TB_SAID_GOALS];         /* probability; NaN = not said */
    double below[TB_SAID_MODELS], upto[TB_SAID_MODELS]; /* P(place < rank), P(place <= rank) */
    double rps[TB_SAID_MODELS];
    double crps[2], log_score[2], pit[2]; /* of the score: law and borrowed; NaN = no score */
} tb_said;

typedef struct tb_said_table {
    /* units: of the index; n: rows, one for each case */
    size_t n, units;
    tb_said *row;
} tb_said_table;

/* The place that a goal asks for from a base. */
int tbi_said_cut(size_t goal, int base);

/* Most units of an index for which the baselines' places are said. */
enum { TB_SAID_UNITS = 1024 };

/* Writes a law of places, upto [n] = P(place <= k + 1), into a row. */
void tbi_said_places(tb_said *s, tb_said_model m, const double *upto, size_t n);

/* Laws of places from past pairs of the index alone: moves and logit (pair [n]). */
void tbi_said_by_moves(tb_said *s, const tb_pair *pair, size_t n, size_t units);
void tbi_said_by_logit(tb_said *s, const tb_pair *pair, size_t n, size_t units);

/* The law of published places: place [n_year][units], 0 = not published. row of units whose base is
 * the last year; rows [n_row] are of that origin. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_said_by_places(tb_said *row, size_t n_row, const int *place,
                                           size_t n_year, size_t units, size_t ahead, tb_arena *a,
                                           tb_err *err);

/* Sums over rows: fills the three tables of a verification. */
void tbi_said_pool(tb_verified *goal, size_t *n_goal, tb_verified_places *place, size_t *n_place,
                   tb_verified_scores *score, size_t *n_score, const tb_said_table *t);

#endif
