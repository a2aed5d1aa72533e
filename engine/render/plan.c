/* plan.c - a plan in sentences, and as the annex that departments work from: measure, agency,
 * quantity, dates, evidence. */
#include "render/brief.h"

#include "messages/counter_offer.h"
#include "messages/render.h"
#include "messages/render_known.h"
#include "messages/render_plan.h"
#include "render/chart.h"

#include <math.h>
#include <string.h>

/* A plain paragraph; an empty text adds none. */
static void add_paragraph(tb_brief *p, const char *text)
{
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, text);
}

/* Whether any measure of the plan rests on what provinces have gained in the past.
 * Ids of the plan are looked up among the measures of all goals. */
static bool is_on_reach(const tb_brief *p, const cJSON *plan)
{
    const cJSON *id;
    cJSON_ArrayForEach(id, tbi_json_get(plan, "levers"))
    {
        const cJSON *l = tbi_lever_of(p, cJSON_IsString(id) ? id->valuestring : "");
        if (strcmp(tbi_text_of(l, "evidence"), "historical") == 0)
            return true;
    }
    return false;
}

/* Names of measures from ids joined by ", ".
 * A name of a measure may have a comma, so names are joined by semicolons; an id that no goal
 * has stays an id. */
static const char *say_names(const tb_brief *p, const char *ids)
{
    const char *list = "";
    while (*ids != '\0') {
        size_t n = strcspn(ids, ",");
        const char *id = tbi_arena_text_n(p->a, ids, n);
        const cJSON *l = id != NULL ? tbi_lever_of(p, id) : NULL;
        if (id != NULL)
            list = tbi_join(p, list, "; ", l != NULL ? tbi_said_of(p, l, "name") : id);
        ids += n;
        while (*ids == ',' || *ids == ' ')
            ids++;
    }
    return list;
}

/* Left out where no rank was expected.
 * expected_rank is a mean of places over draws, and over indices where the plan serves several. */
static void write_rank(tb_brief *p, const cJSON *plan)
{
    double with = tbi_number_of(plan, "expected_rank");
    if (isnan(with))
        return;
    bool by_rank = strcmp(tbi_text_of(plan, "objective"), "rank") == 0;
    add_paragraph(p, tbi_say(p, TB_SAY_PLAN_RANK,
                             tbi_number_of(plan, "rank_indices") > 1
                                 ? tbi_word(p, TB_WORD_MEAN_OVER_INDICES)
                                 : "",
                             by_rank ? tbi_word(p, TB_WORD_PLAN_BY_RANK) : "",
                             tbi_say_amount(p, tbi_number_of(plan, "expected_rank_without"), 1),
                             tbi_say_amount(p, with, 1)));
}

/* The same ids in the same order. */
static bool has_same_measures(const cJSON *a, const cJSON *b)
{
    return cJSON_Compare(tbi_json_get(a, "levers"), tbi_json_get(b, "levers"), true) != 0;
}

/* The annex has the table of the plan that the page proposes; of another one the names are enough
 * on paper.
 * Off paper the whole table is there, for the screen. */
static void write_table(tb_brief *p, const cJSON *plan)
{
    const char *list = "";
    const cJSON *id;
    if (has_same_measures(plan, tbi_main_plan(p))) {
        add_paragraph(p, tbi_word(p, TB_WORD_SEE_ANNEX));
        return;
    }
    cJSON_ArrayForEach(id, tbi_json_get(plan, "levers")) list = tbi_join(
        p, list, "; ",
        tbi_said_of(p, tbi_lever_of(p, cJSON_IsString(id) ? id->valuestring : ""), "name"));
    add_paragraph(p, tbi_say(p, TB_SAY_PLAN_NAMES, list));
    tbi_doc_screen(
        tbi_doc_table(&p->doc, tbi_plan_grid(p, plan, "plan", tbi_word(p, TB_WORD_PLAN_HEAD))));
}

/* Nothing for a plan that is not there at all; a reason instead of a plan; else costs and chances,
 * warnings, and the table. */
