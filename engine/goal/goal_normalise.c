/* goal_normalise.c - one pass per question: numbers in words, what 31/63 is, units behind numbers,
 * letters of groups, dashes. Each looks at the neighbours only. */
#include "goal/goal_normalise.h"

#include <math.h>
#include <string.h>

/* W_COUNT beyond the end, which no test asks for. */
static tb_word get_kind(const tb_lexemes *l, size_t i)
{
    return i < l->n ? l->at[i].kind : W_COUNT;
}

/* Marks and numbers have no word. */
static bool is_word(const tb_lexeme *x, const char *word)
{
    return x->word != NULL && strcmp(x->word, word) == 0;
}

/* words ends with NULL. */
static bool is_in_list(const tb_lexeme *x, const char *const *words)
{
    for (; *words != NULL; words++)
        if (is_word(x, *words))
            return true;
    return false;
}

/* ---- Numbers in words ---- */

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

/* Whether the Vietnamese number words [i, i + n) stand where a number must be: before a unit, or
 * behind "tốp", "thứ".
 * Without diacritics most number words mean something else too ("ba", "nam", "tu"), so they are
 * numbers only here: "thứ ba", "mười bậc", "ba nội dung", "một đến hai bậc". */
static bool read_number_place_vi(const tb_lexemes *l, size_t i, size_t n)
{
    tb_word next = get_kind(l, i + n);
    tb_word behind = get_kind(l, i + n + 1);
    bool after_order = i > 0 && (l->at[i - 1].kind == W_TOP || has_ending_thu(&l->at[i - 1]));
    /* hạng tư */
    bool after_rank =
        i > 0 && l->at[i - 1].kind == W_RANK && next != W_RANK && next != W_PROV && next != W_SCORE;
    if (after_order || after_rank)
        return next != W_NUM;
    bool counted = i > 0 && (l->at[i - 1].kind == W_GROUP || l->at[i - 1].kind == W_TO ||
                             l->at[i - 1].kind == W_OR || l->at[i - 1].kind == W_FROM);
    if (next == W_RANK || next == W_SCORE || next == W_PCT)
        return behind != W_NUM && !(n == 1 && is_word(&l->at[i], "tu"));
    if (next == W_PROV) { /* mười tỉnh, thành phố dẫn đầu */
        size_t j = i + n;
        while (get_kind(l, j) == W_PROV || get_kind(l, j) == W_AND || get_kind(l, j) == W_FILL)
            j++;
        return counted || n > 1 || get_kind(l, j) == W_LEAD || get_kind(l, j) == W_BEST;
    }
    if (next == W_PARTS)
        return true;
    /* "tăng từ một đến hai bậc" */
    return (next == W_TO || next == W_OR) && (counted || (i > 0 && l->at[i - 1].kind == W_UP)) &&
           i + n + 1 < l->n &&
           (behind == W_NUM ||
            (l->at[i + n + 1].word != NULL && read_one_word_vi(l->at[i + n + 1].word) > 0));
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
static void round_to_five(tb_lexemes *l)
{
    for (size_t i = 0; i + 1 < l->n && l->n < TB_LEXEMES; i++) {
        tb_word next = l->at[i + 1].kind;
        if (!is_word(&l->at[i], "den nam") ||
            (next != W_RANK && next != W_SCORE && next != W_PCT) || get_kind(l, i + 2) == W_NUM)
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
static void normalise_numbers(tb_lexemes *l)
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
                (get_kind(l, i + 1) == W_NUM ||
                 (next != NULL && read_one_word_en(next, &next_ordinal) > 0))) {
                l->at[i].kind = W_TOP; /* the first ten */
                continue;
            }
            make_number(l, i, 1, value, ordinal);
            continue;
        }
        if (i > 0 && x->kind == W_UNKNOWN && (is_word(x, "nhat") || is_word(x, "nhi")) &&
            l->at[i - 1].kind != W_NUM) {
            make_number(l, i, 1, is_word(x, "nhat") ? 1 : 2, l->at[i - 1].kind != W_RANK);
            continue;
        }
        bool may = x->kind == W_UNKNOWN || is_word(x, "nam") || is_word(x, "tu");
        size_t n = may ? read_number_run_vi(l, i, &value) : 0;
        if (n > 0 && read_number_place_vi(l, i, n))
            make_number(l, i, n, value, false);
    }
}

