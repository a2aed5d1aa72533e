/* score_sheet.c - a province's own score sheet as measures: each criterion that lost points can win
 * them back. */
#include "scenario/table_reader.h"

#include "base/error.h"
#include "messages/one_language.h"
#include "messages/scenario.h"
#include "sheet/table_rows.h"
#include "text/say.h"

#include <math.h>
#include <string.h>

enum {
    UNIT,
    YEAR,
    CRITERION,
    PARENT,
    NAME,
    MAX,
    SELF,
    AWARDED,
    HOW,
    AGENCY,
    SNOTE,
    CHANCE,
    PROVINCE
};
static const char *const sheet_columns[] = { "unit", "year",       "criterion", "parent", "name",
                                             "max",  "self_score", "awarded",   "how",    "agency",
                                             "note", "chance",     "province",  NULL };

/* A criterion of a score sheet as a measure that wins its lost points back. *lost = max -
 * awarded, NaN when either is not known. max and awarded in points, chance 0..1; NaN for empty
 * cells. v and e borrow r's cells. */
static tb_status read_sheet_row(tb_lever *v, tb_lever_effect *e, tb_table_reader *r, double *lost,
                                tb_err *err)
{
    double max = NAN;
    double awarded = NAN;
    double chance = NAN;
    double year = 0;
    tb_status st = tbi_reader_number(&max, r, MAX, err);
    if (st == TB_OK)
        st = tbi_reader_number(&awarded, r, AWARDED, err);
    if (st == TB_OK)
        st = tbi_reader_number(&chance, r, CHANCE, err);
    if (st == TB_OK)
        st = tbi_reader_number(&year, r, YEAR, err);
    if (st != TB_OK)
        return st;
    if (r->cell[YEAR][0] != '\0' && (year < 1990 || year > 2100 || year != floor(year)))
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_OFFERED_YEAR, r->where, r->line,
                        r->name[YEAR], r->cell[YEAR]);
    const char *id = r->cell[CRITERION];
    if (id[0] == '\0')
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_NO_CRITERION, NULL);
    if (chance < 0 || chance > 1)
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_CHANCE, id);
    /* false for NaN, so an empty cell is no fault */
    if (awarded > max)
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_AWARDED, id);
    *lost = isnan(max) || isnan(awarded) ? NAN : max - awarded;
    /* a sheet has one language; it stands for both */
    const char *name = r->cell[NAME][0] != '\0' ? r->cell[NAME] : id;
    *v = tbi_criterion_lever;
    v->id = id;
    v->name_vi = v->name_en = name;
    v->agency_vi = v->agency_en = r->cell[AGENCY];
    v->sheet_unit = r->cell[UNIT];
    v->sheet_title = r->cell[PROVINCE];
    v->sheet_year = (int)year;
    v->sheet_at = v->row_at = tbi_arena_printf(r->arena, "%s:%zu", r->where, r->line);
    if (v->sheet_at == NULL)
        return tbi_no_memory(err, "the score sheet");
    /* the points are won in the field that the criterion belongs to */
    *e = (tb_lever_effect){ .component = r->cell[PARENT][0] != '\0' ? r->cell[PARENT] : id,
                            .mean = NAN,
                            .sd = NAN,
                            .link = "criterion",
                            .note = r->cell[SNOTE],
                            .note_vi = r->cell[SNOTE],
                            .aims_at = "",
                            .source = "",
                            .lost = *lost,
                            .chance = chance,
                            .how = r->cell[HOW] };
    return TB_OK;
}

/* What a row of a sheet says, kept until every row is read: a sum may stand before its parts.
 * Texts are of the reader's arena. */
typedef struct sheet_line {
    const char *id, *parent; /* "3.2", "C3" */
    double max, awarded;
    size_t line;
} sheet_line;

/* The parts of a criterion with figures of their own add up to it, to a hundredth a part. word:
 * which figure in the two languages' sentence. O(n) for each row, O(n^2) for a sheet of some
 * hundred rows. A part without a figure makes the sum unknown, and nothing is checked. */
