/* goal_silent.c - what a result says of goals whose past probabilities were not borne out: no
 * number where a reader looks for one, the reason, and the numbers apart. */
#include "report/goal_silent.h"

#include "messages/render_known.h"

#include <math.h>
#include <tangbac/verification.h>

bool tbi_goal_is_silent(const char *index, const tb_goal *goal, int horizon, double chance)
{
    tb_goal_record r;
    tb_goal_record_of(&r, index, goal, horizon, chance);
    return r.calibrated == TB_CALIBRATED_NO;
}

bool tbi_answer_is_silent(const tb_goal_answer *a)
{
    return tbi_goal_is_silent(a->index, a->is_parsed ? &a->parsed : NULL, a->year - a->origin,
                              a->chance);
}

bool tbi_intervention_is_silent(const tb_intervention *v)
{
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (tbi_answer_is_silent(tb_intervention_goal(v, i)))
            return true;
    return false;
}

/* The measures of the plan stay; what it promises, and at other costs, goes. */
void tbi_silence_plan(tb_plan *p)
{
    p->chance = p->chance_0 = p->chance_09 = NAN;
    p->chance_chosen = p->chance_none = p->chance_done = p->chance_apart = NAN;
    p->bound = NAN;
    p->frontier_count = 0;
}

/* Copies without gains and their orders; effects and changes of rank stay. */
static bool blank_levers(tb_goal_answer *a, tb_arena *arena)
{
    tb_lever_answer *l = TB_NEW(arena, tb_lever_answer, a->levers);
    if (l == NULL)
        return false;
    for (size_t i = 0; i < a->levers; i++) {
        l[i] = a->lever[i];
        l[i].chance = l[i].chance_gain = l[i].chance_low = l[i].chance_high = NAN;
        l[i].gain_per_cost = l[i].above_need = NAN;
        l[i].curve_chance = NULL;
        l[i].by_chance = 0;
    }
    a->lever = l;
    return true;
}

static bool blank_prices(tb_goal_answer *a, tb_arena *arena)
{
    tb_price *p = TB_NEW(arena, tb_price, a->prices);
    if (p == NULL)
        return false;
    for (size_t i = 0; i < a->prices; i++) {
        p[i] = a->price[i];
        p[i].gain_01 = p[i].need_50 = p[i].need_80 = NAN;
    }
    a->price = p;
    return true;
}

bool tbi_silence_answer(tb_goal_answer *a, tb_arena *arena)
{
    static const struct {
        const char *en, *vi;
    } words[] = { { TB_WORD_UNCALIBRATED } };
    a->reason = a->noise_reason = words[0].en;
    a->reason_vi = a->noise_reason_vi = words[0].vi;
    a->chance = a->chance_best = a->chance_se = a->noise_chance = a->chance_same_scheme = NAN;
    a->level_for_half = NAN;
    a->plan_before = a->chance_done = NAN;
    a->curve = 0;
    a->instead.place_50 = 0;
    a->instead.score_50 = NAN;
    tbi_silence_plan(&a->plan);
    return (a->levers == 0 || blank_levers(a, arena)) && (a->prices == 0 || blank_prices(a, arena));
}

/* Numbers only: words about them stand with the goal. */
void tbi_uncalibrated_json(tb_json *j, const tb_goal_answer *a)
{
    tbi_json_object(j, "uncalibrated");
    tbi_json_number(j, "chance_without_action", a->chance);
    tbi_json_number(j, "chance_se", a->chance_se);
    tbi_json_number(j, "noise_chance", a->noise_chance);
    tbi_json_number(j, "chance_if_scheme_stays", a->chance_same_scheme);
    tbi_json_number(j, "level_for_half", a->level_for_half);
    tbi_json_object(j, "gap");
    tbi_json_number(j, "q10", a->gap[0]);
    tbi_json_number(j, "q50", a->gap[1]);
    tbi_json_number(j, "q90", a->gap[2]);
    tbi_json_object_end(j);
    tbi_json_number(j, "plan_chance", a->plan.chance);
    tbi_json_array(j, "levers");
    for (size_t i = 0; i < a->levers; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "id", a->lever[i].id);
        tbi_json_number(j, "chance", a->lever[i].chance);
        tbi_json_number(j, "chance_gain", a->lever[i].chance_gain);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}
