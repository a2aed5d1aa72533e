/* place_weight.c - the kinds of cases at earlier origins, and the mean shares that their record
 * gives. */
#include "forecast/place_weight.h"

#include "base/error.h"
#include "base/number_book.h"
#include "base/threads.h"
#include "complete/chain_draws.h"
#include "forecast/fit_cache.h"
#include "forecast/place_distribution.h"
#include "num/rank_block.h"
#include "num/simd.h"

#include <math.h>
#include <string.h>

/* Of an earlier origin: completed tables, draws on each, points of the grid of weights. */
enum { CASES = 96, DRAWS = 4032, BLOCK = 96, GRID = 50 };
static const double LEAST = 1e-4; /* a place that no draw had is not infinitely unlikely */

/* count: how often a unit had a place, in DRAWS tables. */
static tb_status count_places(tb_rank_counts *count, const tb_panel *p, const tb_index *x,
                              const tb_predictive_opts *o, tb_arena *a, tb_err *err)
{
    tb_predictive *j = NULL;
    size_t U = x->n_unit;
    double sign = x->direction < 0 ? -1 : 1;
    double *score = TB_NEW(a, double, (BLOCK * U)), *turned = TB_NEW(a, double, (BLOCK * U));
    void *sorting = tbi_arena_alloc(a, tbi_rank_scratch(U), 1);
    *count = tbi_rank_counts_of(U, TB_NEW(a, uint64_t, (U * tbi_rank_width(U))),
                                TB_NEW(a, int64_t, tbi_rank_ties(U)));
    if (a->refused)
        return tbi_no_memory(err, "the weights of the rank models");
    tb_status st = tbi_predictive_fit(&j, p, x, o, err);
    if (st != TB_OK)
        return st;
    tb_predictive_block block = { .score = score };
    for (size_t first = 0; first < DRAWS; first += BLOCK) {
        tbi_predictive_draw(j, first, BLOCK, &block);
        for (size_t d = 0; d < BLOCK; d += 8)
            tbi_simd_best()->turn(turned + d, BLOCK, score + d * U, U, U, sign);
        tbi_rank_count(count, turned, BLOCK, BLOCK, sorting);
    }
    tbi_predictive_free(j);
    return TB_OK;
}

/* What the counts of a unit give to its place, given that it is printed. */
static double compute_mass(const tb_rank_counts *count, const tb_chains *done, size_t unit,
                           int base, int place, double *upto)
{
    double sum = 0;
    size_t U = done->n_unit;
    tbi_rank_count_row(upto, count, unit);
    for (size_t k = 0; k < U; k++)
        upto[k] = sum += upto[k];
    if (!(sum > 0))
        return LEAST;
    for (size_t k = 0; k < U; k++)
        upto[k] /= sum;
    tbi_publication_condition(upto, done, unit, base);
    return fmax(LEAST, upto[place - 1] - (place > 1 ? upto[place - 2] : 0));
}

/* Where records of the panel's earlier origins are kept; NULL: nowhere. */
static tb_number_book *find_book(const tb_predictive_opts *o, const tb_panel *p)
{
    const tb_fit_cache *s = o->fit_cache;
    return s != NULL && s->memo != NULL && s->memo->of == p ? s->book : NULL;
}

/* What a record hangs on besides the panel. place [2][U]. */
static tb_digest digest_record(const tb_place_record *r, const tb_index *x,
                               const tb_predictive_opts *o, const int *place)
{
    static const char WHAT[] = "record of places";
    tb_digest of;
    tbi_digest_start(&of);
    tbi_digest_add(&of, WHAT, sizeof WHAT);
    tbi_digest_add(&of, x->code, strlen(x->code) + 1);
    tbi_digest_add(&of, &o->column, sizeof o->column);
    tbi_digest_add(&of, &o->seed, sizeof o->seed);
    tbi_digest_add(&of, &r->origin, sizeof r->origin);
    tbi_digest_add(&of, place, 2 * x->n_unit * sizeof *place);
    return of;
}

/* kept [1 + TB_CASE_KINDS * U]: how many, then the masses. false: it is no record. */
static bool read_record(tb_place_record *r, const double *kept, size_t U)
{
    if (!(kept[0] >= 0 && kept[0] <= (double)U))
        return false;
    r->n = (size_t)kept[0];
    for (size_t k = 0; k < TB_CASE_KINDS; k++)
        memcpy(r->mass[k], kept + 1 + k * U, U * sizeof *kept);
    return true;
}

