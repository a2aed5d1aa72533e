/* brief_chart.c - pictures drawn as SVG inside the page: no script, no outside resource, words
 * beside every line, readable in print and without colour. */
#include "render/brief.h"

#include "render/run_words.h"
#include "render/table.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 720 };

static void open_svg(tb_brief *f, int height, const char *label)
{
    tbi_buf_printf(f->b, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, height);
    tbi_brief_escape(f->b, label);
    tbi_buf_text(f->b, "\">\n");
}

static void text(tb_brief *f, double x, double y, const char *anchor, const char *class,
                 const char *what)
{
    tbi_buf_printf(f->b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">", x, y,
                   anchor, class);
    tbi_brief_escape(f->b, what);
    tbi_buf_text(f->b, "</text>\n");
}

static void line(tb_brief *f, double x1, double y1, double x2, double y2, const char *class)
{
    tbi_buf_printf(f->b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
                   x1, y1, x2, y2, class);
}

static void box(tb_brief *f, double x, double y, double w, double h, const char *class)
{
    tbi_buf_printf(f->b,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n", x,
                   y, w > 0 ? w : 0, h > 0 ? h : 0, class);
}

static void dot(tb_brief *f, double x, double y, const char *class)
{
    tbi_buf_printf(f->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" class=\"%s\"/>\n", x, y, class);
}

/* The picture's frame for places: years to the right, place 1 on top. */
typedef struct frame {
    double first, last, most;
} frame;

enum { TOP = 18, FLOOR = 210, LEFT = 46, RIGHT = 660, INSET = 16 };

static double at_year(const frame *r, double year)
{
    return LEFT + INSET +
           (RIGHT - LEFT - INSET) * (year - r->first) /
               (r->last > r->first ? r->last - r->first : 1);
}

static double at_place(const frame *r, double place)
{
    return TOP + (FLOOR - TOP) * (place - 1) / (r->most > 1 ? r->most - 1 : 1);
}

static void axes(tb_brief *f, const frame *r)
{
    static const double places[] = { 1, 10, 20, 30, 40, 50, 60 };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i] > r->most)
            continue;
        line(f, LEFT, at_place(r, places[i]), RIGHT, at_place(r, places[i]), "grid");
        text(f, LEFT - 6, at_place(r, places[i]) + 4, "end", "axis",
             tbi_brief_say(f, places[i], 0));
    }
    for (double y = r->first; y <= r->last; y++)
        text(f, at_year(r, y), FLOOR + 18, "middle", "axis", tbi_arena_printf(f->a, "%.0f", y));
}

static bool of_goal(const cJSON *row, const cJSON *goal)
{
    return strcmp(tbi_brief_text(row, "index"), tbi_brief_text(goal, "index")) == 0;
}

static void past_places(tb_brief *f, const frame *r, const cJSON *goal)
{
    const cJSON *row;
    double x = NAN, y = NAN, before = NAN;
    cJSON_ArrayForEach(row, tbi_json_get(f->result, "history"))
    {
        double rank = tbi_brief_number(row, "rank");
        double year = tbi_brief_number(row, "year");
        if (!of_goal(row, goal))
            continue;
        if (strcmp(tbi_brief_text(row, "status"), "withheld") == 0 && year >= r->first) {
            text(f, at_year(r, year), FLOOR - 18, "middle", "axis",
                 tbi_brief_pick(f, "with-", "không"));
            text(f, at_year(r, year), FLOOR - 5, "middle", "axis",
                 tbi_brief_pick(f, "held", "công bố"));
        }
        if (isnan(rank))
            continue;
        if (year == before + 1)
            line(f, x, y, at_year(r, year), at_place(r, rank), "past");
        x = at_year(r, year);
        y = at_place(r, rank);
        before = year;
        dot(f, x, y, "pastdot");
        text(f, x, y - 9, "middle", "value", tbi_arena_printf(f->a, "%.0f", rank));
    }
}

