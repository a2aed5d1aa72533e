/* goal_qualifiers.c - takes out of a clause what may stand anywhere in it: parentheses that tell
 * history, a label before a colon, the region, "every year"; and folds "31 of 63" and ranges into
 * their numbers. Years are read in goal_years.c. What is left is the core that goal_pattern.c
 * knows. */
#include "goal/goal_normalise.h"
#include "messages/goal_words.h"

#include <math.h>
#include <string.h>

/* ---- Parentheses and labels ---- */

/* Whether what stands in (i, j) between parentheses tells of the past or of a document, and so is
 * no part of the goal.
 * "(năm 2018 xếp hạng 46)" and "(Nghị quyết số 02)" are asides; "(so với năm
 * 2021)", "(vùng)" and "(hạng 10)" without a year belong to the goal. Words of a kind that a
 * goal uses decide against an aside; words of a document decide for it at once. */
static bool is_aside(const tb_lexemes *l, size_t open, size_t close)
{
    bool year = false;
    bool figure = false;
    bool says = false;
    bool legal = false;
    bool all_weak = true;
    for (size_t i = open + 1; i < close; i++) {
        const tb_lexeme *x = &l->at[i];
        bool is_year = tbi_lexeme_is_year(x) || x->kind == W_PREV;
        year = year || is_year;
        figure = figure || (!is_year && (x->kind == W_NUM || x->kind == W_RANK ||
                                         x->kind == W_NAME || x->kind == W_SCORE));
        says = says || x->kind == W_VS || x->kind == W_UP || x->kind == W_UNTIL ||
               x->kind == W_REGION || x->kind == W_IMPROVE || x->kind == W_KEEP;
        legal = legal || x->kind == W_HISTORY || x->kind == W_LEGAL;
        all_weak = all_weak && tb_word_weak(x->kind);
    }
    if (legal || all_weak)
        return true;
    if (says)
        return false;
    bool after_year =
        open > 0 && (tbi_lexeme_is_year(&l->at[open - 1]) || l->at[open - 1].kind == W_PREV);
    return figure && (year || after_year);
}

/* Where what an aside tells begins: with the year before it where it has none of its own ("so với
 * năm 2018 (hạng 46)"). open: its sign. */
static size_t find_told(const tb_lexemes *l, size_t open, size_t close)
{
    for (size_t i = open + 1; i < close; i++)
        if (tbi_lexeme_is_year(&l->at[i]))
            return open + 1;
    return open > 0 && tbi_lexeme_is_year(&l->at[open - 1]) ? open - 1 : open + 1;
}

/* What a parenthesis tells of the past is kept in the goal and cut; otherwise only its signs
 * are passed over and the words inside count.
 * An opening sign without its end closes nothing and is passed over: clauses are cut out of
 * lists. */
static void drop_parentheses(tb_goal *g, tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].kind == W_CLOSE)
            l->at[i].kind = W_FILL;
        if (l->at[i].kind != W_OPEN)
            continue;
        size_t close = i + 1;
        while (close < l->n && l->at[close].kind != W_CLOSE)
            close++;
        if (close < l->n && is_aside(l, i, close)) {
            tbi_goal_tell(g, l, find_told(l, i, close), close);
            tbi_lexemes_cut(l, i, close - i + 1);
            i--;
            continue;
        }
        l->at[i].kind = W_FILL;
    }
}

/* "Chi phí thời gian:" is a name, which holds no number and no move; "Thứ hạng:" and "Năm 2025:"
 * say something of the goal and stay. */
static bool is_label(const tb_lexemes *l, size_t colon)
{
    bool what = false; /* names what the number is */
    bool other = false;
    for (size_t i = 0; i < colon; i++) {
        tb_word w = l->at[i].kind;
        bool year = tbi_lexeme_is_year(&l->at[i]);
        if ((w == W_NUM && !year) || w == W_UP || w == W_KEEP)
            return false;
        /* a label with a year in it belongs to the goal */
        if (year || w == W_UNTIL || w == W_IN)
            return false;
        what = what || w == W_RANK || w == W_SCORE || w == W_GROUP || w == W_TOP;
        other = other || w == W_UNKNOWN || w == W_OPER;
    }
    return !what || other;
}

