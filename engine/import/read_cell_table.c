/* read_cell_table.c - tables of figures, long (a row a figure) or wide (a row a unit), into the
 * cells of the draft. The inner loop of an import: what a row shares with the row before is not
 * looked up again. */
#include "base/error.h"
#include "base/file.h"
#include "import/cell_reader.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool again(tb_last_text *last, const tb_field *f)
{
    return f->n == last->n && f->n > 0 && memcmp(f->text, last->text, f->n) == 0;
}

static void remember(tb_last_text *last, const tb_field *f)
{
    last->n = f->n < TB_LAST_TEXT ? f->n : 0;
    if (last->n > 0)
        memcpy(last->text, f->text, f->n);
}

static int short_of(const tb_field *f)
{
    return (int)(f->n < 80 ? f->n : 80);
}

bool tbi_cells_set_limits(tb_cell_reader *w)
{
    w->limit = tbi_reading_limits(w->r, w->index, w->year);
    w->units_then = tbi_reading_units_in(w->r, w->year);
    int ranked = tbi_builder_n_ranked(w->index, w->year);
    if (w->units_then > 0 && ranked > 0 && (size_t)ranked > w->units_then)
        w->units_then = (size_t)ranked;
    if (w->limit == NULL)
        w->r->no_memory = true;
    return w->limit != NULL;
}

static bool set_index(tb_cell_reader *w, const tb_spot *at, const char *code, size_t n)
{
    w->index = tbi_reading_index(w->r, at, code, n);
    if (w->index != NULL && w->of->complete)
        w->index->complete = true;
    return w->index != NULL;
}

/* Whether a field looks like a number whose thousands are set apart: "1,042.5", "1.042,5", "1 042".
 * */
static bool grouped(const tb_field *f)
{
    size_t digits = 0, marks = 0;
    for (size_t i = 0; i < f->n; i++) {
        digits += f->text[i] >= '0' && f->text[i] <= '9';
        marks += strchr(",. ", f->text[i]) != NULL;
    }
    return marks > 0 && digits > 3 && digits + marks == f->n;
}

/* Number or rejection. */
static bool number(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t column, double *x,
                   int *decimals)
{
    const tb_field *f = &row->field[column];
    if (tbi_parse_double(x, decimals, f->text, f->n, w->comma))
        return true;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, column);
    double comma = 0;
    if (f->n == 0)
        tbi_reject_say(w->r->rejects, &at, "there is no value: write a number or leave the row out",
                       "ô giá trị trống: hãy ghi số hoặc bỏ dòng này");
    else if (tbi_parse_double(&comma, NULL, f->text, f->n, true))
        tbi_reject_say(
            w->r->rejects, &at,
            "'%.*s' has a decimal comma, but commas separate the fields: write a point, "
            "or separate by semicolons",
            "'%.*s' dùng dấu phẩy thập phân trong khi dấu phẩy ngăn cách các ô: hãy dùng "
            "dấu chấm, hoặc ngăn cách bằng dấu chấm phẩy",
            short_of(f), f->text);
    else if (grouped(f))
        tbi_reject_say(
            w->r->rejects, &at, "'%.*s' is not a number: write it without separators of thousands",
            "'%.*s' không phải là số: hãy bỏ dấu ngăn cách hàng nghìn", short_of(f), f->text);
    else
        tbi_reject_say(w->r->rejects, &at,
                       "'%.*s' is not a number: leave the cell empty when it is not known",
                       "'%.*s' không phải là số: để trống nếu chưa biết", short_of(f), f->text);
    return false;
}

static void put_percent(tb_cell_reader *w, const tb_reading_cell *x, const tb_field *f,
                        const tb_spot *at)
{
    const char *code = w->index->indicator[x->column].code;
    char text[64];
    snprintf(text, sizeof text, "%.*s", short_of(f) < 60 ? short_of(f) : 60, f->text);
    const char *unit = w->r->draft->code[x->code];
    tb_fact fact = { x->year,
                     unit,
                     x->column,
                     code,
                     "percent",
                     "",
                     text,
                     x->value,
                     pow(10, -x->decimals),
                     x->derived ? "derived" : "published",
                     x->source };
    tbi_merge_fact(w->r, w->index, &fact, at);
}

