/* levers.c - the measures of a goal: those with evidence as a table, where others did it, and those
 * that nothing is known of. */
#include "render/brief.h"

#include "messages/counter_offer.h"
#include "messages/render.h"

#include <math.h>
#include <string.h>

/* Names that one row has room for; the catalogue in the appendix has all. */
enum { PAPER_ROWS = 8, NAMED = 4 };

/* A measure without evidence has effect null, which cJSON tells from an absent member:
 * tbi_json_get gives NULL for both. */
static bool has_effect(const cJSON *l)
{
    return tbi_json_get(l, "effect") != NULL;
}

/* Evidence about the measure itself; other kinds are about the component, and rows are named
 * by that. */
static bool has_own_figure(const cJSON *l)
{
    const char *e = tbi_text_of(l, "evidence");
    return strcmp(e, "assumed") == 0 || strcmp(e, "published") == 0;
}

/* The measures that one row stands for: its own, or all on the component with that evidence.
 * At most NAMED names, then how many more there are.
 * levers: all of the goal; l: the one whose row it is. Dated measures are told apart by
 * treatment, since each has a comparison of its own. */
static const char *say_measures(const tb_brief *p, const cJSON *levers, const cJSON *l)
{
    const char *list = "";
    size_t n = 0;
    const cJSON *o;
    if (has_own_figure(l))
        return tbi_said_of(p, l, "name");
    cJSON_ArrayForEach(o, levers)
    {
        if (!has_effect(o) || strcmp(tbi_text_of(o, "component"), tbi_text_of(l, "component")) != 0)
            continue;
        if (strcmp(tbi_text_of(o, "index"), tbi_text_of(l, "index")) != 0)
            continue;
        if (strcmp(tbi_text_of(o, "evidence"), tbi_text_of(l, "evidence")) != 0)
            continue;
        if (strcmp(tbi_text_of(l, "evidence"), "quasi-experimental") == 0 &&
            strcmp(tbi_text_of(o, "treatment"), tbi_text_of(l, "treatment")) != 0)
            continue;
        if (n++ < NAMED)
            list = tbi_join(p, list, "; ", tbi_said_of(p, o, "name"));
    }
    return n > NAMED ? tbi_say(p, TB_SAY_AND_MORE, list, n - NAMED) : list;
}

/* "PAR: name of the field", as the annex says it: no code. */
static const char *say_component(const tb_brief *p, const cJSON *l)
{
    const char *text = tbi_arena_printf(p->a, "%s: %s", tbi_text_of(l, "index"),
                                        tbi_said_of(p, l, "component_name"));
    return text != NULL ? text : "";
}

/* "36% (31%; 40%)": any three texts. */
static const char *say_range(const tb_brief *p, const char *middle, const char *low,
                             const char *high)
{
    const char *text = tbi_arena_printf(p->a, "%s (%s; %s)", middle, low, high);
    return text != NULL ? text : "";
}

/* In the order of the columns of write_known. */
static void put_lever(tb_brief *p, tb_doc_table *t, const cJSON *levers, const cJSON *l)
{
    const cJSON *e = tbi_json_get(l, "effect");
    tbi_put_text(p, t, say_component(p, l));
    tbi_put_text(p, t, say_measures(p, levers, l));
    tbi_put_text(p, t, tbi_say_evidence(p, tbi_text_of(l, "evidence")));
    tbi_put_text(p, t,
                 say_range(p, tbi_say_amount(p, tbi_number_of(e, "mean"), 2),
                           tbi_say_amount(p, tbi_number_of(e, "q05"), 2),
                           tbi_say_amount(p, tbi_number_of(e, "q95"), 2)));
    tbi_put(p, t, tbi_number_of(tbi_json_get(l, "rank_change"), "mean"));
    tbi_put_text(p, t,
                 say_range(p, tbi_say_percent(p, tbi_number_of(l, "chance")),
                           tbi_say_percent(p, tbi_number_of(l, "chance_low")),
                           tbi_say_percent(p, tbi_number_of(l, "chance_high"))));
    tbi_put(p, t, tbi_number_of(l, "chance_gain"));
    tbi_put_text(p, t, tbi_say_priced(p, l));
}

/* Whether any measure has a cost: otherwise each counts as one, and gain per cost says nothing.
 * cost_given is false for a measure that counts as one because nobody said what it costs.
 * A missing member counts as given: older results do not have it. */