/* "Chi phí thời gian: vào tốp 30": what stands before a colon is a name unless it holds a number
 * or a move of its own. Only the first colon counts. The label goes from the clause, not into
 * the goal: who asked knows of which index the clause is. */
static void drop_label(tb_lexemes *l)
{
    size_t colon = 0;
    while (colon < l->n && l->at[colon].kind != W_COLON)
        colon++;
    if (colon == l->n)
        return;
    if (colon + 1 < l->n && is_label(l, colon))
        tbi_lexemes_cut(l, 0, colon + 1);
    for (size_t i = 0; i < l->n; i++) {
        l->at[i].soft |= l->at[i].kind == W_COLON; /* a list may stand behind it */
        if (l->at[i].kind == W_COLON)
            l->at[i].kind = W_FILL;
    }
}

/* ---- Years ---- */

/* ---- Region, every year ---- */

/* Both may stand anywhere; what is left of them says nothing to the patterns.
 * m->region_name: code of the panel ("RRD"), NULL for "trong vùng" alone, which is the unit's
 * own. Two different names are refused, the same one twice is not. */
static void read_region_and_yearly(tb_goal_qualifiers *m, tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        tb_lexeme *x = &l->at[i];
        if (x->kind == W_REGION) {
            m->region = true;
            if (strcmp(x->name, "?") == 0) {
                tbi_qualifier_refuse(m, i, TB_MSG_GOAL_ONE_SIX_REGIONS_DATA);
            } else if (x->name[0] != '\0') {
                if (m->region_name != NULL && strcmp(m->region_name, x->name) != 0)
                    tbi_qualifier_refuse(m, i, TB_MSG_GOAL_SECOND_REGION);
                m->region_name = x->name;
            }
            x->kind = W_FILL;
        } else if (x->kind == W_YEARLY) {
            m->yearly = true;
            x->kind = x->name != NULL ? W_IMPROVE : W_FILL; /* năm sau cao hơn năm trước */
        }
    }
}

/* ---- 31 of 63, ranges ---- */

/* A single number, not yet a range.
 * b is NaN until read_ranges has joined two of them. */
static bool is_plain_number(const tb_lexemes *l, size_t i)
{
    return i < l->n && l->at[i].kind == W_NUM && isnan(l->at[i].b);
}

/* "31 of 63", "thứ 31 trên 63", "31 trong 63 tỉnh, thành phố".
 * The number keeps `of`; the words between and the second number go. "31/63" was folded by
 * goal_normalise.c before. Percent, points or ranks behind the second number mean that it is a
 * figure of its own: "hạng 31 trong 5 điểm" is no share. */
static void read_parts_of_whole(tb_lexemes *l)
{
    static const char *const between[] = { "of",       "out of",  "among",        "trong",
                                           "trong so", "tong so", "tren tong so", "tren",
                                           "the",      "in",      "so",           NULL };
    for (size_t i = 0; i + 2 < l->n; i++) {
        if (!is_plain_number(l, i) || l->at[i].of != 0)
            continue;
        size_t j = i + 1;
        for (; j < l->n && l->at[j].word != NULL; j++) {
            bool fits = false;
            for (size_t k = 0; between[k] != NULL; k++)
                fits = fits || strcmp(l->at[j].word, between[k]) == 0;
            if (!fits)
                break;
        }
        if (j == i + 1 || !is_plain_number(l, j) || l->at[j].of != 0 || l->at[j].decimals != 0 ||
            l->at[j].a > 1e6)
            continue;
        tb_word next = tbi_lexeme_kind(l, j + 1);
        if (next == W_PCT || next == W_POINTS || next == W_RANKS)
            continue;
        l->at[i].of = (int)l->at[j].a;
        l->at[i].to = l->at[j].to;
        tbi_lexemes_cut(l, i + 1, j - i);
    }
}

