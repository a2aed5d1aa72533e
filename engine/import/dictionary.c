/* dictionary.c - heads that somebody wrote down: in heads.csv, or for one import. */
#include "import/dictionary.h"

#include "base/error.h"
#include "messages/import.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* A short name of an index, for titles. folded: lower case without diacritics. false: unknown
 * index or no memory. */
static bool add_title(tb_reading *r, const char *index, const char *folded)
{
    const tb_builder_index *x = tbi_builder_index_of(r->draft, index, strlen(index), true);
    const char *own = tbi_arena_text(r->arena, folded);
    if (x == NULL || own == NULL)
        return false;
    if (r->titles == r->title_room) {
        size_t room = r->title_room == 0 ? 32 : r->title_room * 2;
        struct tb_index_title *wider = TB_NEW(r->arena, struct tb_index_title, room);
        if (wider == NULL)
            return false;
        if (r->titles > 0)
            memcpy(wider, r->title, r->titles * sizeof *wider);
        r->title = wider;
        r->title_room = room;
    }
    r->title[r->titles].index = x;
    r->title[r->titles++].folded = own;
    return true;
}

/* The first word for a head counts: the caller's list comes before heads.csv. A head without a
 * code is a name of the index itself. index "": for every index, as --columns gives them. Heads
 * are compared folded: "Điểm số" and "diem so" are the same. false: no memory. */
bool tbi_heads_add(tb_reading *r, const char *index, const char *code, const char *head)
{
    tb_arena a = { 0 };
    const char *folded = tbi_utf8_fold(&a, head);
    const char *key = folded != NULL ? tbi_arena_printf(&a, "%s\x1f%s", index, folded) : NULL;
    const char *own = tbi_arena_text(r->arena, code);
    bool ok = key != NULL && own != NULL;
    if (ok && r->heads == r->head_room) {
        size_t room = r->head_room == 0 ? 128 : r->head_room * 2;
        const char **wider = TB_NEW(r->arena, const char *, room);
        ok = wider != NULL;
        if (ok && r->heads > 0)
            memcpy(wider, r->head_code, r->heads * sizeof *wider);
        if (ok)
            r->head_code = wider;
        if (ok)
            r->head_room = room;
    }
    /* a head that is there keeps its first meaning */
    if (ok && tbi_hash_map_get(&r->head_at, key, strlen(key), true) < 0) {
        ok = tbi_hash_map_put(&r->head_at, key, strlen(key), true, (uint32_t)r->heads);
        if (ok)
            r->head_code[r->heads++] = own;
    }
    if (ok && code[0] == '\0' && index[0] != '\0')
        ok = add_title(r, index, folded);
    tbi_arena_free(&a);
    return ok;
}

/* The code that the dictionary has for a folded head; NULL: none. */
const char *tbi_heads_find(tb_reading *r, const char *index, const char *folded)
{
    char key[400];
    int n = snprintf(key, sizeof key, "%s\x1f%s", index, folded);
    if (n < 0 || (size_t)n >= sizeof key)
        return NULL;
    int64_t at = tbi_hash_map_get(&r->head_at, key, (size_t)n, true);
    return at >= 0 ? r->head_code[at] : NULL;
}

/* 'HEAD=CODE' is split at its last '=', since heads may have one. As of --columns; CODE "-"
 * skips the column. TB_EARG where there is no '=' or a side is empty. */
tb_status tbi_heads_given(tb_reading *r, tb_err *err)
{
    for (const char *const *p = r->opts->columns; p != NULL && *p != NULL; p++) {
        const char *equal = strrchr(*p, '=');
        tb_arena a = { 0 };
        const char *head = equal != NULL ? tbi_arena_text_n(&a, *p, (size_t)(equal - *p)) : NULL;
        const char *code = head != NULL ? tbi_utf8_fold(&a, equal + 1) : NULL;
        bool known = equal == NULL || (code != NULL && tbi_heads_add(r, "", equal + 1, head));
        tbi_arena_free(&a);
        if (equal == NULL || equal[1] == '\0' || equal == *p)
            return tbi_fail(err, TB_EARG, TB_MSG_IMPORT_EXPECTED_HEAD_INDICATOR_COLUMN, *p);
        if (!known)
            return tbi_no_memory(err, "the heads");
    }
    return TB_OK;
}

/* All three columns are needed. heads.csv of a package: index, indicator, head, as
 * "PAR,PAR1,Cong tac chi dao". A missing column rejects the table. */
tb_status tbi_read_heads(tb_reading *r, tb_csv *c, tb_err *err)
{
    ptrdiff_t index = tbi_csv_column(c, "index");
    ptrdiff_t code = tbi_csv_column(c, "indicator");
    ptrdiff_t head = tbi_csv_column(c, "head");
    tb_spot at = { r->table[r->tables - 1].path, 1, 0, NULL, NULL };
    if (index < 0 || code < 0 || head < 0) {
        tbi_reject_say(r->rejects, &at, TB_MSG_IMPORT_HEADS_COLUMNS);
        return TB_OK;
    }
    tb_csv_row row;
    tb_status st;
    while ((st = tbi_reading_next(r, c, &row, err)) == TB_OK && row.count > 0) {
        tb_arena a = { 0 };
        r->table[r->tables - 1].rows++;
        const char *of = tbi_reading_text(r, &row, index, &a);
        const char *to = tbi_reading_text(r, &row, code, &a);
        if (!tbi_heads_add(r, of, to, tbi_reading_text(r, &row, head, &a)))
            r->no_memory = true;
        tbi_reading_forget(r, &a);
    }
    return st;
}
