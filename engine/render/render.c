/* render.c - from a result's JSON to the tree of a page, and from there to the form that is asked
 * for. */
#include <tangbac/render.h>

#include "base/error.h"
#include "base/file.h"
#include "base/opts.h"
#include "messages/render.h"
#include "render/atlas_page.h"
#include "render/chart.h"
#include "render/sheet_columns.h"
#include "render/skin.h"
#include "text/owned_text.h"

#include <string.h>

/* bytes of a result */
enum { LARGEST = 256 << 20 };

/* Whole tables of many units have a page of their own.
 * root: the whole result, whose member `schema` names its kind and version. */
static bool is_survey(const cJSON *root)
{
    return strcmp(tbi_text_of(root, "schema"), "tangbac/intervene-units/1") == 0;
}

/* More than the schema is looked at: the page's script reads what is inside without asking. */
static bool is_atlas(const cJSON *root)
{
    return cJSON_IsObject(root) && strcmp(tbi_text_of(root, "schema"), "tangbac/atlas/1") == 0 &&
           cJSON_IsArray(tbi_json_get(tbi_json_get(root, "result"), "sets"));
}

static bool is_effects(const cJSON *root)
{
    return strcmp(tbi_text_of(root, "schema"), "tangbac/effects/1") == 0;
}

/* The atlas was told apart before; anything else is no result of ours.
 * where: what to call the result in the sentence, a path or a name. TB_EDATA is the only error. */
static tb_status check_result(const tb_brief *p, const char *where, tb_err *err)
{
    const char *schema = cJSON_IsObject(p->root) ? tbi_text_of(p->root, "schema") : "";
    bool ours = strcmp(schema, "tangbac/run/1") == 0 ||
                strcmp(schema, "tangbac/intervene/1") == 0 ||
                strcmp(schema, "tangbac/intervene-units/1") == 0 ||
                strcmp(schema, "tangbac/effects/1") == 0;
    if (ours && cJSON_IsObject(p->result))
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_RENDER_FOREIGN, where);
}

/* What was asked for, else the language of the goals, else English.
 * `lang` of the result is the language of its goals; results without goals do not have it. */
static tb_lang find_language(const tb_brief *p, const tb_render_opts *o)
{
    if (o->lang == TB_RENDER_LANG_VI)
        return TB_LANG_VI;
    if (o->lang == TB_RENDER_LANG_EN)
        return TB_LANG_EN;
    return strcmp(tbi_text_of(p->result, "lang"), "vi") == 0 ? TB_LANG_VI : TB_LANG_EN;
}

/* Charts and tables are added to the document as the pages are written, in this order.
 * A survey and a study of effects have a page of their own; a result of goals has all the parts,
 * each of which leaves itself out where its members are missing. */
static void write_page(tb_brief *p)
{
    const cJSON *g;
    size_t number = 1;
    if (is_survey(p->root)) {
        tbi_write_survey(p);
    } else if (is_effects(p->root)) {
        tbi_write_effects(p);
        return;
    } else {
        tbi_write_front(p);
        tbi_write_standing(p);
        cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals")) tbi_write_goal(p, g, number++);
        tbi_write_joint(p);
        tbi_write_data(p);
        tbi_write_map(p);
        tbi_write_annex(p);
        tbi_write_studies(p);
        tbi_write_ends(p);
    }
    tbi_write_sheets(p);
    if (tbi_json_get(p->result, "goals") != NULL) /* of a survey the flat table is its own */
        tbi_add_flat_table(p);
}

/* The atlas has one form: a page that draws itself.
 * ending: of the file that is asked for, with its dot. TB_EARG where it is not ".html". */
static tb_status write_atlas(tb_buf *b, const char *json, size_t n, const char *ending,
                             const tb_render_opts *o, tb_err *err)
{
    if (strcmp(ending, ".html") != 0)
        return tbi_fail(err, TB_EARG, TB_MSG_RENDER_ATLAS_FORM, ending);
    tbi_atlas_page(b, json, n, o->lang != TB_RENDER_LANG_EN);
    return TB_OK;
}

/* The tree of the page; everything is in the arena of p.
 * root is changed: probabilities that may not be shown are taken out before anything reads it. */
static tb_status make_page(tb_brief *p, cJSON *root, const char *where, const tb_render_opts *o,
                           tb_err *err)
{
    p->root = root;
    p->result = cJSON_IsObject(root) ? tbi_json_get(root, "result") : NULL;
    tb_status st = check_result(p, where, err);
    if (st != TB_OK)
        return st;
    tbi_blank_uncalibrated(cJSON_GetObjectItemCaseSensitive(root, "result"));
    p->lang = find_language(p, o);
    if (!tbi_doc_start(&p->doc, p->a, p->lang == TB_LANG_VI ? "vi" : "en"))
        return tbi_no_memory_of(err, where);
    p->doc.whole = o->full;
    write_page(p);
    return p->doc.failed || p->a->refused ? tbi_no_memory_of(err, where) : TB_OK;
}

/* The form that an ending means; -1: none of the texts. */
static int find_form(const char *ending)
{
    if (strcmp(ending, ".html") == 0)
        return TB_RENDER_HTML;
    if (strcmp(ending, ".md") == 0)
        return TB_RENDER_MARKDOWN;
    if (strcmp(ending, ".csv") == 0)
        return TB_RENDER_CSV;
    return -1;
}

