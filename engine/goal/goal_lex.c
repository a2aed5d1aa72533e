/* goal_lex.c - from text to lexemes: cuts words, numbers and marks, folds the words, finds the
 * longest known phrase. What a word means beside its neighbours is goal_normalise.c's business. */
#include "goal/lexemes.h"

#include "base/error.h"
#include "goal/goal_normalise.h"
#include "messages/goal.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* Marks of one or more characters; the longest first. W_COUNT: passed over.
 * A row is the bytes of a mark and its kind; typographic forms (dashes, quotes, wide signs)
 * stand beside the plain ones, because plans are pasted from Word and from scans. */
static const struct {
    const char *mark;
    tb_word kind;
} marks[] = {
    { ">=", W_GESYM },
    { "=>", W_GESYM },
    { "\xE2\x89\xA5", W_GESYM },
    { "\xE2\xA9\xBE", W_GESYM },
    { "<=", W_LESYM },
    { "=<", W_LESYM },
    { "\xE2\x89\xA4", W_LESYM },
    { "\xE2\xA9\xBD", W_LESYM },
    { ">", W_GTSYM },
    { "<", W_LTSYM },
    { "==", W_EQ },
    { "=", W_EQ },
    { "\xE2\x80\xA6", W_DOTS },
    { "...", W_DOTS },
    { "..", W_DOTS },
    { "+", W_PLUS },
    { "%", W_PCT },
    { "\xEF\xBC\x85", W_PCT },
    { "/", W_SLASH },
    { "(", W_OPEN },
    { "[", W_OPEN },
    { ")", W_CLOSE },
    { "]", W_CLOSE },
    { ":", W_COLON },
    { "\xEF\xBC\x9A", W_COLON },
    /* a comma between digits was taken by read_number before a mark is looked for */
    { ",", W_AND },
    { ";", W_AND },
    { "&", W_AND },
    /* "#10" */
    { "#", W_RANK },
    { "~", W_TO },
    { "-", W_TO },
    { "\xE2\x80\x90", W_TO },
    { "\xE2\x80\x91", W_TO },
    { "\xE2\x80\x92", W_TO },
    { "\xE2\x80\x93", W_TO },
    { "\xE2\x80\x94", W_TO },
    { "\xE2\x88\x92", W_TO },
    /* a full stop says nothing; one inside a number was read with it */
    { ".", W_FILL },
    { "!", W_COUNT },
    { "?", W_COUNT },
    { "\"", W_COUNT },
    { "'", W_COUNT },
    { "`", W_COUNT },
    { "*", W_COUNT },
    { "\xE2\x80\x9C", W_COUNT },
    { "\xE2\x80\x9D", W_COUNT },
    { "\xE2\x80\x98", W_COUNT },
    { "\xE2\x80\x99", W_COUNT },
    { "\xE2\x80\xA2", W_COUNT },
    { "\xC2\xAB", W_COUNT },
    { "\xC2\xBB", W_COUNT },
    { "\xC2\xA0", W_COUNT },
    { "\xE2\x80\xAF", W_COUNT },
    { "\xE2\x80\x89", W_COUNT },
    { "\xE2\x80\x8B", W_COUNT },
    { "\xEF\xBB\xBF", W_COUNT },
};

/* The mark that starts at p; NULL for none.
 * Returns the row's own text, whose length is how far the reader moves on; *kind is left alone
 * where there is none. */
static const char *find_mark(const char *p, tb_word *kind)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(p, marks[i].mark, strlen(marks[i].mark)) != 0)
            continue;
        *kind = marks[i].kind;
        return marks[i].mark;
    }
    return NULL;
}

/* ASCII alone: other digits are not numbers in plans. */
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters: ASCII ones, and every character beyond ASCII that is no mark (combining ones belong to
 * the letter before).
 * p points into text that was checked, so the bytes of a character are never cut off. */
static bool is_letter(const char *p)
{
    unsigned char c = (unsigned char)*p;
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    tb_word kind;
    return find_mark(p, &kind) == NULL;
}

