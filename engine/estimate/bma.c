/* bma.c - which regressors belong: averages over all subsets under the hyper-g prior (Liang, Paulo,
 * Molina, Clyde and Berger 2008, a = 3), every model as likely as any other before the data. All
 * subsets up to 20 regressors; beyond, a Markov chain over models (MC3: Madigan and York 1995).
 * Hyper-g: p(g) = (a - 2)/2 (1 + g)^(-a/2), a = 3. With N - 1 = free, p terms and R^2 the Bayes
 * factor against the null is (a - 2)/(p + a - 2) 2F1((N - 1)/2, 1; (p + a)/2; R^2) (Liang et al.
 * 2008, eq. 17); given a model E(b | y) = E(u | y) b_ls with u = g / (1 + g). */
#include "base/error.h"
#include "base/reason.h"
#include "estimate/centred.h"
#include "messages/estimate.h"
#include "num/dist.h"
#include "num/linalg_product.h"
#include "num/rng.h"

#include <math.h>
#include <string.h>

enum { EXACT_MOST = 20, MOST = 200, BURN = 20000, STEPS = 200000 };
static const double HYPER = 3;

/* Sums over models m of exp(w_m - scale) times what a model says: in = [j in m], mean = E(b_j |
 * m), square = E(b_j^2 | m). scale is the largest w so far, so that nothing overflows. */
typedef struct averages {
    double scale, weight; /* sums are in units of exp(scale) */
    size_t k, models;
    double *in, *mean, *square; /* [k]: inclusion, E b, E b^2 */
} averages;

/* One walk through the models. in [size]: the terms of the current one; inverse: columns of R^-1
 * of their Cholesky factor, so that (X'X)^-1 = R^-1 R^-T grows by one column when a term comes
 * in. */
typedef struct search {
    size_t k, n;
    double free;          /* n less parameters taken out: N - 1 of the paper */
    const double *c, *xy; /* [k x k], [k] of columns of length 1 and y of length 1 */
    /* where the models' sums go; not owned */
    averages *sum;
    size_t skipped; /* models with collinear terms */
    /* the path of the depth-first walk */
    size_t size, in[MOST];
    double *inverse; /* [k x k] upper inverse factor, column by depth */
    /* [k x (k + 1)] by depth: coefficients and diagonal of the inverse */
    double *beta, *spread;
    double r2, eu, eu2; /* of the chain's model: R^2, and the means of u and of its square */
} search;

/* log Bayes factor against the null model, and the moments of the shrinkage u = g / (1 + g).
 * f0, f1, f2 are integrals of (1 - u)^0, ^1, ^2 over the posterior of g, without common factors:
 * tbi_log_hyper(b, c, r2) is the log of 2F1(b, 1; c; r2). R^2 is kept below 1, where it diverges.
 */
static double compute_log_factor(double free, size_t p, double r2, double *eu, double *eu2)
{
    *eu = *eu2 = 0;
    if (p == 0)
        return 0;
    double c = 0.5 * ((double)p + HYPER);
    double b = 0.5 * free;
    if (r2 > 1 - 1e-13)
        r2 = 1 - 1e-13;
    double f0 = tbi_log_hyper(b, c, r2) - log(c - 1);
    double f1 = tbi_log_hyper(b, c + 1, r2) - log(c);
    double f2 = tbi_log_hyper(b, c + 2, r2) - log(c + 1);
    double one = exp(f1 - f0);
    double two = exp(f2 - f0); /* E(1 - u), E(1 - u)^2 */
    *eu = 1 - one;
    *eu2 = 1 - 2 * one + two;
    return log((HYPER - 2) / ((double)p + HYPER - 2)) + f0 + log(c - 1);
}

/* Adds a model with weight exp(w): its terms, coefficients (least squares) and diagonal of the
 * inverse. yy = 1. Var(b_j | m) = E u^2 b_j^2 - (E u b_j)^2 + (E u - R^2 E u^2) / (free - 2)
 * v_jj, in units where y'y = 1; when w exceeds the scale the sums so far are rescaled. s->scale:
 * logarithm of the greatest weight so far, so that no exp overflows. eu, eu2: the posterior
 * means of the shrinkage u and of its square given the model. */
static void add_model(averages *s, double w, const size_t *in, size_t p, const double *beta,
                      const double *spread, double r2, double eu, double eu2, double free)
{
    /* a model better than all before becomes the unit */
    if (w > s->scale) {
        double f = s->weight > 0 ? exp(s->scale - w) : 0;
        s->weight *= f;
        for (size_t j = 0; j < s->k; j++) {
            s->in[j] *= f;
            s->mean[j] *= f;
            s->square[j] *= f;
        }
        s->scale = w;
    }
    double weight = exp(w - s->scale);
    /* the share of the variance that the shrunk model leaves, by its degrees of freedom */
    double noise = (eu - r2 * eu2) / (free - 2);
    s->weight += weight;
    s->models++;
    for (size_t l = 0; l < p; l++) {
        size_t j = in[l];
        s->in[j] += weight;
        s->mean[j] += weight * eu * beta[l];
        s->square[j] += weight * (eu2 * beta[l] * beta[l] + noise * spread[l]);
    }
}

