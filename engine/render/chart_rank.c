/* chart_rank.c - pictures of places: the years behind with the forecast, how likely each place is,
 * the neighbours. */
#include "render/chart.h"

#include "messages/render.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* The frame for places: years to the right, place 1 on top. */
typedef struct frame {
    /* years to the right, and the worst place at the floor */
    double first, last, most;
} frame;

enum { TOP = 20, FLOOR = 214, LEFT = 34, RIGHT = 430, INSET = 14, HEIGHT = 244 };

/* Places and years have no decimals. */
static const char *write_figure(const tb_brief *p, double x)
{
    const char *text = tbi_arena_printf(p->a, "%.0f", x);
    return text != NULL ? text : "";
}

/* One year alone stands at the left.
 * In pixels; INSET keeps the first point off the axis. */
static double map_x(const frame *r, double year)
{
    return LEFT + INSET +
           (RIGHT - LEFT - INSET) * (year - r->first) /
               (r->last > r->first ? r->last - r->first : 1);
}

/* Place 1 is at the top.
 * A table of one unit has no span, and its only place is at the top. */
static double map_y(const frame *r, double place)
{
    return TOP + (FLOOR - TOP) * (place - 1) / (r->most > 1 ? r->most - 1 : 1);
}

/* History, curves and goals name an index in the same words.
 * A goal on a component ("PAPI.D5") has its own rows, apart from those of the index. */
static bool is_of_goal(const cJSON *row, const cJSON *goal)
{
    return strcmp(tbi_text_of(row, "index"), tbi_text_of(goal, "index")) == 0;
}

/* Places 1, 10, 20, ...; years are counted back from the last one, which always has its label.
 * More than nine years have a label every second year, or they would touch. */
static void draw_axes(tb_svg *s, const tb_brief *p, const frame *r)
{
    double years = r->last - r->first + 1;
    double step = years > 9 ? 2 : 1;
    for (double place = 1; place <= r->most; place = place < 10 ? 10 : place + 10) {
        tbi_svg_line(s, LEFT, map_y(r, place), RIGHT, map_y(r, place), TB_FAINT, 1);
        tbi_svg_small(s, LEFT - 6, map_y(r, place) + 4, "end", write_figure(p, place));
    }
    for (double year = r->last; year >= r->first; year -= step)
        tbi_svg_small(s, map_x(r, year), FLOOR + 20, "middle", write_figure(p, year));
}

/* A change of method: a thin line between the years.
 * Reads new_scheme of the rows of history; a break in the first year that is shown has no year
 * before it to be drawn against. */
static void draw_breaks(tb_svg *s, const tb_brief *p, const frame *r, const cJSON *goal)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        double year = tbi_number_of(row, "year");
        if (!is_of_goal(row, goal) || !tbi_true_of(row, "new_scheme") || year <= r->first)
            continue;
        double x = (map_x(r, year) + map_x(r, year - 1)) / 2;
        tbi_svg_dashed(s, x, TOP - 4, x, FLOOR, TB_GREY);
        tbi_svg_small(s, x + 3, TOP - 6, "start", tbi_word(p, TB_WORD_BREAK));
    }
}

/* Adds a row to data for each year, with or without a place. A year without one breaks the line.
 * data gets five cells a row, as make_history_grid made its columns. A place that was withheld
 * has a word at the floor in place of a dot. */
static void draw_past(tb_svg *s, tb_brief *p, const frame *r, const cJSON *goal, tb_doc_table *data)
{
    double x = NAN;
    double y = NAN;
    double before = NAN;
    const cJSON *row;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        double rank = tbi_number_of(row, "rank");
        double year = tbi_number_of(row, "year");
        if (!is_of_goal(row, goal) || year < r->first)
            continue;
        if (strcmp(tbi_text_of(row, "status"), "withheld") == 0)
            tbi_svg_small(s, map_x(r, year), FLOOR - 6, "middle",
                          tbi_word(p, TB_WORD_WITHHELD_AXIS));
        tbi_put(p, data, year);
        tbi_put(p, data, rank);
        for (int k = 0; k < 3; k++)
            tbi_put(p, data, NAN);
        if (isnan(rank))
            continue;
        /* only neighbouring years are joined */
        if (year == before + 1)
            tbi_svg_line(s, x, y, map_x(r, year), map_y(r, rank), TB_BLUE, 2);
        x = map_x(r, year);
        y = map_y(r, rank);
        before = year;
        tbi_svg_dot(s, x, y, TB_BLUE);
    }
}