void tbi_chart_history(tb_brief *f, const cJSON *goal)
{
    frame r = { INFINITY, tbi_brief_number(goal, "year"),
                tbi_brief_number(tbi_json_get(goal, "reference"), "n_ranked") };
    const cJSON *row, *rank = tbi_json_get(goal, "rank");
    if (rank == NULL || isnan(r.last))
        return;
    if (isnan(r.most) || r.most < 2)
        r.most = 63;
    cJSON_ArrayForEach(row, tbi_json_get(f->result, "history"))
    {
        if (!of_goal(row, goal) || isnan(tbi_brief_number(row, "rank")))
            continue;
        r.first = fmin(r.first, tbi_brief_number(row, "year"));
        r.most = fmax(r.most, tbi_brief_number(row, "rank"));
    }
    if (isinf(r.first))
        r.first = r.last - 1;
    open_svg(f, FLOOR + 30,
             tbi_brief_pick(f, "Places by year and the forecast",
                            "Thứ hạng qua các năm và khoảng dự báo"));
    axes(f, &r);
    past_places(f, &r, goal);
    double x = at_year(&r, r.last);
    double low = tbi_brief_number(rank, "q05");
    double mid = tbi_brief_number(rank, "q50");
    double high = tbi_brief_number(rank, "q95");
    box(f, x - 7, at_place(&r, low), 14, at_place(&r, high) - at_place(&r, low), "range");
    dot(f, x, at_place(&r, mid), "mid");
    text(f, x + 12, at_place(&r, mid) + 4, "start", "value", tbi_arena_printf(f->a, "%.0f", mid));
    text(f, x + 12, at_place(&r, low) + 4, "start", "axis", tbi_arena_printf(f->a, "%.0f", low));
    if (fabs(at_place(&r, high) - at_place(&r, mid)) > 12)
        text(f, x + 12, at_place(&r, high) + 4, "start", "axis",
             tbi_arena_printf(f->a, "%.0f", high));
    double place = tbi_brief_number(goal, "target_place");
    if (place > 0) {
        line(f, LEFT, at_place(&r, place), RIGHT, at_place(&r, place), "goal");
        text(f, LEFT + 4, at_place(&r, place) - 4, "start", "goalword",
             tbi_arena_printf(f->a, "%s %.0f", tbi_brief_pick(f, "goal: place", "chỉ tiêu: hạng"),
                              place));
    }
    tbi_buf_text(f->b, "</svg>\n");
}

void tbi_chart_neighbours(tb_brief *f, const cJSON *forecast)
{
    const cJSON *units = tbi_json_get(forecast, "units"), *u;
    int n = cJSON_GetArraySize(units);
    double most = 2, step = 22;
    if (n == 0)
        return;
    cJSON_ArrayForEach(u, units) most =
        fmax(most, tbi_brief_number(tbi_json_get(u, "rank"), "q95"));
    open_svg(f, (int)(n * step) + 34,
             tbi_brief_pick(f, "Forecast places of the unit and its neighbours",
                            "Thứ hạng dự báo của tỉnh và các tỉnh xếp liền kề"));
    double y = 14, left = 170, wide = 520;
    cJSON_ArrayForEach(u, units)
    {
        const cJSON *rank = tbi_json_get(u, "rank");
        bool own = strcmp(tbi_brief_text(u, "code"), tbi_brief_text(f->result, "unit")) == 0;
        double q[5] = { tbi_brief_number(rank, "q05"), tbi_brief_number(rank, "q25"),
                        tbi_brief_number(rank, "q50"), tbi_brief_number(rank, "q75"),
                        tbi_brief_number(rank, "q95") };
        for (size_t i = 0; i < 5; i++)
            q[i] = left + wide * (q[i] - 1) / (most - 1);
        text(f, left - 10, y + 4, "end", own ? "own" : "name", tbi_brief_unit(f, u));
        line(f, q[0], y, q[4], y, own ? "whiskown" : "whisk");
        box(f, q[1], y - 5, q[3] - q[1], 10, own ? "boxown" : "box");
        line(f, q[2], y - 6, q[2], y + 6, "median");
        y += step;
    }
    for (double place = 1; place <= most; place += place < 10 ? 9 : 10)
        text(f, left + wide * (place - 1) / (most - 1), y + 10, "middle", "axis",
             tbi_arena_printf(f->a, "%.0f", place));
    tbi_buf_text(f->b, "</svg>\n");
}

