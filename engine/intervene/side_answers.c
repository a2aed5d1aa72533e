/* side_answers.c - three answers on one thread, each with its own status. */
#include "intervene/side_answers.h"

#include "base/error.h"
#include "base/threads.h"
#include "standing/standing_kept.h"

/* Forecasts of the question's year that no goal's draws end in: each is fitted and drawn by
 * itself. */
static tb_status make_forecasts(tb_intervention *v, const tb_ask_state *c, tb_err *err)
{
    for (size_t i = 0; i < v->forecasts; i++) {
        const tb_index_draws *t = v->forecast_track[i];
        if (t->forecast != NULL)
            continue;
        tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
        o.index = t->index->code;
        o.origin = tbi_ask_origin(c, t->index);
        o.year = c->ask->year;
        if (c->opts->model != NULL)
            o.model = c->opts->model;
        o.draws = c->draws;
        o.seed = c->seed;
        o.threads = c->opts->threads;
        tb_status st = tb_forecast_run(&v->forecast[i], c->panel, &o, err);
        if (st != TB_OK)
            return st;
    }
    return TB_OK;
}

/* Where the unit stands at the origin. A panel without any index of that year leaves it out: the
 * goals may be about later facts. */
static tb_status find_standing(tb_intervention *v, const tb_ask_state *c, tb_err *err)
{
    tb_standing_opts o = TB_STANDING_OPTS_INIT;
    o.peers = v->opts.peers;
    o.peer = v->opts.peer;
    o.origins = c->ask->origins; /* nothing later than an index's own origin is read */
    o.origin_of = c->ask->origin_of;
    tb_status st =
        tbi_standing_make(&v->standing, c->panel, c->unit->code, c->ask->origin, &o, c->book, err);
    return st == TB_EDATA && o.peers == 0 ? TB_OK : st;
}

/* The longest first. */
static void make_side_answers(void *with)
{
    tb_side_answers *s = with;
    tb_intervention *v = s->v;
    s->forecast = make_forecasts(v, &s->c, &s->forecast_err);
    s->sensitivity =
        tbi_ask_sensitivity(&v->sensitivity, &v->sensitivities, &s->c, &s->sensitivity_err);
    s->standing = find_standing(v, &s->c, &s->standing_err);
}

/* One an index that is wanted, at most TB_MOST_FORECASTS, of years up to five behind the origin:
 * those that a forecast takes. Where the goals' draws end in that year they are the forecast's too,
 * so that the two never say different things. */
static void place_forecasts(tb_intervention *v)
{
    tb_ask_state *c = &v->c;
    int year = c->ask->year;
    for (size_t i = 0; i < c->tracks && v->forecasts < TB_MOST_FORECASTS; i++) {
        tb_index_draws *t = c->track[i];
        int origin = tbi_ask_origin(c, t->index);
        if (!t->wanted || t->column != 0 || t->joint == NULL || year > origin + 5 || year <= origin)
            continue;
        if (t->year[t->n_year - 1] == year)
            t->forecast = &v->forecast[v->forecasts];
        v->forecast_track[v->forecasts++] = t;
    }
}

/* A copy of the case with an arena of its own: arenas are not shared between threads. */
void tbi_side_answers_start(tb_side_answers *s, tb_intervention *v)
{
    *s = (tb_side_answers){ .v = v, .c = v->c };
    s->c.arena = &v->side;
    s->c.notices = NULL;
    if (!v->opts.with_context)
        return;
    place_forecasts(v);
    tbi_background_start(&s->work, make_side_answers, s, tbi_threads(v->c.opts->threads));
}

void tbi_side_answers_wait(tb_side_answers *s)
{
    tbi_background_wait(&s->work);
}
