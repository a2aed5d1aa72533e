/* text/date.h - from which day to which does a date reach, when it may be a year or a month
 * alone? */
#ifndef TB_TEXT_DATE_H
#define TB_TEXT_DATE_H

#include <stdbool.h>

/* Days are numbers yyyymmdd (20250301), which order as the calendar does. */
enum { TB_DAY_FIRST = 10101, TB_DAY_LAST = 99991231 };

/* "2025", "2025-03" or "2025-03-01", and as Vietnamese papers write it "3/2025" or "1/3/2025": the
 * first and the last day that it may mean, so that dates of unequal precision compare. Years 1000
 * to 9999; false: no such day. */
bool tbi_date_span(int *first, int *last, const char *text);

/* The day after a day that there is. */
int tbi_day_after(int day);

#endif
