/* report_rank.c - the table of a year as JSON and for eyes: what is published, what computed, what
 * unknown and why. */
#include "render/table.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/report.h>

/* Vietnamese for the reasons of tb_rank_row; NULL stays NULL, what is not listed stays as it is. */
static const char *name_reason_vi(const char *reason)
{
    static const char *const words[][2] = {
        { "withheld", "không công bố" },
        { "not in the data", "chưa có trong bộ dữ liệu" },
        { "no such scheme", "năm đó không có nội dung này" },
        { "not among those that were ranked", "không thuộc số được xếp hạng" },
        { "not in the data: only a part of the table is known",
          "chưa có trong bộ dữ liệu (mới có một phần của bảng)" },
        { "withheld in part: the publisher puts it last, with the sum of what is left",
          "không công bố một phần: xếp cuối với tổng điểm còn lại" },
        { "the scheme of that year is not in the data",
          "chưa có bộ tiêu chí của năm đó trong bộ dữ liệu" },
        { "the limits of the groups of that year are not in the data",
          "chưa có ngưỡng phân nhóm của năm đó trong bộ dữ liệu" },
        { "the sizes of the groups for that many units are not in the data",
          "chưa có số tỉnh của từng nhóm cho năm đó trong bộ dữ liệu" },
        { "the limits of the groups are those of the total",
          "ngưỡng phân nhóm chỉ áp dụng cho chỉ số tổng hợp" },
    };
    for (size_t i = 0; reason != NULL && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], reason) == 0)
            return words[i][1];
    return reason;
}

/* A group that is not listed (a letter) stays as it is; NULL stays NULL. */
static const char *name_group_vi(const char *group)
{
    static const char *const words[][2] = { { "high", "Cao nhất" },
                                            { "mid-high", "Trung bình cao" },
                                            { "mid-low", "Trung bình thấp" },
                                            { "low", "Thấp nhất" } };
    for (size_t i = 0; group != NULL && i < 4; i++)
        if (strcmp(words[i][0], group) == 0)
            return words[i][1];
    return group;
}

/* A whole number from 1, or null with the reason beside. */
static void write_place(tb_json *j, const char *key, int value, const char *reason_key,
                        const char *reason)
{
    if (value > 0) {
        tbi_json_int(j, key, value);
        return;
    }
    tbi_json_null(j, key);
    tbi_json_text(j, reason_key, reason);
}

