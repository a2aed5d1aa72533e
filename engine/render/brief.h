/* render/brief.h - a result's JSON as a page for people. Reads the JSON only, so that a brief can
 * be made of any kept result, without a panel. */
#ifndef TB_RENDER_BRIEF_H
#define TB_RENDER_BRIEF_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/json_read.h"

#include <tangbac/report.h>

typedef struct tb_brief {
    tb_buf *b;
    tb_arena *a;
    const cJSON *root, *result;
    tb_lang lang;
} tb_brief;

/* Members of JSON: NaN and "" when absent or null. */
double tbi_brief_number(const cJSON *o, const char *name);
const char *tbi_brief_text(const cJSON *o, const char *name);
/* The member in the brief's language: NAME_vi when Vietnamese is asked for and it is there. */
const char *tbi_brief_said(const tb_brief *f, const cJSON *o, const char *name);
/* The name of a unit, whose Vietnamese one stands without an ending. */
const char *tbi_brief_unit(const tb_brief *f, const cJSON *o);
const char *tbi_brief_pick(const tb_brief *f, const char *en, const char *vi);
const char *tbi_brief_say(const tb_brief *f, double x, int decimals);

void tbi_brief_html(tb_brief *f);
void tbi_brief_markdown(tb_brief *f);
void tbi_brief_csv(tb_brief *f);
/* Whether the result is of every unit at once (intervene --units all). */
bool tbi_brief_of_units(const tb_brief *f);
/* The tables of the brief as sheets, written to `path`, all or nothing. */
TB_MUST_CHECK tb_status tbi_brief_workbook(const tb_brief *f, const char *path, tb_err *err);

/* Pictures as inline SVG. */
/* the unit's places year by year and where the forecast lies */
void tbi_chart_history(tb_brief *f, const cJSON *goal);
/* the unit among its neighbours */
void tbi_chart_neighbours(tb_brief *f, const cJSON *forecast);
void tbi_chart_prices(tb_brief *f, const cJSON *goal);
/* whether a picture of the prices would show anything */
bool tbi_prices_differ(const cJSON *goal);
/* the chance with each measure, from its effect at q05 to q95 */
void tbi_chart_tornado(tb_brief *f, const cJSON *goal);
void tbi_chart_frontier(tb_brief *f, const cJSON *plan);

/* Adds text with & < > and quotes escaped. */
void tbi_brief_escape(tb_buf *b, const char *text);

/* "; bắt đầu năm 2023, có tác động từ năm 2024" for measure i of a plan; "" when everything begins
 * at once in the year after the origin, or the result does not say. */
const char *tbi_brief_when(tb_brief *f, const cJSON *plan, int i);

#endif