/* The figures come after the line, which would run through them. */
static void draw_figures(tb_svg *s, const tb_brief *p, const frame *r, const cJSON *goal)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        double rank = tbi_number_of(row, "rank"), year = tbi_number_of(row, "year");
        if (is_of_goal(row, goal) && year >= r->first && !isnan(rank))
            tbi_svg_over(s, map_x(r, year), map_y(r, rank) - 9, "middle", TB_INK,
                         write_figure(p, rank));
    }
}

/* A part of the picture, in pixels. */
typedef struct area {
    double left, top, right, bottom;
} area;

static bool is_over(const area *a, double x1, double y1, double x2, double y2)
{
    return a->left < x2 && x1 < a->right && a->top < y2 && y1 < a->bottom;
}

/* Whether words in `a` would run into a figure, a dot, the line or the name of a break. */
static bool is_taken(const tb_brief *p, const frame *r, const cJSON *goal, const area *a)
{
    enum { STEPS = 24, BREAK_WIDE = 116 };
    double x = NAN, y = NAN, before = NAN;
    const cJSON *row;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        double year = tbi_number_of(row, "year"), rank = tbi_number_of(row, "rank");
        if (!is_of_goal(row, goal) || year < r->first)
            continue;
        double at = (map_x(r, year) + map_x(r, year - 1)) / 2;
        if (tbi_true_of(row, "new_scheme") && year > r->first &&
            is_over(a, at, TOP - 18, at + BREAK_WIDE, TOP - 2))
            return true;
        if (isnan(rank))
            continue;
        double from_x = x, from_y = y;
        x = map_x(r, year);
        y = map_y(r, rank);
        if (is_over(a, x - 10, y - 21, x + 10, y + 5))
            return true;
        for (int k = 1; k < STEPS && year == before + 1; k++) {
            double share = (double)k / STEPS;
            double line_x = from_x + share * (x - from_x), line_y = from_y + share * (y - from_y);
            if (is_over(a, line_x - 1, line_y - 1, line_x + 1, line_y + 1))
                return true;
        }
        before = year;
    }
    return false;
}

/* The goal as a line with its name, which stands above or below it where nothing else does, the
 * leftmost such spot; at the left above the line where there is none. */
static void draw_goal(tb_svg *s, tb_brief *p, const frame *r, const cJSON *goal, double place)
{
    /* of the foot of the words from the line: just above and below, then a row farther */
    static const double lift[] = { -2, 17, -20, 35 };
    double y = map_y(r, place);
    const char *text = tbi_arena_printf(p->a, "%s %.0f", tbi_word(p, TB_WORD_GOAL_PLACE), place);
    double wide = 6.7 * (double)tbi_utf8_width(text != NULL ? text : "");
    area spot = { LEFT + 4, y - 16, LEFT + 4 + wide, y - 2 };
    bool found = false;
    for (size_t k = 0; k < sizeof lift / sizeof *lift; k++) {
        for (double x = LEFT + 4; x + wide < RIGHT - 12 && !found; x += 8) {
            area a = { x, y + lift[k] - 14, x + wide, y + lift[k] };
            if (a.bottom > FLOOR || a.top < 0 || is_taken(p, r, goal, &a))
                continue;
            spot = a;
            found = true;
        }
    }
    tbi_svg_dashed(s, LEFT, y, RIGHT, y, TB_ORANGE);
    tbi_svg_over(s, spot.left, spot.bottom - 3, "start", TB_ORANGE, text != NULL ? text : "");
}

/* Labels of the interval are left out where they would run into the median's.
 * Reads rank.q05, q50 and q95. The best place is q05: the box reaches from it down to q95. */
