/* chart_cohorts.c - every cohort and year of a study of effects as a heat map. Read from the JSON
 * of the result; NULL where the result has nothing to draw. */
#include "render/chart_effects.h"

#include "messages/render.h"
#include "render/plot.h"

#include <math.h>

/* White at zero, orange below, blue above; `share` -1 to 1.
 * Mixes white with the colour of the sign, by |share|.
 * share: effect over the largest one, its sign kept; beyond 1 it counts as 1. */
static const char *choose_shade(const tb_brief *p, double share)
{
    static const int low[3] = { 181, 72, 15 }, high[3] = { 31, 95, 139 };
    const int *to = share < 0 ? low : high;
    double by = fmin(fabs(share), 1);
    const char *text =
        tbi_arena_printf(p->a, "#%02x%02x%02x", (int)(255 + by * (to[0] - 255)),
                         (int)(255 + by * (to[1] - 255)), (int)(255 + by * (to[2] - 255)));
    return text != NULL ? text : TB_FAINT;
}

/* Cells without an estimate have no row.
 * Cohort, year, effect in points, how many adopted and how many they are compared with. */
static tb_doc_table *make_cell_grid(tb_brief *p, const cJSON *cells, const char *title)
{
    const cJSON *c;
    tb_doc_table *t = tbi_grid_new(&p->doc, "cells", title);
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 14, tbi_word(p, TB_WORD_COHORT));
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_EFFECT_SEEN));
    tbi_grid_column(t, TB_DOC_WHOLE, 1, 10, tbi_word(p, TB_WORD_ADOPTERS));
    tbi_grid_column(t, TB_DOC_WHOLE, 1, 10, tbi_word(p, TB_WORD_COMPARED_WITH));
    cJSON_ArrayForEach(c, cells)
    {
        if (isnan(tbi_number_of(c, "estimate")))
            continue;
        tbi_put(p, t, tbi_number_of(c, "group"));
        tbi_put(p, t, tbi_number_of(c, "time"));
        tbi_put(p, t, tbi_number_of(c, "estimate"));
        tbi_put(p, t, tbi_number_of(c, "n_treated"));
        tbi_put(p, t, tbi_number_of(c, "n_controls"));
    }
    return t;
}

enum { COHORTS_MOST = 40 };

/* Cohorts with an estimate, ascending as the result has them; how many, their years and the largest
 * effect.
 * cohort [COHORTS_MOST]; further ones have no row. Cohorts of one adopter do not set the scale. */
static size_t list_cohorts(double *cohort, const cJSON *cells, tb_plot_range *years, double *most)
{
    size_t n = 0;
    const cJSON *c;
    *years = (tb_plot_range){ INFINITY, -INFINITY };
    *most = 0;
    cJSON_ArrayForEach(c, cells)
    {
        double x = tbi_number_of(c, "estimate"), group = tbi_number_of(c, "group");
        if (isnan(x))
            continue;
        if ((n == 0 || cohort[n - 1] != group) && n < COHORTS_MOST)
            cohort[n++] = group;
        tbi_plot_widen(years, tbi_number_of(c, "time"));
        if (tbi_number_of(c, "n_treated") > 1)
            *most = fmax(*most, fabs(x));
    }
    return n;
}

/* cohort [n]: years, one row of the picture each. Numbers are left out where a cell is too narrow
 * to hold them.
 * A row is 22 units high; white letters on dark cells, for contrast. */
static void draw_cells(tb_svg *s, const tb_brief *p, const cJSON *cells, const double *cohort,
                       size_t n, const tb_plot_range *years, double most)
{
    double wide = (TB_PLOT_RIGHT - TB_PLOT_LEFT) / (years->high - years->low + 1);
    const cJSON *c;
    cJSON_ArrayForEach(c, cells)
    {
        double x = tbi_number_of(c, "estimate"), time = tbi_number_of(c, "time");
        size_t row = 0;
        while (row < n && cohort[row] != tbi_number_of(c, "group"))
            row++;
        if (isnan(x) || row == n)
            continue;
        double left = TB_PLOT_LEFT + wide * (time - years->low),
               top = TB_PLOT_TOP + 22.0 * (double)row;
        tbi_svg_box(s, left + 1, top + 1, wide - 2, 20, choose_shade(p, most > 0 ? x / most : 0));
        if (wide < 26)
            continue;
        bool dark = most > 0 && fabs(x) > 0.75 * most;
        tbi_svg_text(s, left + wide / 2, top + 15, "middle", dark ? "#ffffff" : TB_INK, false,
                     tbi_say_amount(p, x, wide < 34 ? 1 : 2));
    }
    for (size_t i = 0; i < n; i++) {
        double top = TB_PLOT_TOP + 22.0 * (double)i,
               x = TB_PLOT_LEFT + wide * (cohort[i] - years->low);
        tbi_svg_small(s, TB_PLOT_LEFT - 6, top + 15, "end", tbi_say_amount(p, cohort[i], 0));
        if (x > TB_PLOT_LEFT && x < TB_PLOT_RIGHT) /* from here on the cohort has the measure */
            tbi_svg_line(s, x, top + 1, x, top + 21, TB_INK, 2);
    }
}

/* NULL when there is nothing to shade: no estimate, or none of more than one adopter. */
const tb_chart *tbi_chart_cohorts(tb_brief *p, const cJSON *study)
{
    const cJSON *cells = tbi_json_get(study, "group_time");
    double cohort[COHORTS_MOST], most;
    tb_plot_range years;
    size_t n = list_cohorts(cohort, cells, &years, &most);
    if (n == 0 || !(most > 0) || !(years.high - years.low <= TB_PLOT_YEARS))
        return NULL;
    tb_svg s;
    const char *title = tbi_say(p, TB_SAY_CHART_COHORTS, tbi_plot_name(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_COHORTS);
    double floor = TB_PLOT_TOP + 22.0 * (double)n,
           wide = (TB_PLOT_RIGHT - TB_PLOT_LEFT) / (years.high - years.low + 1);
    tbi_svg_open(&s, p, (int)floor + 44, title, alt);
    tbi_svg_small(&s, TB_PLOT_LEFT - 6, TB_PLOT_TOP - 8, "end", tbi_word(p, TB_WORD_COHORT_AXIS));
    draw_cells(&s, p, cells, cohort, n, &years, most);
    for (double y = years.low; y <= years.high; y++)
        tbi_svg_small(&s, TB_PLOT_LEFT + wide * (y - years.low + 0.5), floor + 16, "middle",
                      tbi_say_amount(p, y, 0));
    tbi_svg_small(&s, (TB_PLOT_LEFT + TB_PLOT_RIGHT) / 2.0, floor + 36, "middle",
                  tbi_word(p, TB_WORD_COHORT_KEY));
    return tbi_plot_finish(&s, p, study, "cohorts", title, alt, make_cell_grid(p, cells, title));
}
