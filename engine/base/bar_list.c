/* bar_list.c - a word in a list is found whole or not at all. */
#include "base/bar_list.h"

#include <string.h>

bool tbi_bar_list_has(const char *list, const char *word, size_t n)
{
    for (const char *c = list; *c != '\0';) {
        size_t m = strcspn(c, "|");
        if (m == n && memcmp(c, word, n) == 0)
            return true;
        c += m + (c[m] == '|');
    }
    return false;
}
