/* goal_normalise.c - one pass per question: what 31/63 is, units behind numbers, letters of groups,
 * dashes. Each looks at the neighbours only. */
#include "goal/goal_normalise.h"

#include "goal/number_words.h"

#include <math.h>
#include <string.h>

/* words ends with NULL. */
static bool is_in_list(const tb_lexeme *x, const char *const *words)
{
    for (; *words != NULL; words++)
        if (tbi_lexeme_is(x, *words))
            return true;
    return false;
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
        } else if (tbi_lexeme_kind(l, i + 1) == W_IN) {
            l->at[i].kind = W_YEARLY; /* bậc/năm */
            l->at[i].to = l->at[i + 1].to;
            tbi_lexemes_cut(l, i + 1, 1);
        } else if (i > 0 && (l->at[i - 1].kind == W_NUM || tbi_lexeme_kind(l, i + 1) == W_NUM)) {
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
        if (x->kind == W_YEARLY && tbi_lexeme_is(x, "hang nam") && i + 1 < l->n &&
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

/* "nhóm cao", "high group": as PAPI's publisher says of its first group. */
static void name_high_group(tb_lexemes *l, size_t i, tb_word before, tb_word next)
{
    tb_lexeme *x = &l->at[i];
    bool held = before == W_OPEN && next == W_CLOSE;
    bool english = tbi_lexeme_is(x, "high") && (before == W_GROUP || next == W_GROUP || held);
    bool vietnamese = tbi_lexeme_is(x, "cao") && before == W_GROUP &&
                      (next == W_COUNT || next == W_CLOSE || next == W_FILL);
    if (x->kind != W_HIGH || (!english && !vietnamese))
        return;
    x->kind = W_NAME;
    x->name = "high";
}

/* Whether the letter at i names a group; named: one stands before it. */
static bool is_group_letter(const tb_lexemes *l, size_t i, tb_word before, tb_word next, bool named)
{
    /* "B to A" */
    bool moves = next == W_UPTO || next == W_TO;
    bool from = (before == W_FROM && (moves || next == W_OPEN || next == W_IN)) ||
                (moves && i + 2 < l->n && is_letter(&l->at[i + 2]));
    bool second =
        named && (before == W_UPTO || before == W_TO || before == W_OR || before == W_AND);
    /* "B group"; "a group" is an article */
    bool leads = next == W_GROUP && l->at[i].word[0] != 'a';
    /* group: B */
    bool labelled = before == W_COLON && i > 1 && l->at[i - 2].kind == W_GROUP;
    return before == W_GROUP || from || second || leads || labelled;
}

/* A letter is a group only beside a word for one, in a move from one to another, or behind a
 * group that was named; the English article "a" is passed over. */
static void normalise_groups(tb_lexemes *l)
{
    bool named = false;
    for (size_t i = 0; i < l->n; i++) {
        tb_lexeme *x = &l->at[i];
        tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
        tb_word next = tbi_lexeme_kind(l, i + 1);
        /* group B2 */
        if (x->kind == W_INDEX && x->name != NULL && before == W_GROUP)
            x->kind = W_UNKNOWN;
        name_high_group(l, i, before, next);
        if (!is_letter(x)) {
            named = named || x->kind == W_NAME;
            continue;
        }
        if (is_group_letter(l, i, before, next, named)) {
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

/* "20-30" is a range, "top-10" joins, "-5" is a fall; else a bullet or a pause. */
static tb_word read_dash(const tb_lexemes *l, size_t i, tb_word before, tb_word next)
{
    const tb_lexeme *x = &l->at[i];
    bool begins = next == W_NUM || next == W_RANK || next == W_TOP || next == W_NAME;
    if (is_end_of_number(before) && begins)
        return W_TO;
    bool glued = i + 1 < l->n && l->at[i + 1].from == x->to;
    bool joined = i > 0 && l->at[i - 1].to == x->from;
    return next == W_NUM && glued && !joined ? W_FALL : W_FILL;
}

/* "5+" is five or more, "+5" and "+>=5" an amount. */
static tb_word read_plus(tb_word before, tb_word next)
{
    if (is_end_of_number(before) && next != W_NUM)
        return W_ORMORE;
    bool amount =
        next == W_NUM || next == W_GESYM || next == W_GTSYM || next == W_GE || next == W_GT;
    return amount ? W_PLUS : W_FILL;
}

/* Dots, dashes and pluses by what stands around them; "and up" without a number is a climb. */
static void settle_mark(tb_lexemes *l, size_t i)
{
    tb_lexeme *x = &l->at[i];
    tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
    tb_word next = tbi_lexeme_kind(l, i + 1);
    if (x->kind == W_DOTS)
        x->kind = before == W_NUM && next == W_NUM ? W_TO : W_FILL;
    if (x->kind == W_TO && x->word == NULL)
        x->kind = read_dash(l, i, before, next);
    if (x->kind == W_PLUS)
        x->kind = read_plus(before, next);
    if (x->kind == W_ORMORE && tbi_lexeme_is(x, "and up") && !is_end_of_number(before))
        x->kind = W_UP;
}

/* "no. 10", "up to 5 ranks", "compared with the target", "by 5", "by 2025". */
static void settle_small_word(tb_lexemes *l, size_t i)
{
    tb_lexeme *x = &l->at[i];
    tb_word next = tbi_lexeme_kind(l, i + 1);
    tb_word second = tbi_lexeme_kind(l, i + 2);
    bool dotted = next == W_FILL && l->at[i + 1].word == NULL && second == W_NUM;
    if (x->kind == W_NOT && tbi_lexeme_is(x, "no") && (next == W_NUM || dotted))
        x->kind = W_RANK;
    if (x->kind == W_UPTO && tbi_lexeme_is(x, "up to") && next == W_NUM && second == W_RANKS)
        x->kind = W_MOST;
    if (x->kind == W_VS && next == W_FILL && is_target(&l->at[i + 1]))
        x->kind = W_TARGET;
    if (x->kind == W_FILL && tbi_lexeme_is(x, "by") &&
        (next == W_NUM || next == W_GE || next == W_GT))
        x->kind = tbi_lexeme_is_year(&l->at[i + 1]) ? W_UNTIL : W_BY;
}

/* Words that compare with a year only where one stands behind them: "over 2021", "than 5". */
static void settle_comparison(tb_lexemes *l, size_t i)
{
    tb_lexeme *x = &l->at[i];
    if (x->kind == W_FILL && x->name != NULL && strcmp(x->name, "later") != 0 &&
        has_year_behind(l, i))
        x->kind = strcmp(x->name, "vs") == 0 ? W_VS : W_UNTIL;
    if (x->kind == W_GT && tbi_lexeme_is(x, "over") && has_year_behind(l, i))
        x->kind = W_VS;
    if (x->kind == W_VS && tbi_lexeme_is(x, "than") && !has_year_behind(l, i))
        x->kind = W_FILL;
}

/* Dashes, plus signs and small words by what stands on both sides, from left to right: what is
 * settled is seen by the next. */
static void normalise_symbols(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        settle_mark(l, i);
        settle_small_word(l, i);
        settle_comparison(l, i);
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
                if (x->kind == W_AND && tbi_lexeme_kind(l, j + 1) == W_RANK)
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
    tbi_number_words_drop(l);
    tbi_number_words_to_five(l);
    tbi_number_words_normalise(l);
    normalise_slashes(l);
    normalise_units(l);
    normalise_ordinals(l);
    normalise_groups(l);
    normalise_symbols(l);
    normalise_names(l);
    tbi_goal_refuse_rivals(l);
    drop_loose_ends(l);
}
