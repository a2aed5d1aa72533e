/* schedule_plan.c - from measures and goals of several years to the phase search and back to a plan
 * with its years. */
#include "plan/schedule_plan.h"

#include "attain/yearly_goal.h"
#include "base/error.h"
#include "lever/effect.h"
#include "plan/search_keys.h"

#include <math.h>
#include <string.h>

enum { LEVELS = 5 };

typedef struct schedule_state {
    tb_ask_state *c;
    const tb_option_set *b;
    tb_schedule_problem p;
    tb_schedule_goal *goal; /* [p.goals] */
    tb_search_keys keys;    /* those of p, p.keys of them */
    int zero;               /* the year of position 0 */
    bool left_keys;         /* more components than can be searched: the plan is not exact */
    tb_plan_conditions *conditions;
} schedule_state;

/* Whether years matter: a budget of a year, a path, or goals of several years. */
bool tbi_option_set_phased(const tb_ask_state *c, const tb_option_set *b)
{
    if (c->ask->year_budgets > 0)
        return true;
    for (size_t g = 0; g < b->goals; g++)
        if (tbi_goal_state_is_yearly(b->goal[g]) || b->goal[g]->a->year != b->goal[0]->a->year)
            return true;
    return false;
}

/* A path that starts later than the origin moves the first year in which something may begin. */
int tbi_ask_first_start(const tb_ask_state *c, const tb_option_set *b)
{
    int first = c->ask->origin + 1;
    for (size_t g = 0; g < b->goals; g++)
        if (tbi_goal_state_is_yearly(b->goal[g]) && b->goal[g]->a->base_year + 1 > first)
            first = b->goal[g]->a->base_year + 1;
    return c->ask->asked / 10000 > first ? c->ask->asked / 10000 : first;
}

/* Position 0 is the earlier of the first year in which a measure can begin and the first year
 * of a goal; years before that first start have a budget below 0, so that nothing begins in
 * them. */
static void lay_out_years(schedule_state *d)
{
    const tb_ask *ask = d->c->ask;
    int first = tbi_ask_first_start(d->c, d->b);
    int last = first;
    d->zero = first;
    for (size_t g = 0; g < d->b->goals; g++) {
        const tb_goal_state *aim = d->b->goal[g];
        int from = tbi_goal_state_is_yearly(aim) ? aim->track->year[aim->first_step] : aim->a->year;
        if (from < d->zero)
            d->zero = from;
        if (aim->a->year > last)
            last = aim->a->year;
    }
    if (last - d->zero >= TB_SCHEDULE_YEARS)
        d->zero = last - TB_SCHEDULE_YEARS + 1;
    d->p.years = (size_t)(last - d->zero + 1);
    for (size_t y = 0; y < d->p.years; y++) {
        int year = d->zero + (int)y;
        /* nothing begins before the first year */
        d->p.year_budget[y] = year < first ? -1 : ask->year_budgets > 0 ? 0 : INFINITY;
        for (size_t k = 0; k < ask->year_budgets; k++)
            if (ask->year_budget[k].year == year && year >= first)
                d->p.year_budget[y] = ask->year_budget[k].budget;
    }
}

/* A goal of one year is its gap in each draw; a goal of every year is a path. Years are
 * positions from d->zero on. */
static void lay_out_goals(schedule_state *d)
{
    for (size_t g = 0; g < d->b->goals; g++) {
        const tb_goal_state *aim = d->b->goal[g];
        if (tbi_goal_state_is_yearly(aim))
            tbi_yearly_goal_goal(&d->goal[g], aim, d->zero);
        else
            d->goal[g] = (tb_schedule_goal){
                .steps = 1,
                .year = { aim->a->year > d->zero ? (size_t)(aim->a->year - d->zero) : 0 },
                .gap = aim->gap
            };
        d->goal[g].any = d->b->goals > 1 ? aim->a->any : 0;
    }
    d->p.goal = d->goal;
}

/* The choices that begin, as bits. */
static uint64_t collect_started(const schedule_state *d, const unsigned char *start)
{
    uint64_t out = 0;
    for (size_t i = 0; i < d->p.choices; i++)
        out |= start[i] > 0 ? 1ULL << i : 0;
    return out;
}