/* "05 (năm) bậc": the number again, in words.
 * Only number words between the signs; "5 (so với năm 2021)" stays. */
static void drop_spelled_again(tb_lexemes *l)
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
        if (j > i + 2 && get_kind(l, j) == W_CLOSE)
            tbi_lexemes_cut(l, i + 1, j - i);
    }
}

/* ---- 31/63, units, ordinals ---- */

/* No range, and written without decimals. */
static bool is_whole(const tb_lexeme *x)
{
    return x->kind == W_NUM && x->decimals == 0 && isnan(x->b);
}

/* 31/63 is one number with its `of`, "/năm" is yearly; any other slash before or behind a
 * number is not understood.
 * "31/63", "2 bậc/năm". A year behind the slash makes no fraction. */
static void normalise_slashes(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].kind != W_SLASH)
            continue;
        bool numbers = i > 0 && l->at[i - 1].of == 0 && i + 1 < l->n && is_whole(&l->at[i - 1]) &&
                       is_whole(&l->at[i + 1]) && !tbi_lexeme_is_year(&l->at[i + 1]);
        if (numbers && l->at[i + 1].a < 1e6) {
            l->at[i - 1].of = (int)l->at[i + 1].a;
            l->at[i - 1].to = l->at[i + 1].to;
            tbi_lexemes_cut(l, i, 2);
            i--;
        } else if (get_kind(l, i + 1) == W_IN) {
            l->at[i].kind = W_YEARLY; /* bậc/năm */
            l->at[i].to = l->at[i + 1].to;
            tbi_lexemes_cut(l, i + 1, 1);
        } else if (i > 0 && (l->at[i - 1].kind == W_NUM || get_kind(l, i + 1) == W_NUM)) {
            l->at[i].kind = W_UNKNOWN;
        } else {
            l->at[i].kind = W_FILL;
        }
    }
}

/* Behind a number "bậc" or "hạng" counts ranks and "điểm" points; elsewhere they name
 * what is meant.
 * "5 bậc" counts ranks, "bậc 5" is a place; "5 trở lên bậc" is read as "5 bậc trở
 * lên". */
static void normalise_units(tb_lexemes *l)
{
    /* words that count ranks behind a number and mean the rank itself elsewhere */
    static const char *const rank_units[] = { "bac",      "hang",         "vi tri",   "thu bac",
                                              "thu hang", "bac xep hang", "rank",     "ranks",
                                              "place",    "places",       "position", "positions",
                                              "spot",     "spots",        "rung",     "rungs",
                                              "notch",    "notches",      NULL };
    static const char *const point_units[] = { "diem", "point", "points", "pts", "pt", NULL };
    for (size_t i = 1; i + 1 < l->n; i++) { /* five or more ranks */
        tb_lexeme between = l->at[i];
        if (between.kind != W_ORMORE || l->at[i - 1].kind != W_NUM ||
            !(l->at[i + 1].kind == W_PCT || is_in_list(&l->at[i + 1], rank_units) ||
              is_in_list(&l->at[i + 1], point_units)))
            continue;
        l->at[i] = l->at[i + 1];
        l->at[i + 1] = between;
    }
    for (size_t i = 1; i < l->n; i++) {
        tb_lexeme *x = &l->at[i], *before = x - 1;
        bool number = before->kind == W_NUM && !tbi_lexeme_is_year(before);
        if (x->kind == W_RANK && number && is_in_list(x, rank_units))
            x->kind = before->soft ? W_FILL : W_RANKS;
        if (x->kind == W_SCORE && number && is_in_list(x, point_units))
            x->kind = W_POINTS;
        /* điểm % */
        if (x->kind == W_SCORE && before->kind == W_PCT && is_in_list(x, point_units))
            x->kind = W_FILL;
        if (x->kind == W_PCT && before->kind == W_POINTS)
            x->kind = W_FILL;
        /* hạng năm 2021 */
        if (x->kind == W_YEARLY && is_word(x, "hang nam") && i + 1 < l->n &&
            tbi_lexeme_is_year(&l->at[i + 1]))
            x->kind = W_RANK;
    }
}

/* "10th" is "rank 10".
 * Not behind a word for a rank, which says it already: "hạng thứ 10". */
