/* page_words.c - numbers and fixed words in the reader's language. */
#include "render/brief.h"

#include "base/format_vi.h"
#include "base/to_index.h"
#include "messages/render.h"
#include "messages/render_sheets.h"
#include "messages/render_words.h"
#include "text/say.h"
#include "text/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* en and vi must take the same arguments in the same order: one list serves both. A number that is
 * not there is a dash. "" without memory. */
const char *tbi_say(const tb_brief *p, const char *en, const char *vi, ...)
{
    va_list args;
    va_start(args, vi);
    char *text = tbi_arena_vprintf_dash(p->a, p->lang == TB_LANG_VI ? vi : en, args);
    va_end(args);
    return text != NULL ? text : "";
}

const char *tbi_print(const tb_brief *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = tbi_arena_vprintf_dash(p->a, format, args);
    va_end(args);
    return text != NULL ? text : "";
}

const char *tbi_word(const tb_brief *p, const char *en, const char *vi)
{
    return p->lang == TB_LANG_VI ? vi : en;
}

/* Without memory a sentence is missing, and the arena's refusal is met at the end. */
static const char *give_text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* What a change is beside the noise: "real", "within noise"; "" where it cannot be told. */
const char *tbi_say_change_is(const tb_brief *p, const char *is)
{
    if (strcmp(is, "real") == 0)
        return tbi_word(p, TB_WORD_REAL);
    return strcmp(is, "within noise") == 0 ? tbi_word(p, TB_WORD_WITHIN_NOISE) : "";
}

/* Dates of deadlines as people write them: "2018-06-14; 2018-11" is "14/6/2018; 11/2018" in
 * Vietnamese. What is no such date stays. */
const char *tbi_say_dates(const tb_brief *p, const char *dates)
{
    const char *out = "";
    if (p->lang != TB_LANG_VI)
        return dates;
    while (*dates != '\0') {
        size_t n = strcspn(dates, ";");
        const char *one = tbi_arena_text_n(p->a, dates, n);
        int y, m, d;
        int used = 0;
        if (one != NULL && sscanf(one, "%4d-%2d-%2d%n", &y, &m, &d, &used) == 3 &&
            one[used] == '\0')
            one = tbi_arena_printf(p->a, "%d/%d/%d", d, m, y);
        else if (one != NULL && sscanf(one, "%4d-%2d%n", &y, &m, &used) == 2 && one[used] == '\0')
            one = tbi_arena_printf(p->a, "%d/%d", m, y);
        out = tbi_join(p, out, "; ", give_text_or_empty(one));
        dates += n;
        dates += strspn(dates, "; ");
    }
    return out;
}

/* The first item has nothing before it.
 * more "" is joined all the same, so callers ask first where that could happen. */
const char *tbi_join(const tb_brief *p, const char *list, const char *between, const char *more)
{
    if (list == NULL || list[0] == '\0')
        return more;
    return give_text_or_empty(tbi_arena_printf(p->a, "%s%s%s", list, between, more));
}

/* Decimal comma and dash as words.h has them, the same in every form. */
const char *tbi_say_amount(const tb_brief *p, double x, int decimals)
{
    return tbi_words_number(p->a, x, decimals, p->lang == TB_LANG_VI);
}

const char *tbi_say_cost(const tb_brief *p, double x)
{
    return tbi_say_amount(p, x, x == floor(x) ? 0 : 2);
}

/* An amount with its unit. A cost that was not given stands for one measure, which is no amount. */
const char *tbi_say_priced(const tb_brief *p, const cJSON *l)
{
    double cost = tbi_number_of(l, "cost");
    const char *unit = tbi_text_of(l, "cost_unit");
    if (isnan(cost) || cJSON_IsFalse(tbi_json_get(l, "cost_given")))
        return "";
    return unit[0] != '\0' ? tbi_join(p, tbi_say_cost(p, cost), " ", unit) : tbi_say_cost(p, cost);
}

