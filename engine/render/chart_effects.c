/* chart_effects.c - pictures of a study of effects: the event study with its bands, every cohort
 * and year as a heat map, what permuted dates gave, the path beside its synthetic counterpart. Read
 * from the JSON of the result; NULL where the result has nothing to draw. */
#include "render/chart_effects.h"

#include "messages/render.h"
#include "render/chart.h"

#include <math.h>
#include <string.h>

/* the field of a picture, within TB_CHART_WIDTH; FLOOR: its lower edge */
enum { LEFT = 58, RIGHT = 466, TOP = 26, FLOOR = 226 };

/* A result may come from anywhere: no more marks, and no longer spans of years, than a picture has
 * room for. */
enum { MARKS_MOST = 16, YEARS_MOST = 60 };

/* A range of values that holds zero where asked, a little wider than what it holds. */
typedef struct range {
    double low, high;
} range;

/* NaN widens nothing: a missing end of a band is no end.
 *  */
static void widen_range(range *r, double x)
{
    if (isnan(x))
        return;
    r->low = fmin(r->low, x);
    r->high = fmax(r->high, x);
}

/* So that no dot lies on the frame.
 * Six hundredths of the span at either end; r->high > r->low must hold. */
static range add_margin(range r)
{
    double by = 0.06 * (r.high - r.low);
    return (range){ r.low - by, r.high + by };
}

/* Upwards, since the y of SVG points down.
 * In pixels. The span must not be empty, which the callers have made sure of. */
static double find_y(const range *r, double x)
{
    return FLOOR - (FLOOR - TOP) * (x - r->low) / (r->high - r->low);
}

/* A round step that gives four to eight marks (1, 2 or 5 times a power of ten).
 * span > 0. The largest of 1, 2, 5 times a power of ten that is at most a quarter of the span. */
static double round_step(double span)
{
    double power = pow(10, floor(log10(span / 4)));
    double times = span / 4 / power;
    return power * (times < 2 ? 1 : times < 5 ? 2 : 5);
}

/* At most MARKS_MOST lines, whatever a stranger's result says of its range. k == 0 keeps
 * "-0" off the axis.
 * Decimals by the step, so that neighbouring marks never read the same. */
static void draw_scale(tb_svg *s, const tb_brief *p, const range *r)
{
    double step = round_step(r->high - r->low);
    int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
    double k = ceil(r->low / step);
    for (int n = 0; n < MARKS_MOST && k * step <= r->high; n++, k++) {
        double y = find_y(r, k * step);
        tbi_svg_line(s, LEFT, y, RIGHT, y, TB_FAINT, 1);
        tbi_svg_small(s, LEFT - 6, y + 4, "end",
                      tbi_say_amount(p, k == 0 ? 0 : k * step, decimals));
    }
}

/* Measure and outcome by their ids, which are short enough for a title.
 * In the arena; "" without memory, which is met when the page is done. */
static const char *name_study(const tb_brief *p, const cJSON *study)
{
    const char *text = tbi_arena_printf(p->a, "%s, %s", tbi_text_of(study, "measure"),
                                        tbi_text_of(study, "outcome"));
    return text != NULL ? text : "";
}

/* Names the picture and is the id of its Vega-Lite in the result, so both must be put together
 * alike. */
static const char *find_id(const tb_brief *p, const char *kind, const cJSON *study)
{
    const char *id = tbi_arena_printf(p->a, "%s-%s-%s", kind, tbi_text_of(study, "measure"),
                                      tbi_text_of(study, "outcome"));
    return id != NULL ? id : kind;
}

/* Ends a picture; its Vega-Lite is the study's of the same name.
 * data: the figures behind the picture, borrowed. A study has its specification in both
 * languages, so nothing is translated here. */
static const tb_chart *finish_chart(tb_svg *s, tb_brief *p, const cJSON *study, const char *kind,
                                    const char *title, const char *alt, const tb_doc_table *data)
{
    const char *id = find_id(p, kind, study);
    tb_chart *c = tbi_svg_close(s, p, id, title, alt, data);
    const cJSON *one;
    cJSON_ArrayForEach(one, tbi_json_get(study, "charts"))
    {
        if (c == NULL || strcmp(tbi_text_of(one, "id"), id) != 0)
            continue;
        const char *key = p->lang == TB_LANG_VI ? "vega_lite_vi" : "vega_lite";
        char *text = cJSON_Print(tbi_json_get(one, key));
        c->vega = text != NULL ? tbi_arena_text(p->a, text) : NULL;
        cJSON_free(text);
    }
    return c;
}

