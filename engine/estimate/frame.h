/* estimate/frame.h - the rows of a regression as plain arrays, sorted by unit and year, whoever
 * brought them. */
#ifndef TB_ESTIMATE_FRAME_H
#define TB_ESTIMATE_FRAME_H

#include "base/arena.h"
#include "base/notices.h"

#include <stdbool.h>
#include <stdint.h>
#include <tangbac/estimate.h>

/* Who belongs together: level of each row, 0..count-1. */
typedef struct tb_levels {
    const char *name;  /* unit year region ... */
    const int32_t *of; /* [n] */
    size_t count;
} tb_levels;

enum { TB_EFFECTS_MAX = 4 };

typedef struct tb_frame {
    /* rows that regress; columns with the intercept */
    size_t n, k;
    /* [n], [n x k] column-major; an intercept, if there is one, is column 0 */
    double *y, *x;
    const char **term;       /* [k] */
    unsigned char *lag_of_y; /* [k] */
    /* [n] roots of the weights (errors have the variance sigma^2 / weight); NULL: all 1. y and x
     * stand as they were: what regresses multiplies. */
    double *root;
    /* instruments that are no regressors, [n x q] column-major; endogenous [k]: terms that they
     * stand for. q 0: none */
    size_t q;
    double *z;
    const char **instrument; /* [q] */
    unsigned char *endogenous;
    /* column 0 is the constant */
    bool intercept;
    tb_levels unit, year, region;   /* region.of is NULL when there are none */
    const int *year_value;          /* [year.count] ascending */
    const char *const *unit_code;   /* [unit.count] */
    const char *const *region_code; /* [region.count] */
    /* effects that are absorbed */
    size_t n_effect;
    tb_levels effect[TB_EFFECTS_MAX];
    /* for results; never NULL */
    const char *formula, *y_name;
    /* y is an index that rests on a survey: level lag 2 holds the same noise */
    bool survey;
    bool single_index_scale; /* y_min and y_max are the scale of y's scheme */
    double y_min, y_max;
} tb_frame;

/* Sorts rows by (unit, year), numbers units and years, drops rows with a NaN unless `keep_gaps`. A
 * unit-year that stands twice is TB_EDATA.
 * Everything is copied into the arena. region [n] (codes, may be NULL). effects: "unit + year";
 * NULL or "" none; region^year is one. */
TB_MUST_CHECK tb_status tbi_frame_make(tb_frame *f, const tb_estimate_data *d,
                                       const char *const *unit_code, size_t unit_codes,
                                       const int32_t *region, const char *const *region_code,
                                       size_t regions, bool keep_gaps, tb_arena *a, tb_err *err);

/* The same frame with only the rows whose flag is set; levels are numbered anew. */
TB_MUST_CHECK tb_status tbi_frame_rows(tb_frame *out, const tb_frame *f, const unsigned char *keep,
                                       tb_arena *a, tb_err *err);

/* The frame with every effect but `unit` turned into columns (first level left out) and no absorbed
 * effects: what random, between, fd, mundlak work on. */
TB_MUST_CHECK tb_status tbi_frame_spread(tb_frame *out, const tb_frame *f, tb_arena *a,
                                         tb_err *err);

/* What the levels of a name are in this frame: unit, year, region. NULL when there is none. */
const tb_levels *tbi_frame_levels(const tb_frame *f, const char *name);

/* What a level is called: "01", "2019", "NMM^2019". */
const char *tbi_frame_level_text(const tb_frame *f, const tb_levels *l, size_t level, tb_arena *a);

/* Whether all rows of a level of `inner` have the same level of `outer`. */
bool tbi_levels_nested(const tb_levels *inner, const tb_levels *outer, size_t n);

bool tbi_frame_balanced(const tb_frame *f);

/* The frame without singletons: rows that are the only one of a level of an effect, which that
 * effect fits whatever they are, taken out until none is left (Correia 2015). *dropped: how many.
 * TB_ESINGULAR when nothing remains. */
TB_MUST_CHECK tb_status tbi_frame_drop_singletons(tb_frame *f, size_t *dropped, tb_arena *a,
                                                  tb_err *err);

#endif
