/* cross_index.c - correlations between indices, and draws put beside one another so that they have
 * them. */
#include "attain/cross_index.h"

#include "attain/yearly_goal.h"
#include "base/error.h"
#include "num/dist.h"
#include "statespace/deviation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PRIOR = 0.3; /* spread of Fisher's z before anything is seen */
static const double MOST = 0.98; /* of a series' variance, what others may hold */

/* ---- What is known ---- */

/* Slope of a deviation on that of the year before. 0 when nothing is known twice running. */
static double estimate_slope(const tb_deviation *d)
{
    double xy = 0, xx = 0;
    for (size_t t = 1; t < d->n_year; t++)
        for (size_t u = 0; u < d->n_unit; u++) {
            double x = d->y[(t - 1) * d->n_unit + u];
            double y = d->y[t * d->n_unit + u];
            if (isnan(x) || isnan(y))
                continue;
            xy += x * y;
            xx += x * x;
        }
    return xx > 0 ? xy / xx : 0;
}

/* y_t - slope y_(t-1) of a unit; NaN in the first year, outside the table, or where either is
 * not known. */
static double compute_innovation(const tb_deviation *d, double slope, int year, size_t unit)
{
    int t = year - d->first;
    if (t < 1 || (size_t)t >= d->n_year)
        return NAN;
    return d->y[(size_t)t * d->n_unit + unit] - slope * d->y[(size_t)(t - 1) * d->n_unit + unit];
}

/* n: of independent pairs. */
static void shrink(tb_cross_index *out, double r, double n)
{
    double have = n - 3;
    double precision = have + 1 / (PRIOR * PRIOR);
    double z = atanh(fmin(fmax(r, -0.999), 0.999)) * have / precision;
    double half = 1.96 / sqrt(precision);
    out->raw = r;
    out->correlation = tanh(z);
    out->low = tanh(z - half);
    out->high = tanh(z + half);
    out->basis = "estimated";
}

/* Pearson's correlation of the innovations, signs turned so that more is better in both. out
 * stays "assumed" below TB_CROSS_LEAST pairs. */
static void correlate(tb_cross_index *out, const tb_deviation *a, const tb_index *ia,
                      const tb_deviation *b, const tb_index *ib)
{
    double slope_a = estimate_slope(a);
    double slope_b = estimate_slope(b);
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double n = 0;
    for (size_t t = 1; t < a->n_year; t++)
        for (size_t u = 0; u < a->n_unit; u++) {
            ptrdiff_t other = tb_index_unit(ib, ia->unit_code[u]);
            if (other < 0)
                continue;
            double ea = compute_innovation(a, slope_a, a->first + (int)t, u);
            double eb = compute_innovation(b, slope_b, a->first + (int)t, (size_t)other);
            if (isnan(ea) || isnan(eb))
                continue;
            ea *= ia->direction < 0 ? -1 : 1;
            eb *= ib->direction < 0 ? -1 : 1;
            n++;
            x += ea;
            y += eb;
            xx += ea * ea;
            yy += eb * eb;
            xy += ea * eb;
        }
    out->pairs = (int)n;
    double vx = xx - x * x / n, vy = yy - y * y / n;
    if (n >= TB_CROSS_LEAST && vx > 0 && vy > 0)
        shrink(out, (xy - x * y / n) / sqrt(vx * vy), n);
}

/* Where few units are known two years running in both: deviations of the same year, each unit's own
 * mean taken out, which costs a pair a unit. */
