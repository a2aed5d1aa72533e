/* record.c - which plain tables stand beside the figures, and how their rows become columns of the
 * panel file and rows again. */
#include "panel/record.h"

#include "panel/panel_internal.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* A column by the member's name, which is also its name in the panel file. TEXT may be
 * empty, TEXT_NEEDED not; KEY columns together stand once; YEAR and NUMBER may be empty. */
#define TEXT(of, member, heads)                                            \
    {                                                                      \
#member, heads, TB_RECORD_TEXT, offsetof(of, member), false, false \
    }
#define TEXT_NEEDED(of, member, heads)                                    \
    {                                                                     \
#member, heads, TB_RECORD_TEXT, offsetof(of, member), false, true \
    }
#define KEY(of, member, heads)                                           \
    {                                                                    \
#member, heads, TB_RECORD_TEXT, offsetof(of, member), true, true \
    }
#define YEAR(of, member, heads)                                            \
    {                                                                      \
#member, heads, TB_RECORD_YEAR, offsetof(of, member), false, false \
    }
#define NUMBER(of, member, heads)                                            \
    {                                                                        \
#member, heads, TB_RECORD_NUMBER, offsetof(of, member), false, false \
    }
#define FORM(group, of, columns)                                        \
    {                                                                   \
        group, sizeof(of), columns, sizeof(columns) / sizeof *(columns) \
    }

/* an agency has several names one after the other: the day from which a name holds is part
 * of the key, and may be empty */
static const tb_record_column agency_columns[] = { KEY(tb_agency, agency, "agency"),
                                                   TEXT_NEEDED(tb_agency, name_vi, "name vi"),
                                                   TEXT(tb_agency, name_en, "name en"),
                                                   { "from", "from", TB_RECORD_TEXT,
                                                     offsetof(tb_agency, from), true, false },
                                                   TEXT(tb_agency, to, "to"),
                                                   TEXT(tb_agency, successor, "successor"),
                                                   TEXT(tb_agency, source, "source"),
                                                   TEXT(tb_agency, city_vi, "city vi"),
                                                   TEXT(tb_agency, city_en, "city en") };

static const tb_record_column measure_columns[] = { KEY(tb_measure, measure, "measure"),
                                                    TEXT_NEEDED(tb_measure, name_vi, "name vi"),
                                                    TEXT(tb_measure, name_en, "name en"),
                                                    TEXT(tb_measure, counts_as, "counts as"),
                                                    TEXT(tb_measure, counts_as_vi, "counts as vi"),
                                                    TEXT(tb_measure, components, "components"),
                                                    TEXT(tb_measure, levers, "levers") };

static const tb_record_column adoption_columns[] = { KEY(tb_adoption, measure, "measure"),
                                                     KEY(tb_adoption, unit, "unit"),
                                                     TEXT(tb_adoption, status, "status"),
                                                     TEXT(tb_adoption, date, "date"),
                                                     YEAR(tb_adoption, adopt_year, "adopt year"),
                                                     YEAR(tb_adoption, exposure_year,
                                                          "exposure year"),
                                                     YEAR(tb_adoption, not_before, "not before"),
                                                     YEAR(tb_adoption, not_after, "not after"),
                                                     TEXT(tb_adoption, kind, "kind"),
                                                     TEXT(tb_adoption, detail, "detail"),
                                                     TEXT(tb_adoption, source, "source"),
                                                     TEXT(tb_adoption, basis, "basis"),
                                                     TEXT(tb_adoption, note, "note") };

static const tb_record_column criterion_columns[] = { KEY(tb_criterion, index, "index"),
                                                      KEY(tb_criterion, scheme, "scheme"),
                                                      KEY(tb_criterion, code, "code"),
                                                      TEXT(tb_criterion, parent, "parent"),
                                                      TEXT_NEEDED(tb_criterion, name_vi, "name vi"),
                                                      TEXT(tb_criterion, name_en, "name en"),
                                                      NUMBER(tb_criterion, max, "max"),
                                                      TEXT(tb_criterion, how, "how"),
                                                      TEXT(tb_criterion, threshold, "threshold"),
                                                      TEXT(tb_criterion, levers, "levers"),
                                                      TEXT(tb_criterion, source, "source"),
                                                      TEXT(tb_criterion, note, "note") };

