/* chart_effects.c - pictures of a study of effects: the event study with its bands, what permuted
 * dates gave, the path beside its synthetic counterpart. Read from the JSON of the result; NULL
 * where the result has nothing to draw. */
#include "render/chart_effects.h"

#include "messages/render.h"
#include "render/plot.h"

#include <math.h>

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
static void draw_event(tb_svg *s, const tb_plot_range *r, const cJSON *e, double x)
{
    bool after = tbi_number_of(e, "time") >= 0;
    const char *colour = after ? TB_BLUE : TB_GREY;
    double low = tbi_number_of(e, "band_low"), high = tbi_number_of(e, "band_high");
    if (!isnan(low) && !isnan(high)) {
        tbi_svg_line(s, x, tbi_plot_y(r, low), x, tbi_plot_y(r, high), colour, 2);
        tbi_svg_line(s, x - 4, tbi_plot_y(r, low), x + 4, tbi_plot_y(r, low), colour, 2);
        tbi_svg_line(s, x - 4, tbi_plot_y(r, high), x + 4, tbi_plot_y(r, high), colour, 2);
    }
    tbi_svg_dot(s, x, tbi_plot_y(r, tbi_number_of(e, "estimate")), colour);
}

/* NULL for fewer than two event times with an estimate, or a span that no panel has. */
const tb_chart *tbi_chart_event_study(tb_brief *p, const cJSON *study)
{
    /* the range holds zero from the start, since an effect is read against it */
    const cJSON *events = tbi_json_get(study, "event");
    const cJSON *e;
    tb_plot_range r = { 0, 0 };
    double first = INFINITY, last = -INFINITY;
    cJSON_ArrayForEach(e, events)
    {
        if (!is_drawn(e))
            continue;
        first = fmin(first, tbi_number_of(e, "time"));
        last = fmax(last, tbi_number_of(e, "time"));
        tbi_plot_widen(&r, tbi_number_of(e, "estimate"));
        tbi_plot_widen(&r, tbi_number_of(e, "band_low"));
        tbi_plot_widen(&r, tbi_number_of(e, "band_high"));
    }
    /* one point is no picture, and a span of centuries is no result */
    if (!(last > first) || last - first > TB_PLOT_YEARS || !(r.high > r.low))
        return NULL;
    tb_svg s;
    r = tbi_plot_margin(r);
    const char *title = tbi_say(p, TB_SAY_CHART_EVENT, tbi_plot_name(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_EVENT);
    double step = (TB_PLOT_RIGHT - TB_PLOT_LEFT - 24) / (last - first);
    /* between the last year before and the year of adoption */
    double begin = TB_PLOT_LEFT + 12 + step * (-0.5 - first);
    tbi_svg_open(&s, p, TB_PLOT_FLOOR + 44, title, alt);
    tbi_plot_scale(&s, p, &r);
    tbi_svg_line(&s, TB_PLOT_LEFT, tbi_plot_y(&r, 0), TB_PLOT_RIGHT, tbi_plot_y(&r, 0), TB_INK, 1);
    tbi_svg_dashed(&s, begin, TB_PLOT_TOP - 6, begin, TB_PLOT_FLOOR, TB_ORANGE);
    tbi_svg_text(&s, begin + 6, TB_PLOT_TOP - 10, "start", TB_ORANGE, false,
                 tbi_word(p, TB_WORD_ADOPTED));
    /* labels of every year would touch */
    int every = last - first > 14 ? 2 : 1;
    cJSON_ArrayForEach(e, events)
    {
        if (!is_drawn(e))
            continue;
        double time = tbi_number_of(e, "time"), x = TB_PLOT_LEFT + 12 + step * (time - first);
        draw_event(&s, &r, e, x);
        if (fmod(fabs(time), every) == 0)
            tbi_svg_small(&s, x, TB_PLOT_FLOOR + 18, "middle", tbi_say_amount(p, time, 0));
    }
    tbi_svg_small(&s, (TB_PLOT_LEFT + TB_PLOT_RIGHT) / 2.0, TB_PLOT_FLOOR + 36, "middle",
                  tbi_word(p, TB_WORD_YEARS_SINCE));
    return tbi_plot_finish(&s, p, study, "event", title, alt, make_event_grid(p, events, title));
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
    tb_plot_range x = { fmin(from, seen), fmax(from + width * bins, seen) };
    x = tbi_plot_margin(x);
    tb_svg s;
    const char *title = tbi_say(p, TB_SAY_CHART_PERMUTED, tbi_plot_name(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_PERMUTED);
    tb_doc_table *data = tbi_grid_new(&p->doc, "permuted", title);
    tbi_grid_column(data, TB_DOC_POINTS, 0, 12, tbi_word(p, TB_WORD_EFFECT_SEEN));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 12, tbi_word(p, TB_WORD_CASES));
    double wide = (TB_PLOT_RIGHT - TB_PLOT_LEFT) / (x.high - x.low);
    tbi_svg_open(&s, p, TB_PLOT_FLOOR + 44, title, alt);
    cJSON_ArrayForEach(k, counts)
    {
        double low = from + width * i++,
               high = (TB_PLOT_FLOOR - TB_PLOT_TOP - 12) * k->valuedouble / most;
        tbi_svg_box(&s, TB_PLOT_LEFT + wide * (low - x.low), TB_PLOT_FLOOR - high,
                    fmax(wide * width - 1, 1), high, TB_PALE);
        tbi_put(p, data, low + width / 2);
        tbi_put(p, data, k->valuedouble);
    }
    tbi_svg_line(&s, TB_PLOT_LEFT, TB_PLOT_FLOOR, TB_PLOT_RIGHT, TB_PLOT_FLOOR, TB_GREY, 1);
    double step = tbi_plot_step(x.high - x.low), own = TB_PLOT_LEFT + wide * (seen - x.low);
    double m = ceil(x.low / step);
    int decimals = tbi_plot_decimals(step);
    for (int n = 0; n < TB_PLOT_MARKS && m * step <= x.high; n++, m++)
        tbi_svg_small(&s, TB_PLOT_LEFT + wide * (m * step - x.low), TB_PLOT_FLOOR + 18, "middle",
                      tbi_say_amount(p, m == 0 ? 0 : m * step, decimals));
    tbi_svg_line(&s, own, TB_PLOT_TOP, own, TB_PLOT_FLOOR, TB_ORANGE, 2.5);
    /* the words go to the side that has room */
    bool right = own > (TB_PLOT_LEFT + TB_PLOT_RIGHT) / 2.0;
    const char *mark = tbi_say(p, TB_SAY_AS_IT_WAS, tbi_say_amount(p, seen, 2));
    tbi_svg_text(&s, right ? own - 6 : own + 6, TB_PLOT_TOP - 4, right ? "end" : "start", TB_ORANGE,
                 false, mark);
    tbi_svg_small(&s, (TB_PLOT_LEFT + TB_PLOT_RIGHT) / 2.0, TB_PLOT_FLOOR + 36, "middle",
                  tbi_word(p, TB_WORD_PERMUTED_AXIS));
    return tbi_plot_finish(&s, p, study, "permuted", title, alt, data);
}

/* ---- The synthetic counterpart ---- */

/* A missing year is bridged by a line between its neighbours.
 * px, py: the last point that was known. */
static void draw_path(tb_svg *s, const tb_plot_range *r, const tb_plot_range *years,
                      const cJSON *path, const char *key, const char *colour, bool dashed)
{
    double px = NAN, py = NAN,
           wide = (TB_PLOT_RIGHT - TB_PLOT_LEFT - 24) / (years->high - years->low);
    const cJSON *e;
    cJSON_ArrayForEach(e, path)
    {
        double v = tbi_number_of(e, key);
        double x = TB_PLOT_LEFT + 12 + wide * (tbi_number_of(e, "year") - years->low),
               y = tbi_plot_y(r, v);
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
    tb_plot_range r = { INFINITY, -INFINITY }, years = { INFINITY, -INFINITY };
    cJSON_ArrayForEach(e, path)
    {
        tbi_plot_widen(&years, tbi_number_of(e, "year"));
        tbi_plot_widen(&r, tbi_number_of(e, "actual"));
        tbi_plot_widen(&r, tbi_number_of(e, "counterfactual"));
    }
    if (!(years.high > years.low) || years.high - years.low > TB_PLOT_YEARS || !(r.high > r.low))
        return NULL;
    tb_svg s;
    r = tbi_plot_margin(r);
    const char *title = tbi_say(p, TB_SAY_CHART_SYNTHETIC, tbi_plot_name(p, study));
    const char *alt = tbi_word(p, TB_WORD_ALT_SYNTHETIC);
    tb_doc_table *data = tbi_grid_new(&p->doc, "synthetic", title);
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(data, TB_DOC_POINTS, 0, 14, tbi_word(p, TB_WORD_ACTUAL));
    tbi_grid_column(data, TB_DOC_POINTS, 0, 14, tbi_word(p, TB_WORD_COUNTERPART));
    tbi_svg_open(&s, p, TB_PLOT_FLOOR + 62, title, alt);
    tbi_plot_scale(&s, p, &r);
    double wide = (TB_PLOT_RIGHT - TB_PLOT_LEFT - 24) / (years.high - years.low);
    /* from this year on the path is a counterfactual; before it the two were fitted to one
     * another */
    double begins = tbi_number_of(study, "synthetic_from");
    if (!isnan(begins)) {
        double x = TB_PLOT_LEFT + 12 + wide * (begins - 0.5 - years.low);
        tbi_svg_dashed(&s, x, TB_PLOT_TOP - 6, x, TB_PLOT_FLOOR, TB_GREY);
        tbi_svg_small(&s, x + 5, TB_PLOT_TOP - 10, "start", tbi_word(p, TB_WORD_ADOPTED));
    }
    draw_path(&s, &r, &years, path, "counterfactual", TB_ORANGE, true);
    draw_path(&s, &r, &years, path, "actual", TB_BLUE, false);
    cJSON_ArrayForEach(e, path)
    {
        double year = tbi_number_of(e, "year");
        tbi_svg_small(&s, TB_PLOT_LEFT + 12 + wide * (year - years.low), TB_PLOT_FLOOR + 18,
                      "middle", tbi_say_amount(p, year, 0));
        tbi_put(p, data, year);
        tbi_put(p, data, tbi_number_of(e, "actual"));
        tbi_put(p, data, tbi_number_of(e, "counterfactual"));
    }
    tbi_svg_dot(&s, TB_PLOT_LEFT + 8, TB_PLOT_FLOOR + 44, TB_BLUE);
    tbi_svg_text(&s, TB_PLOT_LEFT + 18, TB_PLOT_FLOOR + 48, "start", TB_INK, false,
                 tbi_word(p, TB_WORD_ACTUAL));
    tbi_svg_dot(&s, TB_PLOT_LEFT + 188, TB_PLOT_FLOOR + 44, TB_ORANGE);
    tbi_svg_text(&s, TB_PLOT_LEFT + 198, TB_PLOT_FLOOR + 48, "start", TB_INK, false,
                 tbi_word(p, TB_WORD_COUNTERPART));
    return tbi_plot_finish(&s, p, study, "synthetic", title, alt, data);
}
