/* facts.c - reading the published figures of whole tables. */
#include "complete/facts.h"

#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/score.h>

const char *tb_facts_unit(const tb_facts *f, size_t unit, tb_arena *a) {
    const char *code = f->x->unit_code[unit], *name = NULL;
    for (size_t k = 0; f->p != NULL && name == NULL && k < tb_panel_units(f->p); k++)
        if (strcmp(tb_panel_unit(f->p, k)->code, code) == 0) name = tb_panel_unit(f->p, k)->name_vi;
    const char *text = name != NULL ? tb_arena_printf(a, "%s (%s)", name, code) : code;
    return text != NULL ? text : code;
}

const char *tb_facts_source(const tb_facts *f, int32_t source) {
    if (f->p == NULL || source < 0 || (size_t)source >= tb_panel_sources(f->p)) return "no source";
    return tb_panel_source(f->p, (size_t)source)->id;
}

static void add_bar(tb_table_year *y, double at, double above, const tb_fact *fact) {
    if (y->n_bar == TB_BARS || isnan(at) || isnan(above) || above < 0) return;
    size_t k = y->n_bar;
    while (k > 0 && y->bar[k - 1].at < at) {
        y->bar[k] = y->bar[k - 1];
        k--;
    }
    y->bar[k] = (tb_bar){ at, (size_t)above, fact->source, fact->kind };
    y->n_bar++;
}

static bool add_mean(tb_facts *f, tb_table_year *y, const tb_fact *fact, tb_arena *a) {
    bool national = strcmp(fact->scope, "VN") == 0;
    if (y->n_mean == TB_REGIONS || isnan(fact->value)) return true;
    unsigned char *member = TB_NEW(a, unsigned char, f->n_unit);
    if (member == NULL) return false;
    size_t n = 0;
    for (size_t i = 0; i < f->n_unit; i++) {
        bool here = national;
        for (size_t k = 0; !here && f->p != NULL && k < tb_panel_units(f->p); k++) {
            const tb_unit *u = tb_panel_unit(f->p, k);
            here =
                strcmp(u->code, f->x->unit_code[i]) == 0 && u->valid_from <= y->year && y->year <= u->valid_to && strcmp(u->region, fact->scope) == 0;
        }
        member[i] = here && y->in[i];
        n += member[i];
    }
    if (n == 0) return true;
    double tolerance = fact->tolerance > 0 ? fact->tolerance : 0.01;
    tb_part_mean m = { f->x->direction < 0 ? -fact->value : fact->value, tolerance, n, member, fact->source, fact->scope };
    if (national && y->n_mean > 0) {
        y->mean[y->n_mean++] = y->mean[0];
        y->mean[0] = m;
    } else {
        y->mean[y->n_mean++] = m;
    }
    f->means++;
    return true;
}

/* Counts by group are counts above the groups' cut-offs. */
static void add_groups(tb_facts *f, tb_table_year *y, size_t column) {
    tb_groups g;
    const char *why;
    if (!tb_groups_of(&g, f->x, y->year, (int)y->n_in, &why) || g.by_size) return;
    double above = 0;
    for (size_t k = 0; k + 1 < g.count; k++) {
        const tb_fact *found = NULL;
        for (size_t n = 0; n < f->x->n_fact; n++) {
            const tb_fact *q = &f->x->fact[n];
            if (q->year == y->year && q->indicator == (ptrdiff_t)column && strcmp(q->kind, "count_group") == 0 && strcmp(q->scope, "VN") == 0 &&
                strcmp(q->label, g.name[k]) == 0)
                found = q;
        }
        if (found == NULL) break;
        above += found->value;
        add_bar(y, g.from[k], above, found);
        f->counts++;
    }
    for (size_t n = 0; n < f->x->n_fact; n++) {
        const tb_fact *q = &f->x->fact[n];
        ptrdiff_t unit =
            q->year == y->year && q->indicator == (ptrdiff_t)column && strcmp(q->kind, "group") == 0 ? tb_index_unit(f->x, q->scope) : -1;
        if (unit < 0 || !isnan(y->fixed[unit]) || !y->in[unit]) continue;
        for (size_t k = 0; k < g.count; k++)
            if (strcmp(q->text, g.name[k]) == 0) {
                y->low[unit] = g.from[k];
                y->high[unit] = k > 0 ? g.from[k - 1] : INFINITY;
                f->counts++;
            }
    }
}

