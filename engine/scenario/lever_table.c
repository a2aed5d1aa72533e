/* lever_table.c - a table of measures, one row a component of a measure. */
#include "scenario/table_reader.h"

#include "base/error.h"
#include "messages/scenario.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    ID,
    NAME_VI,
    NAME_EN,
    AGENCY_VI,
    AGENCY_EN,
    COMPONENT,
    MEAN,
    SD,
    PER,
    LAG,
    COST,
    COST_UNIT,
    REQUIRES,
    EXCLUDES,
    LINK,
    NOTE,
    NOTE_VI,
    SOURCE,
    QUANTITY_VI,
    QUANTITY_EN,
    DEADLINE,
    ORDERED_BY,
    OFFERED_FROM,
    OFFERED_TO,
    AIMS_AT
};
static const char *const lever_columns[] = {
    "id",          "name_vi",     "name_en",  "agency_vi",  "agency_en",    "component",
    "mean",        "sd",          "per",      "lag",        "cost",         "cost_unit",
    "requires",    "excludes",    "link",     "note",       "note_vi",      "source",
    "quantity_vi", "quantity_en", "deadline", "ordered_by", "offered_from", "offered_to",
    "aims_at",     NULL
};

/* One row of a table is one effect. given: the user has a mean of his own; NaN mean and sd: the
 * evidence is looked for. mean and sd in points of the component, or, with per "headroom", as a
 * share of what is missing to its maximum. One row is one effect of the measure whose id it has;
 * a measure of three effects has three rows. */
static tb_status read_row_effect(tb_lever_effect *e, tb_table_reader *r, tb_err *err)
{
    *e = (tb_lever_effect){ .component = r->cell[COMPONENT],
                            .mean = NAN,
                            .sd = NAN,
                            .link = r->cell[LINK],
                            .note = r->cell[NOTE],
                            .note_vi = r->cell[NOTE_VI],
                            .aims_at = r->cell[AIMS_AT],
                            .source = r->cell[SOURCE],
                            .lost = NAN,
                            .chance = NAN,
                            .how = "" };
    if (e->component[0] == '\0')
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_NO_COMPONENT, r->cell[ID]);
    const char *per = r->cell[PER];
    if (per[0] != '\0' && strcmp(per, "points") != 0 && strcmp(per, "headroom") != 0)
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_PER, per);
    e->headroom = strcmp(per, "headroom") == 0;
    tb_status st = tbi_reader_number(&e->mean, r, MEAN, err);
    if (st == TB_OK)
        st = tbi_reader_number(&e->sd, r, SD, err);
    if (st != TB_OK)
        return st;
    /* what the user says goes before all evidence */
    e->given = !isnan(e->mean);
    char where[512];
    snprintf(where, sizeof where, "%s:%zu", r->where, r->line);
    return tbi_effect_check(e, r->cell[ID], where, err);
}

/* The year of a date "2021-06-01" or of "2021"; stays as it is when the cell is empty. out stays
 * as it is for an empty cell, so the caller's default holds. */
static tb_status read_offered_year(int *out, const tb_table_reader *r, size_t column, tb_err *err)
{
    const char *text = r->cell[column];
    char year[5] = "";
    double value = NAN;
    if (text[0] == '\0')
        return TB_OK;
    snprintf(year, sizeof year, "%s", text);
    size_t digits = strspn(text, "0123456789");
    bool is = digits == 4 && (text[4] == '\0' || text[4] == '-') &&
              tbi_parse_double(&value, NULL, year, strlen(year), false);
    if (!is || value < 1990 || value > 9999)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_OFFERED_YEAR, r->where, r->line,
                        r->name[column], text);
    *out = (int)value;
    return TB_OK;
}

/* A name or agency missing in one language is taken from the other, a name at last from the id.
 * Without a cost each measure costs 1, so that a budget counts measures; lag -1: not said.
 * offered_from and offered_to: years in which the measure was on offer; 0 and 9999 where not
 * said. deadline, quantity and ordered_by are texts of the plans in which the measure was read. */
