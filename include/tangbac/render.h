/* tangbac/render.h - a kept result as a page for people: on a terminal, as HTML, Markdown, CSV, an
 * Excel workbook, a Word document, or its charts alone. Reads the JSON that tangbac/report.h writes
 * and nothing else, so that every form tells the same, and a page can be made of any kept result
 * without a panel. */
#ifndef TANGBAC_RENDER_H
#define TANGBAC_RENDER_H

#include <tangbac/report.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_render_lang {
    /* the language in which the goals are written; English where they do not tell */
    TB_RENDER_LANG_GOALS,
    TB_RENDER_LANG_EN,
    TB_RENDER_LANG_VI
} tb_render_lang;

typedef struct tb_render_opts {
    size_t size; /* of this struct, set by TB_RENDER_OPTS_INIT */
    tb_render_lang lang;
    bool short_page; /* the first sheet alone */
    bool full;   /* terminal: everything; otherwise a page of at most 60 lines. On paper (.docx, a
                        printed .html): also the details that are for the screen */
    bool colour; /* terminal: heads in bold */
    int width;   /* terminal: columns, at least 40 */
} tb_render_opts;
#define TB_RENDER_OPTS_INIT                          \
    {                                                \
        .size = sizeof(tb_render_opts), .width = 100 \
    }

typedef enum tb_render_form {
    TB_RENDER_TERMINAL,
    TB_RENDER_HTML,
    TB_RENDER_MARKDOWN,
    TB_RENDER_CSV
} tb_render_form;

/* The page of a result that is in memory. where: its name for messages. Errors: TB_EDATA (not a
 * result of run or intervene). */
TB_API TB_MUST_CHECK tb_status tb_render_text(tb_text **out, const char *json, size_t n,
                                              const char *where, tb_render_form form,
                                              const tb_render_opts *o, tb_err *err);
/* ---- tables of the results that are no planner's page: import, show, rank, standing, simulate,
 * effects, estimate, forecast, complete, backtest, evaluate and verification ---- */
typedef enum tb_table_form {
    TB_TABLE_ALIGNED, /* for eyes */
    /* estimate: a row a coefficient or a prediction; verification: rows of datasets/records.csv */
    TB_TABLE_CSV,
    TB_TABLE_LATEX /* estimate: side by side (booktabs), in English */
} tb_table_form;

typedef struct tb_table_opts {
    size_t size; /* of this struct, set by TB_TABLE_OPTS_INIT */
    tb_table_form form;
    tb_lang lang;
    bool stars; /* estimate: marks coefficients at 10, 5 and 1 per cent */
} tb_table_opts;
#define TB_TABLE_OPTS_INIT            \
    {                                 \
        .size = sizeof(tb_table_opts) \
    }

/* The table of a result that is in memory. where: its name for messages. Errors: TB_EDATA (not such
 * a result, or none in this form). */
TB_API TB_MUST_CHECK tb_status tb_render_table(tb_text **out, const char *json, size_t n,
                                               const char *where, const tb_table_opts *o,
                                               tb_err *err);

/* ---- pages ---- */
/* The page of a kept result as a file, its form by the ending of `path`: .html .md .csv .xlsx
 * .docx, or a folder (ending in a slash) for every chart as .svg, .png and Vega-Lite (.vl.json).
 * Files are written beside and renamed. Errors: TB_EIO, TB_EDATA (not such a result, or
 * one without rows for a .csv), TB_EARG (ending). */
TB_API TB_MUST_CHECK tb_status tb_render_file(const char *json_path, const char *path,
                                              const tb_render_opts *o, tb_err *err);

#ifdef __cplusplus
}
#endif
#endif
