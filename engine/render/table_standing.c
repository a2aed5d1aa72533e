/* table_standing.c - where the province stands, for eyes: place, distances, own change beside the
 * noise, strengths, weaknesses, whom to compare with. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <string.h>

/* A distance with its sign, so that nobody takes a lead for a gap.
 * x in points; NaN is a dash and has no sign. */
static const char *say_distance(const tb_brief *p, double x)
{
    return tbi_join(p, x > 0 ? "+" : "", "", tbi_say_amount(p, x, 2));
}

/* "+0.92 (all +0.85; within noise)";
 * change_national: how the mean of all moved; without a verdict on noise it is left out. */
static const char *say_change(const tb_brief *p, const cJSON *c)
{
    double change = tbi_number_of(c, "change");
    const char *is = tbi_text_of(c, "change_is");
    if (isnan(change))
        return "–";
    const char *own = say_distance(p, change);
    bool real = strcmp(is, "real") == 0;
    if (!real && strcmp(is, "within noise") != 0)
        return own;
    return tbi_say(p, TB_MSG_RENDER_ALL, own, say_distance(p, tbi_number_of(c, "change_national")),
                   real ? tbi_word(p, TB_MSG_RENDER_REAL)
                        : tbi_word(p, TB_MSG_RENDER_WITHIN_NOISE));
}

/* Of how many, where that is known. */
static const char *say_place(const tb_brief *p, const cJSON *c)
{
    double rank = tbi_number_of(c, "rank");
    double of = tbi_number_of(c, "of");
    return isnan(rank) || isnan(of) ? tbi_say_whole(p, rank) : tbi_print(p, "%.0f/%.0f", rank, of);
}

/* Names are indented by their depth in the tree; a reason takes the place of a score.
 * Points to the median, to the best quarter and to the first; the score's place is of how many. */
static void add_row(tb_table *t, const tb_brief *p, const cJSON *c)
{
    const char *reason = tbi_said_of(p, c, "score_reason");
    const char *cell[] = {
        tbi_arena_printf(p->a, "%*s%s %s", 2 * (int)tbi_number_of(c, "depth"), "",
                         tbi_text_of(c, "code"), tbi_said_of(p, c, "name")),
        reason[0] != '\0' ? reason : tbi_say_amount(p, tbi_number_of(c, "score"), 2),
        say_place(p, c),
        say_distance(p, tbi_number_of(c, "to_median")),
        say_distance(p, tbi_number_of(c, "to_best_quarter")),
        say_distance(p, tbi_number_of(c, "to_best")),
        say_change(p, c),
    };
    tbi_table_row(t, cell);
}

/* "D1 Participation (4/60), ..." of the components that a list of codes names.
 * list: name of the member. A code without a component is passed over. */
static void print_codes(tb_buf *b, const tb_brief *p, const cJSON *index, const char *head,
                        const char *list)
{
    const cJSON *code;
    const cJSON *c;
    const char *between = "";
    tbi_buf_printf(b, "%s: ", head);
    cJSON_ArrayForEach(code, tbi_json_get(index, list))
    {
        cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
        {
            if (strcmp(tbi_text_of(c, "code"), code->valuestring) == 0)
                tbi_buf_printf(b, "%s%s %s (%s)", between, code->valuestring,
                               tbi_said_of(p, c, "name"), say_place(p, c));
        }
        between = ", ";
    }
    tbi_buf_text(b, "\n");
}

/* One line, with their scores and places. */
static void print_peers(tb_buf *b, const tb_brief *p, const cJSON *peers)
{
    const cJSON *one;
    const char *between = "";
    tbi_buf_text(b, tbi_word(p, TB_MSG_RENDER_COMPARE));
    cJSON_ArrayForEach(one, peers)
    {
        double rank = tbi_number_of(one, "rank");
        tbi_buf_printf(b, "%s%s %s", between, tbi_unit_of(p, one),
                       tbi_say_amount(p, tbi_number_of(one, "score"), 2));
        if (rank > 0)
            tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_PLACE, rank));
        between = ", ";
    }
    tbi_buf_text(b, "\n");
}

/* Only the first level of the tree; the JSON has all of it.
 * Reads components, strengths, weaknesses and peers; the last three leave their lines out when
 * they are empty. */
static void print_index(tb_buf *b, const tb_brief *p, const cJSON *index)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_STANDING_LCOMPONENT),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_RSCORE),
                                           TB_EN(TB_WORD_TABLE_STANDING_RPLACE),
                                           TB_EN(TB_WORD_TABLE_STANDING_RTO_MEDIAN),
                                           TB_EN(TB_WORD_TABLE_STANDING_RTO_BEST_QUARTER),
                                           TB_EN(TB_WORD_TABLE_STANDING_RTO_FIRST),
                                           TB_EN(TB_WORD_TABLE_STANDING_LCHANGE_FROM_YEAR_BEFORE),
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_STANDING_LCOMPONENT),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_RSCORE),
                                              TB_VI(TB_WORD_TABLE_STANDING_RPLACE),
                                              TB_VI(TB_WORD_TABLE_STANDING_RTO_MEDIAN),
                                              TB_VI(TB_WORD_TABLE_STANDING_RTO_BEST_QUARTER),
                                              TB_VI(TB_WORD_TABLE_STANDING_RTO_FIRST),
                                              TB_VI(
                                                  TB_WORD_TABLE_STANDING_LCHANGE_FROM_YEAR_BEFORE),
                                              NULL };
    tb_table t;
    const cJSON *c;
    const char *why = tbi_said_of(p, index, "n_ranked_reason");
    tbi_buf_printf(b, "%s %s – %s\n", tbi_text_of(index, "index"),
                   tbi_say_whole(p, tbi_number_of(index, "year")), tbi_said_of(p, index, "name"));
    if (why[0] != '\0')
        tbi_buf_printf(b, "%s\n", why);
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(c, tbi_json_get(index, "components"))
    {
        if (tbi_number_of(c, "depth") <= 1)
            add_row(&t, p, c);
    }
    tbi_table_print(&t, b, 0);
    if (cJSON_GetArraySize(tbi_json_get(index, "strengths")) > 0) {
        print_codes(b, p, index, tbi_word(p, TB_MSG_RENDER_STRENGTHS), "strengths");
        print_codes(b, p, index, tbi_word(p, TB_MSG_RENDER_WEAKNESSES), "weaknesses");
    }
    if (cJSON_GetArraySize(tbi_json_get(index, "peers")) > 0)
        print_peers(b, p, tbi_json_get(index, "peers"));
}

/* An index after the other, each with a table of its own. */
void tbi_tabulate_standing(tb_buf *out, const tb_brief *p)
{
    const cJSON *index;
    tbi_buf_printf(out, "%s, %s\n", tbi_province(p),
                   tbi_say_whole(p, tbi_number_of(p->result, "year")));
    cJSON_ArrayForEach(index, tbi_json_get(p->result, "indices"))
    {
        tbi_buf_text(out, "\n");
        print_index(out, p, index);
    }
}
