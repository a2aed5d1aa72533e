/* brief.c - from a kept results.json to a page, by the ending of the file that is asked for. */
#include "render/brief.h"

#include "base/error.h"
#include "base/file.h"
#include "messages/render.h"
#include "render/table.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>

enum { LARGEST = 256 << 20 };

double tbi_brief_number(const cJSON *o, const char *name)
{
    const cJSON *m = o != NULL ? tbi_json_get(o, name) : NULL;
    return m != NULL && cJSON_IsNumber(m) ? m->valuedouble : NAN;
}

const char *tbi_brief_text(const cJSON *o, const char *name)
{
    const cJSON *m = o != NULL ? tbi_json_get(o, name) : NULL;
    return m != NULL && cJSON_IsString(m) ? m->valuestring : "";
}

const char *tbi_brief_said(const tb_brief *f, const cJSON *o, const char *name)
{
    char vi[64];
    size_t n = strlen(name);
    if (f->lang == TB_LANG_VI && n + 4 < sizeof vi) {
        memcpy(vi, name, n);
        memcpy(vi + n, "_vi", 4);
        const char *text = tbi_brief_text(o, vi);
        if (text[0] != '\0')
            return text;
    }
    return tbi_brief_text(o, name);
}

const char *tbi_brief_unit(const tb_brief *f, const cJSON *o)
{
    const char *en = tbi_brief_text(o, "name_en");
    return f->lang == TB_LANG_VI || en[0] == '\0' ? tbi_brief_text(o, "name") : en;
}

const char *tbi_brief_pick(const tb_brief *f, const char *en, const char *vi)
{
    return f->lang == TB_LANG_VI ? vi : en;
}

const char *tbi_brief_say(const tb_brief *f, double x, int decimals)
{
    return tbi_say_number(f->a, x, decimals, f->lang);
}

void tbi_brief_escape(tb_buf *b, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            tbi_buf_text(b, "&amp;");
            break;
        case '<':
            tbi_buf_text(b, "&lt;");
            break;
        case '>':
            tbi_buf_text(b, "&gt;");
            break;
        case '"':
            tbi_buf_text(b, "&quot;");
            break;
        default:
            tbi_buf_char(b, *p);
        }
    }
}

bool tbi_brief_of_units(const tb_brief *f)
{
    return strcmp(tbi_brief_text(f->root, "schema"), "tangbac/intervene-units/1") == 0;
}

/* units_too: a form that has room for every unit at once. */
static tb_status check(const tb_brief *f, bool units_too, const char *path, tb_err *err)
{
    const char *schema = cJSON_IsObject(f->root) ? tbi_brief_text(f->root, "schema") : "";
    bool units = cJSON_IsObject(f->root) && tbi_brief_of_units(f);
    bool ours =
        strcmp(schema, "tangbac/run/1") == 0 || strcmp(schema, "tangbac/intervene/1") == 0 || units;
    if (!ours || !cJSON_IsObject(f->result))
        return tbi_fail_vi(err, TB_EDATA, TB_MSG_RENDER_RESULT_TANGBAC_RUN_TANGBAC, path);
    if (!units || units_too)
        return TB_OK;
    return tbi_fail_vi(err, TB_EARG, TB_MSG_RENDER_EVERY_UNIT_ONCE_WHICH, path);
}

static tb_status read_result(tb_brief *f, cJSON **root, const char *json_path, bool units_too,
                             tb_err *err)
{
    const char *bytes = NULL;
    size_t size = 0;
    tb_status st = tbi_file_read(&bytes, &size, json_path, LARGEST, f->a, err);
    if (st == TB_OK)
        st = tbi_json_parse(root, bytes, size, tbi_file_name(json_path), err);
    f->root = *root;
    f->result = *root != NULL ? tbi_json_get(*root, "result") : NULL;
    return st == TB_OK ? check(f, units_too, json_path, err) : st;
}

tb_status tb_brief_make(tb_text **out, const char *json_path, const char *ending, tb_lang lang,
                        tb_err *err)
{
    void (*make)(tb_brief *) = strcmp(ending, ".html") == 0  ? tbi_brief_html
                               : strcmp(ending, ".md") == 0  ? tbi_brief_markdown
                               : strcmp(ending, ".csv") == 0 ? tbi_brief_csv
                                                             : NULL;
    if (make == NULL)
        return tbi_fail_vi(err, TB_EARG, TB_MSG_RENDER_UNKNOWN_ENDING_BRIEF_EXPECTED, ending);
    tb_arena a = { 0 };
    tb_buf b = { 0 };
    cJSON *root = NULL;
    tb_brief f = { .b = &b, .a = &a, .lang = lang };
    tb_status st = read_result(&f, &root, json_path, false, err);
    if (st == TB_OK) {
        make(&f);
        st = tbi_text_take(out, &b, err);
    }
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return st;
}

tb_status tb_brief_save(const char *json_path, const char *path, tb_lang lang, tb_err *err)
{
    const char *ending = tbi_file_ending(path);
    if (strcmp(ending, ".xlsx") != 0) {
        tb_text *text = NULL;
        tb_status st = tb_brief_make(&text, json_path, ending, lang, err);
        if (st == TB_OK)
            st = tb_text_save(text, path, err);
        tb_text_free(text);
        return st;
    }
    tb_arena a = { 0 };
    cJSON *root = NULL;
    tb_brief f = { .a = &a, .lang = lang };
    tb_status st = read_result(&f, &root, json_path, true, err);
    if (st == TB_OK)
        st = tbi_brief_workbook(&f, path, err);
    cJSON_Delete(root);
    tbi_arena_free(&a);
    return st;
}

const char *tbi_brief_when(tb_brief *f, const cJSON *plan, int i)
{
    const cJSON *starts = tbi_json_get(plan, "starts");
    const cJSON *effects = tbi_json_get(plan, "effect_from");
    double first = tbi_brief_number(f->result, "origin") + 1;
    bool said = false;
    for (int k = 0; k < cJSON_GetArraySize(starts) && k < cJSON_GetArraySize(effects); k++) {
        const cJSON *a = cJSON_GetArrayItem(starts, k);
        const cJSON *b = cJSON_GetArrayItem(effects, k);
        said |= cJSON_IsNumber(a) && cJSON_IsNumber(b) &&
                (a->valuedouble != first || b->valuedouble != a->valuedouble);
    }
    const cJSON *start = cJSON_GetArrayItem(starts, i);
    const cJSON *effect = cJSON_GetArrayItem(effects, i);
    if (!said || !cJSON_IsNumber(start) || !cJSON_IsNumber(effect))
        return "";
    if (effect->valuedouble == start->valuedouble)
        return tbi_arena_printf(f->a, tbi_brief_pick(f, "; begin in %.0f", "; bắt đầu năm %.0f"),
                                start->valuedouble);
    return tbi_arena_printf(f->a,
                            tbi_brief_pick(f, "; begin in %.0f, at work from %.0f",
                                           "; bắt đầu năm %.0f, có tác động từ năm %.0f"),
                            start->valuedouble, effect->valuedouble);
}
