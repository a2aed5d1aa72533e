/* annex.c - which measure, by whom, how much, by when, and what to watch? Quantity and deadline are
 * those of the plans that the catalogue cites; what they do not say stays empty. */
#include "plan/annex.h"

#include "base/error.h"
#include "lever/agency_name.h"
#include "messages/one_language.h"
#include "messages/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const tb_lever *find_lever(const tb_ask *ask, const char *id)
{
    for (size_t i = 0; i < ask->levers; i++)
        if (strcmp(ask->lever[i].id, id) == 0)
            return &ask->lever[i];
    return NULL;
}

/* A text of the catalogue; a scenario's own lever may have none, and a cell that says that the plan
 * gives no quantity is an empty one. */
static const char *give_text_or_empty(const char *text)
{
    static const char *const none[] = { "không nêu số lượng", "no number", "not stated" };
    for (size_t i = 0; text != NULL && i < sizeof none / sizeof *none; i++)
        if (strcmp(text, none[i]) == 0)
            return "";
    return text != NULL ? text : "";
}

/* Whether a code stands in a list joined by "|". */
static bool is_listed(const char *list, const char *code)
{
    size_t n = strlen(code);
    for (const char *p = list; *p != '\0';) {
        size_t len = strcspn(p, "|");
        if (len == n && strncmp(p, code, n) == 0)
            return true;
        p += len + (p[len] == '|');
    }
    return false;
}

/* The deadlines that this province's plans set: of "75:2018-06-14|75:2018-11-15" those of its
 * code, a date without a code is everybody's; "" when there is none. A date before the year in
 * which the measure begins was that of an earlier order. cell: of the measure, "CODE:DATE" joined
 * by '|'. In a. */
static const char *find_deadlines(const char *cell, const char *code, int start, tb_arena *a)
{
    const char *out = "";
    size_t n = strlen(code);
    for (const char *p = cell; *p != '\0' && out != NULL;) {
        size_t len = strcspn(p, "|");
        const char *colon = memchr(p, ':', len);
        bool own = colon == NULL || ((size_t)(colon - p) == n && strncmp(p, code, n) == 0);
        const char *date = colon != NULL ? colon + 1 : p;
        if (own && strtol(date, NULL, 10) >= start)
            out = tbi_arena_printf(a, "%s%s%.*s", out, out[0] != '\0' ? "; " : "",
                                   (int)(p + len - date), date);
        p += len + (p[len] == '|');
    }
    return out != NULL ? out : "";
}

/* The end of one statement of quantity: behind the parenthesis that names its plan, before the next
 * one's semicolon. */
static size_t measure_statement(const char *text)
{
    size_t n = 0;
    for (; text[n] != '\0'; n++)
        if (text[n] == ')' && (text[n + 1] == ';' || text[n + 1] == '\0'))
            return n + 1;
    return n;
}

/* The year of the plan that a statement is of, as it stands in its last brackets; 0 = not said. */
static int find_plan_year(const char *statement)
{
    int year = 0;
    const char *of = strrchr(statement, '(');
    for (const char *p = of != NULL ? of : ""; *p != '\0';) {
        size_t n = strspn(p, "0123456789");
        year = n == 4 ? (int)strtol(p, NULL, 10) : year;
        p += n > 0 ? n : 1;
    }
    return year;
}

/* Of "... (Trà Vinh, 2020); ... (Đồng Nai, 2018)" what this province's own plan says; where it
 * says nothing, what the others' say, marked as theirs: a department must not take another
 * province's 228 workshops for its own. What a plan of a later year says is left out. *own: it is
 * this one's. name: of the province, in the language of the cell. false: no memory. A cell without
 * any name in brackets is everybody's. */
