/* table_show.c - what is in a panel, for eyes: one line a year and index, then breaks and
 * conflicts. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

#include <math.h>
#include <string.h>

/* "22/63", or "22" where it is not known how many the publisher ranked. */
static const char *write_share(const tb_brief *p, double known, double n_ranked)
{
    return isnan(n_ranked) ? tbi_print(p, "%.0f/?", known)
                           : tbi_print(p, "%.0f/%.0f", known, n_ranked);
}

/* Whether the index has a total in any year: without one its columns are dashes. */
static bool has_total(const cJSON *index)
{
    const cJSON *year;
    const cJSON *c;
    cJSON_ArrayForEach(year, tbi_json_get(index, "coverage"))
    {
        cJSON_ArrayForEach(c, tbi_json_get(year, "indicators"))
        {
            if (strcmp(tbi_text_of(c, "indicator"), "TOTAL") == 0)
                return true;
        }
    }
    return false;
}

/* Of the parts of a year: how many have no cell lacking, how many there are, and their figures.
 * Parts of other schemes, of which only places are known, do not count. */
typedef struct part_counts {
    double parts, full, cells;
    const cJSON *total; /* the column of the total, NULL where nothing is known of it */
} part_counts;

/* The total apart, since it is told in columns of its own.
 * year: an entry of `coverage`. Units are those of the index in that year. */
static part_counts count_parts(const cJSON *year)
{
    part_counts k = { 0 };
    const cJSON *c;
    cJSON_ArrayForEach(c, tbi_json_get(year, "indicators"))
    {
        double known = tbi_number_of(c, "known");
        double lacking = tbi_number_of(c, "not_in_data");
        if (strcmp(tbi_text_of(c, "indicator"), "TOTAL") == 0) {
            k.total = c;
            continue;
        }
        if (known == 0 && lacking == 0 && tbi_number_of(c, "withheld") == 0)
            continue;
        k.parts++;
        k.cells += known;
        k.full += known > 0 && lacking == 0;
    }
    return k;
}

/* 0 where nothing is known of the column. */
static double find_count(const cJSON *column, const char *name)
{
    return column != NULL ? tbi_number_of(column, name) : 0;
}

/* A row a year; the index is named in its first one.
 * Eight cells, as the heads of tbi_tabulate_show. */
static void add_index_rows(tb_table *t, const tb_brief *p, const cJSON *index)
{
    const cJSON *year;
    bool first = true;
    bool total = has_total(index);
    cJSON_ArrayForEach(year, tbi_json_get(index, "coverage"))
    {
        part_counts k = count_parts(year);
        double ranked = tbi_number_of(year, "n_ranked");
        double withheld = find_count(k.total, "withheld");
        const char *cell[8] = { first ? tbi_text_of(index, "index") : "",
                                tbi_say_whole(p, tbi_number_of(year, "year")),
                                total ? write_share(p, find_count(k.total, "known"), ranked) : "–",
                                total ? write_share(p, find_count(k.total, "ranks"), ranked) : "–",
                                withheld > 0 ? tbi_say_whole(p, withheld) : "",
                                tbi_print(p, "%.0f/%.0f", k.full, k.parts),
                                tbi_say_whole(p, k.cells),
                                tbi_text_of(year, "scheme") };
        tbi_table_row(t, cell);
        first = false;
    }
}

/* Indices with one scheme have no break.
 * A year is the first of the new scheme. */
static void print_breaks(tb_buf *b, const tb_brief *p)
{
    const cJSON *index;
    const cJSON *at;
    tbi_buf_text(b, tbi_word(p, TB_MSG_RENDER_BREAKS_NEW_SCHEME_YEAR));
    cJSON_ArrayForEach(index, tbi_json_get(p->result, "indices"))
    {
        const cJSON *breaks = tbi_json_get(index, "breaks");
        const char *between = "";
        if (cJSON_GetArraySize(breaks) == 0)
            continue;
        tbi_buf_printf(b, "  %s ", tbi_text_of(index, "index"));
        cJSON_ArrayForEach(at, breaks)
        {
            tbi_buf_printf(b, "%s%s", between, tbi_say_whole(p, tbi_number_of(at, "year")));
            between = ", ";
        }
        tbi_buf_char(b, '\n');
    }
}

