/* base/refusals.h - the count of requests for memory that were refused.
 * A stage may answer another stage's failure by doing without it (no noise sentence, no second model):
 * right when the data have none, wrong when there was no memory, for then the answer would be another
 * one with nothing to tell it by. So every refusal is counted here, and who hands an answer on asks
 * whether any fell into its time. The one variable of the library that changes, and it only grows. */
#ifndef TB_BASE_REFUSALS_H
#define TB_BASE_REFUSALS_H

void tbi_note_refusal(void);

#endif
