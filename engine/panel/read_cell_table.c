/* read_cell_table.c - tables of figures, long (a row a figure) or wide (a row a unit), into the cells of the draft. The inner loop of an import: what a row
 * shares with the row before is not looked up again. */
#include "base/error.h"
#include "base/file.h"
#include "panel/reading.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LAST_TEXT = 96 };

/* The field of the row before, to see that it is the same again. */
typedef struct last_text {
    char text[LAST_TEXT];
    size_t n;
} last_text;

typedef struct cell_columns {
    ptrdiff_t index, indicator, year, unit, value, source, basis;
} cell_columns;

/* A column of a wide table. */
typedef struct wide_column {
    bool used;
    ptrdiff_t column;
    tb_cell_kind kind;
} wide_column;

typedef struct cell_reader {
    tb_reading *r;
    tb_csv *csv;
    const tb_resource *of;
    cell_columns at;
    bool comma;             /* decimal commas may stand */
    int32_t own_source;     /* of rows that name none: the file */
    tb_draft_index *index;  /* of the row */
    int year;
    const tb_limit *limit;  /* of index and year */
    size_t units_then;      /* in that year */
    ptrdiff_t column;
    tb_cell_kind kind;
    int32_t source;
    last_text last_index, last_indicator, last_year, last_source;
    bool known_indicator;
    bool any;               /* a figure was read */
    bool other_index, other_year; /* it was said that a row is of another than --index or --year says */
} cell_reader;

static bool again(last_text *last, const tb_field *f)
{
    return f->n == last->n && f->n > 0 && memcmp(f->text, last->text, f->n) == 0;
}

static void remember(last_text *last, const tb_field *f)
{
    last->n = f->n < LAST_TEXT ? f->n : 0;
    if (last->n > 0) memcpy(last->text, f->text, f->n);
}

static int short_of(const tb_field *f)
{
    return (int)(f->n < 80 ? f->n : 80);
}

/* The rules of the index in the year of the row. */
static bool set_limits(cell_reader *w)
{
    w->limit = tb_reading_limits(w->r, w->index, w->year);
    w->units_then = tb_reading_units_in(w->r, w->year);
    int ranked = tb_draft_n_ranked(w->index, w->year);
    if (w->units_then > 0 && ranked > 0 && (size_t)ranked > w->units_then) w->units_then = (size_t)ranked;
    if (w->limit == NULL) w->r->no_memory = true;
    return w->limit != NULL;
}

static bool set_index(cell_reader *w, const tb_spot *at, const char *code, size_t n)
{
    w->index = tb_reading_index(w->r, at, code, n);
    if (w->index != NULL && w->of->complete) w->index->complete = true;
    return w->index != NULL;
}

/* Whether a field looks like a number whose thousands are set apart: "1,042.5", "1.042,5", "1 042". */
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
static bool number(cell_reader *w, const tb_csv_row *row, ptrdiff_t column, double *x, int *decimals)
{
    const tb_field *f = &row->field[column];
    if (tb_parse_double(x, decimals, f->text, f->n, w->comma)) return true;
    tb_spot at = tb_reading_spot(w->r, w->csv, row, column);
    double comma = 0;
    if (f->n == 0)
        tb_reject_say(w->r->rejects, &at, "there is no value: write a number or leave the row out", "ô giá trị trống: hãy ghi số hoặc bỏ dòng này");
    else if (tb_parse_double(&comma, NULL, f->text, f->n, true))
        tb_reject_say(w->r->rejects, &at, "'%.*s' has a decimal comma, but commas separate the fields: write a point, or separate by semicolons",
                      "'%.*s' dùng dấu phẩy thập phân trong khi dấu phẩy ngăn cách các ô: hãy dùng dấu chấm, hoặc ngăn cách bằng dấu chấm phẩy", short_of(f), f->text);
    else if (grouped(f))
        tb_reject_say(w->r->rejects, &at, "'%.*s' is not a number: write it without separators of thousands", "'%.*s' không phải là số: hãy bỏ dấu ngăn cách hàng nghìn", short_of(f), f->text);
    else
        tb_reject_say(w->r->rejects, &at, "'%.*s' is not a number: leave the cell empty when it is not known", "'%.*s' không phải là số: để trống nếu chưa biết", short_of(f),
                      f->text);
    return false;
}

