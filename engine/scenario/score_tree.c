/* score_tree.c - the tree of a score sheet: whole paths of its rows, and whether points of parts
 * make those of the whole. A sum that does not agree names both figures: one was mistyped. */
#include "scenario/score_rows.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/say.h"

#include <math.h>
#include <string.h>

/* Whether a row has no points of any kind, maxima aside. */
static bool is_beyond(const tb_score_row *r)
{
    for (int k = TB_SCORE_SELF; k < TB_SCORE_POINTS; k++)
        if (!isnan(r->point[k]))
            return false;
    return true;
}

/* What rows above say of the place of the next one. */
typedef struct placed {
    bool fields; /* the sheet numbers its fields with Roman numerals */
    bool anew;   /* and criteria begin with "1" again under each of them */
    int field;   /* the last one */
    const char *field_number;
    tb_score_row last; /* the last row with a number of digits: letters belong to it */
} placed;

static placed look_at_numbers(const tb_score_table *t)
{
    placed p = { .field_number = "" };
    for (size_t i = 0; i < t->count; i++)
        p.fields = p.fields || t->row[i].kind == TB_SCORE_ROW_ROMAN;
    for (size_t i = 0; i < t->count; i++)
        p.anew =
            p.anew || (p.fields && t->row[i].kind == TB_SCORE_ROW_ARABIC && t->row[i].levels == 1);
    return p;
}

/* A letter goes on from the criterion above it; without points it is a way of grading, no row. */
static void place_letter(tb_score_row *r, const tb_score_row *above)
{
    int own = r->part[0];
    if (is_beyond(r) || above->levels == 0 || above->levels >= TB_SCORE_LEVELS) {
        r->kind = TB_SCORE_ROW_NONE;
        return;
    }
    memcpy(r->part, above->part, sizeof r->part);
    r->field = above->field;
    r->part[above->levels] = own;
    r->levels = above->levels + 1;
}

/* A sum of what stands above; of nothing it is a heading. */
static void place_subtotal(tb_score_row *r, const tb_score_row *above)
{
    if (above->levels == 0)
        r->kind = TB_SCORE_ROW_NONE;
    r->part[0] = above->part[0];
    r->levels = 1;
}

/* Below the last field where numbers begin anew under each, else as it is written. false: the
 * number is of another field. */
static bool place_criterion(tb_score_row *r, const placed *p)
{
    if (!p->anew)
        return !p->fields || r->part[0] == p->field;
    memmove(r->part + 1, r->part, (size_t)r->levels * sizeof *r->part);
    r->part[0] = p->field;
    r->field = p->field_number;
    r->levels++;
    return true;
}

/* Whole paths: of the field, of the criterion, of its parts. */
static tb_status place_rows(tb_score_table *t, tb_err *err)
{
    placed p = look_at_numbers(t);
    for (size_t i = 0; i < t->count; i++) {
        tb_score_row *r = &t->row[i];
        if (r->kind == TB_SCORE_ROW_LETTER) {
            place_letter(r, &p.last);
        } else if (r->kind == TB_SCORE_ROW_SUBTOTAL) {
            place_subtotal(r, &p.last);
        } else if (r->kind == TB_SCORE_ROW_ROMAN) {
            p.field = r->part[0];
            p.field_number = r->field;
            p.last = *r;
        } else if (r->kind == TB_SCORE_ROW_ARABIC) {
            if (!place_criterion(r, &p))
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_OTHER_FIELD, t->where, r->row,
                                r->part[0], p.field_number);
            p.last = *r;
        }
    }
    return TB_OK;
}

/* "3.2.1" from the parts of the number; twice the same is refused. Paths are the ids of
 * measures. O(count^2), some hundreds squared. */
static tb_status name_paths(tb_score_table *t, tb_err *err)
{
    for (size_t i = 0; i < t->count; i++) {
        tb_score_row *r = &t->row[i];
        r->path = "";
        for (int k = 0; k < r->levels && tbi_score_is_criterion(r); k++) {
            r->path = tbi_arena_printf(t->arena, "%s%s%d", r->path, k > 0 ? "." : "", r->part[k]);
            if (r->path == NULL)
                return tbi_no_memory(err, "the score sheet");
        }
        const char *below = strchr(r->path, '.');
        r->number = r->path;
        if (r->field[0] != '\0' && r->path[0] != '\0')
            r->number = tbi_arena_printf(t->arena, "%s%s", r->field, below != NULL ? below : "");
        if (r->number == NULL)
            return tbi_no_memory(err, "the score sheet");
        for (size_t k = 0; k < i && r->path[0] != '\0'; k++)
            if (strcmp(t->row[k].path, r->path) == 0)
                return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_TWICE, t->where, r->row,
                                r->number, t->row[k].row);
    }
    return TB_OK;
}

tb_status tbi_score_rows_place(tb_score_table *t, tb_err *err)
{
    tb_status st = place_rows(t, err);
    return st == TB_OK ? name_paths(t, err) : st;
}

/* Whether b is directly under a; every field is under the total. */
static bool is_part(const tb_score_row *a, const tb_score_row *b)
{
    if (!tbi_score_is_criterion(b))
        return false;
    if (a->kind == TB_SCORE_ROW_TOTAL)
        return b->levels == 1;
    return b->levels == a->levels + 1 &&
           memcmp(a->part, b->part, (size_t)a->levels * sizeof *a->part) == 0;
}

