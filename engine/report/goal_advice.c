/* goal_advice.c - where to begin, what the plan brings, what can be had where there is no evidence,
 * and what is only noise. Nothing here is computed: it points at figures. */
#include "report/goal_advice.h"

#include "messages/report.h"
#include "text/say.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const double NEARLY = 0.05; /* who plans would not act on less */
static const double SURE = 0.8;

/* The list that is being filled. */
typedef struct advice_list {
    tb_arena *a;
    tb_advice *out;
    size_t n;
} advice_list;

/* A sentence in the language of lang; both formats read the same arguments. */
static const char *format_text(tb_arena *a, bool vi, const char *en, const char *in_vi, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
static const char *format_text(tb_arena *a, bool vi, const char *en, const char *in_vi, ...)
{
    va_list args;
    va_start(args, in_vi);
    const char *text = tbi_arena_vprintf(a, vi ? in_vi : en, args);
    va_end(args);
    return text;
}

/* The pair macros of messages/ expand to the last two arguments. */
static const char *pick_language(bool vi, const char *en, const char *in_vi)
{
    return vi ? in_vi : en;
}

/* What does not fit is dropped: the most useful comes first.
 * en and vi stay borrowed: of the arena, or literals. */
static void give_advice(advice_list *d, const char *code, const char *en, const char *vi)
{
    if (d->n < TB_ADVICE_MOST)
        d->out[d->n++] = (tb_advice){ code, en, vi };
}

/* "" for what has no condition of its own. */
static const char *name_condition(tb_evidence e, bool vi)
{
    switch (e) {
    case TB_EVIDENCE_PUBLISHED:
        return pick_language(vi, TB_SAY_UNDER_PUBLISHED);
    case TB_EVIDENCE_HISTORICAL:
        return pick_language(vi, TB_SAY_UNDER_HISTORICAL);
    case TB_EVIDENCE_ESTIMATED:
        return pick_language(vi, TB_SAY_UNDER_ESTIMATED);
    case TB_EVIDENCE_QUASI:
        return pick_language(vi, TB_SAY_UNDER_QUASI);
    case TB_EVIDENCE_ASSUMED:
        return pick_language(vi, TB_SAY_UNDER_ASSUMED);
    default:
        return "";
    }
}

/* An association is no reason to begin anywhere: it is named only where there is nothing else, its
 * words first.
 * levers_known > 0 must hold. Levers come by how much they add to the probability. */
static const tb_lever_answer *find_first_lever(const tb_goal_answer *g)
{
    const tb_lever_answer *l = &g->lever[0];
    for (size_t i = 0; i < g->levers_known && l->evidence == TB_EVIDENCE_ESTIMATED; i++)
        if (g->lever[i].evidence != TB_EVIDENCE_ESTIMATED && g->lever[i].chance_gain > 0)
            l = &g->lever[i];
    return l;
}

/* The measure on a component, by which its own probability is known; NULL: none with an effect. */
static const tb_lever_answer *find_lever_on(const tb_goal_answer *g, const char *component)
{
    for (size_t i = 0; i < g->levers; i++) {
        const tb_lever_answer *l = &g->lever[i];
        size_t n = strlen(l->index);
        if (l->effect_reason == NULL && !l->beside && strncmp(component, l->index, n) == 0 &&
            component[n] == '.' && strcmp(component + n + 1, l->component) == 0)
            return l;
    }
    return NULL;
}

/* Components whose gains cannot be told from the first one's: none of them is the one to begin
 * with. Those in which the province leads stand behind weaker ones that bring as much, and so are
 * not named. */
typedef struct equals {
    size_t n;
    const tb_lever_answer *lever; /* on the first of them */
    bool has_first;               /* the measure that adds most acts on one of them */
    const char *names;
    double low, high; /* of their probabilities */
} equals;

static equals list_equals(tb_arena *a, const tb_goal_answer *g, const tb_lever_answer *first,
                          bool vi)
{
    equals out = { .names = "", .low = 1 };
    for (size_t i = 0; i < g->priorities; i++) {
        const tb_priority *p = &g->priority[i];
        const tb_lever_answer *l = p->group == 1 ? find_lever_on(g, p->component) : NULL;
        if (l == NULL)
            continue;
        out.has_first = out.has_first || strcmp(l->component, first->component) == 0;
        if (p->leads)
            continue;
        if (out.n == 0)
            out.lever = l;
        const char *names = tbi_arena_printf(a, "%s%s%s", out.names, out.n > 0 ? "; " : "",
                                             pick_language(vi, p->name_en, p->name_vi));
        out.names = names != NULL ? names : "";
        out.low = fmin(out.low, l->chance);
        out.high = fmax(out.high, l->chance);
        out.n++;
    }
    return out;
}

/* One probability where all of them print the same. */
static const char *say_equals(tb_arena *a, const tb_goal_answer *g, const tb_lever_answer *l,
                              const equals *e, bool vi)
{
    const char *from = tbi_words_chance(a, g->chance);
    const char *low = tbi_words_chance(a, e->low);
    const char *high = tbi_words_chance(a, e->high);
    const char *condition = name_condition(l->evidence, vi);
    if (strcmp(low, high) == 0)
        return format_text(a, vi, TB_SAY_BEGIN_ALIKE, l->index, e->names, from, high, condition);
    return format_text(a, vi, TB_SAY_BEGIN_EQUALS, l->index, e->names, from, low, high, condition);
}

/* The first measure with evidence, with the probability before and after it; a group of equals
 * where gains cannot be told apart. */
static const char *say_begin(tb_arena *a, const tb_goal_answer *g, bool vi)
{
    const tb_lever_answer *l = find_first_lever(g);
    const equals e = list_equals(a, g, l, vi);
    if (l->evidence == TB_EVIDENCE_HISTORICAL && e.has_first && e.n > 1)
        return say_equals(a, g, l, &e, vi);
    if (l->evidence == TB_EVIDENCE_HISTORICAL && e.has_first && e.n == 1)
        l = e.lever;
    const char *name = pick_language(vi, l->component_en, l->component_vi);
    const char *from = tbi_words_chance(a, g->chance);
    const char *to = tbi_words_chance(a, l->chance);
    if (l->evidence == TB_EVIDENCE_ESTIMATED)
        return format_text(a, vi, TB_SAY_ONLY_ASSOCIATION, l->index, name, from, to);
    return format_text(a, vi, TB_SAY_BEGIN, l->index, name, from, to,
                       name_condition(l->evidence, vi));
}

/* A plan that leaves the goal less likely met than missed is called so in the same sentence. */
static const char *say_plan(tb_arena *a, const tb_plan *p, bool vi)
{
    return format_text(a, vi, TB_SAY_WHOLE_PLAN, p->levers,
                       p->associated ? pick_language(vi, TB_SAY_PLAN_ASSOCIATED) : "",
                       tbi_words_cases(a, p->chance, vi),
                       p->chance < 0.5 ? pick_language(vi, TB_SAY_PLAN_NOT_ENOUGH) : "");
}

/* Only measures whose effect is known stand before levers_known. */
static bool has_kind(const tb_goal_answer *g, tb_evidence e)
{
    for (size_t i = 0; i < g->levers_known; i++)
        if (g->lever[i].evidence == e)
            return true;
    return false;
}

/* Evidence that the province could supply itself.
 * "score-sheet" asks for the scores of single criteria. */
static void give_evidence(advice_list *d, const tb_goal_answer *g)
{
    if (g->score_sheet && !has_kind(g, TB_EVIDENCE_PUBLISHED))
        give_advice(d, "score-sheet", TB_SAY_SCORE_SHEET);
    else if (g->levers_known == 0)
        give_advice(d, "own-assessment", TB_SAY_OWN_ASSESSMENT);
}

/* The place, or for a goal on points the score, that is reached in half of the cases.
 * score_q and rank_q are quantiles 5, 50 and 95 %: [1] is the median. */
static void give_even_chance(advice_list *d, const tb_goal_answer *g)
{
    bool points = g->parsed.kind == TB_GOAL_SCORE || g->parsed.kind == TB_GOAL_GAIN;
    double middle = points ? g->score_q[1] : g->rank_q[1];
    if (g->parsed.kind == TB_GOAL_REGION || g->parsed.kind == TB_GOAL_YEARLY || isnan(middle))
        return; /* other places are meant than the country's of one year */
    if (!points && g->target_place > 0 && middle <= g->target_place)
        return; /* the probability is lower only since the result may be withheld */
    const char *said[2];
    for (int vi = 0; vi < 2; vi++) {
        const char *amount = tbi_words_number(d->a, middle, points ? 2 : 0, vi == 1);
        if (points && g->index_unit != NULL && strcmp(g->index_unit, "%") == 0)
            amount = format_text(d->a, vi == 1, TB_SAY_ADVICE_PERCENT, amount);
        else if (points)
            amount = format_text(d->a, vi == 1, TB_SAY_ADVICE_POINTS, amount);
        said[vi] = points ? format_text(d->a, vi == 1, TB_SAY_EVEN_POINTS, amount)
                          : format_text(d->a, vi == 1, TB_SAY_EVEN_PLACE, amount);
    }
    give_advice(d, "even-chance", said[0], said[1]);
}

/* In the order in which it is read; at most TB_ADVICE_MOST. Nothing for a goal without an
 * answer. */
size_t tbi_goal_advice(tb_advice out[TB_ADVICE_MOST], tb_arena *a, const tb_goal_answer *g)
{
    advice_list d = { a, out, 0 };
    const tb_plan *p = &g->plan;
    if (isnan(g->chance))
        return 0;
    if (g->chance >= SURE)
        give_advice(&d, "hold", TB_SAY_HOLD);
    if (g->levers_known > 0 && g->lever[0].chance_gain > 0)
        give_advice(&d, "begin", say_begin(a, g, false), say_begin(a, g, true));
    if (p->made && p->levers > 1 && !p->equal_none)
        give_advice(&d, "plan", say_plan(a, p, false), say_plan(a, p, true));
    give_evidence(&d, g);
    if (g->chance < 0.5)
        give_even_chance(&d, g);
    if (g->chance > 0 && g->chance < 1 && fabs(g->chance - g->noise_chance) <= NEARLY)
        give_advice(&d, "noise", TB_SAY_MOSTLY_NOISE);
    return d.n;
}