static void correlate_levels(tb_cross_index *out, const tb_deviation *a, const tb_index *ia,
                             const tb_deviation *b, const tb_index *ib)
{
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double n = 0;
    double units = 0;
    for (size_t u = 0; u < a->n_unit; u++) {
        ptrdiff_t other = tb_index_unit(ib, ia->unit_code[u]);
        double x = 0;
        double y = 0;
        double sxx = 0;
        double syy = 0;
        double sxy = 0;
        double k = 0;
        for (size_t t = 0; other >= 0 && t < a->n_year; t++) {
            int at = a->first + (int)t - b->first;
            if (at < 0 || (size_t)at >= b->n_year)
                continue;
            double p = a->y[t * a->n_unit + u];
            double q = b->y[(size_t)at * b->n_unit + (size_t)other];
            if (isnan(p) || isnan(q))
                continue;
            p *= ia->direction < 0 ? -1 : 1;
            q *= ib->direction < 0 ? -1 : 1;
            k++;
            x += p;
            y += q;
            sxx += p * p;
            syy += q * q;
            sxy += p * q;
        }
        if (k < 2)
            continue;
        n += k;
        units++;
        xx += sxx - x * x / k;
        yy += syy - y * y / k;
        xy += sxy - x * y / k;
    }
    if (n - units < TB_CROSS_LEAST || !(xx > 0) || !(yy > 0))
        return;
    shrink(out, xy / sqrt(xx * yy), n - units);
    out->pairs = (int)n;
    out->levels = true;
}

/* Innovations first; deviations of the same year where there are too few. A table that cannot
 * be made leaves the correlation 0, assumed: only memory is an error. */
tb_status tbi_cross_estimate(tb_cross_index *out, const tb_index *a, size_t a_column,
                             const tb_index *b, size_t b_column, int origin, tb_err *err)
{
    tb_arena own = { 0 };
    tb_deviation da, db;
    tb_err why = TB_ERR_INIT;
    *out = (tb_cross_index){
        .a = a->code, .b = b->code, .low = NAN, .high = NAN, .raw = NAN, .basis = "assumed"
    };
    tb_status st = tbi_deviation_make(&da, a, a_column, origin, &own, &why);
    if (st == TB_OK)
        st = tbi_deviation_make(&db, b, b_column, origin, &own, &why);
    if (st == TB_OK)
        correlate(out, &da, a, &db, b);
    if (st == TB_OK && isnan(out->raw))
        correlate_levels(out, &da, a, &db, b);
    tbi_arena_free(&own);
    return st == TB_ENOMEM ? tbi_no_memory(err, "a correlation") : TB_OK;
}

/* ---- Which draw beside which ---- */

typedef struct placed {
    double by;
    size_t at;
} placed;

static int compare_ascending(const void *x, const void *y)
{
    const placed *a = x, *b = y;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* The places of a block that series j may change: those first, first + 2, ... before `end` where it
 * has a value. */
static size_t place_values(placed *p, const double *value, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t d = first; d < end; d += 2)
        if (!isnan(value[d]))
            p[n++] = (placed){ value[d], d };
    qsort(p, n, sizeof *p, compare_ascending);
    return n;
}

static double compute_score(size_t i, size_t n)
{
    return tbi_normal_quantile(((double)i + 0.5) / (double)n);
}

/* Of normal scores, whose mean is 0; places without a value hold 0 and add nothing. */
static double compute_correlation(const double *x, const double *y, size_t n)
{
    double xx = 0, yy = 0, xy = 0;
    for (size_t d = 0; d < n; d++) {
        xx += x[d] * x[d];
        yy += y[d] * y[d];
        xy += x[d] * y[d];
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

/* Weights of the first k series that give series k the wanted correlations: R b = r by elimination.
 * Their share of its variance is kept below MOST.
 */
static double solve_weights(double *b, const double *corr, size_t m, size_t k)
{
    double a[TB_CROSS_INDICES][TB_CROSS_INDICES + 1], held = 0;
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++)
            a[i][j] = i == j ? 1 : corr[i * m + j];
        a[i][k] = corr[i * m + k];
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t r = i + 1; r < k; r++) {
            double by = fabs(a[i][i]) > 1e-9 ? a[r][i] / a[i][i] : 0;
            for (size_t j = i; j <= k; j++)
                a[r][j] -= by * a[i][j];
        }
    }
    for (size_t i = k; i-- > 0;) {
        double sum = a[i][k];
        for (size_t j = i + 1; j < k; j++)
            sum -= a[i][j] * b[j];
        b[i] = fabs(a[i][i]) > 1e-9 ? sum / a[i][i] : 0;
    }
    for (size_t i = 0; i < k; i++)
        held += b[i] * corr[i * m + k];
    if (held > MOST) {
        for (size_t i = 0; i < k; i++)
            b[i] *= sqrt(MOST / held);
        held = MOST;
    }
    return held > 0 ? held : 0;
}