static bool choose_quantity(const char **out, bool *own, const char *cell, const char *name,
                            int start, tb_arena *a)
{
    const char *mine = "";
    const char *all = "";
    bool named = false;
    for (const char *p = cell; *p != '\0' && mine != NULL && all != NULL;) {
        size_t n = measure_statement(p);
        const char *one = tbi_arena_text_n(a, p, n);
        if (one == NULL)
            return false;
        p += n;
        p += strspn(p, "; ");
        if (find_plan_year(one) > start)
            continue;
        /* the cell ends with whose plan it is of: "(Trà Vinh, 2020)" */
        named = named || one[n - 1] == ')';
        const char *of = strrchr(one, '(');
        all = tbi_arena_printf(a, "%s%s%s", all, all[0] != '\0' ? "; " : "", one);
        if (one[n - 1] == ')' && of != NULL && strncmp(of + 1, name, strlen(name)) == 0)
            mine = tbi_arena_printf(a, "%s%s%s", mine, mine[0] != '\0' ? "; " : "", one);
    }
    if (mine == NULL || all == NULL)
        return false;
    *own = mine[0] != '\0' || !named;
    *out = mine[0] != '\0' ? mine : all;
    return true;
}

/* The quantity in both languages. false: no memory. */
static bool say_quantity(tb_plan_measure *m, const tb_lever *v, const tb_unit *unit, tb_arena *a)
{
    bool own_vi = true;
    bool own_en = true;
    if (!choose_quantity(&m->quantity_vi, &own_vi, give_text_or_empty(v->quantity_vi),
                         unit->name_vi, m->start, a) ||
        !choose_quantity(&m->quantity_en, &own_en, give_text_or_empty(v->quantity_en),
                         unit->name_en, m->start, a))
        return false;
    /* not as a pair, which would write figures of the plan's own words ("khung 2.0") anew */
    if (!own_vi)
        m->quantity_vi = tbi_arena_printf(a, TB_VI(TB_MSG_PLAN_QUANTITY_OF_OTHERS), m->quantity_vi);
    if (!own_en)
        m->quantity_en = tbi_arena_printf(a, TB_EN(TB_MSG_PLAN_QUANTITY_OF_OTHERS), m->quantity_en);
    return m->quantity_vi != NULL && m->quantity_en != NULL;
}

/* The standing of the component that a measure acts on; NULL when the standing was not asked for
 * or does not have it. */
static const tb_standing_component *find_component(const tb_standing *s, const tb_lever_answer *l)
{
    for (size_t i = 0; s != NULL && i < tb_standing_indices(s); i++) {
        const tb_standing_index *x = tb_standing_index_at(s, i);
        for (size_t k = 0; k < x->components && strcmp(x->index, l->index) == 0; k++)
            if (strcmp(x->component[k].code, l->component) == 0)
                return &x->component[k];
    }
    return NULL;
}

/* The figure by which one sees whether the measure worked, by its name: a code such as PAPI.D4 is
 * in no plan that a department reads. */
static bool say_watch(tb_plan_measure *m, const tb_lever_answer *l, const tb_standing *s, int year,
                      tb_arena *a)
{
    const tb_standing_component *now = find_component(s, l);
    if (now == NULL || isnan(now->score) || isnan(now->change_sd))
        return tbi_arena_pair(a, &m->watch_en, &m->watch_vi, TB_MSG_PLAN_WATCH, l->component_en,
                              l->component_vi, l->index, year, year + 1);
    return tbi_arena_pair(a, &m->watch_en, &m->watch_vi, TB_MSG_PLAN_WATCH_NOW, l->component_en,
                          l->component_vi, l->index, year, year + 1, tb_standing_year(s),
                          now->score, 1.96 * now->change_sd);
}

/* What rows of an annex are made from. standing may be NULL. */
typedef struct annex_source {
    tb_ask_state *c;
    const tb_agency_table *agencies;
    const tb_standing *standing;
} annex_source;

/* One measure of an annex: agency, quantity and deadline as of the year in which it starts, what to
 * watch from the year in which it acts. m->start and m->acts_from are set; l: one component that it
 * acts on, for the goal of the year. cost in m->cost_unit, "" where none was given. */
