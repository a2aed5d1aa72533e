/* numbers.c - numbers of a column, the usual ones by the parser of text/, the others by hand. */
#include "text/numbers.h"

#include "base/error.h"
#include "messages/text.h"
#include "text/parse_number.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 64, SHOWN = 60 };

/* "7.521", "12,345": one mark with three digits behind and one to three before, not "0". */
static bool is_like_thousands(const char *text, size_t n)
{
    size_t before = 0;
    while (before < n && text[before] >= '0' && text[before] <= '9')
        before++;
    return before >= 1 && before <= 3 && n - before == 4 && !(before == 1 && text[0] == '0');
}

/* Remembers the mark of a cell; false: it is another than the column's. */
static bool see_mark(tb_column_marks *m, char mark, int decimals, const char *text, size_t n,
                     size_t line)
{
    if (m->mark == 0) {
        m->mark = mark;
        m->line = line;
        size_t keep = n < TB_MARK_TEXT ? n : TB_MARK_TEXT - 1;
        memcpy(m->text, text, keep);
        m->text[keep] = '\0';
    }
    m->marked++;
    m->like_thousands += decimals == 3 && is_like_thousands(text, n);
    return m->mark == mark;
}

/* Bytes of a no-break or thin space at p: thousands are set apart by these. */
static size_t measure_space(const char *p, size_t n)
{
    static const char *const spaces[] = { "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                          "\xE2\x80\x87" };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        size_t m = strlen(spaces[i]);
        if (n >= m && memcmp(p, spaces[i], m) == 0)
            return m;
    }
    return 0;
}

/* The text in ASCII: U+2212 as a hyphen, spaces between groups of three digits taken out. Its
 * length; 0: there is something else in it. */
static size_t write_plain(char *out, const char *text, size_t n)
{
    size_t m = 0;
    while (n > 0 && measure_space(text, n) > 0) {
        size_t k = measure_space(text, n);
        text += k;
        n -= k;
    }
    for (size_t i = 0; i < n && m < LONGEST;) {
        size_t space = measure_space(text + i, n - i);
        if (n - i >= 3 && memcmp(text + i, "\xE2\x88\x92", 3) == 0) {
            out[m++] = '-';
            i += 3;
        } else if (space > 0) {
            i += space;
            size_t digits = 0;
            while (i + digits < n && text[i + digits] >= '0' && text[i + digits] <= '9')
                digits++;
            bool ends = i + digits >= n || strchr(",. %\xC2\xE2", text[i + digits]) != NULL;
            bool after_digit = m > 0 && out[m - 1] >= '0' && out[m - 1] <= '9';
            /* a blank before a percent sign or the end separates nothing */
            bool trailing = digits == 0 && (i == n || text[i] == '%');
            /* blanks set groups of three digits apart, and nothing else */
            if (!trailing && !(after_digit && digits == 3 && ends))
                return 0;
        } else if ((unsigned char)text[i] >= 0x80) {
            return 0;
        } else {
            out[m++] = text[i++];
        }
    }
    return m;
}

/* "1,042.5", "1.042,5", "1 042": digits in groups. */
static bool is_grouped(const char *text, size_t n)
{
    size_t digits = 0;
    size_t marks = 0;
    for (size_t i = 0; i < n; i++) {
        digits += text[i] >= '0' && text[i] <= '9';
        marks += text[i] == ',' || text[i] == '.' || text[i] == ' ';
    }
    return marks > 0 && digits > 3 && digits + marks == n;
}

/* Both marks are read as decimal marks; what tells them apart is remembered by column in m. A
 * number with another mark than the column's is read, and refused by its verdict. */
tb_number_is tbi_number(double *out, int *decimals, tb_column_marks *m, const char *text, size_t n,
                        size_t line)
{
    char plain[LONGEST + 1];
    if (!tbi_parse_double(out, decimals, text, n, true)) {
        size_t k = n <= LONGEST ? write_plain(plain, text, n) : 0;
        if (k == 0 || !tbi_parse_double(out, decimals, plain, k, true))
            return is_grouped(text, n) ? TB_NUMBER_GROUPED : TB_NUMBER_NONE;
        text = plain;
        n = k;
    }
    if (*decimals == 0) {
        m->large += fabs(*out) >= 100;
        return TB_NUMBER_READ;
    }
    char mark = memchr(text, ',', n) != NULL ? ',' : '.';
    return see_mark(m, mark, *decimals, text, n, line) ? TB_NUMBER_READ : TB_NUMBER_OTHER_MARK;
}

