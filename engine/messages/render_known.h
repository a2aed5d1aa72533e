/* messages/render_known.h - what a page says of figures besides the data, and where it gives no
 * number: English and Vietnamese side by side. */
#ifndef TB_MESSAGES_RENDER_KNOWN_H
#define TB_MESSAGES_RENDER_KNOWN_H

#define TB_WORD_NO_NUMBER "no number", "không nêu con số"
#define TB_WORD_UNCALIBRATED                                                                      \
    "No number is given: past forecasts of this kind of goal for this index were not borne out "  \
    "by the results",                                                                             \
        "Không nêu con số: các dự báo trước đây về loại chỉ tiêu này của " \
        "chỉ số này chưa khớp với kết quả thực tế"
#define TB_WORD_UNCALIBRATED_JOINT                                                             \
    "one of them is of a kind whose past forecasts were not borne out by the results",         \
        "có chỉ tiêu thuộc loại mà các dự báo trước đây chưa khớp với " \
        "kết quả thực tế"
#define TB_SAY_TOGETHER_UNSAID                      \
    "All goals together: no number is given (%s).", \
        "Cùng lúc đạt tất cả các chỉ tiêu: không nêu con số (%s)."
#define TB_SAY_PLAN_UNSAID                                                                       \
    "%.0f measures; no probability is given, since past forecasts of such goals were not borne " \
    "out by the results.",                                                                       \
        "Gồm %.0f giải pháp; không nêu khả năng đạt, vì các dự báo trước "  \
        "đây về loại chỉ tiêu này chưa khớp với kết quả thực tế."
#define TB_SAY_PLAN_COSTS                                                                         \
    "Plan (%s%s): no probability is given, since past forecasts of such goals were not borne "    \
    "out by the results.",                                                                        \
        "Phương án (%s%s): không nêu khả năng đạt, vì các dự báo trước đây " \
        "về loại chỉ tiêu này chưa khớp với kết quả thực tế."
#define TB_SAY_NO_FIGURE                                                                           \
    "The province has no figure of %s of its own in the data: the answer rests on what is "        \
    "known of the others.",                                                                        \
        "Bộ dữ liệu chưa có số liệu %s nào của địa phương: kết quả chỉ " \
        "dựa trên số liệu của các tỉnh khác."
#define TB_SAY_NO_FIGURE_CELL "%s (no figure of its own)", "%s (chưa có số liệu của địa phương)"
#define TB_SAY_STANDS_GROUP   "Now (%.0f): group %s.", "Hiện trạng (%.0f): nhóm %s."
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
#define TB_SAY_RECORD_FAILED                                            \
    "Forecasts of this kind were held against %.0f published results.", \
        "Đã đối chiếu các dự báo cùng loại với %.0f kết quả công bố."

/* ---- the first screen ---- */
#define TB_SAY_OWN_FIGURES                                                                      \
    "For %s no measure has a figure yet. If the province has its own assessment of what a "     \
    "measure brings, provide it: the result will say that it is the province's assumption.",    \
        "Với %s, chưa có căn cứ để lượng hóa giải pháp nào. Nếu địa "    \
        "phương có đánh giá riêng về tác động của giải pháp thì cung cấp " \
        "để đưa vào tính toán; kết quả sẽ ghi rõ đó là giả định của "  \
        "địa phương."
#define TB_SAY_LAST_FIGURE \
    "Last year with a figure: %.0f, %s.", "Năm gần nhất có số liệu: %.0f, %s."
#define TB_SAY_RANK_SHORT       "rank %.0f", "hạng %.0f"
#define TB_SAY_NOISE_OF         "%s: %s", "%s là %s"
#define TB_SAY_GOALS_NAMED      "%s", "chỉ tiêu %s"
#define TB_SAY_GOALS_COUNTED    "%d goals", "%d chỉ tiêu"
#define TB_SAY_GOAL_IN_SENTENCE "%s (%s)", "%s (%s)"

/* ---- many goals in one table ---- */
#define TB_WORD_GOALS_HEAD         "The goals", "Các chỉ tiêu"
#define TB_WORD_NEWS               "In words", "Nhận định"
#define TB_WORD_STANDING_NOW       "Now", "Hiện trạng"
#define TB_WORD_RECORD_CELL        "Record", "Kiểm chứng"
#define TB_SAY_RECORD_CELL         "%.0f of %.0f met", "%.0f/%.0f đạt"
#define TB_WORD_NO_RECORD_CELL     "none yet", "chưa có"
#define TB_WORD_RECORD_FAILED_CELL "not borne out", "chưa khớp"
#define TB_WORD_UNCALIBRATED_CELL                                                               \
    "Past forecasts of this kind were not borne out by the results.",                           \
        "Các dự báo trước đây về loại chỉ tiêu này chưa khớp với thực " \
        "tế."
#define TB_SAY_COMPONENT_OF    "%s – %s", "%s – %s"
#define TB_WORD_CASES_TAIL     " cases", " trường hợp"
#define TB_WORD_HUNDRED_HEAD   "Chance (of 100 cases)", "Khả năng đạt (trường hợp)"
#define TB_WORD_LIKELY_ROW     "Likely to be met", "Nhiều khả năng đạt"
#define TB_WORD_RATHER_ROW     "More likely met than missed", "Khả năng đạt cao hơn không đạt"
#define TB_WORD_EVEN_ROW       "Could go either way", "Khả năng đạt và không đạt gần như ngang nhau"
#define TB_WORD_HARD_ROW       "Hard to reach", "Khó đạt"
#define TB_WORD_VERY_HARD_ROW  "Very hard to reach", "Rất khó đạt"
#define TB_SAY_PLACE_OF        "place %.0f of %.0f", "hạng %.0f/%.0f"
#define TB_SAY_GROUP_CELL      "group %s", "nhóm %s"
#define TB_SAY_OF_YEAR         "%.0f: %s", "%.0f: %s"
#define TB_WORD_NO_FIGURE_CELL "no figure", "chưa có số liệu"
#define TB_WORD_SIMULATED_CELL "not published yet", "chưa công bố"
#define TB_WORD_GOALS_NOTE                                                                  \
    "Record: how many goals of the kind that were given such a chance were "                \
    "met. What is lacking and what could be set instead: see the details.",                 \
        "Kiểm chứng: số chỉ tiêu đã đạt trên số chỉ tiêu cùng loại " \
        "từng được dự báo ở mức tương đương. Số điểm còn thiếu "  \
        "và mức có thể đặt thay: xem chi tiết."
#define TB_WORD_NOISE_COLUMN                                                                \
    "Noise alone: the chance if no province changed lastingly. Where it is "                \
    "near the chance, a rise or fall in one year says little about how the "                \
    "province is run.",                                                                     \
        "Riêng biến động ngẫu nhiên: khả năng đạt nếu thực lực của " \
        "các tỉnh giữ nguyên. Hai con số gần nhau thì tăng hay "                \
        "giảm trong một năm chưa nói lên hiệu quả điều hành."
#define TB_SAY_PLAN_REST \
    "%d more measures: see the annex.", "Còn %d giải pháp: xem chi tiết tại phụ lục."

#endif
