/* report_complete.c - a completed table for programs and for eyes. */
#include "render/table.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/forecast_report.h>

/* A unit without draws has its basis as the reason. */
static void write_unit(tb_json *j, const tb_completion_unit *u)
{
    static const char *const q[3] = { "q05", "q50", "q95" };
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", u->code);
    tbi_json_text(j, "name", u->name_vi);
    if (isnan(u->score_mean)) {
        tbi_json_null(j, "score");
        tbi_json_text(j, "score_reason", u->basis);
        tbi_json_null(j, "rank");
        tbi_json_text(j, "rank_reason", u->basis);
    } else {
        tbi_json_object(j, "score");
        tbi_json_number(j, "mean", u->score_mean);
        tbi_json_number(j, "sd", u->score_sd);
        for (int k = 0; k < 3; k++)
            tbi_json_number(j, q[k], u->score_q[k]);
        tbi_json_object_end(j);
        tbi_json_object(j, "rank");
        for (int k = 0; k < 3; k++)
            tbi_json_number(j, q[k], u->rank_q[k]);
        tbi_json_object_end(j);
    }
    if (u->published_rank > 0)
        tbi_json_int(j, "published_rank", u->published_rank);
    tbi_json_text(j, "basis", u->basis);
    tbi_json_object_end(j);
}

/* ess_min and rhat_max are the worst over all unknowns; null when nothing is unknown. */
tb_status tb_report_complete(tb_text **out, const tb_report_head *h, const tb_completion *c,
                             tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    const tb_completion_summary *a = tb_completion_info(c);
    tbi_envelope_open(&j, &b, h, "complete", tb_completion_notices(c), 3);
    tbi_json_text(&j, "index", a->index);
    tbi_json_int(&j, "year", a->year);
    tbi_json_int(&j, "as_of", a->as_of);
    tbi_json_object(&j, "facts_used");
    tbi_json_int(&j, "scores", (long long)a->scores);
    tbi_json_int(&j, "ranks", (long long)a->ranks);
    tbi_json_int(&j, "means", (long long)a->means);
    tbi_json_int(&j, "extremes", (long long)a->extremes);
    tbi_json_int(&j, "counts", (long long)a->counts);
    if (a->ranges > 0)
        tbi_json_int(&j, "ranges", (long long)a->ranges);
    tbi_json_object_end(&j);
    if (a->prior[0] != '\0')
        tbi_json_text(&j, "prior", a->prior);
    tbi_json_int(&j, "draws", (long long)a->draws);
    tbi_json_number(&j, "ess_min", a->ess_min);
    if (isnan(a->ess_min))
        tbi_json_text(&j, "ess_min_reason", "nothing is unknown that could vary");
    tbi_json_number(&j, "rhat_max", a->rhat_max);
    if (isnan(a->rhat_max))
        tbi_json_text(&j, "rhat_max_reason", "nothing is unknown that could vary");
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_completion_units(c); i++)
        write_unit(&j, tb_completion_unit_at(c, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

/* Median place, then mean score, then code; units without a score last. */
static int compare_by_place(const void *left, const void *right)
{
    const tb_completion_unit *a = *(const tb_completion_unit *const *)left;
    const tb_completion_unit *b = *(const tb_completion_unit *const *)right;
    if (isnan(a->score_mean) != isnan(b->score_mean))
        return isnan(a->score_mean) ? 1 : -1;
    if (!isnan(a->score_mean) && a->rank_q[1] != b->rank_q[1])
        return a->rank_q[1] < b->rank_q[1] ? -1 : 1;
    if (!isnan(a->score_mean) && a->score_mean != b->score_mean)
        return a->score_mean > b->score_mean ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* English words are those of the data; only Vietnamese is looked up. */
static const char *name_basis(const char *basis, tb_lang lang)
{
    static const char *const words[][2] = {
        { "published", "đã công bố" },   { "derived", "suy ra" },
        { "computed", "tính toán" },     { "completed", "mô phỏng" },
        { "withheld", "không công bố" }, { "no such scheme", "chưa có bộ tiêu chí" }
    };
    for (size_t k = 0; lang == TB_LANG_VI && k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k][0], basis) == 0)
            return words[k][1];
    return basis;
}

/* Only completed figures have an interval; of published ones the place may still have one. */
tb_status tb_table_complete(tb_text **out, const tb_completion *c, tb_lang lang, tb_err *err)
{
    static const char *const english[] = { "lProvince", "rScore",         "r90 % interval",
                                           "rRank",     "r90 % interval", "lBasis",
                                           NULL };
    static const char *const vietnamese[] = {
        "lTỉnh, thành phố", "rĐiểm", "rKhoảng 90%", "rThứ hạng", "rKhoảng 90%", "lNguồn", NULL
    };
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    tb_table t;
    bool vi = lang == TB_LANG_VI;
    const tb_completion_summary *about = tb_completion_info(c);
    size_t U = tb_completion_units(c);
    const tb_completion_unit **list = TB_NEW(&a, const tb_completion_unit *, U);
    if (list == NULL)
        b.failed = true;
    for (size_t i = 0; i < U && list != NULL; i++)
        list[i] = tb_completion_unit_at(c, i);
    if (list != NULL)
        qsort(list, U, sizeof *list, compare_by_place);
    tbi_table_start(&t, &a, vi ? vietnamese : english);
    for (size_t i = 0; i < U && list != NULL; i++) {
        const tb_completion_unit *u = list[i];
        bool sure = strcmp(u->basis, "completed") != 0;
        const char *cell[6] = {
            vi ? u->name_vi : u->name_en,
            tbi_say_number(&a, u->score_q[1], 2, lang),
            sure ? ""
                 : tbi_arena_printf(&a, "%s–%s", tbi_say_number(&a, u->score_q[0], 2, lang),
                                    tbi_say_number(&a, u->score_q[2], 2, lang)),
            tbi_say_number(&a, u->rank_q[1], 0, lang),
            u->rank_q[0] == u->rank_q[2] || isnan(u->rank_q[0])
                ? ""
                : tbi_arena_printf(&a, "%s–%s", tbi_say_number(&a, u->rank_q[0], 0, lang),
                                   tbi_say_number(&a, u->rank_q[2], 0, lang)),
            name_basis(u->basis, lang)
        };
        tbi_table_row(&t, cell);
    }
    tbi_buf_printf(&b,
                   vi ? "%s %d, từ các số liệu đến năm %d: %zu điểm, %zu thứ hạng, %zu điểm trung "
                        "bình, %zu cao nhất hoặc thấp nhất, %zu số đếm; %zu "
                        "lần mô phỏng\n\n"
                      : "%s %d, from facts to %d: %zu scores, %zu ranks, %zu means, %zu best or "
                        "worst, %zu counts; %zu draws\n\n",
                   about->index, about->year, about->as_of, about->scores, about->ranks,
                   about->means, about->extremes, about->counts, about->draws);
    tbi_table_print(&t, &b, 0);
    if (!isnan(about->rhat_max))
        tbi_buf_printf(&b,
                       vi ? "\nR-hat lớn nhất %s, số lần mô phỏng hiệu dụng ít nhất %s\n"
                          : "\nlargest R-hat %s, fewest effective draws %s\n",
                       tbi_say_number(&a, about->rhat_max, 3, lang),
                       tbi_say_number(&a, about->ess_min, 0, lang));
    if (t.failed)
        b.failed = true;
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
