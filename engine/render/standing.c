/* standing.c - where the province stands, component by component, when the result says so (its
 * member `standing`). */
#include "render/brief.h"

#include "messages/render.h"

#include <math.h>
#include <string.h>

/* The code itself where the index has no such component.
 * index: an entry of standing.indices, with its components. */
static const char *find_name(const tb_brief *p, const cJSON *index, const char *code)
{
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        if (strcmp(tbi_text_of(c, "code"), code) == 0)
            return tbi_said_of(p, c, "name");
    }
    return code;
}

/* Names of the components, with semicolons between them, since names have commas.
 * member: "strengths" or "weaknesses", lists of codes. */
static const char *say_codes(const tb_brief *p, const cJSON *index, const char *member)
{
    const char *list = "";
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(index, member))
    {
        if (cJSON_IsString(c))
            list = tbi_join(p, list, "; ", find_name(p, index, c->valuestring));
    }
    return list;
}

/* "+0,23 (vượt mức)": a dash without a change; no word where it cannot be told from noise.
 * change in points from the year before, with its sign; change_is: "real", "within noise" or
 * absent. The head of the column says what the words are short for. */
static const char *say_change(const tb_brief *p, const cJSON *c)
{
    double change = tbi_number_of(c, "change");
    const char *is = tbi_text_of(c, "change_is");
    if (isnan(change))
        return "–";
    const char *amount =
        tbi_arena_printf(p->a, "%s%s", change > 0 ? "+" : "", tbi_say_amount(p, change, 2));
    const char *what = strcmp(is, "real") == 0           ? tbi_word(p, TB_WORD_REAL_SHORT)
                       : strcmp(is, "within noise") == 0 ? tbi_word(p, TB_WORD_WITHIN_SHORT)
                                                         : "";
    const char *text = what[0] != '\0' ? tbi_arena_printf(p->a, "%s (%s)", amount, what) : amount;
    return text != NULL ? text : "";
}

/* An index that is seen in another year than the rest says which. */
static const char *name_index(const tb_brief *p, const cJSON *index)
{
    const char *code = tbi_text_of(index, "index");
    double year = tbi_number_of(index, "year");
    const char *both =
        year == tbi_number_of(tbi_json_get(p->result, "standing"), "year") || isnan(year)
            ? code
            : tbi_print(p, "%s %.0f", code, year);
    return both != NULL ? both : "";
}

/* first: head of the column of names.
 * Seven columns, which put_row fills. */
static tb_doc_table *begin_grid(tb_brief *p, const char *title, const char *first)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, "standing", title);
    tbi_grid_column(t, TB_DOC_TEXT, 0, 40, first);
    tbi_grid_column(t, TB_DOC_POINTS, 0, 9, tbi_word(p, TB_WORD_SCORE));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 9, tbi_word(p, TB_WORD_RANK));
    tbi_grid_column(t, TB_DOC_POINTS, 1, 11, tbi_word(p, TB_WORD_TO_MEDIAN));
    tbi_grid_column(t, TB_DOC_POINTS, 2, 12, tbi_word(p, TB_WORD_TO_BEST));
    tbi_grid_column(t, TB_DOC_POINTS, 3, 11, tbi_word(p, TB_WORD_TO_FIRST));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 20, tbi_word(p, TB_WORD_CHANGE));
    return t;
}

/* c: a component, or the total of an index.
 * to_median, to_best_quarter, to_best: points to the median, the best quarter and the first. */
static void put_row(tb_brief *p, tb_doc_table *t, const cJSON *c, const char *name)
{
    double rank = tbi_number_of(c, "rank");
    double of = tbi_number_of(c, "of");
    tbi_put_text(p, t, name);
    tbi_put(p, t, tbi_number_of(c, "score"));
    /* a place of how many, where that is known */
    tbi_put_text(p, t, isnan(rank) ? "–" : tbi_print(p, of > 0 ? "%.0f/%.0f" : "%.0f", rank, of));
    tbi_put(p, t, tbi_number_of(c, "to_median"));
    tbi_put(p, t, tbi_number_of(c, "to_best_quarter"));
    tbi_put(p, t, tbi_number_of(c, "to_best"));
    tbi_put_text(p, t, say_change(p, c));
}

/* A place alone is known too: some publishers print no scores. */
static bool is_known(const cJSON *c)
{
    return !isnan(tbi_number_of(c, "rank")) || !isnan(tbi_number_of(c, "score"));
}

/* Whether the index has anything of the province to show. */
static bool has_figure(const cJSON *index)
{
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        if (is_known(c))
            return true;
    }
    return false;
}