void tbi_cells_put(tb_cell_reader *w, const tb_csv_row *row, ptrdiff_t from, ptrdiff_t column,
                   tb_cell_kind kind, ptrdiff_t code, bool derived)
{
    tb_reading_cell x = { .index = w->index,
                          .column = column,
                          .code = code,
                          .year = w->year,
                          .derived = derived,
                          .source = w->source };
    if (!number(w, row, from, &x.value, &x.decimals))
        return;
    const tb_limit *limit = &w->limit[column];
    const char *name = w->index->indicator[column].code;
    double slack = 1e-9;
    if (!limit->exists) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, "%s.%s is not part of the scheme of %d",
                       "%s.%s không có trong bộ tiêu chí năm %d", w->index->code, name, w->year);
    } else if (kind == TB_KIND_RANK &&
               (x.value != floor(x.value) || x.value < 1 || x.value > INT16_MAX)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, "%g is not a place: places are whole numbers from 1",
                       "%g không phải là thứ hạng: thứ hạng là số nguyên từ 1", x.value);
    } else if (kind == TB_KIND_RANK && w->units_then > 0 && x.value > (double)w->units_then) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, "place %g is above the number of units in %d, %zu",
                       "thứ hạng %g lớn hơn số đơn vị của năm %d (%zu)", x.value, w->year,
                       w->units_then);
    } else if (kind == TB_KIND_VALUE &&
               (x.value < limit->lo - slack || x.value > limit->hi + slack)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, "%.10g is outside the range of %s.%s in %d, %g to %g",
                       "%.10g nằm ngoài thang điểm của %s.%s năm %d, từ %g đến %g", x.value,
                       w->index->code, name, w->year,
                       isnan(limit->lo) ? (double)-INFINITY : limit->lo,
                       isnan(limit->hi) ? (double)INFINITY : limit->hi);
    } else if (kind == TB_KIND_PERCENT && (x.value < 0 || x.value > 100 + slack)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        tbi_reject_say(w->r->rejects, &at, "%.10g is not a percentage of the maximum",
                       "%.10g không phải là tỷ lệ phần trăm so với điểm tối đa", x.value);
    } else {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, from);
        w->any = true;
        if (kind == TB_KIND_VALUE)
            tbi_merge_value(w->r, &x, &at);
        else if (kind == TB_KIND_RANK)
            tbi_merge_rank(w->r, &x, &at);
        else
            put_percent(w, &x, &row->field[from], &at);
    }
}

bool tbi_cells_set_source(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = w->at.source >= 0 ? &row->field[w->at.source] : NULL;
    if (f == NULL || f->n == 0) {
        const char *name = tbi_file_name(w->of->path);
        if (w->own_source < 0)
            w->own_source = tbi_builder_source(w->r->draft, name, strlen(name));
        if (w->own_source < 0)
            w->r->no_memory = true;
        w->source = w->own_source;
        w->last_source.n = 0;
        return w->source >= 0;
    }
    if (again(&w->last_source, f))
        return true;
    w->source = tbi_builder_source(w->r->draft, f->text, f->n);
    remember(&w->last_source, f);
    if (w->source < 0)
        w->r->no_memory = true;
    return w->source >= 0;
}

bool tbi_cells_basis(tb_cell_reader *w, const tb_csv_row *row, bool *derived)
{
    *derived = false;
    const tb_field *f = w->at.basis >= 0 ? &row->field[w->at.basis] : NULL;
    if (f == NULL || f->n == 0 || (f->n == 9 && memcmp(f->text, "published", 9) == 0))
        return true;
    *derived = true;
    if ((f->n == 7 && memcmp(f->text, "derived", 7) == 0) ||
        (f->n == 8 && memcmp(f->text, "computed", 8) == 0))
        return true;
    tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.basis);
    tbi_reject_say(w->r->rejects, &at, "'%.*s' is not a basis: write published or derived",
                   "'%.*s' không phải là cơ sở: hãy ghi published hoặc derived", short_of(f),
                   f->text);
    return false;
}

/* A row must be of the index and the year that the caller named for tables that do not say them:
 * neither overrules the other in silence. Said once a table. */
static void see_said(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_import_opts *o = w->r->opts;
    if (w->of->packaged)
        return;
    if (w->at.index >= 0 && o->index != NULL && !w->other_index &&
        strcasecmp(o->index, w->index->code) != 0) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.index);
        w->other_index = true;
        tbi_reject_say(
            w->r->rejects, &at,
            "the row is of the index %s, but --index says %.40s: leave --index out, or mend the "
            "column",
            "dòng này thuộc chỉ số %s nhưng --index ghi %.40s: hãy bỏ --index hoặc sửa cột chỉ số",
            w->index->code, o->index);
    }
    if (w->at.year >= 0 && o->year != 0 && !w->other_year && o->year != w->year) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.year);
        w->other_year = true;
        tbi_reject_say(
            w->r->rejects, &at,
            "the row is of the year %d, but --year says %d: leave --year out, or mend the column",
            "dòng này của năm %d nhưng --year ghi %d: hãy bỏ --year hoặc sửa cột năm", w->year,
            o->year);
    }
}

bool tbi_cells_set_place(tb_cell_reader *w, const tb_csv_row *row)
{
    bool changed = false;
    if (w->at.index >= 0 && !again(&w->last_index, &row->field[w->at.index])) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.index);
        w->last_index.n = w->last_indicator.n = 0;
        if (!set_index(w, &at, row->field[w->at.index].text, row->field[w->at.index].n))
            return false;
        remember(&w->last_index, &row->field[w->at.index]);
        changed = true;
    }
    if (w->at.year >= 0 && !again(&w->last_year, &row->field[w->at.year])) {
        w->last_year.n = 0;
        if ((w->year = tbi_reading_year(w->r, w->csv, row, w->at.year)) == 0)
            return false;
        remember(&w->last_year, &row->field[w->at.year]);
        changed = true;
    }
    if (changed)
        see_said(w, row);
    return !changed || tbi_cells_set_limits(w);
}