static void draw_forecast(tb_svg *s, const tb_brief *p, const frame *r, const cJSON *goal)
{
    const cJSON *rank = tbi_json_get(goal, "rank");
    double low = tbi_number_of(rank, "q05");
    double middle = tbi_number_of(rank, "q50");
    double high = tbi_number_of(rank, "q95");
    double x = map_x(r, r->last);
    tbi_svg_box(s, x - 7, map_y(r, low), 14, map_y(r, high) - map_y(r, low), TB_PALE);
    tbi_svg_dot(s, x, map_y(r, middle), TB_ORANGE);
    tbi_svg_text(s, x + 12, map_y(r, middle) + 4, "start", TB_INK, true, write_figure(p, middle));
    if (map_y(r, middle) - map_y(r, low) > 14)
        tbi_svg_small(s, x + 12, map_y(r, low) + 4, "start", write_figure(p, low));
    if (map_y(r, high) - map_y(r, middle) > 14)
        tbi_svg_small(s, x + 12, map_y(r, high) + 4, "start", write_figure(p, high));
}

/* One table for both: years behind have a place, the year of the goal an interval. */
static tb_doc_table *make_history_grid(tb_brief *p, const char *title)
{
    tb_doc_table *data = tbi_grid_new(&p->doc, "history", title);
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_YEAR));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_RANK));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_LOW));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_MEDIAN));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 10, tbi_word(p, TB_WORD_HIGH));
    return data;
}

/* NULL without a forecast of the place. The best place is on top, and Excel is told so
 * (reversed). */
const tb_chart *tbi_chart_history(tb_brief *p, const cJSON *goal, size_t number)
{
    frame r = { INFINITY, tbi_number_of(goal, "year"),
                tbi_place_of(tbi_json_get(goal, "reference")) };
    const cJSON *row;
    const cJSON *rank = tbi_json_get(goal, "rank");
    if (rank == NULL || isnan(tbi_number_of(rank, "q50")) || isnan(r.last))
        return NULL;
    /* of a table of which it is not known how many it has: the old provinces */
    if (isnan(r.most) || r.most < 2)
        r.most = 63;
    cJSON_ArrayForEach(row, tbi_json_get(p->result, "history"))
    {
        if (!is_of_goal(row, goal) || isnan(tbi_number_of(row, "rank")))
            continue;
        r.first = fmin(r.first, tbi_number_of(row, "year"));
        r.most = fmax(r.most, tbi_number_of(row, "rank"));
    }
    r.most = fmax(r.most, tbi_number_of(rank, "q95"));
    r.most = fmax(r.most, tbi_number_of(goal, "target_place"));
    if (isinf(r.first))
        r.first = r.last - 1;
    tb_svg s;
    const char *index = tbi_goal_name(p, goal);
    const char *title = tbi_say(p, TB_SAY_CHART_HISTORY, index);
    const char *alt =
        tbi_say(p, TB_SAY_ALT_HISTORY, tbi_province(p), index, r.first, r.last - 1, r.last,
                tbi_number_of(rank, "q50"), tbi_number_of(rank, "q05"), tbi_number_of(rank, "q95"));
    tb_doc_table *data = make_history_grid(p, title);
    tbi_svg_open(&s, p, HEIGHT, title, alt);
    draw_axes(&s, p, &r);
    draw_breaks(&s, p, &r, goal);
    double place = tbi_number_of(goal, "target_place");
    if (place > 0)
        draw_goal(&s, p, &r, goal, place);
    draw_past(&s, p, &r, goal, data);
    draw_figures(&s, p, &r, goal);
    draw_forecast(&s, p, &r, goal);
    tbi_put(p, data, r.last);
    tbi_put(p, data, NAN);
    tbi_put(p, data, tbi_number_of(rank, "q05"));
    tbi_put(p, data, tbi_number_of(rank, "q50"));
    tbi_put(p, data, tbi_number_of(rank, "q95"));
    const char *id = tbi_arena_printf(p->a, "history-%zu", number);
    tb_chart *c = tbi_svg_close(&s, p, id != NULL ? id : "history", title, alt, data);
    if (c != NULL) {
        c->form = TB_CHART_LINE;
        c->series = 1;
        c->reversed = true;
    }
    return c;
}

/* The curve of the goal's index and year; NULL = none. */
static const cJSON *find_curve(const tb_brief *p, const cJSON *goal)
{
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(p->result, "curves"))
    {
        bool year = tbi_number_of(c, "year") == tbi_number_of(goal, "year");
        if (year && strcmp(tbi_text_of(c, "index"), tbi_text_of(goal, "index")) == 0)
            return c;
    }
    return NULL;
}