/* The options as choices of the problem, with the keys of each. Beyond TB_SCHEDULE_KEYS a key is
 * left out and the answer is not called exact. */
static tb_status lay_out_choices(schedule_state *d, tb_err *err)
{
    tb_arena *a = d->c->arena;
    size_t n = d->b->count;
    double *cost = TB_NEW(a, double, n);
    size_t *lag = TB_NEW(a, size_t, n);
    uint64_t *has = TB_NEW(a, uint64_t, n);
    uint64_t *needs = TB_NEW(a, uint64_t, n);
    uint64_t *bars = TB_NEW(a, uint64_t, n);
    if (!cost || !lag || !has || !needs || !bars)
        return tbi_no_memory(err, "the plan");
    tb_status st = tbi_search_keys_make(&d->keys, TB_SCHEDULE_KEYS, d->b->goals, a, err);
    for (size_t i = 0; st == TB_OK && i < n; i++) {
        const tb_option *one = &d->b->choice[i];
        cost[i] = one->cost;
        lag[i] = one->lever->lag > 0 ? (size_t)one->lever->lag : 0;
        needs[i] = one->needs;
        bars[i] = one->bars;
        for (size_t k = 0; st == TB_OK && k < one->keys; k++) {
            ptrdiff_t at = -1;
            st = tbi_search_keys_add(&at, &d->keys, one->key[k], d->b, i, d->c, err);
            if (at >= 0)
                has[i] |= 1ULL << at;
            else
                d->left_keys = true;
        }
    }
    d->p.choices = n;
    d->p.has = has;
    d->p.cost = cost;
    d->p.lag = lag;
    d->p.needs = needs;
    d->p.bars = bars;
    return st;
}

/* The whole problem for search/schedule.h. Step 2: the search sees the even draws, the odd ones
 * are kept to judge the plan that it found, so that its probability is not the best of many on
 * the same draws. */
static tb_status lay_out_problem(schedule_state *d, tb_err *err)
{
    tb_arena *a = d->c->arena;
    d->goal = TB_NEW(a, tb_schedule_goal, d->b->goals);
    if (!d->goal)
        return tbi_no_memory(err, "the plan");
    lay_out_years(d);
    lay_out_goals(d);
    tb_status st = lay_out_choices(d, err);
    if (st == TB_OK)
        st = tbi_search_keys_group(&d->p.groups, &d->p.group_cap, &d->keys, TB_SCHEDULE_GROUPS, a,
                                   err);
    if (st != TB_OK)
        return st;
    d->p.draws = d->c->draws < TB_SCHEDULE_DRAWS ? d->c->draws : TB_SCHEDULE_DRAWS;
    d->p.step = 2;
    d->p.goals = d->b->goals;
    d->p.key = d->keys.key;
    d->p.keys = d->keys.count;
    d->p.after = d->b->after;
    d->p.afters = d->b->afters;
    d->p.forced = d->b->done;
    d->p.budget = isnan(d->c->ask->budget) ? INFINITY : d->c->ask->budget;
    d->p.most = (size_t)d->c->ask->most;
    return tbi_search_keys_mark(&d->conditions, &d->p.together, &d->keys, a, err);
}

/* Plans are chosen on the even draws and told on the odd ones, so that the choice flatters
 * nobody. */
static double estimate_chance_on_odd(const tb_schedule_problem *p, const unsigned char *start)
{
    tb_schedule_problem odd = *p;
    odd.first = 1;
    return (double)tbi_schedule_met(&odd, start) / (double)(p->draws / 2);
}

/* chance [n]: of the plan on the odd draws when effects are drawn anew at each correlation rho [n].
 */
static tb_status estimate_chances_with(double *chance, const schedule_state *d,
                                       const unsigned char *start, const double *rho, size_t n,
                                       tb_err *err)
{
    tb_arena a = { 0 };
    tb_plan_key *key[TB_PLAN_RHOS];
    bool room = tbi_search_keys_redraw(key, rho, n, &d->keys, collect_started(d, start), d->c, &a);
    for (size_t r = 0; r < n && room; r++) {
        tb_schedule_problem other = d->p;
        other.key = key[r];
        chance[r] = estimate_chance_on_odd(&other, start);
    }
    tbi_arena_free(&a);
    return room ? TB_OK : tbi_no_memory(err, "the plan");
}

