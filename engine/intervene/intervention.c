/* intervention.c - an answer as its readers see it, and its end. */
#include "intervene/intervention.h"

#include "base/number_book.h"

#include <math.h>
#include <stdlib.h>
#include <tangbac/effects.h>

/* Draws of tracks that another answer owns are left alone. The panel with what is known goes
 * last but the arena: forecasts and standings point into it. */
void tb_intervention_free(tb_intervention *v)
{
    if (v == NULL)
        return;
    for (size_t i = 0; i < v->c.tracks; i++)
        if (!v->c.track[i]->borrowed)
            tbi_predictive_free(v->c.track[i]->joint);
    for (size_t i = 0; i < v->forecasts; i++)
        tb_forecast_free(v->forecast[i]);
    for (size_t i = 0; i <= TB_MOST_GOALS; i++)
        tbi_arena_free(&v->plan_own[i]);
    tb_standing_free(v->standing);
    tb_effects_free(v->compared);
    tbi_fit_cache_free(&v->fit_cache);
    tbi_number_book_close(v->fit_cache.book);
    tb_panel_free(v->known); /* what stands above borrows from it */
    tbi_arena_free(&v->side);
    tbi_arena_free(&v->own);
    free(v);
}

const tb_unit *tb_intervention_unit(const tb_intervention *v)
{
    return v->c.unit;
}
/* With goals on components told apart and origins that the goals told, so not always what
 * was asked. */
const tb_ask *tb_intervention_ask(const tb_intervention *v)
{
    return v->c.ask;
}
int tb_intervention_origin(const tb_intervention *v)
{
    return v->c.ask->origin;
}
int tb_intervention_year(const tb_intervention *v)
{
    return v->c.ask->year;
}
size_t tb_intervention_known(const tb_intervention *v)
{
    return v->used.n;
}
const tb_known_figure *tb_intervention_known_at(const tb_intervention *v, size_t i)
{
    return &v->used.at[i];
}
/* NULL when the panel has no index of the origin's year. */
const tb_standing *tb_intervention_standing(const tb_intervention *v)
{
    return v->standing;
}
size_t tb_intervention_draws(const tb_intervention *v)
{
    return v->c.draws;
}
uint64_t tb_intervention_seed(const tb_intervention *v)
{
    return v->c.seed;
}
double tb_intervention_budget(const tb_intervention *v)
{
    return v->c.ask->budget;
}
const char *tb_intervention_rivals(const tb_intervention *v)
{
    return v->opts.rivals;
}
bool tb_intervention_evaluated(const tb_intervention *v)
{
    return v->opts.evaluate;
}
size_t tb_intervention_goals(const tb_intervention *v)
{
    return v->c.goals;
}
const tb_goal_answer *tb_intervention_goal(const tb_intervention *v, size_t i)
{
    return &v->c.answer[i];
}
/* NaN with a reason (tb_intervention_joint_reason). */
double tb_intervention_joint(const tb_intervention *v)
{
    return v->joint;
}
size_t tb_intervention_crossings(const tb_intervention *v)
{
    return v->crossings;
}
const tb_cross_index *tb_intervention_crossing(const tb_intervention *v, size_t i)
{
    return &v->cross[i];
}
/* *without: the probability of the others without that goal, NaN when there is no such goal. */
bool tb_intervention_spoiler(const tb_intervention *v, size_t *goal, double *without)
{
    *goal = v->spoiler;
    *without = v->spoiled ? v->joint_without : NAN;
    return v->spoiled;
}
const tb_plan *tb_intervention_joint_plan(const tb_intervention *v)
{
    return &v->joint_plan;
}
size_t tb_intervention_history(const tb_intervention *v)
{
    return v->past.rows;
}
const tb_history_row *tb_intervention_history_at(const tb_intervention *v, size_t i)
{
    return &v->past.row[i];
}
size_t tb_intervention_forecasts(const tb_intervention *v)
{
    return v->forecasts;
}
size_t tb_intervention_sources(const tb_intervention *v)
{
    return v->past.sources;
}
const tb_source *tb_intervention_source(const tb_intervention *v, size_t i)
{
    return v->past.source[i];
}
size_t tb_intervention_sensitivities(const tb_intervention *v)
{
    return v->sensitivities;
}
const tb_rank_sensitivity *tb_intervention_sensitivity(const tb_intervention *v, size_t i)
{
    return &v->sensitivity[i];
}
size_t tb_intervention_curves(const tb_intervention *v)
{
    return v->curves.n;
}

size_t tb_intervention_effect_sources(const tb_intervention *v)
{
    return v->effects.n;
}
const tb_effect_source *tb_intervention_effect_source_at(const tb_intervention *v, size_t i)
{
    return &v->effects.source[i];
}
/* Between records a and b, by their numbers in the sources. */
double tb_intervention_effect_correlation(const tb_intervention *v, size_t a, size_t b)
{
    return v->effects.correlation[a * v->effects.records + b];
}
const tb_rank_curve *tb_intervention_curve_at(const tb_intervention *v, size_t i)
{
    return &v->curves.curve[i];
}

/* Points that the goal lacks in each kept draw [*kept]; NULL without curves. */
const double *tb_intervention_gaps(const tb_intervention *v, size_t goal, size_t *kept)
{
    *kept = v->curves.kept;
    return v->curves.gap != NULL ? v->curves.gap[goal] : NULL;
}

tb_notices tb_intervention_notices(const tb_intervention *v)
{
    return tbi_notice_view(&v->notices);
}

const char *tb_intervention_joint_reason(const tb_intervention *v, const char **vi)
{
    if (vi != NULL)
        *vi = v->joint_reason_vi;
    return v->joint_reason;
}

/* *index (may be NULL): the code of its index. */
const tb_forecast *tb_intervention_forecast(const tb_intervention *v, size_t i, const char **index)
{
    if (index != NULL)
        *index = v->forecast_track[i]->index->code;
    return v->forecast[i];
}
