/* forecast/joint.h - the joint predictive law of one index: draws of all units over several years
 * at once, for forecast, simulate and intervene.
 *
 * A draw is a pure function of (seed, draw number): tb_joint_draw may be called by any thread for
 * any range and gives the same numbers.
 */
#ifndef TB_FORECAST_JOINT_H
#define TB_FORECAST_JOINT_H

#include <stdint.h>
#include <tangbac/panel.h>

typedef struct tb_joint_opts {
    /* the last year whose results were out; nothing later is read, neither figures nor schemes */
    int origin;
    /* [n_year] ascending: the years wanted. A year at or before the origin gives what is known and
     * draws of what is not */
    const int *year;
    size_t n_year;
    const char *model; /* NULL = "default" */
    uint64_t seed;
    /* row (of the index's units) whose components are drawn too; SIZE_MAX = none */
    size_t focus;
    /* a joint of another index of the same years that enters this one by the scheme (SIPAS in PAR);
     * NULL = none */
    const struct tb_joint *driver;
    int threads;  /* 0 = as many as there are cores; never changes a number */
    size_t cases; /* of the mixture; 0 = the usual number */
    /* what was worked out already, kept from one call to the next (shelf.h); NULL = worked out anew
     * */
    struct tb_shelf *shelf;
    /* what earlier origins said, kept from one call to the next (choose.h); NULL = looked up anew
     * */
    struct tb_book *book;
    /* the index read up to the origin or later (dynamics/tables.h); NULL = read anew */
    const struct tb_tables *tables;
    /* of the index: 0 for its TOTAL (then TOTAL below means this column) */
    size_t column;
} tb_joint_opts;

typedef struct tb_joint tb_joint;

/* Fits the law. Errors: TB_EDATA (no data up to the origin, one unit), TB_ESINGULAR, TB_ECONVERGE,
 * TB_ENOMEM. The panel must outlive the joint. */
TB_MUST_CHECK tb_status tb_joint_fit(tb_joint **out, const tb_panel *p, const tb_index *x,
                                     const tb_joint_opts *o, tb_err *err);
void tb_joint_free(tb_joint *j);

/* the model that was used, after "default" was resolved */
const char *tb_joint_model(const tb_joint *j);
/* draw d stands on case d % cases; neighbours may be correlated */
size_t tb_joint_cases(const tb_joint *j);
/* components of the focus unit that are drawn */
size_t tb_joint_parts(const tb_joint *j);
size_t tb_joint_part(const tb_joint *j, size_t k); /* column of the index of part k */
/* points of TOTAL per point of the part, in the last year */
double tb_joint_part_weight(const tb_joint *j, size_t k);
/* figures up to the origin that it stands on */
size_t tb_joint_facts(const tb_joint *j);
tb_notices tb_joint_notices(const tb_joint *j);

/* -log density of TOTAL of a unit in year y of those asked (one after the origin): of the score, or
 * of its deviation from the national mean. */
double tb_joint_log_score(const tb_joint *j, size_t y, size_t unit, double value, bool deviation);

/* Where draws go; NULL members are not wanted. n = number of draws asked for; U = units of the
 * index, Y = n_year, K = parts. C order. */
typedef struct tb_joint_block {
    double *score; /* [n][Y][U] TOTAL; NaN: withheld or not ranked in that draw */
    /* [n][U]    TOTAL of the last year when the signal stays as it is at the origin and only the
     * noise is drawn again */
    double *still;
    double *level; /* [n][Y]    national mean */
    double *part;  /* [n][Y][K] the focus unit's components */
    /* [n][K]    what of part's change from the origin to the last year is lasting (the draw's own
     * innovation of the signal) */
    double *gain;
    /* [n] 1: no break between the origin and the last year in this draw */
    unsigned char *same_scheme;
} tb_joint_block;

/* Writes draws first .. first + n - 1. Cannot fail; allocates nothing that outlives the call. */
void tb_joint_draw(const tb_joint *j, uint64_t first, size_t n, tb_joint_block *out);

#endif
