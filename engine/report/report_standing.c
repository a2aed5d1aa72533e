/* report_standing.c - where the province stands, as JSON and for eyes: place, distances, own change
 * beside the noise, strengths, weaknesses, whom to compare with. */
#include "render/table.h"
#include "report/envelope.h"
#include "report/standing_json.h"
#include "text/owned_text.h"

#include <math.h>
#include <string.h>

/* ---- JSON ------------------------------------------------------------------------------------- */

static void write_place(tb_json *j, const char *key, int value)
{
    if (value > 0)
        tbi_json_int(j, key, value);
    else
        tbi_json_null(j, key);
}

/* change is null without a year before. */
static void write_component(tb_json *j, const tb_standing_component *c)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "code", c->code);
    tbi_json_text(j, "name", c->name_en);
    tbi_json_text(j, "name_vi", c->name_vi);
    tbi_json_int(j, "depth", c->depth);
    tbi_json_number(j, "score", c->score);
    tbi_json_text(j, "score_basis", tb_basis_word(c->basis));
    tbi_json_text(j, "score_reason", c->reason);
    tbi_json_text(j, "score_reason_vi", c->reason_vi);
    write_place(j, "rank", c->rank);
    write_place(j, "of", c->of);
    tbi_json_number(j, "median", c->median);
    tbi_json_number(j, "best_quarter", c->best_quarter);
    tbi_json_number(j, "best", c->best);
    tbi_json_number(j, "to_median", c->to_median);
    tbi_json_number(j, "to_best_quarter", c->to_best_quarter);
    tbi_json_number(j, "to_best", c->to_best);
    tbi_json_number(j, "max", c->max);
    tbi_json_number(j, "change", c->change);
    tbi_json_number(j, "change_national", c->change_national);
    tbi_json_number(j, "change_noise_sd", c->change_sd);
    tbi_json_text(j, "change_is", tb_change_word(c->change_is));
    tbi_json_object_end(j);
}

static void write_codes(tb_json *j, const char *key, const char *const *code, size_t n)
{
    tbi_json_array(j, key);
    for (size_t i = 0; i < n; i++)
        tbi_json_text(j, NULL, code[i]);
    tbi_json_array_end(j);
}

/* peers: units near enough to be compared with. */
static void write_index(tb_json *j, const tb_standing_index *x)
{
    tbi_json_object(j, NULL);
    tbi_json_text(j, "index", x->index);
    tbi_json_text(j, "name", x->name_en);
    tbi_json_text(j, "name_vi", x->name_vi);
    write_place(j, "n_ranked", x->n_ranked);
    tbi_json_text(j, "n_ranked_reason", x->n_ranked_reason);
    tbi_json_text(j, "n_ranked_reason_vi", x->n_ranked_reason_vi);
    tbi_json_text(j, "group", x->group);
    tbi_json_array(j, "components");
    for (size_t i = 0; i < x->components; i++)
        write_component(j, &x->component[i]);
    tbi_json_array_end(j);
    write_codes(j, "strengths", x->strength, x->strengths);
    write_codes(j, "weaknesses", x->weakness, x->weaknesses);
    tbi_json_array(j, "peers");
    for (size_t i = 0; i < x->peers; i++) {
        tbi_json_object(j, NULL);
        tbi_json_text(j, "code", x->peer[i].code);
        tbi_json_text(j, "name", x->peer[i].name_vi);
        tbi_json_text(j, "name_en", x->peer[i].name_en);
        tbi_json_number(j, "score", x->peer[i].score);
        write_place(j, "rank", x->peer[i].rank);
        tbi_json_bool(j, "same_region", x->peer[i].same_region);
        tbi_json_bool(j, "same_group", x->peer[i].same_group);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
    tbi_json_object_end(j);
}

void tbi_standing_json(tb_json *j, const tb_standing *s)
{
    tbi_json_text(j, "unit", tb_standing_unit(s)->code);
    tbi_json_text(j, "unit_name", tb_standing_unit(s)->name_vi);
    tbi_json_text(j, "unit_name_en", tb_standing_unit(s)->name_en);
    tbi_json_int(j, "year", tb_standing_year(s));
    tbi_json_array(j, "indices");
    for (size_t i = 0; i < tb_standing_indices(s); i++)
        write_index(j, tb_standing_index_at(s, i));
    tbi_json_array_end(j);
}

tb_status tb_report_standing(tb_text **out, const tb_report_head *h, const tb_standing *s,
                             tb_err *err)
{
    tb_buf b = { 0 };
    tb_json j;
    tbi_envelope_open(&j, &b, h, "standing", (tb_notices){ 0 }, 5);
    tbi_standing_json(&j, s);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}

/* ---- For eyes --------------------------------------------------------------------------------- */

static const char *say_distance(tb_arena *a, double x, tb_lang lang);

/* "+0.92 (all +0.85; within noise)" */
static const char *say_change(tb_arena *a, const tb_standing_component *c, tb_lang lang)
{
    bool vi = lang == TB_LANG_VI;
    if (isnan(c->change))
        return "–";
    const char *own = say_distance(a, c->change, lang);
    if (c->change_is == TB_CHANGE_UNKNOWN)
        return own;
    const char *all = say_distance(a, c->change_national, lang);
    const char *is = c->change_is == TB_CHANGE_REAL
                         ? (vi ? "vượt biến động ngẫu nhiên" : "real")
                         : (vi ? "trong mức biến động ngẫu nhiên" : "within noise");
    return tbi_arena_printf(a, vi ? "%s (cả nước %s; %s)" : "%s (all %s; %s)", own, all, is);
}

/* A distance with its sign, so that nobody takes a lead for a gap. */
static const char *say_distance(tb_arena *a, double x, tb_lang lang)
{
    return tbi_arena_printf(a, "%s%s", x > 0 ? "+" : "", tbi_say_number(a, x, 2, lang));
}

/* Names are indented by their depth in the tree; a reason takes the place of a score. */
static void add_row(tb_table *t, tb_arena *a, const tb_standing_component *c, tb_lang lang)
{
    bool vi = lang == TB_LANG_VI;
    const char *name = vi ? c->name_vi : c->name_en;
    const char *place = c->rank > 0 && c->of > 0 ? tbi_arena_printf(a, "%d/%d", c->rank, c->of)
                        : c->rank > 0            ? tbi_arena_printf(a, "%d", c->rank)
                                                 : "–";
    const char *reason = vi ? c->reason_vi : c->reason;
    const char *cell[] = {
        tbi_arena_printf(a, "%*s%s %s", 2 * c->depth, "", c->code, name),
        reason != NULL ? reason : tbi_say_number(a, c->score, 2, lang),
        place,
        say_distance(a, c->to_median, lang),
        say_distance(a, c->to_best_quarter, lang),
        say_distance(a, c->to_best, lang),
        say_change(a, c, lang),
    };
    tbi_table_row(t, cell);
}

/* "D1 Participation (4/60), ..." */
static void print_codes(tb_buf *b, const tb_standing_index *x, const char *head,
                        const char *const *code, size_t n, bool vi)
{
    tbi_buf_printf(b, "%s: ", head);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < x->components; i++) {
            const tb_standing_component *c = &x->component[i];
            if (strcmp(c->code, code[k]) == 0)
                tbi_buf_printf(b, "%s%s %s (%d/%d)", k > 0 ? ", " : "", c->code,
                               vi ? c->name_vi : c->name_en, c->rank, c->of);
        }
    tbi_buf_text(b, "\n");
}