/* Puts series k beside those before it, block by block. score [m][n]: normal scores where the draws
 * stand now, 0 where there is none. */
static void put(size_t *at, double *score, const double *value, size_t n, size_t m, size_t k,
                size_t kept, const double *corr, placed *from, placed *to)
{
    double b[TB_CROSS_INDICES], held = solve_weights(b, corr, m, k);
    const size_t edge[3] = { 0, kept < n ? kept : n, n };
    for (size_t d = 0; d < n; d++)
        at[d] = d;
    for (size_t half = 0; half < 4; half++) {
        size_t start = edge[half / 2];
        size_t end = edge[half / 2 + 1];
        size_t first = start + ((start ^ half) & 1);
        size_t count = place_values(from, value, first, end);
        for (size_t i = 0; i < count; i++) {
            double own = compute_score(i, count);
            double others = 0;
            for (size_t j = 0; j < k; j++)
                others += b[j] * score[j * n + from[i].at];
            to[i] = (placed){ others + sqrt(1 - held) * own, from[i].at };
        }
        qsort(to, count, sizeof *to, compare_ascending);
        for (size_t i = 0; i < count; i++) {
            at[to[i].at] = from[i].at;
            score[k * n + to[i].at] = compute_score(i, count);
        }
    }
}

/* The fixed series are put with no wanted correlation, which leaves them where they are; what
 * they have among themselves is then read from their normal scores. */
tb_status tbi_cross_order(size_t *at, const double *value, size_t m, size_t n, size_t fixed,
                          size_t kept, const double *corr, tb_err *err)
{
    tb_arena own = { 0 };
    double *score = TB_NEW(&own, double, (m * n));
    double none[TB_CROSS_INDICES * TB_CROSS_INDICES] = { 0 };
    double all[TB_CROSS_INDICES * TB_CROSS_INDICES];
    placed *from = TB_NEW(&own, placed, n);
    placed *to = TB_NEW(&own, placed, n);
    if (score == NULL || from == NULL || to == NULL || m > TB_CROSS_INDICES) {
        tbi_arena_free(&own);
        return tbi_no_memory(err, "the draws");
    }
    memcpy(all, corr, m * m * sizeof *all);
    for (size_t k = 0; k < m; k++) {
        put(at + k * n, score, value + k * n, n, m, k, kept, k < fixed ? none : all, from, to);
        for (size_t j = 0; j < k && k < fixed; j++)
            all[j * m + k] = all[k * m + j] = compute_correlation(score + j * n, score + k * n, n);
    }
    tbi_arena_free(&own);
    return TB_OK;
}

/* ---- The case ---- */

/* Series: the indices, and the components that goals stand on. */
typedef struct crowd {
    const tb_index_draws *track[TB_CROSS_INDICES];
    /* whose draws stand for the series: of the last year */
    const tb_goal_state *aim[TB_CROSS_INDICES];
    size_t n, fixed;
    bool driven; /* SIPAS enters PAR draw by draw: these two stand as they are */
} crowd;

/* An index counts once, by its goal of the last year. Beyond TB_CROSS_INDICES it stays
 * unjoined. */
static void add_track(crowd *w, const tb_case *c, const tb_index_draws *t)
{
    const tb_goal_state *best = NULL;
    for (size_t i = 0; i < w->n; i++)
        if (w->track[i] == t)
            return;
    for (size_t i = 0; i < c->goals; i++) {
        const tb_goal_state *aim = &c->aim[i];
        if (aim->track == t && (best == NULL || t->year[aim->year_at] > t->year[best->year_at]))
            best = aim;
    }
    if (best == NULL || w->n == TB_CROSS_INDICES)
        return;
    w->track[w->n] = t;
    w->aim[w->n++] = best;
}

/* First an index and what enters it by the scheme, which stand as they were drawn; then totals,
 * then components. */
