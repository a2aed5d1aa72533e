/* base/digest.h - SHA-256 (FIPS 180-4), so that every result names the bytes that it was made from.
 * */
#ifndef TB_BASE_DIGEST_H
#define TB_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>
#include <tangbac/error.h>

typedef struct tb_digest {
    uint32_t state[8];
    /* bytes so far */
    uint64_t total;
    /* the last total % 64 of them */
    unsigned char block[64];
} tb_digest;

void tbi_digest_start(tb_digest *d);
void tbi_digest_add(tb_digest *d, const void *bytes, size_t n);
/* text [65]: 64 hex digits and a NUL. */
void tbi_digest_end(tb_digest *d, char *text);

/* The digest of a whole file. TB_EIO when it cannot be read. */
TB_MUST_CHECK tb_status tbi_digest_file(char *text, const char *path, tb_err *err);

#endif
