/* report_rank.c - the table of a year as JSON: what is published, what computed, what
 * unknown and why. */
#include "base/reason.h"
#include "report/envelope.h"
#include "text/owned_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tangbac/report.h>

/* NAME with the id and the words of a reason beside; all null where there is none.
 * reason is borrowed: the list of reasons is static. */
static void write_reason(tb_json *j, const char *name, const tb_reason *reason)
{
    char key[48];
    tbi_json_text(j, name, reason != NULL ? reason->text : NULL);
    snprintf(key, sizeof key, "%s_id", name);
    tbi_json_text(j, key, reason != NULL ? reason->id : NULL);
    snprintf(key, sizeof key, "%s_vi", name);
    tbi_json_text(j, key, reason != NULL ? reason->text_vi : NULL);
}

/* A whole number from 1, or null with the reason beside.
 * reason_key: the whole name; its id and Vietnamese text are named after it. */
static void write_place(tb_json *j, const char *key, int value, const char *reason_key,
                        const tb_reason *reason)
{
    if (value > 0) {
        tbi_json_int(j, key, value);
        return;
    }
    tbi_json_null(j, key);
    write_reason(j, reason_key, reason);
}

/* The units that were merged into this one, side by side.
 * Writes `parts`; left out for a unit that was never merged. */
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
                    part->reason != NULL ? part->reason : TBI_REASON(NOT_IN_DATA));
        write_reason(j, "reason", part->reason);
        tbi_json_object_end(j);
    }
    tbi_json_array_end(j);
}

/* score is null without a basis; the reason of the row stands at the end once.
 * rank is of the table at hand, published_rank the one that was printed; they differ where the
 * table is computed. */
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
        write_reason(j, "group_reason", row->group_reason);
    write_place(j, "published_rank", row->published_rank, "published_rank_reason",
                row->reason != NULL ? row->reason : TBI_REASON(NOT_IN_DATA));
    tbi_json_text(j, "rank_basis", row->rank_basis);
    write_reason(j, "reason", row->reason);
    if (row->parts > 0)
        write_parts(j, row);
    tbi_json_object_end(j);
}

/* Of the index for its total, else of the component. */
static void write_name(tb_json *j, const tb_index *x, const tb_indicator *c)
{
    bool total = strcmp(c->code, "TOTAL") == 0;
    tbi_json_text(j, "name", total ? x->name_en : c->name_en);
    tbi_json_text(j, "name_vi", total ? x->name_vi : c->name_vi);
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
    write_name(&j, x, &x->indicator[tb_ranking_column(r)]);
    tbi_json_int(&j, "year", tb_ranking_year(r));
    tbi_json_text(&j, "scheme", s != NULL ? s->name : NULL);
    if (s == NULL)
        write_reason(&j, "scheme_reason", TBI_REASON(UNKNOWN_SCHEME));
    if (tb_ranking_n_ranked(r) >= 0)
        tbi_json_int(&j, "n_ranked", tb_ranking_n_ranked(r));
    else {
        tbi_json_null(&j, "n_ranked");
        tbi_json_text(&j, "n_ranked_reason", "how many were ranked is not in the data");
    }
    tbi_json_int(&j, "n_known", (long long)tb_ranking_n_known(r));
    /* only some of the known scores belong to ranked units */
    if (tb_ranking_of_some(r))
        tbi_json_int(&j, "n_known_ranked", (long long)tb_ranking_n_known_ranked(r));
    tbi_json_int(&j, "n_withheld", (long long)tb_ranking_n_withheld(r));
    /* places of a whole table, or those that were published */
    tbi_json_text(&j, "ranks", tb_ranking_complete(r) ? "computed" : "published");
    if (tb_ranking_groups_reason(r) != NULL)
        write_reason(&j, "groups_reason", tb_ranking_groups_reason(r));
    tbi_json_array(&j, "units");
    for (size_t i = 0; i < tb_ranking_rows(r); i++)
        write_unit(&j, tb_ranking_row(r, i));
    tbi_json_array_end(&j);
    tbi_envelope_close(&j);
    return tbi_text_take(out, &b, err);
}
