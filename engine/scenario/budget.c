/* budget.c - a budget as a plan writes it: "10 tỷ đồng", "1.500 triệu đồng",
 * "10 billion VND".
 * Which mark sets thousands apart follows the language of the unit; amounts are turned into the
 * unit in which the measures cost. */
#include "base/error.h"
#include "messages/scenario.h"
#include "scenario/question.h"
#include "text/parse_number.h"
#include "text/utf8.h"

#include <string.h>

/* characters of an amount; a longer one is no budget */
enum { LONGEST = 40 };

/* Words of a unit of money, folded: how many đồng they make. */
typedef struct money_word {
    /* lower case, without diacritics */
    const char *word;
    /* one of the unit in đồng */
    double times;
    /* the unit is of an English text, whose decimals are points */
    bool english;
} money_word;

static const money_word money_words[] = {
    { "ty", 1e9, false },     { "ti", 1e9, false },      { "trieu", 1e6, false },
    { "nghin", 1e3, false },  { "ngan", 1e3, false },    { "trillion", 1e12, true },
    { "billion", 1e9, true }, { "bn", 1e9, true },       { "million", 1e6, true },
    { "mn", 1e6, true },      { "thousand", 1e3, true }, { "dong", 1, false },
    { "vnd", 1, false },      { "d", 1, false },
};

/* How many đồng the unit is; 0: it is no unit of đồng. *english: it has an English word. Words
 * multiply: "ty dong" is 1e9 times 1, "nghin ty" 1e12. An unknown word makes 0. */
static double measure_unit(const char *unit, bool *english, tb_arena *a)
{
    const char *folded = tbi_utf8_fold(a, unit);
    double times = folded != NULL && folded[0] != '\0' ? 1 : 0;
    *english = false;
    for (const char *p = folded; p != NULL && *p != '\0' && times > 0;) {
        size_t n = strcspn(p, " ");
        size_t k = 0;
        while (k < sizeof money_words / sizeof *money_words &&
               (strlen(money_words[k].word) != n || memcmp(money_words[k].word, p, n) != 0))
            k++;
        bool known = k < sizeof money_words / sizeof *money_words;
        times *= known ? money_words[k].times : 0;
        *english = *english || (known && money_words[k].english);
        p += n + strspn(p + n, " ");
    }
    return times;
}

/* Bytes of a space of any kind at p, 0 for none. */
static size_t measure_space(const char *p)
{
    if (*p == ' ' || *p == '\t')
        return 1;
    if (strncmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    return strncmp(p, "\xE2\x80\xAF", 3) == 0 || strncmp(p, "\xE2\x80\x89", 3) == 0 ? 3 : 0;
}

/* The number without what sets its thousands apart, with a point for decimals; false: groups
 * that are not of three digits, or no number. text is digits, points, commas and blanks ('_').
 * out has room for text and a zero. "1.250.000" with thousands '.' is 1250000, "12,5" is 12.5. */
static bool write_plain(char *out, const char *text, char thousands)
{
    size_t n = 0, group = 0;
    bool grouped = false, point = false;
    for (const char *p = text; *p != '\0'; p++) {
        bool digit = *p >= '0' && *p <= '9';
        bool sets_apart = *p == '_' || *p == thousands;
        if (digit) {
            out[n++] = *p;
            group++;
            continue;
        }
        /* the first group has one to three digits, all behind it three */
        bool whole = grouped ? group == 3 : group >= 1 && group <= (sets_apart ? 3 : LONGEST);
        if (point || !whole)
            return false;
        grouped = sets_apart;
        point = !sets_apart;
        if (point)
            out[n++] = '.';
        group = 0;
    }
    out[n] = '\0';
    return grouped ? group == 3 : group > 0;
}

/* Which mark sets thousands apart: the one that stands first or more than once; else by the
 * language of the unit. A part of a đồng there is not. Without a unit a point is a decimal one, as
 * in every number here. */
static char choose_mark(const char *text, double times, bool english)
{
    const char *point = strchr(text, '.'), *comma = strchr(text, ',');
    if (point != NULL && comma != NULL)
        return point < comma ? '.' : ',';
    if (point == NULL && comma == NULL)
        return '\0';
    const char *mark = point != NULL ? point : comma;
    bool three = strlen(mark) == 4;
    if (strchr(mark + 1, *mark) != NULL || (times == 1 && three))
        return *mark;
    if (times == 0)
        return '\0';
    return *mark == (english ? ',' : '.') && three ? *mark : '\0';
}

/* Past spaces of any kind. */
static const char *skip_spaces(const char *p)
{
    size_t space;
    while ((space = measure_space(p)) > 0)
        p += space;
    return p;
}

/* The digits and marks at *at, a blank between digits, of whatever width, as '_'; *at is left
 * behind them. number has room for LONGEST and a zero; returns its length, LONGEST: too long. */
static size_t take_number(char *number, const char **at)
{
    size_t n = 0;
    const char *p = *at;
    for (; n < LONGEST; p++) {
        size_t space = measure_space(p);
        if (space > 0 && n > 0 && p[space] >= '0' && p[space] <= '9') {
            number[n++] = '_';
            p += space - 1;
        } else if ((*p >= '0' && *p <= '9') || *p == '.' || *p == ',') {
            number[n++] = *p;
        } else {
            break;
        }
    }
    number[n] = '\0';
    *at = p;
    return n;
}

/* What stands behind the amount, without the stop that ends a sentence: "10 tỷ đồng.". In the
 * arena; NULL: no memory. */
static const char *copy_unit(const char *p, tb_arena *a)
{
    size_t end = strlen(p);
    while (end > 0 && (p[end - 1] == ' ' || p[end - 1] == '.'))
        end--;
    return tbi_arena_text_n(a, p, end);
}

/* A unit begins with a letter: "10 + 5" or "10 %" is no budget; nor are two amounts one: of
 * "5 tỷ đồng and 3 triệu" the second would be lost. A digit may end a word: "m2". */
static bool is_unit(const char *unit)
{
    if (unit[0] == '\0')
        return true;
    if ((unsigned char)unit[0] < 0x80 && strchr("0123456789-+*/%()", unit[0]) != NULL)
        return false;
    for (const char *q = unit; *q != '\0'; q++)
        if (*q >= '0' && *q <= '9' && (q == unit || q[-1] == ' ' || (q[-1] & 0x80) != 0))
            return false;
    return true;
}

/* unit: in the arena, as it was written; "" for none. */
tb_status tbi_budget_read(double *value, const char **unit, const char *text, tb_arena *a,
                          tb_err *err)
{
    char number[LONGEST + 1];
    char plain[LONGEST + 1];
    const char *p = skip_spaces(text);
    bool negative = *p == '-';
    p += negative || *p == '+';
    size_t n = take_number(number, &p);
    *unit = copy_unit(skip_spaces(p), a);
    bool english = false;
    double times = *unit != NULL ? measure_unit(*unit, &english, a) : 0;
    if (a->refused)
        return tbi_no_memory(err, "the budget");
    if (n == 0 || n == LONGEST || !is_unit(*unit) ||
        !write_plain(plain, number, choose_mark(number, times, english)))
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_BUDGET_AMOUNT, text);
    /* what the marks mean was settled by write_plain: a point is decimal now */
    if (!tbi_parse_double(value, NULL, plain, strlen(plain), false))
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_BUDGET_AMOUNT, text);
    if (negative && *value > 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_BUDGET_NEGATIVE, text);
    return TB_OK;
}

