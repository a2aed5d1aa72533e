/* render/plot.h - the field that pictures of a study of effects are drawn in, its scale, and
 * how such a picture ends. */
#ifndef TB_RENDER_PLOT_H
#define TB_RENDER_PLOT_H

#include "render/chart.h"

/* the field of a picture, within TB_CHART_WIDTH; FLOOR: its lower edge */
enum { TB_PLOT_LEFT = 58, TB_PLOT_RIGHT = 466, TB_PLOT_TOP = 26, TB_PLOT_FLOOR = 226 };

/* A result may come from anywhere: no more marks, and no longer spans of years, than a picture has
 * room for. */
enum { TB_PLOT_MARKS = 16, TB_PLOT_YEARS = 60 };

/* A range of values, a little wider than what it holds. */
typedef struct tb_plot_range {
    double low, high;
} tb_plot_range;

/* So that it holds x; NaN widens nothing. */
void tbi_plot_widen(tb_plot_range *r, double x);
/* With a margin at either end, so that no dot lies on the frame; r.high > r.low. */
tb_plot_range tbi_plot_margin(tb_plot_range r);
/* Where a value stands, from the top of the picture. */
double tbi_plot_y(const tb_plot_range *r, double x);
/* A round step that gives four to eight marks over a span, and the decimals that it needs. */
double tbi_plot_step(double span);
int tbi_plot_decimals(double step);
/* Lines and figures of the upright scale. */
void tbi_plot_scale(tb_svg *s, const tb_brief *p, const tb_plot_range *r);
/* Measure and outcome, for a title. */
const char *tbi_plot_name(const tb_brief *p, const cJSON *study);
/* Ends a picture of the kind; its Vega-Lite is the study's of the same name. NULL: no memory. */
const tb_chart *tbi_plot_finish(tb_svg *s, tb_brief *p, const cJSON *study, const char *kind,
                                const char *title, const char *alt, const tb_doc_table *data);

#endif