static bool is_priced(const cJSON *levers)
{
    const cJSON *l;
    cJSON_ArrayForEach(l, levers)
    {
        if (!cJSON_IsFalse(tbi_json_get(l, "cost_given")))
            return true;
    }
    return false;
}

/* The rows in another order; "" where that says nothing new.
 * key: by_rank_gain or by_gain_per_cost; rows come in the order by chance.
 * The list names the measures best first; a NaN place (no cost known) is in no order. */
static const char *say_order(const tb_brief *p, const cJSON *levers, const char *key)
{
    double last = 0;
    bool differs = false;
    int most = 0;
    const cJSON *l;
    cJSON_ArrayForEach(l, levers)
    {
        double place = tbi_number_of(tbi_json_get(l, "place"), key);
        if (!has_effect(l) || isnan(place))
            continue;
        most++;
        const cJSON *chosen = tbi_json_get(l, "chosen");
        if (tbi_lever_repeats(levers, l) || cJSON_IsFalse(chosen))
            continue;
        differs = differs || place < last;
        last = place;
    }
    if (!differs)
        return "";
    const char *list = "";
    for (int place = 1; place <= most; place++) {
        cJSON_ArrayForEach(l, levers)
        {
            if (tbi_number_of(tbi_json_get(l, "place"), key) != place ||
                tbi_lever_repeats(levers, l))
                continue;
            list = tbi_join(p, list, ", ",
                            has_own_figure(l) ? tbi_said_of(p, l, "name")
                                              : tbi_said_of(p, l, "component_name"));
        }
    }
    return list;
}

/* Where others did it: provinces to visit; of other kinds of evidence its condition.
 * Reads condition, choice, examples and pairs of a measure. At most four examples are named. */
static void write_conditions(tb_brief *p, const cJSON *levers)
{
    const cJSON *l;
    bool reach = false;
    cJSON_ArrayForEach(l, levers) reach =
        reach || strcmp(tbi_text_of(l, "evidence"), "historical") == 0;
    if (reach) {
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_REACH));
        /* on paper the list is left out, so what leads to it is as well */
        tbi_doc_screen(tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_WHERE_TO_LOOK)));
    }
    tbi_doc_screen(tbi_doc_open(&p->doc, TB_BLOCK_LIST));
    cJSON_ArrayForEach(l, levers)
    {
        const char *choice = tbi_said_of(p, l, "choice");
        const char *condition = tbi_said_of(p, l, "condition");
        if (!has_effect(l) || tbi_lever_repeats(levers, l))
            continue;
        if (strcmp(tbi_text_of(l, "evidence"), "historical") != 0) {
            if (choice[0] != '\0')
                condition = tbi_join(p, condition, "; ", choice);
            if (condition[0] != '\0')
                tbi_doc_item(&p->doc,
                             tbi_say(p, TB_SAY_CONDITION, tbi_said_of(p, l, "name"), condition));
            continue;
        }
        const char *visit = "";
        const cJSON *e;
        int count = 0;
        cJSON_ArrayForEach(e, tbi_json_get(l, "examples"))
        {
            /* four provinces are enough to visit */
            if (cJSON_IsString(e) && count++ < 4)
                visit = tbi_join(p, visit, ", ", e->valuestring);
        }
        if (choice[0] != '\0')
            visit = tbi_join(p, visit, "; ", choice);
        if (visit[0] != '\0')
            tbi_doc_item(&p->doc, tbi_say(p, TB_SAY_EXAMPLES, tbi_said_of(p, l, "component_name"),
                                          tbi_number_of(l, "pairs"), visit));
    }
    tbi_doc_close(&p->doc);
}

/* The number behind a kind is the order in which narrow pages leave columns out.
 * Only measures whose effect is known, one row for those that tell the same. */
