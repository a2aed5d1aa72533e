/* effects/measure_study.h - one measure and one outcome of a panel, with everything that is
 * said of them.
 */
#ifndef TB_EFFECTS_MEASURE_STUDY_H
#define TB_EFFECTS_MEASURE_STUDY_H

#include "effects/effect_outcome.h"

/* What all studies of a run share. */
typedef struct tbi_setting {
    const tb_panel *p;
    const tb_effects_ask *ask;
    const tb_exposures *adoptions;
    tb_arena *arena;
} tbi_setting;

/* A measure as the panel describes it; empty texts where it does not. */
typedef struct tbi_measure {
    const char *id, *vi, *en, *components, *levers; /* lists joined by | */
} tbi_measure;
tbi_measure tbi_measure_of(const tb_panel *p, const char *id);

/* Whether the measure's list names the column or one above it: "PAPI.D5" names "PAPI.SC51" when D5
 * is its parent. */
bool tbi_expected(const tbi_measure *m, const tb_index *x, size_t column);

/* Fills a study. Its effect stays NULL with a reason when the data do not carry one; *why (may be
 * NULL) then holds the sentence. Only want of memory fails. The arrays of the effect's table are
 * the arena's. */
TB_MUST_CHECK tb_status tbi_study_make(tb_effect_study *s, const tbi_setting *with,
                                       const tbi_measure *m, const tb_index *x, size_t column,
                                       tb_err *why, tb_err *err);

/* Whether it may enter plans, and the sentence about it; after the p-values of several outcomes. */
void tbi_study_judge(tb_effect_study *s, const tb_effect_opts *o, tb_arena *a);
/* Numbers the reasons why studies are not usable, so that a list says each once. */
void tbi_studies_number(tb_effect_study *s, size_t n);

#endif