/* Members that name the measures, in order of id: year of start, year of effect (start + lag). */
static tb_status list_names(tb_plan *out, const schedule_state *d, const unsigned char *start,
                            tb_err *err)
{
    tb_arena *a = d->c->arena;
    const char **id = TB_NEW(a, const char *, d->b->count);
    const char **instead = TB_NEW(a, const char *, d->b->count);
    int *begin = TB_NEW(a, int, d->b->count);
    int *effect = TB_NEW(a, int, d->b->count);
    if (!id || !instead || !begin || !effect)
        return tbi_no_memory(err, "the plan");
    out->levers = 0;
    for (size_t i = 0; i < d->b->count; i++) {
        if (start[i] == 0)
            continue;
        id[out->levers] = d->b->choice[i].lever->id;
        instead[out->levers] = d->b->choice[i].instead;
        begin[out->levers] = d->zero + start[i] - 1;
        effect[out->levers] = begin[out->levers] + (int)d->p.lag[i];
        out->levers++;
        for (size_t k = 0; k < d->b->choice[i].keys; k++)
            out->associated |= d->b->choice[i].key[k]->evidence == TB_EVIDENCE_ESTIMATED;
    }
    out->lever = id;
    out->instead = instead;
    out->start = begin;
    out->effect_from = effect;
    return TB_OK;
}

/* Cost against probability at a few budgets; the last search is the plan. */
static tb_status list_frontier(tb_plan *out, schedule_state *d, tb_schedule_found *found,
                               tb_err *err)
{
    double all = 0, least = INFINITY;
    for (size_t i = 0; i < d->p.choices; i++) {
        if (d->b->done >> i & 1)
            continue; /* paid: no budget need be looked at for it */
        all += d->p.cost[i];
        least = fmin(least, d->p.cost[i]);
    }
    double top = fmin(all, d->p.budget);
    double step = fmax(least, top / LEVELS);
    tb_frontier_point *point = TB_NEW(d->c->arena, tb_frontier_point, LEVELS + 2);
    if (point == NULL)
        return tbi_no_memory(err, "the frontier");
    double reached = 0;
    tb_schedule_found best = { .met = 0 };
    for (size_t i = 0; i < d->p.choices; i++)
        best.start[i] = d->b->done >> i & 1 ? 1 : 0;
    /* nothing more than what is done costs nothing */
    tb_plan done = { 0 };
    tb_status named = list_names(&done, d, best.start, err);
    if (named != TB_OK)
        return named;
    point[0] = (tb_frontier_point){ 0, estimate_chance_on_odd(&d->p, best.start), NAN, done.levers,
                                    done.levers > 0 ? done.lever : NULL };
    out->frontier = point;
    out->frontier_count = 1;
    for (size_t k = 1; k <= LEVELS; k++) {
        bool last = k == LEVELS || !(step > 0) || step * (double)k >= top * (1 - 1e-9);
        tb_schedule_problem p = d->p;
        tb_plan one = { 0 };
        p.budget = last ? d->p.budget : step * (double)k;
        if (!last)
            p.node_limit = TB_SCHEDULE_NODES / 8;
        tb_status st = tbi_schedule_search(found, &p, err);
        if (st == TB_OK)
            st = list_names(&one, d, found->start, err);
        if (st != TB_OK)
            return st;
        out->nodes += found->nodes;
        double chance = estimate_chance_on_odd(&d->p, found->start);
        /* a dearer set that only did better where it was chosen is no point, and no plan */
        if (one.levers > 0 && found->cost > reached &&
            chance > point[out->frontier_count - 1].chance) {
            reached = found->cost;
            best = *found;
            point[out->frontier_count++] =
                (tb_frontier_point){ found->cost, chance, NAN, one.levers, one.lever };
        }
        if (last)
            break;
    }
    memcpy(found->start, best.start, sizeof found->start);
    found->cost = best.cost;
    return TB_OK;
}

