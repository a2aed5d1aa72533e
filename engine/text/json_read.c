/* json_read.c - reading JSON with cJSON, which gives the position of an error but neither line nor
 * column, and accepts a member twice. */
#include "text/json_read.h"

#include "base/control.h"
#include "base/error.h"
#include "base/hash_map.h"
#include "messages/text.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* From 1, columns in characters and not in bytes. */
static void find_line_and_column(size_t *line, size_t *column, const char *bytes, size_t at)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (bytes[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* beyond so many members pairs are no longer compared one by one */
enum { FEW_MEMBERS = 16 };

/* A member of one object that appears twice; by a hash map where there are many. *refused: no
 * memory. */
static const char *find_twice(const cJSON *object, bool *refused)
{
    tb_arena a = { 0 };
    tb_hash_map seen = { .arena = &a };
    const char *found = NULL;
    size_t count = 0;
    for (const cJSON *c = object->child; c != NULL && found == NULL; c = c->next) {
        if (++count <= FEW_MEMBERS) {
            for (const cJSON *d = object->child; d != c && found == NULL; d = d->next)
                if (strcmp(c->string, d->string) == 0)
                    found = c->string;
        } else if (tbi_hash_map_get(&seen, c->string, strlen(c->string), false) >= 0) {
            found = c->string;
        }
        if (found == NULL && !tbi_hash_map_put(&seen, c->string, strlen(c->string), false, 0)) {
            *refused = true;
            break;
        }
    }
    tbi_arena_free(&a);
    return found;
}

/* The same for a whole document. cJSON nests no deeper than 1,000. */
static const char *find_member_twice(const cJSON *item, bool *refused)
{
    const char *found = cJSON_IsObject(item) ? find_twice(item, refused) : NULL;
    for (const cJSON *c = item->child; c != NULL && found == NULL && !*refused; c = c->next)
        found = c->child != NULL ? find_member_twice(c, refused) : NULL;
    return found;
}

/* A number that no double holds (1e999); its place cannot be told, its member's name can. */
static const cJSON *find_beyond_doubles(const cJSON *item)
{
    if (cJSON_IsNumber(item) && !isfinite(item->valuedouble))
        return item;
    for (const cJSON *c = item->child; c != NULL; c = c->next) {
        const cJSON *found = find_beyond_doubles(c);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Where \u0000 is: cJSON would end the text there, and say nothing. n: nowhere. */
static size_t find_nul(const char *bytes, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        if (bytes[i] != '\\')
            continue;
        if (n - i >= 6 && memcmp(bytes + i + 1, "u0000", 5) == 0)
            return i;
        i++; /* what is escaped is no escape */
    }
    return n;
}

/* The first control character of any text or member's name, 0 for none: written as it is or as
 * \u001b. */
static uint32_t find_control(const cJSON *item)
{
    uint32_t c = item->string != NULL ? tbi_control_find(item->string, strlen(item->string)) : 0;
    if (c == 0 && cJSON_IsString(item))
        c = tbi_control_find(item->valuestring, strlen(item->valuestring));
    for (const cJSON *k = item->child; k != NULL && c == 0; k = k->next)
        c = find_control(k);
    return c;
}

/* A byte order mark is passed over. Refuses what cJSON would let through: text that is not UTF-8,
 * \u0000 and other control characters, anything behind the value, a member twice, a number beyond
 * doubles. */
tb_status tbi_json_parse(cJSON **out, const char *bytes, size_t n, const char *where, tb_err *err)
{
    size_t line, column, bad = 0;
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    if (!tbi_utf8_valid(bytes, n, &bad)) {
        find_line_and_column(&line, &column, bytes, bad);
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_UTF_8_TEXT_SAVE, where, line, column);
    }
    bad = find_nul(bytes, n);
    if (bad < n) {
        find_line_and_column(&line, &column, bytes, bad);
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_NUL_CHARACTER, where, line, column);
    }
    /* in the order in which a reader of the file would meet the faults */
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(bytes, n, &end, false);
    size_t at = end != NULL ? (size_t)(end - bytes) : 0;
    while (root != NULL && at < n &&
           (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t'))
        at++;
    if (root == NULL || at < n) {
        cJSON_Delete(root);
        find_line_and_column(&line, &column, bytes, at < n ? at : n);
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_JSON, where, line, column);
    }
    bool refused = false;
    const char *twice = find_member_twice(root, &refused);
    const cJSON *beyond = find_beyond_doubles(root);
    uint32_t control = find_control(root);
    tb_status st = TB_OK;
    if (refused)
        st = tbi_no_memory_of(err, where);
    else if (control != 0)
        st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_CONTROL_IN_JSON, where, control);
    else if (twice != NULL)
        st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_DUPLICATE_MEMBER, where, twice);
    else if (beyond != NULL)
        st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_NUMBER_BEYOND, where,
                      beyond->string != NULL ? beyond->string : "[]");
    if (st != TB_OK)
        cJSON_Delete(root);
    else
        *out = root;
    return st;
}

/* null counts as absent everywhere: results say null where a member has no value. */
const cJSON *tbi_json_get(const cJSON *object, const char *name)
{
    const cJSON *m = cJSON_GetObjectItemCaseSensitive(object, name);
    return m != NULL && !cJSON_IsNull(m) ? m : NULL;
}

/* false also for null, which counts as absent; *st is set only when the member is of another type,
 * so a run of calls needs one check. */
bool tbi_json_get_text(const char **out, const cJSON *object, const char *name, const char *where,
                       tb_status *st, tb_err *err)
{
    const cJSON *m = tbi_json_get(object, name);
    if (m == NULL)
        return false;
    if (!cJSON_IsString(m)) {
        *st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_MUST_TEXT_QUOTES, where, name);
        return false;
    }
    *out = m->valuestring;
    return true;
}

/* As tbi_json_get_text. A number that no import would accept is out of range. */
bool tbi_json_get_number(double *out, const cJSON *object, const char *name, const char *where,
                         tb_status *st, tb_err *err)
{
    const cJSON *m = tbi_json_get(object, name);
    if (m == NULL)
        return false;
    if (!cJSON_IsNumber(m)) {
        *st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_MUST_NUMBER, where, name);
        return false;
    }
    if (!(fabs(m->valuedouble) <= TB_NUMBER_MOST)) {
        *st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_NUMBER_RANGE, where, name, m->valuedouble);
        return false;
    }
    *out = m->valuedouble;
    return true;
}

/* A number such as 3.0 is whole: JSON does not tell the two apart. */
bool tbi_json_get_int(long long *out, const cJSON *object, const char *name, long long lo,
                      long long hi, const char *where, tb_status *st, tb_err *err)
{
    double x = 0;
    if (!tbi_json_get_number(&x, object, name, where, st, err))
        return false;
    if (x != floor(x) || x < (double)lo || x > (double)hi) {
        *st = tbi_fail(err, TB_EDATA, TB_MSG_TEXT_MUST_WHOLE_NUMBER, where, name, lo, hi);
        return false;
    }
    *out = (long long)x;
    return true;
}

/* names ends with NULL. A member that is misspelt would be passed over in silence otherwise. */
tb_status tbi_json_only(const cJSON *object, const char *const *names, const char *where,
                        tb_err *err)
{
    for (const cJSON *m = object->child; m != NULL; m = m->next) {
        bool known = false;
        for (size_t i = 0; names[i] != NULL && !known; i++)
            known = m->string != NULL && strcmp(m->string, names[i]) == 0;
        if (!known)
            return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_UNKNOWN_MEMBER, where,
                            m->string != NULL ? m->string : "");
    }
    return TB_OK;
}