/* std_error_high: where a publisher prints a range of errors alone */
static const tb_record_column precision_columns[] = {
    KEY(tb_precision, index, "index"),
    KEY(tb_precision, indicator, "indicator"),
    { "year", "year", TB_RECORD_YEAR, offsetof(tb_precision, year), true, true },
    KEY(tb_precision, unit, "unit"),
    NUMBER(tb_precision, std_error, "std error"),
    NUMBER(tb_precision, n, "n"),
    TEXT(tb_precision, design, "design"),
    TEXT(tb_precision, source, "source"),
    TEXT(tb_precision, basis, "basis"),
    NUMBER(tb_precision, std_error_high, "std error high")
};

static const tb_record_column study_columns[] = { KEY(tb_study, id, "id"),
                                                  TEXT_NEEDED(tb_study, study, "study"),
                                                  TEXT(tb_study, year, "year"),
                                                  TEXT_NEEDED(tb_study, place, "place"),
                                                  TEXT_NEEDED(tb_study, place_vi, "place vi"),
                                                  TEXT(tb_study, intervention, "intervention"),
                                                  TEXT(tb_study, levers, "levers"),
                                                  TEXT(tb_study, design, "design"),
                                                  TEXT(tb_study, design_vi, "design vi"),
                                                  TEXT(tb_study, sample, "sample"),
                                                  TEXT(tb_study, outcome, "outcome"),
                                                  TEXT(tb_study, estimate, "estimate"),
                                                  TEXT(tb_study, std_error, "std error"),
                                                  TEXT(tb_study, unit, "unit"),
                                                  TEXT(tb_study, unit_vi, "unit vi"),
                                                  TEXT_NEEDED(tb_study, sign, "sign"),
                                                  TEXT_NEEDED(tb_study, finding, "finding"),
                                                  TEXT_NEEDED(tb_study, finding_vi, "finding vi"),
                                                  TEXT(tb_study, duration, "duration"),
                                                  TEXT(tb_study, components, "components"),
                                                  TEXT(tb_study, mapping, "mapping"),
                                                  TEXT_NEEDED(tb_study, carries, "carries"),
                                                  TEXT_NEEDED(tb_study, carries_vi, "carries vi"),
                                                  TEXT(tb_study, read, "read"),
                                                  TEXT_NEEDED(tb_study, source, "source"),
                                                  TEXT(tb_study, note, "note"),
                                                  TEXT(tb_study, study_vi, "study vi") };

const tb_record_form tbi_record_forms[TB_RECORD_KINDS] = {
    [TB_RECORD_AGENCY] = FORM("agency", tb_agency, agency_columns),
    [TB_RECORD_MEASURE] = FORM("measure", tb_measure, measure_columns),
    [TB_RECORD_ADOPTION] = FORM("adoption", tb_adoption, adoption_columns),
    [TB_RECORD_CRITERION] = FORM("criterion", tb_criterion, criterion_columns),
    [TB_RECORD_PRECISION] = FORM("precision", tb_precision, precision_columns),
    [TB_RECORD_STUDY] = FORM("study", tb_study, study_columns)
};

/* ---- Rows in memory ---- */

/* Copies the texts of a row that was copied member by member. */
static bool copy_texts(void *row, const tb_record_form *f, tb_arena *a)
{
    for (size_t c = 0; c < f->columns; c++) {
        if (f->column[c].type != TB_RECORD_TEXT)
            continue;
        const char **text = (const char **)(void *)((char *)row + f->column[c].offset);
        *text = tbi_arena_text(a, *text != NULL ? *text : "");
        if (*text == NULL)
            return false;
    }
    return true;
}

/* Grows by doubling; the old block stays in the arena. */
bool tbi_record_add(tb_records *t, tb_record_kind kind, const void *row, tb_arena *a)
{
    const tb_record_form *f = &tbi_record_forms[kind];
    if (t->n == t->room) {
        size_t room = t->room == 0 ? 64 : t->room * 2;
        void *wider = tbi_arena_alloc(a, room, f->size);
        if (wider == NULL)
            return false;
        if (t->n > 0)
            memcpy(wider, t->row, t->n * f->size);
        t->row = wider;
        t->room = room;
    }
    void *own = (char *)t->row + t->n * f->size;
    memcpy(own, row, f->size);
    if (!copy_texts(own, f, a))
        return false;
    t->n++;
    return true;
}

/* Keys are not copied: they serve reading alone. */
bool tbi_records_copy(tb_records *to, const tb_records *t, tb_arena *a)
{
    for (unsigned k = 0; k < TB_RECORD_KINDS; k++)
        for (size_t i = 0; i < t[k].n; i++)
            if (!tbi_record_add(&to[k], k, tbi_record_at(&t[k], k, i), a))
                return false;
    return true;
}

/* ---- The panel file ---- */

