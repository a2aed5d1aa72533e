/* forecast/shelf.h - what is worked out once about an index up to an origin, whatever is then asked
 * of it: its tables completed from the facts, its motion and components, the record of the models.
 * Goals, forecast and every unit of a survey stand on the same one; a run owns its shelf, nothing
 * is kept behind anybody's back.
 */
#ifndef TB_FORECAST_SHELF_H
#define TB_FORECAST_SHELF_H

#include "complete/completion.h"
#include "dynamics/component.h"
#include "forecast/choose.h"

/* What the state space is of. */
typedef enum tb_level_of { TB_OF_INDEX, TB_OF_COMPONENTS, TB_OF_LEAVES } tb_level_of;

enum { TB_SHARED_YEARS = 16 };

typedef struct tb_fitted {
    struct tb_fitted *next;
    const tb_panel *p; /* what it is about: these six */
    const tb_index *x;
    size_t column, cases;
    int origin;
    uint64_t seed;
    tb_arena arena; /* owns what follows */
    tb_book book;
    /* whether the motion is there, and the components of each tb_level_of */
    bool made, parted[3];
    size_t facts; /* figures that completed tables stand on; 0 when all is known */
    /* full tables that agree with the facts, where a table is known in part; NULL = all is known */
    const tb_completion *done;
    /* of completed tables only its n is set: each draw has its own */
    tb_motion_fit motion;
    double *keep; /* [n_year] at the mode */
    /* variance of the logarithm of a year's variance; 0 for completed tables */
    double unrest;
    /* by tb_level_of: the index itself (as its only component), those right under its total, the
     * leaves */
    tb_parts parts[3];
    tb_tables tables; /* of the index up to the origin; x NULL: not read */
} tb_fitted;

/* A law without a focus that several questions may stand on. */
typedef struct tb_shared_joint {
    struct tb_shared_joint *next;
    tb_fitted about;
    const tb_joint *driver;
    int year[TB_SHARED_YEARS];
    size_t n_year;
    tb_joint *joint;
} tb_shared_joint;

/* Not for several threads at once. */
typedef struct tb_shelf {
    tb_fitted *first;
    tb_shared_joint *joint;
} tb_shelf; /* start with { 0 } */

/* tb_joint_fit for a question without a focus and of at most TB_SHARED_YEARS years (errors: also
 * TB_EARG), made once and kept: the joint is the shelf's, do not free it. The model is not looked
 * at: a shelf serves questions of one model. */
TB_MUST_CHECK tb_status tb_shelf_joint(tb_joint **out, tb_shelf *s, const tb_panel *p,
                                       const tb_index *x, const tb_joint_opts *o, tb_err *err);

/* The place of what `key` is about, found or added empty; borrowed from the shelf. NULL: no memory.
 * */
tb_fitted *tb_shelf_place(tb_shelf *s, const tb_fitted *key);
void tb_shelf_free(tb_shelf *s);
/* Gives back what one place holds. */
void tb_fitted_clear(tb_fitted *f);

#endif
