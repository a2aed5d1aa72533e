/* render/chart.h - pictures as SVG that stands alone: its own namespace, fonts and colours, so that
 * it can be copied, printed or opened by itself. Two colours that colour-blind readers tell apart,
 * both at AA contrast on white; each picture has the table behind it. */
#ifndef TB_RENDER_CHART_H
#define TB_RENDER_CHART_H

#include "base/buf.h"
#include "render/brief.h"

/* ink and grey for words, faint for lines of the scale, blue and orange for what is shown,
 * pale for what is not met */
#define TB_INK    "#1c2430"
#define TB_GREY   "#5b6775"
#define TB_FAINT  "#e3e8ee"
#define TB_BLUE   "#1f5f8b"
#define TB_ORANGE "#b5480f"
#define TB_PALE   "#b9cfe0"

enum { TB_CHART_WIDTH = 480 };

/* A picture of TB_CHART_WIDTH by height units that grows shape by shape; x to the right, y down.
 */
typedef struct tb_svg {
    /* given back by tbi_svg_close */
    tb_buf b;
    int height;
} tb_svg;

/* alt: one sentence for those who do not see it; it also becomes the description of the SVG. */
void tbi_svg_open(tb_svg *s, const tb_brief *p, int height, const char *title, const char *alt);
/* anchor: "start", "middle" or "end" of the text stands at x; y is the base line. */
void tbi_svg_text(tb_svg *s, double x, double y, const char *anchor, const char *fill, bool bold,
                  const char *text);
/* The same with a white edge, for words that a line may cross. */
void tbi_svg_over(tb_svg *s, double x, double y, const char *anchor, const char *fill,
                  const char *text);
void tbi_svg_small(tb_svg *s, double x, double y, const char *anchor,
                   const char *text); /* of an axis */
void tbi_svg_line(tb_svg *s, double x1, double y1, double x2, double y2, const char *stroke,
                  double width);
void tbi_svg_dashed(tb_svg *s, double x1, double y1, double x2, double y2, const char *stroke);
/* x, y: the upper left corner. */
void tbi_svg_box(tb_svg *s, double x, double y, double w, double h, const char *fill);
void tbi_svg_dot(tb_svg *s, double x, double y, const char *fill);
/* A label of at most two lines, ending at x. */
void tbi_svg_label(tb_svg *s, const tb_brief *p, double x, double y, size_t columns,
                   const char *fill, const char *text);
/* Ends the picture and makes the chart of it; NULL when there is no memory. */
tb_chart *tbi_svg_close(tb_svg *s, tb_brief *p, const char *id, const char *title, const char *alt,
                        const tb_doc_table *data);
void tbi_escape_xml(tb_buf *b, const char *text); /* & < > " ' */

/* NULL where there is nothing to draw. number: of the goal, for the name of the picture. */
const tb_chart *tbi_chart_history(tb_brief *p, const cJSON *goal, size_t number);
const tb_chart *tbi_chart_places(tb_brief *p, const cJSON *goal, size_t number);
const tb_chart *tbi_chart_neighbours(tb_brief *p, const cJSON *forecast, size_t number);
const tb_chart *tbi_chart_tornado(tb_brief *p, const cJSON *goal, size_t number);
const tb_chart *tbi_chart_frontier(tb_brief *p, const cJSON *plan, size_t number,
                                   const char *title);
void tbi_write_map(tb_brief *p);

#endif