void tbi_write_plan(tb_brief *p, const cJSON *plan)
{
    const char *reason = tbi_said_of(p, plan, "reason");
    const char *condition = tbi_said_of(p, plan, "condition");
    if (plan == NULL)
        return;
    if (reason[0] != '\0') {
        add_paragraph(p, tbi_say(p, TB_SAY_NO_PLAN, reason));
        return;
    }
    if (!tbi_has_plan(plan)) {
        add_paragraph(p, tbi_word(p, TB_WORD_PLAN_EMPTY));
        return;
    }
    const char *price = tbi_say_plan_price(p, plan);
    const char *said = condition[0] != '\0' ? tbi_arena_printf(p->a, "; %s", condition) : "";
    if (isnan(tbi_number_of(plan, "chance")))
        tbi_doc_text(&p->doc, TB_TONE_STRONG,
                     tbi_say(p, TB_SAY_PLAN_COSTS, price, said != NULL ? said : ""));
    else
        tbi_doc_text(&p->doc, TB_TONE_STRONG,
                     tbi_say(p, TB_SAY_PLAN_RISES, price, said != NULL ? said : "",
                             tbi_say_cases(p, tbi_number_of(plan, "chance_without")),
                             tbi_say_cases(p, tbi_number_of(plan, "chance"))));
    write_rank(p, plan);
    if (tbi_true_of(plan, "equal_to_none"))
        tbi_doc_text(&p->doc, TB_TONE_WARNING, tbi_word(p, TB_WORD_EQUAL_NONE));
    /* another plan that the draws cannot tell from this one */
    const char *equal = tbi_text_of(plan, "equal_to");
    if (equal[0] != '\0')
        add_paragraph(p, tbi_say(p, TB_SAY_EQUAL_TO, say_names(p, equal)));
    double correlation = tbi_number_of(plan, "correlation");
    if (!isnan(correlation) && !isnan(tbi_number_of(plan, "chance_correlation_0")))
        add_paragraph(p, tbi_say(p, TB_SAY_CORRELATIONS, tbi_say_amount(p, correlation, 1),
                                 tbi_say_percent(p, tbi_number_of(plan, "chance_correlation_0")),
                                 tbi_say_percent(p, tbi_number_of(plan, "chance_correlation_09"))));
    const cJSON *exact = tbi_json_get(plan, "exact");
    /* the search was cut off: no plan is better than the bound */
    if (cJSON_IsFalse(exact) && !isnan(tbi_number_of(plan, "bound")))
        add_paragraph(p,
                      tbi_say(p, TB_SAY_CUT_OFF, tbi_say_percent(p, tbi_number_of(plan, "bound"))));
    if (is_on_reach(p, plan))
        add_paragraph(p, tbi_word(p, TB_WORD_ON_CONDITION));
    tbi_write_plan_condition(p, plan);
    write_table(p, plan);
}

/* A year of the plan's lists; NaN where there is none.
 * name: "starts" or "effect_from", lists by position of the measure in `levers`. */
static double find_year(const cJSON *plan, const char *name, int i)
{
    const cJSON *y = cJSON_GetArrayItem(tbi_json_get(plan, name), i);
    return cJSON_IsNumber(y) ? y->valuedouble : NAN;
}

/* In charge, and those that work with it, as they are named in the year in which the measure
 * begins.
 * m: of the plan, may be NULL; l: of the catalogue, whose agency stands in for it. */
static const char *say_agencies(const tb_brief *p, const cJSON *m, const cJSON *l)
{
    const char *agency = tbi_said_of(p, m, "agency");
    const char *with = tbi_said_of(p, m, "agencies_with");
    if (agency[0] == '\0')
        return tbi_said_of(p, l, "agency");
    return with[0] != '\0' ? tbi_say(p, TB_SAY_WORKS_WITH, agency, with) : agency;
}

/* "0,09 (-0,10; 0,29)": the effect with its central 90 %. */
static const char *say_points(const tb_brief *p, const cJSON *effect)
{
    double mean = tbi_number_of(effect, "mean");
    if (isnan(mean))
        return "";
    const char *text = tbi_arena_printf(p->a, "%s (%s; %s)", tbi_say_amount(p, mean, 2),
                                        tbi_say_amount(p, tbi_number_of(effect, "q05"), 2),
                                        tbi_say_amount(p, tbi_number_of(effect, "q95"), 2));
    return text != NULL ? text : "";
}

/* What stands once a component in the row of a measure. */
typedef struct acting {
    const char *component, *points, *evidence, *watch;
} acting;

