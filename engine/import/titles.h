/* import/titles.h - what titles and rows that are no unit say of a table. */
#ifndef TB_IMPORT_TITLES_H
#define TB_IMPORT_TITLES_H

#include "import/reading.h"

/* The index whose name or short name is in a text ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"); NULL
 * when there is none, or more than one. */
tb_builder_index *tbi_index_named(tb_reading *r, const char *text);

/* A row that is about all units: the mean, the best, a total. */
typedef enum tb_summary_is {
    TB_SUMMARY_NONE,
    TB_SUMMARY_MEAN,
    TB_SUMMARY_MEDIAN,
    TB_SUMMARY_BEST,
    TB_SUMMARY_WORST,
    TB_SUMMARY_OTHER /* a total, a maximum, a region */
} tb_summary_is;
tb_summary_is tbi_summary_row(const char *folded);

/* Whether a cell says that the publisher gave no figure ("không công bố"). */
bool tbi_says_withheld(const char *text, size_t n);

#endif
