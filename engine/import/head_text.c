/* head_text.c - see head_text.h. */
#include "import/head_text.h"

#include "text/parse_number.h"

#include <string.h>

/* In place; n - from + 1 moves the closing zero too. */
void tbi_trim_gaps(char *text)
{
    size_t n = strlen(text);
    while (n > 0 && strchr(" :*+;/", text[n - 1]) != NULL)
        text[--n] = '\0';
    size_t from = strspn(text, " :*+;/");
    memmove(text, text + from, n - from + 1);
}

/* Takes (..) and [..] off, wherever they are. */
void tbi_drop_brackets(char *text)
{
    char *to = text;
    int depth = 0;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '(' || *p == '[')
            depth++;
        if (depth == 0)
            *to++ = *p;
        if ((*p == ')' || *p == ']') && depth > 0)
            depth--;
    }
    *to = '\0';
    tbi_trim_gaps(text);
}

/* The first year from 1990 to 2100 that is a word of its own; taken off with "nam" before it.
 * text is folded and is changed in place: "nam 2022 chi so" becomes "chi so". 0: none. */
int tbi_take_year(char *text)
{
    for (char *p = text; *p != '\0'; p++) {
        bool starts = p == text || p[-1] < '0' || p[-1] > '9';
        long long year = 0;
        if (!starts || !tbi_parse_int(&year, p, strnlen(p, 4), 1990, 2100))
            continue;
        /* four digits of a longer number are no year */
        if (p[4] >= '0' && p[4] <= '9')
            continue;
        char *from = p;
        while (from > text && from[-1] == ' ')
            from--;
        if (from - text >= 3 && strncmp(from - 3, "nam", 3) == 0)
            from -= 3;
        memmove(from, p + 4, strlen(p + 4) + 1);
        tbi_trim_gaps(text);
        return (int)year;
    }
    return 0;
}

/* "1 tham gia ..", "ii tham gia ..": the number before a name. */
void tbi_drop_number(char *text)
{
    size_t n = strspn(text, "0123456789 ");
    if (n == 0)
        n = strspn(text, "ivx");
    if (n == 0 || n > 6 || text[n] == '\0')
        return;
    if (text[n - 1] != ' ' && text[n] != ' ' && text[n] != ':' && text[n] != ')')
        return;
    memmove(text, text + n, strlen(text + n) + 1);
    tbi_trim_gaps(text);
    if (text[0] == ')')
        text[0] = ' ';
    tbi_trim_gaps(text);
}

/* Takes a word off the start or the end; whether it was there. Something must be left. */
static bool take_word(char *text, const char *word)
{
    size_t n = strlen(text);
    size_t m = strlen(word);
    if (n > m + 1 && strncmp(text, word, m) == 0 && text[m] == ' ') {
        memmove(text, text + m + 1, n - m);
    } else if (n > m + 1 && strcmp(text + n - m, word) == 0 && text[n - m - 1] == ' ') {
        text[n - m - 1] = '\0';
    } else {
        return false;
    }
    tbi_trim_gaps(text);
    return true;
}

/* The first word of the list that fits is taken off, and no other one. */
bool tbi_take_one_of(char *text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (take_word(text, words[i]))
            return true;
    return false;
}