static bool add_facts(tb_facts *f, tb_table_year *y, size_t column, tb_arena *a) {
    double mean = NAN;
    for (size_t n = 0; n < f->x->n_fact; n++) {
        const tb_fact *q = &f->x->fact[n];
        bool nation = strcmp(q->scope, "VN") == 0;
        if (q->year != y->year || q->indicator != (ptrdiff_t)column) continue;
        if (strcmp(q->kind, "mean") == 0 && !add_mean(f, y, q, a)) return false;
        if (strcmp(q->kind, "mean") == 0 && nation) mean = q->value;
        if (!nation || isnan(q->value)) continue;
        if (strcmp(q->kind, "best") == 0) {
            y->best = q->value;
            y->best_source = q->source;
            f->extremes++;
        } else if (strcmp(q->kind, "worst") == 0) {
            y->worst = q->value;
            y->worst_source = q->source;
            f->extremes++;
        }
    }
    for (size_t n = 0; n < f->x->n_fact && f->x->direction > 0; n++) {
        const tb_fact *q = &f->x->fact[n];
        if (q->year != y->year || q->indicator != (ptrdiff_t)column || strcmp(q->scope, "VN") != 0 || isnan(q->value)) continue;
        size_t before = y->n_bar;
        if (strcmp(q->kind, "count_above") == 0) add_bar(y, atof(q->label), q->value, q);
        if (strcmp(q->kind, "count_below") == 0) add_bar(y, atof(q->label), (double)y->n_in - q->value, q);
        if (strcmp(q->kind, "count_above_mean") == 0) add_bar(y, mean, q->value, q);
        f->counts += y->n_bar - before;
    }
    if (f->x->direction > 0) add_groups(f, y, column);
    if (f->x->direction < 0) {
        y->best = -y->best;
        y->worst = -y->worst;
    }
    return true;
}

static void add_cells(tb_facts *f, tb_table_year *y, const tb_deviation *d, size_t row, size_t column) {
    ptrdiff_t t = tb_index_year(f->x, y->year);
    int ranked = t >= 0 ? f->x->n_ranked[t] : -1;
    bool pilot = ranked > 0 && (double)ranked < 0.4 * (double)f->n_unit; /* places among a few say nothing of places among all */
    for (size_t i = 0; i < f->n_unit; i++) {
        unsigned char known = d->known[row * f->n_unit + i];
        y->in[i] = known == TB_KNOWN_SCORE || known == TB_KNOWN_NOT;
        y->n_in += y->in[i];
        y->fixed[i] = NAN;
        y->low[i] = -INFINITY;
        y->high[i] = INFINITY;
        y->score_source[i] = y->rank_source[i] = -1;
        if (t < 0 || !y->in[i]) continue;
        size_t cell = ((size_t)t * f->n_unit + i) * f->x->n_indicator + column;
        if (known == TB_KNOWN_SCORE) {
            y->fixed[i] = (f->x->direction < 0 ? -1 : 1) * (d->y[row * f->n_unit + i] + d->level[row]);
            y->score_source[i] = f->x->source[cell];
            f->scores++;
        }
        if (f->x->rank[cell] > 0 && !pilot) {
            y->rank[i] = f->x->rank[cell];
            y->rank_source[i] = f->x->source[cell];
            f->ranks++;
        }
    }
}

tb_status tb_facts_gather(tb_facts *out, const tb_panel *p, const tb_index *x, size_t column, int until, tb_arena *a, tb_err *err) {
    tb_deviation d;
    tb_status st = tb_deviation_make(&d, x, column, until, a, err);
    if (st != TB_OK) return st;
    tb_facts f = { .p = p, .x = x, .n_year = d.n_year, .n_unit = d.n_unit, .first = d.first };
    f.year = TB_NEW(a, tb_table_year, d.n_year);
    if (f.year == NULL) return tb_no_memory(err, "the facts");
    for (size_t t = 0; t < d.n_year; t++) {
        tb_table_year *y = &f.year[t];
        size_t U = d.n_unit;
        *y = (tb_table_year){ .year = d.first + (int)t, .best = NAN, .worst = NAN, .best_source = -1, .worst_source = -1, .broken = d.broken[t] };
        y->in = TB_NEW(a, unsigned char, U);
        y->fixed = TB_NEW(a, double, U);
        y->low = TB_NEW(a, double, U);
        y->high = TB_NEW(a, double, U);
        y->rank = TB_NEW(a, int, U);
        y->score_source = TB_NEW(a, int32_t, U);
        y->rank_source = TB_NEW(a, int32_t, U);
        y->between = TB_NEW(a, unsigned char, U);
        if (!y->in || !y->fixed || !y->low || !y->high || !y->rank || !y->score_source || !y->rank_source || !y->between) return tb_no_memory(err, "the facts");
        add_cells(&f, y, &d, t, column);
        if (!add_facts(&f, y, column, a)) return tb_no_memory(err, "the facts");
        tb_facts_add_ranges(&f, y, column);
    }
    *out = f;
    return TB_OK;
}
