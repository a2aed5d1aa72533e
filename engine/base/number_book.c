/* number_book.c - a map from digests to rows of numbers, behind one lock. */
#include "base/number_book.h"

#include "base/error.h"
#include "base/hash_map.h"
#include "base/refusals.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* NAME: hexadecimal digits of a digest; MOST: bytes of a book */
enum { NAME = 64, MOST = 8 << 20 };
static const char KEY[] = "book of numbers";

typedef struct row {
    const double *x;
    uint64_t n;
    char name[NAME];
} row;

struct tb_number_book {
    const tb_memo *memo;
    pthread_mutex_t lock;
    tb_arena own;
    tb_hash_map at; /* name to position in row */
    row *row;
    size_t rows, room;
    size_t bytes; /* of all rows as they are written */
    bool changed;
};

static bool make_room(tb_number_book *b)
{
    if (b->rows < b->room)
        return true;
    size_t room = b->room > 0 ? 2 * b->room : 64;
    row *wider = TB_NEW(&b->own, row, room);
    if (wider == NULL)
        return false;
    if (b->rows > 0)
        memcpy(wider, b->row, b->rows * sizeof *wider);
    b->row = wider;
    b->room = room;
    return true;
}

/* false: full, there already, or no memory; then nothing has changed. */
static bool add_row(tb_number_book *b, const char *name, const double *x, uint64_t n)
{
    size_t bytes = NAME + sizeof n + (size_t)n * sizeof *x;
    if (b->bytes + bytes > MOST || tbi_hash_map_get(&b->at, name, NAME, false) != TB_DICT_NONE ||
        !make_room(b))
        return false;
    double *copy = TB_NEW(&b->own, double, (size_t)n);
    if (copy == NULL || !tbi_hash_map_put(&b->at, name, NAME, false, (uint32_t)b->rows))
        return false;
    memcpy(copy, x, (size_t)n * sizeof *x);
    b->row[b->rows] = (row){ .x = copy, .n = n };
    memcpy(b->row[b->rows++].name, name, NAME);
    b->bytes += bytes;
    return true;
}

/* Rows up to the first that is not whole. */
static tb_status read_rows(tb_number_book *b, tb_err *err)
{
    tb_arena a = { 0 };
    const char *bytes;
    size_t left;
    tb_status st = tbi_memo_read(&bytes, &left, b->memo, KEY, &a, err);
    char name[NAME];
    uint64_t n;
    while (st == TB_OK && bytes != NULL && tbi_memo_take(name, sizeof name, &bytes, &left) &&
           tbi_memo_take(&n, sizeof n, &bytes, &left) && n <= left / sizeof(double)) {
        double *x = TB_NEW(&a, double, (size_t)n);
        if (x == NULL)
            st = tbi_no_memory(err, "the cached results");
        else if (!tbi_memo_take_numbers(x, (size_t)n, &bytes, &left) || !add_row(b, name, x, n))
            break;
    }
    tbi_arena_free(&a);
    return st;
}

tb_status tbi_number_book_open(tb_number_book **out, const tb_memo *m, tb_err *err)
{
    *out = NULL;
    tb_number_book *b = tbi_calloc(1, sizeof *b);
    if (b == NULL || pthread_mutex_init(&b->lock, NULL) != 0) {
        free(b);
        return tbi_no_memory(err, "the cached results");
    }
    b->memo = m;
    b->at.arena = &b->own;
    tb_status st = read_rows(b, err);
    if (st != TB_OK) {
        tbi_number_book_close(b);
        return st;
    }
    *out = b;
    return TB_OK;
}

/* Two runs at once write one after the other: what the first one added is worked out again when it
 * is next wanted. */
void tbi_number_book_close(tb_number_book *b)
{
    if (b == NULL)
        return;
    tb_buf kept = { 0 };
    for (size_t i = 0; i < b->rows && b->changed; i++) {
        tbi_buf_add(&kept, b->row[i].name, NAME);
        tbi_buf_add(&kept, (const char *)&b->row[i].n, sizeof b->row[i].n);
        tbi_buf_add(&kept, (const char *)b->row[i].x, (size_t)b->row[i].n * sizeof(double));
    }
    if (b->changed)
        tbi_memo_write(b->memo, KEY, &kept);
    tbi_buf_free(&kept);
    tbi_arena_free(&b->own);
    (void)pthread_mutex_destroy(&b->lock);
    free(b);
}

bool tbi_number_book_find(double *to, size_t n, char *name, tb_number_book *b, tb_digest *of)
{
    tbi_digest_end(of, name);
    if (b == NULL)
        return false;
    (void)pthread_mutex_lock(&b->lock);
    int64_t at = tbi_hash_map_get(&b->at, name, NAME, false);
    bool found = at != TB_DICT_NONE && b->row[at].n == n;
    if (found)
        memcpy(to, b->row[at].x, n * sizeof *to);
    (void)pthread_mutex_unlock(&b->lock);
    return found;
}

void tbi_number_book_add(tb_number_book *b, const char *name, const double *from, size_t n)
{
    if (b == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(from[i]))
            return;
    (void)pthread_mutex_lock(&b->lock);
    b->changed = add_row(b, name, from, n) || b->changed;
    (void)pthread_mutex_unlock(&b->lock);
}

size_t tbi_number_book_size(tb_number_book *b)
{
    (void)pthread_mutex_lock(&b->lock);
    size_t rows = b->rows;
    (void)pthread_mutex_unlock(&b->lock);
    return rows;
}
