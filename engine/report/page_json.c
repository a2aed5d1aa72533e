/* page_json.c - curves as pages read them, and the language of the goals. */
#include "report/page_json.h"

#include "report/goal_silent.h"
#include "report/page_draws.h"
#include "report/page_values.h"

#include <tangbac/verification.h>

#include <math.h>
#include <string.h>

/* One Vietnamese goal makes the page Vietnamese. */
const char *tbi_goal_language(const tb_intervention *v)
{
    for (size_t i = 0; i < tb_intervention_goals(v); i++)
        if (tb_goal_is_vietnamese(tb_intervention_goal(v, i)->goal))
            return "vi";
    return "en";
}

/* NaN becomes null.
 * key NULL inside an array. */
static void write_numbers(tb_json *j, const char *key, const double *x, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_number(j, NULL, x[i]);
    tbi_json_array_end(j);
}

/* A group by cut-off is a score; one by size has a curve of its own. */
static void write_curve_groups(tb_json *j, const tb_rank_curve *c)
{
    tbi_json_array(j, "groups");
    for (size_t g = 0; g < c->groups; g++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "group", c->group_name[g]);
        tbi_json_number(j, "from", c->group_from[g]);
        if (c->group != NULL) {
            tbi_json_int(j, "place", c->group_place[g]);
            write_numbers(j, "chance", c->group + g * TB_CURVE_POINTS, TB_CURVE_POINTS);
            write_numbers(j, "below", c->group_below + g * TB_CURVE_BELOW, TB_CURVE_BELOW);
        }
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* `silent`: places, and climbs, of which past forecasts did not agree with what came; what a page
 * is asked of them gets no number, as in the answers. */
static void write_silent(tb_json *j, const tb_intervention *v, const tb_rank_curve *c)
{
    int horizon = 0;
    for (size_t i = 0; i < tb_intervention_goals(v); i++) {
        const tb_goal_answer *a = tb_intervention_goal(v, i);
        if (strcmp(a->index, c->index) == 0 && a->year == c->year)
            horizon = a->year - a->origin;
    }
    tbi_json_object(j, "silent");
    for (int up = 0; up < 2; up++) {
        tbi_json_array(j, up ? "up" : "top");
        for (int k = 1; k <= (int)c->units; k++) {
            tb_goal_record r;
            tb_goal goal = up ? (tb_goal){ .kind = TB_GOAL_CLIMB, .up = k }
                              : (tb_goal){ .kind = TB_GOAL_PLACE, .place = k };
            int place = up ? c->base_rank - k : k;
            if (up && c->base_rank == 0)
                break;
            if (place < 1)
                place = 1;
            tb_goal_record_of(&r, c->index, &goal, horizon,
                              c->place[(size_t)(place - 1) * TB_CURVE_POINTS]);
            if (r.calibrated == TB_CALIBRATED_NO)
                tbi_json_int(j, NULL, k);
        }
        tbi_json_array_end(j);
    }
    tbi_json_object_end(j);
}

/* place [unit][point]: the probability of place k or better with so many points added. Draws are
 * told where there are measures to be ticked. false: no memory.
 * Writes `curves`. points are those of the index that are added, score the quantiles of its
 * score, `ranked` the share of draws in which the unit is ranked. */
bool tbi_curves_json(tb_json *j, const tb_intervention *v)
{
    bool whole = true;
    tbi_json_array(j, "curves");
    for (size_t i = 0; i < tb_intervention_curves(v); i++) {
        const tb_rank_curve *c = tb_intervention_curve_at(v, i);
        tbi_json_object(j, NULL);
        tbi_json_text(j, "index", c->index);
        tbi_json_int(j, "year", c->year);
        if (c->base_rank > 0)
            tbi_json_int(j, "base_rank", c->base_rank);
        else
            tbi_json_null(j, "base_rank");
        if (c->base_year > 0)
            tbi_json_int(j, "base_year", c->base_year);
        else
            tbi_json_null(j, "base_year");
        tbi_json_number(j, "ranked", c->ranked);
        write_numbers(j, "points", c->point, TB_CURVE_POINTS);
        write_numbers(j, "score", c->score, TB_CURVE_SCORES);
        tbi_place_rows_json(j, "place", c->place, c->units, TB_CURVE_POINTS);
        write_curve_groups(j, c);
        write_silent(j, v, c);
        if (tb_intervention_effect_sources(v) > 0)
            whole = tbi_marks_json(j, c, 1) && whole;
        else if (tb_intervention_goals(v) > 1 && !isnan(tb_intervention_joint(v)))
            whole = tbi_marks_json(j, c, 2) && whole;
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    return whole;
}