static tb_status check_sum(const tb_table_reader *r, const sheet_line *all, size_t n, size_t at,
                           bool awarded, tb_err *err)
{
    double sum = 0;
    size_t parts = 0;
    double said = awarded ? all[at].awarded : all[at].max;
    for (size_t i = 0; i < n; i++) {
        if (i == at || strcmp(all[i].parent, all[at].id) != 0)
            continue;
        sum += awarded ? all[i].awarded : all[i].max;
        parts++;
    }
    if (parts == 0 || isnan(sum) || isnan(said) || fabs(sum - said) <= 0.01 * (double)parts + 1e-9)
        return TB_OK;
    tb_figure parts_make = tbi_words_figure(sum), whole = tbi_words_figure(said);
    const char *of = awarded ? TB_EN(TB_WORD_SCENARIO_AWARDED) : TB_EN(TB_WORD_SCENARIO_MAXIMUM);
    const char *of_vi = awarded ? TB_VI(TB_WORD_SCENARIO_AWARDED) : TB_VI(TB_WORD_SCENARIO_MAXIMUM);
    return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_SHEET_SUM, r->where, all[at].line, all[at].id,
                    parts_make.en, parts_make.vi, of, of_vi, whole.en, whole.vi);
}

/* Maxima and awarded points alike, every row against those that name it as parent. */
static tb_status check_sums(const tb_table_reader *r, const sheet_line *all, size_t n, tb_err *err)
{
    tb_status st = TB_OK;
    for (size_t i = 0; i < n && st == TB_OK; i++) {
        st = check_sum(r, all, n, i, false, err);
        if (st == TB_OK)
            st = check_sum(r, all, n, i, true, err);
    }
    return st;
}

/* A criterion, its maximum and its award must have columns. The unit may stand under several names;
 * one column may answer to both `unit` and `province`, and is the unit then. */
static tb_status find_sheet_columns(tb_table_reader *r, tb_err *err)
{
    tbi_reader_find_columns(r);
    r->at[PROVINCE] = tbi_table_column(r->csv, "province|tinh|tinh thanh pho|tinh/thanh pho|ten "
                                               "tinh|dia phuong|name of unit");
    if (r->at[PROVINCE] == r->at[UNIT])
        r->at[PROVINCE] = -1;
    if (r->at[CRITERION] < 0 || r->at[MAX] < 0 || r->at[AWARDED] < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_NEITHER_TABLE_LEVERS_COLUMNS, r->where);
    return TB_OK;
}

/* A province's own score sheet: every criterion that lost points is a measure; a row that other
 * rows name as their parent is a sum and none. Rows are kept until the end, because only then it
 * is known which of them are sums. On failure out may hold some of the measures; the scenario
 * that it is for is dropped. */
tb_status tbi_score_sheet_read(tb_lever_list *out, tb_table_reader *r, bool replace, tb_err *err)
{
    tb_lever_list own = { out->arena, NULL, 0, 0 };
    sheet_line *all = NULL;
    size_t n = 0;
    size_t room = 0;
    bool more = true;
    r->name = sheet_columns;
    tb_status st = find_sheet_columns(r, err);
    if (st != TB_OK)
        return st;
    while ((st = tbi_reader_next(r, &more, err)) == TB_OK && more) {
        tb_lever v;
        tb_lever_effect e;
        double lost = NAN;
        sheet_line line = { .max = NAN, .awarded = NAN, .line = r->line };
        if ((st = read_sheet_row(&v, &e, r, &lost, err)) != TB_OK)
            return st;
        if (n == room) {
            room = room > 0 ? room * 2 : 64;
            sheet_line *grown = TB_NEW(out->arena, sheet_line, room);
            if (grown == NULL)
                return tbi_no_memory(err, "the score sheet");
            if (n > 0)
                memcpy(grown, all, n * sizeof *grown);
            all = grown;
        }
        line.id = v.id;
        line.parent = r->cell[PARENT];
        st = tbi_reader_number(&line.max, r, MAX, err);
        if (st == TB_OK)
            st = tbi_reader_number(&line.awarded, r, AWARDED, err);
        if (st != TB_OK)
            return st;
        all[n++] = line;
        /* a criterion with all its points, or with unknown ones, is no measure but still
         * part of a sum */
        if (!(lost > 0))
            continue;
        if ((st = tbi_lever_add_effect(&v, &e, out->arena, err)) != TB_OK ||
            (st = tbi_lever_put(&own, &v, false, r->where, err)) != TB_OK)
            return st;
    }
    if (st == TB_OK)
        st = tbi_reader_check_marks(r, err);
    if (st == TB_OK)
        st = check_sums(r, all, n, err);
    for (size_t i = 0; i < own.count && st == TB_OK; i++) {
        /* whatever other rows name as parent is their sum, not a measure beside them */
        bool sum = false;
        for (size_t k = 0; k < n; k++)
            sum |= strcmp(all[k].parent, own.lever[i].id) == 0;
        if (!sum)
            st = tbi_lever_put(out, &own.lever[i], replace, r->where, err);
    }
    return st;
}
