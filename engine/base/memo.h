/* base/memo.h - what follows from the same inputs, kept in a folder from one run to the next.
 * Nothing rests on it: what is absent, damaged, of another engine or not our own is worked out
 * anew, and what cannot be kept is not. Who reads an entry holds its sizes and values against what
 * he expects: the digest of a file shows damage, not who wrote it. */
#ifndef TB_BASE_MEMO_H
#define TB_BASE_MEMO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"

typedef struct tb_memo {
    const char *folder; /* NULL: nothing is kept */
    /* what all entries share: this very build of the engine and of the libraries it calls, the
     * processor, then what the caller adds (tbi_digest_add) */
    tb_digest about;
    const void *of; /* the object that the caller described: entries are of it alone */
    /* requests for memory that were refused before: after one more nothing is kept */
    unsigned long refusals;
} tb_memo; /* { 0 } keeps nothing */

/* processor: what the engine chose by the processor. Keeps nothing where the build has no identity
 * (the linker's build id), since then an older engine's results could pass for ours. folder is
 * borrowed; NULL: nothing is kept. */
void tbi_memo_start(tb_memo *m, const char *folder, const char *processor);

/* What stands under a key (any text): bytes [n] in the arena, NULL where nothing is kept. The files
 * are our own user's, and nobody else may write to them. Errors: TB_ENOMEM. */
TB_MUST_CHECK tb_status tbi_memo_read(const char **bytes, size_t *n, const tb_memo *m,
                                      const char *key, tb_arena *a, tb_err *err);

/* Keeps bytes under a key, unless memory was refused since the start, for then a result may be
 * another one than with memory (base/refusals.h); the oldest entries go where the folder would hold
 * more than TB_MEMO_MOST bytes. What cannot be written is not kept. */
void tbi_memo_write(const tb_memo *m, const char *key, const tb_buf *bytes);
#define TB_MEMO_MOST ((size_t)256 << 20)

/* The next n bytes of an entry; false, and `to` as it was, where so many are not left. */
bool tbi_memo_take(void *to, size_t n, const char **bytes, size_t *left);
/* The next n doubles, all of which must be finite. */
bool tbi_memo_take_numbers(double *to, size_t n, const char **bytes, size_t *left);

#endif