/* A study of effects has no table of one row a line, which a .csv is. */
static tb_status check_form(const tb_brief *p, int form, const char *where, tb_err *err)
{
    return form == TB_RENDER_CSV && p->doc.flat == NULL
               ? tbi_fail(err, TB_EDATA, TB_MSG_RENDER_NO_ROWS, where)
               : TB_OK;
}

/* The tree is read only, so one tree can be dressed several times. 100 columns where the
 * terminal does not say.
 * b grows by the page; a refusal of memory is remembered in it. */
static void render_form(tb_buf *b, const tb_doc *d, tb_render_form form, const tb_render_opts *o)
{
    switch (form) {
    case TB_RENDER_TERMINAL:
        tbi_skin_terminal(b, d, o->width > 0 ? (size_t)o->width : 100, o->full, o->colour);
        return;
    case TB_RENDER_HTML:
        tbi_skin_html(b, d, o->short_page);
        return;
    case TB_RENDER_MARKDOWN:
        tbi_skin_markdown(b, d, o->short_page);
        return;
    case TB_RENDER_CSV:
        tbi_skin_csv(b, d);
        return;
    }
}

/* json must stay until the call returns; everything on the way is in one arena. */
tb_status tb_render_text(tb_text **out, const char *json, size_t n, const char *where,
                         tb_render_form form, const tb_render_opts *o, tb_err *err)
{
    tb_render_opts usual = TB_RENDER_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena a = { 0 };
    tb_buf b = { 0 };
    cJSON *root = NULL;
    tb_brief p = { .a = &a };
    tb_status st = tbi_json_parse(&root, json, n, where, err);
    if (st == TB_OK && is_atlas(root)) {
        st = write_atlas(&b, json, n, form == TB_RENDER_HTML ? ".html" : "", o, err);
    } else if (st == TB_OK) {
        st = make_page(&p, root, where, o, err);
        if (st == TB_OK)
            st = check_form(&p, (int)form, where, err);
        if (st == TB_OK)
            render_form(&b, &p.doc, form, o);
    }
    if (st == TB_OK)
        st = a.refused ? tbi_no_memory_of(err, where) : tbi_text_take(out, &b, err);
    tbi_buf_free(&b);
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return st;
}

/* Written as a whole: an old file stays when something fails.
 * form: of find_form, not -1. */
static tb_status save_text(const tb_doc *d, int form, const char *path, const tb_render_opts *o,
                           tb_err *err)
{
    tb_buf b = { 0 };
    tb_text *text = NULL;
    render_form(&b, d, (tb_render_form)form, o);
    tb_status st = tbi_text_take(&text, &b, err);
    if (st == TB_OK)
        st = tb_text_save(text, path, err);
    tb_text_free(text);
    tbi_buf_free(&b);
    return st;
}

/* A slash at the end asks for a folder that may not be there yet. */
static bool is_folder(const char *path)
{
    size_t n = strlen(path);
    return (n > 0 && path[n - 1] == '/') || tbi_file_is_dir(path);
}

/* The result goes into the page as it is, so no tree is made. */
static tb_status save_atlas(const char *json, size_t n, const char *path, const tb_render_opts *o,
                            tb_err *err)
{
    tb_buf b = { 0 };
    tb_text *text = NULL;
    tb_status st = write_atlas(&b, json, n, tbi_file_ending(path), o, err);
    if (st == TB_OK)
        st = tbi_text_take(&text, &b, err);
    if (st == TB_OK)
        st = tb_text_save(text, path, err);
    tb_text_free(text);
    tbi_buf_free(&b);
    return st;
}

/* A folder gets the charts, one file each; else the ending decides. */
static tb_status save_page(const tb_brief *p, const char *path, const tb_render_opts *o,
                           tb_err *err)
{
    const char *ending = tbi_file_ending(path);
    int form = find_form(ending);
    if (is_folder(path))
        return tbi_skin_charts(&p->doc, path, err);
    if (form >= 0)
        return save_text(&p->doc, form, path, o, err);
    if (strcmp(ending, ".xlsx") == 0)
        return tbi_skin_xlsx(&p->doc, path, err);
    if (strcmp(ending, ".docx") == 0)
        return tbi_skin_docx(&p->doc, path, o->short_page, err);
    return tbi_fail(err, TB_EARG, TB_MSG_RENDER_FORM, ending);
}

/* Refusals of memory are also counted, since libraries on the way may pass over theirs. */
tb_status tb_render_file(const char *json_path, const char *path, const tb_render_opts *o,
                         tb_err *err)
{
    tb_render_opts usual = TB_RENDER_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena a = { 0 };
    cJSON *root = NULL;
    const char *bytes = NULL;
    size_t size = 0;
    tb_brief p = { .a = &a };
    unsigned long refused = tb_memory_refusals();
    tb_status st = tbi_file_read(&bytes, &size, json_path, LARGEST, &a, err);
    if (st == TB_OK)
        st = tbi_json_parse(&root, bytes, size, tbi_file_name(json_path), err);
    if (st == TB_OK && is_atlas(root)) {
        st = save_atlas(bytes, size, path, o, err);
    } else if (st == TB_OK) {
        st = make_page(&p, root, tbi_file_name(json_path), o, err);
        if (st == TB_OK && tb_memory_refusals() != refused)
            st = tbi_no_memory_of(err, path);
        if (st == TB_OK)
            st = check_form(&p, find_form(tbi_file_ending(path)), tbi_file_name(json_path), err);
        if (st == TB_OK)
            st = save_page(&p, path, o, err);
    }
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return st;
}
