/* render/tabulate.h - the tables for eyes, and for spreadsheets and papers, of the commands whose
 * result is no planner's page. Each is written from the kept JSON alone (p: its root, its result
 * and the reader's language), so that no table can know what the JSON does not. */
#ifndef TB_RENDER_TABULATE_H
#define TB_RENDER_TABULATE_H

#include "base/buf.h"
#include "render/brief.h"
#include "render/table.h"

void tbi_tabulate_import(tb_buf *out, const tb_brief *p);
void tbi_tabulate_show(tb_buf *out, const tb_brief *p);
void tbi_tabulate_rank(tb_buf *out, const tb_brief *p);
void tbi_tabulate_standing(tb_buf *out, const tb_brief *p);
void tbi_tabulate_simulate(tb_buf *out, const tb_brief *p);
void tbi_tabulate_effects(tb_buf *out, const tb_brief *p);
void tbi_tabulate_forecast(tb_buf *out, const tb_brief *p);
void tbi_tabulate_complete(tb_buf *out, const tb_brief *p);
void tbi_tabulate_backtest(tb_buf *out, const tb_brief *p); /* evaluate too */
void tbi_tabulate_verification(tb_buf *out, const tb_brief *p);
/* The rows of datasets/records.csv. */
void tbi_csv_verification(tb_buf *out, const tb_brief *p);

/* ---- regressions: the first is the result itself, those beside it are its `compare` ---- */
void tbi_tabulate_estimate(tb_buf *out, const tb_brief *p, bool stars);
void tbi_csv_estimate(tb_buf *out, const tb_brief *p);
void tbi_latex_estimate(tb_buf *out, const tb_brief *p, bool stars);
/* The i-th regression, NULL behind the last one. */
const cJSON *tbi_estimate_at(const cJSON *result, size_t i);

/* ---- words for the words of options (choice_words.c) ---- */
const char *tbi_say_model(const tb_brief *p, const char *word);
const char *tbi_say_normalisation(const tb_brief *p, const char *word);
const char *tbi_say_aggregation(const tb_brief *p, const char *word);
const char *tbi_say_factor(const tb_brief *p, const char *word);

/* ---- small things that all of them say ---- */
static inline double tbi_number_in(const cJSON *o, const char *inner, const char *name)
{
    return tbi_number_of(tbi_json_get(o, inner), name);
}
/* A whole number of the result, "–" when absent. */
static inline const char *tbi_say_whole(const tb_brief *p, double x)
{
    const char *text = x == x ? tbi_arena_printf(p->a, "%.0f", x) : "–";
    return text != NULL ? text : "";
}
/* The columns in the page's language. */
static inline void tbi_table_begin(tb_table *t, const tb_brief *p, const char *const *english,
                                   const char *const *vietnamese)
{
    tbi_table_start(t, p->a, p->lang == TB_LANG_VI ? vietnamese : english);
}

#endif
