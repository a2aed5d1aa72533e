/* merge.c - one cell, two readings: equal within rounding, published before derived, then what was
 * preferred or settled; else a conflict. */
#include "import/reading.h"

#include "base/bar_list.h"
#include "base/file.h"
#include "messages/import.h"
#include "text/parse_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Half of the last digit of the coarser one; a hair more, since 86.45 is no double. */
bool tbi_merge_equal(double a, int decimals_a, double b, int decimals_b)
{
    int coarser = decimals_a < decimals_b ? decimals_a : decimals_b;
    double half = 0.5 * pow(10, -coarser);
    if (decimals_a == decimals_b)
        half = 0;
    return fabs(a - b) <= half + 1e-9 * fmax(1, fabs(a));
}

/* The place in --prefer of a reading; SIZE_MAX when it is not preferred. */
static size_t find_preference(const tb_reading *r, unsigned table, int32_t source)
{
    const char *const *name = r->opts->prefer;
    const char *path = table < r->tables ? r->table[table].path : "";
    for (size_t i = 0; name != NULL && name[i] != NULL; i++) {
        if (strcmp(name[i], path) == 0 || strcmp(name[i], tbi_file_name(path)) == 0)
            return i;
        if (source >= 0 && tbi_bar_list_has(r->draft->source[source].id, name[i], strlen(name[i])))
            return i;
    }
    return SIZE_MAX;
}

/* The row of conflicts.csv about a cell, NULL for none. A key that does not fit has no row. */
static const tb_conflict *find_settled(const tb_reading *r, const tb_reading_cell *x,
                                       const char *indicator)
{
    char key[400];
    int n = snprintf(key, sizeof key, "%.100s\x1f%.100s\x1f%d\x1f%.100s", x->index->code, indicator,
                     x->year, r->draft->code[x->code]);
    int64_t at = n > 0 && (size_t)n < sizeof key
                     ? tbi_hash_map_get(&r->conflict_at, key, (size_t)n, true)
                     : TB_DICT_NONE;
    return at >= 0 ? &r->draft->conflict[at] : NULL;
}

/* What becomes of the second reading of a cell. CLASH is an error of the import, the others
 * are not. */
typedef enum verdict { KEEP_OLD, TAKE_NEW, SAME, CLASH } verdict;

/* One reading of a cell: the one that is there, or the one that comes. */
typedef struct reading_of {
    /* points, or a place */
    double value;
    int decimals;
    /* not published but computed by whoever made the table */
    bool derived;
    /* position in r->table */
    unsigned table;
    int32_t source;
} reading_of;

/* The order of the reasons is the contract: equal, published before derived, --prefer,
 * conflicts.csv. What a preference settled becomes a conflict of the panel, so that it can be seen
 * later. */
static verdict judge_readings(tb_reading *r, const tb_reading_cell *x, const char *indicator,
                              const reading_of *old, const reading_of *new)
{
    if (tbi_merge_equal(old->value, old->decimals, new->value, new->decimals))
        return SAME;
    /* what somebody printed goes before what somebody worked out */
    if (old->derived != new->derived)
        return old->derived ? TAKE_NEW : KEEP_OLD;
    size_t want_old = find_preference(r, old->table, old->source);
    size_t want_new = find_preference(r, new->table, new->source);
    /* the earlier place in the list wins; two of the same place settle nothing */
    if (want_old != want_new) {
        const reading_of *kept = want_old < want_new ? old : new;
        const reading_of *other = kept == old ? new : old;
        const char *by = r->opts->prefer[want_old < want_new ? want_old : want_new];
        char reason[300];
        snprintf(reason, sizeof reason, "preferred: %.280s", by);
        tb_conflict c = { x->index->code,
                          indicator,
                          x->year,
                          r->draft->code[x->code],
                          kept->value,
                          other->value,
                          kept->source >= 0 ? r->draft->source[kept->source].id : "",
                          other->source >= 0 ? r->draft->source[other->source].id : "",
                          reason };
        if (!tbi_builder_conflict(r->draft, &c))
            r->no_memory = true;
        r->settled++;
        return kept == old ? KEEP_OLD : TAKE_NEW;
    }
    const tb_conflict *c = find_settled(r, x, indicator);
    /* conflicts.csv must say it clearly: what it keeps is one of the two and not the other */
    if (c != NULL && tbi_merge_equal(c->kept, 12, old->value, old->decimals) &&
        !tbi_merge_equal(c->kept, 12, new->value, new->decimals)) {
        r->settled++;
        return KEEP_OLD;
    }
    if (c != NULL && tbi_merge_equal(c->kept, 12, new->value, new->decimals) &&
        !tbi_merge_equal(c->kept, 12, old->value, old->decimals)) {
        r->settled++;
        return TAKE_NEW;
    }
    return CLASH;
}

/* "86.37 (SOURCE, file.xlsx 'Sheet')", the sheet where there are several: no words, so that it
 * reads in both languages */
static void say_reading(char *text, size_t n, const tb_reading *r, const reading_of *x)
{
    char number[40];
    tbi_print_double(number, x->value);
    const char *path = x->table < r->tables ? r->table[x->table].path : "";
    const tb_resource *of = x->table < r->tables ? r->resource[x->table] : NULL;
    const char *sheet = tbi_resource_sheet(of);
    snprintf(text, n, "%s (%.60s, %.80s%s%.60s%s)", number,
             x->source >= 0 ? r->draft->source[x->source].id : "", tbi_file_name(path),
             sheet != NULL ? " '" : "", sheet != NULL ? sheet : "", sheet != NULL ? "'" : "");
}