/* "85,10*", "85.1 (1)", "85,1¹": a number but for the mark of a note behind it. */
static bool has_note_mark(const char *text, size_t n)
{
    static const char *const marks[] = { "*", "\xC2\xB9", "\xC2\xB2", "\xC2\xB3", "\xE2\x80\xA0" };
    size_t whole = n;
    for (bool more = true; more;) {
        more = false;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            size_t m = strlen(marks[k]);
            if (n <= m || memcmp(text + n - m, marks[k], m) != 0)
                continue;
            n -= m;
            more = true;
        }
    }
    if (n > 3 && (text[n - 1] == ')' || text[n - 1] == ']')) {
        size_t from = n - 1;
        while (from > 0 && n - from <= 3 && text[from - 1] >= '0' && text[from - 1] <= '9')
            from--;
        bool open = from > 1 && from < n - 1 && (text[from - 1] == '(' || text[from - 1] == '[');
        n = open ? from - 1 : n;
    }
    double x;
    return n < whole && tbi_parse_double(&x, NULL, text, n, true);
}

/* Never TB_OK: `is` must be a refusal. */
tb_status tbi_number_refuse(tb_number_is is, const tb_column_marks *m, const char *text, size_t n,
                            tb_err *err)
{
    int shown = (int)(n < SHOWN ? n : SHOWN);
    if (is == TB_NUMBER_OTHER_MARK)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_OTHER_DECIMAL_MARK, shown, text,
                        m->mark == ',' ? "point" : "comma", m->mark == ',' ? "comma" : "point",
                        m->line, m->text);
    if (is == TB_NUMBER_GROUPED)
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_THOUSANDS_MARK, shown, text);
    if (has_note_mark(text, n))
        return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_NUMBER_WITH_MARK, shown, text);
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_NOT_NUMBER_LEAVE_EMPTY, shown, text);
}

/* For readers that want a status and a sentence. */
tb_status tbi_column_number(double *out, tb_column_marks *m, const char *text, size_t n,
                            size_t line, tb_err *err)
{
    int decimals = 0;
    tb_number_is is = tbi_number(out, &decimals, m, text, n, line);
    return is == TB_NUMBER_READ ? TB_OK : tbi_number_refuse(is, m, text, n, err);
}

/* Only zeros behind the point are passed over. */
bool tbi_whole_number(long long *out, const char *text, size_t n, long long lo, long long hi)
{
    size_t whole = n;
    while (whole > 0 && text[whole - 1] == '0')
        whole--;
    if (whole > 1 && whole < n && text[whole - 1] == '.')
        n = whole - 1;
    return tbi_parse_int(out, text, n, lo, hi);
}

/* The place must not be beyond what stands behind the bar. */
bool tbi_place(double *out, const char *text, size_t n)
{
    const char *bar = memchr(text, '/', n);
    long long place = 0;
    long long of = 0;
    size_t before = bar != NULL ? (size_t)(bar - text) : n;
    if (bar != NULL && !tbi_parse_int(&of, bar + 1, n - before - 1, 1, 100000))
        return false;
    if (before > 1 && text[before - 1] == '.')
        before--;
    if (!tbi_parse_int(&place, text, before, 1, 100000) || (bar != NULL && place > of))
        return false;
    *out = (double)place;
    return true;
}

/* One mark like 86.4 settles a column, and so do figures that are all small. */
bool tbi_marks_doubtful(const tb_column_marks *m)
{
    return m->marked > 0 && m->like_thousands == m->marked && m->large > 0;
}

/* With the first cell that has a mark. */
tb_status tbi_column_doubt(const tb_column_marks *m, tb_err *err)
{
    if (!tbi_marks_doubtful(m))
        return TB_OK;
    return tbi_fail(err, TB_EDATA, TB_MSG_TEXT_MARK_DOUBTFUL, m->text);
}
