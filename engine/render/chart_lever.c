/* chart_lever.c - pictures of measures: what each component would do to the chance, and the chance
 * by cost. */
#include "render/chart.h"

#include "messages/render.h"
#include "messages/render_plan.h"

#include <math.h>
#include <string.h>

/* One of each row of the table of measures, with a range to draw.
 * levers: of the goal, among which an earlier row may tell the same. */
static bool is_drawn(const cJSON *levers, const cJSON *l)
{
    return tbi_json_get(l, "effect") != NULL && !tbi_lever_repeats(levers, l) &&
           !isnan(tbi_number_of(l, "chance_low"));
}

/* The table behind the picture, with the figures that it draws. */
static tb_doc_table *make_tornado_grid(tb_brief *p, const char *title)
{
    tb_doc_table *data = tbi_grid_new(&p->doc, "tornado", title);
    tbi_grid_column(data, TB_DOC_TEXT, 0, 40, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(data, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_CHANCE_WITH));
    tbi_grid_column(data, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_LOW));
    tbi_grid_column(data, TB_DOC_CHANCE, 0, 10, tbi_word(p, TB_WORD_HIGH));
    return data;
}

/* As the table of measures has it: by component where the evidence is about that.
 * At most two lines of the picture, see tbi_svg_label. */
static const char *find_name(const tb_brief *p, const cJSON *l)
{
    bool own = strcmp(tbi_text_of(l, "evidence"), "assumed") == 0 ||
               strcmp(tbi_text_of(l, "evidence"), "published") == 0;
    const char *component = tbi_said_of(p, l, "component_name");
    if (own || component[0] == '\0')
        return tbi_said_of(p, l, "name");
    /* a second bar of the component that others reached something in */
    if (strcmp(tbi_text_of(l, "evidence"), "quasi-experimental") == 0)
        return tbi_say(p, TB_SAY_COMPARED_BAR, component);
    return component;
}

/* NULL when no measure moves the chance. zero is where the chance without action lies.
 * A bar goes from chance_low to chance_high of a measure, with a mark at its chance. number: of
 * the goal from 1, part of the picture's id. */
const tb_chart *tbi_chart_tornado(tb_brief *p, const cJSON *goal, size_t number)
{
    const cJSON *levers = tbi_json_get(goal, "levers");
    const cJSON *l;
    double base = tbi_number_of(goal, "chance_without_action");
    double low = base;
    double high = base;
    int shown = 0;
    if (levers == NULL)
        return NULL;
    cJSON_ArrayForEach(l, levers)
    {
        if (!is_drawn(levers, l))
            continue;
        low = fmin(low, tbi_number_of(l, "chance_low"));
        high = fmax(high, tbi_number_of(l, "chance_high"));
        shown++;
    }
    /* bars of no length would say that measures do nothing, and it is only that nothing is
     * known */
    if (shown == 0 || !(high > low))
        return NULL;
    tb_svg s;
    const double left = 190;
    const double wide = TB_CHART_WIDTH - 190 - 46;
    double y = 36;
    const double zero = left + wide * (base - low) / (high - low);
    const char *title = tbi_say(p, TB_SAY_CHART_TORNADO, tbi_goal_title(p, goal));
    tb_doc_table *data = make_tornado_grid(p, title);
    tbi_svg_open(&s, p, shown * 30 + 40, title, tbi_word(p, TB_WORD_ALT_TORNADO));
    const char *mark = tbi_arena_printf(p->a, "%s %s", tbi_word(p, TB_WORD_WITHOUT_ACTION),
                                        tbi_say_percent(p, base));
    tbi_svg_text(&s, zero > TB_CHART_WIDTH - 120 ? TB_CHART_WIDTH - 4 : zero, 12,
                 zero > TB_CHART_WIDTH - 120 ? "end" : "middle", TB_ORANGE, false,
                 mark != NULL ? mark : "");
    cJSON_ArrayForEach(l, levers)
    {
        if (!is_drawn(levers, l))
            continue;
        double a = left + wide * (tbi_number_of(l, "chance_low") - low) / (high - low);
        double b = left + wide * (tbi_number_of(l, "chance_high") - low) / (high - low);
        double at = left + wide * (tbi_number_of(l, "chance") - low) / (high - low);
        tbi_svg_label(&s, p, left - 10, y, 27, TB_INK, find_name(p, l));
        tbi_svg_box(&s, a, y - 7, fmax(b - a, 1), 14, TB_BLUE);
        tbi_svg_line(&s, at, y - 9, at, y + 9, TB_ORANGE, 2.5);
        tbi_svg_text(&s, fmax(b, at) + 6, y + 4, "start", TB_INK, false,
                     tbi_say_percent(p, tbi_number_of(l, "chance")));
        tbi_put_text(p, data, find_name(p, l));
        tbi_put(p, data, tbi_number_of(l, "chance"));
        tbi_put(p, data, tbi_number_of(l, "chance_low"));
        tbi_put(p, data, tbi_number_of(l, "chance_high"));
        y += 30;
    }
    tbi_svg_dashed(&s, zero, 18, zero, y - 14, TB_ORANGE);
    const char *id = tbi_arena_printf(p->a, "measures-%zu", number);
    tb_chart *c = tbi_svg_close(&s, p, id != NULL ? id : "measures", title,
                                tbi_word(p, TB_WORD_ALT_TORNADO), data);
    if (c != NULL) {
        c->form = TB_CHART_BAR;
        c->series = 1;
    }
    return c;
}