static void write_record(double *kept, const tb_place_record *r, size_t U)
{
    kept[0] = (double)r->n;
    for (size_t k = 0; k < TB_CASE_KINDS; k++)
        memcpy(kept + 1 + k * U, r->mass[k], U * sizeof *kept);
}

/* place [2][U]: at the origin and a year on. A distribution that cannot be fitted then leaves no
 * record. false: it could not, or there was no memory. */
static bool make_record(tb_place_record *r, const tb_panel *p, const tb_index *x,
                        const tb_predictive_opts *o, const int *place)
{
    tb_arena a = { 0 };
    tb_fit_cache both = { 0 }; /* one set of completed tables */
    size_t U = x->n_unit;
    int year = r->origin + 1;
    static const tb_place_share all[TB_CASE_KINDS] = { TB_PLACES_NEVER, TB_PLACES_ALWAYS,
                                                       TB_PLACES_MOVES };
    tb_rank_counts count[TB_CASE_KINDS];
    double *upto = TB_NEW(&a, double, U);
    bool fine = upto != NULL;
    for (size_t k = 0; k < TB_CASE_KINDS && fine; k++) {
        tb_predictive_opts then = { .origin = r->origin,
                                    .year = &year,
                                    .n_year = 1,
                                    .model = "totals",
                                    .seed = o->seed,
                                    .focus = SIZE_MAX,
                                    .threads = 1,
                                    .column = o->column,
                                    .fit_cache = &both,
                                    .cases = CASES,
                                    .places = all[k] };
        fine = count_places(&count[k], p, x, &then, &a, NULL) == TB_OK;
    }
    const tb_fitted *f = both.first;
    for (size_t i = 0; i < U && fine && f->done != NULL && f->places.n > 0; i++) {
        if (place[i] <= 0 || place[U + i] <= 0)
            continue;
        for (size_t k = 0; k < TB_CASE_KINDS; k++)
            r->mass[k][r->n] = compute_mass(&count[k], f->done, i, place[i], place[U + i], upto);
        r->n++;
    }
    tbi_fit_cache_free(&both);
    tbi_arena_free(&a);
    return fine;
}

/* The record of an origin, found or made. */
static void judge_origin(tb_place_record *r, const tb_panel *p, const tb_index *x,
                         const tb_predictive_opts *o, const int *place)
{
    size_t U = x->n_unit, n = 1 + TB_CASE_KINDS * U;
    char name[65];
    tb_arena a = { 0 };
    tb_number_book *book = find_book(o, p);
    double *kept = TB_NEW(&a, double, n);
    tb_digest of = digest_record(r, x, o, place);
    bool found =
        kept != NULL && tbi_number_book_find(kept, n, name, book, &of) && read_record(r, kept, U);
    if (!found && make_record(r, p, x, o, place) && kept != NULL) {
        write_record(kept, r, U);
        tbi_number_book_add(book, name, kept, n);
    }
    r->seen = true;
    tbi_arena_free(&a);
}

/* Records of all origins from the index's second year on to the one before `origin`. */
static tb_status make_room(tb_crps_record *crps_record, const tb_index *x, int origin, tb_err *err)
{
    int first = x->n_year > 0 ? x->year[0] + 1 : origin;
    size_t n = origin > first ? (size_t)(origin - first) : 0;
    if (n <= crps_record->places)
        return TB_OK;
    tb_place_record *wider = TB_NEW(&crps_record->arena, tb_place_record, n);
    if (wider == NULL)
        return tbi_no_memory(err, "the weights of the rank models");
    if (crps_record->places > 0)
        memcpy(wider, crps_record->place, crps_record->places * sizeof *wider);
    for (size_t k = crps_record->places; k < n; k++) {
        wider[k] = (tb_place_record){ .origin = first + (int)k };
        for (size_t m = 0; m < TB_CASE_KINDS; m++) {
            wider[k].mass[m] = TB_NEW(&crps_record->arena, double, x->n_unit);
            if (wider[k].mass[m] == NULL)
                return tbi_no_memory(err, "the weights of the rank models");
        }
    }
    crps_record->place = wider;
    crps_record->places = n;
    return TB_OK;
}

