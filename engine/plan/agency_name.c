/* agency_name.c - names of agencies by year. Departments were merged in March 2025 and districts
 * abolished in July 2025, so that one order has other addressees before and after. */
#include "plan/agency_name.h"

#include <stdlib.h>
#include <string.h>

/* The year in which "nay là ..." came true: all of the catalogue's are of that reorganisation. */
enum { REORGANISED = 2025 };

/* What a remark in parentheses says. */
typedef struct remark {
    int renamed, until; /* years; 0 = not said */
    const char *later;  /* the new name, up to `end` */
    const char *end;    /* the closing parenthesis */
} remark;

/* The last number of four digits between two places; 0 = none. */
static int find_year(const char *from, const char *end)
{
    int year = 0;
    for (const char *p = from; p < end; p++) {
        size_t n = strspn(p, "0123456789");
        if (n == 4)
            year = atoi(p);
        p += n > 0 ? n - 1 : 0;
    }
    return year;
}

static const char *skip_words(const char *text, const char *const *word)
{
    for (size_t i = 0; word[i] != NULL; i++)
        if (strncmp(text, word[i], strlen(word[i])) == 0)
            return text + strlen(word[i]);
    return NULL;
}

static remark read_remark(const char *open, const char *end)
{
    static const char *const since[] = { "từ ", "from ", "since ", NULL };
    static const char *const now[] = { "nay là ", "now ", NULL };
    static const char *const until[] = { "đến ", "until ", "to ", NULL };
    remark r = { .end = end };
    const char *colon = memchr(open, ':', (size_t)(end - open));
    const char *after;
    if (skip_words(open, since) != NULL && colon != NULL) {
        r.renamed = find_year(open, colon);
        r.later = colon + 1 + strspn(colon + 1, " ");
    } else if ((after = skip_words(open, now)) != NULL) {
        r.renamed = REORGANISED;
        r.later = after;
    } else if (skip_words(open, until) != NULL) {
        r.until = find_year(open, end);
    }
    return r;
}

/* One part as named in the year; "" when it no longer existed, NULL when there is no room. */
static const char *find_part(const char *part, size_t n, int year, tb_arena *a)
{
    const char *open = memchr(part, '(', n);
    const char *end = open != NULL ? memchr(open, ')', n - (size_t)(open - part)) : NULL;
    if (end == NULL)
        return tbi_arena_text_n(a, part, n);
    remark r = read_remark(open + 1, end);
    size_t head = (size_t)(open - part);
    while (head > 0 && part[head - 1] == ' ')
        head--;
    if (r.renamed > 0 && year < r.renamed)
        return tbi_arena_text_n(a, part, head);
    if (r.renamed > 0 && year > r.renamed)
        return tbi_arena_text_n(a, r.later, (size_t)(end - r.later));
    if (r.until > 0 && year > r.until)
        return "";
    if (r.until > 0 && year < r.until)
        return tbi_arena_text_n(a, part, head);
    return tbi_arena_text_n(a, part, n);
}

/* The length of the next part: up to a ';' outside parentheses. */
static size_t measure_part(const char *text)
{
    size_t n = 0;
    for (int depth = 0; text[n] != '\0' && (depth > 0 || text[n] != ';'); n++)
        depth += text[n] == '(' ? 1 : text[n] == ')' ? -1 : 0;
    return n;
}

/* "A; B; C" of a year: the first agency that exists then is in charge, the others are with it. */
bool tbi_agencies_of_year(const char **in_charge, const char **with, const char *cell, int year,
                          tb_arena *a)
{
    *in_charge = "";
    *with = "";
    while (cell != NULL && *cell != '\0') {
        size_t n = measure_part(cell);
        size_t lead = strspn(cell, " ") < n ? strspn(cell, " ") : n;
        const char *name = find_part(cell + lead, n - lead, year, a);
        if (name == NULL)
            return false;
        if (name[0] != '\0' && (*in_charge)[0] == '\0')
            *in_charge = name;
        else if (name[0] != '\0')
            *with = tbi_arena_printf(a, "%s%s%s", *with, (*with)[0] != '\0' ? "; " : "", name);
        if (*with == NULL)
            return false;
        cell += n + (cell[n] == ';');
    }
    return true;
}
