/* goal_years.c - years of a clause and their roles: of the goal, until, or compared with; and years
 * gone by that only tell of the past. They are taken out of the clause. */
#include "goal/goal_normalise.h"
#include "messages/goal_words.h"

#include <math.h>

/* Whether [from, to) says no more than which rank or score a year had: "năm 2017 xếp hạng 26",
 * "rank 26 in 2017".
 * Exactly one year and one figure: "tăng 5 bậc so với 2021" has a move in it and is none. */
static bool is_year_told(const tb_lexemes *l, size_t from, size_t to)
{
    int years = 0, figures = 0;
    for (size_t i = from; i < to; i++) {
        tb_word w = l->at[i].kind;
        if (tbi_lexeme_is_year(&l->at[i]))
            years++;
        else if (w == W_NUM)
            figures++;
        else if (!tb_word_weak(w) && w != W_RANK && w != W_SCORE && w != W_POINTS && w != W_PCT &&
                 w != W_IN && w != W_HISTORY)
            return false;
    }
    return years == 1 && figures == 1;
}

/* "rank 26 in 2017 and 1 in 2018, keep the lead": two years or more with what they had are history
 * when something else is said too.
 * Two passes: the first counts, the second cuts, so that a goal that is alone is never cut as
 * history. */
void tbi_goal_drop_history(tb_goal *g, tb_lexemes *l)
{
    size_t told = 0, said = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t from = 0; from < l->n;) {
            size_t to = from;
            while (to < l->n && l->at[to].kind != W_AND)
                to++;
            bool tells = is_year_told(l, from, to);
            if (pass == 0) {
                for (size_t i = from; i < to && !tells; i++)
                    said += !tb_word_weak(l->at[i].kind) && l->at[i].kind != W_IN;
                told += tells;
            } else if (tells) {
                tbi_goal_tell(g, l, from, to);
                tbi_lexemes_cut(l, from, to < l->n ? to - from + 1 : to - from);
                continue;
            }
            from = to + 1;
        }
        if (told < 2 || said == 0)
            return;
    }
}

/* The same year twice is no trouble; two years in one role are.
 * *year 0: no year has that role yet. at: the lexeme that a refusal points at. */
static void set_year(int *year, int value, tb_goal_qualifiers *m, size_t at)
{
    if (*year != 0 && *year != value)
        tbi_qualifier_refuse(m, at, TB_MSG_GOAL_SECOND_YEAR_SAME_ROLE);
    else
        *year = value;
}

/* The word that gives the year at i its role, going back over what stands between ("so với
 * kết quả xếp hạng năm 2018"); l->n for none.
 * Goes back from the year until a word that cannot stand between a role and its year. */
static size_t find_role(const tb_lexemes *l, size_t i)
{
    /* number: a figure was passed over, which only "compared with rank 46 of 2018" may have */
    bool bare = true, number = false; /* bare: only IN and FILL were passed over */
    for (size_t j = i; j-- > 0;) {
        tb_word w = l->at[j].kind;
        switch (w) {
        /* soft: a marker that another year has left there, and that is taken */
        case W_VS:
            return l->at[j].soft ? l->n : j;
        case W_HIGHER:
        case W_GE:
        case W_LE:
            return number ? l->n : j;
        case W_UNTIL:
            return bare ? j : l->n;
        case W_FROM:
        case W_TO:
            return bare && l->at[j].word != NULL ? j : l->n;
        case W_IN:
        case W_FILL:
            break;
        case W_INDEX:
        case W_PROV:
        case W_REACH:
        case W_RANK:
        case W_SCORE:
            bare = false;
            break;
        case W_NUM: /* "so với hạng 46 năm 2018" */
            bare = false;
            number = true;
            if (j == 0 || l->at[j - 1].kind != W_RANK)
                return l->n;
            break;
        default:
            return l->n;
        }
    }
    return l->n;
}

/* Whether the year at i belongs to where a move starts: "từ nhóm D năm 2018 lên nhóm C". */
static bool is_of_start(const tb_lexemes *l, size_t i)
{
    bool from = false, ahead = false;
    for (size_t j = 0; j < i; j++) {
        if (l->at[j].kind == W_FROM)
            from = true;
        if (l->at[j].kind == W_UPTO || l->at[j].kind == W_TO)
            from = false;
    }
    for (size_t j = i + 1; j < l->n; j++)
        ahead =
            ahead || l->at[j].kind == W_UPTO || (l->at[j].kind == W_TO && l->at[j].word != NULL);
    bool figure = false;
    for (size_t j = 0; j < i; j++)
        figure = figure || l->at[j].kind == W_NAME ||
                 (l->at[j].kind == W_NUM && !tbi_lexeme_is_year(&l->at[j]));
    return from && ahead && figure;
}

