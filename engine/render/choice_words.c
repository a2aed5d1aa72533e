/* choice_words.c - words for what results name by the word of an option: the model of a forecast,
 * ways to normalise and to add up, what a simulation varies. */
#include "render/tabulate.h"

#include <string.h>

typedef struct choice {
    const char *word, *en, *vi;
} choice;

/* in the order in which `backtest` lists them */
static const choice models[] = {
    { "statespace", "state-space model", "mô hình không gian trạng thái" },
    { "leaves", "state-space models of the components",
      "mô hình không gian trạng thái từng thành phần" },
    { "totals", "state-space model of the totals",
      "mô hình không gian trạng thái của điểm tổng hợp" },
    { "stack", "weighted mixture of models", "kết hợp nhiều mô hình" },
    { "persistence", "last year's deviation again", "giữ nguyên độ lệch năm trước" },
    { "shrunk", "last year's deviation, shrunk",
      "độ lệch năm trước, "
      "co về trung bình" },
    { "mean3", "mean of three years", "trung bình ba năm" },
    { "climatology", "mean of all years", "trung bình mọi năm" },
    { "national", "national mean", "trung bình cả nước" },
    { NULL, NULL, NULL }
};

static const choice normalisations[] = { { "none", "as published", "giữ nguyên" },
                                         { "minmax", "min–max", "nhỏ nhất – lớn nhất" },
                                         { "zscore", "z-score", "điểm chuẩn z" },
                                         { "rank", "rank", "thứ hạng" },
                                         { "percentile", "percentile", "phân vị" },
                                         { "distance", "distance to the leader",
                                           "khoảng cách tới tỉnh đứng đầu" },
                                         { "any", "any", "cách nào cũng vậy" },
                                         { NULL, NULL, NULL } };

static const choice aggregations[] = { { "arithmetic", "arithmetic mean", "trung bình cộng" },
                                       { "geometric", "geometric mean", "trung bình nhân" },
                                       { "harmonic", "harmonic mean", "trung bình điều hòa" },
                                       { "copeland", "Copeland (pairs)", "Copeland (so từng cặp)" },
                                       { NULL, NULL, NULL } };

static const choice factors[] = { { "weights", "all weights", "mọi trọng số" },
                                  { "normalisation", "normalisation", "chuẩn hóa" },
                                  { "aggregation", "aggregation", "cách tổng hợp" },
                                  { "left_out", "component left out", "bỏ một thành phần" },
                                  { "completion", "figures not in the data",
                                    "số liệu chưa có trong bộ dữ liệu" },
                                  { "noise", "noise", "biến động ngẫu nhiên" },
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
        return tbi_say(p, "weight of %s", "trọng số %s", word + 7);
    return find_choice(p, factors, word);
}
