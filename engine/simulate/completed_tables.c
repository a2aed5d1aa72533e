/* completed_tables.c - an index of which a part is known: what is drawn are full tables of its
 * total that agree with everything published (complete/), and the noise of scores; its components
 * cannot be weighed anew. */
#include "simulate/completed_tables.h"

#include "base/error.h"
#include "base/fact_counts.h"
#include "complete/chain_draws.h"
#include "messages/one_language.h"
#include "messages/simulate.h"
#include "num/rank.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>
#include <tangbac/score.h>

enum { WARM = 800, KEPT = 250, THIN = 10 }; /* 1,000 tables */
static const double BAD_RHAT = 1.05;

/* read: whether the components were read without an error. Then tables are wanted where the panel,
 * not the publisher, lacks components, and fewer units have all of them (*whole) than were
 * ranked. */
bool tbi_completed_tables_wanted(size_t *whole, const tb_sim_components *t, bool read)
{
    ptrdiff_t year = t->index != NULL ? tb_index_year(t->index, t->year) : -1;
    size_t lacking = 0;
    *whole = 0;
    if (year < 0 || t->index->n_ranked[year] <= 0)
        return false; /* no table that was ranked */
    if (!read)
        return t->lacking;
    if (t->column != 0)
        return false;
    for (size_t i = 0; i < t->units; i++) {
        bool all = true;
        for (size_t j = 0; j < t->parts; j++)
            all = all && !isnan(t->x[j * t->units + i]);
        *whole += all;
        lacking += !all && !isnan(tb_score_cell(t->index, t->year, t->row[i], t->column, NULL));
        /* what the publisher withholds is no lack of this panel */
        for (size_t j = 0; j < t->parts && !all; j++) {
            uint8_t status =
                t->index
                    ->status[((size_t)year * t->index->n_unit + t->row[i]) * t->index->n_indicator +
                             t->of[j]];
            if (isnan(t->x[j * t->units + i]) && status == TB_CELL_NOT_HERE) {
                lacking++;
                break;
            }
        }
    }
    return lacking > 0 && *whole < (size_t)t->index->n_ranked[year];
}

/* The one part that the total itself is. Where components are not known in whole the index
 * itself is the composite. TB_EDATA: the year is not in the panel. */
static tb_status add_total_as_part(tb_sim_components *t, const tb_panel *p,
                                   const tb_simulate_opts *o, tb_arena *a, tb_err *err)
{
    const tb_index *x;
    size_t column;
    tb_status st = tb_panel_find_indicator(&x, &column, p, o->index, err);
    if (st != TB_OK)
        return st;
    if (tb_index_year(x, o->year) < 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_YEAR_PANEL_HAS, x->code, o->year,
                        x->n_year ? x->year[0] : 0, x->n_year ? x->year[x->n_year - 1] : 0);
    *t = (tb_sim_components){
        .index = x, .year = o->year, .column = column, .parts = 1, .dimensions = 1, .sign = 1
    }; /* completed scores are turned: more is better */
    t->unit = TB_NEW(a, const tb_unit *, x->n_unit);
    t->row = TB_NEW(a, size_t, x->n_unit);
    t->of = TB_NEW(a, size_t, 1);
    t->code = TB_NEW(a, const char *, 1);
    t->dimension = TB_NEW(a, size_t, 1);
    t->dimension_code = TB_NEW(a, const char *, 1);
    t->dimension_of = TB_NEW(a, size_t, 1);
    t->dimension_point = TB_NEW(a, double, 1);
    t->low = TB_NEW(a, double, 1);
    t->high = TB_NEW(a, double, 1);
    t->point = TB_NEW(a, double, 1);
    t->weight = TB_NEW(a, double, 1);
    t->known_score = TB_NEW(a, double, x->n_unit);
    t->known_rank = TB_NEW(a, int, x->n_unit);
    if (a->refused)
        return tbi_no_memory(err, "the tables");
    t->of[0] = t->dimension_of[0] = column;
    t->code[0] = t->dimension_code[0] = x->indicator[column].code;
    t->low[0] = t->high[0] = NAN;
    t->point[0] = t->weight[0] = t->dimension_point[0] = 1;
    return TB_OK;
}

/* Every unit of the table has a published score: then there is nothing to complete. */
static bool is_whole_table(const tb_sim_components *t, const tb_table_year *y)
{
    size_t known = 0;
    for (size_t i = 0; i < t->units; i++)
        known += isnan(t->known_score[i]) ? 0 : 1;
    return known == y->n_in;
}

/* Where every score is known, places are, too. */
static void place_known(tb_sim_components *t)
{
    double sign = t->index->direction < 0 ? -1 : 1;
    for (size_t i = 0; i < t->units; i++)
        if (!isnan(t->known_score[i]))
            t->known_rank[i] = tbi_rank_of(t->known_score, t->units, t->known_score[i], sign);
}

/* Units of the index that year, their published scores and places, and the drawn tables.
 * t->table [tables][units] in points, turned so that more is better; t->noise [units] standard
 * errors. Units outside the table of the year have NaN. */