/* Bytes of one character; the text was checked to be UTF-8. */
static size_t measure_letter(const char *p)
{
    size_t n = 1;
    while (((unsigned char)p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Bytes of the run of letters at p, 0 for none.
 * A word ends at the first blank, digit or mark; an apostrophe ends it too, and cut_words
 * swallows the "s" behind it. */
static size_t count_letters(const char *p)
{
    size_t n = 0;
    while (p[n] != '\0' && is_letter(p + n))
        n += measure_letter(p + n);
    return n;
}

/* The rest of "3e1" or "2e+3" behind its first digits. */
static bool is_exponent(const char *p)
{
    return (p[0] | 32) == 'e' && is_digit(p[1 + (p[1] == '+' || p[1] == '-')]);
}

/* A number: digits, one point or comma that digits follow. Returns its length, 0 for none, one that
 * is too long, or one with an exponent, which nobody writes in a plan.
 * "83,83" and "83.83" are the same number, as both are written in plans; "1.234" is 1.234 and no
 * thousand. a: the value, b: NaN until a range is folded. Four bare digits may be a year. */
static size_t read_number(tb_lexeme *l, const char *p)
{
    size_t n = 0, whole;
    while (is_digit(p[n]))
        n++;
    whole = n;
    if (n > 0 && (p[n] == '.' || p[n] == ',') && is_digit(p[n + 1])) {
        n++;
        while (is_digit(p[n]))
            n++;
    }
    if (n == 0 || n > 15 || is_exponent(p + n) ||
        !tbi_parse_double(&l->a, &l->decimals, p, n, true))
        return 0;
    l->kind = W_NUM;
    l->b = NAN;
    l->integer_digits4 = whole == 4 && n == 4;
    return n;
}

/* false: there is no more room, and the clause is too long to be a goal.
 * Lexemes are copied; their word and name stay in the arena or in the tables. */
static bool add_lexeme(tb_lexemes *out, tb_lexeme l)
{
    if (out->n == TB_LEXEMES)
        return false;
    out->at[out->n++] = l;
    return true;
}

/* Ordinal endings of English numbers: "10th".
 * | 32 makes ASCII letters small and spares a copy; p need not end behind n. */
static bool is_ordinal_ending(const char *p, size_t n)
{
    static const char *const endings[] = { "st", "nd", "rd", "th" };
    for (size_t i = 0; n == 2 && i < 4; i++)
        if ((p[0] | 32) == endings[i][0] && (p[1] | 32) == endings[i][1])
            return true;
    return false;
}

/* Vietnamese first: where both languages have a phrase, its Vietnamese kind holds. */
static const tb_phrase *const tables[] = { tbi_phrases_vi, tbi_phrases_vi_names, tbi_phrases_units,
                                           tbi_phrases_en };
enum { TABLES = sizeof tables / sizeof *tables };

/* Of one word alone; asked before letters with digits behind them are taken for a code.
 * Phrases of several words never equal one word, so comparing whole texts is enough. */
static bool is_known_word(const char *folded)
{
    for (size_t t = 0; t < TABLES; t++)
        for (const tb_phrase *p = tables[t]; p->words != NULL; p++)
            if (strcmp(p->words, folded) == 0)
                return true;
    return false;
}

/* A word: letters; with digits behind it is the code of an indicator ("D5", "SC53") unless the
 * letters are a word ("top10").
 * *took: bytes of the text, digits of a code included. l->word is folded and in the arena; a
 * code has none, so that no phrase can begin with it. TB_ENOMEM is the only error. */
static tb_status read_word(tb_lexeme *l, size_t *took, const char *p, tb_arena *a, tb_err *err)
{
    size_t n = count_letters(p);
    char *raw = tbi_arena_text_n(a, p, n);
    char *folded = raw != NULL ? tbi_utf8_fold(a, raw) : NULL;
    if (folded == NULL)
        return tbi_no_memory(err, "a goal");
    *l = (tb_lexeme){ .kind = W_UNKNOWN, .word = folded, .a = NAN, .b = NAN };
    if (is_digit(p[n]) && !is_known_word(folded)) {
        while (is_digit(p[n]) || p[n] == '_' || (p[n] != '\0' && is_letter(p + n)))
            n++;
        l->kind = W_INDEX;
        l->name = "code";
        l->word = NULL;
    }
    *took = n;
    return TB_OK;
}

/* The length of a name in quotes behind "chỉ số" (“Tiếp cận đất đai”), quotes
 * and all; 0 for
 * none.
 * Without this the words of a component's name would be read as words of the goal ("đất đai"
 * is nothing, "thời gian" might be). Only behind "số", since quotes are also used for
 * stress. */
static size_t read_quoted_name(const char *p, const tb_lexemes *before)
{
    static const char open[] = "\xE2\x80\x9C";
    static const char close[] = "\xE2\x80\x9D";
    const tb_lexeme *last = before->n > 0 ? &before->at[before->n - 1] : NULL;
    const char *end = strncmp(p, open, 3) == 0 ? strstr(p, close) : NULL;
    bool named = last != NULL && tbi_lexeme_is(last, "so");
    return end != NULL && named ? (size_t)(end - p) + 3 : 0;
}

/* Everything but the phrases: words stand as W_UNKNOWN.
 * Bytes that are none of blank, digit, mark or letter become a W_UNKNOWN of one byte, and are
 * refused later with their place, not skipped here. TB_EARG: more than TB_LEXEMES of them. */
static tb_status cut_words(tb_lexemes *out, const char *text, tb_arena *a, tb_err *err)
{
    for (const char *p = text; *p != '\0';) {
        tb_lexeme l = { .a = NAN, .b = NAN, .from = (size_t)(p - text) };
        size_t took = 1;
        bool keep = true;
        tb_word kind;
        const char *mark;
        if ((unsigned char)*p <= ' ') {
            keep = false;
        } else if (is_digit(*p)) {
            took = read_number(&l, p);
            /* too many digits to be a place or a score, or an exponent: one unknown word, refused
             * where it stands */
            if (took == 0) {
                l.kind = W_UNKNOWN;
                for (took = 1; is_digit(p[took]);)
                    took++;
            } else if (is_ordinal_ending(p + took, count_letters(p + took))) {
                l.soft = true;
                took += 2;
            }
        } else if ((mark = find_mark(p, &kind)) != NULL) {
            took = read_quoted_name(p, out) > 0 ? read_quoted_name(p, out) : strlen(mark);
            keep = kind != W_COUNT;
            l.kind = kind;
            /* province's */
            if ((*p == '\'' || strncmp(p, "\xE2\x80\x99", 3) == 0) && p[took] == 's' && out->n > 0)
                took++;
        } else if (is_letter(p)) {
            size_t from = l.from;
            tb_status st = read_word(&l, &took, p, a, err);
            if (st != TB_OK)
                return st;
            l.from = from;
        } else {
            l.kind = W_UNKNOWN;
        }
        l.to = l.from + took;
        if (keep && !add_lexeme(out, l))
            return tbi_fail(err, TB_EARG, TB_MSG_GOAL_GOAL_TOO_LONG_MOST, TB_LEXEMES);
        p += took;
    }
    return TB_OK;
}

/* How many lexemes from i on are the words of the phrase; 0 when they are not. A dash inside
 * ("mid-high", "one-stop") is passed over.
 * words: folded, one blank between them. Numbers and marks have no word and end a match. */
static size_t measure_phrase(const tb_lexemes *l, size_t i, const char *words)
{
    size_t at = i;
    for (const char *w = words; *w != '\0';) {
        size_t n = strcspn(w, " ");
        if (at > i && at + 1 < l->n && l->at[at].kind == W_TO && l->at[at].word == NULL &&
            l->at[at].from == l->at[at - 1].to)
            at++;
        if (at >= l->n || l->at[at].word == NULL || strncmp(l->at[at].word, w, n) != 0 ||
            l->at[at].word[n] != '\0')
            return 0;
        at++;
        w += n;
        if (*w == ' ')
            w++;
    }
    return at - i;
}

/* "điểm so với": no phrase ends between "so" and "với".
 * end: lexeme behind the phrase. Else "điểm số" would eat the "so" of "tăng 3 điểm so
 * với 2021". */
static bool is_so_voi_split(const tb_lexemes *l, size_t end)
{
    if (end == 0 || end >= l->n || l->at[end - 1].word == NULL || l->at[end].word == NULL)
        return false;
    return strcmp(l->at[end - 1].word, "so") == 0 && strcmp(l->at[end].word, "voi") == 0;
}

/* Over all tables; of phrases of one length the first. NULL and 0: none begins here.
 * The first letter is compared before the rest, which spares most of the hundreds of rows.
 * *length counts lexemes, dashes inside the phrase too. l->at[i] must have a word. */
static const tb_phrase *find_longest_phrase(const tb_lexemes *l, size_t i, size_t *length)
{
    const tb_phrase *best = NULL;
    *length = 0;
    for (size_t t = 0; t < TABLES; t++) {
        for (const tb_phrase *p = tables[t]; p->words != NULL; p++) {
            if (p->words[0] != l->at[i].word[0])
                continue;
            size_t n = measure_phrase(l, i, p->words);
            if (n <= *length || is_so_voi_split(l, i + n))
                continue;
            *length = n;
            best = p;
        }
    }
    return best;
}

/* Each phrase becomes one lexeme, in place: the write position never passes the read position.
 * What is in no table stays W_UNKNOWN with its own word: goal_qualifiers.c looks at some of
 * these by name, and the rest is refused. */
static void find_phrases(tb_lexemes *l)
{
    size_t to = 0;
    for (size_t i = 0; i < l->n;) {
        size_t length = 0;
        const tb_phrase *p = l->at[i].kind == W_UNKNOWN && l->at[i].word != NULL
                                 ? find_longest_phrase(l, i, &length)
                                 : NULL;
        tb_lexeme x = l->at[i];
        if (p != NULL) {
            x.kind = p->kind;
            x.name = p->name;
            x.soft = p->kind == W_OPER && p->name != NULL;
            x.word = p->words;
            x.to = l->at[i + length - 1].to;
        } else {
            length = 1;
        }
        l->at[to++] = x;
        i += length;
    }
    l->n = to;
}

/* Three steps: words and numbers, then phrases of several words, then what neighbours
 * decide. */
tb_status tbi_goal_lex(tb_lexemes *out, const char *text, tb_arena *a, tb_err *err)
{
    out->n = 0;
    if (!tbi_utf8_valid(text, strlen(text), NULL))
        return tbi_fail(err, TB_EARG, TB_MSG_GOAL_GOAL_UTF_8_TEXT);
    tb_status st = cut_words(out, text, a, err);
    if (st != TB_OK)
        return st;
    find_phrases(out);
    tbi_goal_normalise(out);
    return TB_OK;
}