/* Probabilities on the odd draws, which did not choose the plan; chance_chosen is that of the
 * even ones it was chosen on. apart: as if records simply added up. chance_0 and chance_09: the
 * correlation of effects at its ends instead of 0.5. */
static tb_status fill_plan(tb_plan *out, schedule_state *d, const tb_schedule_found *found,
                           tb_err *err)
{
    static const unsigned char nothing[TB_SCHEDULE_CHOICES] = { 0 };
    unsigned char done[TB_SCHEDULE_CHOICES] = { 0 };
    double odd = (double)(d->p.draws / 2);
    double none = estimate_chance_on_odd(&d->p, nothing);
    tb_schedule_problem apart = d->p;
    tb_plan_condition condition;
    apart.together.part = NULL;
    tbi_plan_conditions_of(&condition, d->conditions,
                           tbi_search_keys_records(&d->keys, collect_started(d, found->start)));
    out->chance = estimate_chance_on_odd(&d->p, found->start);
    out->chance_none = none;
    out->chance_apart = estimate_chance_on_odd(&apart, found->start);
    for (size_t i = 0; i < d->p.choices; i++)
        done[i] = d->b->done >> i & 1 ? 1 : 0;
    out->chance_done = d->b->done != 0 ? estimate_chance_on_odd(&d->p, done) : NAN;
    out->condition_n = condition.n;
    out->condition_met = condition.met;
    out->condition_factor = condition.factor;
    out->chance_chosen =
        (double)tbi_schedule_met(&d->p, found->start) / (double)((d->p.draws + 1) / 2);
    out->cost = found->cost;
    out->equal_none = fabs(out->chance - none) <=
                      1.96 * sqrt((out->chance * (1 - out->chance) + none * (1 - none)) / odd);
    double with[2];
    tb_status st = estimate_chances_with(with, d, found->start, tbi_plan_rho, 2, err);
    if (st == TB_OK) {
        out->chance_0 = with[0];
        out->chance_09 = with[1];
    }
    return st == TB_OK ? list_names(out, d, found->start, err) : st;
}

/* What the plan for all does for goal g of them. */
static tb_status view_goal(tb_plan *out, const tb_plan *all, const schedule_state *d, size_t g,
                           const tb_schedule_found *found, tb_err *err)
{
    schedule_state own = *d;
    tb_schedule_goal goal = d->goal[g];
    tb_plan_key *key = tbi_search_keys_of_goal(&d->keys, g, d->c->arena);
    if (key == NULL)
        return tbi_no_memory(err, "the plan");
    goal.any = 0;
    own.p.goals = 1;
    own.p.goal = &goal;
    own.p.key = own.keys.key = key;
    *out = *all;
    out->frontier_count = 0;
    out->bound = NAN;
    return fill_plan(out, &own, found, err);
}

/* The bound is that of the last search, under the whole budget. */
tb_status tbi_schedule_answer(tb_plan *out, tb_ask_state *c, const tb_option_set *b, tb_plan *each,
                              tb_err *err)
{
    static const unsigned char nothing[TB_SCHEDULE_CHOICES] = { 0 };
    schedule_state d = { .c = c, .b = b };
    tb_schedule_found found = { .met = 0 };
    tb_status st = lay_out_problem(&d, err);
    if (st != TB_OK)
        return st;
    out->made = true;
    out->choices = b->count;
    out->objective =
        c->ask->objective == TB_OBJECTIVE_JOINT ? TB_OBJECTIVE_JOINT : TB_OBJECTIVE_CHANCE;
    out->chance_none = estimate_chance_on_odd(&d.p, nothing);
    if ((st = list_frontier(out, &d, &found, err)) != TB_OK)
        return st;
    out->bound = (double)found.bound / (double)found.of;
    out->exact = found.exact && b->left_out == 0 && !d.left_keys;
    st = fill_plan(out, &d, &found, err);
    for (size_t g = 0, i = 0; st == TB_OK && each != NULL && i < c->goals; i++)
        if (c->aim[i].track != NULL)
            st = view_goal(&each[i], out, &d, g++, &found, err);
    return st;
}
