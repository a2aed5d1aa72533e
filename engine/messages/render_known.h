/* messages/render_known.h - what a page says of figures besides the data, and where it gives no
 * number: English and Vietnamese side by side. */
#ifndef TB_MESSAGES_RENDER_KNOWN_H
#define TB_MESSAGES_RENDER_KNOWN_H

#define TB_WORD_NO_NUMBER "no number", "không nêu con số"
#define TB_WORD_UNCALIBRATED                                                                \
    "No number is given: past forecasts of this kind of goal for this index were not "      \
    "borne out by what came",                                                               \
        "Không nêu con số: các dự báo trước đây về loại chỉ tiêu này " \
        "của chỉ số này chưa khớp với kết quả thực tế"
#define TB_WORD_UNCALIBRATED_JOINT                                                             \
    "one of them is of a kind whose past forecasts were not borne out by what came",           \
        "có chỉ tiêu thuộc loại mà các dự báo trước đây chưa khớp với " \
        "kết quả thực tế"
#define TB_SAY_TOGETHER_UNSAID                      \
    "All goals together: no number is given (%s).", \
        "Cùng lúc đạt tất cả các chỉ tiêu: không nêu con số (%s)."
#define TB_SAY_PLAN_UNSAID                                                                   \
    "%.0f measures; no probability is given, since past forecasts of such goals were not "   \
    "borne out by what came.",                                                               \
        "Gồm %.0f giải pháp; không nêu khả năng đạt, vì các dự báo "       \
        "trước đây về loại chỉ tiêu này chưa khớp với kết quả thực " \
        "tế."
#define TB_SAY_PLAN_COSTS                                                                   \
    "Plan (%s%s): no probability is given, since past forecasts of such goals were not "    \
    "borne out by what came.",                                                              \
        "Phương án (%s%s): không nêu khả năng đạt, vì các dự báo trước " \
        "đây về loại chỉ tiêu này chưa khớp với kết quả thực tế."
#define TB_SAY_NO_FIGURE                                                                    \
    "The province has no figure of %s of its own in the data: the answer rests on what is " \
    "known of the others. %s",                                                              \
        "Bộ dữ liệu chưa có số liệu %s nào của tỉnh: kết quả chỉ "   \
        "dựa trên số liệu của các tỉnh khác. %s"
#define TB_SAY_STANDS_GROUP "Now (%.0f): group %s.", "Hiện trạng (%.0f): nhóm %s."
#define TB_SAY_OWN_ORIGINS                                                         \
    "Known of single indices up to: %s.", "Riêng từng chỉ số, số liệu " \
                                          "đã công bố đến hết: %s."
#define TB_SAY_KNOWN_BESIDES                                 \
    "Used besides the data: %s.", "Số liệu dùng thêm " \
                                  "ngoài bộ dữ liệu: %s."
#define TB_SAY_KNOWN_GROUP "%s %.0f group %s", "%s năm %.0f nhóm %s"
#define TB_SAY_KNOWN_RANK  "%s %.0f place %.0f", "%s năm %.0f hạng %.0f"
#define TB_SAY_KNOWN_SCORE "%s %.0f score %s", "%s năm %.0f điểm %s"
#define TB_SAY_KNOWN_TOLD  "%s (as the goal says)", "%s (nêu trong chỉ tiêu)"
#define TB_SAY_RECORD_FAILED                                                 \
    "Judged on %.0f published results, all levels of probability together.", \
        "Đã đối chiếu với %.0f kết quả công bố, xét chung mọi mức khả năng."

/* ---- the first screen ---- */
#define TB_SAY_OWN_FIGURES                                                                    \
    "For %s no measure has a figure yet. If the province has its own assessment of what a "   \
    "measure brings, hand it in: the result will say that it is the province's assumption.",  \
        "Với chỉ tiêu %s, chưa có căn cứ để lượng hóa giải pháp nào. "   \
        "Nếu tỉnh có đánh giá riêng về tác động của giải pháp thì cung " \
        "cấp để đưa vào tính toán; kết quả sẽ ghi rõ đó là giả "        \
        "định của tỉnh."
#define TB_SAY_LAST_FIGURE \
    "Last year with a figure: %.0f, %s.", "Năm gần nhất có số liệu: %.0f, %s."
#define TB_SAY_RANK_SHORT "rank %.0f", "hạng %.0f"
#define TB_SAY_NOISE_OF   "%s – %s", "%s – %s"

#endif
