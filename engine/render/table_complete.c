/* table_complete.c - a completed table for eyes. */
#include "base/fact_counts.h"
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Median place, then mean score, then code; units without a score last.
 * For qsort, of pointers into the JSON. */
static int compare_by_place(const void *left, const void *right)
{
    const cJSON *a = *(const cJSON *const *)left;
    const cJSON *b = *(const cJSON *const *)right;
    double x = tbi_number_in(a, "score", "mean");
    double y = tbi_number_in(b, "score", "mean");
    double place_x = tbi_number_in(a, "rank", "q50");
    double place_y = tbi_number_in(b, "rank", "q50");
    if (isnan(x) != isnan(y))
        return isnan(x) ? 1 : -1;
    if (!isnan(x) && place_x != place_y)
        return place_x < place_y ? -1 : 1;
    if (!isnan(x) && x != y)
        return x > y ? -1 : 1;
    return strcmp(tbi_text_of(a, "code"), tbi_text_of(b, "code"));
}

/* English words are those of the data; only Vietnamese is looked up. */
static const char *name_basis(const tb_brief *p, const char *basis)
{
    static const char *const words[][2] = {
        { TB_WORD_TABLE_COMPLETE_PUBLISHED }, { "derived", "suy ra" },
        { TB_WORD_TABLE_COMPLETE_COMPUTED },  { TB_WORD_TABLE_COMPLETE_COMPLETED },
        { TB_WORD_TABLE_COMPLETE_WITHHELD },  { TB_MSG_RENDER_SUCH_SCHEME_2 }
    };
    for (size_t k = 0; p->lang == TB_LANG_VI && k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k][0], basis) == 0)
            return words[k][1];
    return basis;
}

/* From 5 to 95 per cent. */
static const char *print_interval(const tb_brief *p, const cJSON *spread, int decimals)
{
    return tbi_join(p, tbi_say_amount(p, tbi_number_of(spread, "q05"), decimals), "–",
                    tbi_say_amount(p, tbi_number_of(spread, "q95"), decimals));
}

/* Only completed figures have an interval; of published ones the place may still have one.
 * An interval of one place is left out, as it says no more than the place. */
static void add_row(tb_table *t, const tb_brief *p, const cJSON *u)
{
    const char *basis = tbi_text_of(u, "basis");
    const cJSON *score = tbi_json_get(u, "score");
    const cJSON *rank = tbi_json_get(u, "rank");
    double low = tbi_number_of(rank, "q05");
    const char *cell[6] = { tbi_unit_of(p, u),
                            tbi_say_amount(p, tbi_number_of(score, "q50"), 2),
                            strcmp(basis, "completed") != 0 ? "" : print_interval(p, score, 2),
                            tbi_say_amount(p, tbi_number_of(rank, "q50"), 0),
                            low == tbi_number_of(rank, "q95") || isnan(low)
                                ? ""
                                : print_interval(p, rank, 0),
                            name_basis(p, basis) };
    tbi_table_row(t, cell);
}

/* Without memory for the order there are no rows, and the arena's refusal is met at the end. */
static void print_table(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_COMPLETE_LPROVINCE),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_RSCORE),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_R90_INTERVAL),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_RRANK),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_R90_INTERVAL),
                                           TB_EN(TB_WORD_TABLE_COMPLETE_LBASIS),
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_COMPLETE_LPROVINCE),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_RSCORE),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_R90_INTERVAL),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_RRANK),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_R90_INTERVAL),
                                              TB_VI(TB_WORD_TABLE_COMPLETE_LBASIS),
                                              NULL };
    tb_table t;
    const cJSON *units = tbi_json_get(p->result, "units");
    const cJSON *u;
    size_t n = 0;
    const cJSON **list = TB_NEW(p->a, const cJSON *, (size_t)cJSON_GetArraySize(units));
    cJSON_ArrayForEach(u, units)
    {
        if (list != NULL)
            list[n++] = u;
    }
    if (list != NULL)
        qsort(list, n, sizeof *list, compare_by_place);
    tbi_table_begin(&t, p, english, vietnamese);
    for (size_t i = 0; i < n; i++)
        add_row(&t, p, list[i]);
    tbi_table_print(&t, out, 0);
}

/* The kinds of figures that the result used. A count that is missing or no count is none.
 * facts: member facts_used of the result, counts by kind. */
static const char *say_facts(const tb_brief *p, const cJSON *facts)
{
    static const char *const name[] = { "scores", "ranks", "means", "extremes", "counts" };
    size_t n[5];
    const char *text, *text_vi;
    for (size_t k = 0; k < 5; k++) {
        double x = tbi_number_of(facts, name[k]);
        n[k] = x >= 1 && x < 1e9 ? (size_t)x : 0;
    }
    tb_fact_counts counts = { n[0], n[1], n[2], n[3], n[4] };
    if (!tbi_fact_counts_say(p->a, &text, &text_vi, &counts))
        return "";
    return p->lang == TB_LANG_VI ? text_vi : text;
}

/* What the table rests on comes first, how far the sampling can be trusted last. */
void tbi_tabulate_complete(tb_buf *out, const tb_brief *p)
{
    const cJSON *r = p->result;
    double rhat = tbi_number_of(r, "rhat_max");
    tbi_buf_text(out,
                 tbi_say(p, TB_MSG_RENDER_FACTS_SCORES_RANKS_MEANS, tbi_text_of(r, "index"),
                         tbi_number_of(r, "year"), tbi_number_of(r, "as_of"),
                         say_facts(p, tbi_json_get(r, "facts_used")), tbi_number_of(r, "draws")));
    print_table(out, p);
    if (!isnan(rhat))
        tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_LARGEST_R_HAT_FEWEST, tbi_say_amount(p, rhat, 3),
                                  tbi_say_amount(p, tbi_number_of(r, "ess_min"), 0)));
}
