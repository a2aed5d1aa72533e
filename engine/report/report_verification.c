/* report_verification.c - what was said of published places and scores, and what came, as
 * JSON. */
#include "report/envelope.h"
#include "report/number_or.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>
#include <tangbac/forecast_report.h>

/* Only English: these reasons stand in files for programs. An error over years needs at least two
 * of them. */
static const char no_years[] = "needs two target years";
static const char is_law[] = "it is the law itself";

/* of a model that knows, as models of published places do, that the place is printed */
static void write_to_printed(tb_json *j, const char *model, double x, double se)
{
    const char *why = strcmp(model, "printed") == 0 ? "it is the model printed itself"
                                                    : "the index has no model printed";
    tbi_number_or_json(j, "difference_printed", x, why, NULL);
    tbi_number_or_json(j, "difference_printed_se", se, isfinite(x) ? no_years : why, NULL);
}

/* bins: fifths of the probability that was said; one without rows is left out.
 * An entry of `goals`: a model, a kind of goal and its number (tốp 10: 10), over all target
 * years. difference is of the Brier score, against the model "law" on the same rows. */
static void write_goal(tb_json *j, const tb_verified *g)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", g->model);
    tbi_json_text(j, "kind", g->kind);
    tbi_json_int(j, "number", g->number);
    /* of units alone whose place is known in every year: what is printed is selected */
    tbi_json_bool(j, "complete", g->complete);
    tbi_json_int(j, "n", (long long)g->n);
    tbi_json_int(j, "years", (long long)g->years);
    tbi_json_number(j, "brier", g->brier);
    tbi_number_or_json(j, "brier_se", g->brier_se, no_years, NULL);
    tbi_number_or_json(j, "difference", g->difference, is_law, NULL);
    tbi_number_or_json(j, "difference_se", g->difference_se,
                       strcmp(g->model, "law") == 0 ? is_law : no_years, NULL);
    write_to_printed(j, g->model, g->to_printed, g->to_printed_se);
    tbi_number_or_json(j, "calibration", g->calibration, "no bin has rows", NULL);
    tbi_number_or_json(j, "calibration_p", g->calibration_p,
                       "only probabilities of 0 and 1 were said", NULL);
    tbi_json_array(j, "bins");
    for (size_t b = 0; b < TB_VERIFIED_BINS; b++) {
        if (g->bin_n[b] == 0)
            continue;
        tbi_json_object(j, NULL);
        tbi_json_number(j, "from", (double)b / TB_VERIFIED_BINS);
        tbi_json_int(j, "n", (long long)g->bin_n[b]);
        tbi_json_number(j, "said", g->bin_said[b]);
        tbi_json_number(j, "met", g->bin_met[b]);
        tbi_number_or_json(j, "se", g->bin_se[b], no_years, NULL);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* Shares of the tenths of the probability integral transform; flat is calibrated. */
static void write_pit(tb_json *j, const double *pit)
{
    tbi_json_array(j, "pit");
    for (size_t k = 0; k < TB_VERIFIED_TENTHS; k++)
        tbi_json_number(j, NULL, pit[k]);
    tbi_json_array_end(j);
}

/* `difference` is to the model "law" on the same rows, null for that model itself.
 * An entry of `places`. coverage90: share of places within their 90 % interval. */
static void write_places(tb_json *j, const tb_verified_places *p)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", p->model);
    tbi_json_bool(j, "complete", p->complete);
    tbi_json_text(j, "start", p->start);
    tbi_json_int(j, "n", (long long)p->n);
    tbi_json_int(j, "years", (long long)p->years);
    tbi_json_number(j, "log_score", p->log_score);
    tbi_number_or_json(j, "log_score_se", p->log_se, no_years, NULL);
    tbi_number_or_json(j, "difference", p->difference, is_law, NULL);
    tbi_number_or_json(j, "difference_se", p->difference_se,
                       strcmp(p->model, "law") == 0 ? is_law : no_years, NULL);
    write_to_printed(j, p->model, p->to_printed, p->to_printed_se);
    tbi_json_number(j, "rps", p->rps);
    tbi_json_number(j, "coverage90", p->coverage90);
    tbi_number_or_json(j, "coverage90_se", p->coverage_se, no_years, NULL);
    write_pit(j, p->pit);
    tbi_json_object_end(j);
}

/* As write_places, of scores; there is no error of the coverage here. */
static void write_scores(tb_json *j, const tb_verified_scores *s)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "model", s->model);
    tbi_json_int(j, "n", (long long)s->n);
    tbi_json_int(j, "years", (long long)s->years);
    tbi_json_number(j, "crps", s->crps);
    tbi_number_or_json(j, "crps_se", s->crps_se, no_years, NULL);
    tbi_number_or_json(j, "difference", s->difference, is_law, NULL);
    tbi_number_or_json(j, "difference_se", s->difference_se,
                       strcmp(s->model, "law") == 0 ? is_law : no_years, NULL);
    tbi_json_number(j, "log_score", s->log_score);
    tbi_json_number(j, "coverage90", s->coverage90);
    write_pit(j, s->pit);
    tbi_json_object_end(j);
}

/* top10: [0] by "law", [1] by "borrowed".
 * An entry of `cases`: one unit at one origin. rank is what came. */
static void write_case(tb_json *j, const tb_verified_case *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", c->unit);
    tbi_json_int(j, "origin", c->origin);
    tbi_json_int(j, "rank", c->rank);
    if (c->base > 0) {
        tbi_json_int(j, "base_rank", c->base);
    } else {
        tbi_json_null(j, "base_rank");
        tbi_json_text(j, "base_rank_reason", "no place was published at the origin");
    }
    tbi_number_or_json(j, "top10", c->top10[0], "no place was published at the origin", NULL);
    tbi_number_or_json(j, "top10_borrowed", c->top10[1],
                       "no place was published at the origin, or all is known", NULL);
    tbi_json_object_end(j);
}

/* Goals, places, scores, and the single cases behind them. */
tb_status tb_report_verification(tb_text **out, const tb_report_head *h, const tb_verification *v,
                                 tb_err *err)
{
    tb_buf buf = { 0 };
    tb_json j;
    int first;
    int last;
    tb_verification_years(&first, &last, v);
    tbi_envelope_open(&j, &buf, h, "verification", tb_verification_notices(v), 3);
    tbi_json_text(&j, "index", tb_verification_index(v));
    tbi_json_int(&j, "horizon", tb_verification_horizon(v));
    tbi_json_int(&j, "first_year", first);
    tbi_json_int(&j, "last_year", last);
    tbi_json_array(&j, "goals");
    for (size_t i = 0; i < tb_verification_goals(v); i++)
        write_goal(&j, tb_verification_goal_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "places");
    for (size_t i = 0; i < tb_verification_places(v); i++)
        write_places(&j, tb_verification_places_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "scores");
    for (size_t i = 0; i < tb_verification_scores(v); i++)
        write_scores(&j, tb_verification_scores_at(v, i));
    tbi_json_array_end(&j);
    tbi_json_array(&j, "cases");
    for (size_t i = 0; i < tb_verification_cases(v); i++)
        write_case(&j, tb_verification_case_at(v, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &buf, err);
}
