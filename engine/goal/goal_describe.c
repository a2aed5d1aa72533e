/* goal_describe.c - a goal as one normal sentence that tb_goal_parse reads back, the words of its
 * kinds, and "PAPI: +5 ranks" cut in two. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "messages/goal.h"
#include "messages/goal_said.h"
#include "messages/goal_words.h"
#include "messages/one_language.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <tangbac/goal.h>

/* The words stand in results and in datasets: they do not change. */
const char *tb_goal_kind_word(tb_goal_kind k)
{
    switch (k) {
    case TB_GOAL_PLACE:
        return "place";
    case TB_GOAL_CLIMB:
        return "climb";
    case TB_GOAL_SCORE:
        return "score";
    case TB_GOAL_GAIN:
        return "gain";
    case TB_GOAL_GROUP:
        return "group";
    case TB_GOAL_YEARLY:
        return "yearly";
    case TB_GOAL_KEEP:
        return "keep";
    case TB_GOAL_IMPROVE:
        return "improve";
    case TB_GOAL_BAND:
        return "band";
    case TB_GOAL_REGION:
        return "region";
    }
    return "place";
}

/* As the schema of results has them; "none" for a clause that was read. */
const char *tb_goal_refusal_word(tb_goal_refusal r)
{
    switch (r) {
    case TB_REFUSE_SYNTAX:
        return "syntax";
    case TB_REFUSE_VAGUE:
        return "vague";
    case TB_REFUSE_OPERATIONAL:
        return "operational";
    case TB_REFUSE_CLASS:
        return "class";
    case TB_REFUSE_NONE:
        break;
    }
    return "none";
}

/* ---- Saying ---- */

/* As few digits as give the number back; Vietnamese writes a decimal comma.
 * 32 bytes hold any double as it is printed. */
static void say_number(tb_buf *b, double x, bool vi)
{
    char text[32];
    tbi_print_double(text, x);
    for (char *p = text; vi && *p != '\0'; p++)
        if (*p == '.')
            *p = ',';
    tbi_buf_text(b, text);
}

/* Of a pair of the catalogue. */
static const char *pick_language(bool vi, const char *english, const char *vietnamese)
{
    return vi ? vietnamese : english;
}

/* "5", "5-10": the smaller first.
 * best 0: one number. Read back, the larger is the weaker place. */
static void say_count(tb_buf *b, int a, int best)
{
    int lo = best != 0 && best < a ? best : a, hi = best != 0 && best > a ? best : a;
    tbi_buf_printf(b, "%d", lo);
    if (hi != lo)
        tbi_buf_printf(b, "-%d", hi);
}

/* One number or a range, the smaller first, with "%" when the clause was written with it. */
static void say_points(tb_buf *b, const tb_goal *g, bool vi)
{
    say_number(b, g->points, vi);
    if (g->points_best > g->points) {
        tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_RANGE));
        say_number(b, g->points_best, vi);
    }
    tbi_buf_text(b, g->percent ? "%" : pick_language(vi, TB_GOAL_SAID_POINTS));
}

/* An empty or unknown region is the unit's own. The words are among those that the lexer
 * knows, so that the sentence can be read back. */
static void say_region(tb_buf *b, const tb_goal *g, bool vi)
{
    static const char *const names[][3] = { { "RRD", TB_MSG_GOAL_RED_RIVER_DELTA },
                                            { "NMM", TB_MSG_GOAL_NORTHERN_MIDLANDS_MOUNTAINS },
                                            { "NCC", TB_MSG_GOAL_NORTH_CENTRAL_CENTRAL_COAST },
                                            { "CH", TB_MSG_GOAL_CENTRAL_HIGHLANDS },
                                            { "SE", TB_MSG_GOAL_SOUTHEAST },
                                            { "MRD", TB_MSG_GOAL_MEKONG_RIVER_DELTA } };
    const char *name = pick_language(vi, TB_GOAL_SAID_REGION);
    for (size_t i = 0; i < 6; i++)
        if (strcmp(names[i][0], g->region) == 0)
            name = names[i][vi ? 2 : 1];
    if (g->region[0] != '\0')
        tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_OF_REGION) : TB_EN(TB_GOAL_SAID_OF_REGION), name);
    else
        tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_OF) : TB_EN(TB_GOAL_SAID_OF), name);
}

/* Letters stay letters in both languages; the four groups of PAPI have names in Vietnamese.
 * name: as a goal keeps it in `group`. */