/* Adds column j to the path; false when it is collinear with what is there. r2: of the path,
 * updated.
 * One step of a Cholesky factorisation of the cross products: w = R^-T c_j, rest = c_jj - |w|^2
 * is the share of column j that the others do not explain (1e-10: collinear). O(size^2); beta and
 * spread of the longer path are written a depth further on, so that going back costs nothing. */
static bool extend_model(search *s, size_t j, double *r2)
{
    size_t p = s->size, k = s->k;
    double *column = s->inverse + p * k, w[MOST], rest = s->c[j + j * k], z = s->xy[j];
    for (size_t l = 0; l < p; l++) {
        w[l] = 0;
        for (size_t i = 0; i <= l; i++)
            w[l] += s->inverse[i + l * k] * s->c[s->in[i] + j * k];
        rest -= w[l] * w[l];
    }
    if (rest < 1e-10)
        return false;
    double d = sqrt(rest);
    for (size_t i = 0; i < p; i++) {
        double sum = 0;
        for (size_t l = i; l < p; l++)
            sum += s->inverse[i + l * k] * w[l];
        column[i] = -sum / d;
        /* the new column of R^-1, upper triangular by construction */
    }
    column[p] = 1 / d;
    z = column[p] * s->xy[j];
    for (size_t i = 0; i < p; i++)
        z += column[i] * s->xy[s->in[i]];
    /* of the path without column j, one depth before */
    const double *b = s->beta + p * k, *v = s->spread + p * k;
    double *nb = s->beta + (p + 1) * k;
    double *nv = s->spread + (p + 1) * k;
    for (size_t i = 0; i <= p; i++) {
        nb[i] = (i < p ? b[i] : 0) + column[i] * z;
        nv[i] = (i < p ? v[i] : 0) + column[i] * column[i];
    }
    s->in[p] = j;
    s->size++;
    *r2 += z * z;
    return true;
}

/* Every subset once: terms are added in ascending order only, so that a model is reached by one
 * path and its factor grows by a column, never made anew.
 * O(2^k k^2). size + 3 > free: a model with so many terms has no second moment. */
static void walk_models(search *s, size_t from, double r2)
{
    double eu, eu2, w = compute_log_factor(s->free, s->size, r2, &eu, &eu2);
    add_model(s->sum, w, s->in, s->size, s->beta + s->size * s->k, s->spread + s->size * s->k, r2,
              eu, eu2, s->free);
    for (size_t j = from; j < s->k; j++) {
        double more = r2;
        if (s->size + 3 > (size_t)s->free || !extend_model(s, j, &more)) {
            s->skipped++;
            continue;
        }
        walk_models(s, j + 1, more);
        s->size--;
    }
}

/* One model from scratch for the chain: false when it is collinear or too large. */
static bool build_model(search *s, const unsigned char *set)
{
    s->size = 0;
    s->r2 = 0;
    for (size_t j = 0; j < s->k; j++)
        if (set[j] && (s->size + 3 > (size_t)s->free || !extend_model(s, j, &s->r2)))
            return false;
    return true;
}

/* Arrays for a walk of its own. */
static void make_path(search *s, tb_arena *a)
{
    s->inverse = TB_NEW(a, double, (s->k * (s->k + 1)));
    s->beta = TB_NEW(a, double, (s->k * (s->k + 2)));
    s->spread = TB_NEW(a, double, (s->k * (s->k + 2)));
}

/* Metropolis-Hastings over models: a term is flipped or, half of the time where one is in and
 * the other out, two trade places; both proposals are symmetric. set [k]: the model that the
 * chain is at. Each step after BURN counts the current model once, whether it moved or not.
 * Target p(m | y), proportional to exp(w_m). Proposal: flip term i, i uniform (reverse: the same
 * flip), or, with probability 1/2 when exactly one of i, j is in, exchange them (reverse: the
 * same exchange). Both are symmetric, so a proposal is accepted with probability min(1, exp(w' -
 * w)) (Madigan and York 1995); a collinear model has w' = -infinity and is never entered. A
 * chain counts each visit with weight 1 (w 0), since how long it stays is the weight itself. The
 * same seed gives the same chain. at: the model that the chain is at, the null model to begin with;
 * to: the one that is proposed, whose path takes its place when it is accepted. */
