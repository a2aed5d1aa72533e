/* score_levers.c - the measures of a score sheet: one for each criterion without parts that lost
 * points. */
#include "scenario/score_rows.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/utf8.h"
#include "text/year_named.h"

#include <math.h>
#include <string.h>

const tb_lever tbi_criterion_lever = { .cost = 1,
                                       .cost_unit = "",
                                       .lag = -1,
                                       .requires_id = tbi_no_ids,
                                       .excludes_id = tbi_no_ids,
                                       .quantity_vi = "",
                                       .quantity_en = "",
                                       .deadline = "",
                                       .ordered_by = "",
                                       .offered_to = 9999,
                                       .sheet_unit = "" };

/* Before any appraisal the self-assessment is what there is. */
static void take_self_scores(tb_score_table *t)
{
    bool appraised = false;
    for (size_t i = 0; i < t->count; i++)
        appraised = appraised || !isnan(t->row[i].awarded);
    for (size_t i = 0; i < t->count && !appraised; i++)
        t->row[i].awarded = t->row[i].point[TB_SCORE_SELF];
}

/* A form comes with letters composed or not; a page has them composed. */
static const char *copy_text(const tb_score_table *t, const char *text)
{
    return tbi_utf8_composed(t->arena, text, strlen(text));
}

/* What the sheet calls field n; "" where it has no row for it. */
static const char *find_field_name(const tb_score_table *t, int n)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->row[i].levels == 1 && t->row[i].part[0] == n)
            return copy_text(t, t->row[i].name);
    return "";
}

/* "#3 Cải cách thủ tục hành chính": the field of the index is found when the index is known
 * (lever/bind_sheet.c). What is scored by survey alone is marked so. One effect without a mean:
 * points lost and the probability of winning them back stand in its place. */
static tb_status put_lever(tb_lever_list *out, const tb_score_table *t, const tb_score_row *r,
                           bool replace, tb_err *err)
{
    /* scored by the survey alone: no report can win it back */
    bool survey = isnan(r->point[TB_SCORE_APPRAISED]) && !isnan(r->point[TB_SCORE_SURVEY]);
    int year = tbi_year_named(t->form->title);
    tb_lever_effect *e = TB_NEW(t->arena, tb_lever_effect, 1);
    if (e == NULL)
        return tbi_no_memory(err, "the score sheet");
    *e = (tb_lever_effect){ .component = tbi_arena_printf(t->arena, "#%d %s", r->part[0],
                                                          find_field_name(t, r->part[0])),
                            .mean = NAN,
                            .sd = NAN,
                            .link = "criterion",
                            .note = copy_text(t, r->note),
                            .aims_at = "",
                            .source = "",
                            .lost = r->point[TB_SCORE_MAX] - r->awarded,
                            .chance = r->chance,
                            .how = survey ? "survey" : "report" };
    e->note_vi = e->note;
    tb_lever v = tbi_criterion_lever;
    v.id = r->path;
    v.name_vi = copy_text(t, r->name);
    v.agency_vi = copy_text(t, r->agency);
    v.effects = 1;
    v.effect = e;
    v.sheet_year = year > 0 ? year : 0;
    v.sheet_title = copy_text(t, t->form->title);
    v.sheet_at = t->where;
    v.row_at = tbi_arena_printf(t->arena, "%s:%u", t->where, r->row);
    v.name_en = v.name_vi;
    v.agency_en = v.agency_vi;
    if (t->arena->refused)
        return tbi_no_memory(err, "the score sheet");
    return tbi_lever_put(out, &v, replace, t->where, err);
}

/* "s.xlsx 'Sheet'" where the workbook has several sheets, for places in refusals. */
static const char *name_place(const tb_score_form *form, const char *where, tb_arena *a)
{
    return form->all->count > 1 ? tbi_arena_printf(a, "%s '%s'", where, form->sheet->name)
                                : tbi_arena_text(a, where);
}

/* Two columns of the same kind of points: which one holds cannot be guessed. */
static tb_status check_columns(const tb_score_table *t, tb_err *err)
{
    for (int k = 0; k < TB_SCORE_POINTS; k++)
        if (t->form->other[k] >= 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_COLUMN_TWICE, t->where,
                            t->form->column[k] + 1, t->form->other[k] + 1);
    return TB_OK;
}

/* One measure for each criterion without parts that lost points. A form in which no criterion is
 * found is refused; one that lost nothing is not. Texts of measures are copied, so the form may
 * go afterwards. */
tb_status tbi_score_form_read(tb_lever_list *out, const tb_score_form *form, bool replace,
                              const char *where, tb_err *err)
{
    tb_score_table t = { .form = form,
                         .where = name_place(form, where, out->arena),
                         .arena = out->arena };
    tb_status st = t.where != NULL ? check_columns(&t, err) : tbi_no_memory(err, "the score sheet");
    if (st == TB_OK)
        st = tbi_score_rows_read(&t, err);
    if (st == TB_OK)
        st = tbi_score_rows_place(&t, err);
    if (st == TB_OK)
        st = tbi_score_rows_check(&t, err);
    size_t criteria = 0;
    if (st == TB_OK)
        take_self_scores(&t);
    for (size_t i = 0; i < t.count && st == TB_OK; i++) {
        const tb_score_row *r = &t.row[i];
        bool own = tbi_score_is_criterion(r) && !r->has_parts;
        /* a sum of criteria is no measure beside them */
        criteria += own;
        if (own && r->point[TB_SCORE_MAX] - r->awarded > 1e-9)
            st = put_lever(out, &t, r, replace, err);
    }
    if (st == TB_OK && criteria == 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_NO_CRITERIA, where);
    return st;
}
