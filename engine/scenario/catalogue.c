/* catalogue.c - which kind of file measures come in, and who reads it: JSON, a ministry's form of a
 * score sheet, a score sheet with our heads, or a table of measures. */
#include "base/error.h"
#include "base/file.h"
#include "messages/scenario.h"
#include "scenario/score_form.h"
#include "scenario/table_reader.h"
#include "sheet/table_rows.h"
#include "text/json_read.h"

#include <string.h>

/* A score sheet as an office issues it. *is: the file has such a form. */
static tb_status read_form(bool *is, tb_lever_list *l, const char *path, bool replace, tb_err *err)
{
    tb_sheets *all = NULL;
    tb_score_form form;
    tb_err why = TB_ERR_INIT;
    *is = false;
    if (strcmp(path, "-") == 0)
        return TB_OK;
    tb_status st = tbi_sheets_open(&all, path, &why);
    if (st == TB_ENOMEM)
        return tbi_no_memory_of(err, path);
    /* what cannot be opened as sheets is for the reader of tables to refuse */
    if (st != TB_OK)
        return TB_OK;
    *is = tbi_score_form_find(&form, all, l->arena);
    if (*is)
        st = tbi_score_form_read(l, &form, replace, tbi_file_name(path), err);
    tbi_sheets_free(all);
    return st;
}

/* Two kinds of table, told apart by the column id: a list of measures has it, a score sheet
 * does not. */
static tb_status read_csv(tb_lever_list *l, tb_scenario *s, const char *path, bool replace,
                          tb_err *err)
{
    tb_table_reader r = { .arena = &s->own, .where = tbi_file_name(path) };
    tb_status st =
        tbi_table_open(&r.csv, path,
                       "id|name vi|name en|component|mean|sd|per|cost|unit|year|criterion|max|self "
                       "score|awarded|parent",
                       err);
    if (st != TB_OK)
        return st;
    r.where = tbi_table_place(r.csv, r.where, r.arena);
    if (r.where == NULL) {
        tbi_csv_close(r.csv);
        return tbi_no_memory(err, "the levers");
    }
    st = tbi_table_column(r.csv, "id") < 0 ? tbi_score_sheet_read(l, &r, replace, err)
                                           : tbi_lever_table_read(l, &r, replace, err);
    tbi_csv_close(r.csv);
    return st;
}

/* A list, or an object whose member `levers` is the list. replace: a measure takes the place of
 * one with the same id; else that is an error. Names beside `levers` are refused. */
static tb_status read_json(tb_lever_list *l, const char *bytes, size_t size, const char *where,
                           bool replace, tb_err *err)
{
    cJSON *root = NULL;
    tb_status st = tbi_json_parse(&root, bytes, size, where, err);
    if (st != TB_OK)
        return st;
    static const char *const names[] = { "levers", NULL };
    const cJSON *list = cJSON_IsObject(root) ? tbi_json_get(root, "levers") : root;
    if (cJSON_IsObject(root))
        st = tbi_json_only(root, names, where, err);
    if (st == TB_OK && !cJSON_IsArray(list))
        st = tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_FILE_LEVERS_MUST_LIST, where);
    if (st == TB_OK)
        st = tbi_levers_json(l, list, where, replace, err);
    cJSON_Delete(root);
    return st;
}

/* JSON by the ending of the name; else a sheet in the form of a ministry, wherever it is in
 * the workbook; else a table with our own heads. */
tb_status tbi_levers_file(tb_lever_list *l, tb_scenario *s, const char *path, bool replace,
                          tb_err *err)
{
    const char *bytes = NULL;
    size_t size = 0;
    /* for its digest, and for JSON its text */
    tb_status st = tbi_scenario_load(&bytes, &size, s, path, err);
    if (st != TB_OK)
        return st;
    if (strcmp(tbi_file_ending(path), ".json") == 0)
        return read_json(l, bytes, size, tbi_file_name(path), replace, err);
    /* a workbook of a ministry is tried before a table with our heads */
    bool form = false;
    st = read_form(&form, l, path, replace, err);
    if (st != TB_OK || form)
        return st;
    return read_csv(l, s, path, replace, err);
}