static void put_percent(cell_reader *w, const tb_reading_cell *x, const tb_field *f, const tb_spot *at)
{
    const char *code = w->index->indicator[x->column].code;
    char text[64];
    snprintf(text, sizeof text, "%.*s", short_of(f) < 60 ? short_of(f) : 60, f->text);
    const char *unit = w->r->draft->code[x->code];
    tb_fact fact = { x->year, unit, x->column, code, "percent", "", text, x->value, pow(10, -x->decimals), x->derived ? "derived" : "published",
                     x->source };
    tb_merge_fact(w->r, w->index, &fact, at);
}

/* A figure that was read: looks at it and puts it into its cell. */
static void put(cell_reader *w, const tb_csv_row *row, ptrdiff_t from, ptrdiff_t column, tb_cell_kind kind, ptrdiff_t code, bool derived)
{
    tb_reading_cell x = { .index = w->index, .column = column, .code = code, .year = w->year, .derived = derived, .source = w->source };
    if (!number(w, row, from, &x.value, &x.decimals)) return;
    const tb_limit *limit = &w->limit[column];
    const char *name = w->index->indicator[column].code;
    double slack = 1e-9;
    if (!limit->exists) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        tb_reject_say(w->r->rejects, &at, "%s.%s is not part of the scheme of %d", "%s.%s không có trong bộ tiêu chí năm %d", w->index->code, name, w->year);
    } else if (kind == TB_KIND_RANK && (x.value != floor(x.value) || x.value < 1 || x.value > INT16_MAX)) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        tb_reject_say(w->r->rejects, &at, "%g is not a place: places are whole numbers from 1", "%g không phải là thứ hạng: thứ hạng là số nguyên từ 1", x.value);
    } else if (kind == TB_KIND_RANK && w->units_then > 0 && x.value > (double)w->units_then) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        tb_reject_say(w->r->rejects, &at, "place %g is above the number of units in %d, %zu", "thứ hạng %g lớn hơn số đơn vị của năm %d (%zu)", x.value, w->year,
                      w->units_then);
    } else if (kind == TB_KIND_VALUE && (x.value < limit->lo - slack || x.value > limit->hi + slack)) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        tb_reject_say(w->r->rejects, &at, "%.10g is outside the range of %s.%s in %d, %g to %g", "%.10g nằm ngoài thang điểm của %s.%s năm %d, từ %g đến %g", x.value,
                      w->index->code, name, w->year, isnan(limit->lo) ? (double)-INFINITY : limit->lo, isnan(limit->hi) ? (double)INFINITY : limit->hi);
    } else if (kind == TB_KIND_PERCENT && (x.value < 0 || x.value > 100 + slack)) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        tb_reject_say(w->r->rejects, &at, "%.10g is not a percentage of the maximum", "%.10g không phải là tỷ lệ phần trăm so với điểm tối đa", x.value);
    } else {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, from);
        w->any = true;
        if (kind == TB_KIND_VALUE) tb_merge_value(w->r, &x, &at);
        else if (kind == TB_KIND_RANK) tb_merge_rank(w->r, &x, &at);
        else put_percent(w, &x, &row->field[from], &at);
    }
}

static bool set_source(cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = w->at.source >= 0 ? &row->field[w->at.source] : NULL;
    if (f == NULL || f->n == 0) {
        const char *name = tb_file_name(w->of->path);
        if (w->own_source < 0) w->own_source = tb_draft_source(w->r->draft, name, strlen(name));
        if (w->own_source < 0) w->r->no_memory = true;
        w->source = w->own_source;
        w->last_source.n = 0;
        return w->source >= 0;
    }
    if (again(&w->last_source, f)) return true;
    w->source = tb_draft_source(w->r->draft, f->text, f->n);
    remember(&w->last_source, f);
    if (w->source < 0) w->r->no_memory = true;
    return w->source >= 0;
}

/* published, or derived (computed is derived). false: rejected. */
static bool basis(cell_reader *w, const tb_csv_row *row, bool *derived)
{
    *derived = false;
    const tb_field *f = w->at.basis >= 0 ? &row->field[w->at.basis] : NULL;
    if (f == NULL || f->n == 0 || (f->n == 9 && memcmp(f->text, "published", 9) == 0)) return true;
    *derived = true;
    if ((f->n == 7 && memcmp(f->text, "derived", 7) == 0) || (f->n == 8 && memcmp(f->text, "computed", 8) == 0)) return true;
    tb_spot at = tb_reading_spot(w->r, w->csv, row, w->at.basis);
    tb_reject_say(w->r->rejects, &at, "'%.*s' is not a basis: write published or derived", "'%.*s' không phải là cơ sở: hãy ghi published hoặc derived", short_of(f), f->text);
    return false;
}