/* The chance of place k or better with nothing added.
 * place is a list by place, each a list by points added, of which the first is 0 points. NaN
 * beyond either list. */
static double compute_chance_within(const cJSON *curve, int k)
{
    const cJSON *row = cJSON_GetArrayItem(tbi_json_get(curve, "place"), k - 1);
    const cJSON *first = cJSON_GetArrayItem(row, 0);
    return cJSON_IsNumber(first) ? first->valuedouble : NAN;
}

/* The chance of exactly place k, the difference of two of those. */
static double compute_chance_at(const cJSON *curve, int k)
{
    return compute_chance_within(curve, k) - (k > 1 ? compute_chance_within(curve, k - 1) : 0);
}

/* A row for each place, the table behind the bars. Consecutive places below one per cent each
 * share a row with the sum of their chances: dozens of rows of "<1%" say less than "1–16". */
static void fill_places(tb_brief *p, tb_doc_table *data, const cJSON *curve, int n)
{
    const double small = 0.01; /* what is printed as "<1%" */
    for (int from = 1, to = 1; from <= n; from = to + 1) {
        double sum = compute_chance_at(curve, from);
        bool rare = sum < small;
        to = from;
        while (rare && to < n && compute_chance_at(curve, to + 1) < small)
            sum += compute_chance_at(curve, ++to);
        tbi_put_text(p, data,
                     to == from ? write_figure(p, from)
                                : tbi_join(p, write_figure(p, from), "–", write_figure(p, to)));
        tbi_put(p, data, sum);
    }
}

/* The result has chances of place k or better; a bar is the difference of two of them. NULL where
 * numbers are not to be shown. */
const tb_chart *tbi_chart_places(tb_brief *p, const cJSON *goal, size_t number)
{
    const cJSON *curve = find_curve(p, goal);
    int n = cJSON_GetArraySize(tbi_json_get(curve, "place"));
    double most = 0;
    double goal_place = tbi_number_of(goal, "target_place");
    /* the bars are probabilities, and those of this kind are not to be shown */
    if (n < 2 || tbi_uncalibrated(goal))
        return NULL;
    for (int k = 1; k <= n; k++)
        most = fmax(most, compute_chance_at(curve, k));
    if (!(most > 0))
        return NULL;
    tb_svg s;
    const char *title = tbi_say(p, TB_SAY_CHART_PLACES, tbi_goal_name(p, goal));
    const char *alt = tbi_say(
        p, TB_SAY_ALT_PLACES,
        tbi_say_cases(p, goal_place > 0 ? compute_chance_within(curve, (int)goal_place) : NAN));
    tb_doc_table *data = tbi_grid_new(&p->doc, "places", title);
    tbi_grid_column(data, TB_DOC_TEXT, 0, 8, tbi_word(p, TB_WORD_RANK));
    tbi_grid_column(data, TB_DOC_CHANCE, 0, 12, tbi_word(p, TB_WORD_THIS_PLACE));
    fill_places(p, data, curve, n);
    tbi_svg_open(&s, p, 150, title, alt);
    double wide = (double)(TB_CHART_WIDTH - 40) / n;
    tbi_svg_line(&s, 20, 122, TB_CHART_WIDTH - 20, 122, TB_GREY, 1);
    for (int k = 1; k <= n; k++) {
        bool met = goal_place > 0 && k <= goal_place;
        double high = 100 * compute_chance_at(curve, k) / most;
        tbi_svg_box(&s, 20 + wide * (k - 1) + 0.5, 122 - high, wide - 1, high,
                    met ? TB_BLUE : TB_PALE);
        if (k == 1 || k % 10 == 0)
            tbi_svg_small(&s, 20 + wide * (k - 0.5), 138, "middle", write_figure(p, k));
    }
    if (goal_place > 0 && goal_place <= n) {
        double x = 20 + wide * goal_place;
        const char *text =
            tbi_arena_printf(p->a, "%s %.0f", tbi_word(p, TB_WORD_GOAL_PLACE), goal_place);
        tbi_svg_dashed(&s, x, 8, x, 122, TB_ORANGE);
        tbi_svg_text(&s, goal_place > n / 2.0 ? x - 5 : x + 5, 14,
                     goal_place > n / 2.0 ? "end" : "start", TB_ORANGE, false,
                     text != NULL ? text : "");
    }
    const char *id = tbi_arena_printf(p->a, "places-%zu", number);
    tb_chart *c = tbi_svg_close(&s, p, id != NULL ? id : "places", title, alt, data);
    if (c != NULL) {
        c->form = TB_CHART_BAR;
        c->series = 1;
    }
    return c;
}

