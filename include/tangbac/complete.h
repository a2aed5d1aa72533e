/* tangbac/complete.h - which full tables agree with everything that was published?
 */
#ifndef TANGBAC_COMPLETE_H
#define TANGBAC_COMPLETE_H

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_completion_opts {
    size_t size;       /* of this struct, set by the initialiser */
    const char *index; /* an index ("PAR": its TOTAL) or a component */
    /* the table that is wanted; facts of years up to as_of are used (0 = all) */
    int year, as_of;
    size_t draws; /* 400 to 100,000, rounded up to a multiple of 8 */
    uint64_t seed;
    int threads;  /* 0 = as many as there are cores; never changes a number */
    bool samples; /* keep the draws, for tb_completion_samples */
} tb_completion_opts;
#define TB_COMPLETION_OPTS_INIT                                      \
    {                                                                \
        .size = sizeof(tb_completion_opts), .draws = 4000, .seed = 1 \
    }

typedef struct tb_completion tb_completion;

typedef struct tb_completion_unit {
    const char *code, *name_vi, *name_en;
    double score_mean, score_sd, score_q[3]; /* q05 q50 q95; NaN for units outside the table */
    double rank_q[3];
    /* "published" "derived" "computed": the score is known; "completed": drawn; "withheld" "no such
     * scheme": no score */
    const char *basis;
    int published_rank; /* 0 = none */
} tb_completion_unit;

typedef struct tb_completion_summary {
    /* prior: complete indices that said how scores move, "" for none */
    const char *index, *prior;
    int year, as_of;
    size_t scores, ranks, means, extremes, counts; /* facts used */
    size_t draws;
    /* over all unknown scores of the year; NaN when nothing is unknown */
    double ess_min, rhat_max;
    /* of merged units: scores that are held between those of their parts */
    size_t ranges;
} tb_completion_summary;

/* Errors: TB_EARG (no such index, year after as_of), TB_EDATA (nothing known up to as_of, facts
 * that contradict one another, named with their sources). */
TB_API TB_MUST_CHECK tb_status tb_completion_run(tb_completion **out, const tb_panel *p,
                                                 const tb_completion_opts *o, tb_err *err);
TB_API void tb_completion_free(tb_completion *c);
TB_API const tb_completion_summary *tb_completion_info(const tb_completion *c);
TB_API size_t tb_completion_units(const tb_completion *c);
TB_API const tb_completion_unit *tb_completion_unit_at(const tb_completion *c, size_t i);
TB_API tb_notices tb_completion_notices(const tb_completion *c);

#ifdef __cplusplus
}
#endif
#endif
