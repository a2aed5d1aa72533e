/* report/page_draws.h - draws for what a page's reader ticks together: goals, measures. */
#ifndef TB_REPORT_PAGE_DRAWS_H
#define TB_REPORT_PAGE_DRAWS_H

#include "text/json_write.h"

#include <tangbac/intervene.h>

/* The member `draws` of `joint`: points lacking as 16-bit steps in base64; false: no memory. */
bool tbi_draws_json(tb_json *j, const tb_intervention *v);
/* The members `below` and `draws` of a curve, of every `every`-th mark; false: no memory. */
bool tbi_marks_json(tb_json *j, const tb_rank_curve *c, size_t every);

#endif
