/* base/refusals.h - the count of requests for memory that were refused.
 * A stage may answer another stage's failure by doing without it (no noise sentence, no second
 * model):
 * right when the data have none, wrong when there was no memory, for then the answer would be
 * another one with nothing to tell it by. So every refusal is counted here, and who hands an answer
 * on asks whether any fell into its time. The one variable of the library that changes, and it only
 * grows. */
#ifndef TB_BASE_REFUSALS_H
#define TB_BASE_REFUSALS_H

#include <stddef.h>
#include <stdlib.h>

void tbi_note_refusal(void);

/* malloc, calloc and realloc that count what they are refused: the library asks by no others (test
 * structure.memory), so that nobody can pass over a refusal without a trace. To be freed by
 * free. */
void *tbi_malloc(size_t bytes) __attribute__((malloc, alloc_size(1)));
void *tbi_calloc(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
/* NULL leaves p as it is. */
void *tbi_realloc(void *p, size_t bytes) __attribute__((warn_unused_result, alloc_size(2)));

#endif
