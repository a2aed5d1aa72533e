/* number_words.c - numbers in words, Vietnamese and English, where their neighbours let them be
 * numbers: without diacritics "nam" is five or a year, "tu" four or from. */
#include "goal/number_words.h"

#include <math.h>
#include <string.h>

/* 0: not a number word. *ordinal: "third" rather than "three". */
static int read_one_word_en(const char *w, bool *ordinal)
{
    static const char *const cardinal[] = { "one",       "two",      "three",    "four",
                                            "five",      "six",      "seven",    "eight",
                                            "nine",      "ten",      "eleven",   "twelve",
                                            "thirteen",  "fourteen", "fifteen",  "sixteen",
                                            "seventeen", "eighteen", "nineteen", "twenty" };
    static const char *const rank[] = { "first", "second",  "third",  "fourth", "fifth",
                                        "sixth", "seventh", "eighth", "ninth",  "tenth" };
    *ordinal = false;
    for (int i = 0; i < 20; i++)
        if (strcmp(w, cardinal[i]) == 0)
            return i + 1;
    *ordinal = true;
    for (int i = 0; i < 10; i++)
        if (strcmp(w, rank[i]) == 0)
            return i + 1;
    if (strcmp(w, "twentieth") == 0)
        return 20;
    *ordinal = false;
    return strcmp(w, "thirty") == 0 ? 30 : 0;
}

/* Of folded words, without diacritics; 0: not a number word. "tu" and "lam" are the 4 and 5 of
 * tens. */
static int read_one_word_vi(const char *w)
{
    static const struct {
        const char *word;
        int value;
    } words[] = { { "mot", 1 }, { "hai", 2 }, { "ba", 3 },   { "bon", 4 },
                  { "tu", 4 },  { "nam", 5 }, { "lam", 5 },  { "sau", 6 },
                  { "bay", 7 }, { "tam", 8 }, { "chin", 9 }, { "muoi", 10 } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(w, words[i].word) == 0)
            return words[i].value;
    return 0;
}

/* "mười lăm", "hai mươi", "hai mươi lăm",
 * "năm": how many lexemes from i on; *value. 0 when none.
 * Up to three words, 1 to 99: "hai mươi" 20, "hai mươi lăm" 25, "mười" 10, "năm" 5. Two
 * words that are no ten and one are two numbers, of which the first is taken. */
static size_t read_number_run_vi(const tb_lexemes *l, size_t i, int *value)
{
    int v[3] = { 0 };
    size_t n = 0;
    while (n < 3 && i + n < l->n && l->at[i + n].word != NULL &&
           (v[n] = read_one_word_vi(l->at[i + n].word)) > 0)
        n++;
    if (n == 0)
        return 0;
    if (n == 1 || (v[0] != 10 && v[1] != 10)) {
        *value = v[0];
        return 1;
    }
    if (v[0] == 10) {
        *value = 10 + v[1];
        return v[1] < 10 ? 2 : 1;
    }
    *value = v[0] * 10 + (n == 3 && v[2] < 10 ? v[2] : 0);
    return n == 3 && v[2] < 10 ? 3 : 2;
}

/* "thu", "top thu", "xep thu": a number in words behind it is an ordinal. */
static bool has_ending_thu(const tb_lexeme *x)
{
    size_t n = x->word != NULL ? strlen(x->word) : 0;
    return n >= 3 && strcmp(x->word + n - 3, "thu") == 0;
}

/* "mười tỉnh, thành phố dẫn đầu": over provinces from i on to the word that says which. */
static bool has_best_behind(const tb_lexemes *l, size_t i)
{
    while (tbi_lexeme_kind(l, i) == W_PROV || tbi_lexeme_kind(l, i) == W_AND ||
           tbi_lexeme_kind(l, i) == W_FILL)
        i++;
    return tbi_lexeme_kind(l, i) == W_LEAD || tbi_lexeme_kind(l, i) == W_BEST;
}

/* "tốp ba", "thứ ba", "hạng tư": behind a word of order words [i, i + n) are a number. */
static bool has_order_before(const tb_lexemes *l, size_t i, tb_word next)
{
    if (i == 0)
        return false;
    if (l->at[i - 1].kind == W_TOP || has_ending_thu(&l->at[i - 1]))
        return true;
    return l->at[i - 1].kind == W_RANK && next != W_RANK && next != W_PROV && next != W_SCORE;
}

/* Whether a number stands at i, in digits or in words. */
static bool has_number_vi(const tb_lexemes *l, size_t i)
{
    return tbi_lexeme_kind(l, i) == W_NUM ||
           (i < l->n && l->at[i].word != NULL && read_one_word_vi(l->at[i].word) > 0);
}

/* Whether the Vietnamese number words [i, i + n) stand where a number must be: before a unit, or
 * behind "tốp", "thứ".
 * Without diacritics most number words mean something else too ("ba", "nam", "tu"), so they are
 * numbers only here: "thứ ba", "mười bậc", "ba nội dung", "một đến hai bậc". */