/* Each column straight from the member of the rows, one every f->size bytes. */
static bool put_table(hid_t file, const tb_records *t, const tb_record_form *f)
{
    hid_t g = tbi_h5_group(file, f->group);
    bool ok = g >= 0;
    for (size_t c = 0; c < f->columns && ok; c++) {
        const tb_record_column *k = &f->column[c];
        const char *first = (const char *)t->row + k->offset;
        if (k->type == TB_RECORD_TEXT)
            ok = tbi_h5_put_texts(g, k->name, first, f->size, t->n);
        else if (k->type == TB_RECORD_YEAR)
            ok = tbi_h5_put_ints(g, k->name, first, f->size, t->n);
        else
            ok = tbi_h5_put_doubles(g, k->name, first, f->size, t->n);
    }
    tbi_h5_close_group(g);
    return ok;
}

/* In the order of the kinds, so that the bytes are always the same. */
bool tbi_records_put(hid_t file, const tb_records *t)
{
    for (unsigned k = 0; k < TB_RECORD_KINDS; k++)
        if (t[k].n > 0 && !put_table(file, &t[k], &tbi_record_forms[k]))
            return false;
    return true;
}

/* A column that an older file lacks is "" in every row, as texts of a row are never NULL. */
static void fill_empty(char *first, size_t stride, size_t n)
{
    for (size_t i = 0; i < n; i++)
        *(const char **)(void *)(first + i * stride) = "";
}

/* The first column says how many rows there are, and all others must have as many. rows stay zeroed
 * where a column fails. */
static bool get_table(tb_records *t, const tb_record_form *f, const tb_h5_reader *r, hid_t g)
{
    size_t n = 0;
    if (!tbi_h5_rows(g, f->column[0].name, &n) || n > r->most / f->size)
        return false;
    char *row = tbi_arena_alloc(r->arena, n, f->size);
    bool ok = row != NULL;
    for (size_t c = 0; c < f->columns && ok; c++) {
        const tb_record_column *k = &f->column[c];
        char *first = row + k->offset;
        if (k->type == TB_RECORD_TEXT && !k->need && !tbi_h5_has(g, k->name))
            fill_empty(first, f->size,
                       n); /* a panel that was made before there was such a column */
        else if (k->type == TB_RECORD_TEXT)
            ok = tbi_h5_get_texts(r, g, k->name, first, f->size, n);
        else if (k->type == TB_RECORD_YEAR)
            ok = tbi_h5_get_ints(r, g, k->name, first, f->size, n, 0, 9999);
        else
            ok = tbi_h5_get_doubles(r, g, k->name, first, f->size, n);
    }
    t->row = row;
    t->n = ok ? n : 0;
    return ok;
}

/* A group that is not there is a table without rows. */
bool tbi_records_get(tb_records *t, const tb_h5_reader *r, hid_t file)
{
    bool ok = true;
    for (unsigned k = 0; k < TB_RECORD_KINDS && ok; k++) {
        const tb_record_form *f = &tbi_record_forms[k];
        if (!tbi_h5_has(file, f->group))
            continue;
        hid_t g = H5Gopen2(file, f->group, H5P_DEFAULT);
        ok = g >= 0 && get_table(&t[k], f, r, g);
        tbi_h5_close_group(g);
    }
    return ok;
}

/* ---- What a panel answers ---- */

/* A merged panel answers with the tables of its parts: their units are the old ones. */
static const tb_records *find_table(const tb_panel *p, tb_record_kind kind)
{
    return p->parts != NULL ? &p->parts->record[kind] : &p->record[kind];
}

/* Two public functions of each table: how many rows, and the row i as its own type. */
#define ANSWER(many, one, of, kind)                         \
    size_t many(const tb_panel *p)                          \
    {                                                       \
        return find_table(p, kind)->n;                      \
    }                                                       \
    const of *one(const tb_panel *p, size_t i)              \
    {                                                       \
        return tbi_record_at(find_table(p, kind), kind, i); \
    }

ANSWER(tb_panel_agencies, tb_panel_agency_at, tb_agency, TB_RECORD_AGENCY)
ANSWER(tb_panel_measures, tb_panel_measure_at, tb_measure, TB_RECORD_MEASURE)
ANSWER(tb_panel_adoptions, tb_panel_adoption_at, tb_adoption, TB_RECORD_ADOPTION)
ANSWER(tb_panel_criteria, tb_panel_criterion_at, tb_criterion, TB_RECORD_CRITERION)
ANSWER(tb_panel_precisions, tb_panel_precision_at, tb_precision, TB_RECORD_PRECISION)
ANSWER(tb_panel_studies, tb_panel_study_at, tb_study, TB_RECORD_STUDY)
