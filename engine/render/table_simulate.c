/* table_simulate.c - a simulation for eyes: who holds a rank whatever is assumed, and which
 * assumption moves the others. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* the unit and its place among all, so that ties keep the order of the JSON */
typedef struct entry {
    const cJSON *unit;
    double rank; /* NaN: without a reference rank */
    size_t at;
} entry;

/* NaN behind all numbers. */
static int compare_by_rank(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (isnan(a->rank) != isnan(b->rank))
        return isnan(a->rank) ? 1 : -1;
    if (!isnan(a->rank) && a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* "3–17", NULL where the set is not known. */
static const char *say_set(const tb_brief *p, const cJSON *set)
{
    const cJSON *low = set != NULL ? set->child : NULL;
    if (low == NULL || low->next == NULL)
        return NULL;
    return tbi_print(p, "%.0f–%.0f", low->valuedouble, low->next->valuedouble);
}

/* "–" where sets of ranks were not made; a star marks those that may be among the best. */
static void add_unit(tb_table *t, const tb_brief *p, const cJSON *u)
{
    const cJSON *rank = tbi_json_get(u, "rank");
    const cJSON *set = tbi_json_get(u, "rank_set");
    const char *alone = say_set(p, tbi_json_get(set, "marginal"));
    const char *together = say_set(p, tbi_json_get(set, "simultaneous"));
    /* chance_top is only there when another number was asked for */
    bool ten = tbi_number_of(p->result, "best") == 10; /* then the two are one and said once */
    const char *const row[] = {
        tbi_unit_of(p, u),
        tbi_say_whole(p, tbi_number_of(u, "reference_rank")),
        tbi_say_amount(p, tbi_number_of(rank, "mean"), 1),
        rank == NULL
            ? "–"
            : tbi_print(p, "%.0f–%.0f", tbi_number_of(rank, "q05"), tbi_number_of(rank, "q95")),
        tbi_say_amount(p, tbi_number_of(u, "mean_abs_shift"), 1),
        tbi_say_percent(p, tbi_number_of(u, ten ? "chance_top10" : "chance_top")),
        alone != NULL ? alone : "–",
        together == NULL ? "–"
                         : tbi_join(p, together, "", tbi_true_of(set, "among_best") ? " *" : "  "),
    };
    tbi_table_row(t, row);
}

/* By reference rank, ties by the order of units; those without one at the end. */
static void add_units(tb_buf *b, const tb_brief *p)
{
    const char *const heads[] = { tbi_word(p, TB_MSG_RENDER_LPROVINCE_2),
                                  tbi_word(p, TB_MSG_RENDER_RRANK_2),
                                  tbi_word(p, TB_MSG_RENDER_RMEAN),
                                  tbi_word(p, TB_MSG_RENDER_R90_DRAWS),
                                  tbi_word(p, TB_MSG_RENDER_RMEAN_SHIFT),
                                  tbi_say(p, TB_MSG_RENDER_RTOP, tbi_number_of(p->result, "best")),
                                  tbi_word(p, TB_MSG_RENDER_RRANK_SET),
                                  tbi_word(p, TB_MSG_RENDER_ROF_ALL),
                                  NULL };
    tb_table t;
    const cJSON *units = tbi_json_get(p->result, "units");
    const cJSON *u;
    size_t n = 0;
    entry *order = TB_NEW(p->a, entry, (size_t)cJSON_GetArraySize(units));
    tbi_table_start(&t, p->a, heads);
    cJSON_ArrayForEach(u, units)
    {
        if (order == NULL)
            break;
        order[n] = (entry){ u, tbi_number_of(u, "reference_rank"), n };
        n++;
    }
    if (order != NULL)
        qsort(order, n, sizeof *order, compare_by_rank);
    for (size_t i = 0; i < n; i++)
        add_unit(&t, p, order[i].unit);
    tbi_table_print(&t, b, 0);
}

/* NULL for a code that the result lacks. */
static const cJSON *find_unit(const tb_brief *p, const char *code)
{
    const cJSON *u;
    cJSON_ArrayForEach(u, tbi_json_get(p->result, "units"))
    {
        if (strcmp(tbi_text_of(u, "code"), code) == 0)
            return u;
    }
    return NULL;
}

/* The index of a factor in a list of them, NaN where it is not there. */
static double find_index(const cJSON *list, const char *factor)
{
    const cJSON *x;
    cJSON_ArrayForEach(x, list)
    {
        if (strcmp(tbi_text_of(x, "factor"), factor) == 0)
            return tbi_number_of(x, "estimate");
    }
    return NAN;
}

/* Mean over the ranked units of an index, the unit that the factor moves most, and the index for
 * the mean shift. */
static void add_factor(tb_table *t, const tb_brief *p, const char *factor)
{
    const cJSON *o;
    double first = 0;
    double total = 0;
    double count = 0;
    double most = -1;
    double shift = NAN;
    const char *who = "–";
    cJSON_ArrayForEach(o, tbi_json_get(p->result, "sobol"))
    {
        double all = find_index(tbi_json_get(o, "total"), factor);
        if (strcmp(tbi_text_of(o, "output"), "mean_shift") == 0) {
            shift = all;
            continue;
        }
        if (isnan(all))
            continue;
        first += find_index(tbi_json_get(o, "first"), factor);
        total += all;
        count++;
        if (all > most) {
            most = all;
            who = tbi_unit_of(p, find_unit(p, tbi_text_of(o, "code")));
        }
    }
    const char *const row[] = { tbi_say_factor(p, factor), tbi_say_amount(p, first / count, 3),
                                tbi_say_amount(p, total / count, 3), tbi_say_amount(p, shift, 3),
                                who };
    tbi_table_row(t, row);
}

/* In the order in which the result lists them. */
static void add_factors(tb_buf *b, const tb_brief *p)
{
    static const char *const english[] = {
        TB_EN(TB_WORD_TABLE_SIMULATE_LFACTOR),     TB_EN(TB_WORD_TABLE_SIMULATE_RFIRST_ORDER),
        TB_EN(TB_WORD_TABLE_SIMULATE_RTOTAL),      TB_EN(TB_WORD_TABLE_SIMULATE_RON_MEAN_SHIFT),
        TB_EN(TB_WORD_TABLE_SIMULATE_LMOVES_MOST), NULL
    };
    static const char *const vietnamese[] = {
        TB_VI(TB_WORD_TABLE_SIMULATE_LFACTOR),     TB_VI(TB_WORD_TABLE_SIMULATE_RFIRST_ORDER),
        TB_VI(TB_WORD_TABLE_SIMULATE_RTOTAL),      TB_VI(TB_WORD_TABLE_SIMULATE_RON_MEAN_SHIFT),
        TB_VI(TB_WORD_TABLE_SIMULATE_LMOVES_MOST), NULL
    };
    tb_table t;
    const cJSON *f;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(f, tbi_json_get(p->result, "factors")) add_factor(&t, p, f->valuestring);
    tbi_table_print(&t, b, 0);
}

/* What each way to compute does by itself. */
static void add_methods(tb_buf *b, const tb_brief *p)
{
    static const char *const english[] = {
        TB_EN(TB_WORD_TABLE_SIMULATE_LAGGREGATION),  TB_EN(TB_WORD_TABLE_SIMULATE_LNORMALISATION),
        TB_EN(TB_WORD_TABLE_SIMULATE_RDRAWS),        TB_EN(TB_WORD_TABLE_SIMULATE_RMEAN_SHIFT),
        TB_EN(TB_WORD_TABLE_SIMULATE_LMOVES_MOST_2), NULL
    };
    static const char *const vietnamese[] = {
        TB_VI(TB_WORD_TABLE_SIMULATE_LAGGREGATION),  TB_VI(TB_WORD_TABLE_SIMULATE_LNORMALISATION),
        TB_VI(TB_WORD_TABLE_SIMULATE_RDRAWS),        TB_VI(TB_WORD_TABLE_SIMULATE_RMEAN_SHIFT),
        TB_VI(TB_WORD_TABLE_SIMULATE_LMOVES_MOST_2), NULL
    };
    tb_table t;
    const cJSON *m;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(m, tbi_json_get(p->result, "methods"))
    {
        const cJSON *most = tbi_json_get(m, "moves_most");
        const char *const row[] = {
            tbi_say_aggregation(p, tbi_text_of(m, "aggregation")),
            tbi_say_normalisation(p, tbi_text_of(m, "normalisation")),
            tbi_say_percent(p, tbi_number_of(m, "share_of_draws")),
            tbi_say_amount(p, tbi_number_of(m, "mean_abs_shift"), 1),
            most == NULL ? "–"
                         : tbi_print(p, "%s %.0f → %.0f",
                                     tbi_unit_of(p, find_unit(p, tbi_text_of(most, "code"))),
                                     tbi_number_of(most, "from"), tbi_number_of(most, "to"))
        };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

/* Of completed tables the notice says it once. */
static void add_left_out(tb_buf *b, const tb_brief *p)
{
    const cJSON *pair;
    if (tbi_number_of(p->result, "completed_tables") > 0)
        return;
    cJSON_ArrayForEach(pair, tbi_json_get(p->result, "design"))
    {
        if (!tbi_true_of(pair, "used"))
            tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_DESIGN_AFTER_NORMALISATION,
                                    tbi_say_aggregation(p, tbi_text_of(pair, "aggregation")),
                                    tbi_say_normalisation(p, tbi_text_of(pair, "normalisation")),
                                    tbi_said_of(p, pair, "reason")));
    }
}

/* What the columns mean, below the table. */
static void add_sentence(tb_buf *b, const tb_brief *p)
{
    const cJSON *r = p->result;
    tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_DRAWS_MEAN_SHIFT_ALL, tbi_number_of(r, "draws"),
                            tbi_say_amount(p, tbi_number_of(r, "mean_abs_shift"), 2),
                            tbi_say_percent(p, tbi_number_of(r, "confidence")),
                            tbi_number_of(r, "best")));
}

/* Tables of methods and of factors only where there is more than one of them, or samples were
 * drawn. */
void tbi_tabulate_simulate(tb_buf *out, const tb_brief *p)
{
    const cJSON *r = p->result;
    add_units(out, p);
    add_sentence(out, p);
    if (cJSON_GetArraySize(tbi_json_get(r, "methods")) > 1) {
        tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_METHOD_OFFICIAL_WEIGHTS_NOTHING));
        add_methods(out, p);
        tbi_buf_char(out, '\n');
    }
    if (tbi_number_of(r, "sobol_points") > 0 &&
        cJSON_GetArraySize(tbi_json_get(r, "factors")) > 0) {
        tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_SOBOL_INDICES_MEAN_OVER));
        add_factors(out, p);
        tbi_buf_char(out, '\n');
    }
    add_left_out(out, p);
}