static tb_status read_row_lever(tb_lever *v, tb_table_reader *r, tb_err *err)
{
    *v = (tb_lever){ .id = r->cell[ID],
                     .name_vi = r->cell[NAME_VI],
                     .name_en = r->cell[NAME_EN],
                     .agency_vi = r->cell[AGENCY_VI],
                     .agency_en = r->cell[AGENCY_EN],
                     .cost = 1,
                     .cost_unit = r->cell[COST_UNIT],
                     .lag = -1,
                     .quantity_vi = r->cell[QUANTITY_VI],
                     .quantity_en = r->cell[QUANTITY_EN],
                     .deadline = r->cell[DEADLINE],
                     .ordered_by = r->cell[ORDERED_BY],
                     .offered_to = 9999,
                     .sheet_unit = "" };
    if (v->id[0] == '\0')
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_NO_ID, NULL);
    if (v->name_vi[0] == '\0')
        v->name_vi = v->name_en[0] != '\0' ? v->name_en : v->id;
    if (v->name_en[0] == '\0')
        v->name_en = v->name_vi;
    if (v->agency_vi[0] == '\0')
        v->agency_vi = v->agency_en;
    if (v->agency_en[0] == '\0')
        v->agency_en = v->agency_vi;
    /* a cost of 1 that was written down is not the same as none */
    v->cost_given = r->cell[COST][0] != '\0';
    double lag = -1;
    tb_status st = tbi_reader_number(&v->cost, r, COST, err);
    if (st == TB_OK && v->cost < 0)
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_COST, v->id);
    if (st == TB_OK)
        st = tbi_reader_number(&lag, r, LAG, err);
    /* whole years, as scores are yearly */
    if (st == TB_OK && r->cell[LAG][0] != '\0' && (lag < 0 || lag > 50 || lag != floor(lag)))
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_LAG, r->cell[LAG]);
    v->lag = (int)lag;
    if (st == TB_OK)
        st = read_offered_year(&v->offered_from, r, OFFERED_FROM, err);
    if (st == TB_OK)
        st = read_offered_year(&v->offered_to, r, OFFERED_TO, err);
    if (st == TB_OK && v->offered_from > v->offered_to)
        return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_OFFERED, v->id);
    if (st == TB_OK)
        st = tbi_reader_ids(&v->requires_id, &v->requires_n, r, REQUIRES, err);
    if (st == TB_OK)
        st = tbi_reader_ids(&v->excludes_id, &v->excludes_n, r, EXCLUDES, err);
    return st;
}

/* What a measure says of itself in a later row: empty, or the same as in its first one. Cells of
 * that are numbers are held as they are written. Numbers count only where the later row says
 * them: an empty cost is no other cost. */
static tb_status check_later_row(const tb_lever *first, const tb_lever *again,
                                 const tb_table_reader *r, tb_err *err)
{
    const char *const said[][3] = {
        { "name_vi", first->name_vi, r->cell[NAME_VI] },
        { "name_en", first->name_en, r->cell[NAME_EN] },
        { "agency_vi", first->agency_vi, r->cell[AGENCY_VI] },
        { "agency_en", first->agency_en, r->cell[AGENCY_EN] },
        { "cost_unit", first->cost_unit, r->cell[COST_UNIT] },
        { "quantity_vi", first->quantity_vi, r->cell[QUANTITY_VI] },
        { "quantity_en", first->quantity_en, r->cell[QUANTITY_EN] },
        { "deadline", first->deadline, r->cell[DEADLINE] },
        { "ordered_by", first->ordered_by, r->cell[ORDERED_BY] },
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i][2][0] != '\0' && strcmp(said[i][1], said[i][2]) != 0)
            return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER, r->where, r->line,
                            again->id, said[i][0], said[i][1], said[i][2]);
    if (again->cost_given && again->cost != first->cost)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER_BY, r->where, r->line, again->id,
                        "cost", first->cost, again->cost);
    if (again->lag >= 0 && again->lag != first->lag)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ROWS_DIFFER_BY, r->where, r->line, again->id,
                        "lag", (double)first->lag, (double)again->lag);
    return TB_OK;
}

/* Rows of one measure may stand anywhere; its cost, lag and prerequisites are those of its first
 * row. */
tb_status tbi_lever_table_read(tb_lever_list *out, tb_table_reader *r, bool replace, tb_err *err)
{
    tb_lever_list own = { out->arena, NULL, 0, 0 };
    bool more = true;
    r->name = lever_columns;
    tbi_reader_find_columns(r);
    if (r->at[COMPONENT] < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_COLUMN_COMPONENT_MISSING, r->where);
    tb_status st = TB_OK;
    /* the first fault ends the reading, with its line */
    while ((st = tbi_reader_next(r, &more, err)) == TB_OK && more) {
        tb_lever v;
        tb_lever_effect e;
        if ((st = read_row_lever(&v, r, err)) != TB_OK ||
            (st = read_row_effect(&e, r, err)) != TB_OK)
            return st;
        size_t at = 0;
        /* a walk: tables of measures have tens of rows */
        while (at < own.count && strcmp(own.lever[at].id, v.id) != 0)
            at++;
        if (at < own.count && (st = check_later_row(&own.lever[at], &v, r, err)) != TB_OK)
            return st;
        if (at == own.count && (st = tbi_lever_put(&own, &v, false, r->where, err)) != TB_OK)
            return st;
        /* two effects on one component would be added up without anybody having said so */
        for (size_t k = 0; k < own.lever[at].effects; k++)
            if (strcmp(own.lever[at].effect[k].component, e.component) == 0)
                return tbi_reader_refuse(r, err, TB_MSG_SCENARIO_ROW_TWICE, v.id);
        if ((st = tbi_lever_add_effect(&own.lever[at], &e, out->arena, err)) != TB_OK)
            return st;
    }
    if (st == TB_OK)
        st = tbi_reader_check_marks(r, err);
    /* only now into the scenario: a table with a fault leaves it as it was */
    for (size_t i = 0; i < own.count && st == TB_OK; i++)
        st = tbi_lever_put(out, &own.lever[i], replace, r->where, err);
    return st;
}
