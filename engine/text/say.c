/* say.c - numbers in words. */
#include "text/say.h"

#include "messages/number.h"

#include <math.h>

static const char *pick(bool vietnamese, const char *en, const char *vi)
{
    return vietnamese ? vi : en;
}

static const char *give_text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

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

const char *tbi_words_cases(tb_arena *a, double x, bool vietnamese)
{
    if (!isfinite(x))
        return "–";
    if (x > 0 && x < 0.01)
        return pick(vietnamese, TB_WORD_FEWER_THAN_ONE);
    if (x < 1 && x > 0.99)
        return pick(vietnamese, TB_WORD_MORE_THAN_99);
    return give_text_or_empty(tbi_arena_printf(a, pick(vietnamese, TB_SAY_CASES), x * 100));
}

const char *tbi_words_gain(tb_arena *a, double x, bool vietnamese)
{
    if (!isfinite(x))
        return "–";
    return give_text_or_empty(tbi_arena_printf(a, pick(vietnamese, TB_SAY_GAIN),
                                               tbi_words_number(a, x * 100, 1, vietnamese)));
}
