/* survey.c - the same question for every unit: each one's chance and best measure; and, looking back, whether chances came true as often as they said. */
#include "base/error.h"
#include "forecast/shelf.h"
#include "intervene/answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/intervene.h>

enum { BINS = 5, SURVEY_DRAWS = 4000 };

struct tb_survey {
    tb_arena own;
    tb_notice_list notices;
    tb_shelf shelf; /* completed tables and fitted motions: the same for every unit */
    const tb_ask *ask;
    bool evaluated;
    size_t rows, draws;
    tb_survey_row *row;
    tb_reliability bin[BINS];
    double brier;
};

void tb_survey_free(tb_survey *s)
{
    if (s == NULL) return;
    tb_shelf_free(&s->shelf);
    tb_arena_free(&s->own);
    free(s);
}

size_t tb_survey_rows(const tb_survey *s) { return s->rows; }
const tb_survey_row *tb_survey_row_at(const tb_survey *s, size_t i) { return &s->row[i]; }
const tb_ask *tb_survey_ask(const tb_survey *s) { return s->ask; }
size_t tb_survey_draws(const tb_survey *s) { return s->draws; }
bool tb_survey_evaluated(const tb_survey *s) { return s->evaluated; }
size_t tb_survey_bins(const tb_survey *s) { return s->evaluated ? BINS : 0; }
const tb_reliability *tb_survey_bin(const tb_survey *s, size_t i) { return &s->bin[i]; }
double tb_survey_brier(const tb_survey *s) { return s->brier; }
tb_notices tb_survey_notices(const tb_survey *s) { return tb_notice_view(&s->notices); }

static void copy_goal(tb_survey_row *r, tb_survey *s, const tb_goal_answer *g)
{
    r->chance = g->chance;
    r->noise_chance = g->noise_chance;
    r->reason = tb_arena_text(&s->own, g->reason);
    r->reason_vi = tb_arena_text(&s->own, g->reason_vi);
    r->met = g->met;
    r->base_rank = g->outcome_base_rank;
    r->rank = g->outcome_rank;
    r->plan_chance = g->plan.made ? g->plan.chance : NAN;
    if (g->levers_known == 0) return;
    const tb_lever_answer *l = &g->lever[0];
    r->best = tb_arena_text(&s->own, l->id);
    r->best_name_vi = tb_arena_text(&s->own, l->name_vi);
    r->best_name_en = tb_arena_text(&s->own, l->name_en);
    r->best_component = tb_arena_printf(&s->own, "%s.%s", l->index, l->component);
    r->best_chance = l->chance;
}

static tb_status one_unit(tb_survey *s, const tb_panel *p, const tb_unit *u, const tb_intervene_opts *o, tb_err *err)
{
    tb_ask ask = *s->ask;
    tb_intervention *v = NULL;
    tb_err why = TB_ERR_INIT;
    ask.unit = u->code;
    tb_status st = tb_intervene_from(&v, p, &ask, o, &s->shelf, &why);
    if (st == TB_ENOMEM || st == TB_EARG) return tb_fail(err, st, "%s", why.message);
    for (size_t g = 0; g < ask.goals; g++) {
        tb_survey_row *r = &s->row[s->rows++];
        *r = (tb_survey_row){ .code = tb_arena_text(&s->own, u->code), .name_vi = tb_arena_text(&s->own, u->name_vi), .name_en = tb_arena_text(&s->own, u->name_en), .goal = g,
                              .chance = NAN, .noise_chance = NAN, .best_chance = NAN, .plan_chance = NAN, .met = -1 };
        if (st == TB_OK) copy_goal(r, s, tb_intervention_goal(v, g));
        else {
            r->reason = tb_arena_text(&s->own, why.message);
            r->reason_vi = tb_arena_text(&s->own, why.message_vi[0] != '\0' ? why.message_vi : why.message);
        }
    }
    tb_notices w = { NULL, 0 };
    if (v != NULL) w = tb_intervention_notices(v);
    for (size_t i = 0; i < w.count; i++) tb_notice_add(&s->notices, &s->own, w.notice[i].code, w.notice[i].text, w.notice[i].text_vi);
    if (v != NULL) s->draws = tb_intervention_draws(v);
    tb_intervention_free(v);
    return TB_OK;
}

static void reliability(tb_survey *s)
{
    double sum = 0, n = 0;
    for (size_t b = 0; b < BINS; b++) s->bin[b] = (tb_reliability){ .from = (double)b / BINS, .to = (double)(b + 1) / BINS };
    for (size_t i = 0; i < s->rows; i++) {
        const tb_survey_row *r = &s->row[i];
        if (r->met < 0 || isnan(r->chance)) continue;
        size_t b = r->chance >= 1 ? BINS - 1 : (size_t)(r->chance * BINS);
        s->bin[b].n++;
        s->bin[b].chance += r->chance;
        s->bin[b].share += r->met;
        sum += (r->chance - r->met) * (r->chance - r->met);
        n++;
    }
    s->brier = s->evaluated && n > 0 ? sum / n : NAN;
    for (size_t b = 0; b < BINS; b++) {
        tb_reliability *one = &s->bin[b];
        double k = (double)one->n;
        one->chance = k > 0 ? one->chance / k : NAN;
        one->share = k > 0 ? one->share / k : NAN;
        one->se = k > 0 ? sqrt(one->share * (1 - one->share) / k) : NAN;
    }
}

tb_status tb_survey_run(tb_survey **out, const tb_panel *p, const tb_ask *ask, const tb_intervene_opts *o, tb_err *err)
{
    *out = NULL;
    tb_survey *s = calloc(1, sizeof *s);
    if (s == NULL) return tb_no_memory(err, "the survey");
    tb_intervene_opts each = *o;
    if (each.draws == 0) each.draws = SURVEY_DRAWS;
    each.whole = false;
    s->ask = ask;
    s->evaluated = o->evaluate;
    s->row = TB_NEW(&s->own, tb_survey_row, tb_panel_units(p) * ask->goals);
    tb_status st = s->row != NULL ? TB_OK : tb_no_memory(err, "the survey");
    size_t answered = 0;
    for (size_t i = 0; i < tb_panel_units(p) && st == TB_OK; i++) {
        const tb_unit *u = tb_panel_unit(p, i);
        if (u->valid_from > ask->origin || u->valid_to < ask->origin) continue;
        st = one_unit(s, p, u, &each, err);
    }
    for (size_t i = 0; i < s->rows; i++) answered += isnan(s->row[i].chance) ? 0 : 1;
    if (st == TB_OK && answered == 0)
        st = tb_fail(err, TB_EDATA, "the question cannot be answered for any unit; the first says: %s", s->rows > 0 && s->row[0].reason != NULL ? s->row[0].reason : "there are no units");
    if (st != TB_OK) {
        tb_survey_free(s);
        return st;
    }
    reliability(s);
    *out = s;
    return TB_OK;
}
