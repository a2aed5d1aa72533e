/* base/bar_list.h - lists of words between bars, "A|B|C", as the data write them. */
#ifndef TB_BASE_BAR_LIST_H
#define TB_BASE_BAR_LIST_H

#include <stdbool.h>
#include <stddef.h>

/* Whether one of the words is that of n bytes: "L1" is not in "L12|L2". */
bool tbi_bar_list_has(const char *list, const char *word, size_t n);

#endif
