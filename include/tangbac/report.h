/* tangbac/report.h - the same answer every time, as JSON. Reads results through the public headers
 * only. Tables and pages for eyes are made from this JSON: tangbac/render.h.
 *
 * Every function makes a tb_text that the caller frees. JSON is one object with an envelope
 * (docs/conventions.md, "Results").
 */
#ifndef TANGBAC_REPORT_H
#define TANGBAC_REPORT_H

#include <tangbac/atlas.h>
#include <tangbac/effects.h>
#include <tangbac/estimate.h>
#include <tangbac/import.h>
#include <tangbac/intervene.h>
#include <tangbac/panel.h>
#include <tangbac/score.h>
#include <tangbac/simulate.h>
#include <tangbac/standing.h>
#include <tangbac/survey.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_lang { TB_LANG_EN, TB_LANG_VI } tb_lang;

typedef struct tb_text tb_text;
TB_API const char *tb_text_data(const tb_text *t); /* NUL-terminated, borrowed */
TB_API size_t tb_text_size(const tb_text *t);
TB_API void tb_text_free(tb_text *t);
/* Writes the text as the new content of `path`: beside, synced, renamed. */
TB_API TB_MUST_CHECK tb_status tb_text_save(const tb_text *t, const char *path, tb_err *err);

/* What stands around a result. argv: what was asked, without what does not change the result;
 * inputs: files with their digests. All borrowed for the call. */
typedef struct tb_report_input {
    const char *path, *sha256;
} tb_report_input;
typedef struct tb_report_head {
    const char *command;
    const char *const *argv;
    size_t argc;
    uint64_t seed;
    const tb_report_input *input;
    size_t inputs;
    tb_notices also; /* warnings beside those of the result: of the panel (tb_panel_notices) */
} tb_report_head;

/* ---- import, show, rank, standing */
TB_API TB_MUST_CHECK tb_status tb_report_import(tb_text **out, const tb_report_head *h,
                                                const tb_import *m, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_report_show(tb_text **out, const tb_report_head *h,
                                              const tb_panel *p, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_report_rank(tb_text **out, const tb_report_head *h,
                                              const tb_index *x, const tb_ranking *r, tb_err *err);

TB_API TB_MUST_CHECK tb_status tb_report_standing(tb_text **out, const tb_report_head *h,
                                                  const tb_standing *s, tb_err *err);

/* ---- simulate: full adds the rank-acceptability matrix */
TB_API TB_MUST_CHECK tb_status tb_report_simulate(tb_text **out, const tb_report_head *h,
                                                  const tb_simulation *s, const char *index,
                                                  int year, size_t best, double level, bool full,
                                                  tb_err *err);
/* ---- effects: ask says how the studies were made ---- */
TB_API TB_MUST_CHECK tb_status tb_report_effects(tb_text **out, const tb_report_head *h,
                                                 const tb_effects *e, const tb_effects_ask *ask,
                                                 tb_err *err);
/* ---- estimate: e [n], the first is the answer, the others stand beside it (--compare) */
TB_API TB_MUST_CHECK tb_status tb_report_estimate(tb_text **out, const tb_report_head *h,
                                                  const tb_estimate *const *e, size_t n,
                                                  tb_err *err);
/* Residuals (unit,year,observed,fitted,residual) and absorbed effects (effect,level,estimate) of an
 * estimate that kept its rows. */
TB_API TB_MUST_CHECK tb_status tb_csv_estimate_rows(tb_text **out, const tb_estimate *e,
                                                    tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_csv_estimate_effects(tb_text **out, const tb_estimate *e,
                                                       tb_err *err);
/* ---- run, intervene
 * */
/* h->command decides: "run" has history, forecast, sensitivity and sources too. full: every unit of
 * a forecast, not only the unit and its ten neighbours in rank. */
TB_API TB_MUST_CHECK tb_status tb_report_intervene(tb_text **out, const tb_report_head *h,
                                                   const tb_intervention *v, bool full,
                                                   tb_err *err);
/* Every unit at once (intervene --units all). */
TB_API TB_MUST_CHECK tb_status tb_report_survey(tb_text **out, const tb_report_head *h,
                                                const tb_survey *s, tb_err *err);
/* Several atlases as one result, the first with the warnings: the units of today, and those of
 * before. n >= 1. */
TB_API TB_MUST_CHECK tb_status tb_report_atlas(tb_text **out, const tb_report_head *h,
                                               const tb_atlas *const *a, size_t n, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
