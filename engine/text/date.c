/* date.c - dates of a year, a month or a day, as spans of days. */
#include "text/date.h"

#include <string.h>

/* Of the Gregorian calendar. */
static int count_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Numbers of at most four digits between marks; how many there are, 0 = another character, an empty
 * number, or more than three. width: digits of each. */
static int split_numbers(int *number, int *width, const char *text, char mark)
{
    int n = 0;
    for (const char *p = text; n < 3; p++) {
        size_t digits = strspn(p, "0123456789");
        if (digits == 0 || digits > 4)
            return 0;
        number[n] = 0;
        width[n] = (int)digits;
        for (const char *end = p + digits; p < end; p++)
            number[n] = 10 * number[n] + (*p - '0');
        n++;
        if (*p == '\0')
            return n;
        if (*p != mark)
            return 0;
    }
    return 0;
}

/* A year has four digits, at `at`; days and months two, or one between slashes. */
static bool has_widths(const int *width, int n, int at, bool slashes)
{
    for (int i = 0; i < n; i++)
        if (i == at ? width[i] != 4 : width[i] > 2 || (!slashes && width[i] != 2))
            return false;
    return true;
}

/* The year first with hyphens, last with slashes. */
bool tbi_date_span(int *first, int *last, const char *text)
{
    bool slashes = strchr(text, '/') != NULL;
    int number[3];
    int width[3];
    int n = split_numbers(number, width, text, slashes ? '/' : '-');
    if (n == 0 || (slashes && n == 1))
        return false;
    int at = slashes ? n - 1 : 0;
    int year = number[at];
    int month = n > 1 ? number[slashes ? n - 2 : 1] : 0;
    int day = n > 2 ? number[slashes ? 0 : 2] : 0;
    bool real = year >= 1000 && (n < 2 || (month >= 1 && month <= 12));
    if (!has_widths(width, n, at, slashes) || !real ||
        (n > 2 && (day < 1 || day > count_days(year, month))))
        return false;
    int last_month = n > 1 ? month : 12;
    *first = 10000 * year + 100 * (n > 1 ? month : 1) + (n > 2 ? day : 1);
    *last = 10000 * year + 100 * last_month + (n > 2 ? day : count_days(year, last_month));
    return true;
}

/* The last day of a year leads to the first of the next; nothing is asked of days that are
 * none. */
int tbi_day_after(int day)
{
    int year = day / 10000;
    int month = day / 100 % 100;
    if (day % 100 < count_days(year, month))
        return day + 1;
    return month < 12 ? 10000 * year + 100 * (month + 1) + 1 : 10000 * (year + 1) + 101;
}
