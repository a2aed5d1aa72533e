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
        "'%s' có %zu chỉ tiêu, không có chỉ tiêu số %zu"

#endif