enum { TOP = 20, FLOOR = 190, LEFT = 46, RIGHT = 450 };

/* Steps and not slopes: between two plans there is nothing to buy. NULL for fewer than two
 * plans, or when none costs anything. what: of which goal.
 * number 0: the plan of all goals together. */
const tb_chart *tbi_chart_frontier(tb_brief *p, const cJSON *plan, size_t number, const char *what)
{
    const cJSON *points = tbi_json_get(plan, "frontier");
    const cJSON *f;
    double most = 0;
    double top = 0.1;
    double px = NAN;
    double py = NAN;
    if (cJSON_GetArraySize(points) < 2)
        return NULL;
    cJSON_ArrayForEach(f, points)
    {
        most = fmax(most, tbi_number_of(f, "cost"));
        top = fmax(top, tbi_number_of(f, "chance"));
    }
    if (!(most > 0))
        return NULL;
    /* a round top with some room above the highest point */
    top = fmin(1, ceil(top * 10 + 0.5) / 10);
    tb_svg s;
    /* without costs each measure counts as one: a number of measures, never an amount */
    bool priced = tbi_plan_has_price(plan);
    const char *title = priced ? tbi_say(p, TB_SAY_CHART_FRONTIER, what)
                               : tbi_say(p, TB_SAY_CHART_FRONTIER_COUNT, what);
    tb_doc_table *data = tbi_grid_new(&p->doc, "frontier", title);
    tbi_grid_column(data, TB_DOC_COST, 0, 10,
                    priced ? tbi_say_cost_head(p, plan, tbi_word(p, TB_WORD_COST))
                           : tbi_word(p, TB_WORD_COUNT_OF_MEASURES));
    tbi_grid_column(data, TB_DOC_CHANCE, 0, 12, tbi_word(p, TB_WORD_CHANCE));
    tbi_svg_open(&s, p, FLOOR + 42, title,
                 priced ? tbi_word(p, TB_WORD_ALT_FRONTIER)
                        : tbi_word(p, TB_WORD_ALT_FRONTIER_COUNT));
    for (int i = 0; i <= 4; i++) {
        double y = FLOOR - (FLOOR - TOP) * i / 4.0;
        tbi_svg_line(&s, LEFT, y, RIGHT, y, TB_FAINT, 1);
        tbi_svg_small(&s, LEFT - 6, y + 4, "end", tbi_say_percent(p, top * i / 4));
    }
    cJSON_ArrayForEach(f, points)
    {
        double cost = tbi_number_of(f, "cost");
        double chance = tbi_number_of(f, "chance");
        double x = LEFT + 10 + (RIGHT - LEFT - 20) * cost / most;
        double y = FLOOR - (FLOOR - TOP) * chance / top;
        if (!isnan(px)) {
            tbi_svg_line(&s, px, py, x, py, TB_BLUE, 2);
            tbi_svg_line(&s, x, py, x, y, TB_BLUE, 2);
        }
        bool room = isnan(px) || x - px > 26; /* otherwise words would lie on words */
        tbi_svg_dot(&s, x, y, TB_ORANGE);
        if (room)
            tbi_svg_text(&s, x, y - 9, "middle", TB_INK, false, tbi_say_percent(p, chance));
        if (room)
            tbi_svg_small(&s, x, FLOOR + 18, "middle", tbi_say_cost(p, cost));
        tbi_put(p, data, cost);
        tbi_put(p, data, chance);
        px = x;
        py = y;
    }
    tbi_svg_small(&s, (LEFT + RIGHT) / 2.0, FLOOR + 36, "middle",
                  priced ? tbi_say_cost_head(p, plan, tbi_word(p, TB_WORD_AXIS_COST))
                         : tbi_word(p, TB_WORD_COUNT_OF_MEASURES));
    const char *id = tbi_arena_printf(p->a, "frontier-%zu", number);
    tb_chart *c = tbi_svg_close(
        &s, p, id != NULL ? id : "frontier", title,
        priced ? tbi_word(p, TB_WORD_ALT_FRONTIER) : tbi_word(p, TB_WORD_ALT_FRONTIER_COUNT), data);
    if (c != NULL) {
        c->form = TB_CHART_STEP;
        c->series = 1;
    }
    return c;
}