static void run_chain(search *at, search *to, uint64_t seed)
{
    unsigned char set[MOST] = { 0 };
    tb_rng rng;
    tbi_rng_start(&rng, seed, TB_STREAM_SAMPLER, 0);
    double now = 0;
    /* negative steps are the burn-in and are not counted */
    for (long step = -BURN; step < STEPS; step++) {
        size_t flip = (size_t)tbi_rng_below(&rng, at->k);
        size_t swap = (size_t)tbi_rng_below(&rng, at->k);
        bool two = tbi_rng_uniform(&rng) < 0.5 && set[flip] != set[swap];
        set[flip] ^= 1;
        if (two)
            set[swap] ^= 1;
        double u = tbi_rng_uniform(&rng);
        double w = -INFINITY;
        /* collinear: w stays -INFINITY, and the proposal is refused */
        if (build_model(to, set))
            w = compute_log_factor(to->free, to->size, to->r2, &to->eu, &to->eu2);
        if (log(u) < w - now) {
            search *before = at;
            at = to;
            to = before;
            now = w;
        } else {
            set[flip] ^= 1;
            if (two)
                set[swap] ^= 1;
        }
        if (step >= 0)
            add_model(at->sum, 0, at->in, at->size, at->beta + at->size * at->k,
                      at->spread + at->size * at->k, at->r2, at->eu, at->eu2, at->free);
    }
}

/* Everything is on the scale of correlations (X'X / n with unit diagonal, y'y = 1); `unit` takes
 * a mean back. All models are listed up to EXACT_MOST terms. The error is the posterior standard
 * deviation over models, those without the term counting as 0. Up to EXACT_MOST terms the cost
 * doubles with each term; beyond, it is that of the chain. TB_EARG: more terms than MOST;
 * TB_ESINGULAR: y has no variation. */
tb_status tbi_method_bma(tb_run *r, tb_err *err)
{
    tb_arena *a = &r->out->arena;
    tb_centred c;
    tb_status st = tbi_centre(&c, r, err);
    if (st != TB_OK)
        return st;
    size_t n = c.n, k = c.k;
    if (k > MOST)
        return tbi_fail(err, TB_EARG, TB_MSG_ESTIMATE_MODEL_AVERAGING_TAKES_REGRESSO, MOST, k);
    double y = sqrt(tbi_dot(c.y, c.y, n));
    if (!(y > 0))
        return tbi_fail(err, TB_ESINGULAR, TB_MSG_ESTIMATE_DEPENDENT_VARIABLE_HAS_VARIATI);
    double *cross = TB_NEW(a, double, (k * k));
    double *xy = TB_NEW(a, double, k);
    double *b = TB_NEW(a, double, k);
    double *se = TB_NEW(a, double, k);
    double *room = TB_NEW(a, double, (3 * k));
    search s = { .k = k, .n = n, .free = (double)n - c.spent, .c = cross, .xy = xy };
    search proposed = s;
    bool exact = k <= EXACT_MOST;
    make_path(&s, a);
    if (!exact)
        make_path(&proposed, a);
    /* [k] each: times included, sums of coefficients and of their squares */
    if (a->refused)
        return tbi_no_memory(err, "the models");
    averages sum = {
        .scale = -INFINITY, .in = room, .mean = room + k, .square = room + 2 * k, .k = k
    };
    s.sum = proposed.sum = &sum;
    tbi_cross(cross, c.x, n, k, n);
    tbi_gemv(1, n, k, 1, c.x, n, c.y, 0, xy);
    /* lengths: a column's is its scale times the root of n */
    double root = sqrt((double)n);
    for (size_t j = 0; j < k; j++) {
        xy[j] /= c.scale[j] * root * y;
        for (size_t i = 0; i < k; i++)
            cross[i + j * k] /= c.scale[i] * c.scale[j] * (double)n;
    }
    if (exact)
        walk_models(&s, 0, 0);
    else
        run_chain(&s, &proposed, r->o->seed);
    for (size_t j = 0; j < k; j++) {
        /* points of y for one unit of the regressor */
        double unit = y / (c.scale[j] * root);
        double mean = sum.mean[j] / sum.weight;
        b[j] = mean * unit;
        se[j] = sqrt(fmax(0, sum.square[j] / sum.weight - mean * mean)) * unit;
    }
    tb_estimate_summary *v = &r->out->view;
    v->models = (double)sum.models;
    v->enumerated = exact;
    st = tbi_centred_result(r, &c, b, se, c.spent + (double)k, TBI_REASON(POSTERIOR), err);
    if (st != TB_OK)
        return st;
    tb_coefficient *out = (tb_coefficient *)v->coefficient;
    /* an intercept stands before the terms */
    size_t first = v->coefficients - k;
    for (size_t j = 0; j < k; j++)
        out[j + first].inclusion = sum.in[j] / sum.weight;
    if (s.skipped > 0 && exact)
        tbi_run_notice(r, "collinear_models", TB_MSG_ESTIMATE_MODELS_COLLINEAR_TERMS_MANY);
    return TB_OK;
}