/* ---- Of components
 * ----------------------------------------------------------------------------- */

/* Where what is said of the components at i begins: "ít nhất 5/8 nội dung", "tất cả
 * các chỉ số thành phần"; i when nothing is. Fills how many of them.
 * g->parts: how many, or TB_GOAL_ALL_PARTS; parts_of: "5/8" has 8, else 0. At most 64, so that a
 * year or a score before "chỉ số" is not taken for a number of them. */
static size_t find_quantity(tb_goal *g, const tb_lexemes *l, size_t i)
{
    size_t from = i;
    while (from > 0 && l->at[from - 1].kind == W_FILL)
        from--;
    const tb_lexeme *x = from > 0 ? &l->at[from - 1] : NULL;
    if (x != NULL && x->kind == W_ALL) {
        g->parts = TB_GOAL_ALL_PARTS;
        return from - 1;
    }
    bool counts = x != NULL && is_plain_number(l, from - 1) && x->decimals == 0 && x->a >= 1 &&
                  x->a <= 64 && !tbi_lexeme_is_year(x);
    if (!counts)
        return i;
    g->parts = (int)x->a;
    g->parts_of = x->of;
    from--;
    while (from > 0 && (l->at[from - 1].kind == W_GE || l->at[from - 1].kind == W_FILL ||
                        l->at[from - 1].kind == W_ALL))
        from--;
    return from;
}

/* "7 chỉ số" are seven of its components, "chỉ số" alone is the index.
 * The words "chỉ số" are ambiguous in Vietnamese, and only a number right before them
 * decides. */
static bool has_names_of_components(const tb_lexemes *l, size_t i)
{
    if (l->at[i].kind == W_PARTS)
        return true;
    return l->at[i].kind == W_INDEX && l->at[i].word != NULL &&
           strcmp(l->at[i].word, "chi so") == 0 && i > 0 && is_plain_number(l, i - 1) &&
           l->at[i - 1].of == 0 && !tbi_lexeme_is_year(&l->at[i - 1]);
}

/* "in seven sub-indices: labour, support, ...": what stands behind the colon are names.
 * soft marks a colon that drop_label has turned into filling. A number behind it would be the
 * goal itself, so then nothing is cut. */
static void cut_names(tb_lexemes *l, size_t i)
{
    bool list = i < l->n && l->at[i].kind == W_FILL && l->at[i].soft;
    for (size_t k = i; k < l->n; k++)
        list = list && l->at[k].kind != W_NUM;
    if (list)
        tbi_lexemes_cut(l, i, l->n - i);
}

/* Which components are meant, once; without a number or "all" the words are a name. What stands
 * behind a colon of theirs are names too.
 * g->parts_leaf: the phrase meant what components are made of ("nội dung thành phần") and
 * not the components. A second quantity is refused, as no goal has two. */
static void read_components(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!has_names_of_components(l, i))
            continue;
        bool leaf = l->at[i].name != NULL && l->at[i].kind == W_PARTS;
        int before = g->parts;
        size_t from = find_quantity(g, l, i);
        if (from == i) {
            l->at[i].kind = W_INDEX;
            continue;
        }
        if (before != 0)
            tbi_qualifier_refuse(m, i, TB_MSG_GOAL_COMPONENTS_NAMED_SECOND_TIME);
        g->parts_leaf = leaf;
        cut_names(l, i + 1);
        tbi_lexemes_cut(l, from, i - from + 1);
        /* what stood at i is gone: the loop goes on where the cut began */
        i = from > 0 ? from - 1 : 0;
    }
}

/* What may stand between a number and the dash of its range: "5 points - 10 points".
 * Of a kind of lexeme, W_COUNT (none) included. */
