/* page.c - members of a result's JSON as a page asks for them. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"

#include <math.h>
#include <string.h>

/* English where the Vietnamese one is missing, since a wrong language is better than a gap. */
const char *tbi_said_of(const tb_brief *p, const cJSON *o, const char *name)
{
    char vi[64];
    size_t n = strlen(name);
    if (p->lang == TB_LANG_VI && n + 4 < sizeof vi) {
        memcpy(vi, name, n);
        memcpy(vi + n, "_vi", 4);
        const char *text = tbi_text_of(o, vi);
        if (text[0] != '\0')
            return text;
    }
    return tbi_text_of(o, name);
}

/* Names of units are the other way round: `name` is Vietnamese. */
const char *tbi_unit_of(const tb_brief *p, const cJSON *o)
{
    const char *en = tbi_text_of(o, "name_en");
    return p->lang == TB_LANG_VI || en[0] == '\0' ? tbi_text_of(o, "name") : en;
}

/* The unit that the whole page is about. */
const char *tbi_province(const tb_brief *p)
{
    const char *en = tbi_text_of(p->result, "unit_name_en");
    return p->lang == TB_LANG_VI || en[0] == '\0' ? tbi_text_of(p->result, "unit_name") : en;
}

/* The text itself where there is no dot. */
const char *tbi_index_part(const tb_brief *p, const char *component)
{
    const char *dot = strchr(component, '.');
    if (dot == NULL)
        return component;
    const char *part = tbi_arena_text_n(p->a, component, (size_t)(dot - component));
    return part != NULL ? part : "";
}

/* Points into component. */
const char *tbi_code_part(const char *component)
{
    const char *dot = strchr(component, '.');
    return dot != NULL ? dot + 1 : component;
}

/* A measure stands under several goals with different evidence: the one that a plan uses
 * says most. */
const cJSON *tbi_lever_of(const tb_brief *p, const char *id)
{
    const cJSON *goal;
    const cJSON *lever;
    const cJSON *best = NULL;
    int rank = 0; /* 1 named, 2 with an effect, 3 in a plan */
    cJSON_ArrayForEach(goal, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(lever, tbi_json_get(goal, "levers"))
        {
            if (strcmp(tbi_text_of(lever, "id"), id) != 0)
                continue;
            int is = tbi_true_of(lever, "in_plan")           ? 3
                     : tbi_json_get(lever, "effect") != NULL ? 2
                                                             : 1;
            if (is > rank) {
                rank = is;
                best = lever;
            }
        }
    }
    return best;
}

/* A plan without measures, or with a reason why it was not made, is none. */
bool tbi_has_plan(const cJSON *plan)
{
    return plan != NULL && tbi_text_of(plan, "reason")[0] == '\0' &&
           cJSON_GetArraySize(tbi_json_get(plan, "levers")) > 0;
}

/* NULL: the result has no goal, or no plan of all goals together. */
const cJSON *tbi_main_plan(const tb_brief *p)
{
    const cJSON *goals = tbi_json_get(p->result, "goals");
    if (cJSON_GetArraySize(goals) > 1)
        return tbi_json_get(tbi_json_get(p->result, "joint"), "plan");
    return goals != NULL && goals->child != NULL ? tbi_json_get(goals->child, "plan") : NULL;
}

/* The list of a goal is short, so every row is held against all before it. */
bool tbi_lever_repeats(const cJSON *levers, const cJSON *lever)
{
    const char *evidence = tbi_text_of(lever, "evidence");
    if (strcmp(evidence, "assumed") == 0 || strcmp(evidence, "published") == 0)
        return false; /* a figure of its own */
    for (const cJSON *k = levers->child; k != NULL && k != lever; k = k->next) {
        bool same = strcmp(tbi_text_of(k, "component"), tbi_text_of(lever, "component")) == 0 &&
                    strcmp(tbi_text_of(k, "index"), tbi_text_of(lever, "index")) == 0;
        /* two treatments on one component are two effects */
        if (strcmp(evidence, "quasi-experimental") == 0)
            same =
                same && strcmp(tbi_text_of(k, "treatment"), tbi_text_of(lever, "treatment")) == 0;
        if (same && strcmp(tbi_text_of(k, "evidence"), evidence) == 0)
            return true;
    }
    return false;
}

/* Also a goal whose number is withheld by the page: it has an answer in words. */
bool tbi_answered(const cJSON *goal)
{
    return !isnan(tbi_number_of(goal, "chance_without_action")) || tbi_uncalibrated(goal);
}

/* Vietnamese words have marks; English ones and signs have none. */
static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 128)
        text++;
    return *text == '\0';
}

/* The asker's own words where they are in the page's language, told by letters beyond ASCII; else
 * said anew, for the kinds that can be. */
