/* report_import.c - what an import read and wrote. */
#include "report/envelope.h"
#include "text/owned_text.h"

#include <tangbac/report.h>

/* Also rows without a figure in them. */
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
