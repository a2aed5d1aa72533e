/* goal_rule.c - what the rules of the grammar mean: kind, numbers and group of a goal, checked. */
#include "goal/goal_rule.h"

#include "goal/goal_error.h"
#include "messages/goal_words.h"
#include "score/group_limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_PLACES = 100000 };

/* A number that must count places or ranks.
 * a and b are doubles because scores are read by the same lexer; decimals counts the digits that
 * were written, so that "10,0" is no rank. */
static bool is_count(const tb_lexeme *x)
{
    bool b_whole = isnan(x->b) || (x->b >= 1 && x->b <= MOST_PLACES && x->b == floor(x->b));
    return x->decimals == 0 && x->a >= 1 && x->a <= MOST_PLACES && b_whole;
}

/* Of a range either end may come first: "5-10" and "10-5" say the same. b is NaN for a
 * single number. */
static double take_smaller(const tb_lexeme *x)
{
    return isnan(x->b) ? x->a : fmin(x->a, x->b);
}

/* The larger number is the worse place and the higher score: callers choose by what they set. */
static double take_larger(const tb_lexeme *x)
{
    return isnan(x->b) ? x->a : fmax(x->a, x->b);
}

/* "10-10" is one number.
 * Such a range leaves place_best, up_best and points_best at 0, as a single number does. */
static bool is_range(const tb_lexeme *x)
{
    return !isnan(x->b) && x->a != x->b;
}

/* better: 1 = strictly better than the place. A range means its weaker end, the stronger one is
 * place_best. "1/3" is no third place of 3 but a third of the provinces, and refused.
 * "tốp 10": place 10. "hạng 5-10": place 10, place_best 5. "trên hạng 10": better is 1,
 * place 9. of: how many units the text says there are, 0 where it does not; tb_goal_fits
 * compares it later. */
static bool set_place(tb_goal *g, tb_refusal *r, const tb_lexeme *x, tb_goal_kind kind, int better)
{
    if (!is_count(x) || take_larger(x) <= better)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_PLACE_WHOLE_NUMBER_1);
    if (x->of != 0 && x->of <= 4)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_SHARE_PROVINCES_PLACE_SO);
    if (x->of != 0 && take_larger(x) > x->of)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_PLACE_BEYOND_NUMBER_PROVINCES);
    g->kind = kind;
    g->place = (int)take_larger(x) - better;
    g->place_best = is_range(x) ? (int)take_smaller(x) : 0;
    g->of = x->of;
    return true;
}

/* more: 1 = more than so many ranks. A range means its weaker end.
 * up counts ranks, up_best the stronger end of a range, 0 where there is none.
 * "tăng 5 bậc": up 5. "tăng 3-5 bậc": up 3, up_best 5. "tăng hơn 5 bậc": more is 1, up
 * 6. */
static bool set_climb(tb_goal *g, tb_refusal *r, const tb_lexeme *x, int more)
{
    if (!is_count(x) || x->of != 0)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_RANKS_CLIMBED_WHOLE_NUMBERS);
    g->kind = TB_GOAL_CLIMB;
    g->up = (int)take_smaller(x) + more;
    g->up_best = is_range(x) ? (int)take_larger(x) : 0;
    return true;
}

/* A range means its weaker end, the stronger one is points_best. A gain of 20 points and more
 * to a higher number is taken for a start and an end, not for a gain, and asked back.
 * points in the index's own unit; percent says that a % was written.
 * "đạt 86 điểm trở lên": 86, not strict; "trên 86%": strict, since a score just there
 * does not do. strict is kept beside the number and not put into it: scores have no next higher
 * value. */