/* ---- The event study ---- */

/* The table beside the picture has all event times, those that are not drawn too. */
static tb_doc_table *make_event_grid(tb_brief *p, const cJSON *events, const char *title)
{
    const cJSON *e;
    tb_doc_table *t = tbi_grid_new(&p->doc, "event", title);
    tbi_grid_column(t, TB_DOC_WHOLE, 0, 14, tbi_word(p, TB_WORD_YEARS_SINCE));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_EFFECT_SEEN));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_BAND_LOW));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_BAND_HIGH));
    tbi_grid_column(t, TB_DOC_WHOLE, 1, 10, tbi_word(p, TB_WORD_ADOPTERS));
    cJSON_ArrayForEach(e, events)
    {
        tbi_put(p, t, tbi_number_of(e, "time"));
        tbi_put(p, t, tbi_number_of(e, "estimate"));
        tbi_put(p, t, tbi_number_of(e, "band_low"));
        tbi_put(p, t, tbi_number_of(e, "band_high"));
        tbi_put(p, t, tbi_number_of(e, "n_adopters"));
    }
    return t;
}

/* Event times that are drawn: of one adopter there is no band, and its estimate would set the
 * scale.
 * The table beside it still has them. */
static bool is_drawn(const cJSON *event)
{
    return !isnan(tbi_number_of(event, "estimate")) && tbi_number_of(event, "n_adopters") > 1;
}

/* After adoption blue, before it grey; the band only where both ends are known. */
static void draw_event(tb_svg *s, const range *r, const cJSON *e, double x)
{
    bool after = tbi_number_of(e, "time") >= 0;
    const char *colour = after ? TB_BLUE : TB_GREY;
    double low = tbi_number_of(e, "band_low"), high = tbi_number_of(e, "band_high");
    if (!isnan(low) && !isnan(high)) {
        tbi_svg_line(s, x, find_y(r, low), x, find_y(r, high), colour, 2);
        tbi_svg_line(s, x - 4, find_y(r, low), x + 4, find_y(r, low), colour, 2);
        tbi_svg_line(s, x - 4, find_y(r, high), x + 4, find_y(r, high), colour, 2);
    }
    tbi_svg_dot(s, x, find_y(r, tbi_number_of(e, "estimate")), colour);
}

