/* report/page_values.h - numbers as pages read them: in the steps that a page shows, so that the
 * file stays small. */
#ifndef TB_REPORT_PAGE_VALUES_H
#define TB_REPORT_PAGE_VALUES_H

#include "text/json_write.h"

/* A probability in steps of 1/100,000. NaN stays NaN, which becomes null. */
double tbi_json_chance(double x);
/* Row k: place k + 1 or better, along the points of a curve. chance [units][points]. */
void tbi_place_rows_json(tb_json *j, const char *key, const double *chance, size_t units,
                         size_t points);

/* One number a draw in even steps: low, step, and the codes of the draws, bytes [n], in base 64. */
void tbi_coded_draws_json(tb_json *j, const char *key, double low, double step,
                          const unsigned char *bytes, size_t n);

#endif
