/* base/years.h - where a year is in a list of years. */
#ifndef TB_BASE_YEARS_H
#define TB_BASE_YEARS_H

#include <stddef.h>

/* Position of `wanted` in year [n], which need not be in order; -1 when it is not there. Lists have
 * a dozen years, so that a plain loop is fastest. */
static inline ptrdiff_t tbi_find_year(const int *year, size_t n, int wanted)
{
    for (size_t t = 0; t < n; t++)
        if (year[t] == wanted)
            return (ptrdiff_t)t;
    return -1;
}

#endif
