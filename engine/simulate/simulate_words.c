/* simulate_words.c - the choices of a simulation as people write them. */
#include "base/error.h"
#include "messages/simulate.h"

#include <string.h>
#include <tangbac/simulate.h>

/* In the order of each enum. */
static const char *const level_words[] = { "leaf", "dimension", NULL };
static const char *const weights_words[] = { "gamma", "uniform", "percent", "fixed", NULL };
static const char *const leave_out_words[] = { "indicator", "dimension", "none", NULL };
static const char *const noise_words[] = { "forecast", "none", "given", NULL };
static const char *const tables_words[] = { "known", "completed", "auto", NULL };

/* -1: no such word. */
static int find_word(const char *const *words, const char *word)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

tb_status tb_simulate_level_of(tb_simulate_level *out, const char *word, tb_err *err)
{
    int at = find_word(level_words, word);
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_LEVEL_EXPECTED_LEAF, word);
    *out = (tb_simulate_level)at;
    return TB_OK;
}

tb_status tb_simulate_weights_of(tb_simulate_weights *out, const char *word, tb_err *err)
{
    int at = find_word(weights_words, word);
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_WEIGHTS_EXPECTED_GAMMA, word);
    *out = (tb_simulate_weights)at;
    return TB_OK;
}

tb_status tb_simulate_leave_out_of(tb_simulate_leave_out *out, const char *word, tb_err *err)
{
    int at = find_word(leave_out_words, word);
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_LEAVE_OUT_EXPECTED, word);
    *out = (tb_simulate_leave_out)at;
    return TB_OK;
}

tb_status tb_simulate_noise_of(tb_simulate_noise *out, const char *word, tb_err *err)
{
    int at = find_word(noise_words, word);
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_NOISE_EXPECTED_NONE, word);
    *out = (tb_simulate_noise)at;
    return TB_OK;
}

tb_status tb_simulate_tables_of(tb_simulate_tables *out, const char *word, tb_err *err)
{
    int at = find_word(tables_words, word);
    if (at < 0)
        return tbi_fail(err, TB_EARG, TB_MSG_SIMULATE_UNKNOWN_TABLES_EXPECTED_AUTO, word);
    *out = (tb_simulate_tables)at;
    return TB_OK;
}

const char *tb_simulate_level_word(tb_simulate_level x)
{
    return level_words[x];
}

const char *tb_simulate_weights_word(tb_simulate_weights x)
{
    return weights_words[x];
}

const char *tb_simulate_leave_out_word(tb_simulate_leave_out x)
{
    return leave_out_words[x];
}

const char *tb_simulate_noise_word(tb_simulate_noise x)
{
    return noise_words[x];
}
