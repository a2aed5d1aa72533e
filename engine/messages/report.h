/* messages/report.h - sentences that a result has for people, English and Vietnamese side by side;
 * both formats read the same arguments in the same order. */
#ifndef TB_MESSAGES_REPORT_H
#define TB_MESSAGES_REPORT_H

#define TB_SAY_HOLD                                                                           \
    "The goal is likely as things stand: keep what has been reached.",                        \
        "Chỉ tiêu có khả năng cao ngay cả khi không có thêm giải pháp: giữ " \
        "vững kết quả đã đạt."
#define TB_SAY_UNDER_PUBLISHED                                       \
    "if the lost points are won back", "nếu lấy lại được " \
                                       "số điểm bị trừ"
#define TB_SAY_UNDER_HISTORICAL                                   \
    "if it rises as in the best quarter of comparable provinces", \
        "nếu tăng được như nhóm 25% tốt nhất trong các tỉnh tương đồng"
#define TB_SAY_UNDER_ESTIMATED \
    "association, not cause", "mối liên hệ thống kê, không phải quan hệ nhân quả"
#define TB_SAY_UNDER_QUASI                                                                    \
    "as far as provinces with and without it differ, which is not yet proof",                 \
        "theo so sánh giữa tỉnh đã và chưa áp dụng; chưa phải bằng chứng " \
        "tuyệt đối"
/* What others found: names come in both languages, each sentence reads its own. */
#define TB_SAY_STUDY_SIZE "; size as printed: %s %s%.0s", "; mức như đã in: %s %.0s%s"
#define TB_SAY_STUDY                                                                       \
    "%s%.0s (%s%.0s, %s): %s%.0s%s%.0s; design: %s%.0s; carries over here: %s%.0s",        \
        "%.0s%s (%.0s%s, %s): %.0s%s%.0s%s; thiết kế: %.0s%s; mức độ áp dụng " \
        "được ở đây: %.0s%s"
#define TB_SAY_UNDER_ASSUMED "on your own assumption", "theo giả định của người dùng"
#define TB_SAY_ONLY_ASSOCIATION                                                               \
    "Only an association, not cause: %s – %s (%s to %s); no reason yet to begin there.",      \
        "Mới chỉ có mối liên hệ thống kê, không phải quan hệ nhân quả: " \
        "%s – %s (%s lên %s); chưa đủ căn cứ để ưu tiên."
#define TB_SAY_BEGIN                                                                              \
    "Begin with %s – %s: alone it takes the chance from %s to %s (%s).",                          \
        "Ưu tiên trước: %s – %s; riêng nội dung này đưa khả năng đạt từ %s " \
        "lên %s (%s)."
#define TB_SAY_BEGIN_EQUALS                                                                 \
    "Begin with any of %s – %s (their gains cannot be told apart): alone each takes the " \
    "chance from %s to between %s and %s (%s).",                                            \
        "Ưu tiên trước: %s – %s (chưa phân biệt được nội dung nào đem "  \
        "lại nhiều hơn); riêng từng nội dung đưa khả năng đạt từ %s "   \
        "lên mức từ %s đến %s (%s)."
#define TB_SAY_BEGIN_ALIKE                                                                  \
    "Begin with any of %s – %s (their gains cannot be told apart): alone each takes the " \
    "chance from %s to %s (%s).",                                                           \
        "Ưu tiên trước: %s – %s (chưa phân biệt được nội dung nào đem "  \
        "lại nhiều hơn); riêng từng nội dung đưa khả năng đạt từ %s "   \
        "lên %s (%s)."
#define TB_SAY_WHOLE_PLAN \
    "The whole plan (%zu measures%s): %s%s.", "Cả phương án (%zu giải pháp%s): %s%s."
#define TB_SAY_PLAN_ASSOCIATED                                     \
    "; association, not cause", "; mối liên hệ thống kê, " \
                                "không phải quan hệ nhân quả"
#define TB_SAY_PLAN_NOT_ENOUGH                                \
    ", so even then the goal is more likely missed than met", \
        ", nghĩa là ngay cả khi đó khả năng không đạt vẫn lớn hơn"
#define TB_SAY_SCORE_SHEET                                                                        \
    "Enter the criteria that lost points in the province's own score sheet: each becomes a "      \
    "measure with evidence (scoring rules).",                                                     \
        "Bổ sung bảng chấm điểm của địa phương, ghi rõ các tiêu chí bị "    \
        "trừ điểm: mỗi tiêu chí sẽ thành một giải pháp có căn cứ (theo quy " \
        "định chấm điểm)."