/* The word that begins the start of a move whose year is at i; is_of_start holds. */
static size_t find_start(const tb_lexemes *l, size_t i)
{
    size_t j = i;
    while (j > 0 && l->at[j].kind != W_FROM)
        j--;
    return j;
}

/* Leaves one marker of a comparison in the place of [first, i]. */
static size_t leave_marker(tb_lexemes *l, size_t first, size_t i)
{
    l->at[first] = (tb_lexeme){
        .kind = W_VS, .from = l->at[first].from, .to = l->at[i].to, .a = NAN, .b = NAN, .soft = true
    };
    tbi_lexemes_cut(l, first + 1, i - first);
    return first;
}

/* Whether a second year follows the one at i as the end of a span; its place. */
static size_t find_span_end(const tb_lexemes *l, size_t i)
{
    size_t j = i + 1;
    if (tbi_lexeme_kind(l, j) != W_TO && tbi_lexeme_kind(l, j) != W_UNTIL)
        return 0;
    for (j++; tbi_lexeme_kind(l, j) == W_IN;)
        j++;
    return j < l->n && tbi_lexeme_is_year(&l->at[j]) ? j : 0;
}

/* Gives the year at i its role, cuts it out with the words that gave it, and returns the place
 * from which reading goes on.
 * Before the year the words decide: compared with (W_VS), until, from; without any of them it is
 * the year of the goal. */
static size_t read_one_year(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l, size_t i)
{
    int value = (int)l->at[i].a;
    size_t role = find_role(l, i);
    size_t end = find_span_end(l, i);
    size_t from = i;
    tb_word w = role < l->n ? l->at[role].kind : W_COUNT;
    if (w == W_VS || w == W_HIGHER || w == W_GE || w == W_LE) {
        set_year(&g->base_year, value, m, i);
        if (w == W_VS)
            tbi_goal_tell(g, l, role, i + 1); /* so với hạng 46 năm 2018 */
        return leave_marker(l, w == W_VS ? role : i, i);
    }
    if (end > 0) { /* giai đoạn 2021-2025 */
        set_year(&g->until, (int)l->at[end].a, m, end);
        i = end;
    } else if (w == W_UNTIL || w == W_TO) {
        set_year(&g->until, value, m, i);
    } else if (w == W_FROM) { /* up 5 ranks from 2018 */
        set_year(&g->base_year, value, m, i);
        return leave_marker(l, role, i);
    } else if (is_of_start(l, i)) { /* từ hạng 46 năm 2018 lên hạng 30 */
        set_year(&g->base_year, value, m, i);
        tbi_goal_tell(g, l, find_start(l, i), i + 1);
    } else {
        set_year(&g->year, value, m, i);
    }
    if (w == W_UNTIL || w == W_TO || w == W_FROM)
        from = role;
    while (from > 0 && l->at[from - 1].kind == W_IN)
        from--;
    tbi_lexemes_cut(l, from, i - from + 1);
    return from - 1; /* may wrap: the loop adds one */
}

/* Every year gets a role by the words before it: of the goal, until, or compared with. A
 * comparison leaves one marker, and a marker without a year is refused. */
void tbi_goal_read_years(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        tb_lexeme *x = &l->at[i];
        tb_word next = tbi_lexeme_kind(l, i + 1);
        tb_word before = i > 0 ? l->at[i - 1].kind : W_COUNT;
        if (x->kind == W_PREV) {
            size_t role = find_role(l, i);
            tb_word w = role < l->n ? l->at[role].kind : W_COUNT;
            if (w == W_VS || w == W_HIGHER || w == W_GE || w == W_LE)
                i = leave_marker(l, w == W_VS ? role : i, i);
            else
                x->kind = W_FILL;
        } else if (tbi_lexeme_is_year(x) && next != W_PCT && next != W_POINTS && before != W_TOP &&
                   before != W_PLUS) {
            i = read_one_year(g, m, l, i);
        }
    }
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].kind == W_VS && !l->at[i].soft)
            tbi_qualifier_refuse(m, i, TB_MSG_GOAL_YEAR_COMPARES_MISSING);
        if (l->at[i].kind == W_IN)
            l->at[i].kind = W_FILL;
    }
}
