/* plot.c - what pictures of a study of effects share: the field and its scale, the words of a
 * title, the end of a picture with its Vega-Lite. */
#include "render/plot.h"

#include <math.h>
#include <string.h>

/* NaN widens nothing: a missing end of a band is no end.
 *  */
void tbi_plot_widen(tb_plot_range *r, double x)
{
    if (isnan(x))
        return;
    r->low = fmin(r->low, x);
    r->high = fmax(r->high, x);
}

/* So that no dot lies on the frame.
 * Six hundredths of the span at either end; r->high > r->low must hold. */
tb_plot_range tbi_plot_margin(tb_plot_range r)
{
    double by = 0.06 * (r.high - r.low);
    return (tb_plot_range){ r.low - by, r.high + by };
}

/* Upwards, since the y of SVG points down.
 * In pixels. The span must not be empty, which the callers have made sure of. */
double tbi_plot_y(const tb_plot_range *r, double x)
{
    return TB_PLOT_FLOOR - (TB_PLOT_FLOOR - TB_PLOT_TOP) * (x - r->low) / (r->high - r->low);
}

/* A round step that gives four to eight marks (1, 2 or 5 times a power of ten).
 * span > 0. The largest of 1, 2, 5 times a power of ten that is at most a quarter of the span. */
double tbi_plot_step(double span)
{
    double power = pow(10, floor(log10(span / 4)));
    double times = span / 4 / power;
    return power * (times < 2 ? 1 : times < 5 ? 2 : 5);
}

int tbi_plot_decimals(double step)
{
    return step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
}

/* At most TB_PLOT_MARKS lines, whatever a stranger's result says of its range. k == 0 keeps
 * "-0" off the axis.
 * Decimals by the step, so that neighbouring marks never read the same. */
void tbi_plot_scale(tb_svg *s, const tb_brief *p, const tb_plot_range *r)
{
    double step = tbi_plot_step(r->high - r->low);
    int decimals = tbi_plot_decimals(step);
    double k = ceil(r->low / step);
    for (int n = 0; n < TB_PLOT_MARKS && k * step <= r->high; n++, k++) {
        double y = tbi_plot_y(r, k * step);
        tbi_svg_line(s, TB_PLOT_LEFT, y, TB_PLOT_RIGHT, y, TB_FAINT, 1);
        tbi_svg_small(s, TB_PLOT_LEFT - 6, y + 4, "end",
                      tbi_say_amount(p, k == 0 ? 0 : k * step, decimals));
    }
}

/* Measure and outcome by their ids, which are short enough for a title.
 * In the arena; "" without memory, which is met when the page is done. */
const char *tbi_plot_name(const tb_brief *p, const cJSON *study)
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
const tb_chart *tbi_plot_finish(tb_svg *s, tb_brief *p, const cJSON *study, const char *kind,
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
