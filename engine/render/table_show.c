/* table_show.c - what is in a panel, for eyes: one line a year and index, then breaks and
 * conflicts. */
#include "render/coverage.h"
#include "render/table.h"
#include "text/owned_text.h"

#include <string.h>
#include <tangbac/forecast.h>
#include <tangbac/report.h>

/* "22/63", or "22" where it is not known how many the publisher ranked. */
static const char *write_share(tb_arena *a, size_t known, int n_ranked)
{
    return n_ranked >= 0 ? tbi_arena_printf(a, "%zu/%d", known, n_ranked)
                         : tbi_arena_printf(a, "%zu/?", known);
}

/* A row a year. full: parts of which no cell is lacking; parts of other schemes do not count. */
static void add_index_rows(tb_table *t, tb_arena *a, const tb_index *x)
{
    ptrdiff_t total = tb_index_indicator(x, "TOTAL");
    for (size_t y = 0; y < x->n_year; y++) {
        size_t parts = 0, full = 0, cells = 0;
        int ranked = x->n_ranked[y];
        for (size_t c = 0; c < x->n_indicator; c++) {
            tb_coverage k = tbi_coverage_of(x, y, c);
            if ((ptrdiff_t)c == total || (k.status == TB_CELL_NO_SCHEME && k.known == 0))
                continue;
            parts++;
            cells += k.known;
            full += k.known > 0 && k.not_here == 0;
        }
        tb_coverage k = total >= 0 ? tbi_coverage_of(x, y, (size_t)total) : (tb_coverage){ 0 };
        const tb_scheme *s = tb_index_scheme(x, x->year[y]);
        const char *cell[8] = { y == 0 ? x->code : "",
                                tbi_arena_printf(a, "%d", x->year[y]),
                                total >= 0 ? write_share(a, k.known, ranked) : "–",
                                total >= 0 ? write_share(a, k.ranks, ranked) : "–",
                                k.withheld > 0 ? tbi_arena_printf(a, "%zu", k.withheld) : "",
                                tbi_arena_printf(a, "%zu/%zu", full, parts),
                                tbi_arena_printf(a, "%zu", cells),
                                s != NULL ? s->name : "" };
        tbi_table_row(t, cell);
    }
}

/* Indices with one scheme have no break. */
static void print_breaks(tb_buf *b, const tb_panel *p, bool vi)
{
    tbi_buf_text(b, vi ? "\nThay đổi phương pháp (bộ tiêu chí mới từ năm):\n"
                       : "\nBreaks (a new scheme from the year):\n");
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        const tb_index *x = tb_panel_index_at(p, i);
        if (x->n_scheme < 2)
            continue;
        tbi_buf_printf(b, "  %s ", x->code);
        for (size_t k = 1; k < x->n_scheme; k++)
            tbi_buf_printf(b, "%s%d", k > 1 ? ", " : "", x->scheme[k].first_year);
        tbi_buf_char(b, '\n');
    }
}

/* Only of indices whose tables are whole; each costs a fit of the state-space model. */
static void print_noise(tb_buf *b, const tb_panel *p, bool vi)
{
    char text[1024];
    for (size_t i = 0; i < tb_panel_indices(p); i++) {
        tb_noise n;
        tb_forecast_opts o = TB_FORECAST_OPTS_INIT;
        o.index = tb_panel_index_at(p, i)->code;
        o.origin = tb_noise_origin(tb_panel_index_at(p, i));
        o.model = "statespace";
        o.draws = 4000;
        if (o.origin > 0 && tb_noise_of(&n, p, &o, NULL) == TB_OK &&
            tb_noise_say(text, sizeof text, &n, vi) > 0)
            tbi_buf_printf(b, "\n%s: %s\n", o.index, text);
    }
}

/* Nothing when no two sources differ. */
static void print_conflicts(tb_buf *b, tb_arena *a, const tb_panel *p, bool vi)
{
    static const char *const english[] = { "lIndicator", "rYear",   "lUnit", "rKept",
                                           "rOther",     "lReason", NULL };
    static const char *const vietnamese[] = { "lNội dung", "rNăm",   "lĐơn vị", "rGiữ lại",
                                              "rSố khác",  "lLý do", NULL };
    tb_table t;
    if (tb_panel_conflicts(p) == 0)
        return;
    tbi_buf_text(b, vi ? "\nCác nguồn khác nhau:\n" : "\nWhere sources differ:\n");
    tbi_table_start(&t, a, vi ? vietnamese : english);
    tb_lang lang = vi ? TB_LANG_VI : TB_LANG_EN;
    for (size_t i = 0; i < tb_panel_conflicts(p); i++) {
        const tb_conflict *c = tb_panel_conflict(p, i);
        const char *cell[6] = { tbi_arena_printf(a, "%s.%s", c->index, c->indicator),
                                tbi_arena_printf(a, "%d", c->year),
                                c->unit,
                                tbi_say_number(a, c->kept, 2, lang),
                                tbi_say_number(a, c->other, 2, lang),
                                c->reason };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, b, 2);
}

/* One line a year and index, then what does not fit a line. */
tb_status tb_table_show(tb_text **out, const tb_panel *p, tb_lang lang, tb_err *err)
{
    static const char *const english[] = { "lIndex",        "rYear",     "rScores",
                                           "rPlaces",       "rWithheld", "rComplete parts",
                                           "rPart figures", "lScheme",   NULL };
    static const char *const vietnamese[] = { "lChỉ số",
                                              "rNăm",
                                              "rĐiểm",
                                              "rThứ hạng",
                                              "rKhông công bố",
                                              "rNội dung đủ số liệu",
                                              "rSố liệu thành phần",
                                              "lBộ tiêu chí",
                                              NULL };
    bool vi = lang == TB_LANG_VI;
    tb_arena a = { 0 };
    tb_buf b = { 0 };
    tb_table t;
    tbi_buf_text(&b,
                 vi ? "Số đơn vị có điểm và thứ hạng trong bộ dữ liệu / số đơn vị được xếp hạng "
                      "(?: chưa biết)\n\n"
                    : "Units with a score and a published place in this data set / units that "
                      "the publisher ranked (?: not known)\n\n");
    tbi_table_start(&t, &a, vi ? vietnamese : english);
    for (size_t i = 0; i < tb_panel_indices(p); i++)
        add_index_rows(&t, &a, tb_panel_index_at(p, i));
    tbi_table_print(&t, &b, 0);
    print_breaks(&b, p, vi);
    print_noise(&b, p, vi);
    print_conflicts(&b, &a, p, vi);
    tbi_buf_printf(&b, vi ? "\n%zu đơn vị, %zu nguồn\n" : "\n%zu units, %zu sources\n",
                   tb_panel_units(p), tb_panel_sources(p));
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
