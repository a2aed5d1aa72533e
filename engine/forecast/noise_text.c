/* noise_text.c - how much of a year's movement is noise, in a sentence for people. */
#include "messages/forecast.h"
#include "messages/one_language.h"

#include <math.h>
#include <stdio.h>
#include <tangbac/forecast.h>

static size_t write_empty_text(char *text, size_t n)
{
    if (n > 0)
        text[0] = '\0';
    return 0;
}

size_t tb_noise_say(char *text, size_t n, const tb_noise *noise, bool vietnamese)
{
    char share[320] = "", sampling[256] = "";
    double up = noise->chance_up_5_without_change, shift = noise->median_abs_rank_change;
    if (isnan(up) || isnan(shift))
        return write_empty_text(text, n);
    if (!isnan(noise->share))
        snprintf(share, sizeof share,
                 vietnamese ? TB_VI(TB_MSG_FORECAST_ABOUT_MOVEMENT_SCORES_FROM)
                            : TB_EN(TB_MSG_FORECAST_ABOUT_MOVEMENT_SCORES_FROM),
                 100 * noise->share, 100 * noise->share_q05, 100 * noise->share_q95);
    if (!isnan(noise->sampling_share))
        snprintf(sampling, sizeof sampling,
                 vietnamese ? TB_VI(TB_MSG_FORECAST_YEAR_S_CHANGE_AT)
                            : TB_EN(TB_MSG_FORECAST_YEAR_S_CHANGE_AT),
                 100 * noise->sampling_share);
    int size = snprintf(text, n,
                        vietnamese ? TB_VI(TB_MSG_FORECAST_EVEN_IF_NOTHING_REALLY)
                                   : TB_EN(TB_MSG_FORECAST_EVEN_IF_NOTHING_REALLY),
                        share, sampling, 100 * up, shift);
    return size > 0 ? (size_t)size : 0;
}