static void say_group(tb_buf *b, const char *name, bool vi)
{
    static const char *const names[][3] = { { "high", TB_GOAL_SAID_GROUP_HIGH },
                                            { "mid-high", TB_GOAL_SAID_GROUP_MID_HIGH },
                                            { "mid-low", TB_GOAL_SAID_GROUP_MID_LOW },
                                            { "low", TB_GOAL_SAID_GROUP_LOW } };
    for (size_t i = 0; i < 4; i++)
        if (strcmp(names[i][0], name) == 0) {
            tbi_buf_text(b, names[i][vi ? 2 : 1]);
            return;
        }
    tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_GROUP) : TB_EN(TB_GOAL_SAID_GROUP), name);
}

/* "top 10" where nothing else is said; "rank" for a band and for a place of so many, which
 * "top" would not be read back as. */
static void say_place(tb_buf *b, const tb_goal *g, bool vi)
{
    bool top = g->kind != TB_GOAL_BAND && g->of == 0;
    tbi_buf_text(b,
                 top ? pick_language(vi, TB_GOAL_SAID_TOP) : pick_language(vi, TB_GOAL_SAID_RANK));
    say_count(b, g->place, g->place_best);
    if (g->of != 0)
        tbi_buf_printf(b, "/%d", g->of);
    if (g->kind == TB_GOAL_REGION)
        say_region(b, g, vi);
}

/* Ranks or points, upwards. */
static void say_moves(tb_buf *b, const tb_goal *g, bool vi)
{
    if (g->kind == TB_GOAL_YEARLY)
        tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_YEARLY_BEFORE));
    if (g->up > 0) {
        bool one = g->up == 1 && g->up_best == 0;
        tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_UP));
        say_count(b, g->up, g->up_best);
        tbi_buf_text(b, one ? pick_language(vi, TB_GOAL_SAID_A_RANK)
                            : pick_language(vi, TB_GOAL_SAID_RANKS));
    } else {
        tbi_buf_text(b, g->strict ? pick_language(vi, TB_GOAL_SAID_UP_MORE)
                                  : pick_language(vi, TB_GOAL_SAID_UP));
        say_points(b, g, vi);
    }
    if (g->kind == TB_GOAL_YEARLY)
        tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_YEARLY_BEHIND));
}

/* Which of the two must rise; "index" where the clause left it open. */
static void say_improve(tb_buf *b, const tb_goal *g, bool vi)
{
    const char *what = g->index_only ? pick_language(vi, TB_GOAL_SAID_INDEX)
                       : g->rise_score && g->rise_rank
                           ? pick_language(vi, TB_GOAL_SAID_SCORE_AND_RANK)
                       : g->rise_score ? pick_language(vi, TB_GOAL_SAID_SCORE)
                                       : pick_language(vi, TB_GOAL_SAID_RANK_ALONE);
    tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_IMPROVE) : TB_EN(TB_GOAL_SAID_IMPROVE), what);
}

/* "every component: ", "at least 5 of 8 components: ". */
static void say_parts(tb_buf *b, const tb_goal *g, bool vi)
{
    const char *what = g->parts_leaf ? pick_language(vi, TB_GOAL_SAID_LEAF)
                                     : pick_language(vi, TB_GOAL_SAID_COMPONENT);
    if (g->parts == TB_GOAL_ALL_PARTS)
        tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_EVERY) : TB_EN(TB_GOAL_SAID_EVERY), what);
    else if (g->parts > 0 && g->parts_of > 0)
        tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_AT_LEAST_OF) : TB_EN(TB_GOAL_SAID_AT_LEAST_OF),
                       g->parts, g->parts_of, what);
    else if (g->parts > 0)
        tbi_buf_printf(b, vi ? TB_VI(TB_GOAL_SAID_AT_LEAST) : TB_EN(TB_GOAL_SAID_AT_LEAST),
                       g->parts, what);
}

/* Without years and components, which are said around it. */
static void say_core(tb_buf *b, const tb_goal *g, bool vi)
{
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_BAND:
    case TB_GOAL_REGION:
        say_place(b, g, vi);
        return;
    case TB_GOAL_CLIMB:
    case TB_GOAL_YEARLY:
        say_moves(b, g, vi);
        return;
    case TB_GOAL_GAIN:
        if (g->points > 0)
            say_moves(b, g, vi);
        else
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_KEEP_SCORE));
        return;
    case TB_GOAL_SCORE:
        tbi_buf_text(b, g->strict ? pick_language(vi, TB_GOAL_SAID_EXCEED)
                                  : pick_language(vi, TB_GOAL_SAID_REACH));
        say_points(b, g, vi);
        return;
    case TB_GOAL_GROUP:
        if (g->group[0] == '\0') {
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_HOLD_GROUP));
            return;
        }
        if (g->group_base[0] != '\0') {
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_FROM_GROUP));
            say_group(b, g->group_base, vi);
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_TO_GROUP));
        }
        say_group(b, g->group, vi);
        return;
    case TB_GOAL_KEEP:
        if (g->rise_score) {
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_KEEP_AND_IMPROVE));
            return;
        }
        if (g->place > 0)
            tbi_buf_printf(b, "%s %d", pick_language(vi, TB_GOAL_SAID_KEEP_PLACE), g->place);
        else
            tbi_buf_text(b, pick_language(vi, TB_GOAL_SAID_KEEP_RANK));
        return;
    case TB_GOAL_IMPROVE:
        say_improve(b, g, vi);
        return;
    }
}