void tbi_chart_prices(tb_brief *f, const cJSON *goal)
{
    const cJSON *prices = tbi_json_get(goal, "prices"), *p;
    int shown = 0;
    double most = 0;
    double step = 24;
    double y = 14;
    double left = 300;
    double wide = 330;
    cJSON_ArrayForEach(p, prices)
    {
        if (tbi_brief_number(p, "depth") > 1)
            continue;
        shown++;
        most = fmax(most, tbi_brief_number(p, "chance_gain_01"));
    }
    if (shown == 0 || !(most > 0))
        return;
    open_svg(f, (int)(shown * step) + 8,
             tbi_brief_pick(f, "Chance gained by 0.1 point of each component",
                            "Khả năng đạt tăng thêm khi mỗi nội dung tăng 0,1 điểm"));
    cJSON_ArrayForEach(p, prices)
    {
        if (tbi_brief_number(p, "depth") > 1)
            continue;
        double gain = tbi_brief_number(p, "chance_gain_01");
        text(f, left - 10, y + 4, "end", "name",
             tbi_say_short(f->a, tbi_brief_said(f, p, "name"), 40));
        box(f, left, y - 8, wide * gain / most, 16, "bar");
        text(f, left + wide * gain / most + 6, y + 4, "start", "value",
             tbi_arena_printf(f->a, "+%s", tbi_brief_say(f, gain * 100, 2)));
        y += step;
    }
    tbi_buf_text(f->b, "</svg>\n");
}

bool tbi_prices_differ(const cJSON *goal)
{
    const cJSON *p;
    double low = INFINITY, high = -INFINITY;
    cJSON_ArrayForEach(p, tbi_json_get(goal, "prices"))
    {
        double gain = tbi_brief_number(p, "chance_gain_01");
        if (tbi_brief_number(p, "depth") > 1 || isnan(gain))
            continue;
        low = fmin(low, gain);
        high = fmax(high, gain);
    }
    return high - low > 1e-9;
}

/* Whether an earlier measure stands on the same component with the same evidence: one bar is
 * enough. */
static bool repeated(const cJSON *levers, const cJSON *l)
{
    for (const cJSON *k = levers->child; k != NULL && k != l; k = k->next)
        if (strcmp(tbi_brief_text(k, "component"), tbi_brief_text(l, "component")) == 0 &&
            strcmp(tbi_brief_text(k, "evidence"), tbi_brief_text(l, "evidence")) == 0 &&
            strcmp(tbi_brief_text(l, "evidence"), "historical") == 0)
            return true;
    return false;
}