/* Both readings with their sources, so that whoever decides need not look them up. */
static void note_clash(tb_reading *r, const tb_reading_cell *x, const char *indicator,
                       const reading_of *old, const reading_of *new, const tb_spot *at)
{
    char a[320], b[320];
    say_reading(a, sizeof a, r, old);
    say_reading(b, sizeof b, r, new);
    tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_SOURCES_DIFFER, x->index->code, indicator, x->year,
                   r->draft->code[x->code], a, b);
    r->rejects->remedies |= TB_REMEDY_PREFER;
}

/* Two rows of one file about one cell are an error even if they agree. */
static void note_twice(tb_reading *r, const tb_reading_cell *x, tb_cell_kind kind,
                       const char *indicator, const tb_spot *at)
{
    /* to find the first row the table is read again: not for hundreds of them */
    tb_spot first = { "", 0, 0, NULL, NULL };
    if (r->rejects->count < 50)
        first = tbi_locate(r, (unsigned)r->tables - 1, x->index, (size_t)x->column, kind, x->year,
                           x->code);
    if (first.line > 0)
        tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_TWICE_FIRST_IN_LINE, x->index->code, indicator,
                       x->year, r->draft->code[x->code], first.line);
    else
        tbi_reject_say(r->rejects, at, TB_MSG_IMPORT_TWICE_IN_FILE, x->index->code, indicator,
                       x->year, r->draft->code[x->code]);
}

/* The table to remember for a reading that held: the last one that had the cell, so that a second
 * row of it shows; but a preferred one stays preferred. */
static unsigned find_seen(const tb_reading *r, const reading_of *old, unsigned table)
{
    return find_preference(r, old->table, -1) != SIZE_MAX ? old->table : table;
}

/* Puts a score into its cell or settles it with the one that is there. Of two that are equal the
 * finer one is kept, with both sources. */
void tbi_merge_value(tb_reading *r, const tb_reading_cell *x, const tb_spot *at)
{
    tb_slab *s = tbi_builder_slab(r->draft, x->index, x->year);
    if (s == NULL) {
        r->no_memory = true;
        return;
    }
    size_t i = tb_slab_at(s, (size_t)x->column, (size_t)x->code);
    unsigned table = (unsigned)r->tables - 1;
    if (TB_MARK_IS(s->mark[i])) {
        const char *indicator = x->index->indicator[x->column].code;
        reading_of old = { s->value[i], TB_MARK_DECIMALS(s->mark[i]), TB_MARK_DERIVED(s->mark[i]),
                           TB_MARK_TABLE(s->mark[i]), s->source[i] };
        reading_of new = { x->value, x->decimals, x->derived, table, x->source };
        /* two rows of one table about one cell: one of them is a mistake, even if they agree */
        if (old.table == table) {
            note_twice(r, x, TB_KIND_VALUE, indicator, at);
            return;
        }
        /* the mark also remembers the table, so that a second row of it shows */
        switch (judge_readings(r, x, indicator, &old, &new)) {
        case SAME: {
            /* 86.4 and 86.42 agree: the second one says more */
            const reading_of *finer = new.decimals > old.decimals ? &new : &old;
            s->value[i] = finer->value;
            s->source[i] = tbi_builder_source_both(r->draft, old.source, new.source);
            s->mark[i] =
                TB_MARK(old.derived && new.derived, finer->decimals, find_seen(r, &old, table));
            return;
        }
        case KEEP_OLD:
            s->mark[i] = TB_MARK(old.derived, old.decimals, find_seen(r, &old, table));
            return;
        case CLASH:
            note_clash(r, x, indicator, &old, &new, at);
            return;
        case TAKE_NEW:
            break;
        }
    }
    s->value[i] = x->value;
    s->source[i] = x->source;
    s->mark[i] = TB_MARK(x->derived, x->decimals, table);
}

/* As tbi_merge_value; places have no decimals, and the place of TOTAL is called RANK in messages
 * and in conflicts.csv. Equal places keep both sources. A rank twice in one table is an error;
 * between tables preference, then published before derived decides. */
void tbi_merge_rank(tb_reading *r, const tb_reading_cell *x, const tb_spot *at)
{
    tb_slab *s = tbi_builder_slab(r->draft, x->index, x->year);
    if (s == NULL || !tbi_slab_ranks(s)) {
        r->no_memory = true;
        return;
    }
    size_t i = tb_slab_at(s, (size_t)x->column, (size_t)x->code);
    unsigned table = (unsigned)r->tables - 1;
    if (TB_MARK_IS(s->rank_mark[i])) {
        char indicator[140];
        const char *code = x->index->indicator[x->column].code;
        if (strcmp(code, "TOTAL") == 0)
            snprintf(indicator, sizeof indicator, "RANK");
        else
            snprintf(indicator, sizeof indicator, "%.120s_RANK", code);
        reading_of old = { s->rank[i], 0, TB_MARK_DERIVED(s->rank_mark[i]),
                           TB_MARK_TABLE(s->rank_mark[i]), s->rank_source[i] };
        reading_of new = { x->value, 0, x->derived, table, x->source };
        if (old.table == table) {
            note_twice(r, x, TB_KIND_RANK, indicator, at);
            return;
        }
        switch (judge_readings(r, x, indicator, &old, &new)) {
        case SAME:
            s->rank_source[i] = tbi_builder_source_both(r->draft, old.source, new.source);
            s->rank_mark[i] = TB_MARK(old.derived && new.derived, 0, find_seen(r, &old, table));
            return;
        case KEEP_OLD:
            s->rank_mark[i] = TB_MARK(old.derived, 0, find_seen(r, &old, table));
            return;
        case CLASH:
            note_clash(r, x, indicator, &old, &new, at);
            return;
        case TAKE_NEW:
            break;
        }
    }
    s->rank[i] = (int16_t)x->value;
    s->rank_source[i] = x->source;
    s->rank_mark[i] = TB_MARK(x->derived, 0, table);
}