static void gather(crowd *w, const tb_case *c)
{
    *w = (crowd){ .n = 0 };
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        const tb_index_draws *d = tbi_case_driver(c, t);
        if (d == NULL || w->driven)
            continue;
        add_track(w, c, t);
        add_track(w, c, d);
        w->driven = w->n == 2;
    }
    w->fixed = w->n > 0 ? w->n : 1;
    for (int components = 0; components < 2; components++)
        for (size_t i = 0; i < c->goals; i++)
            if (c->aim[i].track != NULL && (c->aim[i].track->column != 0) == (components == 1))
                add_track(w, c, c->aim[i].track);
}

/* Better than expected in that year: the own score against the national mean of the draw. */
static void list_values(double *value, const crowd *w, size_t draws)
{
    for (size_t k = 0; k < w->n; k++)
        for (size_t d = 0; d < draws; d++)
            value[k * draws + d] = w->aim[k]->sign * (w->aim[k]->own[d] - w->aim[k]->level[d]);
}

static void move_draws(void *data, size_t size, const size_t *at, size_t n, unsigned char *room)
{
    unsigned char *bytes = data;
    for (size_t d = 0; d < n; d++)
        memcpy(room + d * size, bytes + at[d] * size, size);
    memcpy(bytes, room, n * size);
}

/* Everything that a draw of the goal holds moves together. others and the path exist for the
 * kept draws only; others that an earlier goal owns were moved with it. */
static void move_aim(tb_goal_state *aim, const size_t *at, size_t n, size_t kept,
                     unsigned char *room)
{
    move_draws(aim->gap, sizeof *aim->gap, at, n, room);
    move_draws(aim->own, sizeof *aim->own, at, n, room);
    move_draws(aim->level, sizeof *aim->level, at, n, room);
    move_draws(aim->rank, sizeof *aim->rank, at, n, room);
    move_draws(aim->noise, 1, at, n, room);
    move_draws(aim->best, 1, at, n, room);
    move_draws(aim->same, 1, at, n, room);
    for (size_t s = 0; aim->path != NULL && s < aim->path->steps; s++) {
        move_draws(aim->path->own[s], sizeof(double), at, kept, room);
        move_draws(aim->path->others[s], aim->track->index->n_unit * sizeof(double), at, kept,
                   room);
    }
    if (aim->path != NULL)
        move_draws(aim->path->base_score, sizeof(double), at, kept, room);
    if (aim->path != NULL)
        move_draws(aim->path->base_place, sizeof(unsigned short), at, kept, room);
    if (!aim->shares_others && aim->others != NULL)
        move_draws(aim->others, aim->track->index->n_unit * sizeof *aim->others, at, kept, room);
}

/* Bytes of the widest thing that is moved at once. */
static size_t find_widest(const tb_case *c, size_t kept)
{
    size_t widest = c->draws * sizeof(double);
    for (size_t i = 0; i < c->tracks; i++) {
        const tb_index_draws *t = c->track[i];
        size_t rows = kept * t->index->n_unit * sizeof(double);
        size_t gains = c->draws * t->parts * sizeof(double);
        widest = rows > widest ? rows : widest;
        widest = gains > widest ? gains : widest;
    }
    return widest;
}

/* Gains of the tracks move with the goals, since effects are taken from them draw by draw. */
tb_status tbi_case_move_draws(tb_case *c, const size_t *at, tb_err *err)
{
    size_t n = c->draws;
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    tb_arena own = { 0 };
    unsigned char *room = TB_NEW(&own, unsigned char, find_widest(c, kept));
    if (room == NULL)
        return tbi_no_memory(err, "the draws");
    for (size_t i = 0; i < c->goals; i++)
        if (c->aim[i].track != NULL)
            move_aim(&c->aim[i], at, n, kept, room);
    for (size_t i = 0; i < c->tracks; i++)
        if (c->track[i]->gain != NULL)
            move_draws(c->track[i]->gain, c->track[i]->parts * sizeof(double), at, n, room);
    tbi_arena_free(&own);
    return TB_OK;
}