/* A row must be of the index and the year that the caller named for tables that do not say them: neither overrules the other in silence. Said once a table. */
static void see_said(cell_reader *w, const tb_csv_row *row)
{
    const tb_import_opts *o = w->r->opts;
    if (w->of->packaged) return;
    if (w->at.index >= 0 && o->index != NULL && !w->other_index && strcasecmp(o->index, w->index->code) != 0) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, w->at.index);
        w->other_index = true;
        tb_reject_say(w->r->rejects, &at, "the row is of the index %s, but --index says %.40s: leave --index out, or mend the column", "dòng này thuộc chỉ số %s nhưng --index ghi %.40s: hãy bỏ --index hoặc sửa cột chỉ số",
                      w->index->code, o->index);
    }
    if (w->at.year >= 0 && o->year != 0 && !w->other_year && o->year != w->year) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, w->at.year);
        w->other_year = true;
        tb_reject_say(w->r->rejects, &at, "the row is of the year %d, but --year says %d: leave --year out, or mend the column", "dòng này của năm %d nhưng --year ghi %d: hãy bỏ --year hoặc sửa cột năm", w->year, o->year);
    }
}

/* Index and year of a row, where columns say them. */
static bool set_place(cell_reader *w, const tb_csv_row *row)
{
    bool changed = false;
    if (w->at.index >= 0 && !again(&w->last_index, &row->field[w->at.index])) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, w->at.index);
        w->last_index.n = w->last_indicator.n = 0;
        if (!set_index(w, &at, row->field[w->at.index].text, row->field[w->at.index].n)) return false;
        remember(&w->last_index, &row->field[w->at.index]);
        changed = true;
    }
    if (w->at.year >= 0 && !again(&w->last_year, &row->field[w->at.year])) {
        w->last_year.n = 0;
        if ((w->year = tb_reading_year(w->r, w->csv, row, w->at.year)) == 0) return false;
        remember(&w->last_year, &row->field[w->at.year]);
        changed = true;
    }
    if (changed) see_said(w, row);
    return !changed || set_limits(w);
}

static bool set_indicator(cell_reader *w, const tb_csv_row *row)
{
    const tb_field *f = &row->field[w->at.indicator];
    if (again(&w->last_indicator, f)) return true;
    w->last_indicator.n = 0;
    size_t before = w->index->indicators;
    if (f->n == 0 || f->n > 200 || !tb_reading_indicator(&w->column, &w->kind, w->r, w->index, f->text, f->n)) {
        tb_spot at = tb_reading_spot(w->r, w->csv, row, w->at.indicator);
        tb_reading_no_indicator(w->r, w->index, &at, f->text, f->n < 200 ? f->n : 200);
        return false;
    }
    remember(&w->last_indicator, f);
    return w->index->indicators == before || set_limits(w);
}

static tb_status read_long(cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st;
    bool derived = false;
    while ((st = tb_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!set_place(w, &row) || !set_indicator(w, &row)) continue;
        ptrdiff_t code = tb_reading_unit(w->r, w->csv, &row, w->at.unit, w->year);
        if (code < 0 || !set_source(w, &row) || !basis(w, &row, &derived)) continue;
        put(w, &row, w->at.value, w->column, w->kind, code, derived);
    }
    return st;
}

/* Columns of a wide table that are no indicators. */
static bool is_label(const char *folded)
{
    static const char *const labels[] = { "index", "chi so", "year", "nam", "unit", "code", "ma", "ma tinh", "province", "name", "name vi", "name en", "ten", "tinh",
                                          "tinh thanh pho", "tinh/thanh pho", "tinh/tp", "tinh tp", "tinh thanh", "ten tinh", "ten tinh thanh pho", "ten tinh/thanh pho",
                                          "ten don vi", "don vi", "dia phuong", "region", "vung", "source", "nguon", "basis", "note", "ghi chu", "stt", "tt", "no", "kind" };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i], folded) == 0) return true;
    return false;
}

/* Words of planners for two columns. */
static const char *known_word(const char *folded)
{
    if (strcmp(folded, "tong diem") == 0 || strcmp(folded, "diem") == 0 || strcmp(folded, "score") == 0 || strcmp(folded, "total score") == 0) return "TOTAL";
    if (strcmp(folded, "thu hang") == 0 || strcmp(folded, "xep hang") == 0 || strcmp(folded, "hang") == 0) return "RANK";
    return NULL;
}

