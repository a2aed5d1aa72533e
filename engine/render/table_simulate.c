/* table_simulate.c - a simulation for eyes: who holds a rank whatever is assumed, and which
 * assumption moves the others. */
#include "render/table.h"
#include "text/owned_text.h"

#include <math.h>

static const char *say(tb_lang lang, const char *en, const char *vi)
{
    return lang == TB_LANG_VI ? vi : en;
}

/* By reference rank, ties by the order of units; those without one at the end. */
static void add_units(tb_buf *b, tb_arena *a, const tb_simulation *s, size_t best, tb_lang lang)
{
    const char *top = tbi_arena_printf(a, say(lang, "rTop %zu", "rTốp %zu"), best);
    const char *const heads[] = { say(lang, "lProvince", "lTỉnh"),
                                  say(lang, "rRank", "rThứ hạng"),
                                  say(lang, "rMean", "rTrung bình"),
                                  say(lang, "r90% of draws", "r90% lần mô phỏng"),
                                  say(lang, "rMean shift", "rThay đổi TB"),
                                  top,
                                  say(lang, "rRank set", "rMiền tin cậy"),
                                  say(lang, "rOf all", "rĐồng thời"),
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    size_t n = tb_simulation_units(s);
    size_t m = 0;
    const tb_simulate_unit **order = TB_NEW(a, const tb_simulate_unit *, n);
    for (int r = 1; r <= (int)n && order != NULL; r++)
        for (size_t i = 0; i < n; i++)
            if (tb_simulation_unit(s, i)->reference_rank == r)
                order[m++] = tb_simulation_unit(s, i);
    for (size_t i = 0; i < n && order != NULL; i++)
        if (tb_simulation_unit(s, i)->reference_rank == 0)
            order[m++] = tb_simulation_unit(s, i);
    for (size_t i = 0; i < m; i++) {
        const tb_simulate_unit *u = order[i];
        const char *const row[] = {
            say(lang, u->name_en, u->name_vi),
            u->reference_rank ? tbi_arena_printf(a, "%d", u->reference_rank) : "–",
            tbi_say_number(a, u->rank_mean, 1, lang),
            isnan(u->rank_mean) ? "–" : tbi_arena_printf(a, "%.0f–%.0f", u->rank_q05, u->rank_q95),
            tbi_say_number(a, u->mean_abs_shift, 1, lang),
            tbi_say_chance(a, u->chance_best, lang),
            u->marginal[0] ? tbi_arena_printf(a, "%d–%d", u->marginal[0], u->marginal[1]) : "–",
            u->marginal[0] ? tbi_arena_printf(a, "%d–%d%s", u->simultaneous[0], u->simultaneous[1],
                                              u->among_best ? " *" : "  ")
                           : "–"
        };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

/* Mean over the ranked units of an index, the unit that the factor moves most, and the index for
 * the mean shift. */
static void add_factors(tb_buf *b, tb_arena *a, const tb_simulation *s, tb_lang lang)
{
    const char *const heads[] = { say(lang, "lFactor", "lYếu tố"),
                                  say(lang, "rFirst order", "rBậc một"),
                                  say(lang, "rTotal", "rToàn phần"),
                                  say(lang, "rOn mean shift", "rTới thay đổi TB"),
                                  say(lang, "lMoves most", "lTác động nhiều nhất"),
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    size_t n = tb_simulation_units(s);
    for (size_t k = 0; k < tb_simulation_factors(s); k++) {
        double first_sum = 0;
        double total_sum = 0;
        double count = 0;
        double most = -1;
        const char *who = "–", *vi;
        tb_simulate_index first, total;
        for (size_t i = 0; i < n; i++) {
            if (tb_simulation_sobol(s, i, k, &first, &total, &vi) != NULL)
                continue;
            first_sum += first.estimate;
            total_sum += total.estimate;
            count++;
            if (total.estimate > most) {
                most = total.estimate;
                who =
                    say(lang, tb_simulation_unit(s, i)->name_en, tb_simulation_unit(s, i)->name_vi);
            }
        }
        tb_simulation_sobol(s, n, k, &first, &total, &vi);
        const char *const row[] = { tb_simulation_factor(s, k),
                                    tbi_say_number(a, first_sum / count, 3, lang),
                                    tbi_say_number(a, total_sum / count, 3, lang),
                                    tbi_say_number(a, total.estimate, 3, lang), who };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

/* What each way to compute does by itself. */
static void methods_table(tb_buf *b, tb_arena *a, const tb_simulation *s, tb_lang lang)
{
    const char *const heads[] = { say(lang, "lAggregation", "lCách tổng hợp"),
                                  say(lang, "lNormalisation", "lChuẩn hóa"),
                                  say(lang, "rDraws", "rSố lần"),
                                  say(lang, "rMean shift", "rThay đổi TB"),
                                  say(lang, "lMoves most", "lĐổi hạng nhiều nhất"),
                                  NULL };
    tb_table t;
    tbi_table_start(&t, a, heads);
    for (size_t k = 0; k < tb_simulation_methods(s); k++) {
        const tb_simulate_method *m = tb_simulation_method(s, k);
        const tb_simulate_unit *u = m->most != SIZE_MAX ? tb_simulation_unit(s, m->most) : NULL;
        const char *const row[] = { m->aggregate, m->normalise, tbi_say_chance(a, m->share, lang),
                                    tbi_say_number(a, m->mean_abs_shift, 1, lang),
                                    u == NULL
                                        ? "–"
                                        : tbi_arena_printf(a, "%s %d → %d",
                                                           say(lang, u->name_en, u->name_vi),
                                                           u->reference_rank, m->rank[m->most]) };
        tbi_table_row(&t, row);
    }
    tbi_table_print(&t, b, 0);
}

static void add_left_out(tb_buf *b, const tb_simulation *s, tb_lang lang)
{
    /* of completed tables the notice says it once */
    for (size_t k = 0; k < tb_simulation_pairs(s) && tb_simulation_tables(s) == 0; k++) {
        const tb_simulate_pair *p = tb_simulation_pair(s, k);
        if (!p->used)
            tbi_buf_printf(b,
                           say(lang, "not in the design: %s after %s: %s\n",
                               "không đưa vào thiết kế: %s sau %s: %s\n"),
                           p->aggregate, p->normalise, say(lang, p->reason, p->reason_vi));
    }
}

/* Tables of methods and of factors only where there is more than one of them, or samples were
 * drawn. */
tb_status tb_table_simulate(tb_text **out, const tb_simulation *s, size_t best, double level,
                            tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    add_units(&b, &a, s, best, lang);
    tbi_buf_printf(&b,
                   say(lang,
                       "\nDraws: %llu; mean shift of all units: %s ranks. Rank set: %s confidence, "
                       "one unit alone and all together; * cannot be "
                       "excluded from the %zu best.\n\n",
                       "\nSố lần mô phỏng: %llu; thay đổi trung bình của mọi đơn vị: %s bậc. Miền "
                       "tin cậy %s của thứ hạng: từng đơn vị và đồng thời; "
                       "* chưa thể loại khỏi tốp %zu.\n\n"),
                   (unsigned long long)tb_simulation_draws(s),
                   tbi_say_number(&a, tb_simulation_mean_shift(s), 2, lang),
                   tbi_say_chance(&a, level, lang), best);
    if (tb_simulation_methods(s) > 1) {
        tbi_buf_text(&b, say(lang, "By method (official weights, nothing left out, no noise)\n",
                             "Theo cách tính (trọng số chính thức, không bỏ thành phần nào, không "
                             "có biến động ngẫu nhiên)\n"));
        methods_table(&b, &a, s, lang);
        tbi_buf_char(&b, '\n');
    }
    if (tb_simulation_samples(s) > 0 && tb_simulation_factors(s) > 0) {
        tbi_buf_text(
            &b,
            say(lang, "Sobol' indices (mean over units of the share of the variance of a rank)\n",
                "Chỉ số Sobol' (trung bình các đơn vị, phần phương sai của thứ hạng)\n"));
        add_factors(&b, &a, s, lang);
        tbi_buf_char(&b, '\n');
    }
    add_left_out(&b, s, lang);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
