/* messages/plan.h - what stands in the annex of a plan? English and Vietnamese side by side; both
 * read the same arguments in the same order. */
#ifndef TB_MESSAGES_PLAN_H
#define TB_MESSAGES_PLAN_H

#define TB_MSG_PLAN_WATCH                         \
    "%s in the results of %d (out in spring %d)", \
        "%s trong kết quả năm %d (công bố khoảng tháng 4-5/%d)"
#define TB_MSG_PLAN_WATCH_NOW                                                                                         \
    "%s in the results of %d (out in spring %d): in %d it was %.2f; a change of less "                                \
    "than %.2f against the country is within noise",                                                                  \
        "%s trong kết quả năm %d (công bố khoảng tháng 4-5/%d): năm %d đạt %.2f; thay đổi dưới " \
        "%.2f điểm so với cả nước vẫn trong mức biến động ngẫu nhiên"

/* ---- the counter-offer ------------------------------------------------------------------------ */

#define TB_MSG_PLAN_EVEN_NOT_ASKED "it was not asked for", "không được yêu cầu"
#define TB_MSG_PLAN_EVEN_BEYOND           \
    "not within %d years without action", \
        "trong %d năm tới vẫn chưa đạt mức 50%% nếu không có thêm giải pháp"

#endif