static void normalise_ordinals(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n && l->n < TB_LEXEMES; i++) {
        if (l->at[i].kind != W_NUM || !l->at[i].soft)
            continue;
        if (i > 0 && (l->at[i - 1].kind == W_RANK || l->at[i - 1].kind == W_TOP))
            continue;
        memmove(&l->at[i + 1], &l->at[i], (l->n - i) * sizeof *l->at);
        l->at[i] = (tb_lexeme){
            .kind = W_RANK, .from = l->at[i + 1].from, .to = l->at[i + 1].to, .a = NAN, .b = NAN
        };
        l->n++;
        i++;
    }
}

/* ---- Groups ---- */

/* A single letter from a to z, not known as a word. */
static bool is_letter(const tb_lexeme *x)
{
    return x->kind == W_UNKNOWN && x->word != NULL && x->word[0] >= 'a' && x->word[0] <= 'z' &&
           x->word[1] == '\0';
}

/* "?" for a letter that no group has: refused later with its place. */
static const char *get_letter_name(char c)
{
    static const char *const names[] = { "A", "B", "C", "D" };
    return c <= 'd' ? names[c - 'a'] : "?";
}

/* A letter is a group only beside a word for one, in a move from one to another, or behind a
 * group that was named; the English article "a" is passed over. */
static void normalise_groups(tb_lexemes *l)
{
    bool named = false;
    for (size_t i = 0; i < l->n; i++) {
        tb_lexeme *x = &l->at[i];
        tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
        tb_word next = get_kind(l, i + 1);
        /* group B2 */
        if (x->kind == W_INDEX && x->name != NULL && before == W_GROUP)
            x->kind = W_UNKNOWN;
        if (x->kind == W_HIGH && is_word(x, "high") &&
            (before == W_GROUP || next == W_GROUP || (before == W_OPEN && next == W_CLOSE))) {
            x->kind = W_NAME;
            x->name = "high";
        }
        /* nhóm cao, as PAPI's publisher says of its first group */
        if (x->kind == W_HIGH && is_word(x, "cao") && before == W_GROUP &&
            (next == W_COUNT || next == W_CLOSE || next == W_FILL)) {
            x->kind = W_NAME;
            x->name = "high";
        }
        if (!is_letter(x)) {
            named = named || x->kind == W_NAME;
            continue;
        }
        /* "B to A" */
        bool moves = next == W_UPTO || next == W_TO;
        bool from = (before == W_FROM && (moves || next == W_OPEN || next == W_IN)) ||
                    (moves && i + 2 < l->n && is_letter(&l->at[i + 2]));
        bool second =
            named && (before == W_UPTO || before == W_TO || before == W_OR || before == W_AND);
        /* "B group"; "a group" is an article */
        bool leads = next == W_GROUP && x->word[0] != 'a';
        /* group: B */
        bool labelled = before == W_COLON && i > 1 && l->at[i - 2].kind == W_GROUP;
        if (before == W_GROUP || from || second || leads || labelled) {
            x->kind = W_NAME;
            x->name = get_letter_name(x->word[0]);
            named = true;
        } else if (x->word[0] == 'a') {
            x->kind = W_FILL;
        }
    }
}

/* ---- Dashes, dots, plus, words of years ---- */

/* What a plus sign or a dash may follow as part of an amount. */
static bool is_end_of_number(tb_word w)
{
    return w == W_NUM || w == W_PCT || w == W_POINTS || w == W_RANKS || w == W_NAME;
}

/* Over "in the year" and the like; also "the previous year". */
static bool has_year_behind(const tb_lexemes *l, size_t i)
{
    size_t j = i + 1;
    while (j < l->n &&
           (l->at[j].kind == W_IN || (l->at[j].kind == W_FILL && l->at[j].word != NULL)))
        j++;
    return j < l->n && (tbi_lexeme_is_year(&l->at[j]) || l->at[j].kind == W_PREV);
}

/* "compared with the target" is no comparison with a year. */
static bool is_target(const tb_lexeme *x)
{
    static const char *const words[] = { "muc tieu", "chi tieu", "target", "goal", NULL };
    return is_in_list(x, words);
}

/* Dashes, plus signs and small words by what stands on both sides: "top-10" joins, "20-30" is a
 * range, "-5" a fall. */
