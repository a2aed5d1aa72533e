/* clauses.c - one sentence of a plan may hold two goals: where does it divide? Only where both
 * sides are goals by themselves, so that "điểm số và thứ hạng" stays one. A side that tells of a
 * year whose results were out ("năm 2018 xếp hạng 46/63, phấn đấu tốp 40") is no goal but what
 * the planner knew. */
#include "base/error.h"
#include "scenario/question.h"

#include <stdio.h>
#include <string.h>
#include <tangbac/goal.h>

/* Whether the text alone is a goal of the index; what stands after the dot is a component and
 * does not matter for that. */
static bool parse_goal(tb_goal *goal, const char *index, const char *text, int leading)
{
    tb_goal_opts o = TB_GOAL_OPTS_INIT;
    char code[128];
    size_t n = strcspn(index, ".");
    if (n >= sizeof code)
        return false;
    memcpy(code, index, n);
    code[n] = '\0';
    o.index = code;
    o.leading = leading;
    return tb_goal_parse(goal, text, &o, NULL, NULL) == TB_OK;
}

static bool is_goal(const char *index, const char *text, int leading)
{
    tb_goal goal;
    return parse_goal(&goal, index, text, leading);
}

/* Whether a clause, itself read as a goal, only says what a year up to the origin brought: a
 * rank, a score or a group and no move. */
static bool is_told(const char *index, const char *text, int leading, int origin)
{
    tb_goal g;
    if (!parse_goal(&g, index, text, leading) || g.year == 0 || g.year > origin)
        return false;
    bool figure = g.kind == TB_GOAL_PLACE || g.kind == TB_GOAL_SCORE || g.kind == TB_GOAL_GROUP;
    return figure && g.base_year == 0 && g.group_base[0] == '\0';
}

/* The goal with what the other clause tells as an aside, as a plan itself would write it: "tốp 40
 * (năm 2018 xếp hạng 46/63)". *out NULL: it cannot be read so. */
static tb_status fold_told(const char **out, const char *index, const char *goal, const char *told,
                           int leading, tb_arena *a, tb_err *err)
{
    size_t room = strlen(goal) + strlen(told) + sizeof " ()";
    char *text = TB_NEW(a, char, room);
    *out = NULL;
    if (text == NULL)
        return tbi_no_memory(err, "the goals");
    snprintf(text, room, "%s (%s)", goal, told);
    tb_goal g;
    if (parse_goal(&g, index, text, leading) && g.told_n > 0)
        *out = text;
    return TB_OK;
}

/* The next place where a sentence may divide; *skip: bytes of the word itself. */
static const char *find_joint(const char *text, size_t *skip)
{
    static const char *const word[] = { " và ", " and ", ";", " đồng thời ", ", " };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        const char *at = strstr(text, word[i]);
        if (at == NULL || (first != NULL && at >= first))
            continue;
        first = at;
        *skip = strlen(word[i]);
    }
    return first;
}

/* Cuts the shortest head off that is a goal while the rest is one, or several, too. "top 10 and
 * score at least 85": only where both halves are goals by themselves. *head NULL: there is no
 * such place. */
static tb_status cut_clause(const char **head, const char **rest, const char *index,
                            const char *text, int leading, tb_arena *a, tb_err *err)
{
    size_t skip = 0;
    *head = NULL;
    for (const char *at = find_joint(text, &skip); at != NULL; at = find_joint(at + skip, &skip)) {
        char *left = tbi_arena_text_n(a, text, (size_t)(at - text));
        if (left == NULL)
            return tbi_no_memory(err, "the goals");
        const char *right = at + skip + strspn(at + skip, " ");
        if (!is_goal(index, left, leading) || !is_goal(index, right, leading))
            continue;
        *head = left;
        *rest = right;
        return TB_OK;
    }
    return TB_OK;
}

/* A text that can be read as one goal is never cut. clause [most] borrows from text and a. *n is
 * 1 or 2: two halves are the most that one text is cut into. */
tb_status tbi_goal_clauses(const char **clause, size_t *n, const char *index, const char *text,
                           const tb_clause_opts *o, tb_arena *a, tb_err *err)
{
    const char *head = NULL, *rest = NULL, *folded = NULL;
    tb_goal whole;
    bool one = parse_goal(&whole, index, text, o->leading);
    /* a goal of a year gone by may be two clauses that were read as one */
    bool past = one && whole.year > 0 && whole.year <= o->origin;
    *n = 1;
    clause[0] = text;
    if (o->most < 2 || (one && !past))
        return TB_OK;
    tb_status st = cut_clause(&head, &rest, index, text, o->leading, a, err);
    if (st != TB_OK || head == NULL)
        return st;
    bool first = is_told(index, head, o->leading, o->origin);
    if (first != is_told(index, rest, o->leading, o->origin))
        st =
            fold_told(&folded, index, first ? rest : head, first ? head : rest, o->leading, a, err);
    if (st != TB_OK)
        return st;
    if (folded != NULL) {
        clause[0] = folded;
    } else if (!one) {
        clause[0] = head;
        clause[1] = rest;
        *n = 2;
    }
    return TB_OK;
}
