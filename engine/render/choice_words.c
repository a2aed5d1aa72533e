/* choice_words.c - words for what results name by the word of an option: the model of a forecast,
 * ways to normalise and to add up, what a simulation varies. */
#include "messages/forecast_models.h"
#include "messages/render_sheets.h"
#include "render/tabulate.h"

#include <string.h>

typedef struct choice {
    const char *word, *en, *vi;
} choice;

static const choice models[] = {
#define MODEL(name, judged, en, vi) { name, en, vi },
    TB_FORECAST_MODELS(MODEL)
#undef MODEL
        { NULL, NULL, NULL }
};

static const choice normalisations[] = { { "none", TB_MSG_RENDER_PUBLISHED },
                                         { "minmax", TB_MSG_RENDER_MIN_MAX },
                                         { "zscore", TB_MSG_RENDER_Z_SCORE },
                                         { "rank", TB_MSG_RENDER_RANK },
                                         { "percentile", TB_MSG_RENDER_PERCENTILE },
                                         { "distance", TB_MSG_RENDER_DISTANCE_LEADER },
                                         { "any", TB_MSG_RENDER_ANY },
                                         { NULL, NULL, NULL } };

static const choice aggregations[] = { { "arithmetic", TB_MSG_RENDER_ARITHMETIC_MEAN },
                                       { "geometric", TB_MSG_RENDER_GEOMETRIC_MEAN },
                                       { "harmonic", TB_MSG_RENDER_HARMONIC_MEAN },
                                       { "copeland", TB_MSG_RENDER_COPELAND_PAIRS },
                                       { NULL, NULL, NULL } };

static const choice factors[] = { { "weights", TB_MSG_RENDER_ALL_WEIGHTS },
                                  { "normalisation", TB_MSG_RENDER_NORMALISATION },
                                  { "aggregation", TB_MSG_RENDER_AGGREGATION },
                                  { "left_out", TB_MSG_RENDER_COMPONENT_LEFT_OUT },
                                  { "completion", TB_MSG_RENDER_FIGURES_DATA },
                                  { "noise", TB_MSG_RENDER_NOISE },
                                  { NULL, NULL, NULL } };

/* A word that is not in the list stands as it is. */
static const char *find_choice(const tb_brief *p, const choice *list, const char *word)
{
    for (size_t k = 0; list[k].word != NULL; k++)
        if (strcmp(list[k].word, word) == 0)
            return tbi_word(p, list[k].en, list[k].vi);
    return word;
}

/* With its word in brackets, since that is what options and results call it. */
const char *tbi_say_model(const tb_brief *p, const char *word)
{
    const char *said = find_choice(p, models, word);
    return said == word ? word : tbi_say(p, "%s (%s)", "%s (%s)", said, word);
}

const char *tbi_say_normalisation(const tb_brief *p, const char *word)
{
    return find_choice(p, normalisations, word);
}

const char *tbi_say_aggregation(const tb_brief *p, const char *word)
{
    return find_choice(p, aggregations, word);
}

/* "weight:SC11" is the weight of one component; "score:SC11" what is known of its score. */
const char *tbi_say_factor(const tb_brief *p, const char *word)
{
    if (strncmp(word, "weight:", 7) == 0)
        return tbi_say(p, TB_MSG_RENDER_WEIGHT, word + 7);
    return find_choice(p, factors, word);
}
