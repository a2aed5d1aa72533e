/* report_complete.c - a completed table as JSON. */
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <tangbac/forecast_report.h>

/* A unit without draws has its basis as the reason. */
static void write_unit(tb_json *j, const tb_completion_unit *u)
{
    /* 5, 50 and 95 per cent */
    static const char *const q[3] = { "q05", "q50", "q95" };
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", u->code);
    tbi_json_text(j, "name", u->name_vi);
    tbi_json_text(j, "name_en", u->name_en);
    if (isnan(u->score_mean)) {
        tbi_json_null(j, "score");
        tbi_json_text(j, "score_reason", u->basis);
        tbi_json_null(j, "rank");
        tbi_json_text(j, "rank_reason", u->basis);
    } else {
        tbi_json_object(j, "score");
        tbi_json_number(j, "mean", u->score_mean);
        tbi_json_number(j, "sd", u->score_sd);
        for (int k = 0; k < 3; k++)
            tbi_json_number(j, q[k], u->score_q[k]);
        tbi_json_object_end(j);
        tbi_json_object(j, "rank");
        for (int k = 0; k < 3; k++)
            tbi_json_number(j, q[k], u->rank_q[k]);
        tbi_json_object_end(j);
    }
    if (u->published_rank > 0)
        tbi_json_int(j, "published_rank", u->published_rank);
    tbi_json_text(j, "basis", u->basis);
    tbi_json_object_end(j);
}

/* ess_min and rhat_max are the worst over all unknowns; null when nothing is unknown. */
tb_status tb_report_complete(tb_text **out, const tb_report_head *h, const tb_completion *c,
                             tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    const tb_completion_summary *a = tb_completion_info(c);
    tbi_envelope_open(&j, &b, h, "complete", tb_completion_notices(c), 3);
    tbi_json_text(&j, "index", a->index);
    tbi_json_int(&j, "year", a->year);
    tbi_json_int(&j, "as_of", a->as_of);
    /* what was known of the year when the table was completed */
    tbi_json_object(&j, "facts_used");
    tbi_json_int(&j, "scores", (long long)a->scores);
    tbi_json_int(&j, "ranks", (long long)a->ranks);
    tbi_json_int(&j, "means", (long long)a->means);
    tbi_json_int(&j, "extremes", (long long)a->extremes);
    tbi_json_int(&j, "counts", (long long)a->counts);
    /* left out when there are none */
    if (a->ranges > 0)
        tbi_json_int(&j, "ranges", (long long)a->ranges);
    tbi_json_object_end(&j);
    if (a->prior[0] != '\0')
        tbi_json_text(&j, "prior", a->prior);
    tbi_json_int(&j, "draws", (long long)a->draws);
    /* how far the sampling can be trusted */
    tbi_json_number(&j, "ess_min", a->ess_min);
    if (isnan(a->ess_min))
        tbi_json_text(&j, "ess_min_reason", "nothing is unknown that could vary");
    tbi_json_number(&j, "rhat_max", a->rhat_max);
    if (isnan(a->rhat_max))
        tbi_json_text(&j, "rhat_max_reason", "nothing is unknown that could vary");
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_completion_units(c); i++)
        write_unit(&j, tb_completion_unit_at(c, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