/* The total and what stands right below it. The total always has a row, and stands out. */
static tb_doc_table *make_standing_grid(tb_brief *p, const cJSON *index)
{
    const cJSON *c;
    tb_doc_table *t = begin_grid(p, name_index(p, index), tbi_word(p, TB_WORD_COMPONENT));
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        bool total = strcmp(tbi_text_of(c, "code"), "TOTAL") == 0;
        if (tbi_number_of(c, "depth") > 1 || (!total && !is_known(c)))
            continue; /* a row of dashes says nothing */
        put_row(p, t, c, tbi_said_of(p, c, "name"));
        if (total)
            tbi_grid_strong(t);
    }
    return tbi_grid_drop_empty(p, t);
}

/* The rows of what a component is made of, below it and in its order; nothing where none is
 * known. */
static void put_parts(tb_brief *p, tb_doc_table *t, const cJSON *index, const cJSON *whole)
{
    const cJSON *c;
    bool begun = false;
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        bool part = strcmp(tbi_text_of(c, "parent"), tbi_text_of(whole, "code")) == 0;
        if (!part || tbi_number_of(c, "depth") <= 1 || !is_known(c))
            continue;
        if (!begun) {
            put_row(p, t, whole, tbi_said_of(p, whole, "name"));
            tbi_grid_strong(t);
        }
        begun = true;
        put_row(p, t, c, tbi_join(p, "–", " ", tbi_said_of(p, c, "name")));
    }
}

/* What the components are made of, each below its own: for the screen. */
static void write_parts(tb_brief *p, const cJSON *index)
{
    const cJSON *c;
    const char *head = tbi_say(p, TB_SAY_STANDING_PARTS, name_index(p, index));
    tb_doc_table *t = begin_grid(p, head, tbi_word(p, TB_WORD_COMPONENT));
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        if (tbi_number_of(c, "depth") > 0)
            put_parts(p, t, index, c);
    }
    if (t == NULL || t->rows == 0)
        return;
    const char *id = tbi_arena_printf(p->a, "standing-parts-%s", tbi_text_of(index, "index"));
    tbi_doc_screen(tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, id != NULL ? id : "", head));
    tbi_doc_table(&p->doc, tbi_grid_drop_empty(p, t));
    tbi_doc_close(&p->doc);
}

/* Whether a goal is on the index or on a part of it.
 * Goals on components count for their index. */
static bool has_goal(const tb_brief *p, const char *index)
{
    const cJSON *g;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        if (strcmp(tbi_index_part(p, tbi_text_of(g, "index")), index) == 0)
            return true;
    }
    return false;
}

/* Indices that nobody asked about share a table, a row each; nothing of those without a figure. */
static void write_others(tb_brief *p)
{
    const cJSON *index;
    const char *head = tbi_word(p, TB_WORD_OTHER_INDICES);
    tb_doc_table *t = begin_grid(p, head, tbi_word(p, TB_WORD_INDEX));
    cJSON_ArrayForEach(index, tbi_json_get(tbi_json_get(p->result, "standing"), "indices"))
    {
        const cJSON *total = cJSON_GetArrayItem(tbi_json_get(index, "components"), 0);
        if (has_goal(p, tbi_text_of(index, "index")) || !is_known(total))
            continue;
        put_row(
            p, t, total,
            tbi_arena_printf(p->a, "%s: %s", name_index(p, index), tbi_said_of(p, total, "name")));
    }
    if (t == NULL || t->rows == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "standing-others", head);
    tbi_doc_table(&p->doc, tbi_grid_drop_empty(p, t));
    tbi_doc_close(&p->doc);
}

/* A section for each index of a goal; nothing without the member `standing`. */
void tbi_write_standing(tb_brief *p)
{
    const cJSON *index;
    cJSON_ArrayForEach(index, tbi_json_get(tbi_json_get(p->result, "standing"), "indices"))
    {
        const char *peers = "";
        const cJSON *u;
        const char *strong = say_codes(p, index, "strengths");
        const char *weak = say_codes(p, index, "weaknesses");
        if (!has_goal(p, tbi_text_of(index, "index")) || !has_figure(index))
            continue;
        const char *id = tbi_arena_printf(p->a, "standing-%s", tbi_text_of(index, "index"));
        tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, id != NULL ? id : "",
                        tbi_say(p, TB_SAY_STANDING_HEAD, name_index(p, index)));
        tbi_doc_table(&p->doc, make_standing_grid(p, index));
        if (strong[0] != '\0')
            tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_STRENGTHS, strong));
        if (weak[0] != '\0')
            tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_WEAKNESSES, weak));
        cJSON_ArrayForEach(u, tbi_json_get(index, "peers")) peers =
            tbi_join(p, peers, ", ", tbi_said_of(p, u, "name"));
        if (peers[0] != '\0')
            tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_PEERS, peers));
        write_parts(p, index);
        tbi_doc_close(&p->doc);
    }
    write_others(p);
}