/* at [indices][draws]; the first w->fixed indices keep their draws. */
static tb_status join(tb_case *c, const crowd *w, const double *corr, double *value, tb_err *err)
{
    size_t n = c->draws;
    size_t kept = n < TB_KEPT_RANK_DRAWS ? n : TB_KEPT_RANK_DRAWS;
    size_t widest = find_widest(c, kept);
    tb_arena own = { 0 };
    size_t *at = TB_NEW(&own, size_t, (w->n * n));
    unsigned char *room = TB_NEW(&own, unsigned char, widest);
    tb_status st = at != NULL && room != NULL
                       ? tbi_cross_order(at, value, w->n, n, w->fixed, kept, corr, err)
                       : tbi_no_memory(err, "the draws");
    for (size_t k = w->fixed; k < w->n && st == TB_OK; k++) {
        for (size_t i = 0; i < c->goals; i++)
            if (c->aim[i].track != NULL && c->aim[i].track == w->track[k])
                move_aim(&c->aim[i], at + k * n, n, kept, room);
        for (size_t i = 0; i < c->tracks; i++)
            if (c->track[i] == w->track[k] && c->track[i]->gain != NULL)
                move_draws(c->track[i]->gain, c->track[i]->parts * sizeof(double), at + k * n, n,
                           room);
    }
    tbi_arena_free(&own);
    return st;
}

/* Pearson's correlation of two rows of value [indices][draws] over the draws that have both; 0
 * when nothing varies. */
static double correlate_draws(const double *value, size_t draws, size_t a, size_t b)
{
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (size_t d = 0; d < draws; d++) {
        double p = value[a * draws + d], q = value[b * draws + d];
        if (isnan(p) || isnan(q))
            continue;
        n++;
        x += p;
        y += q;
        xx += p * p;
        yy += q * q;
        xy += p * q;
    }
    double vx = xx - x * x / n, vy = yy - y * y / n;
    return n > 1 && vx > 0 && vy > 0 ? (xy - x * y / n) / sqrt(vx * vy) : 0;
}

static const char *find_name(tb_case *c, const tb_index_draws *t)
{
    return t->column == 0
               ? t->index->code
               : tbi_case_say(c, "%s.%s", t->index->code, t->index->indicator[t->column].code);
}

/* An index that drives another one is drawn together with it, so that their correlation is read
 * from the draws and not estimated; every other pair is estimated up to the earlier of the two
 * origins. */
tb_status tbi_case_cross_index(const tb_cross_index **out, size_t *n, tb_case *c, tb_err *err)
{
    crowd w;
    gather(&w, c);
    *out = NULL;
    *n = 0;
    if (w.n < 2)
        return TB_OK;
    double corr[TB_CROSS_INDICES * TB_CROSS_INDICES] = { 0 };
    tb_cross_index *all = TB_NEW(c->arena, tb_cross_index, (w.n * (w.n - 1) / 2));
    double *value = TB_NEW(c->arena, double, (w.n * c->draws));
    if (all == NULL || value == NULL)
        return tbi_no_memory(err, "the correlations");
    list_values(value, &w, c->draws);
    for (size_t a = 0; a < w.n; a++)
        for (size_t b = a + 1; b < w.n; b++) {
            tb_cross_index *one = &all[(*n)++];
            int one_origin = tbi_case_origin(c, w.track[a]->index);
            int other_origin = tbi_case_origin(c, w.track[b]->index);
            tb_status st = tbi_cross_estimate(
                one, w.track[a]->index, w.track[a]->column, w.track[b]->index, w.track[b]->column,
                one_origin < other_origin ? one_origin : other_origin, err);
            if (st != TB_OK)
                return st;
            one->a = find_name(c, w.track[a]);
            one->b = find_name(c, w.track[b]);
            if (w.driven && b == 1) {
                one->basis = "published";
                one->correlation = correlate_draws(value, c->draws, a, b);
                one->low = one->high = NAN;
            }
            corr[a * w.n + b] = corr[b * w.n + a] = one->correlation;
        }
    *out = all;
    return join(c, &w, corr, value, err);
}