/* What one of `unit` is in units of `to`; 0: they do not measure the same. */
static tb_status convert_unit(double *out, const char *unit, const char *to, tb_err *err)
{
    tb_arena a = { 0 };
    bool english;
    bool same = false;
    tb_status st = tbi_units_compare(&same, unit, to, err);
    double from = measure_unit(unit, &english, &a), into = measure_unit(to, &english, &a);
    *out = same ? 1 : into > 0 ? from / into : 0;
    tbi_arena_free(&a);
    return st;
}

/* All budgets of the question are in `unit`; they are turned into that of the costs. Called when
 * the measures are there. On failure nothing has changed. cost_unit of the question first, else
 * the first that a measure names; where none does the budget's own unit is that of the costs.
 * TB_EARG: money against person-days, say. */
tb_status tbi_budget_settle(tb_scenario *s, const char *unit, tb_err *err)
{
    tb_ask *ask = &s->ask;
    const char *to = ask->cost_unit;
    for (size_t i = 0; i < ask->levers && to[0] == '\0'; i++)
        to = ask->lever[i].cost_unit;
    if (unit[0] == '\0' || to[0] == '\0') {
        if (to[0] == '\0')
            ask->cost_unit = unit;
        return TB_OK;
    }
    /* 0: one of the two is no unit of money */
    double times = 0;
    tb_status st = convert_unit(&times, unit, to, err);
    if (st != TB_OK)
        return st;
    if (times == 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SCENARIO_BUDGET_OTHER_UNIT, unit, to);
    tb_year_budget *year = TB_NEW(&s->own, tb_year_budget, ask->year_budgets);
    if (year == NULL)
        return tbi_no_memory(err, "the budget");
    for (size_t i = 0; i < ask->year_budgets; i++)
        year[i] = (tb_year_budget){ ask->year_budget[i].year, ask->year_budget[i].budget * times };
    ask->year_budget = year;
    ask->budget *= times;
    ask->cost_unit = to;
    return TB_OK;
}

/* One amount for the whole plan: yearly budgets of the file go. On failure the question is
 * as it was. */
tb_status tb_scenario_set_budget(tb_scenario *s, const char *text, tb_err *err)
{
    double value = 0;
    const char *unit = "";
    tb_status st = tbi_budget_read(&value, &unit, text, &s->own, err);
    if (st != TB_OK)
        return st;
    /* whatever fails below, the question is as it was */
    tb_ask before = s->ask;
    s->ask.budget = value;
    s->ask.year_budgets = 0;
    st = tbi_budget_settle(s, unit, err);
    if (st != TB_OK)
        s->ask = before;
    return st;
}