/* Only of indices whose tables are whole. */
static void print_noise(tb_buf *b, const tb_brief *p)
{
    const cJSON *index;
    cJSON_ArrayForEach(index, tbi_json_get(p->result, "indices"))
    {
        const char *text = tbi_said_of(p, index, "noise");
        if (text[0] != '\0')
            tbi_buf_printf(b, "\n%s: %s\n", tbi_text_of(index, "index"), text);
    }
}

/* Nothing when no two sources differ. */
static void print_conflicts(tb_buf *b, const tb_brief *p)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_SHOW_LINDICATOR),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_LUNIT),
                                           TB_EN(TB_WORD_TABLE_SHOW_RKEPT),
                                           TB_EN(TB_WORD_TABLE_SHOW_ROTHER),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_LREASON),
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_SHOW_LINDICATOR),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_LUNIT),
                                              TB_VI(TB_WORD_TABLE_SHOW_RKEPT),
                                              TB_VI(TB_WORD_TABLE_SHOW_ROTHER),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_LREASON),
                                              NULL };
    const cJSON *conflicts = tbi_json_get(p->result, "conflicts");
    const cJSON *c;
    tb_table t;
    if (cJSON_GetArraySize(conflicts) == 0)
        return;
    tbi_buf_text(b, tbi_word(p, TB_MSG_RENDER_WHERE_SOURCES_DIFFER));
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(c, conflicts)
    {
        const char *cell[6] = { tbi_arena_printf(p->a, "%s.%s", tbi_text_of(c, "index"),
                                                 tbi_text_of(c, "indicator")),
                                tbi_say_whole(p, tbi_number_of(c, "year")),
                                tbi_text_of(c, "unit"),
                                tbi_say_amount(p, tbi_number_of(c, "kept"), 2),
                                tbi_say_amount(p, tbi_number_of(c, "other"), 2),
                                tbi_text_of(c, "reason") };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, b, 2);
}

/* One line a year and index, then what does not fit a line. */
void tbi_tabulate_show(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_SHOW_LINDEX),
                                           TB_EN(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                           TB_EN(TB_WORD_TABLE_SHOW_RSCORES),
                                           TB_EN(TB_WORD_TABLE_SHOW_RPLACES),
                                           TB_EN(TB_WORD_TABLE_SHOW_RWITHHELD),
                                           TB_EN(TB_WORD_TABLE_SHOW_RCOMPLETE_PARTS),
                                           TB_EN(TB_WORD_TABLE_SHOW_RPART_FIGURES),
                                           TB_EN(TB_WORD_TABLE_SHOW_LSCHEME),
                                           NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_SHOW_LINDEX),
                                              TB_VI(TB_WORD_TABLE_ESTIMATE_RYEAR),
                                              TB_VI(TB_WORD_TABLE_SHOW_RSCORES),
                                              TB_VI(TB_WORD_TABLE_SHOW_RPLACES),
                                              TB_VI(TB_WORD_TABLE_SHOW_RWITHHELD),
                                              TB_VI(TB_WORD_TABLE_SHOW_RCOMPLETE_PARTS),
                                              TB_VI(TB_WORD_TABLE_SHOW_RPART_FIGURES),
                                              TB_VI(TB_WORD_TABLE_SHOW_LSCHEME),
                                              NULL };
    tb_table t;
    const cJSON *index;
    tbi_buf_text(out, tbi_word(p, TB_MSG_RENDER_UNITS_SCORE_PUBLISHED_PLACE));
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(index, tbi_json_get(p->result, "indices")) add_index_rows(&t, p, index);
    tbi_table_print(&t, out, 0);
    print_breaks(out, p);
    print_noise(out, p);
    print_conflicts(out, p);
    tbi_buf_text(out,
                 tbi_say(p, TB_MSG_RENDER_UNITS_SOURCES, tbi_number_in(p->result, "units", "count"),
                         cJSON_GetArraySize(tbi_json_get(p->result, "sources"))));
}
