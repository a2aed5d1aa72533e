/* report_standing.c - where the province stands, as JSON: place, distances, own change
 * beside the noise, strengths, weaknesses, whom to compare with. */
#include "report/envelope.h"
#include "report/standing_json.h"
#include "text/owned_text.h"

#include <math.h>

/* ---- JSON
 * ------------------------------------------------------------------------------------- */

/* 0 is not known. */
static void write_place(tb_json *j, const char *key, int value)
{
    if (value > 0)
        tbi_json_int(j, key, value);
    else
        tbi_json_null(j, key);
}

/* change is null without a year before.
 * Distances in points. change_noise_sd: what a
 * change has of noise alone, as a standard deviation in points. */
static void write_component(tb_json *j, const tb_standing_component *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", c->code);
    tbi_json_text(j, "name", c->name_en);
    tbi_json_text(j, "name_vi", c->name_vi);
    tbi_json_int(j, "depth", c->depth);
    tbi_json_text(j, "parent", c->parent);
    tbi_json_number(j, "score", c->score);
    tbi_json_text(j, "score_basis", tb_basis_word(c->basis));
    tbi_json_text(j, "score_reason", c->reason);
    tbi_json_text(j, "score_reason_vi", c->reason_vi);
    write_place(j, "rank", c->rank);
    write_place(j, "of", c->of);
    tbi_json_number(j, "median", c->median);
    tbi_json_number(j, "best_quarter", c->best_quarter);
    tbi_json_number(j, "best", c->best);
    tbi_json_number(j, "to_median", c->to_median);
    tbi_json_number(j, "to_best_quarter", c->to_best_quarter);
    tbi_json_number(j, "to_best", c->to_best);
    tbi_json_number(j, "max", c->max);
    tbi_json_number(j, "change", c->change);
    tbi_json_number(j, "change_national", c->change_national);
    tbi_json_number(j, "change_noise_sd", c->change_sd);
    tbi_json_text(j, "change_is", tb_change_word(c->change_is));
    tbi_json_object_end(j);
}

/* Codes of components, in the order of the standing. */
static void write_codes(tb_json *j, const char *key, const char *const *code, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_text(j, NULL, code[i]);
    tbi_json_array_end(j);
}

/* peers: units near enough to be compared with.
 * An entry of `indices`. strengths and weaknesses are codes of its components. */
static void write_index(tb_json *j, const tb_standing_index *x)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", x->index);
    tbi_json_text(j, "name", x->name_en);
    tbi_json_text(j, "name_vi", x->name_vi);
    tbi_json_int(j, "year", x->year);
    /* without a number the reason beside it says why */
    write_place(j, "n_ranked", x->n_ranked);
    tbi_json_text(j, "n_ranked_reason", x->n_ranked_reason);
    tbi_json_text(j, "n_ranked_reason_vi", x->n_ranked_reason_vi);
    tbi_json_text(j, "group", x->group);
    tbi_json_array(j, "components");
    for (size_t i = 0; i < x->components; i++)
        write_component(j, &x->component[i]);
    tbi_json_array_end(j);
    write_codes(j, "strengths", x->strength, x->strengths);
    write_codes(j, "weaknesses", x->weakness, x->weaknesses);
    tbi_json_array(j, "peers");
    for (size_t i = 0; i < x->peers; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", x->peer[i].code);
        tbi_json_text(j, "name", x->peer[i].name_vi);
        tbi_json_text(j, "name_en", x->peer[i].name_en);
        tbi_json_number(j, "score", x->peer[i].score);
        write_place(j, "rank", x->peer[i].rank);
        tbi_json_bool(j, "same_region", x->peer[i].same_region);
        tbi_json_bool(j, "same_group", x->peer[i].same_group);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

/* One object an index, those of the year that is asked for. */
void tbi_standing_json(tb_json *j, const tb_standing *s)
{
    tbi_json_text(j, "unit", tb_standing_unit(s)->code);
    tbi_json_text(j, "unit_name", tb_standing_unit(s)->name_vi);
    tbi_json_text(j, "unit_name_en", tb_standing_unit(s)->name_en);
    tbi_json_int(j, "year", tb_standing_year(s));
    tbi_json_array(j, "indices");
    for (size_t i = 0; i < tb_standing_indices(s); i++)
        write_index(j, tb_standing_index_at(s, i));
    tbi_json_array_end(j);
}

/* The standing itself has no warnings. */
tb_status tb_report_standing(tb_text **out, const tb_report_head *h, const tb_standing *s,
                             tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "standing", (tb_notices){ 0 }, 5);
    tbi_standing_json(&j, s);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