static bool set_points(tb_goal *g, tb_refusal *r, const tb_lexeme *x, tb_goal_kind kind,
                       bool strict)
{
    bool gain = kind == TB_GOAL_GAIN;
    if (x->of != 0)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_FRACTION_WHERE_POINTS_MUST);
    if (gain && take_smaller(x) <= 0)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_GAIN_MORE_0);
    if (gain && is_range(x) && take_smaller(x) >= 20)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_WHERE_WHERE_GAIN_WRITE);
    /* a share of a whole: above 100 the number is a slip */
    if (g->percent && take_larger(x) > 100)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_MORE_100);
    g->kind = kind;
    g->points = take_smaller(x);
    g->points_best = is_range(x) ? take_larger(x) : 0;
    g->strict = strict;
    return true;
}

/* A row whose number may be a rank or a score carries the sentence (rule->what) that asks back.
 * "86,5" alone is a score, since no rank has decimals; "31/63" a rank; "31" is asked back. */
static bool set_place_or_score(tb_goal *g, tb_refusal *r, const tb_lexeme *x,
                               const tb_goal_rule *rule)
{
    if (rule->what == NULL || x->of != 0)
        return set_place(g, r, x, TB_GOAL_PLACE, 0);
    if (x->decimals > 0)
        return set_points(g, r, x, TB_GOAL_SCORE, false);
    return tbi_refuse_at(r, x, rule->what, rule->what_vi);
}

/* "rank 31, 4 better than the target": the goal itself is the target, 35. */
static bool set_overshot_place(tb_goal *g, tb_refusal *r, const tb_lexeme *reached,
                               const tb_lexeme *beyond)
{
    if (!set_climb(g, r, beyond, 0) || !set_place(g, r, reached, TB_GOAL_PLACE, 0))
        return false;
    g->place += g->up;
    g->up = g->up_best = 0;
    return true;
}

/* "dẫn đầu", without a number. */
static bool set_first(tb_goal *g)
{
    g->kind = TB_GOAL_PLACE;
    g->place = 1;
    return true;
}

/* ---- Groups ---- */

/* Groups by their order from the best: A..D as 0..3 and those of PAPI's kind as 10..13, so
 * that the tens tell the two families apart. -1: no such group.
 * name: as the tables of words have it, which is also what a goal keeps in its group. */
static int find_name(const char *name)
{
    static const char *const order[2][4] = { { "A", "B", "C", "D" },
                                             { "high", "mid-high", "mid-low", "low" } };
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < 4; i++)
            if (strcmp(order[k][i], name) == 0)
                return k * 10 + i;
    return -1;
}

/* Any group that there is; with the index at hand, one that a scheme of it has limits for.
 * o NULL or without a table: the clause is read without an index, and any known name will do. */
static bool has_group(tb_refusal *r, const tb_lexeme *x, const char *name, const tb_goal_opts *o)
{
    if (find_name(name) < 0)
        return tbi_refuse_at(r, x, TB_MSG_GOAL_THERE_SUCH_GROUP_PAR);
    if (o == NULL || o->table == NULL || tbi_group_limits_name(o->table, name))
        return true;
    r->why = TB_REFUSE_CLASS;
    return tbi_refuse_at(r, x, TB_MSG_GOAL_SCHEME_INDEX_DATA_GIVES);
}

/* "A or B" and "A-B" mean the weaker; "from C to B", and a span that climbs, the better with
 * the other as its start. Groups of PAR and of PAPI do not mix.
 * Names of groups are literals of this folder, short enough for g->group.
 * "từ nhóm C lên nhóm B": group B, group_base C. "nhóm A-B": group B. "nhóm D đến
 * nhóm C" climbs: group C, group_base D. group_base stays "" where no start was named. */