static wide_column *wide_columns(cell_reader *w)
{
    size_t n = tb_csv_columns(w->csv), used = 0;
    wide_column *column = calloc(n + 1, sizeof *column);
    tb_arena a = { 0 };
    tb_csv_row head = { .line = 1 };
    for (size_t i = 0; column != NULL && i < n; i++) {
        const char *name = tb_csv_head(w->csv, i), *folded = tb_utf8_fold(&a, name);
        if (folded == NULL || is_label(folded)) continue;
        column[i].used = name[0] != '\0' && (tb_reading_indicator(&column[i].column, &column[i].kind, w->r, w->index, name, strlen(name)));
        const char *word = !column[i].used ? known_word(folded) : NULL;
        if (word != NULL) column[i].used = tb_reading_indicator(&column[i].column, &column[i].kind, w->r, w->index, word, strlen(word));
        used += column[i].used;
        if (column[i].used) continue;
        tb_spot at = tb_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
        tb_reading_no_indicator(w->r, w->index, &at, name, strlen(name));
        used++;
    }
    for (size_t i = 0; column != NULL && i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (column[i].used && column[k].used && column[i].column == column[k].column && column[i].kind == column[k].kind) {
                tb_spot at = tb_reading_spot(w->r, w->csv, &head, (ptrdiff_t)i);
                tb_reject_say(w->r->rejects, &at, "the column stands twice, as column %zu and %zu", "cột bị trùng: cột %zu và cột %zu", k + 1, i + 1);
                column[i].used = false;
            }
    if (used == 0) {
        tb_spot at = { w->r->table[w->r->tables - 1].path, 1, 0, NULL };
        tb_reject_say(w->r->rejects, &at, "there is no column of an indicator", "không có cột nào là nội dung của chỉ số");
    }
    tb_reading_forget(w->r, &a);
    if (column == NULL) w->r->no_memory = true;
    return column;
}

static tb_status read_wide(cell_reader *w, tb_err *err)
{
    tb_csv_row row;
    tb_status st = TB_OK;
    wide_column *column = NULL;
    const tb_draft_index *of = NULL;
    while ((st = tb_reading_next(w->r, w->csv, &row, err)) == TB_OK && row.count > 0) {
        w->r->table[w->r->tables - 1].rows++;
        if (!set_place(w, &row)) continue;
        if (of != w->index) {
            free(column);
            column = wide_columns(w);
            of = w->index;
            if (column == NULL || !set_limits(w)) continue;
        }
        size_t first = 0;
        bool derived = false;
        while (first < row.count && (!column[first].used || row.field[first].n == 0)) first++;
        if (first == row.count) continue; /* a row that nobody has filled in */
        ptrdiff_t code = tb_reading_unit(w->r, w->csv, &row, w->at.unit, w->year);
        if (code < 0 || !set_source(w, &row) || !basis(w, &row, &derived)) continue;
        for (size_t i = first; i < row.count; i++)
            if (column[i].used && row.field[i].n > 0) put(w, &row, (ptrdiff_t)i, column[i].column, column[i].kind, code, derived);
    }
    free(column);
    return st;
}

/* Whether a file's name has the code of an index as a word of its own: "my-par.csv", "SIPAS_2023.csv". */
static bool named_in(const char *path, const char *code)
{
    const char *name = tb_file_name(path);
    size_t n = strlen(code);
    for (const char *p = name; *p != '\0'; p++) {
        bool start = p == name || !(((p[-1] | 32) >= 'a' && (p[-1] | 32) <= 'z'));
        size_t k = 0;
        while (k < n && p[k] != '\0' && (p[k] | 32) == (code[k] | 32)) k++;
        char after = k == n ? p[k] : 'a';
        if (start && k == n && !((after | 32) >= 'a' && (after | 32) <= 'z')) return true;
    }
    return false;
}

/* How well the columns of a wide table fit an index: all must be its own. */
static bool columns_fit(cell_reader *w, tb_draft_index *x)
{
    tb_arena a = { 0 };
    bool fit = x->has_structure;
    size_t own = 0;
    for (size_t i = 0; fit && i < tb_csv_columns(w->csv); i++) {
        const char *name = tb_csv_head(w->csv, i), *folded = tb_utf8_fold(&a, name);
        ptrdiff_t column;
        tb_cell_kind kind;
        if (folded == NULL || is_label(folded) || known_word(folded) != NULL) continue;
        fit = tb_reading_indicator(&column, &kind, w->r, x, name, strlen(name));
        own += fit && kind == TB_KIND_VALUE && strcmp(x->indicator[column].code, "TOTAL") != 0;
    }
    tb_reading_forget(w->r, &a);
    return fit && own > 0;
}

/* The index of a table that does not say it: by its columns, else by its name. NULL: it cannot be told. */
static tb_draft_index *guess_index(cell_reader *w)
{
    tb_draft *d = w->r->draft;
    tb_draft_index *found = NULL;
    size_t fits = 0;
    for (size_t i = 0; i < d->indices; i++)
        if (columns_fit(w, d->index[i])) {
            found = d->index[i];
            fits++;
        }
    if (fits == 1) return found;
    fits = 0;
    for (size_t i = 0; i < d->indices; i++)
        if (named_in(w->of->path, d->index[i]->code)) {
            found = d->index[i];
            fits++;
        }
    return fits == 1 ? found : NULL;
}

static bool set_whole(cell_reader *w, const tb_spot *head)
{
    const tb_import_opts *o = w->r->opts;
    const char *index = !w->of->packaged && o->index != NULL ? o->index : w->of->index;
    if (w->at.index < 0 && index[0] != '\0') {
        if (!set_index(w, head, index, strlen(index))) return false;
    } else if (w->at.index < 0 && (w->index = guess_index(w)) == NULL) {
        tb_reject_say(w->r->rejects, head, "the table does not say of which index it is: add a column 'index' or give --index",
                      "bảng không cho biết thuộc chỉ số nào: hãy thêm cột 'index' hoặc dùng --index");
        return false;
    }
    if (w->at.year < 0) w->year = o->year;
    if (w->at.year < 0 && (w->year < TB_YEAR_FIRST || w->year > TB_YEAR_LAST)) {
        tb_reject_say(w->r->rejects, head, "the table does not say of which year it is: add a column 'year' or give --year",
                      "bảng không cho biết thuộc năm nào: hãy thêm cột 'year' hoặc dùng --year");
        return false;
    }
    if (w->at.unit < 0) {
        tb_reject_say(w->r->rejects, head, "the table has no column 'unit' with the code or the name of the unit; its first line must be the names of the columns, without a title above",
                      "bảng không có cột 'unit' ghi mã hoặc tên đơn vị; dòng đầu tiên phải là tên các cột, không có tiêu đề bên trên");
        return false;
    }
    return w->index == NULL || w->year == 0 || set_limits(w);
}

/* A template that nobody has filled in is no fault, but whoever imports it should hear of it. */
static void note_empty(cell_reader *w)
{
    tb_arena a = { 0 };
    const char *name = tb_file_name(w->of->path);
    const char *text = tb_arena_printf(&a, "'%s' holds no figure: its cells are empty", name), *vi = tb_arena_printf(&a, "'%s' không có số liệu nào: các ô đều trống", name);
    if (text == NULL || vi == NULL || !tb_notice_add(w->r->notices, w->r->arena, "no-figures", text, vi)) w->r->no_memory = true;
    tb_arena_free(&a);
}

tb_status tb_read_cells(tb_reading *r, tb_csv *c, const tb_resource *x, tb_err *err)
{
    cell_reader *w = calloc(1, sizeof *w);
    if (w == NULL) return tb_no_memory(err, x->path);
    w->r = r;
    w->csv = c;
    w->of = x;
    w->comma = tb_csv_separator(c) != ',';
    w->at = (cell_columns){ tb_csv_column(c, "index|chi so"), tb_csv_column(c, "indicator"), tb_csv_column(c, "year|nam"), tb_csv_column(c, "unit|code|ma|ma tinh"),
                            tb_csv_column(c, "value"),        tb_csv_column(c, "source|nguon"), tb_csv_column(c, "basis") };
    if (w->at.unit < 0) w->at.unit = tb_csv_column(c, TB_UNIT_NAMES);
    bool long_form = w->at.indicator >= 0 && w->at.value >= 0;
    w->own_source = w->source = -1;
    tb_spot head = { x->path, 1, 0, NULL };
    tb_status st = TB_OK;
    if (set_whole(w, &head)) st = long_form ? read_long(w, err) : read_wide(w, err);
    if (st == TB_OK && !w->any && !x->packaged && w->r->rejects->count == 0) note_empty(w);
    free(w);
    return st;
}
