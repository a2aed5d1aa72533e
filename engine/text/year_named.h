/* text/year_named.h - the year that a title names. */
#ifndef TB_TEXT_YEAR_NAMED_H
#define TB_TEXT_YEAR_NAMED_H

/* The year from 1990 to 2100 in a text that is not part of a date ("ngày 15 tháng 4 năm 2024" is
 * that of a decision); 0 when there is none, -1 when there are several. */
int tbi_year_named(const char *text);

#endif