/* The units that were merged into this one, side by side. */
static void write_parts(tb_json *j, const tb_rank_row *row)
{
    tbi_json_array(j, "parts");
    for (size_t i = 0; i < row->parts; i++) {
        const tb_rank_of_part *part = &row->part[i];
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", part->code);
        tbi_json_text(j, "name", part->name_vi);
        tbi_json_text(j, "name_en", part->name_en);
        tbi_json_number(j, "score", part->score);
        write_place(j, "published_rank", part->published_rank, "published_rank_reason",
                    part->reason != NULL ? part->reason : "not in the data");
        tbi_json_text(j, "reason", part->reason);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* score is null without a basis; the reason of the row stands at the end once. */
static void write_unit(tb_json *j, const tb_rank_row *row)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", row->code);
    tbi_json_text(j, "name", row->name_vi);
    tbi_json_text(j, "name_en", row->name_en);
    tbi_json_number(j, "score", row->score);
    if (!isnan(row->score))
        tbi_json_text(j, "score_basis", tb_basis_word(row->basis));
    write_place(j, "rank", row->rank, "rank_reason", row->rank_reason);
    tbi_json_text(j, "group", row->group);
    if (row->group == NULL)
        tbi_json_text(j, "group_reason", row->group_reason);
    write_place(j, "published_rank", row->published_rank, "published_rank_reason",
                row->reason != NULL && strcmp(row->reason, "not in the data") != 0
                    ? row->reason
                    : "not in the data");
    tbi_json_text(j, "rank_basis", row->rank_basis);
    tbi_json_text(j, "reason", row->reason);
    if (row->parts > 0)
        write_parts(j, row);
    tbi_json_object_end(j);
}

/* `ranks` says whether the places were computed of a whole table or are those that were
 * published. */
tb_status tb_report_rank(tb_text **out, const tb_report_head *h, const tb_index *x,
                         const tb_ranking *r, tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    const tb_scheme *s = tb_ranking_scheme(r);
    tbi_envelope_open(&j, &b, h, "rank", tb_ranking_notices(r), 3);
    tbi_json_text(&j, "index", x->code);
    tbi_json_text(&j, "indicator", x->indicator[tb_ranking_column(r)].code);
    tbi_json_int(&j, "year", tb_ranking_year(r));
    tbi_json_text(&j, "scheme", s != NULL ? s->name : NULL);
    if (s == NULL)
        tbi_json_text(&j, "scheme_reason", "the scheme of that year is not in the data");
    if (tb_ranking_n_ranked(r) >= 0)
        tbi_json_int(&j, "n_ranked", tb_ranking_n_ranked(r));
    else {
        tbi_json_null(&j, "n_ranked");
        tbi_json_text(&j, "n_ranked_reason", "how many were ranked is not in the data");
    }
    tbi_json_int(&j, "n_known", (long long)tb_ranking_n_known(r));
    tbi_json_int(&j, "n_withheld", (long long)tb_ranking_n_withheld(r));
    tbi_json_text(&j, "ranks", tb_ranking_complete(r) ? "computed" : "published");
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_ranking_rows(r); i++)
        write_unit(&j, tb_ranking_row(r, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

/* ---- For eyes ---- */

/* Best rank first, those without a rank last; ties and the rest by code, which is how the rows
 * stand. */
static int compare_by_rank(const void *a, const void *b)
{
    const tb_rank_row *x = *(const tb_rank_row *const *)a;
    const tb_rank_row *y = *(const tb_rank_row *const *)b;
    int rx = x->rank > 0 ? x->rank : 1 << 30, ry = y->rank > 0 ? y->rank : 1 << 30;
    if (rx != ry)
        return rx < ry ? -1 : 1;
    return strcmp(x->code, y->code);
}

/* Digits that tell the scores apart as they were printed: 2 to 4. */
static int count_digits(const tb_ranking *r)
{
    int digits = 2;
    for (size_t i = 0; i < tb_ranking_rows(r); i++) {
        double x = tb_ranking_row(r, i)->score;
        while (!isnan(x) && digits < 4 &&
               fabs(x * pow(10, digits) - round(x * pow(10, digits))) > 1e-6)
            digits++;
    }
    return digits;
}

/* How much of the table is known decides what its places are, so it is said first. */
static void write_heading(tb_buf *b, const tb_index *x, const tb_ranking *r, bool vi)
{
    const tb_indicator *c = &x->indicator[tb_ranking_column(r)];
    const tb_scheme *s = tb_ranking_scheme(r);
    bool total = strcmp(c->code, "TOTAL") == 0;
    tbi_buf_printf(b, "%s%s%s %d", x->code, total ? "" : ".", total ? "" : c->code,
                   tb_ranking_year(r));
    tbi_buf_printf(b, " – %s\n",
                   vi      ? (total ? x->name_vi : c->name_vi)
                   : total ? x->name_en
                           : c->name_en);
    if (tb_ranking_of_some(r))
        tbi_buf_printf(
            b,
            vi ? "%zu điểm số có trong bộ dữ liệu này, trong đó %zu thuộc %d tỉnh được xếp hạng"
               : "%zu scores in this data set, %zu of them of the %d units that were ranked",
            tb_ranking_n_known(r), tb_ranking_n_known_ranked(r), tb_ranking_n_ranked(r));
    else if (tb_ranking_n_ranked(r) >= 0)
        tbi_buf_printf(
            b, vi ? "%zu/%d điểm số có trong bộ dữ liệu này" : "%zu of %d scores in this data set",
            tb_ranking_n_known(r), tb_ranking_n_ranked(r));
    else
        tbi_buf_printf(b,
                       vi ? "%zu điểm số có trong bộ dữ liệu này" : "%zu scores in this data set",
                       tb_ranking_n_known(r));
    if (tb_ranking_n_withheld(r) > 0)
        tbi_buf_printf(b, vi ? "; %zu tỉnh không công bố" : "; %zu withheld by the publisher",
                       tb_ranking_n_withheld(r));
    tbi_buf_text(b, tb_ranking_complete(r) ? (vi ? "; thứ hạng tính toán" : "; ranks computed")
                    : vi                   ? "; thứ hạng đã công bố"
                                           : "; published ranks");
    if (s != NULL)
        tbi_buf_printf(b, vi ? "; bộ tiêu chí %s" : "; scheme %s", s->name);
    tbi_buf_text(b, "\n\n");
}

/* NULL for no basis: an empty cell. */
static const char *name_basis(tb_basis basis, bool vi)
{
    if (!vi)
        return tb_basis_word(basis);
    return basis == TB_BASIS_PUBLISHED  ? "đã công bố"
           : basis == TB_BASIS_DERIVED  ? "suy ra"
           : basis == TB_BASIS_COMPUTED ? "tính toán"
                                        : NULL;
}

/* "not in the data (Bình Định 83.28; Gia Lai –)": the parts of a unit that has no score of its own.
 * */
static const char *find_note(tb_arena *a, const tb_rank_row *row, int digits, tb_lang lang)
{
    bool vi = lang == TB_LANG_VI;
    const char *note = row->reason != NULL ? row->reason : row->rank_reason, *list = "";
    if (vi)
        note = name_reason_vi(note);
    if (row->parts == 0 || !isnan(row->score))
        return note;
    for (size_t i = 0; i < row->parts && list != NULL; i++)
        list = tbi_arena_printf(a, "%s%s%s %s", list, i > 0 ? "; " : "",
                                vi ? row->part[i].name_vi : row->part[i].name_en,
                                tbi_say_number(a, row->part[i].score, digits, lang));
    return list != NULL ? tbi_arena_printf(a, vi ? "các tỉnh hợp thành: %s" : "parts: %s", list)
                        : note;
}

static void write_table_row(tb_table *t, tb_arena *a, const tb_rank_row *row, int digits,
                            tb_lang lang)
{
    bool vi = lang == TB_LANG_VI;
    const char *cell[] = {
        row->rank > 0 ? tbi_arena_printf(a, "%d", row->rank) : "–",
        vi ? row->name_vi : row->name_en,
        tbi_say_number(a, row->score, digits, lang),
        name_basis(row->basis, vi),
        row->group == NULL ? "–"
        : vi               ? name_group_vi(row->group)
                           : row->group,
        row->published_rank > 0 ? tbi_arena_printf(a, "%d", row->published_rank) : "–",
        find_note(a, row, digits, lang),
    };
    tbi_table_row(t, cell);
}

/* Ordered for eyes; the JSON is in the order of codes. */
tb_status tb_table_rank(tb_text **out, const tb_index *x, const tb_ranking *r, tb_lang lang,
                        tb_err *err)
{
    static const char *const english[] = { "rRank",  "lProvince",       "rScore", "lBasis",
                                           "lGroup", "rPublished rank", "lNote",  NULL };
    static const char *const vietnamese[] = { "rHạng", "lTỉnh, thành phố", "rĐiểm",    "lCơ sở",
                                              "lNhóm", "rHạng đã công bố", "lGhi chú", NULL };
    bool vi = lang == TB_LANG_VI;
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    tb_table t;
    size_t n = tb_ranking_rows(r);
    const tb_rank_row **order = TB_NEW(&a, const tb_rank_row *, n);
    if (order == NULL)
        b.failed = true;
    write_heading(&b, x, r, vi);
    tbi_table_start(&t, &a, vi ? vietnamese : english);
    for (size_t i = 0; i < n && order != NULL; i++)
        order[i] = tb_ranking_row(r, i);
    if (order != NULL)
        qsort(order, n, sizeof *order, compare_by_rank);
    int digits = count_digits(r);
    for (size_t i = 0; i < n && order != NULL; i++)
        write_table_row(&t, &a, order[i], digits, lang);
    tbi_table_print(&t, &b, 0);
    const char *reason = tb_ranking_groups_reason(r);
    if (reason != NULL)
        tbi_buf_printf(&b, vi ? "\nNhóm: %s\n" : "\nGroups: %s\n",
                       vi ? name_reason_vi(reason) : reason);
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
