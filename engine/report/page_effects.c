/* page_effects.c - draws of what measures rest on, as pages read them. */
#include "report/page_json.h"

#include "base/refusals.h"
#include "report/page_values.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* The kept draws of one effect between their least and largest in 255 steps: a byte each. A page
 * adds several effects to gaps that vary far more, and asks for whole per cents.
 * x [draws]; at [kept]: the draws that go out, the same ones as of the gaps. The object has low,
 * step and data. false: no memory. */
static bool write_effect_draws(tb_json *j, const char *name, const float *x, const uint32_t *at,
                               size_t kept)
{
    float least = INFINITY, most = -INFINITY;
    unsigned char *bytes = tbi_malloc(kept + 3);
    if (bytes == NULL)
        return false;
    for (size_t d = 0; d < kept; d++) {
        least = x[at[d]] < least ? x[at[d]] : least;
        most = x[at[d]] > most ? x[at[d]] : most;
    }
    double low = (double)least, step = ((double)most - low) / 255;
    for (size_t d = 0; d < kept; d++) {
        double to = step > 0 ? round(((double)x[at[d]] - low) / step) : 0;
        bytes[d] = (unsigned char)(to < 255 ? to : 255);
    }
    tbi_coded_draws_json(j, name, low, step, bytes, kept);
    free(bytes);
    return true;
}

/* group and record are there only for effects that have one: those of a group share a cap,
 * those of records move together by the correlations below.
 * One entry of `sources`. `evidence` as in levers. */
static bool write_effect_source(tb_json *j, const tb_effect_source *s, const uint32_t *at,
                                size_t kept)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", s->index);
    tbi_json_text(j, "component", s->component);
    tbi_json_text(j, "evidence", tb_evidence_word(s->evidence));
    if (s->group >= 0) {
        tbi_json_int(j, "group", s->group);
        tbi_json_number(j, "cap", s->cap);
    }
    bool whole = write_effect_draws(j, "size", s->size, at, kept);
    if (s->record >= 0) {
        tbi_json_int(j, "record", s->record);
        tbi_json_number(j, "q75", s->q75);
        whole = write_effect_draws(j, "held", s->held, at, kept) && whole;
    }
    tbi_json_object_end(j);
    return whole;
}

/* In the kept draws of `joint`; nothing without effects. false: no
 * memory.
 * Writes `effects`: sources, and the correlation [records][records] of those that rest on
 * records. */
bool tbi_effects_json(tb_json *j, const tb_intervention *v)
{
    size_t n = tb_intervention_effect_sources(v);
    size_t kept = 0;
    /* rows and columns of the matrix of correlations */
    size_t records = 0;
    bool whole = true;
    for (size_t i = 0; i < tb_intervention_goals(v) && kept == 0; i++)
        (void)tb_intervention_gaps(v, i, &kept);
    if (n == 0 || kept == 0)
        return true;
    uint32_t *at = tbi_malloc(kept * sizeof *at);
    if (at == NULL)
        return false;
    for (size_t d = 0; d < kept; d++)
        at[d] = (uint32_t)(d * tb_intervention_draws(v) / kept);
    tbi_json_object(j, "effects");
    tbi_json_array(j, "sources");
    for (size_t i = 0; i < n; i++) {
        const tb_effect_source *s = tb_intervention_effect_source_at(v, i);
        whole = write_effect_source(j, s, at, kept) && whole;
        records += s->record >= 0;
    }
    free(at);
    tbi_json_array_end(j);
    tbi_json_array(j, "correlation");
    for (size_t a = 0; a < records; a++) {
        tbi_json_array(j, NULL);
        for (size_t b = 0; b < records; b++)
            tbi_json_number(j, NULL, tbi_json_chance(tb_intervention_effect_correlation(v, a, b)));
        tbi_json_array_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
    return whole;
}
