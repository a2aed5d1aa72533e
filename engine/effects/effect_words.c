/* effect_words.c - choices and their words. */
#include <tangbac/effects.h>

#include <string.h>

static const char *const estimators[] = { "cs",        "sunab", "imputation", "etwfe",
                                          "switchers", "twfe",  "synth",      "sdid" };
static const char *const methods[] = { "reg", "ipw", "dr" };
static const char *const controls[] = { "not-yet", "never" };
static const char *const bases[] = { "varying", "universal" };
static const char *const scales[] = { "points", "sd" };
static const char *const date_words[] = { "dated", "drawn", "bounds" };

/* Place of a word in a list, -1 for none. */
static int find_word(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n && word != NULL; i++)
        if (strcmp(list[i], word) == 0)
            return (int)i;
    return -1;
}

#define CHOICE(name, list)                                              \
    const char *tb_effect_##name##_word(tb_effect_##name x)             \
    {                                                                   \
        return list[x];                                                 \
    }                                                                   \
    bool tb_effect_##name##_of(tb_effect_##name *out, const char *word) \
    {                                                                   \
        int i = find_word(list, sizeof list / sizeof *list, word);      \
        if (i >= 0)                                                     \
            *out = (tb_effect_##name)i;                                 \
        return i >= 0;                                                  \
    }

CHOICE(estimator, estimators)
CHOICE(method, methods)
CHOICE(control, controls)
CHOICE(base, bases)
CHOICE(scale, scales)
CHOICE(dates, date_words)
