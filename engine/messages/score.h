/* messages/score.h - what is said about scores, ranks and groups: English and Vietnamese side
 * by side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_SCORE_H
#define TB_MESSAGES_SCORE_H

#define TB_MSG_SCORE_HAS_DATA_ALL "'%s' has no data at all", "chỉ số '%s' chưa có số liệu"
#define TB_MSG_SCORE_HAS_NOTHING_ONLY_YEAR                        \
    "'%s' has nothing for %d; its only year in this panel is %d", \
        "chỉ số '%s' không có số liệu năm %d; bộ dữ liệu chỉ có năm %d"
#define TB_MSG_SCORE_HAS_NOTHING_YEARS_PANEL                                                   \
    "'%s' has nothing for %d; its years in this panel are %d to %d",                           \
        "chỉ số '%s' không có số liệu năm %d; bộ dữ liệu có các năm từ " \
        "%d đến %d"
#define TB_MSG_SCORE_HAS_INDICATORS_ONE_NUMBER        \
    "'%s' has %zu indicators, not one of number %zu", \
        "'%s' có %zu chỉ số thành phần, không có chỉ số thành phần số %zu"

#define TB_MSG_SCORE_PUBLISHER_RANKED_UNITS_WHICH                     \
    "the publisher ranked %d units, of which %zu have a score "       \
    "in this data set; a rank is the published one or none",          \
        "chỉ %d tỉnh, thành phố được xếp hạng, trong " \
        "đó %zu có điểm trong bộ dữ liệu này; thứ "    \
        "hạng là thứ hạng đã công bố hoặc để trống"
#define TB_MSG_SCORE_RANKS_BEYOND_NOT_PUBLISHER                                        \
    "%zu ranks beyond %d are not the publisher's: the press counted them from scores", \
        "%zu thứ hạng sau hạng %d không phải do cơ quan "                    \
        "công bố xếp mà do báo chí tính từ điểm số"
#define TB_MSG_SCORE_SCORES_THIS_DATA_SET                                               \
    "%zu of %d scores are in this data set: a rank is the "                             \
    "published one or none, never a place among the known",                             \
        "bộ dữ liệu này có %zu/%d điểm số: thứ hạng là thứ hạng " \
        "đã công bố hoặc để trống, không xếp hạng trong số đã biết"
#define TB_MSG_SCORE_SCORES_THIS_DATA_SET_HOW                                    \
    "%zu scores are in this data set, of how many is "                           \
    "not known: a rank is the published one or none",                            \
        "bộ dữ liệu này có %zu điểm số, chưa biết tổng số: " \
        "thứ hạng là thứ hạng đã công bố hoặc để trống"
#define TB_MSG_SCORE_PUBLISHED "%s%s%s %d (published %d)", "%s%s%s %d (công bố %d)"
#define TB_MSG_SCORE_COMPUTED_RANKS_DIFFER_FROM                \
    "%zu computed ranks differ from the published ones: %s%s", \
        "%zu thứ hạng tính toán khác thứ hạng đã công bố: %s%s"
#endif
