/* effects/asked_studies.h - the studies that a question asks for. */
#ifndef TB_EFFECTS_ASKED_STUDIES_H
#define TB_EFFECTS_ASKED_STUDIES_H

#include "base/arena.h"
#include "effects/measure_study.h"

/* An outcome that was asked for. */
typedef struct tbi_asked_outcome {
    const tb_index *index;
    size_t column;
} tbi_asked_outcome;

/* A study to be made: place of its measure, its outcome, whether it is summarised with others. */
typedef struct tbi_study_pair {
    size_t measure;
    tbi_asked_outcome of;
    bool pooled;
} tbi_study_pair;

/* What was asked for, read from names once: three lists in the arena of the result, filled in
 * this order, measures, outcomes, pairs. */
typedef struct tbi_asked_studies {
    tbi_measure *measure;
    size_t measures;
    tbi_asked_outcome *outcome;
    size_t outcomes;
    tbi_study_pair *pair; /* those of a measure stand together */
    size_t pairs;
    bool one; /* one measure and one outcome were named */
} tbi_asked_studies;

/* Reads what was asked for, in the arena. Errors: TB_EDATA (a measure without a date, an unknown
 * outcome), TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_asked_studies_find(tbi_asked_studies *out, const tb_exposures *all,
                                               const tb_panel *p, const tb_effects_ask *ask,
                                               tb_arena *a, tb_err *err);

#endif
