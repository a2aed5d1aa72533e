/* page_map.c - all provinces with their median places, for a page's map. */
#include "report/page_json.h"

#include "report/goal_silent.h"
#include "report/page_values.h"

#include <math.h>
#include <string.h>

/* The place that a goal on this index asks for; 0 = none, or none of which a probability is told.
 * The first goal that fits decides. Regional places are not the country's and do not count. */
static int find_place(const tb_intervention *v, const char *index, int year)
{
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *g = tb_intervention_goal(v, i);
        if (strcmp(g->index, index) == 0 && g->year == year && g->target_place > 0 &&
            g->parsed.kind != TB_GOAL_REGION && !tbi_answer_is_silent(g))
            return g->target_place;
    }
    return 0;
}

/* place 0: no goal asks for one, and probabilities are null.
 * rank_now: published place of the origin, null where there is none. rank: median of the
 * forecast. */
static void map_units(tb_json *j, const tb_forecast *f, int place)
{
    size_t n = tb_forecast_units(f);
    const double *chance = tb_forecast_rank_probability(f);
    tbi_json_array(j, "units");
    for (size_t i = 0; i < n; i++) {
        const tb_forecast_unit *u = tb_forecast_unit_at(f, i);
        double met = 0;
        for (size_t k = 0; k < n && k < (size_t)place && chance != NULL; k++)
            met += chance[i * n + k];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", u->code);
        tbi_json_text(j, "name", u->name_vi);
        tbi_json_text(j, "name_en", u->name_en);
        if (u->base_rank > 0)
            tbi_json_int(j, "rank_now", u->base_rank);
        else
            tbi_json_null(j, "rank_now");
        tbi_json_number(j, "rank", u->rank_q[2]);
        tbi_json_number(j, "chance", place > 0 && chance != NULL ? tbi_json_chance(met) : NAN);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* Every province with its median place, and its probability of the goal's place.
 * Writes `map`, one entry a forecast of an index and year. */
void tbi_map_json(tb_json *j, const tb_intervention *v)
{
    tbi_json_array(j, "map");
    for (size_t i = 0; i < tb_intervention_forecasts(v); i++) {
        const tb_forecast *f = tb_intervention_forecast(v, i, NULL);
        const tb_forecast_summary *about = tb_forecast_info(f);
        int place = find_place(v, about->index, about->year);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", about->index);
        tbi_json_int(j, "year", about->year);
        if (place > 0)
            tbi_json_int(j, "place", place);
        else
            tbi_json_null(j, "place");
        map_units(j, f, place);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}
