/* messages/intervene.h - what is said about runs: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_INTERVENE_H
#define TB_MESSAGES_INTERVENE_H

#define TB_MSG_INTERVENE_YEAR_AFTER_ORIGIN_ORIGIN                                                 \
    "the year %d is not after the origin %d: the origin is the last year whose results were out", \
        "năm %d không sau năm gốc %d: năm gốc là năm gần nhất đã có kết quả công bố"
#define TB_MSG_INTERVENE_RIVALS_MUST_FORECAST_REACH    \
    "rivals must be 'forecast' or 'reach' (got '%s')", \
        "rivals phải là 'forecast' hoặc 'reach' (đang là '%s')"
#define TB_MSG_INTERVENE_GOALS_MORE_60_ONE                       \
    "%zu goals are more than the 60 that one scenario can have", \
        "%zu chỉ tiêu nhiều hơn 60, giới hạn của một kịch bản"
#define TB_MSG_INTERVENE_GOAL_SCENARIO_CAN_ANSWERED                    \
    "no goal of the scenario can be answered; the first, %s '%s': %s", \
        "không trả lời được chỉ tiêu nào của kịch bản; chỉ tiêu đầu tiên, %s '%s': %s"
#define TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY                       \
    "the question cannot be answered for any unit; the first says: %s%.0s", \
        "không trả lời được cho đơn vị nào; đơn vị đầu tiên: %.0s%s"
#define TB_MSG_INTERVENE_LAST_ORIGIN_PRECEDES_ORIGIN \
    "last origin %d precedes origin %d", "năm gốc cuối %d đứng trước năm gốc đầu %d"
#define TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY_2                 \
    "the question cannot be answered from any of the origins %d to %d", \
        "không trả lời được từ năm gốc nào trong các năm %d đến %d"

#endif
