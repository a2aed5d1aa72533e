/* utf8.c - folding, order and distance of Vietnamese words. */
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ASCII needs no look-up, and most text is ASCII. *bad: offset of the first byte that does not
 * fit. */
bool tbi_utf8_valid(const char *text, size_t n, size_t *bad)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    size_t i = 0;
    while (i < n) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t c;
        utf8proc_ssize_t took = utf8proc_iterate(p + i, (utf8proc_ssize_t)(n - i), &c);
        if (took <= 0) {
            if (bad != NULL)
                *bad = i;
            return false;
        }
        i += (size_t)took;
    }
    return true;
}

/* utf8proc hands out memory of malloc; this moves it into the arena. */
static char *map_letters(tb_arena *a, const char *text, utf8proc_option_t how)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
                     (utf8proc_option_t)(how | UTF8PROC_NULLTERM | UTF8PROC_STABLE));
    char *copy = n >= 0 ? tbi_arena_text_n(a, (const char *)out, (size_t)n) : NULL;
    free(out);
    return copy;
}

/* Vietnamese comes in both forms: a Mac writes names of files decomposed. */
char *tbi_utf8_nfc(tb_arena *a, const char *text)
{
    return map_letters(a, text, UTF8PROC_COMPOSE);
}

/* ASCII, which nearly every cell is, is composed already. */
const char *tbi_utf8_composed(tb_arena *a, const char *text, size_t n)
{
    const char *copy = tbi_arena_text_n(a, text, n);
    size_t i = 0;
    while (i < n && (unsigned char)text[i] < 0x80)
        i++;
    if (copy == NULL || i == n || !tbi_utf8_valid(text, n, NULL))
        return copy;
    return tbi_utf8_nfc(a, copy);
}

/* What separates words in names of any spelling; only ASCII is left when this is asked. */
static bool is_gap(unsigned char c)
{
    return c <= ' ' || c == '-' || c == '.' || c == '\'' || c == '`' || c == '_' || c == ',';
}

/* Runs of gap characters become one space; none at the ends. In place. */
static void squeeze_gaps(char *text, bool (*gap)(unsigned char))
{
    char *to = text;
    bool wait = false;
    for (const char *from = text; *from != '\0'; from++) {
        if (gap((unsigned char)*from)) {
            wait = to != text;
            continue;
        }
        if (wait)
            *to++ = ' ';
        wait = false;
        *to++ = *from;
    }
    *to = '\0';
}

/* Characters of more than one byte that mean a space or a dash; replaced by one of their ASCII kin.
 * In place. */
static void drop_marks(char *text)
{
    static const struct {
        const char *bytes;
        char plain;
    } marks[] = { { "\xC2\xA0", ' ' },      { "\xE2\x80\x90", '-' },  { "\xE2\x80\x91", '-' },
                  { "\xE2\x80\x92", '-' },  { "\xE2\x80\x93", '-' },  { "\xE2\x80\x94", '-' },
                  { "\xE2\x80\x98", '\'' }, { "\xE2\x80\x99", '\'' }, { "\xE2\x88\x92", '-' },
                  { "\xE2\x80\xAF", ' ' },  { "\xE2\x80\x8B", ' ' },  { "\xEF\xBB\xBF", ' ' } };
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t took = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks && took == 0; i++) {
            size_t n = strlen(marks[i].bytes);
            if (strncmp(from, marks[i].bytes, n) != 0)
                continue;
            *to++ = marks[i].plain;
            took = n;
        }
        if (took == 0) {
            *to++ = *from;
            took = 1;
        }
        from += took;
    }
    *to = '\0';
}