static tb_status fill_row(tb_plan_measure *m, const tb_lever *v, const tb_lever_answer *l,
                          const annex_source *from, int year, tb_err *err)
{
    tb_ask_state *c = from->c;
    const tb_agency_table *t = from->agencies;
    const tb_standing *s = from->standing;
    int start = m->start;
    int acts_from = m->acts_from;
    tb_arena *a = c->arena;
    *m = (tb_plan_measure){ .id = v->id,
                            .name_vi = l->name_vi,
                            .name_en = l->name_en,
                            .component = tbi_ask_say(c, "%s.%s", l->index, l->component),
                            .component_vi = l->component_vi,
                            .component_en = l->component_en,
                            .evidence = l->evidence,
                            .effect = l->effect,
                            .weight = l->weight,
                            .deadline = find_deadlines(give_text_or_empty(v->deadline),
                                                       c->unit->code, start, a),
                            .start = start,
                            .acts_from = acts_from,
                            .ordered_by = give_text_or_empty(v->ordered_by),
                            .source = "",
                            .cost = tbi_lever_cost(c->ask, v),
                            .cost_given = v->cost_given,
                            .cost_unit = v->cost_given ? tbi_cost_unit(c->ask) : "" };
    m->ordered_here = is_listed(m->ordered_by, c->unit->code);
    for (size_t k = 0; k < v->effects; k++)
        if (strcmp(v->effect[k].component, m->component) == 0)
            m->source = give_text_or_empty(v->effect[k].source);
    bool room = tbi_agencies_of_year(&m->agency_vi, &m->with_vi, t,
                                     give_text_or_empty(v->agency_vi), m->start, true, a) &&
                tbi_agencies_of_year(&m->agency_en, &m->with_en, t,
                                     give_text_or_empty(v->agency_en), m->start, false, a) &&
                say_quantity(m, v, c->unit, a) &&
                say_watch(m, l, s, year > m->acts_from ? m->acts_from : year, a);
    return room ? TB_OK : tbi_no_memory(err, "the annex");
}

static const tb_priority *find_priority(const tb_goal_answer *a, const char *component)
{
    for (size_t i = 0; i < a->priorities; i++)
        if (strcmp(a->priority[i].component, component) == 0)
            return &a->priority[i];
    return NULL;
}

/* The component for which a measure was chosen: the first in which the province is not among the
 * ten best, else the one that offers most. NULL: none has a record. id: of a measure. */
static const tb_priority *find_chosen_for(const tb_goal_answer *a, const char *id)
{
    const tb_priority *best = NULL;
    for (size_t i = 0; i < a->levers; i++) {
        const tb_lever_answer *l = &a->lever[i];
        if (strcmp(l->id, id) != 0 || l->effect_reason != NULL || l->beside)
            continue;
        for (size_t k = 0; k < a->priorities; k++) {
            const tb_priority *p = &a->priority[k];
            size_t n = strlen(l->index);
            bool same = strncmp(p->component, l->index, n) == 0 && p->component[n] == '.' &&
                        strcmp(p->component + n + 1, l->component) == 0;
            if (same && !p->leads)
                return p;
            best = same && (best == NULL || p->gain.mean > best->gain.mean) ? p : best;
        }
    }
    return best;
}

/* Why a measure stands in the plan on what the province leads in. Four reasons: it is done already;
 * it was chosen for another component; the measures that bring as much in weaker components are in
 * the plan; no weaker component offers as much. */
static tb_status say_leads(tb_plan_measure *m, const tb_lever *v, const tb_goal_answer *a,
                           tb_ask_state *c, tb_err *err)
{
    const tb_priority *p = find_priority(a, m->component);
    const char **en = &m->leads_why;
    const char **vi = &m->leads_why_vi;
    bool room = true;
    if (p == NULL || !p->leads)
        return TB_OK;
    m->leads = true;
    const tb_priority *chosen = find_chosen_for(a, m->id);
    if (v->done)
        room =
            tbi_arena_pair(c->arena, en, vi, TB_MSG_PLAN_LEADS_DONE, p->leads_at, p->leads_at_vi);
    else if (chosen != NULL && chosen != p)
        room = tbi_arena_pair(c->arena, en, vi, TB_MSG_PLAN_LEADS_BESIDE, p->leads_at,
                              p->leads_at_vi, chosen->name_en, chosen->name_vi);
    else if (p->weaker > 0)
        room =
            tbi_arena_pair(c->arena, en, vi, TB_MSG_PLAN_LEADS_ALL_IN, p->leads_at, p->leads_at_vi);
    else
        room = tbi_arena_pair(c->arena, en, vi, TB_MSG_PLAN_LEADS_NONE_AS_GOOD, p->leads_at,
                              p->leads_at_vi);
    return room ? TB_OK : tbi_no_memory(err, "the annex");
}

