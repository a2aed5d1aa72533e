/* effect_table.c - reads the references' tables, and draws others. */
#include "support/effect_table.h"

#include "num/rng.h"
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_table(const char *name)
{
    char path[512], line[512];
    snprintf(path, sizeof path, TANGBAC_SOURCE_DIR "/tests/reference/%s", name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    return f;
}

static void finish(effect_table *t, size_t units, size_t years, int first, bool covariate)
{
    for (size_t y = 0; y < years; y++)
        t->year[y] = first + (int)y;
    t->data = (tb_effect_table){ sizeof t->data, units,   years,
                                 covariate,      t->year, t->y,
                                 t->exposed,     NULL,    covariate ? t->x : NULL };
}

void effect_load_simulated(effect_table *t, bool covariate)
{
    enum { YEARS = 10, FIRST = 2011 };
    FILE *f = open_table("effects/did_sim.csv");
    char line[512];
    size_t units = 0;
    memset(t, 0, sizeof *t);
    while (fgets(line, sizeof line, f) != NULL) {
        int id, year, g;
        double x, y;
        assert_int_equal(sscanf(line, "%d,%d,%d,%lf,%lf", &id, &year, &g, &x, &y), 5);
        size_t i = (size_t)id - 1, place = i * YEARS + (size_t)(year - FIRST);
        units = i + 1 > units ? i + 1 : units;
        t->exposed[i] = g;
        t->x[place] = x;
        t->y[place] = y;
    }
    fclose(f);
    finish(t, units, YEARS, FIRST, covariate);
}

/* The n-th field of a line, from 0. */
static const char *field(const char *line, size_t n)
{
    while (n > 0 && *line != '\0')
        n -= *line++ == ',';
    return line;
}

void effect_load_papi(effect_table *t, const char *column)
{
    effect_load_adopters(t, column, NULL, NULL, 0);
}

void effect_load_adopters(effect_table *t, const char *column, const int *unit, const int *exposed,
                          size_t n)
{
    enum { YEARS = 13, FIRST = 2011 };
    FILE *f = open_table("effects/pasc.csv");
    char line[512];
    int place[100];
    size_t units = 0, at = strcmp(column, "TOTAL") == 0 ? 10 : 2 + (size_t)(column[1] - '1');
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < 100; i++)
        place[i] = -1;
    for (size_t i = 0; unit != NULL && i < n; i++) {
        t->exposed[units] = exposed[i];
        place[unit[i]] = (int)units++;
    }
    while (unit == NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(field(line, 2), "dated", 5) != 0)
            continue;
        t->exposed[units] = atoi(field(line, 4));
        place[atoi(field(line, 1))] = (int)units++;
    }
    fclose(f);
    for (size_t k = 0; k < units * YEARS; k++)
        t->y[k] = NAN;
    f = open_table("plm/papi_dimensions_2011_2023.csv");
    while (fgets(line, sizeof line, f) != NULL) {
        int row = place[atoi(line)], year = atoi(field(line, 1));
        const char *cell = field(line, at);
        if (row >= 0 && *cell != ',' && *cell != '\n')
            t->y[row * YEARS + year - FIRST] = atof(cell);
    }
    fclose(f);
    finish(t, units, YEARS, FIRST, false);
}

void effect_draw(effect_table *t, size_t units, size_t years, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < units; i++) {
        tb_rng r;
        tbi_rng_start(&r, seed, TB_STREAM_SYNTH, i);
        double own = tbi_rng_normal(&r), error = 0.4 * tbi_rng_normal(&r) / sqrt(1 - 0.16);
        for (size_t y = 0; y < years; y++) {
            t->y[i * years + y] = own + 0.1 * (double)y + error;
            error = 0.4 * error + 0.4 * tbi_rng_normal(&r);
        }
    }
    finish(t, units, years, 2001, false);
}

tb_effect_opts effect_plain(void)
{
    tb_effect_opts o = TB_EFFECT_OPTS_INIT;
    o.bootstraps = 0;
    o.permutations = 0;
    o.bounds = false;
    return o;
}

tb_effect *effect_make(const effect_table *t, const tb_effect_opts *o)
{
    tb_err err = TB_ERR_INIT;
    tb_effect *e = NULL;
    CHECK_OK(tb_effect_make(&e, &t->data, o, &err), err);
    return e;
}
