/* messages/goal.h - what is said about goals: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_GOAL_H
#define TB_MESSAGES_GOAL_H

#define TB_MSG_GOAL_GOAL_NAMES_INDEX_BEFORE                                                  \
    "a goal names its index before a colon, and '%.120s' does not: write 'PAPI: +5 ranks', " \
    "'PAR: top 10' or 'SIPAS: >= 86%%'",                                                     \
        "chỉ tiêu phải nêu chỉ số trước dấu hai chấm, '%.120s' thì "       \
        "không: hãy viết 'PAPI: tăng 5 bậc', 'PAR: tốp 10' hoặc 'SIPAS: đạt "  \
        "từ 86%% trở lên'"
#define TB_MSG_GOAL_NAME_INDEX_TOO_LONG \
    "the name of the index in '%.120s' is too long", "tên chỉ số trong '%.120s' quá dài"
#define TB_MSG_GOAL_CANNOT_READ_GOAL_END                                                   \
    "cannot read the goal '%s' at its end: %s; goals are such as 'top 10', '+5 ranks vs "  \
    "2021', 'score >= 86'",                                                                \
        "không đọc được chỉ tiêu '%s' ở phần cuối: %s; ví dụ: 'tốp " \
        "10', 'tăng 5 bậc so với năm 2021', 'đạt từ 86%% trở lên'"
#define TB_MSG_GOAL_CANNOT_READ_GOAL_COLUMN                                               \
    "cannot read the goal '%s' at column %zu, '%s': %s; goals are such as 'top 10', '+5 " \
    "ranks vs 2021', 'score >= 86'",                                                      \
        "không đọc được chỉ tiêu '%s' tại cột %zu, '%s': %s; ví dụ: "   \
        "'tốp 10', 'tăng 5 bậc so với năm 2021', 'đạt từ 86%% trở lên'"
#define TB_MSG_GOAL_GOAL_TOO_LONG_MOST \
    "a goal must have at most %d words and numbers", "chỉ tiêu chỉ được có tối đa %d từ và số"
#define TB_MSG_GOAL_GOAL_UTF_8_TEXT \
    "the goal is not UTF-8 text", "chỉ tiêu không phải văn bản UTF-8"

#define TB_MSG_GOAL_REGION_HAS_ANOTHER_NUMBER                           \
    "the region does not have the number of units that the goal names", \
        "số tỉnh, thành phố trong vùng khác với số nêu trong chỉ tiêu"
#define TB_MSG_GOAL_THERE_ANOTHER_NUMBER_UNITS                \
    "the number of units is not the one that the goal names", \
        "số tỉnh, thành phố khác với số nêu trong chỉ tiêu"
#define TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS                \
    "the place is beyond the number of units of the region", \
        "thứ hạng lớn hơn số tỉnh, thành phố trong vùng"
#define TB_MSG_GOAL_PLACE_BEYOND_NUMBER_UNITS_2 \
    "the place is beyond the number of units", "thứ hạng lớn hơn số tỉnh, thành phố"
#endif