/* Whether the row of this component stands there already: two goals on one index share it. */
static bool has_row(const tb_plan_measure *row, size_t n, const tb_lever_answer *l)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(l->index);
        bool same = strcmp(row[i].id, l->id) == 0 &&
                    strncmp(row[i].component, l->index, len) == 0 && row[i].component[len] == '.' &&
                    strcmp(row[i].component + len + 1, l->component) == 0;
        if (same)
            return true;
    }
    return false;
}

/* One row a measure and component that counts in the plan; only: of one goal, NULL: of all.
 * p->measure [p->measures] in the case's arena; a measure that acts on two components has two
 * rows. */
tb_status tbi_plan_annex(tb_plan *p, tb_ask_state *c, const tb_goal_answer *only,
                         const tb_standing *standing, tb_err *err)
{
    size_t room = 0;
    size_t n = 0;
    if (!p->made || p->levers == 0)
        return TB_OK;
    for (size_t g = 0; g < c->goals; g++)
        room += c->answer[g].levers;
    tb_plan_measure *row = TB_NEW(c->arena, tb_plan_measure, room);
    tb_agency_table agencies;
    if (row == NULL || !tbi_agency_table_make(&agencies, c->panel, c->ask, c->unit, c->arena))
        return tbi_no_memory(err, "the annex");
    const annex_source from = { c, &agencies, standing };
    for (size_t i = 0; i < p->levers; i++) {
        const tb_lever *v = find_lever(c->ask, p->lever[i]);
        for (size_t g = 0; g < c->goals && v != NULL; g++) {
            const tb_goal_answer *a = &c->answer[g];
            for (size_t k = 0; k < a->levers && (only == NULL || only == a); k++) {
                const tb_lever_answer *l = &a->lever[k];
                bool in = strcmp(l->id, v->id) == 0 && l->effect_reason == NULL && !l->beside;
                if (!in || has_row(row, n, l))
                    continue;
                row[n].start = p->start[i];
                row[n].acts_from = p->effect_from[i];
                tb_status st = fill_row(&row[n], v, l, &from, a->year, err);
                if (st == TB_OK)
                    st = say_leads(&row[n++], v, a, c, err);
                if (st != TB_OK)
                    return st;
            }
        }
    }
    p->measure = row;
    p->measures = n;
    return TB_OK;
}

/* The orders of one goal's measures. */
static tb_status fill_orders(tb_goal_answer *answer, const annex_source *from, tb_err *err)
{
    tb_ask_state *c = from->c;
    tb_lever_answer *lever = (tb_lever_answer *)(uintptr_t)answer->lever;
    int begins = tbi_ask_begins(c);
    for (size_t k = 0; k < answer->levers; k++) {
        const tb_lever *v = find_lever(c->ask, lever[k].id);
        if (v == NULL)
            continue;
        tb_plan_measure *m = TB_NEW(c->arena, tb_plan_measure, 1);
        if (m == NULL)
            return tbi_no_memory(err, "the annex");
        m->start = begins;
        m->acts_from = begins + (v->lag > 0 ? v->lag : 0);
        tb_status st = fill_row(m, v, &lever[k], from, answer->year, err);
        if (st != TB_OK)
            return st;
        lever[k].order = m;
    }
    return TB_OK;
}

/* Also of what is in no plan: PAR and SIPAS have nothing but ceilings. */
tb_status tbi_orders_of_measures(tb_ask_state *c, const tb_standing *standing, tb_err *err)
{
    tb_agency_table agencies;
    if (!tbi_agency_table_make(&agencies, c->panel, c->ask, c->unit, c->arena))
        return tbi_no_memory(err, "the annex");
    const annex_source from = { c, &agencies, standing };
    for (size_t g = 0; g < c->goals; g++) {
        tb_status st = fill_orders(&c->answer[g], &from, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}
