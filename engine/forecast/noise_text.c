/* noise_text.c - how much of a year's movement is noise, in a sentence for people. */
#include <math.h>
#include <stdio.h>
#include <tangbac/forecast.h>

static size_t write_nothing(char *text, size_t n)
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
        return write_nothing(text, n);
    if (!isnan(noise->share))
        snprintf(share, sizeof share,
                 vietnamese ? "Khoảng %.0f%% mức thay đổi điểm số từ năm này "
                              "sang năm khác (khoảng "
                              "tin cậy 90%%: %.0f đến %.0f%%) là biến động ngẫu "
                              "nhiên, không kéo dài sang năm sau. "
                            : "About %.0f%% of the movement of scores from one year to the next "
                              "(90%% interval %.0f to %.0f%%) is noise: it does not "
                              "last beyond the year. ",
                 100 * noise->share, 100 * noise->share_q05, 100 * noise->share_q95);
    if (!isnan(noise->sampling_share))
        snprintf(sampling, sizeof sampling,
                 vietnamese ? "Riêng sai số chọn mẫu đã chiếm ít nhất %.0f%% "
                              "mức thay đổi đó. "
                            : "Of a year's change at least %.0f%% is sampling. ",
                 100 * noise->sampling_share);
    int size = snprintf(text, n,
                        vietnamese ? "%s%sNgay cả khi thực chất không có gì thay "
                                     "đổi, một tỉnh vẫn "
                                     "tăng từ 5 bậc trở lên trong %.0f trên 100 trường "
                                     "hợp, và thứ hạng thường xê dịch %.0f bậc."
                                   : "%s%sEven if nothing really changed, a unit would climb 5 or "
                                     "more places in %.0f of 100 cases, and ranks would "
                                     "typically move by %.0f places.",
                        share, sampling, 100 * up, shift);
    return size > 0 ? (size_t)size : 0;
}
