/* parse_number.c - decimal numbers in and out without asking the locale. */
#include "text/parse_number.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* characters of a number; a longer one is none that anybody wrote by hand */
enum { LONGEST = 64 };

/* What a number looks like before it is converted. */
typedef struct shape {
    char text[LONGEST + 2]; /* with a point */
    int decimals;
    uint64_t digits; /* the mantissa as a whole number when it has at most 15 digits */
    int n_digits;
    bool negative, has_exponent;
} shape;

/* From behind the "e" on, behind s->text[0 .. at): a sign, digits to the end. false: none. */
static bool read_exponent(shape *s, size_t at, const char *p, const char *end)
{
    if (p < end && (*p == '+' || *p == '-') && at < LONGEST)
        s->text[at++] = *p++;
    if (p == end)
        return false;
    for (; p < end && at < LONGEST && isdigit((unsigned char)*p); p++)
        s->text[at++] = *p;
    bool digits = isdigit((unsigned char)s->text[at - 1]);
    s->text[at] = '\0';
    return digits && p == end;
}

/* false: no number, or more than LONGEST characters. comma: a comma is a decimal mark as well as a
 * point. */
static bool read_shape(shape *s, const char *p, const char *end, bool comma)
{
    size_t at = 0;
    bool point = false, any = false;
    *s = (shape){ 0 };
    if (p < end && (*p == '+' || *p == '-')) {
        s->negative = *p == '-';
        if (s->negative)
            s->text[at++] = '-';
        p++;
    }
    for (; p < end && at < LONGEST; p++) {
        if (*p >= '0' && *p <= '9') {
            any = true;
            s->text[at++] = *p;
            s->digits = s->digits * 10 + (uint64_t)(*p - '0');
            /* zeros before the first digit do not count */
            s->n_digits += s->digits > 0;
            s->decimals += point;
            if (s->n_digits > 18)
                /* no overflow; so many digits go through convert_text() anyway */
                s->digits = UINT64_MAX / 16;
        } else if (!point && (*p == '.' || (comma && *p == ','))) {
            point = true;
            s->text[at++] = '.';
        } else {
            break;
        }
    }
    if (!any)
        return false;
    if (p < end && (*p == 'e' || *p == 'E')) {
        s->has_exponent = true;
        s->text[at++] = 'e';
        return read_exponent(s, at, p + 1, end);
    }
    s->text[at] = '\0';
    return p == end;
}

/* strtod under the C locale, for what the exact short way cannot do. */
static double convert_text(const char *text)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = c != (locale_t)0 ? uselocale(c) : (locale_t)0;
    double x = strtod(text, NULL);
    if (c != (locale_t)0) {
        uselocale(before);
        freelocale(c);
    }
    return x;
}

/* A percent sign behind the number is passed over, and the number is not divided. false also beyond
 * TB_NUMBER_MOST. *out and *decimals are untouched on failure. */
bool tbi_parse_double(double *out, int *decimals, const char *text, size_t n, bool comma)
{
    /* powers of ten that a double holds exactly; two exact operands make one rounding
     * (Clinger 1990) */
    static const double power[] = { 1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    const char *end = text + n;
    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (end > text && end[-1] == '%')
        end--;
    while (end > text && end[-1] == ' ')
        end--;
    shape s;
    if (!read_shape(&s, text, end, comma))
        return false;
    double x;
    if (!s.has_exponent && s.n_digits <= 15 && s.decimals <= 15) {
        /* both exact, so one rounding: the nearest double */
        x = (double)s.digits / power[s.decimals];
        if (s.negative)
            x = -x;
    } else {
        x = convert_text(s.text);
    }
    if (!(fabs(x) <= TB_NUMBER_MOST))
        return false;
    *out = x;
    if (decimals != NULL)
        *decimals = s.decimals;
    return true;
}

/* At most 18 digits, so that the sum cannot overflow. */
bool tbi_parse_int(long long *out, const char *text, size_t n, long long lo, long long hi)
{
    const char *end = text + n;
    while (text < end && *text == ' ')
        text++;
    while (end > text && end[-1] == ' ')
        end--;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+'))
        text++;
    if (text == end || end - text > 18)
        return false;
    long long x = 0;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9')
            return false;
        x = x * 10 + (*text - '0');
    }
    if (negative)
        x = -x;
    if (x < lo || x > hi)
        return false;
    *out = x;
    return true;
}

/* Digits alone: no sign, no blank. */
bool tbi_parse_u64(uint64_t *out, const char *text, size_t n)
{
    if (n == 0 || n > 20)
        return false;
    uint64_t x = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        uint64_t d = (uint64_t)(text[i] - '0');
        if (x > (UINT64_MAX - d) / 10)
            return false;
        x = x * 10 + d;
    }
    *out = x;
    return true;
}

/* The shortest text of 15 to 17 digits that reads back as x; text [32]. */
size_t tbi_print_double(char *text, double x)
{
    if (x == 0) {
        memcpy(text, "0", 2); /* minus zero too: it says nothing to a reader */
        return 1;
    }
    if (fabs(x) < 1e15 && x == nearbyint(x))
        return (size_t)snprintf(text, 32, "%.0f", x);
    for (int digits = 15; digits <= 17; digits++) {
        int n = snprintf(text, 32, "%.*g", digits, x);
        for (char *p = text; *p != '\0'; p++)
            if (*p == ',')
                *p = '.';
        if (digits == 17 || convert_text(text) == x)
            return (size_t)n;
    }
    return 0;
}