/* As snprintf does: returns how long the sentence is, writes at most n bytes. Without memory
 * the text is empty. */
size_t tb_goal_describe(char *text, size_t n, const tb_goal *g, bool vi)
{
    tb_buf b = { 0 };
    say_parts(&b, g, vi);
    say_core(&b, g, vi);
    if (g->base_year != 0)
        tbi_buf_printf(&b, vi ? TB_VI(TB_GOAL_SAID_VERSUS) : TB_EN(TB_GOAL_SAID_VERSUS),
                       g->base_year);
    if (g->year != 0)
        tbi_buf_printf(&b, vi ? TB_VI(TB_GOAL_SAID_IN_YEAR) : TB_EN(TB_GOAL_SAID_IN_YEAR), g->year);
    if (g->until != 0 && g->kind == TB_GOAL_YEARLY)
        tbi_buf_printf(&b, vi ? TB_VI(TB_GOAL_SAID_UNTIL_YEAR) : TB_EN(TB_GOAL_SAID_UNTIL_YEAR),
                       g->until);
    else if (g->until != 0)
        tbi_buf_printf(&b, vi ? TB_VI(TB_GOAL_SAID_BY_YEAR) : TB_EN(TB_GOAL_SAID_BY_YEAR),
                       g->until);
    size_t size = b.size;
    if (n > 0)
        snprintf(text, n, "%s", b.failed || b.data == NULL ? "" : b.data);
    tbi_buf_free(&b);
    return size;
}

/* ---- "PAPI: +5 ranks" ---- */

/* "Chỉ số PCI", "PAR INDEX", "PAPI" -> the code as the data know it: the words for "index"
 * taken off. */
static void write_index_name(char *out, size_t n, const char *name, size_t size)
{
    static const char *const before[] = { "chỉ số thành phần ", "chỉ số ", "chi so ", "index " };
    static const char *const behind[] = { " index", " score" };
    tb_arena a = { 0 };
    char *given = tbi_arena_text_n(&a, name, size);
    char *lower = given != NULL ? tbi_utf8_lower(&a, given) : NULL;
    size_t from = 0, to = size;
    if (lower != NULL && strlen(lower) == size) { /* the same bytes up to case: offsets hold */
        for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
            size_t k = strlen(before[i]);
            if (from == 0 && k < size && strncmp(lower, before[i], k) == 0)
                from = k;
        }
        for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
            size_t k = strlen(behind[i]);
            if (to == size && to > from + k && strcmp(lower + size - k, behind[i]) == 0)
                to -= k;
        }
    }
    snprintf(out, n, "%.*s", (int)(to - from), name + from);
    tbi_arena_free(&a);
}

/* index [n] out; *clause points into text. Before the first colon stands the index, behind
 * it the goal: a colon in the goal itself does no harm. */
tb_status tb_goal_split(char *index, size_t n, const char **clause, const char *text, tb_err *err)
{
    size_t colon = strcspn(text, ":");
    size_t wide = 1;
    const char *full = strstr(text, "\xEF\xBC\x9A"); /* full-width colon */
    if (full != NULL && (size_t)(full - text) < colon) {
        colon = (size_t)(full - text);
        wide = 3;
    }
    size_t from = strspn(text, " \t");
    size_t to = colon;
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t'))
        to--;
    const char *rest =
        text[colon] != '\0' ? text + colon + wide + strspn(text + colon + wide, " \t\n\r") : "";
    if (text[colon] == '\0' || to == from || rest[0] == '\0')
        return tbi_fail(err, TB_EARG, TB_MSG_GOAL_GOAL_NAMES_INDEX_BEFORE, text);
    if (to - from >= n)
        return tbi_fail(err, TB_EARG, TB_MSG_GOAL_NAME_INDEX_TOO_LONG, text);
    write_index_name(index, n, text + from, to - from);
    *clause = rest;
    return TB_OK;
}