static void normalise_symbols(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        tb_lexeme *x = &l->at[i];
        tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
        tb_word next = get_kind(l, i + 1);
        bool begins = next == W_NUM || next == W_RANK || next == W_TOP || next == W_NAME;
        if (x->kind == W_DOTS)
            x->kind = before == W_NUM && next == W_NUM ? W_TO : W_FILL;
        if (x->kind == W_TO && x->word == NULL && !(is_end_of_number(before) && begins)) {
            /* top-10 */
            bool glued = i + 1 < l->n && l->at[i + 1].from == x->to;
            bool joined = i > 0 && l->at[i - 1].to == x->from;
            /* -5; a bullet or a pause */
            x->kind = next == W_NUM && glued && !joined ? W_FALL : W_FILL;
        }
        if (x->kind == W_PLUS) {
            bool open = is_end_of_number(before) && next != W_NUM;
            x->kind = open ? W_ORMORE
                      : next == W_NUM || next == W_GESYM || next == W_GTSYM || next == W_GE ||
                              next == W_GT
                          ? W_PLUS
                          : W_FILL;
        }
        if (x->kind == W_ORMORE && is_word(x, "and up") && !is_end_of_number(before))
            x->kind = W_UP;
        if (x->kind == W_NOT && is_word(x, "no") &&
            (next == W_NUM ||
             (next == W_FILL && l->at[i + 1].word == NULL && get_kind(l, i + 2) == W_NUM)))
            x->kind = W_RANK; /* no. 10 */
        if (x->kind == W_UPTO && is_word(x, "up to") && next == W_NUM &&
            get_kind(l, i + 2) == W_RANKS)
            x->kind = W_MOST;
        if (x->kind == W_VS && next == W_FILL && is_target(&l->at[i + 1]))
            x->kind = W_TARGET;
        if (x->kind == W_FILL && is_word(x, "by") &&
            (next == W_NUM || next == W_GE || next == W_GT))
            x->kind = tbi_lexeme_is_year(&l->at[i + 1]) ? W_UNTIL : W_BY;
        if (x->kind == W_FILL && x->name != NULL && strcmp(x->name, "later") != 0 &&
            has_year_behind(l, i))
            x->kind = strcmp(x->name, "vs") == 0 ? W_VS : W_UNTIL;
        if (x->kind == W_GT && is_word(x, "over") && has_year_behind(l, i))
            x->kind = W_VS;
        if (x->kind == W_VS && is_word(x, "than") && !has_year_behind(l, i))
            x->kind = W_FILL;
    }
}

/* "mức độ hài lòng của người dân đối với ..." up to its verb is the name of the index; "tỉnh Lai
 * Châu" is a name. */
static void normalise_names(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        tb_word w = l->at[i].kind;
        if (w == W_SATISFY) {
            l->at[i].kind = W_INDEX;
            for (size_t j = i + 1; j < l->n; j++) {
                tb_lexeme *x = &l->at[j];
                if (x->kind != W_UNKNOWN && !tb_word_weak(x->kind) &&
                    !(x->kind == W_OPER && x->soft))
                    break;
                if (x->kind == W_REACH || x->kind == W_VS)
                    break;
                /* "cải thiện cả tỷ lệ hài lòng và thứ bậc" */
                if (x->kind == W_AND && get_kind(l, j + 1) == W_RANK)
                    break;
                x->kind = W_FILL;
            }
        } else if (w == W_PROV) {
            for (size_t j = i + 1, left = 4; j < l->n && left > 0; j++) {
                if (l->at[j].kind == W_UNKNOWN && l->at[j].word != NULL) {
                    l->at[j].kind = W_FILL;
                    left--;
                } else if (l->at[j].kind != W_FILL || l->at[j].word != NULL)
                    break;
            }
        }
    }
}

/* "năm" without its number says nothing. */
static void drop_loose_ends(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].kind == W_IN && !(i + 1 < l->n && tbi_lexeme_is_year(&l->at[i + 1])))
            l->at[i].kind = W_FILL;
    }
}

/* In this order: each step reads what the ones before have left. */
void tbi_goal_normalise(tb_lexemes *l)
{
    drop_spelled_again(l);
    round_to_five(l);
    normalise_numbers(l);
    normalise_slashes(l);
    normalise_units(l);
    normalise_ordinals(l);
    normalise_groups(l);
    normalise_symbols(l);
    normalise_names(l);
    tbi_goal_refuse_rivals(l);
    drop_loose_ends(l);
}