static tb_status keep_tables(tb_sim_components *t, const tb_panel *p, const tb_chains *c,
                             size_t year, tb_arena *a, tb_err *err)
{
    const tb_table_year *y = &c->facts.year[year];
    double sign = t->index->direction < 0 ? -1 : 1;
    for (size_t i = 0; i < c->n_unit; i++) {
        const tb_unit *u = tbi_sim_unit_of(p, t->index->unit_code[i], t->year);
        if (u == NULL || (!y->in[i] && !tb_unit_holds(u, t->year)))
            continue;
        t->known_score[t->units] = y->in[i] ? sign * y->fixed[i] : NAN;
        t->known_rank[t->units] = y->in[i] ? y->rank[i] : 0;
        t->unit[t->units] = u;
        t->row[t->units++] = i;
    }
    t->tables = c->n;
    t->x = TB_NEW(a, double, t->units);
    t->noise = TB_NEW(a, double, t->units);
    t->table = TB_NEW(a, double, (c->n * t->units));
    if (a->refused)
        return tbi_no_memory(err, "the tables");
    for (size_t i = 0; i < t->units; i++) {
        for (size_t k = 0; k < c->n; k++) {
            double v =
                y->in[t->row[i]] ? c->score[(k * c->n_year + year) * c->n_unit + t->row[i]] : NAN;
            t->table[k * t->units + i] = v;
            t->x[i] += v / (double)c->n;
        }
    }
    if (is_whole_table(t, y))
        place_known(t);
    for (size_t i = 0; i < t->units; i++)
        t->noise[i] = tbi_chains_noise(c, year, t->row[i]);
    return TB_OK;
}

/* The notice of what is known and what was completed, and one more when R-hat tells that the
 * chains of the year have not mixed. whole: units that have every component. R-hat near 1: the
 * chains agree. */
static tb_status say_completed(const tb_sim_components *t, const tb_chains *c, size_t year,
                               const char *name, size_t whole, tb_arena *a, tb_notice_list *w,
                               tb_err *err)
{
    size_t scores = 0, ranks = 0, in = c->facts.year[year].n_in;
    double rhat, ess;
    const char *among =
        whole < 2 ? "" : tbi_arena_printf(a, TB_EN(TB_MSG_SIMULATE_TABLES_KNOWN_TRIES_THEM), whole);
    const char *among_vi =
        whole < 2 ? "" : tbi_arena_printf(a, TB_VI(TB_MSG_SIMULATE_TABLES_KNOWN_TRIES_THEM), whole);
    if (among == NULL || among_vi == NULL)
        return tbi_no_memory(err, "a notice");
    for (size_t i = 0; i < t->units; i++) {
        scores += isnan(t->known_score[i]) ? 0 : 1;
        ranks += t->known_rank[i] != 0 ? 1 : 0;
    }
    const char *facts, *facts_vi;
    const tb_constraints *k = &c->facts;
    tb_fact_counts n = { k->scores, k->ranks, k->means, k->extremes, k->counts };
    if (!tbi_fact_counts_say(a, &facts, &facts_vi, &n))
        return tbi_no_memory(err, "a notice");
    bool fine =
        tbi_notice_add(w, a, "tables",
                       tbi_arena_printf(a, TB_EN(TB_MSG_SIMULATE_SCORES_PLACES_KNOWN_BUT), name,
                                        t->year, scores, ranks, in, t->tables, facts, among),
                       tbi_arena_printf(a, TB_VI(TB_MSG_SIMULATE_SCORES_PLACES_KNOWN_BUT), name,
                                        t->year, scores, ranks, in, t->tables, facts_vi, among_vi));
    tbi_chains_diagnostics(&rhat, &ess, c, year, year + 1);
    if (fine && rhat > BAD_RHAT)
        fine = tbi_notice_add(
            w, a, "mixing",
            tbi_arena_printf(a, TB_EN(TB_MSG_SIMULATE_CHAINS_THAT_DRAW_TABLES), rhat),
            tbi_arena_printf(a, TB_VI(TB_MSG_SIMULATE_CHAINS_THAT_DRAW_TABLES), rhat));
    return fine ? TB_OK : tbi_no_memory(err, "a notice");
}

/* The chains run over all years of the index, since facts of other years tell of this one; the
 * tables of the year asked for are kept. t lives in a. TB_EDATA: fewer than two units of which
 * anything is known in the year. */
tb_status tbi_completed_tables_read(tb_sim_components *t, const tb_panel *p,
                                    const tb_simulate_opts *o, size_t whole, tb_arena *a,
                                    tb_notice_list *w, tb_err *err)
{
    tb_arena scratch = { 0 };
    tb_chains c;
    tb_status st = add_total_as_part(t, p, o, a, err);
    tb_chains_opts co = {
        .warm = WARM, .kept = KEPT, .thin = THIN, .seed = o->seed, .threads = o->threads
    };
    if (st == TB_OK)
        st = tbi_chains_run(&c, p, t->index, t->column, t->index->year[t->index->n_year - 1], &co,
                            &scratch, err);
    size_t year = st == TB_OK ? (size_t)(o->year - c.facts.first) : 0;
    if (st == TB_OK && (o->year < c.facts.first || year >= c.n_year || c.facts.year[year].n_in < 2))
        st = tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_NOTHING_KNOWN_TWO_UNITS, o->index, o->year);
    if (st == TB_OK)
        st = keep_tables(t, p, &c, year, a, err);
    if (st == TB_OK)
        st = say_completed(t, &c, year, o->index, whole, a, w, err);
    tbi_arena_free(&scratch);
    return st;
}