static void print_peers(tb_buf *b, tb_arena *a, const tb_standing_index *x, tb_lang lang)
{
    bool vi = lang == TB_LANG_VI;
    tbi_buf_text(b, vi ? "Các tỉnh để so sánh: " : "To compare with: ");
    for (size_t i = 0; i < x->peers; i++) {
        const tb_standing_peer *p = &x->peer[i];
        tbi_buf_printf(b, "%s%s %s", i > 0 ? ", " : "", vi ? p->name_vi : p->name_en,
                       tbi_say_number(a, p->score, 2, lang));
        if (p->rank > 0)
            tbi_buf_printf(b, vi ? " (hạng %d)" : " (place %d)", p->rank);
    }
    tbi_buf_text(b, "\n");
}

/* Only the first level of the tree; the JSON has all of it. */
static void print_index(tb_buf *b, tb_arena *a, const tb_standing_index *x, int year, tb_lang lang)
{
    static const char *const english[] = { "lComponent",
                                           "rScore",
                                           "rPlace",
                                           "rTo the median",
                                           "rTo the best quarter",
                                           "rTo the first",
                                           "lChange from the year before",
                                           NULL };
    static const char *const vietnamese[] = { "lNội dung",
                                              "rĐiểm",
                                              "rHạng",
                                              "rSo với trung vị",
                                              "rSo với nhóm 25% tốt nhất",
                                              "rSo với tỉnh đứng đầu",
                                              "lThay đổi so với năm trước",
                                              NULL };
    bool vi = lang == TB_LANG_VI;
    tb_table t;
    tbi_buf_printf(b, "%s %d – %s\n", x->index, year, vi ? x->name_vi : x->name_en);
    if (x->n_ranked_reason != NULL)
        tbi_buf_printf(b, "%s\n", vi ? x->n_ranked_reason_vi : x->n_ranked_reason);
    tbi_table_start(&t, a, vi ? vietnamese : english);
    for (size_t i = 0; i < x->components; i++)
        if (x->component[i].depth <= 1)
            add_row(&t, a, &x->component[i], lang);
    tbi_table_print(&t, b, 0);
    if (x->strengths > 0) {
        print_codes(b, x, vi ? "Điểm mạnh" : "Strengths", x->strength, x->strengths, vi);
        print_codes(b, x, vi ? "Điểm yếu" : "Weaknesses", x->weakness, x->weaknesses, vi);
    }
    if (x->peers > 0)
        print_peers(b, a, x, lang);
}

/* An index after the other, each with a table of its own. */
tb_status tb_table_standing(tb_text **out, const tb_standing *s, tb_lang lang, tb_err *err)
{
    tb_buf b = { 0 };
    tb_arena a = { 0 };
    const tb_unit *u = tb_standing_unit(s);
    tbi_buf_printf(&b, "%s, %d\n", lang == TB_LANG_VI ? u->name_vi : u->name_en,
                   tb_standing_year(s));
    for (size_t i = 0; i < tb_standing_indices(s); i++) {
        tbi_buf_text(&b, "\n");
        print_index(&b, &a, tb_standing_index_at(s, i), tb_standing_year(s), lang);
    }
    tbi_arena_free(&a);
    return tbi_text_take(out, &b, err);
}
