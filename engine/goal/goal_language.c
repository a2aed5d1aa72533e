/* goal_language.c - in which language a clause is written, so that it is answered in that one. */
#include <tangbac/goal.h>

#include <ctype.h>
#include <string.h>

/* A letter with a Vietnamese mark: U+00C0 to U+01B0 and U+1EA0 to U+1EF9, in UTF-8.
 * Works on bytes, since the text need not be valid UTF-8 yet. */
static bool has_mark(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (c[0] >= 0xC3 && c[0] <= 0xC6)
            return true;
        if (c[0] == 0xE1 && (c[1] == 0xBA || c[1] == 0xBB))
            return true;
        if (c[0] == 0xCC) /* a mark that stands alone: decomposed */
            return true;
    }
    return false;
}

/* Words that are Vietnamese also without diacritics.
 * Words that English goals use ("top", "so") are not in the list. Longer texts are judged by
 * their first 255 bytes: a clause says what it is early on. */
static bool has_bare_word(const char *text)
{
    static const char *const word[] = { "tang", "bac", "hang", "nhom", "diem", "giu", "khong",
                                        "nang", "xep", "thu",  "moi",  "nam",  "dat" };
    char low[256];
    size_t n = 0;
    for (; text[n] != '\0' && n + 1 < sizeof low; n++)
        low[n] = isalpha((unsigned char)text[n]) ? (char)tolower((unsigned char)text[n]) : ' ';
    low[n] = '\0';
    for (char *rest = NULL, *w = strtok_r(low, " ", &rest); w != NULL;
         w = strtok_r(NULL, " ", &rest))
        for (size_t k = 0; k < sizeof word / sizeof *word; k++)
            if (strcmp(w, word[k]) == 0)
                return true;
    return false;
}

/* A mark decides at once; without one a few words do, since plans are also typed without
 * diacritics. */
bool tb_goal_is_vietnamese(const char *text)
{
    return has_mark(text) || has_bare_word(text);
}
