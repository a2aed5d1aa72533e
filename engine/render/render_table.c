/* render_table.c - which table a kept result has, by its schema. */
#include <tangbac/render.h>

#include "base/error.h"
#include "base/opts.h"
#include "messages/render.h"
#include "render/tabulate.h"
#include "text/owned_text.h"

#include <string.h>

/* Writes one table; a failure stays in the buffer until the text is taken. */
typedef void tb_tabulate(tb_buf *out, const tb_brief *p);

/* Without stars, which only the caller of an estimate asks for. */
static void tabulate_regressions(tb_buf *out, const tb_brief *p)
{
    tbi_tabulate_estimate(out, p, false);
}

/* One row a schema. csv NULL: there is no such form, and that is refused. */
static const struct {
    const char *schema;
    tb_tabulate *aligned, *csv;
} tables[] = {
    { "import", tbi_tabulate_import, NULL },
    { "show", tbi_tabulate_show, NULL },
    { "rank", tbi_tabulate_rank, NULL },
    { "standing", tbi_tabulate_standing, NULL },
    { "simulate", tbi_tabulate_simulate, NULL },
    { "effects", tbi_tabulate_effects, NULL },
    { "forecast", tbi_tabulate_forecast, NULL },
    { "complete", tbi_tabulate_complete, NULL },
    { "backtest", tbi_tabulate_backtest, NULL },
    { "evaluate", tbi_tabulate_backtest, NULL },
    { "verification", tbi_tabulate_verification, tbi_csv_verification },
    { "estimate", tabulate_regressions, tbi_csv_estimate },
};

/* "tangbac/rank/1" has the table of "rank". NULL: none in this form. */
static tb_tabulate *find_table(const char *schema, tb_table_form form)
{
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        size_t n = strlen(tables[k].schema);
        bool same = strncmp(schema, "tangbac/", 8) == 0 &&
                    strncmp(schema + 8, tables[k].schema, n) == 0 &&
                    strcmp(schema + 8 + n, "/1") == 0;
        if (same)
            return form == TB_TABLE_CSV ? tables[k].csv : tables[k].aligned;
    }
    return NULL;
}

/* The JSON may be anybody's: an unknown schema, or a form that it lacks, is refused by name. */
static tb_status write_table(tb_buf *b, const tb_brief *p, const char *where,
                             const tb_table_opts *o, tb_err *err)
{
    const char *schema = cJSON_IsObject(p->root) ? tbi_text_of(p->root, "schema") : "";
    tb_tabulate *write = find_table(schema, o->form);
    bool estimate = write == tabulate_regressions;
    if (write == NULL || !cJSON_IsObject(p->result) || (o->form == TB_TABLE_LATEX && !estimate))
        return tbi_fail(err, TB_EDATA, TB_MSG_RENDER_NO_TABLE, where);
    if (o->form == TB_TABLE_LATEX)
        tbi_latex_estimate(b, p, o->stars);
    else if (estimate)
        tbi_tabulate_estimate(b, p, o->stars);
    else
        write(b, p);
    return TB_OK;
}

/* Everything on the way is in one arena; json must stay until the call returns. */
tb_status tb_render_table(tb_text **out, const char *json, size_t n, const char *where,
                          const tb_table_opts *o, tb_err *err)
{
    tb_table_opts usual = TB_TABLE_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    tb_arena a = { 0 };
    tb_buf b = { 0 };
    cJSON *root = NULL;
    tb_brief p = { .a = &a, .lang = usual.lang };
    tb_status st = tbi_json_parse(&root, json, n, where, err);
    if (st == TB_OK) {
        p.root = root;
        p.result = cJSON_IsObject(root) ? tbi_json_get(root, "result") : NULL;
        st = write_table(&b, &p, where, &usual, err);
    }
    if (st == TB_OK)
        st = a.refused ? tbi_no_memory_of(err, where) : tbi_text_take(out, &b, err);
    tbi_buf_free(&b);
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return st;
}