void tbi_chart_tornado(tb_brief *f, const cJSON *goal)
{
    const cJSON *levers = tbi_json_get(goal, "levers"), *l;
    double base = tbi_brief_number(goal, "chance_without_action");
    double low = base;
    double high = base;
    double step = 24;
    double y = 30;
    double left = 300;
    double wide = 380;
    int shown = 0;
    cJSON_ArrayForEach(l, levers)
    {
        if (tbi_json_get(l, "effect") == NULL || repeated(levers, l))
            continue;
        low = fmin(low, tbi_brief_number(l, "chance_low"));
        high = fmax(high, tbi_brief_number(l, "chance_high"));
        shown++;
    }
    if (shown == 0 || !(high > low))
        return;
    tbi_buf_printf(
        f->b, "<h3>%s</h3>\n",
        tbi_brief_pick(
            f, "Chance with each component raised as others did (bar: spread of the effect)",
            "Khả năng đạt khi từng nội dung tăng như mức đã nêu (thanh: độ phân tán của "
            "tác động)"));
    open_svg(f, (int)(shown * step) + 44,
             tbi_brief_pick(f, "Tornado", "Biểu đồ tác động từng nội dung"));
    double zero = left + wide * (base - low) / (high - low);
    text(f, zero, 12, "middle", "goalword",
         tbi_arena_printf(f->a, "%s %s",
                          tbi_brief_pick(f, "without action", "nếu không có thêm giải pháp"),
                          tbi_say_chance(f->a, base, f->lang)));
    cJSON_ArrayForEach(l, levers)
    {
        if (tbi_json_get(l, "effect") == NULL || repeated(levers, l))
            continue;
        double a = left + wide * (tbi_brief_number(l, "chance_low") - low) / (high - low);
        double b = left + wide * (tbi_brief_number(l, "chance_high") - low) / (high - low);
        double at = left + wide * (tbi_brief_number(l, "chance") - low) / (high - low);
        bool record = strcmp(tbi_brief_text(l, "evidence"), "historical") == 0;
        text(f, left - 10, y + 4, "end", "name",
             tbi_say_short(f->a,
                           record ? tbi_arena_printf(f->a, "%s %s", tbi_brief_text(l, "component"),
                                                     tbi_brief_said(f, l, "component_name"))
                                  : tbi_brief_said(f, l, "name"),
                           42));
        box(f, a, y - 7, fmax(b - a, 1), 14, "bar");
        line(f, at, y - 9, at, y + 9, "median");
        text(f, fmax(b, at) + 6, y + 4, "start", "value",
             tbi_say_chance(f->a, tbi_brief_number(l, "chance"), f->lang));
        y += step;
    }
    line(f, zero, 18, zero, y - 8, "goal");
    tbi_buf_text(f->b, "</svg>\n");
}

void tbi_chart_frontier(tb_brief *f, const cJSON *plan)
{
    const cJSON *points = tbi_json_get(plan, "frontier"), *p;
    double most = 0;
    double top = 0.1;
    double px = NAN;
    double py = NAN;
    if (cJSON_GetArraySize(points) < 2)
        return;
    cJSON_ArrayForEach(p, points)
    {
        most = fmax(most, tbi_brief_number(p, "cost"));
        top = fmax(top, tbi_brief_number(p, "chance"));
    }
    if (!(most > 0))
        return;
    top = fmin(1, ceil(top * 10) / 10);
    open_svg(f, FLOOR + 36, tbi_brief_pick(f, "Chance by cost", "Khả năng đạt theo chi phí"));
    for (int i = 0; i <= 4; i++) {
        double y = FLOOR - (FLOOR - TOP) * i / 4.0;
        line(f, LEFT, y, RIGHT, y, "grid");
        text(f, LEFT - 6, y + 4, "end", "axis",
             tbi_arena_printf(f->a, "%.0f%%", top * i / 4 * 100));
    }
    cJSON_ArrayForEach(p, points)
    {
        double x = LEFT + (RIGHT - LEFT) * tbi_brief_number(p, "cost") / most;
        double y = FLOOR - (FLOOR - TOP) * tbi_brief_number(p, "chance") / top;
        if (!isnan(px)) {
            line(f, px, py, x, py, "past");
            line(f, x, py, x, y, "past");
        }
        dot(f, x, y, "mid");
        text(f, x, y - 9, "middle", "value",
             tbi_say_chance(f->a, tbi_brief_number(p, "chance"), f->lang));
        text(f, x, FLOOR + 18, "middle", "axis",
             tbi_brief_say(f, tbi_brief_number(p, "cost"),
                           tbi_brief_number(p, "cost") == floor(tbi_brief_number(p, "cost")) ? 0
                                                                                             : 1));
        px = x;
        py = y;
    }
    text(f, (LEFT + RIGHT) / 2.0, FLOOR + 33, "middle", "axis",
         tbi_brief_pick(f, "cost", "chi phí"));
    tbi_buf_text(f->b, "</svg>\n");
}
