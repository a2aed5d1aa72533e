/* table_rank.c - the table of a year for eyes: best rank first, what is published, what computed,
 * what unknown and why. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A group that is not listed (a letter) stays as it is.
 * "" is a dash: no group is known. */
static const char *name_group(const tb_brief *p, const char *group)
{
    static const char *const words[][2] = { { TB_WORD_TABLE_RANK_HIGH },
                                            { TB_WORD_TABLE_RANK_MID_HIGH },
                                            { TB_WORD_TABLE_RANK_MID_LOW },
                                            { TB_WORD_TABLE_RANK_LOW } };
    for (size_t i = 0; p->lang == TB_LANG_VI && i < 4; i++)
        if (strcmp(words[i][0], group) == 0)
            return words[i][1];
    return group[0] != '\0' ? group : "–";
}

/* English words are those of the data.
 * A word that is not listed stays as it is. */
static const char *name_basis(const tb_brief *p, const char *basis)
{
    static const char *const words[][2] = { { TB_WORD_TABLE_COMPLETE_PUBLISHED },
                                            { "derived", "suy ra" },
                                            { TB_WORD_TABLE_COMPLETE_COMPUTED } };
    for (size_t i = 0; p->lang == TB_LANG_VI && i < 3; i++)
        if (strcmp(words[i][0], basis) == 0)
            return words[i][1];
    return basis;
}

/* Best rank first, those without a rank last; ties and the rest by code.
 * For qsort, of pointers into the JSON, which stays in its own order. */
static int compare_by_rank(const void *a, const void *b)
{
    const cJSON *x = *(const cJSON *const *)a;
    const cJSON *y = *(const cJSON *const *)b;
    double rx = tbi_number_of(x, "rank");
    double ry = tbi_number_of(y, "rank");
    if (isnan(rx) != isnan(ry))
        return isnan(rx) ? 1 : -1;
    if (!isnan(rx) && rx != ry)
        return rx < ry ? -1 : 1;
    return strcmp(tbi_text_of(x, "code"), tbi_text_of(y, "code"));
}

/* Digits that tell the scores apart as they were printed: 2 to 4.
 * 1e-6 is far below what any publisher prints. */
static int count_digits(const cJSON *units)
{
    int digits = 2;
    const cJSON *u;
    cJSON_ArrayForEach(u, units)
    {
        double x = tbi_number_of(u, "score");
        while (!isnan(x) && digits < 4 &&
               fabs(x * pow(10, digits) - round(x * pow(10, digits))) > 1e-6)
            digits++;
    }
    return digits;
}

/* How much of the table is known decides what its places are, so it is said first.
 * Reads n_known, n_ranked, n_known_ranked, n_withheld, ranks and scheme; null members lead to
 * the shorter sentences. */
static void write_heading(tb_buf *b, const tb_brief *p)
{
    const cJSON *r = p->result;
    const char *code = tbi_text_of(r, "indicator");
    bool total = strcmp(code, "TOTAL") == 0;
    double known = tbi_number_of(r, "n_known");
    double ranked = tbi_number_of(r, "n_ranked");
    double among = tbi_number_of(r, "n_known_ranked");
    double withheld = tbi_number_of(r, "n_withheld");
    const char *scheme = tbi_text_of(r, "scheme");
    tbi_buf_printf(b, "%s%s%s %s – %s\n", tbi_text_of(r, "index"), total ? "" : ".",
                   total ? "" : code, tbi_say_whole(p, tbi_number_of(r, "year")),
                   tbi_said_of(p, r, "name"));
    if (!isnan(among))
        tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_SCORES_DATA_SET_THEM, known, among, ranked));
    else if (!isnan(ranked))
        tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_SCORES_DATA_SET, known, ranked));
    else
        tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_SCORES_DATA_SET_2, known));
    if (withheld > 0)
        tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_WITHHELD_PUBLISHER, withheld));
    tbi_buf_text(b, strcmp(tbi_text_of(r, "ranks"), "computed") == 0
                        ? tbi_word(p, TB_MSG_RENDER_RANKS_COMPUTED)
                        : tbi_word(p, TB_MSG_RENDER_PUBLISHED_RANKS));
    if (scheme[0] != '\0')
        tbi_buf_text(b, tbi_say(p, TB_MSG_RENDER_SCHEME, scheme));
    tbi_buf_text(b, "\n\n");
}