/* An old result does not say cost_given, and then costs count as given. */
bool tbi_plan_has_price(const cJSON *plan)
{
    bool given = tbi_text_of(plan, "cost_unit")[0] != '\0';
    const cJSON *m;
    cJSON_ArrayForEach(m, tbi_json_get(plan, "measures"))
    {
        given = given || !cJSON_IsFalse(tbi_json_get(m, "cost_given"));
    }
    return given;
}

/* What a plan costs, of how much; how many measures it has where none has a cost.
 * Reads cost, cost_unit, budget and levers. A budget of NaN: none was given. */
const char *tbi_say_plan_price(const tb_brief *p, const cJSON *plan)
{
    const char *unit = tbi_text_of(plan, "cost_unit");
    double budget = tbi_number_of(plan, "budget");
    if (!tbi_plan_has_price(plan))
        return tbi_say(p, TB_SAY_PLAN_MEASURES,
                       (double)cJSON_GetArraySize(tbi_json_get(plan, "levers")));
    const char *cost = tbi_say_cost(p, tbi_number_of(plan, "cost"));
    const char *between = unit[0] != '\0' ? " " : "";
    if (isnan(budget))
        return tbi_say(p, TB_SAY_PLAN_PRICE, cost, between, unit);
    return tbi_say(p, TB_SAY_PLAN_PRICE_OF, cost, between, unit, tbi_say_cost(p, budget), between,
                   unit);
}

/* The head of a column or an axis of costs. */
const char *tbi_say_cost_head(const tb_brief *p, const cJSON *plan, const char *head)
{
    const char *unit = tbi_text_of(plan, "cost_unit");
    const char *text = tbi_arena_printf(p->a, "%s (%s)", head, unit);
    return unit[0] != '\0' && text != NULL ? text : head;
}

const char *tbi_say_percent(const tb_brief *p, double x)
{
    return tbi_words_chance(p->a, x);
}

const char *tbi_say_cases(const tb_brief *p, double x)
{
    return tbi_words_cases(p->a, x, p->lang == TB_LANG_VI);
}

const char *tbi_say_gain(const tb_brief *p, double x)
{
    return tbi_words_gain(p->a, x, p->lang == TB_LANG_VI);
}

/* Groups of three digits, from the left by recursion. */
const char *tbi_say_count(const tb_brief *p, double n)
{
    if (!isfinite(n))
        return "–";
    if (n < 1000)
        return give_text_or_empty(tbi_arena_printf(p->a, "%.0f", n));
    return give_text_or_empty(tbi_arena_printf(p->a, "%s%s%03.0f",
                                               tbi_say_count(p, floor(n / 1000)),
                                               p->lang == TB_LANG_VI ? "." : ",", fmod(n, 1000)));
}

/* The words of an evidence, in the order of how much they carry. */
static const struct {
    const char *word, *en, *vi;
} evidence[] = {
    { "published", TB_WORD_EVIDENCE_PUBLISHED },   { "quasi-experimental", TB_WORD_EVIDENCE_QUASI },
    { "historical", TB_WORD_EVIDENCE_HISTORICAL }, { "estimated", TB_WORD_EVIDENCE_ESTIMATED },
    { "assumed", TB_WORD_EVIDENCE_ASSUMED },       { "headroom", TB_WORD_EVIDENCE_HEADROOM },
};

/* A word that is not known counts as no evidence.
 * word: as the JSON has it in `evidence`. */
const char *tbi_say_evidence(const tb_brief *p, const char *word)
{
    for (size_t k = 0; k < sizeof evidence / sizeof *evidence; k++)
        if (strcmp(evidence[k].word, word) == 0)
            return tbi_word(p, evidence[k].en, evidence[k].vi);
    return tbi_word(p, TB_WORD_EVIDENCE_NONE);
}