static bool set_indicator(tb_cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = &row->field[w->at.indicator];
    if (again(&w->last_indicator, f))
        return true;
    w->last_indicator.n = 0;
    size_t before = w->index->indicators;
    if (f->n == 0 || f->n > 200 ||
        !tbi_reading_indicator(&w->column, &w->kind, w->r, w->index, f->text, f->n)) {
        tb_spot at = tbi_reading_spot(w->r, w->csv, row, w->at.indicator);
        tbi_reading_no_indicator(w->r, w->index, &at, f->text, f->n < 200 ? f->n : 200);
        return false;
    }
    remember(&w->last_indicator, f);
    return w->index->indicators == before || tbi_cells_set_limits(w);
}

static tb_status read_long(tb_cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st;
    bool derived = false;
    while ((st = tbi_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!tbi_cells_set_place(w, &row) || !set_indicator(w, &row))
            continue;
        ptrdiff_t code = tbi_reading_unit(w->r, w->csv, &row, w->at.unit, w->year);
        if (code < 0 || !tbi_cells_set_source(w, &row) || !tbi_cells_basis(w, &row, &derived))
            continue;
        tbi_cells_put(w, &row, w->at.value, w->column, w->kind, code, derived);
    }
    return st;
}

static bool set_whole(tb_cell_reader *w, const tb_spot *head)
{
    const tb_import_opts *o = w->r->opts;
    const char *index = !w->of->packaged && o->index != NULL ? o->index : w->of->index;
    if (w->at.index < 0 && index[0] != '\0') {
        if (!set_index(w, head, index, strlen(index)))
            return false;
    } else if (w->at.index < 0 && (w->index = tbi_cells_guess_index(w)) == NULL) {
        tbi_reject_say(
            w->r->rejects, head,
            "the table does not say of which index it is: add a column 'index' or give --index",
            "bảng không cho biết thuộc chỉ số nào: hãy thêm cột 'index' hoặc dùng --index");
        return false;
    }
    if (w->at.year < 0)
        w->year = o->year;
    if (w->at.year < 0 && (w->year < TB_YEAR_FIRST || w->year > TB_YEAR_LAST)) {
        tbi_reject_say(
            w->r->rejects, head,
            "the table does not say of which year it is: add a column 'year' or give --year",
            "bảng không cho biết thuộc năm nào: hãy thêm cột 'year' hoặc dùng --year");
        return false;
    }
    if (w->at.unit < 0) {
        tbi_reject_say(w->r->rejects, head,
                       "the table has no column 'unit' with the code or the name of the unit; its "
                       "first line must be the names of the columns, "
                       "without a title above",
                       "bảng không có cột 'unit' ghi mã hoặc tên đơn vị; dòng đầu tiên phải là tên "
                       "các cột, không có tiêu đề bên trên");
        return false;
    }
    return w->index == NULL || w->year == 0 || tbi_cells_set_limits(w);
}

/* A template that nobody has filled in is no fault, but whoever imports it should hear of it. */
static void note_empty(tb_cell_reader *w)
{
    tb_arena a = { 0 };
    const char *name = tbi_file_name(w->of->path);
    const char *text = tbi_arena_printf(&a, "'%s' holds no figure: its cells are empty", name);
    const char *vi = tbi_arena_printf(&a, "'%s' không có số liệu nào: các ô đều trống", name);
    if (text == NULL || vi == NULL ||
        !tbi_notice_add(w->r->notices, w->r->arena, "no-figures", text, vi))
        w->r->no_memory = true;
    tbi_arena_free(&a);
}

tb_status tbi_read_cells(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    tb_cell_reader *w = calloc(1, sizeof *w);
    if (w == NULL)
        return tbi_no_memory(err, x->path);
    w->r = r;
    w->csv = c;
    w->of = x;
    w->comma = tbi_csv_separator(c) != ',';
    w->at = (tb_cell_columns){
        tbi_csv_column(c, "index|chi so"), tbi_csv_column(c, "indicator"),
        tbi_csv_column(c, "year|nam"),     tbi_csv_column(c, "unit|code|ma|ma tinh"),
        tbi_csv_column(c, "value"),        tbi_csv_column(c, "source|nguon"),
        tbi_csv_column(c, "basis")
    };
    if (w->at.unit < 0)
        w->at.unit = tbi_csv_column(c, TB_UNIT_NAMES);
    bool long_form = w->at.indicator >= 0 && w->at.value >= 0;
    w->own_source = w->source = -1;
    tb_spot head = { x->path, 1, 0, NULL };
    tb_status st = TB_OK;
    if (set_whole(w, &head))
        st = long_form ? read_long(w, err) : tbi_read_wide_table(w, err);
    if (st == TB_OK && !w->any && !x->packaged && w->r->rejects->count == 0)
        note_empty(w);
    free(w);
    return st;
}
