/* component_noise.c - what of a component's value does not last beyond the year: the forecast
 * model's noise part, or standard errors that are given. */
#include "base/error.h"
#include "messages/one_language.h"
#include "messages/simulate.h"
#include "simulate/components.h"

#include <math.h>
#include <string.h>

/* The noise that the state-space models of the parts find, as a joint covariance. Where nothing
 * can be learned of a part its noise is 0 and a notice says so; where of none, there is nothing
 * to draw. t->noise [parts][units] and t->noise_factor out, in points of each part. */
static tb_status take_from_forecast(tb_sim_components *t, int threads, tb_arena *a,
                                    tb_notice_list *w, tb_err *err)
{
    size_t unknown = 0;
    if (t->tables > 0)
        return TB_OK; /* learned with the tables */
    tb_status st = tbi_noise_covariance(&unknown, t, threads, a, w, err);
    if (st != TB_OK)
        return st;
    if (unknown == t->parts)
        return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_NOISE_CANNOT_ESTIMATED_YEARS, t->index->code,
                        t->year);
    if (unknown > 0 &&
        !tbi_notice_add(w, a, "noise",
                        tbi_arena_printf(a, TB_EN(TB_MSG_SIMULATE_NOISE_COMPONENTS_COULD_NOT),
                                         unknown, t->parts, t->year),
                        tbi_arena_printf(a, TB_VI(TB_MSG_SIMULATE_NOISE_COMPONENTS_COULD_NOT),
                                         unknown, t->parts, t->year)))
        return tbi_no_memory(err, "a notice");
    return TB_OK;
}

/* "PAPI.D5" and "D5" are the same part. */
static ptrdiff_t find_part(const tb_sim_components *t, const char *code)
{
    const char *dot = strchr(code, '.');
    for (size_t j = 0; j < t->parts; j++)
        if (strcmp(t->code[j], dot != NULL ? dot + 1 : code) == 0)
            return (ptrdiff_t)j;
    return -1;
}

/* *out: position of the unit among those of the composite. Errors: unknown name, or a unit that
 * has no values in the year. */
static tb_status find_unit(size_t *out, const tb_sim_components *t, const tb_panel *p,
                           const char *name, tb_err *err)
{
    size_t row;
    tb_status st = tb_panel_find_unit(&row, p, name, t->year, err);
    if (st != TB_OK)
        return st;
    for (size_t i = 0; i < t->units; i++)
        if (t->unit[i] == tb_panel_unit(p, row)) {
            *out = i;
            return TB_OK;
        }
    return tbi_fail(err, TB_EDATA, TB_MSG_SIMULATE_HAS_VALUES, name, t->index->code, t->year);
}

/* An error of the total becomes independent errors of the parts, in proportion to how much a
 * typical spread of each moves the total. i: the unit; sd: of the total, in points of the
 * composite. */
static void share_total(tb_sim_components *t, size_t i, double sd)
{
    double sum = 0;
    /* the sum of squares first, then the shares */
    for (int pass = 0; pass < 2; pass++)
        for (size_t j = 0; j < t->parts; j++) {
            double mean = 0, square = 0, n = 0;
            for (size_t k = 0; k < t->units; k++) {
                double x = t->x[j * t->units + k];
                if (isnan(x))
                    continue;
                n++;
                mean += x;
                square += x * x;
            }
            double spread = sqrt(fmax(0, square / n - mean / n * (mean / n))) * t->point[j];
            if (pass == 0)
                sum += spread * spread;
            else if (sum > 0 && t->point[j] > 0)
                t->noise[j * t->units + i] = sd * spread / sqrt(sum) / t->point[j];
        }
}

/* Standard errors of the caller, of all units or of one; a later one replaces an earlier. sd in
 * points of the component. Units by code or name of the year. */
static tb_status take_given(tb_sim_components *t, const tb_panel *p, const tb_simulate_opts *o,
                            tb_err *err)
{
    if (o->errors == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_GIVEN_NOISE_NEEDS_LEAST);
    /* those of single components replace the shares of the total's. totals in the first round,
     * single components in the second */
    for (int total = 1; total >= 0; total--)
        for (size_t k = 0; k < o->errors; k++) {
            const tb_simulate_error *e = &o->error[k];
            bool whole = e->component == NULL || strcmp(e->component, "TOTAL") == 0;
            if (whole != (total == 1))
                continue;
            if (!(e->sd >= 0) || isinf(e->sd))
                return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_STANDARD_ERROR_MUST_NUMBER,
                                whole ? "TOTAL" : e->component, e->sd);
            size_t from = 0, to = t->units;
            if (e->unit != NULL) {
                tb_status st = find_unit(&from, t, p, e->unit, err);
                if (st != TB_OK)
                    return st;
                to = from + 1;
            }
            ptrdiff_t j = whole ? 0 : find_part(t, e->component);
            if (j < 0)
                return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_COMPONENT_LEVEL_EXPECT,
                                e->component, o->index, o->year, t->code[0], t->code[1]);
            for (size_t i = from; i < to; i++) {
                if (whole)
                    share_total(t, i, e->sd);
                else
                    t->noise[(size_t)j * t->units + i] = e->sd;
            }
        }
    return TB_OK;
}

/* t->noise is zeroed first, so that parts without a figure have none. */
tb_status tbi_sim_component_noise(tb_sim_components *t, const tb_panel *p,
                                  const tb_simulate_opts *o, tb_arena *a, tb_notice_list *w,
                                  tb_err *err)
{
    if (o->noise != TB_SIMULATE_NOISE_FORECAST)
        memset(t->noise, 0, t->parts * t->units * sizeof *t->noise);
    if (o->noise == TB_SIMULATE_NOISE_NONE)
        return TB_OK;
    return o->noise == TB_SIMULATE_NOISE_GIVEN ? take_given(t, p, o, err)
                                               : take_from_forecast(t, o->threads, a, w, err);
}
