/* export_csv.c - a panel as one long table that an import reads back. */
#include <tangbac/import.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/stream.h"
#include "export/export_forms.h"
#include "export/export_walk.h"
#include "text/csv_write.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>

/* Bytes that gather before they go to the file;
 * one write a row would be many small ones */
enum { FLUSH_FROM = 1 << 20 };

/* Numbers are the shortest texts that read back as the same double.
 * Columns: index, indicator with its suffix, year, unit, value, source, basis. An empty source
 * is an empty field and not "", which an import would take for a text. */
static void add_row(tb_buf *b, const tb_export_row *row)
{
    char number[32];
    tbi_csv_write_text(b, row->index->code);
    tbi_buf_char(b, ',');
    tbi_csv_write_text(b, row->indicator);
    tbi_buf_text(b, row->suffix);
    tbi_buf_printf(b, ",%d,", row->year);
    tbi_csv_write_text(b, row->unit);
    tbi_buf_char(b, ',');
    tbi_buf_add(b, number, tbi_print_double(number, row->value));
    tbi_buf_char(b, ',');
    if (row->source[0] != '\0')
        tbi_csv_write_text(b, row->source);
    tbi_buf_char(b, ',');
    tbi_buf_text(b, tbi_export_basis(row->basis));
    tbi_buf_char(b, '\n');
}

/* Writes what has gathered; at the end all of it.
 * b stays the caller's and is empty afterwards, its room kept. TB_ENOMEM where b could not grow. */
static tb_status flush_rows(tb_out_file *out, tb_buf *b, bool last, tb_err *err)
{
    if (b->failed)
        return tbi_no_memory_of(err, out->path);
    if (b->size < FLUSH_FROM && !last)
        return TB_OK;
    tb_status st = tbi_out_add(out, b->data, b->size, err);
    b->size = 0;
    return st;
}

/* Keeps the file or leaves no trace of it; frees b.
 * st: how the writing went; an error in it is handed on, and out is dropped in any case but
 * success. */
static tb_status finish_file(tb_out_file *out, tb_buf *b, tb_status st, tb_err *err)
{
    if (st == TB_OK)
        st = flush_rows(out, b, true, err);
    if (st == TB_OK)
        st = tbi_out_keep(out, err);
    else
        tbi_out_drop(out);
    tbi_buf_free(b);
    return st;
}

/* The heads are those that an import knows word for word. */
tb_status tb_export_csv(const tb_panel *p, const char *index, const char *out_path, tb_err *err)
{
    tb_export_walk walk;
    tb_export_row row;
    tb_out_file out;
    tb_buf b = { 0 };
    tb_status st = tbi_export_start(&walk, p, index, err);
    if (st == TB_OK)
        st = tbi_out_open(&out, out_path, err);
    if (st != TB_OK)
        return st;
    tbi_buf_text(&b, "index,indicator,year,unit,value,source,basis\n");
    while (st == TB_OK && tbi_export_next(&walk, &row)) {
        add_row(&b, &row);
        st = flush_rows(&out, &b, false, err);
    }
    return finish_file(&out, &b, st, err);
}

/* w->value [rows][columns]; NaN is an empty field. */
tb_status tbi_export_wide_csv(const tb_wide *w, const char *out_path, tb_err *err)
{
    tb_out_file out;
    tb_buf b = { 0 };
    char number[32];
    tb_status st = tbi_out_open(&out, out_path, err);
    if (st != TB_OK)
        return st;
    tbi_buf_text(&b, "unit,name_vi,name_en,year");
    for (size_t c = 0; c < w->columns; c++) {
        tbi_buf_char(&b, ',');
        tbi_csv_write_text(&b, w->column[c].name);
    }
    tbi_buf_char(&b, '\n');
    for (size_t r = 0; r < w->rows && st == TB_OK; r++) {
        const char *const text[] = { w->row[r].unit, w->row[r].name_vi, w->row[r].name_en };
        for (size_t k = 0; k < 3; k++) {
            tbi_csv_write_text(&b, text[k]);
            tbi_buf_char(&b, ',');
        }
        tbi_buf_printf(&b, "%d", w->row[r].year);
        for (size_t c = 0; c < w->columns; c++) {
            double x = w->value[r * w->columns + c];
            tbi_buf_char(&b, ',');
            if (!isnan(x))
                tbi_buf_add(&b, number, tbi_print_double(number, x));
        }
        tbi_buf_char(&b, '\n');
        st = flush_rows(&out, &b, false, err);
    }
    return finish_file(&out, &b, st, err);
}
