/* unit_text.c - a unit's name as tables write it. */
#include "import/unit_text.h"

#include <string.h>

/* Bytes of a mark of a footnote at the end of a text. "Hà Nội*", "Hà Nội (1)": 0 where there is
 * none; a mark of up to two figures in brackets counts, since a longer one may be a year. */
static size_t measure_mark_behind(const char *text, size_t n)
{
    static const char *const marks[] = { "*",        "\xC2\xB9",     "\xC2\xB2",
                                         "\xC2\xB3", "\xE2\x80\xA0", " " };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t m = strlen(marks[i]);
        if (n > m && memcmp(text + n - m, marks[i], m) == 0)
            return m;
    }
    /* superscript four to nine */
    if (n > 3 && memcmp(text + n - 3, "\xE2\x81", 2) == 0)
        return 3;
    char close = text[n - 1];
    char open = close == ')' ? '(' : close == ']' ? '[' : '\0';
    for (size_t k = 2; open != '\0' && k <= 4 && k < n; k++) {
        char c = text[n - k];
        if (c == open)
            return k > 2 ? k : 0;
        if (!((c >= '0' && c <= '9') || c == '*'))
            return 0;
    }
    return 0;
}

/* "12. Name*" to "Name": numbers before it, marks of footnotes behind it. In the arena. */
const char *tbi_bare_unit(tb_arena *a, const char *text)
{
    size_t n = strlen(text);
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && digits <= 3 && (text[digits] == '.' || text[digits] == ')') &&
        text[digits + 1] != '\0') {
        text += digits + 1;
        text += strspn(text, " ");
        n = strlen(text);
    }
    for (size_t m; n > 0 && (m = measure_mark_behind(text, n)) > 0;)
        n -= m;
    return tbi_arena_text_n(a, text, n);
}
