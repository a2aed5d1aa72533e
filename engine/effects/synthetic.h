/* effects/synthetic.h - a weighted mean of comparison units in place of the treated. */
#ifndef TB_EFFECTS_SYNTHETIC_H
#define TB_EFFECTS_SYNTHETIC_H

#include "effects/target.h"

/* An answer without influences: its errors come from placebo assignments among the comparison
 * units. */
typedef struct tbi_synthetic {
    tbi_answer answer; /* overall and cohorts; no influences */
    size_t paths;
    tb_effect_path *path; /* of the largest cohort */
    size_t placebos;      /* assignments behind the errors, 0: none could be made */
    size_t blocks;        /* cohorts that could be answered */
} tbi_synthetic;

/* sdid: with unit and time weights and their intercepts; otherwise the synthetic control. A block
 * for each cohort: its units with whole rows, against whole rows of units unexposed until the
 * block's last year, the last one that leaves `floor` of them. */
TB_MUST_CHECK tb_status tbi_synthetic_make(tbi_synthetic *out, const tbi_design *d,
                                           const tb_effect_opts *o, tb_arena *a, tb_err *err);

/* One block: y [units][years] with the n0 comparison units first and t0 years before exposure.
 * weight [n0] out. */
bool tbi_synthetic_block(double *estimate, double *weight, double *time_weight, const double *y,
                         size_t n, size_t n0, size_t years, size_t t0, bool sdid, tb_arena *a);

#endif
