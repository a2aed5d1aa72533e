/* report_import.c - what an import read and wrote. */
#include "render/table.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <tangbac/report.h>

static size_t count_rows(const tb_import *m)
{
    size_t n = 0;
    for (size_t i = 0; i < tb_import_tables(m); i++)
        n += tb_import_table_at(m, i)->rows;
    return n;
}

/* values: cells that hold a figure; rows: of all tables. */
tb_status tb_report_import(tb_text **out, const tb_report_head *h, const tb_import *m, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "import", tb_import_notices(m), 3);
    tbi_json_int(&j, "values", (long long)tb_import_cells(m));
    tbi_json_int(&j, "rows", (long long)count_rows(m));
    tbi_json_int(&j, "conflicts_settled", (long long)tb_import_settled(m));
    tbi_json_array(&j, "tables");
    for (size_t i = 0; i < tb_import_tables(m); i++) {
        const tb_import_table *t = tb_import_table_at(m, i);
        tbi_json_object(&j, NULL);
        tbi_json_text(&j, "path", t->path);
        tbi_json_int(&j, "rows", (long long)t->rows);
        tbi_json_object_end(&j);
    }
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

/* Paths as they were given. */
tb_status tb_table_import(tb_text **out, const tb_import *m, tb_lang lang, tb_err *err)
{
    static const char *const english[] = { "lTable", "rRows", NULL };
    static const char *const vietnamese[] = { "lBảng", "rSố dòng", NULL };
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    tb_table t;
    bool vi = lang == TB_LANG_VI;
    tbi_table_start(&t, &a, vi ? vietnamese : english);
    for (size_t i = 0; i < tb_import_tables(m); i++) {
        const char *cell[2] = { tb_import_table_at(m, i)->path,
                                tbi_arena_printf(&a, "%zu", tb_import_table_at(m, i)->rows) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, &b, 0);
    tbi_buf_printf(&b,
                   vi ? "\n%zu ô có số liệu; %zu mâu thuẫn đã được xử lý\n"
                      : "\n%zu cells hold a figure; %zu conflicts were settled\n",
                   tb_import_cells(m), tb_import_settled(m));
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
