/* say.c - numbers in words. */
#include "text/say.h"

#include "messages/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The pair macros of messages/ expand to the last two arguments. */
static const char *pick_language(bool vietnamese, const char *en, const char *vi)
{
    return vietnamese ? vi : en;
}

/* Without memory a sentence is missing; the arena's refusal is met by whoever asks at the
 * end. */
static const char *give_text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* printf asks the locale for its mark, so both marks are set afterwards. */
const char *tbi_words_number(tb_arena *a, double x, int decimals, bool vietnamese)
{
    if (!isfinite(x))
        return "–";
    if (fabs(x) < 0.5 * pow(10, -decimals))
        x = 0; /* no "-0.0" */
    char *text = tbi_arena_printf(a, "%.*f", decimals, x);
    for (char *c = text; c != NULL && *c != '\0'; c++)
        if (*c == '.' || *c == ',')
            *c = vietnamese ? ',' : '.';
    return give_text_or_empty(text);
}

tb_figure tbi_words_figure(double x)
{
    tb_figure f;
    snprintf(f.en, sizeof f.en, "%.10g", x);
    for (char *c = f.en; *c != '\0'; c++)
        *c = *c == ',' ? '.' : *c;
    memcpy(f.vi, f.en, sizeof f.vi);
    for (char *c = f.vi; *c != '\0'; c++)
        *c = *c == '.' ? ',' : *c;
    return f;
}

/* What is not certain is never said to be: "<1%" and ">99%". */
const char *tbi_words_chance(tb_arena *a, double x)
{
    if (!isfinite(x))
        return "–";
    if (x > 0 && x < 0.01)
        return "<1%";
    if (x < 1 && x > 0.99)
        return ">99%";
    return give_text_or_empty(tbi_arena_printf(a, "%.0f%%", x * 100));
}

/* In cases of a hundred, which readers take in better than per cent; the ends as
 * tbi_words_chance has them. */
const char *tbi_words_cases(tb_arena *a, double x, bool vietnamese)
{
    if (!isfinite(x))
        return "–";
    if (x > 0 && x < 0.01)
        return pick_language(vietnamese, TB_WORD_FEWER_THAN_ONE);
    if (x < 1 && x > 0.99)
        return pick_language(vietnamese, TB_WORD_MORE_THAN_99);
    return give_text_or_empty(
        tbi_arena_printf(a, pick_language(vietnamese, TB_SAY_CASES), x * 100));
}

/* Percentage points, and not per cent: a difference of two probabilities. */
const char *tbi_words_gain(tb_arena *a, double x, bool vietnamese)
{
    if (!isfinite(x))
        return "–";
    return give_text_or_empty(tbi_arena_printf(a, pick_language(vietnamese, TB_SAY_GAIN),
                                               tbi_words_number(a, x * 100, 1, vietnamese)));
}