/* NULL for fewer than two event times with an estimate, or a span that no panel has. */
const tb_chart *tbi_chart_event_study(tb_brief *p, const cJSON *study)
{
    /* the range holds zero from the start, since an effect is read against it */
    const cJSON *events = tbi_json_get(study, "event");
    const cJSON *e;
    range r = { 0, 0 };
    double first = INFINITY, last = -INFINITY;
    cJSON_ArrayForEach(e, events)
    {
        if (!is_drawn(e))
            continue;
        first = fmin(first, tbi_number_of(e, "time"));
        last = fmax(last, tbi_number_of(e, "time"));
        widen_range(&r, tbi_number_of(e, "estimate"));
        widen_range(&r, tbi_number_of(e, "band_low"));
        widen_range(&r, tbi_number_of(e, "band_high"));
    }
    /* one point is no picture, and a span of centuries is no result */
    if (!(last > first) || last - first > YEARS_MOST || !(r.high > r.low))
        return NULL;
    tb_svg s;
    r = add_margin(r);
    const char *title = tbi_say(p, TB_SAY_CHART_EVENT, name_study(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_EVENT);
    double step = (RIGHT - LEFT - 24) / (last - first);
    /* between the last year before and the year of adoption */
    double begin = LEFT + 12 + step * (-0.5 - first);
    tbi_svg_open(&s, p, FLOOR + 44, title, alt);
    draw_scale(&s, p, &r);
    tbi_svg_line(&s, LEFT, find_y(&r, 0), RIGHT, find_y(&r, 0), TB_INK, 1);
    tbi_svg_dashed(&s, begin, TOP - 6, begin, FLOOR, TB_ORANGE);
    tbi_svg_text(&s, begin + 6, TOP - 10, "start", TB_ORANGE, false, tbi_word(p, TB_WORD_ADOPTED));
    /* labels of every year would touch */
    int every = last - first > 14 ? 2 : 1;
    cJSON_ArrayForEach(e, events)
    {
        if (!is_drawn(e))
            continue;
        double time = tbi_number_of(e, "time"), x = LEFT + 12 + step * (time - first);
        draw_event(&s, &r, e, x);
        if (fmod(fabs(time), every) == 0)
            tbi_svg_small(&s, x, FLOOR + 18, "middle", tbi_say_amount(p, time, 0));
    }
    tbi_svg_small(&s, (LEFT + RIGHT) / 2.0, FLOOR + 36, "middle", tbi_word(p, TB_WORD_YEARS_SINCE));
    return finish_chart(&s, p, study, "event", title, alt, make_event_grid(p, events, title));
}

/* ---- Cohorts and years ---- */

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
static size_t list_cohorts(double *cohort, const cJSON *cells, range *years, double *most)
{
    size_t n = 0;
    const cJSON *c;
    *years = (range){ INFINITY, -INFINITY };
    *most = 0;
    cJSON_ArrayForEach(c, cells)
    {
        double x = tbi_number_of(c, "estimate"), group = tbi_number_of(c, "group");
        if (isnan(x))
            continue;
        if ((n == 0 || cohort[n - 1] != group) && n < COHORTS_MOST)
            cohort[n++] = group;
        widen_range(years, tbi_number_of(c, "time"));
        if (tbi_number_of(c, "n_treated") > 1)
            *most = fmax(*most, fabs(x));
    }
    return n;
}

/* cohort [n]: years, one row of the picture each. Numbers are left out where a cell is too narrow
 * to hold them.
 * A row is 22 units high; white letters on dark cells, for contrast. */
static void draw_cells(tb_svg *s, const tb_brief *p, const cJSON *cells, const double *cohort,
                       size_t n, const range *years, double most)
{
    double wide = (RIGHT - LEFT) / (years->high - years->low + 1);
    const cJSON *c;
    cJSON_ArrayForEach(c, cells)
    {
        double x = tbi_number_of(c, "estimate"), time = tbi_number_of(c, "time");
        size_t row = 0;
        while (row < n && cohort[row] != tbi_number_of(c, "group"))
            row++;
        if (isnan(x) || row == n)
            continue;
        double left = LEFT + wide * (time - years->low), top = TOP + 22.0 * (double)row;
        tbi_svg_box(s, left + 1, top + 1, wide - 2, 20, choose_shade(p, most > 0 ? x / most : 0));
        if (wide < 26)
            continue;
        bool dark = most > 0 && fabs(x) > 0.75 * most;
        tbi_svg_text(s, left + wide / 2, top + 15, "middle", dark ? "#ffffff" : TB_INK, false,
                     tbi_say_amount(p, x, wide < 34 ? 1 : 2));
    }
    for (size_t i = 0; i < n; i++) {
        double top = TOP + 22.0 * (double)i, x = LEFT + wide * (cohort[i] - years->low);
        tbi_svg_small(s, LEFT - 6, top + 15, "end", tbi_say_amount(p, cohort[i], 0));
        if (x > LEFT && x < RIGHT) /* from here on the cohort has the measure */
            tbi_svg_line(s, x, top + 1, x, top + 21, TB_INK, 2);
    }
}

/* NULL when there is nothing to shade: no estimate, or none of more than one adopter. */
const tb_chart *tbi_chart_cohorts(tb_brief *p, const cJSON *study)
{
    const cJSON *cells = tbi_json_get(study, "group_time");
    double cohort[COHORTS_MOST], most;
    range years;
    size_t n = list_cohorts(cohort, cells, &years, &most);
    if (n == 0 || !(most > 0) || !(years.high - years.low <= YEARS_MOST))
        return NULL;
    tb_svg s;
    const char *title = tbi_say(p, TB_SAY_CHART_COHORTS, name_study(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_COHORTS);
    double floor = TOP + 22.0 * (double)n, wide = (RIGHT - LEFT) / (years.high - years.low + 1);
    tbi_svg_open(&s, p, (int)floor + 44, title, alt);
    tbi_svg_small(&s, LEFT - 6, TOP - 8, "end", tbi_word(p, TB_WORD_COHORT_AXIS));
    draw_cells(&s, p, cells, cohort, n, &years, most);
    for (double y = years.low; y <= years.high; y++)
        tbi_svg_small(&s, LEFT + wide * (y - years.low + 0.5), floor + 16, "middle",
                      tbi_say_amount(p, y, 0));
    tbi_svg_small(&s, (LEFT + RIGHT) / 2.0, floor + 36, "middle", tbi_word(p, TB_WORD_COHORT_KEY));
    return finish_chart(&s, p, study, "cohorts", title, alt, make_cell_grid(p, cells, title));
}

/* ---- Permuted dates ---- */

/* x holds the bins and the estimate, which may lie far outside of them. */
const tb_chart *tbi_chart_permutations(tb_brief *p, const cJSON *study)
{
    const cJSON *made = tbi_json_get(study, "permutations"), *k;
    const cJSON *counts = tbi_json_get(made, "counts");
    double seen = tbi_number_of(tbi_json_get(study, "overall"), "estimate");
    double from = tbi_number_of(made, "from"), width = tbi_number_of(made, "width"), most = 0;
    int bins = counts != NULL ? cJSON_GetArraySize(counts) : 0, i = 0;
    if (bins == 0 || !(width > 0) || isnan(seen))
        return NULL;
    /* the tallest bin fills the height */
    cJSON_ArrayForEach(k, counts) most = fmax(most, k->valuedouble);
    range x = { fmin(from, seen), fmax(from + width * bins, seen) };
    x = add_margin(x);
    tb_svg s;
    const char *title = tbi_say(p, TB_SAY_CHART_PERMUTED, name_study(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_PERMUTED);
    tb_doc_table *data = tbi_grid_new(&p->doc, "permuted", title);
    tbi_grid_column(data, TB_DOC_POINTS, 0, 12, tbi_word(p, TB_WORD_EFFECT_SEEN));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 12, tbi_word(p, TB_WORD_CASES));
    double wide = (RIGHT - LEFT) / (x.high - x.low);
    tbi_svg_open(&s, p, FLOOR + 44, title, alt);
    cJSON_ArrayForEach(k, counts)
    {
        double low = from + width * i++, high = (FLOOR - TOP - 12) * k->valuedouble / most;
        tbi_svg_box(&s, LEFT + wide * (low - x.low), FLOOR - high, fmax(wide * width - 1, 1), high,
                    TB_PALE);
        tbi_put(p, data, low + width / 2);
        tbi_put(p, data, k->valuedouble);
    }
    tbi_svg_line(&s, LEFT, FLOOR, RIGHT, FLOOR, TB_GREY, 1);
    double step = round_step(x.high - x.low), own = LEFT + wide * (seen - x.low);
    double m = ceil(x.low / step);
    for (int n = 0; n < MARKS_MOST && m * step <= x.high; n++, m++)
        tbi_svg_small(&s, LEFT + wide * (m * step - x.low), FLOOR + 18, "middle",
                      tbi_say_amount(p, m == 0 ? 0 : m * step,
                                     step >= 1     ? 0
                                     : step >= 0.1 ? 1
                                                   : 2));
    tbi_svg_line(&s, own, TOP, own, FLOOR, TB_ORANGE, 2.5);
    /* the words go to the side that has room */
    bool right = own > (LEFT + RIGHT) / 2.0;
    const char *mark = tbi_say(p, TB_SAY_AS_IT_WAS, tbi_say_amount(p, seen, 2));
    tbi_svg_text(&s, right ? own - 6 : own + 6, TOP - 4, right ? "end" : "start", TB_ORANGE, false,
                 mark);
    tbi_svg_small(&s, (LEFT + RIGHT) / 2.0, FLOOR + 36, "middle",
                  tbi_word(p, TB_WORD_PERMUTED_AXIS));
    return finish_chart(&s, p, study, "permuted", title, alt, data);
}

/* ---- The synthetic counterpart ---- */

/* A missing year is bridged by a line between its neighbours.
 * px, py: the last point that was known. */
static void draw_path(tb_svg *s, const range *r, const range *years, const cJSON *path,
                      const char *key, const char *colour, bool dashed)
{
    double px = NAN, py = NAN, wide = (RIGHT - LEFT - 24) / (years->high - years->low);
    const cJSON *e;
    cJSON_ArrayForEach(e, path)
    {
        double v = tbi_number_of(e, key);
        double x = LEFT + 12 + wide * (tbi_number_of(e, "year") - years->low), y = find_y(r, v);
        if (isnan(v))
            continue;
        if (!isnan(px) && dashed)
            tbi_svg_dashed(s, px, py, x, y, colour);
        else if (!isnan(px))
            tbi_svg_line(s, px, py, x, y, colour, 2.5);
        tbi_svg_dot(s, x, y, colour);
        px = x;
        py = y;
    }
}

/* The counterpart is drawn first, so that the actual path lies on top. */
const tb_chart *tbi_chart_synthetic(tb_brief *p, const cJSON *study)
{
    const cJSON *path = tbi_json_get(study, "synthetic"), *e;
    range r = { INFINITY, -INFINITY }, years = { INFINITY, -INFINITY };
    cJSON_ArrayForEach(e, path)
    {
        widen_range(&years, tbi_number_of(e, "year"));
        widen_range(&r, tbi_number_of(e, "actual"));
        widen_range(&r, tbi_number_of(e, "counterfactual"));
    }
    if (!(years.high > years.low) || years.high - years.low > YEARS_MOST || !(r.high > r.low))
        return NULL;
    tb_svg s;
    r = add_margin(r);
    const char *title = tbi_say(p, TB_SAY_CHART_SYNTHETIC, name_study(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_SYNTHETIC);
    tb_doc_table *data = tbi_grid_new(&p->doc, "synthetic", title);
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(data, TB_DOC_POINTS, 0, 14, tbi_word(p, TB_WORD_ACTUAL));
    tbi_grid_column(data, TB_DOC_POINTS, 0, 14, tbi_word(p, TB_WORD_COUNTERPART));
    tbi_svg_open(&s, p, FLOOR + 62, title, alt);
    draw_scale(&s, p, &r);
    double wide = (RIGHT - LEFT - 24) / (years.high - years.low);
    /* from this year on the path is a counterfactual; before it the two were fitted to one
     * another */
    double begins = tbi_number_of(study, "synthetic_from");
    if (!isnan(begins)) {
        double x = LEFT + 12 + wide * (begins - 0.5 - years.low);
        tbi_svg_dashed(&s, x, TOP - 6, x, FLOOR, TB_GREY);
        tbi_svg_small(&s, x + 5, TOP - 10, "start", tbi_word(p, TB_WORD_ADOPTED));
    }
    draw_path(&s, &r, &years, path, "counterfactual", TB_ORANGE, true);
    draw_path(&s, &r, &years, path, "actual", TB_BLUE, false);
    cJSON_ArrayForEach(e, path)
    {
        double year = tbi_number_of(e, "year");
        tbi_svg_small(&s, LEFT + 12 + wide * (year - years.low), FLOOR + 18, "middle",
                      tbi_say_amount(p, year, 0));
        tbi_put(p, data, year);
        tbi_put(p, data, tbi_number_of(e, "actual"));
        tbi_put(p, data, tbi_number_of(e, "counterfactual"));
    }
    tbi_svg_dot(&s, LEFT + 8, FLOOR + 44, TB_BLUE);
    tbi_svg_text(&s, LEFT + 18, FLOOR + 48, "start", TB_INK, false, tbi_word(p, TB_WORD_ACTUAL));
    tbi_svg_dot(&s, LEFT + 188, FLOOR + 44, TB_ORANGE);
    tbi_svg_text(&s, LEFT + 198, FLOOR + 48, "start", TB_INK, false,
                 tbi_word(p, TB_WORD_COUNTERPART));
    return finish_chart(&s, p, study, "synthetic", title, alt, data);
}