#define TB_SAY_OWN_ASSESSMENT                                                                   \
    "No measure has evidence of an effect here. If you have an assessment of your own, give "   \
    "its mean and spread in a table of measures; it will be marked as your assumption.",        \
        "Chưa có căn cứ để lượng hóa giải pháp nào cho chỉ tiêu này. "      \
        "Nếu địa phương có đánh giá riêng, ghi mức tác động trung bình và " \
        "độ lệch chuẩn vào bảng giải pháp; kết quả sẽ ghi rõ là giả "    \
        "định của người dùng."
#define TB_SAY_EVEN_POINTS                \
    "An even chance without action: %s.", \
        "Mức có khả năng đạt khoảng 50%% khi không có thêm giải pháp: %s."
#define TB_SAY_ADVICE_POINTS  "%s points", "%s điểm"
#define TB_SAY_ADVICE_PERCENT "%s%%", "%s%%"
#define TB_SAY_EVEN_PLACE                       \
    "An even chance without action: place %s.", \
        "Mức có khả năng đạt khoảng 50%% khi không có thêm giải pháp: hạng %s."
#define TB_SAY_MOSTLY_NOISE                                                                   \
    "With nothing lasting changed the chance is nearly the same: a rise or fall in one year " \
    "says little about how the province is run.",                                             \
        "Dù không có gì thay đổi lâu dài, khả năng cũng gần như vậy: "      \
        "việc tăng hay giảm trong một năm chưa nói lên hiệu quả điều "      \
        "hành."

/* ---- plan_json.c ---- */
#define TB_MSG_REPORT_CONDITION_VI \
    "condition_vi", "dựa trên mối liên hệ thống kê, không phải quan hệ nhân quả"

/* ---- report_effects.c ---- */
#define TB_MSG_REPORT_WILD_CLUSTER_BOOTSTRAP_MADE \
    "the wild cluster bootstrap is made for twfe", "bootstrap theo cụm chỉ dùng cho twfe"
#define TB_MSG_REPORT_ESTIMATOR_INFLUENCES_BOOTSTRAPS    \
    "the estimator has no influences, or no bootstraps", \
        "phương pháp này không có hàm ảnh hưởng, hoặc không bootstrap"
#define TB_MSG_REPORT_AVERAGE_ESTIMATOR \
    "not an average of this estimator", "phương pháp này không có số trung bình đó"
#define TB_MSG_REPORT_LEAVE_ONE_OUT_REASON            \
    "leave_one_out_reason_vi", "chỉ làm với cs " \
                               "và switchers"
#define TB_MSG_REPORT_CELL_SO_MANY_UNITS                                       \
    "no cell has so many units to compare with", "không năm và nhóm nào " \
                                                 "có đủ đơn vị so sánh"
#define TB_MSG_REPORT_CELL_BOTH_YEARS_UNDER                                                  \
    "no cell has both years under one set of rules, or not cs",                              \
        "không năm và nhóm nào có cả hai năm cùng bộ tiêu chí, hoặc không " \
        "phải cs"
#define TB_MSG_REPORT_GOAL_NAMED "no goal was named", "chưa nêu chỉ tiêu"

/* ---- vega_json.c ---- */
#define TB_MSG_REPORT_PLACES_YEAR_FORECAST_90                               \
    "places by year, and the forecast (90%)", "thứ hạng qua các năm " \
                                              "và khoảng dự báo 90%"
#define TB_MSG_REPORT_HOW_LIKELY_EACH_PLACE          \
    "how likely is each place", "khả năng của " \
                                "từng thứ hạng"
#define TB_MSG_REPORT_CHANCE_COST "the chance by cost", "khả năng đạt theo chi phí"
#define TB_MSG_REPORT_CHANCE_EACH_MEASURE \
    "the chance with each measure", "khả năng đạt khi thực hiện từng giải pháp"
#define TB_MSG_REPORT_ALL_GOALS "all", "tất cả"

#define TB_MSG_REPORT_NO_SCORES_LAST_YEAR "no scores in the last year", "năm cuối không có điểm"
#define TB_MSG_REPORT_NO_BOOTSTRAPS       "no bootstraps", "không bootstrap"
#define TB_MSG_REPORT_NO_PLACEBO_CAN_BE                                      \
    "no placebo can be drawn for this cohort", "không rút được phép " \
                                               "thử giả cho nhóm này"
#define TB_MSG_REPORT_ESTIMATOR_HAS_NO_CELLS \
    "the estimator has no cells", "phương pháp này không có từng năm và nhóm"
#define TB_MSG_REPORT_NOT_ASKED_FOR_DATES \
    "not asked for: `dates` drawn or bounds", "không yêu cầu: `dates` drawn hoặc bounds"
/* --full of a large table. */
#define TB_MSG_REPORT_FULL_TOO_MANY_UNITS                                                        \
    "cannot give the probability of every rank for %zu units, which are too many: ask without "  \
    "`full`",                                                                                    \
        "không ghi được xác suất của từng thứ hạng cho %zu đơn vị vì quá " \
        "nhiều: hãy bỏ `full`"
#endif
