/* messages/plan.h - what stands in the annex of a plan? English and Vietnamese side by side; both
 * read the same arguments in the same order. */
#ifndef TB_MESSAGES_PLAN_H
#define TB_MESSAGES_PLAN_H

/* the component's name in English and in Vietnamese, each sentence reads its own; the index */
#define TB_MSG_PLAN_WATCH                                    \
    "%s%.0s, results of %s for %d (out in April or May %d)", \
        "%.0s%s, kết quả %s năm %d (công bố khoảng tháng 4-5/%d)"
#define TB_MSG_PLAN_WATCH_NOW                                                                     \
    "%s%.0s, results of %s for %d (out in April or May %d): in %d it was %.2f; a change of less " \
    "than %.2f relative to the country is within noise",                                          \
        "%.0s%s, kết quả %s năm %d (công bố khoảng tháng 4-5/%d): năm %d đạt "     \
        "%.2f; thay đổi dưới %.2f điểm so với cả nước vẫn trong mức biến "  \
        "động ngẫu nhiên"

#define TB_MSG_PLAN_QUANTITY_OF_OTHERS "in other provinces: %s", "tham khảo tỉnh khác: %s"

/* ---- costs ----------------------------------------------------------------------------------- */

#define TB_MSG_PLAN_UNPRICED                                                                 \
    "no measure has a cost, while the budget is in '%s'; give costs, or a budget without a " \
    "unit to count measures",                                                                \
        "chưa có giải pháp nào nêu chi phí, trong khi ngân sách tính theo '%s'; " \
        "cần bổ sung chi phí, hoặc bỏ đơn vị tính để ngân sách là số " \
        "giải pháp"
#define TB_MSG_PLAN_WITHOUT_COST                                                             \
    "costs are in '%s': measures without a cost are listed with their effect and are in no " \
    "plan",                                                                                  \
        "chi phí tính theo '%s': giải pháp chưa nêu chi phí vẫn có tác động " \
        "trong danh mục nhưng không đưa vào phương án"

#define TB_MSG_PLAN_CORE                                                                      \
    "a plan is searched among %zu of %zu choices, those that bring most for their cost; one " \
    "with others may be better",                                                              \
        "phương án được chọn trong %zu trên %zu lựa chọn, là những lựa "   \
        "chọn đem lại nhiều nhất so với chi phí; phương án dùng lựa "       \
        "chọn khác có thể tốt hơn"

/* ---- where the province leads already -------------------------------------------------------- */

#define TB_MSG_PLAN_LEADS_NONE_AS_GOOD                                         \
    "%s%.0s; no weaker component that a measure acts on offers as much",       \
        "%.0s%s; chọn vì không có nội dung nào yếu hơn đem lại " \
        "bằng mức này"
#define TB_MSG_PLAN_LEADS_ALL_IN                                                     \
    "%s%.0s; what brings as much in weaker components is in the plan too",           \
        "%.0s%s; giải pháp ở các nội dung yếu hơn mà đem lại không " \
        "kém đều đã có trong phương án"
#define TB_MSG_PLAN_LEADS_DONE "%s%.0s; it is done already", "%.0s%s; giải pháp này đã thực hiện"
#define TB_MSG_PLAN_LEADS_BESIDE                                       \
    "%s%.0s; the measure is chosen for %s%.0s, beside it",             \
        "%.0s%s; giải pháp được chọn vì nội dung %.0s%s, " \
        "đồng thời có tác động đến nội dung này"

/* ---- the counter-offer ----------------------------------------------------------------------- */

#define TB_MSG_PLAN_EVEN_TOO_FAR                       \
    "no year after it can be forecast: at most to %d", \
        "không dự báo được năm nào sau đó (chỉ dự báo đến năm %d)"
#define TB_MSG_PLAN_EVEN_BEYOND                                                              \
    "in no year up to %d does the goal have an even chance without action; at most %.0f in " \
    "100",                                                                                   \
        "đến năm %d chưa năm nào chỉ tiêu này có khả năng đạt từ 50 "    \
        "trong 100 trường hợp trở lên nếu không có thêm giải pháp (cao "     \
        "nhất %.0f trong 100)"

#define TB_MSG_PLAN_EVEN_NOT_WITH_PLAN                                                     \
    "with the plan in no year up to %d either; at most %.0f in 100",                       \
        "kể cả khi thực hiện phương án, đến năm %d chưa năm nào đạt " \
        "từ 50 trong 100 trường hợp trở lên (cao nhất %.0f trong 100)"

/* ---- since last time ------------------------------------------------------------------------- */

#define TB_MSG_PLAN_DONE_NOT_PLANNED                                                            \
    "lever '%s' is done but is in no plan of this question: it counts, and the plan is made "   \
    "again around it",                                                                          \
        "giải pháp '%s' đã thực hiện nhưng không có trong phương án của câu " \
        "hỏi này: vẫn được tính, phương án được lập lại theo đó"

#define TB_MSG_PLAN_DONE_WITHOUT_NUMBER                                                          \
    "lever '%s' is done, but has no number in any goal here: no probability moves by it",        \
        "giải pháp '%s' đã thực hiện nhưng chưa lượng hóa được đối với " \
        "chỉ tiêu nào ở đây nên không làm thay đổi khả năng đạt"

/* ---- plan_result.c ---- */
#define TB_MSG_PLAN_GOAL_CAN_ANSWERED \
    "no goal can be answered", "không có chỉ tiêu nào trả lời được"
#define TB_MSG_PLAN_MEASURES_GIVEN "no measures were given", "chưa nêu giải pháp nào"
#define TB_MSG_PLAN_MEASURE_TOUCHES_GOAL_EVIDENCE                                       \
    "no measure that touches this goal has evidence of an effect",                      \
        "chưa có giải pháp nào liên quan đến chỉ tiêu này có căn cứ " \
        "để lượng hóa"

#define TB_MSG_PLAN_NO_MEASURE_WITH_EVIDENCE                         \
    "no measure with evidence fits the budget: "                     \
    "the cheapest costs %g, the budget is %g",                       \
        "không giải pháp có căn cứ nào vừa ngân sách: " \
        "giải pháp ít tốn kém nhất cần %g, ngân sách là %g"
#endif