/* đ has no decomposition; after case folding only the small one is left. In place. */
static void replace_d(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        unsigned char a = (unsigned char)from[0];
        unsigned char b = (unsigned char)from[1];
        /* U+0111, and what is typed for it: U+00F0 (of U+00D0) and U+0256 (of U+0189) */
        if ((a == 0xC4 && b == 0x91) || (a == 0xC3 && b == 0xB0) || (a == 0xC9 && b == 0x96)) {
            *to++ = 'd';
            from += 2;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

/* Compatibility forms (full width, ligatures) are taken apart too. */
char *tbi_utf8_fold(tb_arena *a, const char *text)
{
    char *f = map_letters(a, text,
                          (utf8proc_option_t)(UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE |
                                              UTF8PROC_STRIPMARK | UTF8PROC_COMPAT));
    if (f == NULL)
        return NULL;
    replace_d(f);
    drop_marks(f);
    squeeze_gaps(f, is_gap);
    return f;
}

/* Controls count as blanks. */
static bool is_space(unsigned char c)
{
    return c <= ' ';
}

/* Small letters with their marks, and one space where there are several: for names that differ in
 * marks alone. */
char *tbi_utf8_lower(tb_arena *a, const char *text)
{
    char *f = map_letters(a, text, (utf8proc_option_t)(UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE));
    if (f == NULL)
        return NULL;
    drop_marks(f);
    squeeze_gaps(f, is_space);
    return f;
}

/* Columns of a terminal: 0 for marks, 2 for wide characters; a byte that is no character takes
 * one. */
size_t tbi_utf8_width(const char *text)
{
    size_t width = 0;
    utf8proc_int32_t c;
    for (size_t i = 0, n = strlen(text); i < n;) {
        utf8proc_ssize_t took =
            utf8proc_iterate((const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(n - i), &c);
        if (took <= 0) {
            width++;
            i++;
            continue;
        }
        int w = utf8proc_charwidth(c);
        width += w > 0 ? (size_t)w : 0;
        i += (size_t)took;
    }
    return width;
}

/* One letter of the Vietnamese alphabet: its place in it and its tone. */
typedef struct letter {
    int place, tone;
} letter;

/* Combining marks of the five written tones, in the order of TCVN 6909; 0 is no tone. */
static int find_tone(utf8proc_int32_t mark)
{
    switch (mark) {
    case 0x300:
        return 1; /* huyền */
    case 0x309:
        return 2; /* hỏi */
    case 0x303:
        return 3; /* ngã */
    case 0x301:
        return 4; /* sắc */
    case 0x323:
        return 5; /* nặng */
    default:
        return 0;
    }
}

/* Reads one base letter with its marks from decomposed text. Places leave room between letters for
 * ă â đ ê ô ơ ư. */
static letter read_letter(const utf8proc_int32_t *c, size_t n, size_t *i)
{
    utf8proc_int32_t base = utf8proc_tolower(c[(*i)++]);
    letter l = { (int)base * 4, 0 };
    if (base == 0x111)
        l.place = 'd' * 4 + 1;
    for (; *i < n && utf8proc_get_property(c[*i])->combining_class != 0; (*i)++) {
        int tone = find_tone(c[*i]);
        if (tone != 0)
            l.tone = tone;
        if (c[*i] == 0x306)
            l.place += 1; /* ă */
        if (c[*i] == 0x302)
            l.place += base == 'a' ? 2 : 1; /* â ê ô */
        if (c[*i] == 0x31B)
            l.place += base == 'o' ? 2 : 1; /* ơ ư */
    }
    return l;
}

/* code points; names are far shorter */
enum { COLLATE_ROOM = 256 };

/* The number of code points, at most COLLATE_ROOM: longer texts are compared by their beginnings. 0
 * for a text that is not UTF-8. */
static size_t decompose_text(utf8proc_int32_t *out, const char *text)
{
    utf8proc_ssize_t n = utf8proc_decompose(
        (const utf8proc_uint8_t *)text, 0, out, COLLATE_ROOM,
        (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
    if (n < 0)
        return 0;
    return n < COLLATE_ROOM ? (size_t)n : COLLATE_ROOM;
}

/* Letters first, then the first tone that differs, then bytes, so that only equal texts give 0. */
int tbi_utf8_collate(const char *a, const char *b)
{
    utf8proc_int32_t ca[COLLATE_ROOM], cb[COLLATE_ROOM];
    size_t na = decompose_text(ca, a);
    size_t nb = decompose_text(cb, b);
    size_t i = 0;
    size_t j = 0;
    int tone = 0;
    while (i < na && j < nb) {
        letter la = read_letter(ca, na, &i);
        letter lb = read_letter(cb, nb, &j);
        if (la.place != lb.place)
            return la.place < lb.place ? -1 : 1;
        if (tone == 0)
            tone = la.tone - lb.tone;
    }
    if (i < na || j < nb)
        return i < na ? 1 : -1;
    return tone != 0 ? tone : strcmp(a, b);
}

/* Edits of bytes, with two neighbours exchanged as one edit (optimal string alignment); texts are
 * folded before. most + 1: more than that, or too long. */
size_t tbi_utf8_distance(const char *a, const char *b, size_t most)
{
    /* longer words are as far apart as the cap says: no name is so long */
    enum { ROOM = 96 };
    size_t na = strlen(a);
    size_t nb = strlen(b);
    if (na >= ROOM || nb >= ROOM || (na > nb ? na - nb : nb - na) > most)
        return most + 1;
    /* three rows are enough: an exchange of neighbours looks back by two */
    size_t rows[3][ROOM];
    for (size_t j = 0; j <= nb; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t *now = rows[i % 3];
        size_t *up = rows[(i + 2) % 3];
        size_t *upup = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t best = up[j - 1] + (a[i - 1] != b[j - 1]);
            if (up[j] + 1 < best)
                best = up[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                upup[j - 2] + 1 < best)
                best = upup[j - 2] + 1;
            now[j] = best;
        }
    }
    size_t d = rows[na % 3][nb];
    return d <= most ? d : most + 1;
}