static bool read_unit(tb_word w)
{
    return w == W_PCT || w == W_POINTS || w == W_RANKS;
}

/* A range that starts with the number at i: the place of its second number, 0 for none.
 * "5-10", "5 đến 10 bậc", "5% - 10%", "hạng 5 đến hạng 10", "between 5 and 10". Two
 * different units are two figures. Without a unit behind the first number the second one's holds
 * for both. */
static size_t find_range_end(const tb_lexemes *l, size_t i, bool between)
{
    size_t j = i + 1;
    tb_word first_unit = read_unit(tbi_lexeme_kind(l, j)) ? l->at[j++].kind : W_COUNT;
    tb_word joint = tbi_lexeme_kind(l, j);
    if (joint != W_TO && joint != W_OR && !(between && joint == W_AND))
        return 0;
    j++;
    bool ranked = tbi_lexeme_kind(l, j) == W_RANK || tbi_lexeme_kind(l, j) == W_TOP;
    if (ranked) {
        if (first_unit != W_COUNT || i == 0 || l->at[i - 1].kind != l->at[j].kind)
            return 0;
        j++;
    }
    if (!is_plain_number(l, j))
        return 0;
    tb_word second_unit = tbi_lexeme_kind(l, j + 1);
    if (first_unit != W_COUNT && second_unit != first_unit)
        return 0;
    return j;
}

/* Two numbers become one with both ends, a and b, unless they are a start and a goal.
 * The lexeme of the first number takes the bytes of both, so that a message shows the whole
 * range. decimals: the larger of the two, since "5-7,5" cannot be ranks. */
static void read_ranges(tb_goal_qualifiers *m, tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!is_plain_number(l, i))
            continue;
        size_t from = i; /* back over "hạng" to "từ" */
        while (from > 0 && (l->at[from - 1].kind == W_RANK || l->at[from - 1].kind == W_TOP ||
                            l->at[from - 1].kind == W_FILL))
            from--;
        bool between = from > 0 && l->at[from - 1].kind == W_BETWEEN;
        bool starts = from > 0 && l->at[from - 1].kind == W_FROM;
        size_t j = find_range_end(l, i, between);
        if (j == 0)
            continue;
        bool again = tbi_lexeme_kind(l, j - 1) == W_RANK;
        /* a better rank at the end is a move, and the patterns read it as one */
        if (starts && again && l->at[i].a > l->at[j].a && l->at[i + 1].word != NULL &&
            strcmp(l->at[i + 1].word, "to") == 0)
            continue; /* from rank 46 to rank 30 */
        if (starts && again && l->at[i].a > l->at[j].a)
            tbi_qualifier_refuse(m, i, TB_MSG_GOAL_WHERE_WHERE_BAND_WRITE);
        l->at[i].b = l->at[j].a;
        l->at[i].to = l->at[j].to;
        if (l->at[j].of != 0)
            l->at[i].of = l->at[j].of;
        if (l->at[j].decimals > l->at[i].decimals)
            l->at[i].decimals = l->at[j].decimals;
        tbi_lexemes_cut(l, i + 1, j - i);
        if (between || starts)
            l->at[from - 1].kind = W_FILL;
    }
}

/* "và những năm tiếp theo": no year of its own, but the answer has to say that it is not judged. */
static void read_later_years(tb_goal *g, const tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].kind == W_FILL && l->at[i].name != NULL && strcmp(l->at[i].name, "later") == 0)
            g->later_years = true;
}

/* In this order: history goes before years are read, so that its years are not the goal's. */
void tbi_goal_take_qualifiers(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l)
{
    *m = (tb_goal_qualifiers){ .trouble = -1 };
    drop_parentheses(g, l);
    drop_label(l);
    tbi_goal_drop_history(g, l);
    read_later_years(g, l);
    tbi_goal_read_years(g, m, l);
    read_region_and_yearly(m, l);
    read_parts_of_whole(l);
    read_components(g, m, l);
    read_ranges(m, l);
}