static bool set_group(tb_goal *g, tb_refusal *r, const tb_goal_match *m, tb_rule_kind rule,
                      const tb_goal_opts *o)
{
    bool from = rule == RULE_GROUP_FROM;
    const tb_lexeme *x = m->name[0], *y = m->n_name > 1 ? m->name[1] : NULL;
    for (size_t i = 0; i < m->n_name && i < 2; i++)
        if (!has_group(r, m->name[i], m->name[i]->name, o))
            return false;
    const tb_lexeme *goal = x;
    if (y != NULL) {
        int a = find_name(x->name);
        int b = find_name(y->name);
        /* the tens tell PAR's letters from PAPI's words */
        if (a / 10 != b / 10)
            return tbi_refuse_at(r, y, TB_MSG_GOAL_GROUPS_TWO_KINDS);
        if (rule == RULE_GROUP_SPAN)
            from = b < a;
        if (from && b >= a)
            return tbi_refuse_at(r, y, TB_MSG_GOAL_BETTER_GROUP_FIRST);
        goal = from || b > a ? y : x; /* "A or B": the weaker */
    }
    g->kind = TB_GOAL_GROUP;
    snprintf(g->group, sizeof g->group, "%s", goal->name);
    if (from)
        snprintf(g->group_base, sizeof g->group_base, "%s", x->name);
    return true;
}

/* from: the name of the group where the move starts, NULL when none is named.
 * The last word for "best" is what a refusal points at.
 * "nhóm cao nhất" is PAPI's group "high"; with a start, "từ nhóm trung bình cao lên
 * nhóm cao nhất". */
static bool set_high(tb_goal *g, tb_refusal *r, const tb_lexemes *l, const tb_lexeme *from,
                     const tb_goal_opts *o)
{
    const tb_lexeme *x = &l->at[0];
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].kind == W_BEST)
            x = &l->at[i];
    if (!has_group(r, x, "high", o))
        return false;
    if (from != NULL) {
        if (!has_group(r, from, from->name, o))
            return false;
        if (find_name(from->name) < 10)
            return tbi_refuse_at(r, x, TB_MSG_GOAL_GROUPS_TWO_KINDS);
        snprintf(g->group_base, sizeof g->group_base, "%s", from->name);
    }
    g->kind = TB_GOAL_GROUP;
    snprintf(g->group, sizeof g->group, "high");
    return true;
}

/* ---- Rules ---- */

/* place 0: the place of the base year, whatever it was.
 * Never refused: "giữ vững thứ hạng" needs no number, and a base year is found by the
 * caller. */
static bool set_keep(tb_goal *g, int place)
{
    g->kind = TB_GOAL_KEEP;
    g->place = place;
    return true;
}

/* Neither of the two: the index as a whole is to rise, by its score or, where the scheme
 * changed in between, by its place (goal_requirement.c).
 * "cải thiện điểm số": score. "nâng hạng": rank. "nâng cao chỉ số PCI":
 * neither. */
static bool set_improve(tb_goal *g, tb_rule_kind rule)
{
    g->kind = TB_GOAL_IMPROVE;
    g->rise_score = rule == RULE_IMPROVE_SCORE || rule == RULE_IMPROVE_BOTH;
    g->rise_rank = rule == RULE_IMPROVE_RANK || rule == RULE_IMPROVE_BOTH;
    g->index_only = rule == RULE_IMPROVE;
    return true;
}

/* "Among the leading" without a number: as many places as the caller says, else refused at the
 * first word that would need one.
 * "thuộc nhóm các tỉnh dẫn đầu". o->leading counts places and is 0 where the caller
 * gave none. */
static bool set_vague(tb_goal *g, tb_refusal *r, const tb_lexemes *l, const tb_goal_opts *o)
{
    if (o != NULL && o->leading > 0) {
        g->kind = TB_GOAL_PLACE;
        g->place = o->leading;
        return true;
    }
    const tb_lexeme *x = &l->at[0];
    for (size_t i = l->n; i-- > 0;)
        if (l->at[i].kind == W_LEAD || l->at[i].kind == W_HIGH || l->at[i].kind == W_BEST ||
            l->at[i].kind == W_TOP)
            x = &l->at[i];
    r->why = TB_REFUSE_VAGUE;
    r->leading = true;
    return tbi_refuse_at(r, x, TB_MSG_GOAL_HOW_MANY_PLACES_SAY);
}