/* "PAPI: Kiểm soát tham nhũng", and why it is chosen although the province leads there. */
static const char *say_component(const tb_brief *p, const char *index, const cJSON *m)
{
    const char *text = tbi_arena_printf(p->a, "%s: %s", index, tbi_said_of(p, m, "component_name"));
    const char *leads = tbi_said_of(p, m, "reason");
    if (text == NULL)
        return "";
    return leads[0] != '\0' ? tbi_say(p, TB_SAY_LEADS, text, leads) : text;
}

/* A measure may act on several components: the plan has a row for each, the page one for the
 * measure with all of them, in one order in every cell. l: of the catalogue, where the plan has no
 * row. */
static acting list_acting(const tb_brief *p, const cJSON *plan, const char *id, const cJSON *l)
{
    acting out = { "", "", "", "" };
    const cJSON *m;
    cJSON_ArrayForEach(m, tbi_json_get(plan, "measures"))
    {
        if (strcmp(tbi_text_of(m, "id"), id) != 0)
            continue;
        const char *name = tbi_text_of(m, "component");
        const char *index = tbi_arena_text_n(p->a, name, strcspn(name, "."));
        const char *evidence = tbi_say_evidence(p, tbi_text_of(m, "evidence"));
        out.component =
            tbi_join(p, out.component, "; ", say_component(p, index != NULL ? index : "", m));
        out.points = tbi_join(p, out.points, "; ", say_points(p, tbi_json_get(m, "effect")));
        out.watch = tbi_join(p, out.watch, "; ", tbi_said_of(p, m, "watch"));
        if (strstr(out.evidence, evidence) == NULL)
            out.evidence = tbi_join(p, out.evidence, "; ", evidence);
    }
    if (out.component[0] == '\0')
        out.component = say_component(p, tbi_text_of(l, "index"), l);
    if (out.evidence[0] == '\0')
        out.evidence = tbi_say_evidence(p, tbi_text_of(l, "evidence"));
    return out;
}

/* i: of the plan, whose lists run side by side. The plan's own words of a measure (m) go before
 * those of the catalogue (l). */
static void put_measure(tb_brief *p, tb_doc_table *t, const cJSON *plan, int i, const char *id)
{
    const cJSON *l = tbi_lever_of(p, id);
    const cJSON *instead = cJSON_GetArrayItem(tbi_json_get(plan, "instead"), i);
    const char *name = tbi_said_of(p, l, "name");
    const cJSON *m = tbi_plan_measure_of(plan, id);
    acting on = list_acting(p, plan, id, l);
    if (name[0] == '\0')
        name = id;
    /* of measures that exclude one another, which ones it was chosen before */
    if (cJSON_IsString(instead) && instead->valuestring[0] != '\0')
        name = tbi_say(p, TB_SAY_INSTEAD, name, say_names(p, instead->valuestring));
    tbi_put(p, t, i + 1);
    tbi_put_text(p, t, name);
    tbi_put_text(p, t, on.component);
    tbi_put_text(p, t, say_agencies(p, m, l));
    tbi_put_text(p, t, tbi_said_of(p, m != NULL ? m : l, "quantity"));
    tbi_put(p, t, find_year(plan, "starts", i));
    tbi_put(p, t, find_year(plan, "effect_from", i));
    tbi_put_text(p, t, tbi_say_dates(p, tbi_text_of(m != NULL ? m : l, "deadline")));
    tbi_put_text(p, t, tbi_say_priced(p, m != NULL ? m : l));
    tbi_put_text(p, t, on.points);
    tbi_put_text(p, t, on.evidence);
    /* what the catalogue does not know of may have been ordered too: no word then */
    tbi_put_text(p, t, tbi_true_of(m, "ordered_here") ? tbi_word(p, TB_WORD_ORDERED_YES) : "");
    tbi_put_text(p, t, on.watch);
}

/* NULL only without memory. The number behind a kind is the order in which narrow pages leave
 * columns out, the highest first; 0 stays. */
