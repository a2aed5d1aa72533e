/* check_ranks.c - after all tables: does a published place contradict the scores beside it, and do
 * the scores have the index's scale? Asked of tables that came without a package; a package has
 * its own tests and its sources differ among themselves. */
#include "import/reading.h"
#include "messages/import.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* fewer figures than this may all be small by chance, and say nothing about the scale */
enum { FEWEST_FOR_SCALE = 10 };

typedef struct ranked {
    /* of the unit in the builder, from 0 */
    size_t code;
    double score; /* higher is better, whatever the direction of the index */
    /* as published, from 1 */
    int rank;
} ranked;

/* Ascending places. Equal ones stand in any order: ties are not compared with one another. */
static int compare_by_rank(const void *a, const void *b)
{
    const ranked *x = a;
    const ranked *y = b;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Whether table number t came without a package. */
static bool is_users(const tb_reading *r, const tb_resources *list, unsigned t)
{
    if (t >= r->tables)
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->item[i].path, r->table[t].path) == 0)
            return !list->item[i].packaged;
    return false;
}

/* Units of one column and year whose score and place come from the same table of a user's. */
static size_t collect_ranked(ranked *out, unsigned *table, const tb_reading *r,
                             const tb_resources *list, const tb_builder_index *x, const tb_slab *s,
                             size_t column)
{
    size_t n = 0;
    for (size_t code = 0; code < s->units && code < r->draft->codes; code++) {
        size_t at = tb_slab_at(s, column, code);
        bool both = TB_MARK_IS(s->mark[at]) && s->rank != NULL && TB_MARK_IS(s->rank_mark[at]);
        if (!both || TB_MARK_TABLE(s->mark[at]) != TB_MARK_TABLE(s->rank_mark[at]))
            continue;
        if (!is_users(r, list, TB_MARK_TABLE(s->mark[at])))
            continue;
        *table = TB_MARK_TABLE(s->mark[at]);
        out[n++] = (ranked){ code, x->direction < 0 ? -s->value[at] : s->value[at], s->rank[at] };
    }
    return n;
}

/* a, b: the first two that contradict one another; count: how many do. Accepted ones become a
 * notice. */
static void reject_ranks(tb_reading *r, tb_builder_index *x, size_t column, int year,
                         /* table: where the second one was read. A place contradicts when a unit
                          * with fewer points stands before one with more. */
                         unsigned table, const ranked *a, const ranked *b, size_t count)
{
    const char *unit_a = r->draft->code[a->code];
    /* back to the direction in which the publisher prints the scores */
    const char *unit_b = r->draft->code[b->code];
    double sign = x->direction < 0 ? -1 : 1;
    const char *name = tbi_fault_name(r, "ranks", x->code, x->indicator[column].code, year, "");
    if (!tbi_fault_met(r, name)) {
        tb_spot at = tbi_locate(r, table, x, column, TB_KIND_RANK, year, (ptrdiff_t)b->code);
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_PLACES_AGAINST_SCORES, x->code,
                       x->indicator[column].code, year, unit_a, a->rank, sign * a->score, unit_b,
                       b->rank, sign * b->score, count, name);
        r->rejects->remedies |= TB_REMEDY_FAULTS;
        return;
    }
    tbi_reading_note(r, "ranks", TB_MSG_IMPORT_RANKS_ACCEPTED, x->code, x->indicator[column].code,
                     year, count);
}

/* Neighbours in the order of places must not rise in score. */
static void check_column(tb_reading *r, const tb_resources *list, tb_builder_index *x,
                         const tb_slab *s, size_t column, int year, ranked *room)
{
    unsigned table = 0;
    size_t n = collect_ranked(room, &table, r, list, x, s, column);
    size_t count = 0;
    size_t first = 0;
    qsort(room, n, sizeof *room, compare_by_rank);
    for (size_t i = 1; i < n; i++)
        if (room[i].rank > room[i - 1].rank && room[i].score > room[i - 1].score + 1e-9 &&
            count++ == 0)
            first = i;
    if (count > 0)
        reject_ranks(r, x, column, year, table, &room[first - 1], &room[first], count);
}

/* Shares in the place of points: every score is at most 1 where the scale goes to 10 or more.
 * Offices sometimes write 0.8342 for 83.42 points of a hundred: only users' tables are asked,
 * and only TOTAL, whose scale is known. Fewer than FEWEST_FOR_SCALE figures prove nothing. */
static void check_scale(tb_reading *r, const tb_resources *list, tb_builder_index *x,
                        const tb_slab *s, size_t column, int year)
{
    const tb_limit *limit = tbi_reading_limits(r, x, year);
    size_t n = 0;
    double most = 0;
    size_t example = 0;
    unsigned table = 0;
    if (strcmp(x->indicator[column].code, "TOTAL") != 0)
        return;
    if (limit == NULL || column >= x->indicators || !(limit[column].hi >= 10))
        return;
    for (size_t code = 0; code < s->units && code < r->draft->codes; code++) {
        size_t at = tb_slab_at(s, column, code);
        if (!TB_MARK_IS(s->mark[at]) || !is_users(r, list, TB_MARK_TABLE(s->mark[at])))
            continue;
        /* the greatest one stands in the sentence */
        if (n++ == 0 || s->value[at] > most) {
            most = s->value[at];
            example = code;
            table = TB_MARK_TABLE(s->mark[at]);
        }
    }
    if (n < FEWEST_FOR_SCALE || most > 1)
        return;
    tb_spot at = tbi_locate(r, table, x, column, TB_KIND_VALUE, year, (ptrdiff_t)example);
    tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_SHARES, x->code, x->indicator[column].code, year,
                   most, limit[column].hi);
}

/* room is as long as there are codes, and is used for every column. Only where there is a table
 * of the user's; those of a package were checked when it was made. */
void tbi_check_ranks(tb_reading *r, const tb_resources *list)
{
    bool users = false;
    for (size_t i = 0; i < list->count; i++)
        users = users || !list->item[i].packaged;
    tb_arena a = { 0 };
    ranked *room = users ? TB_NEW(&a, ranked, r->draft->codes + 1) : NULL;
    for (size_t i = 0; i < r->draft->indices && room != NULL; i++) {
        tb_builder_index *x = r->draft->index[i];
        for (int year = TB_YEAR_FIRST; year <= TB_YEAR_LAST; year++) {
            const tb_slab *s = x->slab[year - TB_YEAR_FIRST];
            for (size_t c = 0; s != NULL && c < s->indicators && c < x->indicators; c++) {
                check_scale(r, list, x, s, c, year);
                if (s->rank != NULL)
                    check_column(r, list, x, s, c, year, room);
            }
        }
    }
    tbi_reading_forget(r, &a);
}
