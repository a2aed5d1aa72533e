/* json_write.c - a writer of JSON (RFC 8259) that never asks the locale and never writes NaN. */
#include "text/json_write.h"

#include "text/parse_number.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The buffer is the caller's, and remembers a refusal of memory. */
void tbi_json_start(tb_json *j, tb_buf *out, int flat)
{
    *j = (tb_json){ .out = out, .depth = 0, .flat = flat, .first = { true } };
}

/* RFC 8259 wants only quotes, backslashes and U+0000 to U+001F escaped; U+007F is too. */
static void write_quoted(tb_buf *out, const char *text)
{
    tbi_buf_char(out, '"');
    for (const char *p = text; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        size_t plain = 0;
        while ((unsigned char)p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\' &&
               p[plain] != 0x7F)
            plain++;
        if (plain > 0) {
            tbi_buf_add(out, p, plain);
            p += plain - 1;
            continue;
        }
        if (c == '"' || c == '\\') {
            tbi_buf_char(out, '\\');
            tbi_buf_char(out, *p);
        } else if (c == '\n') {
            tbi_buf_text(out, "\\n");
        } else {
            tbi_buf_printf(out, "\\u%04x", c);
        }
    }
    tbi_buf_char(out, '"');
}

/* Two spaces a level. */
static void write_new_line(tb_json *j, int depth)
{
    tbi_buf_char(j->out, '\n');
    tbi_buf_repeat(j->out, ' ', (size_t)depth * 2);
}

/* The comma, the line and the key before a value. */
static void write_lead(tb_json *j, const char *key)
{
    if (j->depth > 0) {
        bool first = j->first[j->depth];
        if (!first)
            tbi_buf_char(j->out, ',');
        if (j->depth <= j->flat)
            write_new_line(j, j->depth);
        else
            tbi_buf_text(j->out, first && key == NULL ? "" : " ");
        j->first[j->depth] = false;
    }
    if (key == NULL)
        return;
    write_quoted(j->out, key);
    tbi_buf_text(j->out, ": ");
}

/* Deeper than the room in `first` is a fault of the program, not of data. */
static void open_nest(tb_json *j, const char *key, char c)
{
    write_lead(j, key);
    tbi_buf_char(j->out, c);
    assert(j->depth + 1 < (int)(sizeof j->first / sizeof *j->first));
    j->first[++j->depth] = true;
}

/* An empty list or object stays on its line; one on a single line ends with a blank before
 * its brace. */
static void close_nest(tb_json *j, char c)
{
    bool empty = j->first[j->depth];
    if (!empty && j->depth <= j->flat)
        write_new_line(j, j->depth - 1);
    else if (!empty && c == '}')
        tbi_buf_char(j->out, ' ');
    j->depth--;
    tbi_buf_char(j->out, c);
}

void tbi_json_object(tb_json *j, const char *key)
{
    open_nest(j, key, '{');
}

void tbi_json_object_end(tb_json *j)
{
    close_nest(j, '}');
}

void tbi_json_array(tb_json *j, const char *key)
{
    open_nest(j, key, '[');
}

void tbi_json_array_end(tb_json *j)
{
    close_nest(j, ']');
}

/* text must be UTF-8; it is escaped here. */
void tbi_json_text(tb_json *j, const char *key, const char *text)
{
    write_lead(j, key);
    if (text != NULL)
        write_quoted(j->out, text);
    else
        tbi_buf_text(j->out, "null");
}

/* The alphabet is the one with + and /, padded with =; 768 bytes at a time. */
void tbi_json_base64(tb_json *j, const char *key, const unsigned char *bytes, size_t n)
{
    static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char out[1024];
    write_lead(j, key);
    tbi_buf_char(j->out, '"');
    for (size_t i = 0; i < n;) {
        size_t k = 0;
        for (; i < n && k < sizeof out; i += 3) {
            unsigned second = i + 1 < n ? bytes[i + 1] : 0, third = i + 2 < n ? bytes[i + 2] : 0;
            unsigned three = (unsigned)bytes[i] << 16 | second << 8 | third;
            out[k++] = letter[three >> 18 & 63];
            out[k++] = letter[three >> 12 & 63];
            out[k++] = letter[three >> 6 & 63];
            out[k++] = letter[three & 63];
        }
        if (i > n)
            memset(out + k - (i - n), '=', i - n);
        tbi_buf_add(j->out, out, k);
    }
    tbi_buf_char(j->out, '"');
}

/* The shortest digits that read back as the same double, so that a result can be compared to
 * the bit. */
void tbi_json_number(tb_json *j, const char *key, double x)
{
    write_lead(j, key);
    char text[32];
    if (!isfinite(x)) {
        tbi_buf_text(j->out, "null");
        return;
    }
    size_t n = tbi_print_double(text, x);
    tbi_buf_add(j->out, text, n);
}

void tbi_json_int(tb_json *j, const char *key, long long x)
{
    write_lead(j, key);
    tbi_buf_printf(j->out, "%lld", x);
}

/* Beyond 2^53 many readers round: the command takes no larger seed. */
void tbi_json_u64(tb_json *j, const char *key, uint64_t x)
{
    write_lead(j, key);
    tbi_buf_printf(j->out, "%llu", (unsigned long long)x);
}

void tbi_json_bool(tb_json *j, const char *key, bool x)
{
    write_lead(j, key);
    tbi_buf_text(j->out, x ? "true" : "false");
}

void tbi_json_null(tb_json *j, const char *key)
{
    write_lead(j, key);
    tbi_buf_text(j->out, "null");
}

/* Everything that was opened is closed by now. */
void tbi_json_end(tb_json *j)
{
    assert(j->depth == 0);
    tbi_buf_char(j->out, '\n');
}
