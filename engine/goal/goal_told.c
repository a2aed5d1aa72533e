/* goal_told.c - what the words of a goal tell of a year gone by: "(năm 2018 xếp hạng 46/63)",
 * "rank 26 in 2017 and 1 in 2018". It is no part of the goal, but the planner knew it. */
#include "goal/goal_normalise.h"

#include <math.h>
#include <stdio.h>

/* One year and one figure with what the figure is, in any order.
 * year 0 and figure NULL: not read yet. Lives for one part of the list, up to "and". */
typedef struct tb_told_figure {
    int year;
    const tb_lexeme *figure;
    tb_word what; /* W_RANK, W_SCORE, W_NAME; W_COUNT: not said yet */
} tb_told_figure;

/* A figure told in passing, if it can be one: a rank from 1 on, a finite score, or a group.
 * Beyond TB_GOAL_TOLD they are dropped.
 * `of`: the units that were said to be ranked, 0 where they were not. */
static void keep_figure(tb_goal *g, const tb_told_figure *t)
{
    const tb_lexeme *x = t->figure;
    bool rank = t->what == W_RANK && x->decimals == 0 && x->a >= 1 && x->a <= 10000;
    bool score = t->what == W_SCORE && isfinite(x->a);
    if (g->told_n == TB_GOAL_TOLD || (t->what != W_NAME && !rank && !score))
        return;
    tb_goal_told *out = &g->told[g->told_n++];
    *out = (tb_goal_told){ .year = t->year, .score = NAN };
    if (rank) {
        out->rank = (int)x->a;
        out->of = x->of;
    } else if (score) {
        out->score = x->a;
    } else {
        snprintf(out->group, sizeof out->group, "%s", x->name);
    }
}

/* What a figure is when nothing but itself says it: 46/63 is a place. */
static tb_word find_own_kind(const tb_lexeme *x, tb_word said)
{
    return x->kind == W_NAME ? W_NAME : x->of > 0 ? W_RANK : said;
}

/* Figures of past years in the lexemes from .. to - 1. A figure without its kind has that of
 * the figure before it.
 * A part without a year or without a figure tells nothing and is passed over; the goal itself is
 * never touched but for told and told_n. */
void tbi_goal_tell(tb_goal *g, const tb_lexemes *l, size_t from, size_t to)
{
    tb_told_figure t = { .what = W_COUNT };
    tb_word before = W_COUNT; /* "rank 26 in 2017 and 1 in 2018": a place too */
    if (g->told_n > 0)
        before = g->told[g->told_n - 1].rank > 0 ? W_RANK : W_SCORE;
    for (size_t i = from; i < to; i++) {
        const tb_lexeme *x = &l->at[i];
        bool a_year = tbi_lexeme_is_year(x);
        if (a_year)
            t.year = (int)x->a;
        else if ((x->kind == W_NUM && isnan(x->b)) || x->kind == W_NAME)
            t.figure = x;
        else if (x->kind == W_RANK || x->kind == W_RANKS)
            t.what = W_RANK;
        else if (x->kind == W_SCORE || x->kind == W_POINTS || x->kind == W_PCT)
            t.what = W_SCORE;
        bool ends = i + 1 == to || l->at[i + 1].kind == W_AND || l->at[i + 1].kind == W_CLOSE;
        if (!ends)
            continue;
        if (t.figure != NULL && t.year != 0) {
            t.what = find_own_kind(t.figure, t.what != W_COUNT ? t.what : before);
            keep_figure(g, &t);
            before = t.what;
        }
        t = (tb_told_figure){ .what = W_COUNT };
    }
}