tb_place_weight tbi_place_weight_prior(void)
{
    tb_place_weight out = { 0 };
    for (size_t k = 0; k < TB_CASE_KINDS; k++)
        out.share[k] = 1.0 / TB_CASE_KINDS;
    return out;
}

/* Log of f at the point (first, second, GRID - first - second) / GRID of the triangle. */
static double compute_log_density(const tb_crps_record *crps_record, int origin, size_t first,
                                  size_t second)
{
    double w[TB_CASE_KINDS] = { (double)(GRID - first - second) / GRID, (double)first / GRID,
                                (double)second / GRID };
    double sum = 0;
    for (size_t k = 0; k < crps_record->places; k++) {
        const tb_place_record *r = &crps_record->place[k];
        if (!r->seen || r->origin >= origin)
            continue;
        for (size_t j = 0; j < r->n; j++) {
            double mass = 0;
            for (size_t m = 0; m < TB_CASE_KINDS; m++)
                mass += w[m] * r->mass[m][j];
            sum += log(mass);
        }
    }
    return sum;
}

/* Mean of w under f on a grid of the triangle, summed by the largest term. A point stands for the
 * cells around it: all of six, those on a side of three, a corner of one. */
static tb_place_weight average_weight(const tb_crps_record *crps_record, int origin)
{
    double log_density[GRID + 1][GRID + 1];
    double most = -INFINITY, sum = 0;
    tb_place_weight out = { 0 };
    for (size_t k = 0; k < crps_record->places; k++) {
        const tb_place_record *r = &crps_record->place[k];
        if (!r->seen || r->origin >= origin || r->n == 0)
            continue;
        out.years++;
        out.cells += r->n;
    }
    if (out.cells == 0)
        return tbi_place_weight_prior();
    for (size_t i = 0; i <= GRID; i++)
        for (size_t j = 0; i + j <= GRID; j++) {
            log_density[i][j] = compute_log_density(crps_record, origin, i, j);
            most = fmax(most, log_density[i][j]);
        }
    for (size_t i = 0; i <= GRID; i++)
        for (size_t j = 0; i + j <= GRID; j++) {
            int sides = (i == 0) + (j == 0) + (i + j == GRID);
            double cells = sides == 0 ? 6 : sides == 1 ? 3 : 1;
            double f = cells * exp(log_density[i][j] - most);
            sum += f;
            out.share[TB_CASE_TABLES] += f * (double)(GRID - i - j) / GRID;
            out.share[TB_CASE_PLACES] += f * (double)i / GRID;
            out.share[TB_CASE_MOVES] += f * (double)j / GRID;
        }
    for (size_t k = 0; k < TB_CASE_KINDS; k++)
        out.share[k] /= sum;
    return out;
}

/* Origins side by side: each has streams of its own, and the sum runs over them in order. */
tb_status tbi_place_weight_learn(tb_place_weight *out, tb_crps_record *crps_record,
                                 const tb_panel *p, const tb_index *x, const tb_predictive_opts *o,
                                 const tb_constraints *facts, tb_err *err)
{
    tb_arena a = { 0 };
    size_t U = x->n_unit;
    int *place = TB_NEW(&a, int, (facts->n_year * U));
    size_t *order = TB_NEW(&a, size_t, U);
    tb_status st = place != NULL && order != NULL
                       ? make_room(crps_record, x, o->origin, err)
                       : tbi_no_memory(err, "the weights of the rank models");
    if (st != TB_OK) {
        tbi_arena_free(&a);
        return st;
    }
    tbi_places_known(place, facts, order);
#pragma omp parallel for schedule(dynamic, 1) num_threads(tbi_threads(o->threads))
    for (size_t k = 0; k < crps_record->places; k++) {
        /* the longest first */
        tb_place_record *r = &crps_record->place[crps_record->places - 1 - k];
        int t = r->origin - facts->first;
        bool pairs = false;
        if (r->seen || r->origin >= o->origin || t < 0)
            continue;
        for (size_t i = 0; i < U; i++)
            pairs = pairs || (place[(size_t)t * U + i] > 0 && place[((size_t)t + 1) * U + i] > 0);
        if (pairs)
            judge_origin(r, p, x, o, place + (size_t)t * U);
        r->seen = true;
    }
    *out = average_weight(crps_record, o->origin);
    tbi_arena_free(&a);
    return TB_OK;
}