/* "not in the data (Bình Định 83.28; Gia Lai –)": the parts of a unit that has no score of its
 * own. digits: as many decimals as the column of scores has. */
static const char *find_note(const tb_brief *p, const cJSON *unit, int digits)
{
    const cJSON *parts = tbi_json_get(unit, "parts");
    const cJSON *part;
    const char *list = "";
    bool whole = tbi_json_get(unit, "reason") == NULL;
    if (cJSON_GetArraySize(parts) == 0 || !isnan(tbi_number_of(unit, "score")))
        return tbi_said_of(p, unit, whole ? "rank_reason" : "reason");
    cJSON_ArrayForEach(part, parts)
    {
        const char *score = tbi_say_amount(p, tbi_number_of(part, "score"), digits);
        list = tbi_join(p, list, "; ", tbi_join(p, tbi_unit_of(p, part), " ", score));
    }
    return tbi_say(p, TB_MSG_RENDER_PARTS, list);
}

/* Both places: the one that the table gives and the one that was published. */
static void add_row(tb_table *t, const tb_brief *p, const cJSON *unit, int digits)
{
    const char *cell[] = {
        tbi_say_whole(p, tbi_number_of(unit, "rank")),
        tbi_unit_of(p, unit),
        tbi_say_amount(p, tbi_number_of(unit, "score"), digits),
        name_basis(p, tbi_text_of(unit, "score_basis")),
        name_group(p, tbi_text_of(unit, "group")),
        tbi_say_whole(p, tbi_number_of(unit, "published_rank")),
        find_note(p, unit, digits),
    };
    tbi_table_row(t, cell);
}

/* Ordered for eyes; the JSON is in the order of codes. */
void tbi_tabulate_rank(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = {
        TB_EN(TB_WORD_TABLE_RANK_RRANK),      TB_EN(TB_WORD_TABLE_COMPLETE_LPROVINCE),
        TB_EN(TB_WORD_TABLE_COMPLETE_RSCORE), TB_EN(TB_WORD_TABLE_RANK_LBASIS),
        TB_EN(TB_WORD_TABLE_RANK_LGROUP),     TB_EN(TB_WORD_TABLE_RANK_RPUBLISHED_RANK),
        TB_EN(TB_WORD_TABLE_RANK_LNOTE),      NULL
    };
    static const char *const vietnamese[] = {
        TB_VI(TB_WORD_TABLE_RANK_RRANK),      TB_VI(TB_WORD_TABLE_COMPLETE_LPROVINCE),
        TB_VI(TB_WORD_TABLE_COMPLETE_RSCORE), TB_VI(TB_WORD_TABLE_RANK_LBASIS),
        TB_VI(TB_WORD_TABLE_RANK_LGROUP),     TB_VI(TB_WORD_TABLE_RANK_RPUBLISHED_RANK),
        TB_VI(TB_WORD_TABLE_RANK_LNOTE),      NULL
    };
    tb_table t;
    const cJSON *units = tbi_json_get(p->result, "units");
    const cJSON *u;
    size_t n = 0;
    const cJSON **order = TB_NEW(p->a, const cJSON *, (size_t)cJSON_GetArraySize(units));
    write_heading(out, p);
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(u, units)
    {
        if (order != NULL)
            order[n++] = u;
    }
    if (order != NULL)
        qsort(order, n, sizeof *order, compare_by_rank);
    int digits = count_digits(units);
    for (size_t i = 0; i < n; i++)
        add_row(&t, p, order[i], digits);
    tbi_table_print(&t, out, 0);
    const char *reason = tbi_said_of(p, p->result, "groups_reason");
    if (reason[0] != '\0')
        tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_GROUPS, reason));
}
