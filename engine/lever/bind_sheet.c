/* bind_sheet.c - a score sheet knows fields by their order and name ("#3 Cải cách thủ tục hành
 * chính") and criteria by their numbers; which index has such sheets, and which field that is, the
 * panel knows. */
#include "lever/bind_sheet.h"

#include "base/error.h"
#include "messages/lever.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Only measures of sheets say how many points were lost. */
static bool is_sheet(const tb_lever *v)
{
    return v->effects > 0 && !isnan(v->effect[0].lost);
}

/* The one index whose units score themselves. v: a lever of the sheet, for its place. */
static tb_status find_index(const tb_index **out, const tb_panel *p, const tb_lever *v, tb_err *err)
{
    *out = NULL;
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        if (!x->score_sheet)
            continue;
        if (*out != NULL)
            return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SHEET_OF_SEVERAL, v->sheet_at, (*out)->code,
                            x->code);
        *out = x;
    }
    return *out != NULL ? TB_OK : tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SHEET_OF_NONE, v->sheet_at);
}

/* The code of the n-th field of a year's scheme; NULL: it has fewer. */
static const char *make_field_code(const tb_index *x, int n, int year)
{
    for (size_t k = 0; k < x->n_node; k++) {
        const tb_node *node = &x->node[k];
        if (strcmp(node->kind, "field") == 0 && node->first_year <= year &&
            node->last_year >= year && --n == 0)
            return x->indicator[node->indicator].code;
    }
    return NULL;
}

/* The code of the one field of a year's scheme that is called so; NULL: none, or several. A sheet
 * of some fields may number them anew, so that a name goes before a number. */
static const char *find_named_field(const tb_index *x, const char *name, int year, tb_arena *a)
{
    const char *folded = tbi_utf8_fold(a, name);
    const char *code = NULL;
    for (size_t k = 0; k < x->n_node && folded != NULL && folded[0] != '\0'; k++) {
        const tb_node *node = &x->node[k];
        if (strcmp(node->kind, "field") != 0 || node->first_year > year || node->last_year < year)
            continue;
        const char *own = tbi_utf8_fold(a, tb_index_name_vi(x, node->indicator, year));
        if (own == NULL || strcmp(own, folded) != 0)
            continue;
        if (code != NULL)
            return NULL;
        code = x->indicator[node->indicator].code;
    }
    return code;
}

/* "#3" in a sheet means field 3 of the index in the sheet's year, the origin where the sheet
 * has none, unless the scheme calls another field by the name behind it. */
static tb_status bind_lever(tb_lever *v, const tb_index *x, int origin, tb_arena *a, tb_err *err)
{
    tb_lever_effect *e = TB_NEW(a, tb_lever_effect, v->effects);
    if (e == NULL)
        return tbi_no_memory(err, "the score sheet");
    memcpy(e, v->effect, v->effects * sizeof *e);
    for (size_t i = 0; i < v->effects; i++) {
        int n = e[i].component[0] == '#' ? atoi(e[i].component + 1) : 0;
        int year = v->sheet_year > 0 ? v->sheet_year : origin;
        const char *behind = n > 0 ? strchr(e[i].component, ' ') : NULL;
        const char *code = behind != NULL ? find_named_field(x, behind + 1, year, a) : NULL;
        if (code == NULL)
            code = n > 0 ? make_field_code(x, n, year) : e[i].component;
        if (code == NULL)
            return tbi_fail(err, TB_EDATA, TB_MSG_LEVER_SHEET_FIELD, v->row_at, v->id, n, x->code,
                            year);
        e[i].component = tbi_arena_printf(a, "%s.%s", x->code, code);
    }
    v->effect = e;
    v->id = tbi_arena_printf(a, "%s.%s", x->code, v->id);
    return a->refused ? tbi_no_memory(err, "the score sheet") : TB_OK;
}

/* *out stays the caller's ask where no measure comes from a sheet. */
tb_status tbi_bind_sheets(const tb_ask **out, const tb_panel *p, const tb_ask *ask, tb_arena *a,
                          tb_err *err)
{
    const tb_index *x = NULL;
    const tb_lever *sheet = NULL;
    *out = ask;
    for (size_t i = 0; i < ask->levers && sheet == NULL; i++)
        sheet = is_sheet(&ask->lever[i]) ? &ask->lever[i] : NULL;
    if (sheet == NULL)
        return TB_OK;
    tb_ask *own = TB_NEW(a, tb_ask, 1);
    tb_lever *lever = TB_NEW(a, tb_lever, ask->levers);
    tb_status st =
        a->refused ? tbi_no_memory(err, "the score sheet") : find_index(&x, p, sheet, err);
    if (st != TB_OK)
        return st;
    *own = *ask;
    memcpy(lever, ask->lever, ask->levers * sizeof *lever);
    for (size_t i = 0; i < ask->levers && st == TB_OK; i++)
        if (is_sheet(&lever[i]))
            st = bind_lever(&lever[i], x, tb_ask_origin(ask, x->code), a, err);
    own->lever = lever;
    *out = own;
    return st;
}

/* Whether a folded title names a unit as "tinh lai chau" or "thanh pho ha noi": a bare name may be
 * the place where a decision was signed. */
static bool is_unit_named(const char *title, const tb_unit *u, tb_arena *a)
{
    const char *name = tbi_utf8_fold(a, u->name_vi);
    for (size_t i = 0; i < 3 && name != NULL; i++) {
        const char *words = i == 0   ? tbi_arena_printf(a, "tinh %s", name)
                            : i == 1 ? tbi_arena_printf(a, "thanh pho %s", name)
                                     : tbi_arena_printf(a, "tp %s", name);
        const char *at = words != NULL ? strstr(title, words) : NULL;
        if (at == NULL)
            continue;
        char behind = at[strlen(words)];
        if (behind == '\0' || strchr(" ,;:|)(", behind) != NULL)
            return true;
    }
    return false;
}

/* The unit that the title names, if it names one and not the unit that asks; NULL otherwise. */
const tb_unit *tbi_sheet_of_another(const tb_panel *p, const tb_unit *asked, const char *title,
                                    int year)
{
    tb_arena a = { 0 };
    const tb_unit *other = NULL;
    bool own = false;
    const char *folded = tbi_utf8_fold(&a, title);
    for (size_t i = 0; folded != NULL && i < tb_panel_units(p); i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        if (!tb_unit_holds(u, year) || !is_unit_named(folded, u, &a))
            continue;
        if (strcmp(u->code, asked->code) == 0)
            own = true;
        else
            other = u;
    }
    tbi_arena_free(&a);
    return own ? NULL : other;
}
