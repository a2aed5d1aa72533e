/* dialect.c - Frictionless: CSV Dialect 1.2, Table Schema 1 (missingValues), Data Resource 1
 * (encoding, bytes, hash). What is not obeyed is refused: an ignored property is a wrong table. */
#include "import/dialect.h"

#include "base/error.h"
#include "messages/import.h"

#include <string.h>
#include <strings.h>

enum { MISSING_MOST = 100 };

/* name: the property, is: what the descriptor says of it. */
static tb_status refuse_property(const char *where, const char *name, const char *is, tb_err *err)
{
    return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_DIALECT, where, name, is);
}

/* Properties of a dialect that have only one value that is read. */
static tb_status check_fixed(const cJSON *dialect, const char *where, tb_err *err)
{
    const cJSON *quote = tbi_json_get(dialect, "quoteChar");
    const cJSON *twice = tbi_json_get(dialect, "doubleQuote");
    const cJSON *header = tbi_json_get(dialect, "header");
    if (quote != NULL && !(cJSON_IsString(quote) && strcmp(quote->valuestring, "\"") == 0))
        return refuse_property(where, "quoteChar", cJSON_IsString(quote) ? quote->valuestring : "",
                               err);
    if (twice != NULL && !cJSON_IsTrue(twice))
        return refuse_property(where, "doubleQuote", "false", err);
    if (header != NULL && !cJSON_IsTrue(header))
        return refuse_property(where, "header", "false", err);
    if (tbi_json_get(dialect, "escapeChar") != NULL)
        return refuse_property(where, "escapeChar", "", err);
    return TB_OK;
}

/* Only the four marks that the reader of CSV knows. */
static tb_status read_delimiter(tb_dialect *out, const cJSON *dialect, const char *where,
                                tb_err *err)
{
    const cJSON *mark = tbi_json_get(dialect, "delimiter");
    if (mark == NULL)
        return TB_OK;
    const char *text = cJSON_IsString(mark) ? mark->valuestring : "";
    if (strlen(text) != 1 || strchr(",;\t|", text[0]) == NULL)
        return refuse_property(where, "delimiter", text, err);
    out->separator = text[0];
    return TB_OK;
}

/* Texts that stand for no value, without the empty one. where: the descriptor, for sentences.
 * "..." and "-" are usual in yearbooks; a list that is no list of texts is refused. */
static tb_status read_missing(tb_dialect *out, const cJSON *schema, const char *where, tb_arena *a,
                              tb_err *err)
{
    const cJSON *list = tbi_json_get(schema, "missingValues");
    const cJSON *x;
    size_t n = 0;
    if (list == NULL)
        return TB_OK;
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > MISSING_MOST)
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_MISSING_VALUES, where, MISSING_MOST);
    const char **text = TB_NEW(a, const char *, (size_t)cJSON_GetArraySize(list) + 1);
    if (text == NULL)
        return tbi_no_memory_of(err, where);
    cJSON_ArrayForEach(x, list)
    {
        if (!cJSON_IsString(x))
            return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_MISSING_VALUES, where, MISSING_MOST);
        if (x->valuestring[0] == '\0')
            continue; /* an empty field is one anyway */
        text[n] = tbi_arena_text(a, x->valuestring);
        if (text[n++] == NULL)
            return tbi_no_memory_of(err, where);
    }
    out->missing = text;
    out->missings = n;
    return TB_OK;
}

/* Only SHA-256 is looked at; other algorithms are passed over. */
static tb_status read_hash(tb_dialect *out, const cJSON *resource, const char *where, tb_arena *a,
                           tb_err *err)
{
    const char *hash = NULL;
    tb_status st = TB_OK;
    if (tbi_json_get_text(&hash, resource, "hash", where, &st, err) &&
        strncasecmp(hash, "sha256:", 7) == 0) {
        out->sha256 = tbi_arena_text(a, hash + 7);
        if (out->sha256 == NULL)
            return tbi_no_memory_of(err, where);
    }
    if (st == TB_OK)
        (void)tbi_json_get_int(&out->bytes, resource, "bytes", 0, 1LL << 50, where, &st, err);
    return st;
}

/* bytes -1: not said. resource: its object in datapackage.json. Only UTF-8 and its part ASCII
 * are read; what cannot be read is refused here, before the file is opened. */
tb_status tbi_dialect_of(tb_dialect *out, const cJSON *resource, const char *where, tb_arena *a,
                         tb_err *err)
{
    static const char *const encodings[] = { "utf-8", "utf8", "us-ascii", "ascii", "utf-8-sig" };
    const cJSON *dialect = tbi_json_get(resource, "dialect");
    const cJSON *schema = tbi_json_get(resource, "schema");
    const char *encoding = NULL;
    tb_status st = TB_OK;
    *out = (tb_dialect){ .bytes = -1 };
    if (tbi_json_get_text(&encoding, resource, "encoding", where, &st, err)) {
        bool known = false;
        for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
            known = known || strcasecmp(encoding, encodings[i]) == 0;
        if (!known)
            st = refuse_property(where, "encoding", encoding, err);
    }
    if (st == TB_OK && cJSON_IsObject(dialect))
        st = check_fixed(dialect, where, err);
    if (st == TB_OK && cJSON_IsObject(dialect))
        st = read_delimiter(out, dialect, where, err);
    if (st == TB_OK && cJSON_IsObject(schema))
        st = read_missing(out, schema, where, a, err);
    if (st == TB_OK)
        st = read_hash(out, resource, where, a, err);
    return st;
}
