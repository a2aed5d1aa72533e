/* whatif.c - "what if": the curves that the engine made, as a table that everybody can read and as
 * data for the page's script, which moves them. Nothing is modelled here. */
#include "render/brief.h"

#include "messages/render.h"
#include "messages/render_known.h"
#include "messages/render_sheets.h"
#include "text/json_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A copy of a part of the result, member by member as it is.
 * name: in the result; as: in the data of the script. A missing member becomes null. */
static void copy_member(tb_buf *b, const cJSON *o, const char *name, const char *as, bool first)
{
    const cJSON *m = tbi_json_get(o, name);
    char *text = m != NULL ? cJSON_PrintUnformatted(m) : NULL;
    if (m != NULL && text == NULL)
        b->failed = true;
    tbi_buf_printf(b, "%s\"%s\":%s", first ? "" : ",", as, text != NULL ? text : "null");
    cJSON_free(text);
}

/* A text as a member of the script's words.
 * text is quoted as JSON, so it may hold any character. */
static void put_string(tb_brief *p, tb_buf *b, const char *name, const char *text)
{
    cJSON *s = cJSON_CreateString(text);
    char *quoted = s != NULL ? cJSON_PrintUnformatted(s) : NULL;
    if (quoted == NULL)
        p->doc.failed = true;
    tbi_buf_printf(b, ",\"%s\":%s", name, quoted != NULL ? quoted : "\"\"");
    cJSON_free(quoted);
    cJSON_Delete(s);
}

/* First level only: what lies below counts through it.
 * `components` of a goal: the sliders of the tool. */
static void put_prices(tb_brief *p, tb_buf *b, const cJSON *g)
{
    const cJSON *x;
    bool first = true;
    tbi_buf_text(b, ",\"components\":[");
    cJSON_ArrayForEach(x, tbi_json_get(g, "prices"))
    {
        static const char *const member[] = { "weight", "score", "max", "highest", "reach" };
        if (tbi_number_of(x, "depth") > 1)
            continue;
        tbi_buf_text(b, first ? "{" : ",{");
        copy_member(b, x, "component", "code", true);
        put_string(p, b, "name", tbi_said_of(p, x, "name"));
        for (size_t k = 0; k < sizeof member / sizeof *member; k++)
            copy_member(b, x, member[k], member[k], false);
        tbi_buf_char(b, '}');
        first = false;
    }
    tbi_buf_char(b, ']');
}

/* Measures that may be ticked: one of each row, since those of one row are counted once.
 * `levers` of a goal: the boxes that can be ticked. Only measures with draws of their effect. */
static void put_levers(tb_brief *p, tb_buf *b, const cJSON *g)
{
    const cJSON *levers = tbi_json_get(g, "levers");
    const cJSON *l;
    bool first = true;
    tbi_buf_text(b, ",\"levers\":[");
    cJSON_ArrayForEach(l, levers)
    {
        if (tbi_json_get(l, "effect_source") == NULL || tbi_lever_repeats(levers, l))
            continue;
        bool own = strcmp(tbi_text_of(l, "evidence"), "assumed") == 0 ||
                   strcmp(tbi_text_of(l, "evidence"), "published") == 0;
        tbi_buf_text(b, first ? "{" : ",{");
        copy_member(b, l, "id", "id", true);
        put_string(p, b, "name",
                   own ? tbi_said_of(p, l, "name") : tbi_said_of(p, l, "component_name"));
        put_string(p, b, "evidence", tbi_say_evidence(p, tbi_text_of(l, "evidence")));
        copy_member(b, l, "effect_source", "source", false);
        copy_member(b, l, "weight", "weight", false);
        copy_member(b, l, "chance", "chance", false);
        copy_member(b, l, "curve", "curve", false);
        tbi_buf_char(b, '}');
        first = false;
    }
    tbi_buf_char(b, ']');
}

/* Members that the script needs, under the names that the result has for them. */
static void put_goals(tb_brief *p, tb_buf *b)
{
    static const char *const member[] = { "goal",         "kind",
                                          "any",          "need",
                                          "year",         "target_place",
                                          "target_score", "chance_without_action",
                                          "curve",        "index_unit" };
    const cJSON *g;
    bool first = true;
    tbi_buf_text(b, "\"goals\":[");
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        tbi_buf_text(b, first ? "{" : ",{");
        copy_member(b, g, "index", "index", true);
        for (size_t k = 0; k < sizeof member / sizeof *member; k++)
            copy_member(b, g, member[k], member[k], false);
        put_string(p, b, "name", tbi_goal_name(p, g));
        put_string(p, b, "words", tbi_goal_words(p, g));
        put_prices(p, b, g);
        put_levers(p, b, g);
        tbi_buf_char(b, '}');
        first = false;
    }
    tbi_buf_char(b, ']');
}

/* What the page calls the groups of its curves: "high" is "cao nhất". A name that two curves have
 * comes twice, with the same words. */
static void put_group_names(tb_brief *p, tb_buf *b)
{
    const cJSON *c, *g;
    bool first = true;
    cJSON_ArrayForEach(c, tbi_json_get(p->result, "curves"))
    {
        cJSON_ArrayForEach(g, tbi_json_get(c, "groups"))
        {
            tbi_buf_text(b, first ? "{" : ",{");
            copy_member(b, g, "group", "name", true);
            put_string(p, b, "words", tbi_say_known(p, tbi_text_of(g, "group")));
            tbi_buf_char(b, '}');
            first = false;
        }
    }
}