/* Words of the data, in Vietnamese where they are known; others stay as they are. */
const char *tbi_say_known(const tb_brief *p, const char *word)
{
    static const char *const vi[][2] = {
        { TB_WORD_PAGE_PUBLISHED }, { "derived", "suy ra" },   { TB_WORD_PAGE_COMPUTED },
        { TB_MSG_RENDER_DATA },     { TB_WORD_PAGE_WITHHELD }, { TB_MSG_RENDER_SUCH_SCHEME },
        { TB_WORD_PAGE_HIGH },      { TB_WORD_PAGE_MID_HIGH }, { TB_WORD_PAGE_MID_LOW },
        { TB_WORD_PAGE_LOW },       { TB_WORD_PAGE_POINTS },   { TB_WORD_PAGE_YEARLY },
    };
    for (size_t k = 0; p->lang == TB_LANG_VI && k < sizeof vi / sizeof *vi; k++)
        if (strcmp(vi[k][0], word) == 0)
            return vi[k][1];
    return word;
}

/* "" when there is nothing to show: no value, or all alike. lower_best: high blocks are low
 * values. */
const char *tbi_spark(const tb_brief *p, const double *value, size_t n, bool lower_best)
{
    static const char *const block[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    double low = INFINITY;
    double high = -INFINITY;
    const char *line = "";
    for (size_t i = 0; i < n; i++) {
        if (isnan(value[i]))
            continue;
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    if (!(high > low))
        return "";
    for (size_t i = 0; i < n; i++) {
        double share = (value[i] - low) / (high - low);
        if (lower_best)
            share = 1 - share;
        line = tbi_arena_printf(p->a, "%s%s", give_text_or_empty(line),
                                isnan(value[i]) ? "·" : block[tbi_to_index(share * 7 + 0.5, 7)]);
    }
    return give_text_or_empty(line);
}

/* At most `columns` wide with its ellipsis; cut between characters.
 * columns of a screen, not bytes. A blank or comma before the ellipsis goes too. */
const char *tbi_shorten(const tb_brief *p, const char *text, size_t columns)
{
    if (tbi_utf8_width(text) <= columns)
        return text;
    char *copy = tbi_arena_text(p->a, text);
    size_t n = copy != NULL ? strlen(copy) : 0;
    while (n > 0 && tbi_utf8_width(copy) + 1 > columns) {
        do {
            n--;
        } while (n > 0 && ((unsigned char)copy[n] & 0xC0) == 0x80);
        copy[n] = '\0';
    }
    while (n > 0 && (copy[n - 1] == ' ' || copy[n - 1] == ','))
        copy[--n] = '\0';
    return give_text_or_empty(tbi_arena_printf(p->a, "%s…", give_text_or_empty(copy)));
}

/* Without a number: a workbook writes the text. */
void tbi_put_text(tb_brief *p, tb_doc_table *g, const char *text)
{
    tbi_grid_cell(&p->doc, g, text, NAN);
}

/* Text as the kind of the column has it; the number goes along for skins that write numbers. */
void tbi_put(tb_brief *p, tb_doc_table *g, double x)
{
    if (g == NULL || g->columns == 0)
        return;
    const char *text = "–";
    switch (g->column[g->next].kind) {
    case TB_DOC_WHOLE:
        text = tbi_say_amount(p, x, 0);
        break;
    case TB_DOC_POINTS:
        text = tbi_say_amount(p, x, 2);
        break;
    case TB_DOC_TENTHS:
        text = tbi_say_amount(p, x, 1);
        break;
    case TB_DOC_COST:
        text = tbi_say_cost(p, x);
        break;
    case TB_DOC_CHANCE:
        text = tbi_say_percent(p, x);
        break;
    case TB_DOC_GAIN:
        text = tbi_say_gain(p, x);
        break;
    case TB_DOC_TEXT:
    case TB_DOC_CODE:
        text = "";
        break;
    }
    tbi_grid_cell(&p->doc, g, text, x);
}