static void write_known(tb_brief *p, const cJSON *g)
{
    const cJSON *levers = tbi_json_get(g, "levers");
    const cJSON *l;
    tb_doc_table *t = tbi_grid_new(&p->doc, "levers", tbi_word(p, TB_WORD_LEVERS_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 30, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 64, tbi_word(p, TB_WORD_MEASURES));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 24, tbi_word(p, TB_WORD_EVIDENCE));
    tbi_grid_column(t, TB_DOC_TEXT, 3, 18, tbi_word(p, TB_WORD_EFFECT));
    tbi_grid_column(t, TB_DOC_TENTHS, 2, 7, tbi_word(p, TB_WORD_PLACES));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 17, tbi_word(p, TB_WORD_CHANCE_WITH));
    tbi_grid_column(t, TB_DOC_GAIN, 4, 12, tbi_word(p, TB_WORD_GAIN));
    tbi_grid_column(t, TB_DOC_TEXT, 5, 9, tbi_word(p, TB_WORD_COST));
    cJSON_ArrayForEach(l, levers)
    {
        if (has_effect(l) && !tbi_lever_repeats(levers, l))
            put_lever(p, t, levers, l);
    }
    if (t == NULL || t->rows == 0) {
        /* where there is no plan for that very reason, the plan says so */
        if (tbi_said_of(p, tbi_json_get(g, "plan"), "reason")[0] == '\0')
            tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_NO_LEVER));
        return;
    }
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_LEVERS_HEAD));
    t = tbi_grid_drop_empty(p, t); /* without a price the column of costs */
    tbi_grid_paper(p, t, PAPER_ROWS);
    tbi_doc_table(&p->doc, t);
    const char *by_rank = say_order(p, levers, "by_rank_gain");
    const char *by_cost = say_order(p, levers, "by_gain_per_cost");
    if (by_rank[0] != '\0')
        tbi_doc_screen(tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_BY_RANK, by_rank)));
    if (by_cost[0] != '\0' && is_priced(levers))
        tbi_doc_screen(tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_BY_COST, by_cost)));
    write_conditions(p, levers);
    tbi_doc_close(&p->doc);
}

/* Measures without an effect are counted here and listed once, in the appendix. */
static void write_unknown(tb_brief *p, const cJSON *levers)
{
    size_t n = 0;
    const cJSON *l;
    cJSON_ArrayForEach(l, levers) n += !has_effect(l);
    if (n > 0)
        tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_UNKNOWN, n));
}

/* The measures without an effect that serve one field, "" when an earlier one of them stands for
 * all.
 * first: the measure that the row begins with. Ids between bars, so that "A1" is not taken for a
 * part of "A11". */
static const char *say_served(const tb_brief *p, const cJSON *levers, const cJSON *first)
{
    const char *of = tbi_text_of(tbi_json_get(first, "at_stake"), "of");
    const char *index = tbi_text_of(first, "index");
    const char *list = "";
    const char *seen = "|";
    size_t n = 0;
    const cJSON *l;
    cJSON_ArrayForEach(l, levers)
    {
        bool same = !has_effect(l) && strcmp(tbi_text_of(l, "index"), index) == 0 &&
                    strcmp(tbi_text_of(tbi_json_get(l, "at_stake"), "of"), of) == 0;
        if (same && list[0] == '\0' && l != first)
            return "";
        const char *mark = tbi_arena_printf(p->a, "|%s|", tbi_text_of(l, "id"));
        if (!same || mark == NULL || strstr(seen, mark) != NULL)
            continue;
        seen = tbi_join(p, seen, "", mark);
        if (n++ < NAMED)
            list = tbi_join(p, list, "; ", tbi_said_of(p, l, "name"));
    }
    return n > NAMED ? tbi_say(p, TB_SAY_AND_MORE, list, n - NAMED) : list;
}

/* "0,47–2,72"; a dash where no band is known. */
static const char *say_band(const tb_brief *p, const cJSON *stake)
{
    double low = tbi_number_of(stake, "low"), high = tbi_number_of(stake, "high");
    if (isnan(low) || isnan(high))
        return "–";
    return tbi_say(p, TB_SAY_NUMBERS, tbi_say_amount(p, low, 2), tbi_say_amount(p, high, 2));
}

/* In the order of add_stake_columns. A known score leaves no band: the most is what is left. */
static void put_stake(tb_brief *p, tb_doc_table *t, const cJSON *stake, const char *served)
{
    bool known = !isnan(tbi_number_of(stake, "score"));
    tbi_put_text(p, t, tbi_said_of(p, stake, "name"));
    tbi_put(p, t, tbi_number_of(stake, "max"));
    tbi_put(p, t, tbi_number_of(stake, "scheme"));
    tbi_put(p, t, tbi_number_of(stake, "score"));
    tbi_put(p, t, tbi_number_of(stake, "score_year"));
    tbi_put(p, t, tbi_number_of(stake, "most"));
    tbi_put_text(p, t, known ? "–" : say_band(p, stake));
    tbi_put_text(p, t, served);
}

