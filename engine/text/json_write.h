/* text/json_write.h - JSON written member by member into a growing text. Numbers are finite or the
 * writer turns them into null: the caller gives the reason in a member beside. Indented by two
 * spaces down to `flat` levels of nesting, one line per element below. */
#ifndef TB_TEXT_JSON_WRITE_H
#define TB_TEXT_JSON_WRITE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* The writer: it checks nothing of the order of calls but its nesting. */
typedef struct tb_json {
    tb_buf *out;
    int depth, flat; /* nesting now; nesting from which everything stands on one line */
    /* nesting is bounded by what we write ourselves: an assertion guards it */
    bool first[64]; /* at each depth: nothing was written yet */
} tb_json;

/* Starts a document; elements nested deeper than `flat` stand on one line. */
void tbi_json_start(tb_json *j, tb_buf *out, int flat);
/* key is NULL for the root and for elements of an array. */
void tbi_json_object(tb_json *j, const char *key);
void tbi_json_object_end(tb_json *j);
void tbi_json_array(tb_json *j, const char *key);
void tbi_json_array_end(tb_json *j);
void tbi_json_text(tb_json *j, const char *key, const char *text); /* NULL -> null */
/* A text: bytes [n] in base64 (RFC 4648). */
void tbi_json_base64(tb_json *j, const char *key, const unsigned char *bytes, size_t n);
void tbi_json_number(tb_json *j, const char *key, double x); /* not finite -> null */
void tbi_json_int(tb_json *j, const char *key, long long x);
void tbi_json_u64(tb_json *j, const char *key, uint64_t x);
void tbi_json_bool(tb_json *j, const char *key, bool x);
void tbi_json_null(tb_json *j, const char *key);
void tbi_json_end(tb_json *j); /* the newline at the end of the document */

#endif
