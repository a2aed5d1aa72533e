/* tangbac/atlas.h - every unit's outlook at once: how likely is each place, and what would points
 * added change? Each index is forecast once, and the curves of all units are counted from the same
 * draws that tb_intervention_run would take for one of them.
 *
 * Texts and arrays are borrowed from the result, names from the panel. NaN and 0 = absent.
 */
#ifndef TANGBAC_ATLAS_H
#define TANGBAC_ATLAS_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_atlas_opts {
    size_t size;       /* of this struct, set by the initialiser */
    size_t draws;      /* 100 to 1,000,000 */
    int years;         /* how many years after the newest results, 1 to 5 */
    uint64_t seed;     /* of the random streams */
    int threads;       /* 0 = as many as there are cores; never changes a number */
    const char *model; /* of the forecast, NULL = default */
    size_t indices;
    const char *const *index; /* [indices] codes; none = every index */
    /* folder of what earlier runs worked out of the panel alone, as of tb_intervention_opts */
    const char *cache;
    /* told now and then what share of the work is done, 0 to 1, by the thread that called; NULL:
     * nobody. It cannot change the answer. */
    void (*tell)(void *about, double share);
    void *about;
} tb_atlas_opts;
#define TB_ATLAS_OPTS_INIT                                                   \
    {                                                                        \
        .size = sizeof(tb_atlas_opts), .draws = 20000, .years = 1, .seed = 1 \
    }

enum { TB_OUTLOOK_POINTS = 49, TB_OUTLOOK_SCORES = 201, TB_OUTLOOK_CLIMBS = 21 };

/* One unit, one index, one year. Chances are over all draws: a unit that is not ranked in a draw
 * has no place in it. */
typedef struct tb_unit_outlook {
    const char *code, *name_vi, *name_en, *region;
    /* at the origin, as published or computed from a whole table; 0, NaN, NULL = not known */
    int base_rank;
    double base_score;
    const char *base_group;
    /* [TB_OUTLOOK_POINTS] points added, from 0 in even steps to where place 1 is all but sure */
    double *point;
    double *place; /* [places][TB_OUTLOOK_POINTS] P(rank <= k + 1) with so many points more */
    /* [TB_OUTLOOK_CLIMBS][TB_OUTLOOK_POINTS] P(climb of k places or more from the origin), the rank
     * there drawn with the rest; NULL when base_rank is known: then a climb is a place */
    double *climb;
    double *group;      /* [groups][TB_OUTLOOK_POINTS] P(this group or a better one) */
    double *score;      /* [TB_OUTLOOK_SCORES] quantiles 0 .. 1 of the score, nothing added */
    double score_limit; /* most points that the scale allows; NaN = not known */
    double ranked;      /* share of the draws in which the unit is ranked */
    /* the same with the signal frozen at the origin and only the noise drawn again, nothing added:
     * [places], [TB_OUTLOOK_CLIMBS] or NULL, [groups], [TB_OUTLOOK_SCORES] */
    double *noise_place, *noise_climb, *noise_group, *noise_score;
} tb_unit_outlook;

/* What a part of the index right under its total adds. */
typedef struct tb_outlook_part {
    size_t column;  /* of the index */
    double weight;  /* points of the total per point of the part */
    double highest; /* that any unit ever had under the same rules, up to the origin; NaN = none */
} tb_outlook_part;

typedef struct tb_outlook {
    const tb_index *index;
    int origin, year;
    const char *reason, *reason_vi; /* why there is none; NULL otherwise, then units is 0 */
    size_t facts;                   /* published figures that it stands on */
    size_t places;                  /* rows of place: units of the index */
    size_t units;
    const tb_unit_outlook *unit;
    size_t groups; /* 0: limits of the year's groups are not known */
    const char *group[8];
    size_t parts;
    const tb_outlook_part *part;
} tb_outlook;

typedef struct tb_atlas tb_atlas;

/* Of every index that has a year with scores of two units: its newest such year is the origin. An
 * index that cannot be forecast has its reason. Errors: TB_EARG (options), TB_EDATA (an unknown
 * index, or none that can be forecast), TB_ENOMEM. The panel must outlive the result. */
TB_API TB_MUST_CHECK tb_status tb_atlas_make(tb_atlas **out, const tb_panel *p,
                                             const tb_atlas_opts *o, tb_err *err);
TB_API void tb_atlas_free(tb_atlas *a); /* NULL is fine */
/* by index in the panel's order, then by year */
TB_API size_t tb_atlas_outlooks(const tb_atlas *a);
TB_API const tb_outlook *tb_atlas_outlook_at(const tb_atlas *a, size_t i);
TB_API size_t tb_atlas_draws(const tb_atlas *a);
TB_API const tb_panel *tb_atlas_panel(const tb_atlas *a);
TB_API tb_notices tb_atlas_notices(const tb_atlas *a);

#ifdef __cplusplus
}
#endif
#endif