/* A row a unit: five quantiles of its place.
 * Places have no decimals: quantiles of whole numbers. */
static tb_doc_table *make_neighbour_grid(tb_brief *p, const char *title)
{
    tb_doc_table *data = tbi_grid_new(&p->doc, "neighbours", title);
    tbi_grid_column(data, TB_DOC_TEXT, 0, 18, tbi_word(p, TB_WORD_PROVINCE));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_LOW));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, "25%");
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_MEDIAN));
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, "75%");
    tbi_grid_column(data, TB_DOC_WHOLE, 0, 8, tbi_word(p, TB_WORD_HIGH));
    return data;
}

/* Box: the middle half; line: from 5 to 95 percent. */
const tb_chart *tbi_chart_neighbours(tb_brief *p, const cJSON *forecast, size_t number)
{
    static const char *const level[] = { "q05", "q25", "q50", "q75", "q95" };
    /* a result that is not full has eleven units */
    enum { MOST = 21 };
    const cJSON *units = tbi_json_get(forecast, "units");
    const cJSON *u;
    int n = cJSON_GetArraySize(units);
    double most = 2;
    double y = 14;
    const double left = 128;
    const double wide = TB_CHART_WIDTH - 128 - 20;
    if (n == 0 || n > MOST)
        return NULL; /* every unit of a forecast is a table, not a picture */
    cJSON_ArrayForEach(u, units) most = fmax(most, tbi_number_of(tbi_json_get(u, "rank"), "q95"));
    tb_svg s;
    const char *title =
        tbi_say(p, TB_SAY_CHART_NEIGHBOURS, tbi_index_called(p, tbi_text_of(forecast, "index")));
    const char *alt = tbi_word(p, TB_WORD_ALT_NEIGHBOURS);
    tb_doc_table *data = make_neighbour_grid(p, title);
    tbi_svg_open(&s, p, n * 22 + 30, title, alt);
    cJSON_ArrayForEach(u, units)
    {
        const cJSON *rank = tbi_json_get(u, "rank");
        bool own = strcmp(tbi_text_of(u, "code"), tbi_text_of(p->result, "unit")) == 0;
        double x[5];
        tbi_put_text(p, data, tbi_unit_of(p, u));
        for (size_t i = 0; i < 5; i++) {
            tbi_put(p, data, tbi_number_of(rank, level[i]));
            x[i] = left + wide * (tbi_number_of(rank, level[i]) - 1) / (most - 1);
        }
        if (own)
            tbi_grid_strong(data);
        tbi_svg_text(&s, left - 10, y + 4, "end", TB_INK, own, tbi_unit_of(p, u));
        tbi_svg_line(&s, x[0], y, x[4], y, own ? TB_BLUE : "#9aa7b5", 2);
        tbi_svg_box(&s, x[1], y - 5, x[3] - x[1], 10, own ? TB_BLUE : "#c9d3de");
        tbi_svg_line(&s, x[2], y - 7, x[2], y + 7, TB_ORANGE, 2.5);
        y += 22;
    }
    /* 1, 10, 20, ... */
    for (double place = 1; place <= most; place = place < 10 ? 10 : place + 10)
        tbi_svg_small(&s, left + wide * (place - 1) / (most - 1), y + 8, "middle",
                      write_figure(p, place));
    const char *id = tbi_arena_printf(p->a, "neighbours-%zu", number);
    tb_chart *c = tbi_svg_close(&s, p, id != NULL ? id : "neighbours", title, alt, data);
    if (c != NULL) {
        c->form = TB_CHART_BAR;
        c->series = 3;
        c->reversed = true;
    }
    return c;
}