const char *tbi_goal_words(const tb_brief *p, const cJSON *goal)
{
    const char *asked = tbi_text_of(goal, "goal");
    const char *kind = tbi_text_of(goal, "kind");
    double value = tbi_number_of(goal, "value");
    double base = tbi_number_of(goal, "base_year");
    bool of_page = is_ascii(asked) == (p->lang != TB_LANG_VI);
    if (of_page || strstr(asked, "..") != NULL)
        return asked;
    if (strcmp(kind, "keep") == 0)
        return tbi_word(p, TB_WORD_GOAL_KEEP);
    if (isnan(value))
        return asked;
    if (strcmp(kind, "place") == 0)
        return tbi_say(p, TB_SAY_GOAL_PLACE, value);
    if (strcmp(kind, "climb") == 0 && base > 0 && base + 1 < tbi_number_of(goal, "year"))
        return tbi_say(p, TB_SAY_GOAL_CLIMB_FROM, value, base);
    if (strcmp(kind, "climb") == 0)
        return tbi_say(p, TB_SAY_GOAL_CLIMB, value);
    if (strcmp(kind, "score") != 0)
        return asked;
    const char *amount = tbi_say_amount(p, value, value == floor(value) ? 0 : 2);
    return strcmp(tbi_text_of(goal, "index_unit"), "%") == 0
               ? tbi_say(p, TB_SAY_GOAL_PERCENT, amount)
               : tbi_say(p, TB_SAY_GOAL_POINTS, amount);
}

/* A component is called by its name beside its index: its code is for programs. */
const char *tbi_goal_name(const tb_brief *p, const cJSON *goal)
{
    const char *index = tbi_text_of(goal, "index"), *name = tbi_said_of(p, goal, "index_name");
    if (strchr(index, '.') == NULL || name[0] == '\0')
        return index;
    return tbi_say(p, TB_SAY_COMPONENT_OF, tbi_index_part(p, index), name);
}

const char *tbi_index_called(const tb_brief *p, const char *code)
{
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (strcmp(tbi_text_of(g, "index"), code) == 0)
            return tbi_goal_name(p, g);
    }
    return code;
}

const cJSON *tbi_goal_before(const tb_brief *p, const cJSON *goal)
{
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (g == goal)
            break;
        if (strcmp(tbi_text_of(g, "index"), tbi_text_of(goal, "index")) == 0 &&
            tbi_number_of(g, "year") == tbi_number_of(goal, "year") && tbi_answered(g))
            return g;
    }
    return NULL;
}

const char *tbi_goal_title(const tb_brief *p, const cJSON *goal)
{
    const char *title =
        tbi_arena_printf(p->a, "%s: %s", tbi_goal_name(p, goal), tbi_goal_words(p, goal));
    return title != NULL ? title : "";
}

const char *tbi_goal_phrase(const tb_brief *p, const cJSON *goal)
{
    return tbi_say(p, TB_SAY_GOAL_IN_SENTENCE, tbi_goal_name(p, goal), tbi_goal_words(p, goal));
}

void tbi_grid_paper(tb_brief *p, tb_doc_table *g, size_t rows)
{
    if (g == NULL || g->rows <= rows + 1) /* a note in the place of one row saves nothing */
        return;
    g->paper_rows = rows;
    g->cut = tbi_say(p, TB_SAY_ROWS_CUT, g->rows - rows);
}

/* A column is empty when it has dashes and blanks only; one that is to be filled in stays. The rows
 * are copied, strong ones stay strong. */
tb_doc_table *tbi_grid_drop_empty(tb_brief *p, const tb_doc_table *t)
{
    bool keep[TB_DOC_COLUMNS] = { true }; /* the first column says what a row is about */
    if (t == NULL || p->doc.failed)       /* a table that lacks cells is not looked at */
        return NULL;
    for (size_t r = 0; r < t->rows; r++)
        for (size_t c = 0; c < t->columns; c++) {
            const char *text = tbi_grid_at(t, r, c)->text;
            bool said = text[0] != '\0' && strcmp(text, "–") != 0;
            keep[c] = keep[c] || t->column[c].fill || said;
        }
    tb_doc_table *out = tbi_grid_new(&p->doc, t->id, t->title);
    for (size_t c = 0; c < t->columns; c++) {
        const tb_doc_column *from = &t->column[c];
        if (!keep[c])
            continue;
        tbi_grid_column(out, from->kind, from->drop, from->width, from->head);
        if (from->fill)
            tbi_grid_fill(out);
    }
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++)
            if (keep[c])
                tbi_grid_cell(&p->doc, out, tbi_grid_at(t, r, c)->text,
                              tbi_grid_at(t, r, c)->number);
        if (tbi_grid_at(t, r, 0)->strong)
            tbi_grid_strong(out);
    }
    return out;
}
