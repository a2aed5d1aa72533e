/* goal.c - what a planner wants, read from a clause: words to lexemes, marks taken out, a rule of
 * the grammar, its numbers checked. What is no goal is refused with the place and the reason;
 * nothing is guessed. */
#include "base/error.h"
#include "base/opts.h"
#include "goal/goal_error.h"
#include "goal/goal_rule.h"
#include "goal/lexemes.h"
#include "messages/goal_words.h"
#include "score/group_limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "of the region" and "every year" change the kind.
 * "hạng 3 vùng Đồng bằng sông Hồng" becomes a place among the units of that region;
 * "tăng 2 bậc mỗi năm" one climb in every year. A kind that neither mark fits is refused
 * or left as it is. */
static bool has_marks(tb_goal *g, tb_refusal *r, const tb_goal_qualifiers *k, const tb_lexemes *l)
{
    if (k->region) {
        bool place = g->kind == TB_GOAL_PLACE || g->kind == TB_GOAL_BAND ||
                     (g->kind == TB_GOAL_KEEP && g->place > 0);
        if (!place)
            return tbi_refuse_at(r, &l->at[0], TB_MSG_GOAL_WITHIN_REGION_ONLY_PLACE);
        g->kind = TB_GOAL_REGION;
        if (k->region_name != NULL)
            snprintf(g->region, sizeof g->region, "%s", k->region_name);
    }
    if (k->yearly) {
        if (g->kind == TB_GOAL_CLIMB || (g->kind == TB_GOAL_GAIN && g->points > 0))
            g->kind = TB_GOAL_YEARLY;
        /* "năm sau cao hơn năm trước", of the place: one rank a year. What belongs to the
         * clause and not to its kind (years, what was told) is carried over; all else starts
         * anew. */
        else if (g->kind == TB_GOAL_IMPROVE && g->rise_rank && !g->rise_score) {
            tb_goal yearly = { .kind = TB_GOAL_YEARLY,
                               .up = 1,
                               .base_year = g->base_year,
                               .until = g->until,
                               .year = g->year,
                               .told_n = g->told_n };
            memcpy(yearly.told, g->told, sizeof yearly.told);
            *g = yearly;
        }
    }
    return true;
}

/* The clause has no rule: what is it then?
 * Always false, with the best reason in r. furthest: the lexeme that the best pattern did not
 * get past, which is where the clause stops making sense to a reader of patterns. */
static bool explain_refusal(tb_refusal *r, const tb_lexemes *l, const tb_goal_qualifiers *k,
                            size_t furthest)
{
    const tb_lexeme *oper = NULL;
    const tb_lexeme *unknown = NULL;
    const tb_lexeme *class_word = NULL;
    const tb_lexeme *much = NULL;
    const tb_lexeme *mean = NULL;
    bool percent = false;
    /* backwards, so that each of them ends as the first one in the clause */
    for (size_t i = l->n; i-- > 0;) {
        const tb_lexeme *x = &l->at[i];
        if (x->kind == W_OPER)
            oper = x;
        if (x->kind == W_UNKNOWN)
            unknown = x;
        if (x->kind == W_CLASS)
            class_word = x;
        if (x->kind == W_MUCH)
            much = x;
        if (x->kind == W_MEAN)
            mean = x;
        percent = percent || x->kind == W_PCT;
    }
    if (oper == NULL && percent)
        oper = unknown; /* a share of something else than the index */
    /* in the order of what helps most: a clause about dossiers is no goal however it is put,
     * whereas an unknown word may only be misspelt */
    if (oper != NULL) {
        r->why = TB_REFUSE_OPERATIONAL;
        return tbi_refuse_at(r, oper, TB_MSG_GOAL_MEASURE_GOAL_INDEX_ENTER);
    }
    if (class_word != NULL) {
        r->why = TB_REFUSE_CLASS;
        return tbi_refuse_at(r, class_word, TB_MSG_GOAL_CLASS_WHICH_SCHEME_GIVES);
    }
    if (mean != NULL)
        return tbi_refuse_at(r, mean, TB_MSG_GOAL_MEAN_MOVES_ALL_OTHERS);
    if (k->trouble >= 0)
        return tbi_refuse_at(r, (size_t)k->trouble < l->n ? &l->at[k->trouble] : NULL, k->what,
                             k->what_vi);
    if (much != NULL) {
        r->why = TB_REFUSE_VAGUE;
        return tbi_refuse_at(r, much, TB_MSG_GOAL_HOW_MUCH_SAY_LEAST);
    }
    const tb_lexeme *at = unknown;
    if (at == NULL && furthest < l->n)
        at = &l->at[furthest];
    if (at == NULL)
        return tbi_refuse_at(r, NULL, TB_MSG_GOAL_SOMETHING_MISSING_END);
    if (at == unknown)
        return tbi_refuse_at(r, at, TB_MSG_GOAL_WORD_KNOWN_GOALS);
    return tbi_refuse_at(r, at, TB_MSG_GOAL_DOES_GO_WHAT_STANDS);
}

/* Qualifiers are taken out before the patterns, which only know what is left. Where nothing
 * matches, the furthest lexeme that any pattern reached is where the refusal points. */
static bool read_goal(tb_goal *g, tb_refusal *r, const char *text, const tb_goal_opts *o,
                      tb_lexemes *l, tb_err *err, tb_arena *a, tb_status *st)
{
    *st = tbi_goal_lex(l, text, a, err);
    if (*st != TB_OK)
        return false;
    bool any = false;
    for (size_t i = 0; i < l->n; i++)
        any = any || !tb_word_weak(l->at[i].kind);
    if (!any)
        return tbi_refuse_at(r, NULL, TB_MSG_GOAL_THERE_GOAL);
    tb_goal_qualifiers k;
    tbi_goal_take_qualifiers(g, &k, l);
    tb_goal_match m;
    tbi_goal_match_rules(&m, l);
    if (m.rule < 0 || k.trouble >= 0)
        return explain_refusal(r, l, &k, m.furthest);
    return tbi_goal_apply(g, r, &m, l, k.yearly, o) && has_marks(g, r, &k, l);
}

/* *out is written only when the whole clause was read. */
tb_status tb_goal_parse(tb_goal *out, const char *text, const tb_goal_opts *o, tb_goal_refusal *why,
                        tb_err *err)
{
    tb_goal_opts usual = TB_GOAL_OPTS_INIT;
    if (tbi_opts_take(&usual, sizeof usual, o, err) != TB_OK)
        return TB_EARG;
    o = &usual;
    tb_arena a = { 0 };
    tb_goal g;
    memset(&g, 0, sizeof g);
    tb_refusal r = { .why = TB_REFUSE_SYNTAX };
    tb_status st = TB_OK;
    tb_lexemes *l = TB_NEW(&a, tb_lexemes, 1);
    if (l == NULL)
        return tbi_no_memory(err, "a goal");
    bool fine = read_goal(&g, &r, text, o, l, err, &a, &st);
    if (why != NULL)
        *why = fine ? TB_REFUSE_NONE : r.why;
    if (fine)
        *out = g;
    else if (st == TB_OK)
        st = tbi_refuse_say(&r, text, err);
    tbi_arena_free(&a);
    return st;
}
