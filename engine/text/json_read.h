/* text/json_read.h - JSON files of other people: parsed with cJSON, names compared with their case,
 * trouble named by line and column. Only home of cJSON. */
#ifndef TB_TEXT_JSON_READ_H
#define TB_TEXT_JSON_READ_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <tangbac/error.h>

/* Parses n bytes of UTF-8 (a BOM is passed over). where: the file's name for messages. Free with
 * cJSON_Delete. A member that stands twice in an object is refused. TB_EDATA with line and column
 * otherwise. */
TB_MUST_CHECK tb_status tbi_json_parse(cJSON **out, const char *bytes, size_t n, const char *where,
                                       tb_err *err);

/* A member by its exact name, NULL when absent or null. */
const cJSON *tbi_json_get(const cJSON *object, const char *name);

/* Members that have a value: true and *out set; absent or null: false and *out untouched; another
 * type: TB_EDATA in *st (sentence names `where` and the member). */
bool tbi_json_get_text(const char **out, const cJSON *object, const char *name, const char *where,
                       tb_status *st, tb_err *err);
bool tbi_json_get_number(double *out, const cJSON *object, const char *name, const char *where,
                         tb_status *st, tb_err *err);
bool tbi_json_get_int(long long *out, const cJSON *object, const char *name, long long lo,
                      long long hi, const char *where, tb_status *st, tb_err *err);

/* TB_EDATA that names the first member of `object` that is not in the NULL-terminated list. */
TB_MUST_CHECK tb_status tbi_json_only(const cJSON *object, const char *const *names,
                                      const char *where, tb_err *err);

#endif
