/* export_csv.c - a panel as one long table that an import reads back. */
#include <tangbac/import.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/stream.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { FLUSH_FROM = 1 << 20 };

/* A field, quoted where it must be (RFC 4180). */
static void add_field(tb_buf *b, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ') {
        tb_buf_text(b, text);
        return;
    }
    tb_buf_char(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') tb_buf_char(b, '"');
        tb_buf_char(b, *text);
    }
    tb_buf_char(b, '"');
}

static void add_row(tb_buf *b, const tb_panel *p, const tb_index *x, const char *suffix, size_t column, int year, const char *unit, double value, int32_t source,
                    tb_cell basis)
{
    char number[32];
    bool rank_of_total = strcmp(suffix, "_RANK") == 0 && strcasecmp(x->indicator[column].code, "TOTAL") == 0;
    add_field(b, x->code);
    tb_buf_char(b, ',');
    if (rank_of_total) tb_buf_text(b, "RANK");
    else add_field(b, x->indicator[column].code);
    if (!rank_of_total) tb_buf_text(b, suffix);
    tb_buf_printf(b, ",%d,", year);
    add_field(b, unit);
    tb_buf_char(b, ',');
    tb_buf_add(b, number, tb_print_double(number, value));
    tb_buf_char(b, ',');
    if (source >= 0) add_field(b, tb_panel_source(p, (size_t)source)->id);
    tb_buf_text(b, basis == TB_CELL_COMPUTED ? ",computed\n" : basis == TB_CELL_DERIVED ? ",derived\n" : ",published\n");
}

static void add_unit(tb_buf *b, const tb_panel *p, const tb_index *x, size_t t, size_t i)
{
    for (size_t c = 0; c < x->n_indicator; c++) {
        size_t at = (t * x->n_unit + i) * x->n_indicator + c;
        if (!isnan(x->value[at])) add_row(b, p, x, "", c, x->year[t], x->unit_code[i], x->value[at], x->source[at], (tb_cell)x->status[at]);
        if (x->rank[at] < 0) continue;
        tb_cell derived = x->rank_status != NULL ? (tb_cell)x->rank_status[at] : TB_CELL_PUBLISHED;
        add_row(b, p, x, "_RANK", c, x->year[t], x->unit_code[i], x->rank[at], x->rank_source != NULL ? x->rank_source[at] : x->source[at], derived);
    }
}

static tb_status add_index(tb_out_file *out, tb_buf *b, const tb_panel *p, const tb_index *x, tb_err *err)
{
    for (size_t t = 0; t < x->n_year; t++)
        for (size_t i = 0; i < x->n_unit; i++) {
            add_unit(b, p, x, t, i);
            if (b->failed) return tb_no_memory(err, "a table");
            if (b->size < FLUSH_FROM) continue;
            tb_status st = tb_out_add(out, b->data, b->size, err);
            if (st != TB_OK) return st;
            b->size = 0;
        }
    for (size_t k = 0; k < x->n_fact; k++) {
        const tb_fact *f = &x->fact[k];
        if (strcmp(f->kind, "percent") == 0 && f->indicator >= 0)
            add_row(b, p, x, "_PCT", (size_t)f->indicator, f->year, f->scope, f->value, f->source, strcmp(f->basis, "derived") == 0 ? TB_CELL_DERIVED : TB_CELL_PUBLISHED);
    }
    return TB_OK;
}

tb_status tb_export_csv(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    if (index != NULL && tb_panel_index(p, index) == NULL) {
        const tb_index *x;
        size_t column;
        return tb_panel_find_indicator(&x, &column, p, index, err);
    }
    tb_out_file out;
    tb_buf b = { 0 };
    tb_status st = tb_out_open(&out, out_path, err);
    if (st != TB_OK) return st;
    tb_buf_text(&b, "index,indicator,year,unit,value,source,basis\n");
    for (size_t i = 0; i < tb_panel_indices(p) && st == TB_OK; i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        if (index == NULL || strcasecmp(index, x->code) == 0) st = add_index(&out, &b, p, x, err);
    }
    if (st == TB_OK && b.failed) st = tb_no_memory(err, out_path);
    if (st == TB_OK) st = tb_out_add(&out, b.data, b.size, err);
    if (st == TB_OK) st = tb_out_keep(&out, err);
    else tb_out_drop(&out);
    tb_buf_free(&b);
    return st;
}
