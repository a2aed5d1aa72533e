/* year_named.c - see year_named.h. */
#include "text/year_named.h"

#include "base/arena.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

/* "tháng 4 năm 2024" and "15/4/2024" are dates of documents. */
static bool is_date(const char *folded, const char *year)
{
    if (year > folded && (year[-1] == '/' || year[4] == '/'))
        return true;
    const char *p = year;
    while (p > folded && p[-1] == ' ')
        p--;
    if (p - folded >= 3 && strncmp(p - 3, "nam", 3) == 0)
        p -= 3;
    while (p > folded && p[-1] == ' ')
        p--;
    while (p > folded && p[-1] >= '0' && p[-1] <= '9')
        p--;
    while (p > folded && p[-1] == ' ')
        p--;
    return p - folded >= 5 && strncmp(p - 5, "thang", 5) == 0;
}

/* 0: none, -1: several. A year in a date is none. */
int tbi_year_named(const char *text)
{
    tb_arena a = { 0 };
    int found = 0;
    const char *folded = tbi_utf8_fold(&a, text);
    for (const char *p = folded; p != NULL && *p != '\0' && found >= 0; p++) {
        long long year = 0;
        bool starts = p == folded || ((p[-1] < '0' || p[-1] > '9') && (p[-1] < 'a' || p[-1] > 'z'));
        if (!starts || !tbi_parse_int(&year, p, strnlen(p, 4), 1990, 2100))
            continue;
        bool ends = p[4] < '0' || p[4] > '9';
        if (!ends || is_date(folded, p) || (int)year == found)
            continue;
        found = found == 0 ? (int)year : -1;
    }
    tbi_arena_free(&a);
    return found;
}
