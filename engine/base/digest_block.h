/* base/digest_block.h - the inner step of SHA-256 (FIPS 180-4, 6.2.2), by the processor's own
 * instructions where it has them. */
#ifndef TB_BASE_DIGEST_BLOCK_H
#define TB_BASE_DIGEST_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern const uint32_t tbi_digest_constants[64];

/* state [8] after `blocks` further blocks of 64 bytes. */
typedef void (*tb_digest_step)(uint32_t *state, const unsigned char *bytes, size_t blocks);
void tbi_digest_step_plain(uint32_t *state, const unsigned char *bytes, size_t blocks);

/* The step with Intel's SHA extensions (Gulley et al. 2013); NULL where the processor or the
 * compiler has none. */
tb_digest_step tbi_digest_step_x86(void);

#endif