/* Whether a subtotal is the sum of all that stands above it: "Cộng" under the last field may mean
 * that. k: which of the points. */
static bool is_sum_so_far(const tb_score_table *t, const tb_score_row *whole, int k)
{
    double sum = 0;
    size_t parts = 0;
    for (const tb_score_row *r = t->row; r < whole; r++) {
        bool leaf = tbi_score_is_criterion(r) && !isnan(r->point[k]);
        for (size_t i = 0; i < t->count && leaf; i++)
            leaf = !is_part(r, &t->row[i]);
        sum += leaf ? r->point[k] : 0;
        parts += leaf;
    }
    return fabs(sum - whole->point[k]) <= 0.01 * (double)parts + 1e-9;
}

/* k: which of the points. Each part may be rounded to 0.01, so that the sum may differ by as
 * much for each. whole must have parts; a sum that does not agree names both figures, since a
 * digit was mistyped in one of them. */
static tb_status check_sum(const tb_score_table *t, const tb_score_row *whole, int k, tb_err *err)
{
    static const char *const names[][2] = { { TB_MSG_SCENARIO_MAXIMUM },
                                            { TB_MSG_SCENARIO_SELF_ASSESSMENT },
                                            { TB_MSG_SCENARIO_APPRAISAL },
                                            { TB_MSG_SCENARIO_SURVEY },
                                            { TB_MSG_SCENARIO_RESULT } };
    double sum = 0;
    size_t parts = 0;
    size_t known = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (!is_part(whole, &t->row[i]))
            continue;
        parts++;
        if (isnan(t->row[i].point[k]))
            continue;
        known++;
        sum += t->row[i].point[k];
    }
    /* maxima stand in every row; other points only where they were given that way */
    if (known == 0 || isnan(whole->point[k]) || (k == TB_SCORE_MAX && known < parts) ||
        fabs(sum - whole->point[k]) <= 0.01 * (double)parts + 1e-9 ||
        (whole->kind == TB_SCORE_ROW_SUBTOTAL && is_sum_so_far(t, whole, k)))
        return TB_OK;
    tb_figure said = tbi_words_figure(whole->point[k]), made = tbi_words_figure(sum);
    /* totals have no number */
    const char *space = whole->number[0] != '\0' ? " " : "";
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_SUM, t->where, whole->row, whole->number,
                    space, whole->name, names[k][0], names[k][1], said.en, said.vi, parts, made.en,
                    made.vi);
}

/* both: appraised and surveyed points together. */
static tb_status refuse_result(const tb_score_table *t, const tb_score_row *r, double both,
                               tb_err *err)
{
    tb_figure end = tbi_words_figure(r->point[TB_SCORE_RESULT]);
    tb_figure sum = tbi_words_figure(both);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SCORE_RESULT, t->where, r->row, r->name, end.en,
                    end.vi, sum.en, sum.vi);
}

/* Points of parts must make those of the whole; appraised and surveyed points the result, within
 * 0.02 of a point, since each may be rounded. awarded: the result, else their sum, NaN without
 * any. */
tb_status tbi_score_rows_check(tb_score_table *t, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < t->count && st == TB_OK; i++) {
        tb_score_row *r = &t->row[i];
        for (int k = 0; k < TB_SCORE_POINTS && st == TB_OK && r->kind != TB_SCORE_ROW_NONE; k++)
            st = check_sum(t, r, k, err);
        for (size_t k = 0; k < t->count; k++)
            r->has_parts = r->has_parts || (r->kind != TB_SCORE_ROW_NONE && is_part(r, &t->row[k]));
        double both = (isnan(r->point[TB_SCORE_APPRAISED]) ? 0 : r->point[TB_SCORE_APPRAISED]) +
                      (isnan(r->point[TB_SCORE_SURVEY]) ? 0 : r->point[TB_SCORE_SURVEY]);
        /* either kind of points is enough for a result */
        bool given = !isnan(r->point[TB_SCORE_APPRAISED]) || !isnan(r->point[TB_SCORE_SURVEY]);
        double result = r->point[TB_SCORE_RESULT];
        if (st == TB_OK && given && !isnan(result) && fabs(both - result) > 0.0201)
            st = refuse_result(t, r, both, err);
        /* the result as printed goes before the sum of its two kinds */
        r->awarded = !isnan(result) ? result : given ? both : NAN;
        if (st == TB_OK && r->kind != TB_SCORE_ROW_NONE &&
            r->awarded > r->point[TB_SCORE_MAX] + 1e-9)
            st = tbi_score_refuse_above(r, r->awarded, t->where, err);
    }
    for (int k = 0; k < TB_SCORE_ROLES && st == TB_OK; k++) {
        /* a column of which it cannot be told whether "1.500" is one and a half */
        tb_err why = TB_ERR_INIT;
        if (tbi_column_doubt(&t->marks[k], &why) != TB_OK)
            st = tbi_fail_within(err, TB_EDATA, &why, TB_MSG_SCENARIO_SCORE_AT, t->where,
                                 (uint32_t)t->marks[k].line, (uint32_t)t->form->column[k] + 1);
    }
    return st;
}