static tb_doc_table *add_stake_columns(tb_brief *p)
{
    tb_doc_table *t = tbi_grid_new(&p->doc, "stakes", tbi_word(p, TB_WORD_STAKE_HEAD));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 26, tbi_word(p, TB_WORD_COMPONENT));
    tbi_grid_column(t, TB_DOC_POINTS, 2, 8, tbi_word(p, TB_WORD_STAKE_MAX));
    tbi_grid_column(t, TB_DOC_WHOLE, 4, 8, tbi_word(p, TB_WORD_STAKE_SCHEME));
    tbi_grid_column(t, TB_DOC_POINTS, 3, 8, tbi_word(p, TB_WORD_STAKE_SCORE));
    tbi_grid_column(t, TB_DOC_WHOLE, 5, 8, tbi_word(p, TB_WORD_STAKE_YEAR));
    tbi_grid_column(t, TB_DOC_POINTS, 0, 10, tbi_word(p, TB_WORD_STAKE_MOST));
    tbi_grid_column(t, TB_DOC_TEXT, 0, 12, tbi_word(p, TB_WORD_STAKE_BAND));
    tbi_grid_column(t, TB_DOC_TEXT, 1, 50, tbi_word(p, TB_WORD_MEASURES));
    return t;
}

/* What the columns rest on; few, most: cases of fields behind the bands, 0 = no band was given. */
static void write_stake_notes(tb_brief *p, double few, double most)
{
    const char *cases = tbi_say_count(p, most);
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_word(p, TB_WORD_STAKE_NOTE));
    if (most <= 0)
        return;
    if (few < most)
        cases = tbi_say(p, TB_SAY_NUMBERS, tbi_say_count(p, few), cases);
    tbi_doc_text(&p->doc, TB_TONE_PLAIN, tbi_say(p, TB_SAY_STAKE_CASES, cases));
}

/* The first measure from l on that has points at stake and no effect; NULL = none. */
static const cJSON *find_stake(const cJSON *l)
{
    while (l != NULL && (has_effect(l) || tbi_json_get(l, "at_stake") == NULL))
        l = l->next;
    return l;
}

/* Whether the tables of two goals would be the same, row by row. */
static bool has_same_stakes(const cJSON *one, const cJSON *other)
{
    const cJSON *a = one != NULL ? find_stake(one->child) : NULL;
    const cJSON *b = find_stake(other->child);
    while (a != NULL && b != NULL && strcmp(tbi_text_of(a, "id"), tbi_text_of(b, "id")) == 0 &&
           cJSON_Compare(tbi_json_get(a, "at_stake"), tbi_json_get(b, "at_stake"), true)) {
        a = find_stake(a->next);
        b = find_stake(b->next);
    }
    return a == NULL && b == NULL;
}

/* Where no effect can be given: what can still be won in the field, and by what.
 * Reads at_stake of measures without an effect; the section is left out where there is none. */
static void write_stakes(tb_brief *p, const cJSON *g)
{
    const cJSON *levers = tbi_json_get(g, "levers"), *before = tbi_goal_before(p, g);
    double few = 0;
    double most = 0;
    const cJSON *l;
    if (find_stake(levers->child) == NULL)
        return;
    if (before != NULL && has_same_stakes(tbi_json_get(before, "levers"), levers)) {
        tbi_doc_text(&p->doc, TB_TONE_PLAIN,
                     tbi_say(p, TB_SAY_STAKE_AS, tbi_goal_phrase(p, before)));
        return;
    }
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 3, "", tbi_word(p, TB_WORD_STAKE_HEAD));
    tb_doc_table *t = add_stake_columns(p);
    cJSON_ArrayForEach(l, levers)
    {
        const cJSON *stake = tbi_json_get(l, "at_stake");
        const char *served = !has_effect(l) && stake != NULL ? say_served(p, levers, l) : "";
        double cases = tbi_number_of(stake, "cases");
        if (served[0] == '\0')
            continue;
        put_stake(p, t, stake, served);
        if (cases > 0) {
            few = few > 0 ? fmin(few, cases) : cases;
            most = fmax(most, cases);
        }
    }
    tbi_doc_table(&p->doc, tbi_grid_drop_empty(p, t));
    write_stake_notes(p, few, most);
    tbi_doc_close(&p->doc);
}

/* From what is known to what is not. */
void tbi_write_levers(tb_brief *p, const cJSON *g)
{
    const cJSON *levers = tbi_json_get(g, "levers");
    if (levers == NULL)
        return;
    write_known(p, g);
    tbi_write_compared(p, g);
    write_unknown(p, levers);
    write_stakes(p, g);
}