static bool read_number_place_vi(const tb_lexemes *l, size_t i, size_t n)
{
    tb_word next = tbi_lexeme_kind(l, i + n);
    tb_word behind = tbi_lexeme_kind(l, i + n + 1);
    if (has_order_before(l, i, next))
        return next != W_NUM;
    tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
    bool counted = before == W_GROUP || before == W_TO || before == W_OR || before == W_FROM;
    if (next == W_RANK || next == W_SCORE || next == W_PCT)
        return behind != W_NUM && !(n == 1 && tbi_lexeme_is(&l->at[i], "tu"));
    if (next == W_PROV)
        return counted || n > 1 || has_best_behind(l, i + n);
    if (next == W_PARTS)
        return true;
    /* "tăng từ một đến hai bậc" */
    bool range = next == W_TO || next == W_OR;
    return range && (counted || before == W_UP) && has_number_vi(l, i + n + 1);
}

/* [i, i + n) become one lexeme, which keeps the place of all of them in the text, for
 * refusals that point at it.
 * decimals and `of` are 0, as for a number that was written with digits. */
static void make_number(tb_lexemes *l, size_t i, size_t n, int value, bool ordinal)
{
    size_t to = l->at[i + n - 1].to;
    tb_lexeme *x = &l->at[i];
    *x = (tb_lexeme){
        .kind = W_NUM, .from = x->from, .to = to, .a = value, .b = NAN, .soft = ordinal
    };
    if (n > 1)
        tbi_lexemes_cut(l, i + 1, n - 1);
}

/* "ba đến năm bậc": here "đến năm" is "to five", not "until the year".
 * One lexeme becomes two, which is why there must be room. */
void tbi_number_words_to_five(tb_lexemes *l)
{
    for (size_t i = 0; i + 1 < l->n && l->n < TB_LEXEMES; i++) {
        tb_word next = l->at[i + 1].kind;
        if (!tbi_lexeme_is(&l->at[i], "den nam") ||
            (next != W_RANK && next != W_SCORE && next != W_PCT) ||
            tbi_lexeme_kind(l, i + 2) == W_NUM)
            continue;
        memmove(&l->at[i + 2], &l->at[i + 1], (l->n - i - 1) * sizeof *l->at);
        l->n++;
        l->at[i + 1] = (tb_lexeme){
            .kind = W_NUM, .from = l->at[i].from, .to = l->at[i].to, .a = 5, .b = NAN
        };
        l->at[i].kind = W_TO;
        l->at[i].word = "den";
    }
}

/* Words for numbers become numbers where their neighbours let them: "nam" is five or year, "tu"
 * four or from, and "the first ten" no ordinal.
 * "nhất" and "nhì" are the ordinals 1 and 2: "hạng nhất". */
void tbi_number_words_normalise(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        const tb_lexeme *x = &l->at[i];
        if (x->word == NULL)
            continue;
        int value = 0;
        bool ordinal = false;
        if (x->kind == W_UNKNOWN && (value = read_one_word_en(x->word, &ordinal)) > 0) {
            bool next_ordinal = false;
            const char *next = i + 1 < l->n ? l->at[i + 1].word : NULL;
            if (value == 1 && ordinal &&
                (tbi_lexeme_kind(l, i + 1) == W_NUM ||
                 (next != NULL && read_one_word_en(next, &next_ordinal) > 0))) {
                l->at[i].kind = W_TOP; /* the first ten */
                continue;
            }
            make_number(l, i, 1, value, ordinal);
            continue;
        }
        if (i > 0 && x->kind == W_UNKNOWN &&
            (tbi_lexeme_is(x, "nhat") || tbi_lexeme_is(x, "nhi")) && l->at[i - 1].kind != W_NUM) {
            make_number(l, i, 1, tbi_lexeme_is(x, "nhat") ? 1 : 2, l->at[i - 1].kind != W_RANK);
            continue;
        }
        bool may = x->kind == W_UNKNOWN || tbi_lexeme_is(x, "nam") || tbi_lexeme_is(x, "tu");
        size_t n = may ? read_number_run_vi(l, i, &value) : 0;
        if (n > 0 && read_number_place_vi(l, i, n))
            make_number(l, i, n, value, false);
    }
}

/* "05 (năm) bậc": the number again, in words.
 * Only number words between the signs; "5 (so với năm 2021)" stays. */
void tbi_number_words_drop(tb_lexemes *l)
{
    for (size_t i = 0; i + 2 < l->n; i++) {
        if (l->at[i].kind != W_NUM || l->at[i + 1].kind != W_OPEN)
            continue;
        size_t j = i + 2;
        bool ordinal;
        while (
            j < l->n && l->at[j].word != NULL &&
            (read_one_word_vi(l->at[j].word) > 0 || read_one_word_en(l->at[j].word, &ordinal) > 0))
            j++;
        if (j > i + 2 && tbi_lexeme_kind(l, j) == W_CLOSE)
            tbi_lexemes_cut(l, i + 1, j - i);
    }
}