/* The words that the script needs, in the page's language. */
static void put_words(tb_brief *p, tb_buf *b)
{
    static const struct {
        const char *name, *en, *vi;
    } word[] = {
        { "lead", TB_WORD_WHATIF_LEAD },
        { "goal", TB_WORD_GOAL },
        { "other", TB_MSG_RENDER_ANOTHER_GOAL },
        { "top", TB_MSG_RENDER_PLACE_BETTER },
        { "up", TB_MSG_RENDER_PLACES_UP },
        { "score", TB_MSG_RENDER_POINTS_MORE },
        { "components", TB_MSG_RENDER_POINTS_ADDED_COMPONENT },
        { "measures", TB_MSG_RENDER_MEASURES },
        { "chance", TB_MSG_RENDER_CHANCE_3 },
        { "cases", TB_MSG_RENDER_100_CASES },
        { "place", TB_MSG_RENDER_EXPECTED_PLACE },
        { "together", TB_MSG_RENDER_ALL_GOALS_TOGETHER },
        { "was", TB_MSG_RENDER_WITHOUT_ACTION },
        { "reset", TB_MSG_RENDER_START_AGAIN },
        { "group", TB_MSG_RENDER_GROUP_BETTER },
        { "trying", TB_MSG_RENDER_TRYING },
        { "silent", TB_WORD_NO_NUMBER },
        { "say_top", TB_MSG_RENDER_SAY_TOP },
        { "say_up", TB_MSG_RENDER_SAY_UP },
        { "say_score", TB_MSG_RENDER_SAY_SCORE },
        { "say_group", TB_MSG_RENDER_SAY_GROUP },
    };
    tbi_buf_text(b, ",\"words\":{\"_\":0");
    for (size_t k = 0; k < sizeof word / sizeof *word; k++)
        put_string(p, b, word[k].name, tbi_word(p, word[k].en, word[k].vi));
    tbi_buf_text(b, "},\"groups\":[");
    put_group_names(p, b);
    tbi_buf_char(b, ']');
}

/* NaN beyond the end of the list, and for null. */
static double get_nth_number(const cJSON *list, int i)
{
    const cJSON *x = cJSON_GetArrayItem(list, i);
    return cJSON_IsNumber(x) ? x->valuedouble : NAN;
}

/* One point is no curve. */
static bool has_table(const cJSON *g)
{
    return cJSON_GetArraySize(tbi_json_get(tbi_json_get(g, "curve"), "points")) >= 2;
}

/* The curve as people read it without a script: what so many points more would do.
 * At most six rows, evenly over the points up to the first with a chance of 0.95. */
static void write_table(tb_brief *p, const cJSON *g)
{
    enum { ROWS = 6 };
    const cJSON *curve = tbi_json_get(g, "curve");
    const cJSON *points = tbi_json_get(curve, "points");
    const cJSON *chance = tbi_json_get(curve, "chance");
    int n = cJSON_GetArraySize(points);
    int last = 0;
    if (!has_table(g))
        return;
    while (last < n - 1 && get_nth_number(chance, last) < 0.95)
        last++; /* beyond, nothing happens any more */
    tb_doc_table *t = tbi_grid_new(&p->doc, "curve", tbi_goal_title(p, g));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 20, tbi_word(p, TB_WORD_POINTS_ADDED));
    tbi_grid_column(t, TB_DOC_CHANCE, 0, 20, tbi_word(p, TB_WORD_CHANCE));
    for (int r = 0; r < ROWS; r++) {
        int i = last * r / (ROWS - 1);
        if (r > 0 && i == last * (r - 1) / (ROWS - 1))
            continue;
        tbi_put(p, t, get_nth_number(points, i));
        tbi_put(p, t, get_nth_number(chance, i));
    }
    tbi_doc_text(&p->doc, TB_TONE_STRONG, tbi_goal_title(p, g));
    tbi_doc_table(&p->doc, t);
}

/* Without curves there is nothing to move, and no section; a goal without a number has none. */
void tbi_write_data(tb_brief *p)
{
    const cJSON *g;
    tb_buf b = { 0 };
    bool any = false;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals")) any |= has_table(g);
    if (!any)
        return;
    tbi_buf_text(&b, "{");
    put_goals(p, &b);
    copy_member(&b, p->result, "curves", "curves", false);
    copy_member(&b, p->result, "effects", "effects", false);
    copy_member(&b, tbi_json_get(p->result, "joint"), "draws", "draws", false);
    copy_member(&b, tbi_json_get(p->result, "joint"), "chance", "joint", false);
    put_string(p, &b, "lang", p->doc.lang);
    put_words(p, &b);
    tbi_buf_char(&b, '}');
    p->doc.data = b.failed ? NULL : tbi_arena_text(p->a, b.data);
    if (p->doc.data == NULL)
        p->doc.failed = true;
    tbi_buf_free(&b);
    tbi_doc_screen(tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "what-if",
                                   tbi_word(p, TB_WORD_WHATIF_HEAD)));
    tb_block *slot = tbi_doc_open(&p->doc, TB_BLOCK_SLOT);
    if (slot != NULL)
        slot->id = "whatif";
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_WHATIF_STATIC));
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals")) write_table(p, g);
    tbi_doc_close(&p->doc);
    tbi_doc_close(&p->doc);
}
