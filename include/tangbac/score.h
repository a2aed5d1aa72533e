/* tangbac/score.h - from values to total, rank and group, and whether a goal has been met. Pure
 * arithmetic: nothing here is a model.
 */
#ifndef TANGBAC_SCORE_H
#define TANGBAC_SCORE_H

#include <tangbac/panel.h>
#include <tangbac/reason.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Ranks ---- */

/* Ranks of n scores: rank 1 is the largest (the smallest when direction < 0), equal scores share
 * the better rank, NaN gets 0 (no rank).
 *   rank [n] out · score [n] · scratch [n] */
TB_API void tb_rank_scores(int *rank, const double *score, size_t n, int direction,
                           size_t *scratch);

/* ---- Composition ---- */

/* The score of column `c` of unit `i` in `year`: the cell itself, else the weighted sum of its
 * components of that year's scheme when every one of them is known. NaN otherwise. *basis says
 * which (may be NULL). */
typedef enum tb_basis {
    TB_BASIS_NONE,
    TB_BASIS_PUBLISHED,
    TB_BASIS_DERIVED,
    TB_BASIS_COMPUTED
} tb_basis;
TB_API double tb_score_cell(const tb_index *x, int year, size_t unit, size_t column,
                            tb_basis *basis);
TB_API const char *tb_basis_word(tb_basis b); /* "published" "derived" "computed", NULL for none */

/* ---- Groups ---- */

#define TB_GROUPS_MAX 8
/* The groups of an index in a year, best first. */
typedef struct tb_groups {
    size_t count;
    char name[TB_GROUPS_MAX][12]; /* "A" .. "D"; "high" "mid-high" "mid-low" "low" */
    bool by_size;                 /* true: the best size[0] units are group 0, and so on */
    double from[TB_GROUPS_MAX];   /* by cut-off: lowest score of the group; -inf for the last */
    int size[TB_GROUPS_MAX];      /* by size */
    int n_grouped;                /* by size: for how many units these sizes hold */
} tb_groups;
/* The groups of `year` for n_grouped units (those with any data). false: unknown, and *reason
 * (static English) says why. */
TB_API bool tb_groups_of(tb_groups *out, const tb_index *x, int year, int n_grouped,
                         const tb_reason **reason);
/* The place in `g` of a score with a rank; -1 for none. */
TB_API int tb_group_of(const tb_groups *g, double score, int rank);

/* ---- The table of a year ---- */

/* A part of a merged unit, side by side with the others. */
typedef struct tb_rank_of_part {
    const char *code, *name_vi, *name_en;
    double score;            /* NaN = none */
    int published_rank;      /* among the units of that year; 0 = none */
    const tb_reason *reason; /* why there is no score, NULL otherwise */
} tb_rank_of_part;

typedef struct tb_rank_row {
    const char *code, *name_vi, *name_en; /* the unit, as it was named that year */
    double score;                         /* NaN = none */
    tb_basis basis;
    int rank, published_rank;      /* 0 = none */
    const char *rank_basis;        /* "computed" "published" or NULL */
    const char *group;             /* NULL = none */
    const tb_reason *group_reason; /* why there is no group, NULL otherwise */
    const tb_reason *reason;       /* why there is no score, NULL otherwise */
    const tb_reason *rank_reason;  /* why there is no rank, NULL otherwise */
    /* [parts] in a merged panel, of a unit of several provinces; parts is 0 otherwise */
    const tb_rank_of_part *part;
    size_t parts;
} tb_rank_row;

/* The ranked table of one column in one year. Opaque. */
typedef struct tb_ranking tb_ranking;
/* column: of the index, 0 for its TOTAL. Errors: TB_EDATA when the index has nothing for that year.
 * */
TB_API TB_MUST_CHECK tb_status tb_ranking_make(tb_ranking **out, const tb_panel *p,
                                               const tb_index *x, size_t column, int year,
                                               tb_err *err);
TB_API void tb_ranking_free(tb_ranking *r);
/* one per unit that existed that year */
TB_API size_t tb_ranking_rows(const tb_ranking *r);
TB_API const tb_rank_row *tb_ranking_row(const tb_ranking *r, size_t i); /* in order of unit code */
TB_API int tb_ranking_n_ranked(const tb_ranking *r);                     /* -1 = unknown */
TB_API size_t tb_ranking_n_known(const tb_ranking *r);
TB_API const tb_scheme *tb_ranking_scheme(const tb_ranking *r); /* NULL = unknown */
TB_API tb_notices tb_ranking_notices(const tb_ranking *r);
/* every unit that the publisher ranked has a score: ranks are computed */
TB_API bool tb_ranking_complete(const tb_ranking *r);
TB_API int tb_ranking_year(const tb_ranking *r);
TB_API size_t tb_ranking_column(const tb_ranking *r);
TB_API size_t tb_ranking_n_withheld(const tb_ranking *r);
/* the publisher ranked only some (PCI since 2022: the 30 best) */
TB_API bool tb_ranking_of_some(const tb_ranking *r);
/* of those that the publisher ranked, how many have a score here */
TB_API size_t tb_ranking_n_known_ranked(const tb_ranking *r);
/* NULL = unknown, then *reason (may be NULL) of tb_ranking_groups_reason */
TB_API const tb_groups *tb_ranking_groups(const tb_ranking *r);
TB_API const tb_reason *tb_ranking_groups_reason(const tb_ranking *r);

#ifdef __cplusplus
}
#endif
#endif