tb_doc_table *tbi_plan_grid(tb_brief *p, const cJSON *plan, const char *id, const char *title)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, id, title);
    const cJSON *lever;
    int i = 0;
    /* of what departments get, empty cells of quantity and deadline are for them to fill in */
    bool annex = strncmp(id, "annex", 5) == 0;
    tbi_grid_column(t, TB_DOC_WHOLE, 5, 4, tbi_word(p, TB_WORD_NUMBER));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 26, tbi_word(p, TB_WORD_MEASURE));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 20, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 24, tbi_word(p, TB_WORD_AGENCY));
    tbi_grid_column(t, TB_DOC_TEXT, 7, 22, tbi_word(p, TB_WORD_QUANTITY));
    if (annex)
        tbi_grid_fill(t);
    tbi_grid_column(t, TB_DOC_WHOLE, 2, 8, tbi_word(p, TB_WORD_START));
    tbi_grid_column(t, TB_DOC_WHOLE, 4, 9, tbi_word(p, TB_WORD_WORKS_FROM));
    tbi_grid_column(t, TB_DOC_TEXT, 3, 10, tbi_word(p, TB_WORD_DEADLINE));
    if (annex)
        tbi_grid_fill(t);
    tbi_grid_column(t, TB_DOC_TEXT, 6, 8, tbi_word(p, TB_WORD_COST));
    tbi_grid_column(t, TB_DOC_TEXT, 8, 19, tbi_word(p, TB_WORD_EFFECT));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 14, tbi_word(p, TB_WORD_EVIDENCE));
    tbi_grid_column(t, TB_DOC_TEXT, 10, 11, tbi_word(p, TB_WORD_ORDERED));
    tbi_grid_column(t, TB_DOC_TEXT, 9, 60, tbi_word(p, TB_WORD_WATCH));
    cJSON_ArrayForEach(lever, tbi_json_get(plan, "levers"))
    {
        if (cJSON_IsString(lever))
            put_measure(p, t, plan, i, lever->valuestring);
        i++;
    }
    if (t == NULL || t->rows == 0)
        return t;
    tb_doc_table *out = tbi_grid_drop_empty(p, t);
    if (out != NULL)
        out->wide = true;
    return out;
}

/* Measures that aim at those who answer a survey move the opinion, not the service. The catalogue
 * marks them.
 * A warning, on every page that names such a measure, whether the plan has it or not. */
static void write_opinion(tb_brief *p)
{
    const char *names = "";
    const cJSON *g;
    const cJSON *l;
    cJSON_ArrayForEach(g, tbi_json_get(p->result, "goals"))
    {
        cJSON_ArrayForEach(l, tbi_json_get(g, "levers"))
        {
            const char *name = tbi_said_of(p, l, "name");
            if (tbi_true_of(l, "aims_at_respondents") && strstr(names, name) == NULL)
                names = tbi_join(p, names, "; ", name);
        }
    }
    if (names[0] != '\0')
        tbi_doc_text(&p->doc, TB_TONE_WARNING, tbi_say(p, TB_SAY_OPINION, names));
}

/* With several goals the plan for all of them has a section of its own. */
void tbi_write_joint(tb_brief *p)
{
    const cJSON *plan = tbi_main_plan(p);
    if (cJSON_GetArraySize(tbi_json_get(p->result, "goals")) < 2 || plan == NULL)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "joint", tbi_word(p, TB_WORD_PLAN_ALL));
    tbi_write_plan(p, plan);
    tbi_doc_screen(
        tbi_doc_chart(&p->doc, tbi_chart_frontier(p, plan, 0, tbi_word(p, TB_WORD_PLAN_ALL))));
    tbi_doc_close(&p->doc);
}

/* The tables that departments get: the plan, and what has a ceiling instead of an effect. */
void tbi_write_annex(tb_brief *p)
{
    const cJSON *plan = tbi_main_plan(p);
    const char *head = tbi_say(p, TB_SAY_ANNEX, tbi_province(p), tbi_number_of(p->result, "year"));
    bool planned = tbi_has_plan(plan);
    if (planned) {
        tbi_doc_section(&p->doc, TB_DOC_PART_ANNEX, 2, "annex", head);
        tbi_doc_table(&p->doc, tbi_plan_grid(p, plan, "annex-plan", head));
        tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_ANNEX_BLANK));
        if (is_on_reach(p, plan))
            tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_ON_CONDITION));
        write_opinion(p);
        tbi_doc_close(&p->doc);
    }
    bool open = tbi_open_stake_annex(p, planned);
    if (!planned)
        write_opinion(p);
    if (open)
        tbi_doc_close(&p->doc);
}