/* What a rule says of the numbers and names that it took, into the members of the goal.
 * false: refused, with the place and the reason in r. Rules that need a number have one, since
 * their patterns ask for it.
 * The numbers in m stand in the order of the text. yearly was read before, as a qualifier, and
 * only decides what a bare "5 bậc" is. */
bool tbi_goal_apply(tb_goal *g, tb_refusal *r, const tb_goal_match *m, const tb_lexemes *l,
                    bool yearly, const tb_goal_opts *o)
{
    const tb_goal_rule *rule = tbi_goal_rule_at(m->rule);
    /* "from 46 to 30": the last */
    const tb_lexeme *x = m->n_num > 0 ? m->num[m->n_num > 1 ? 1 : 0] : NULL;
    for (size_t i = 0; i < l->n; i++)
        g->percent = g->percent || l->at[i].kind == W_PCT;
    switch (rule->kind) {
    case RULE_PLACE:
        return set_place_or_score(g, r, x, rule);
    case RULE_OVERSHOT:
        return set_overshot_place(g, r, m->num[0], x);
    /* "hạng 17-19" is a band to end in; a single number is an ordinary place */
    case RULE_BAND:
        return set_place(g, r, x, is_range(x) ? TB_GOAL_BAND : TB_GOAL_PLACE, 0);
    case RULE_PLACE_BELOW:
        return set_place(g, r, x, TB_GOAL_PLACE, 1);
    /* "giữ vững hạng 5" is kept; "giữ hạng 5-10" has no one place to keep and is a
     * band */
    case RULE_KEEP_PLACE:
        return set_place(g, r, x, is_range(x) ? TB_GOAL_BAND : TB_GOAL_KEEP, 0);
    case RULE_FIRST:
        return set_first(g);
    case RULE_KEEP_FIRST:
        return set_keep(g, 1);
    case RULE_KEEP:
        return set_keep(g, 0);
    case RULE_KEEP_AND_RAISE:
        g->rise_score = true;
        return set_keep(g, 0);
    /* a gain of 0 points: no less than the score of the base year */
    case RULE_KEEP_SCORE:
        g->kind = TB_GOAL_GAIN;
        return true;
    case RULE_CLIMB:
        return set_climb(g, r, x, 0);
    /* "5 ranks" alone may be a place or a climb; "5 ranks every year" can only be a climb */
    case RULE_BARE_RANKS:
        return yearly ? set_climb(g, r, x, 0) : tbi_refuse_at(r, x, rule->what, rule->what_vi);
    case RULE_CLIMB_OVER:
        return set_climb(g, r, x, 1);
    case RULE_SCORE:
    case RULE_SCORE_OVER:
        return set_points(g, r, x, TB_GOAL_SCORE, rule->kind == RULE_SCORE_OVER);
    case RULE_GAIN:
    case RULE_GAIN_OVER:
        return set_points(g, r, x, TB_GOAL_GAIN, rule->kind == RULE_GAIN_OVER);
    case RULE_GROUP:
    case RULE_GROUP_SPAN:
    case RULE_GROUP_FROM:
        return set_group(g, r, m, rule->kind, o);
    case RULE_GROUP_HIGH:
        return set_high(g, r, l, NULL, o);
    case RULE_GROUP_FROM_TO_HIGH:
        return set_high(g, r, l, m->name[0], o);
    /* group "" : the group of the base year, whichever it was */
    case RULE_HOLD_GROUP:
        g->kind = TB_GOAL_GROUP;
        return true;
    case RULE_IMPROVE:
    case RULE_IMPROVE_SCORE:
    case RULE_IMPROVE_RANK:
    case RULE_IMPROVE_BOTH:
        return set_improve(g, rule->kind);
    case RULE_VAGUE:
        return set_vague(g, r, l, o);
    /* a clause that reads well and asks for nothing that can be a goal */
    case RULE_WRONG:
        return tbi_refuse_at(r, x != NULL ? x : &l->at[0], rule->what, rule->what_vi);
    }
    return false;
}
