/* messages/render.h - the words of pages, English and Vietnamese side by side. TB_WORD_...:
 * fixed words, % is a per cent sign. TB_SAY_...: sentences with arguments, both formats read
 * the same ones in the same order (the compiler checks). Words that a leader reads have no
 * code, no option and no name of a file in them; those are for the appendix. */
#ifndef TB_MESSAGES_RENDER_H
#define TB_MESSAGES_RENDER_H

/* ---- evidence -------------------------------------------------------------------------------- */
#define TB_WORD_EVIDENCE_NONE       "none", "chưa có căn cứ để lượng hóa"
#define TB_WORD_EVIDENCE_PUBLISHED  "scoring rules", "theo quy định chấm điểm"
#define TB_WORD_EVIDENCE_HISTORICAL "reach of others", "mức các tỉnh đã đạt được"
#define TB_WORD_EVIDENCE_ESTIMATED \
    "association, not cause", "mối liên hệ thống kê, không phải quan hệ nhân quả"
#define TB_WORD_EVIDENCE_ASSUMED "user's assumption", "giả định của người dùng"
#define TB_WORD_EVIDENCE_QUASI                                                                   \
    "provinces with and without it compared; not yet proof",                                     \
        "so sánh giữa tỉnh đã và chưa áp dụng; chưa phải bằng chứng tuyệt " \
        "đối"
#define TB_WORD_COMPARED_HEAD                                                    \
    "Provinces with and without the measure compared", "So sánh giữa tỉnh " \
                                                       "đã và chưa áp dụng"
#define TB_WORD_COMPARED                                                                      \
    "Provinces that adopted a measure beside those that had not yet, before and after; what " \
    "is not enough to conclude from gives no number.",                                        \
        "Đối chiếu các tỉnh đã áp dụng giải pháp với các tỉnh chưa "    \
        "áp dụng, trước và sau khi áp dụng; chưa đủ căn cứ kết luận "    \
        "thì không đưa ra con số."
/* the dated measure, the index, its component */
#define TB_SAY_COMPARED_OF "%s (%s: %s)", "%s (%s: %s)"
/* of which, what was found, and why it gives no number here */
#define TB_SAY_COMPARED_ONE "%s: %s; not yet proof%s.", "%s: %s; chưa phải bằng chứng tuyệt đối%s."
#define TB_SAY_AND_WHY      "; %s", "; %s"
/* why nothing can be concluded, then the measures of which that holds */
#define TB_SAY_NOT_CONCLUDED                                                              \
    "Not enough to conclude, since %s: %s.", "Chưa đủ căn cứ để kết luận, " \
                                             "vì %s: %s."
#define TB_WORD_EVIDENCE_HEADROOM                                                  \
    "points still to be won, not an effect", "số điểm còn có thể giành " \
                                             "thêm, chưa phải tác động"

/* ---- the first screen ------------------------------------------------------------------------ */
#define TB_SAY_TITLE "%s: goals for %.0f", "%s: chỉ tiêu năm %.0f"
#define TB_SAY_LEAD                                                                        \
    "Known: the published figures in the data, up to the results of %.0f. Each chance is " \
    "the share of %s simulated years in which the goal is met.",                           \
        "Căn cứ số liệu đã công bố có trong bộ dữ liệu, đến hết "  \
        "kết quả năm %.0f. Mỗi khả năng đạt là tỷ lệ số lần chỉ "  \
        "tiêu được hoàn thành trong %s lần mô phỏng."
#define TB_SAY_GOAL_PLACE      "top %.0f", "tốp %.0f"
#define TB_SAY_GOAL_CLIMB      "+%.0f ranks", "tăng %.0f bậc"
#define TB_SAY_GOAL_CLIMB_FROM "+%.0f ranks vs %.0f", "tăng %.0f bậc so với năm %.0f"
#define TB_SAY_GOAL_PERCENT    "at least %s%%", "đạt từ %s%% trở lên"
#define TB_SAY_GOAL_POINTS     "at least %s points", "đạt từ %s điểm trở lên"
#define TB_WORD_GOAL_KEEP      "keep rank", "giữ vững thứ hạng"
#define TB_SAY_LIKELY                                            \
    "The %s goal is likely to be met", "Chỉ tiêu %s nhiều " \
                                       "khả năng đạt"
#define TB_SAY_RATHER_MET \
    "The %s goal is more likely met than missed", "Chỉ tiêu %s có khả năng đạt cao hơn không đạt"
#define TB_SAY_EVEN                                                                 \
    "The %s goal could go either way", "Chỉ tiêu %s có khả năng đạt và " \
                                       "không đạt gần như ngang "            \
                                       "nhau"
#define TB_SAY_HARD      "The %s goal is hard to reach", "Chỉ tiêu %s khó đạt"
#define TB_SAY_VERY_HARD "The %s goal is very hard to reach", "Chỉ tiêu %s rất khó đạt"
#define TB_SAY_TAKES_PLACE                                                                   \
    "%s: it takes place %.0f or better; the province will most likely end near place %.0f.", \
        "%s: cần hạng %.0f trở lên, nhiều khả năng đứng khoảng hạng %.0f."
#define TB_SAY_TAKES_POINTS                                           \
    "%s: it takes %s; the province will most likely score about %s.", \
        "%s: cần %s, nhiều khả năng đạt khoảng %s."
#define TB_SAY_ENDS_NEAR                                      \
    "%s: the province will most likely end near place %.0f.", \
        "%s: nhiều khả năng đứng khoảng hạng %.0f."
#define TB_SAY_RANGE_PLACE                                \
    "Nine times out of ten between place %.0f and %.0f.", \
        "Khoảng dự báo 90%%: từ hạng %.0f đến hạng %.0f."
#define TB_SAY_RANGE_POINTS \
    "Nine times out of ten between %s and %s.", "Khoảng dự báo 90%%: từ %s đến %s."
#define TB_SAY_HEADLINE_ALONE "%s.", "%s."
#define TB_SAY_UNANSWERED                                                    \
    "This goal cannot be answered: %s.", "Chưa trả lời được chỉ " \
                                         "tiêu này: %s."
#define TB_WORD_NO_ANSWER "no answer", "chưa trả lời được"
#define TB_WORD_OR        " (or)", " (hoặc)"
#define TB_SAY_STANDS_RANK_OF_SCORE \
    "Now (%.0f): place %.0f of %.0f, %s.", "Hiện trạng (%.0f): hạng %.0f/%.0f, %s."
#define TB_SAY_STANDS_RANK_OF \
    "Now (%.0f): place %.0f of %.0f.", "Hiện trạng (%.0f): hạng %.0f/%.0f."
#define TB_SAY_STANDS_RANK_SCORE "Now (%.0f): place %.0f, %s.", "Hiện trạng (%.0f): hạng %.0f, %s."
#define TB_SAY_STANDS_RANK       "Now (%.0f): place %.0f.", "Hiện trạng (%.0f): hạng %.0f."
#define TB_SAY_STANDS_SCORE      "Now (%.0f): %s.", "Hiện trạng (%.0f): %s."
#define TB_SAY_STANDS_SIMULATED                                                                 \
    "The year %.0f, from which the goal counts, has no published result: it is simulated too.", \
        "Năm %.0f, là mốc so sánh của chỉ tiêu, chưa có kết quả công bố "    \
        "nên cũng được mô phỏng."
#define TB_SAY_AND_MORE "%s; and %zu more", "%s; và %zu giải pháp khác"
#define TB_SAY_ROWS_CUT                                               \
    "%zu more rows: see the electronic page.", "Còn %zu dòng: xem " \
                                               "bản điện tử."
#define TB_SAY_STANDS_UNKNOWN \
    "Now (%.0f): not in the data.", "Hiện trạng (%.0f): chưa có trong bộ dữ liệu."
#define TB_SAY_LACKS                                                       \
    "Points lacking at even chance: %s.", "Còn thiếu %s điểm để " \
                                          "khả năng đạt bằng 50%%."
#define TB_SAY_SPARE                                                         \
    "%s points to spare at even chance.", "Nếu thấp hơn dự báo %s "  \
                                          "điểm thì khả năng đạt " \
                                          "còn 50%%."
#define TB_SAY_LACKS_PERCENT                         \
    "Percentage points lacking at even chance: %s.", \
        "Còn thiếu %s điểm phần trăm để khả năng đạt bằng 50%%."
#define TB_SAY_SPARE_PERCENT                         \
    "%s percentage points to spare at even chance.", \
        "Nếu thấp hơn dự báo %s điểm phần trăm thì khả năng đạt còn 50%%."
#define TB_SAY_SCORED         "%s points", "%s điểm"
#define TB_SAY_PERCENT_POINTS "%s percentage points", "%s điểm phần trăm"
#define TB_SAY_WITH_OWN_PLAN                                                                     \
    "With a plan for this goal alone (in its section): %s.",                                     \
        "Khi thực hiện phương án dành riêng cho chỉ tiêu này (nêu ở phần chi " \
        "tiết), khả năng đạt là %s."
#define TB_SAY_WITH_PLAN                                               \
    "With the plan below: %s.", "Khi thực hiện phương án nêu " \
                                "dưới đây, khả năng đạt là %s."
#define TB_SAY_RECORD                                                                         \
    "Record: %.0f goals of this kind were given a chance of %.0f to %.0f in 100; %.0f of "    \
    "them (%.0f%%) were met.",                                                                \
        "Đã kiểm chứng: %.0f chỉ tiêu cùng loại từng được dự báo khả " \
        "năng đạt từ %.0f đến %.0f trong 100; thực tế có %.0f chỉ tiêu "     \
        "đạt (%.0f%%)."
#define TB_SAY_NO_RECORD "No record yet: %s.", "Chưa có kiểm chứng: %s."
#define TB_SAY_ALL_TOGETHER                               \
    "All goals together: %s.", "Cùng lúc đạt tất " \
                               "cả các chỉ tiêu: %s."
#define TB_SAY_ALL_TOGETHER_BUT \
    "All goals together: %s (%s).", "Cùng lúc đạt tất cả các chỉ tiêu: %s (%s)."
#define TB_WORD_NONE_ANSWERED                             \
    "No goal can be answered.", "Không có chỉ tiêu " \
                                "nào trả lời được."

#define TB_WORD_PLAN_HEAD "The plan", "Phương án"
#define TB_SAY_PLAN_BRIEF                                  \
    "%.0f measures raise the chance of %s from %s to %s.", \
        "Gồm %.0f giải pháp, đưa khả năng đạt %s từ %s lên %s."
#define TB_SAY_PLAN_FLAT                                    \
    "%.0f measures; the chance of %s hardly changes (%s).", \
        "Gồm %.0f giải pháp; khả năng đạt %s hầu như không thay đổi (%s)."
#define TB_WORD_OF_ALL_GOALS "all goals together", "cùng lúc tất cả các chỉ tiêu"
#define TB_WORD_OF_THE_GOAL  "the goal", "chỉ tiêu"
#define TB_WORD_STILL_MISSED                                \
    "Even then the goals are more likely missed than met.", \
        "Ngay cả khi đó, khả năng không đạt vẫn lớn hơn."
#define TB_WORD_NO_PLAN_YET                                                                 \
    "No plan yet: no measure that touches these goals has evidence of an effect.",          \
        "Chưa lập được phương án: chưa có giải pháp nào liên quan đến " \
        "các chỉ tiêu này có căn cứ để lượng hóa."
#define TB_SAY_PLAN_NAMES "Measures: %s.", "Gồm các giải pháp: %s."
#define TB_WORD_SEE_ANNEX                                      \
    "The annex lists them with agencies, dates and evidence.", \
        "Phụ lục nêu đầy đủ cơ quan chủ trì, thời gian và căn cứ."
#define TB_WORD_NOISE_HEAD "How much is noise", "Phần do biến động ngẫu nhiên"
#define TB_SAY_NOISE_NEARLY                                                                 \
    "For %s the chance is nearly the same with nothing lasting changed. A rise or fall in " \
    "one year says little about how the province is run.",                                  \
        "Với chỉ tiêu %s, dù không có gì thay đổi lâu dài, khả năng "      \
        "đạt cũng gần như vậy. Việc tăng hay giảm trong một năm chưa "    \
        "nói lên hiệu quả điều hành."
#define TB_SAY_NOISE_DIFFERS                                                                    \
    "If no province changed lastingly from the last results and only the noise of one year "    \
    "were at work, the chance would be: %s. The chance above also counts the lasting "          \
    "changes that are to be expected, so that the two differ.",                                 \
        "Nếu thực lực của các tỉnh giữ nguyên như kết quả gần nhất và " \
        "chỉ có biến động ngẫu nhiên trong năm thì khả năng đạt chỉ "      \
        "tiêu %s. Con số ở trên khác vì còn tính cả những thay đổi "           \
        "lâu dài được dự báo."
#define TB_WORD_NEXT_HEAD "For a surer answer", "Để câu trả lời chắc chắn hơn"
#define TB_WORD_BACK_HEAD "Looking back", "Nhìn lại"

/* ---- a goal in detail ------------------------------------------------------------------------ */
#define TB_SAY_WITHOUT_ACTION                                                 \
    "Without action the goal is met in %s.", "Nếu không có thêm giải " \
                                             "pháp, khả năng đạt là %s."
#define TB_SAY_NOISE_ALONE                                                                   \
    "If no province changed lastingly from the last results and only noise were at work: "   \
    "%s; the chance counts lasting changes too.",                                            \
        "Nếu thực lực của các tỉnh giữ nguyên như kết quả gần nhất "  \
        "và chỉ có biến động ngẫu nhiên trong năm: %s; khả năng nêu trên " \
        "còn tính cả những thay đổi lâu dài được dự báo."
#define TB_SAY_STRONGER_END  "The stronger end of the goal: %s.", "Mức cao của chỉ tiêu: %s."
#define TB_SAY_THAT_IS_PLACE "That is place %.0f or better.", "Tức là hạng %.0f trở lên."
#define TB_WORD_EACH_YEAR                                                                    \
    "Each year is measured against the year before: a measure that works early also raises " \
    "the next year's bar, so the plan says when each one begins.",                           \
        "Mỗi năm so với năm liền trước: giải pháp có tác động sớm "     \
        "cũng nâng mức phải vượt của năm sau, vì vậy phương án nêu rõ "  \
        "năm bắt đầu của từng giải pháp."
#define TB_SAY_NATIONAL                                                                          \
    "The goal is about a score, so it depends on the national mean: expected %s (90%%: %s to "   \
    "%s); the chance would be one half at a mean of %s.",                                        \
        "Chỉ tiêu tính theo điểm nên phụ thuộc mặt bằng chung cả nước: "    \
        "điểm trung bình dự báo %s (khoảng dự báo 90%%: %s đến %s); khả năng " \
        "đạt là 50%% nếu mức trung bình bằng %s."
#define TB_SAY_SAME_SCHEME                                                \
    "If the method does not change: %s.", "Nếu không có thay đổi " \
                                          "phương pháp, bộ tiêu chí: %s."
#define TB_WORD_GAP_NEVER                                                                    \
    "In more than half of the cases the goal cannot be met at any score, since the result "  \
    "would be withheld.",                                                                    \
        "Trong hơn nửa số trường hợp chỉ tiêu không thể đạt dù điểm " \
        "cao bao nhiêu, vì kết quả không được công bố."
#define TB_SAY_GAP_YEARLY                                                             \
    "In the middle case the hardest of the years lacks %s (in 8 of 10 cases from %s " \
    "to %s).",                                                                        \
        "Ở trường hợp trung bình, năm khó nhất còn thiếu %s (trong "   \
        "8/10 trường hợp: từ %s đến %s)."
#define TB_SAY_GAP_SPARE                        \
    "At even chance the unit has %s to spare.", \
        "Ở mức khả năng 50%%, địa phương đang dư %s so với chỉ tiêu."
#define TB_SAY_GAP_HALF                                                                       \
    "Points lacking at even chance: %s (in 1 of 10 cases %s; in at least 1 of 10 no score "   \
    "would do, since the result would be withheld).",                                         \
        "Số điểm còn thiếu để khả năng đạt bằng 50%%: %s (1/10 "           \
        "trường hợp: %s; ít nhất 1/10 trường hợp không đạt dù điểm cao " \
        "bao nhiêu, vì kết quả không được công bố)."
#define TB_SAY_GAP                                                                   \
    "Points lacking at even chance: %s (in 8 of 10 cases between %s and %s).",       \
        "Số điểm còn thiếu để khả năng đạt bằng 50%%: %s (trong " \
        "8/10 trường hợp: từ %s đến %s)."
#define TB_SAY_TO_SPARE "%s to spare", "dư %s"
#define TB_SAY_LACKING  "%s lacking", "thiếu %s"
#define TB_SAY_RIVALS                                                                           \
    "Nearest rivals, with how often they are between the unit and its goal when it is missed: " \
    "%s.",                                                                                      \
        "Các tỉnh xếp liền kề cần vượt qua (tỷ lệ số lần đứng giữa " \
        "địa phương và chỉ tiêu khi không đạt): %s."
#define TB_SAY_WITHHELD                                                                          \
    "The result may be withheld (%s); a place then counts as missed.",                           \
        "Kết quả có thể không được công bố (%s); khi đó chỉ tiêu tính là " \
        "không đạt."
#define TB_SAY_FACTS_OF                                                                      \
    "The forecast rests on %s published scores of all years; of the last year known, %.0f "  \
    "of %.0f units are in this data set.",                                                   \
        "Dự báo dựa trên %s điểm số đã công bố của các năm; năm gần " \
        "nhất có điểm của %.0f trong %.0f tỉnh, thành phố trong bộ dữ "     \
        "liệu."
#define TB_SAY_FACTS                                           \
    "The forecast rests on %s published scores of all years.", \
        "Dự báo dựa trên %s điểm số đã công bố của các năm."
#define TB_SAY_SENSITIVITY                                                                      \
    "%s %.0f: place %.0f under the official rules; with other weights, methods and noise from " \
    "%.0f to %.0f (90%%).",                                                                     \
        "%s năm %.0f: hạng %.0f theo cách tính chính thức; nếu đổi trọng số, " \
        "cách tính và tính cả biến động ngẫu nhiên thì từ hạng %.0f đến " \
        "%.0f (90%%)."
#define TB_WORD_GOAL_ADVICE "What to do", "Việc nên làm"

/* ---- components and measures ----------------------------------------------------------------- */
#define TB_WORD_PRICES_HEAD                                                                      \
    "What each component is worth (arithmetic of the scoring rules; says nothing about any "     \
    "measure)",                                                                                  \
        "Giá trị của từng nội dung (tính theo quy định chấm điểm, chưa nói " \
        "gì về giải pháp nào)"
#define TB_SAY_PRICES_SAME                                                                    \
    "A point more in any component counts the same: %s points are needed for 50%%, %s for "   \
    "80%%; 0.1 point adds %s to the chance.",                                                 \
        "Thêm điểm ở bất kỳ nội dung nào cũng có giá trị như nhau: cần " \
        "thêm %s điểm để đạt 50%%, %s điểm để đạt 80%%; cứ 0,1 điểm " \
        "thì khả năng đạt tăng %s."
#define TB_SAY_PRICES_SAME_EVEN                                                               \
    "A point more in any component counts the same: an even chance is reached without more, " \
    "%s points are needed for 80%%; 0.1 point adds %s to the chance.",                        \
        "Thêm điểm ở bất kỳ nội dung nào cũng có giá trị như nhau: đã "  \
        "đạt mức 50%%, cần thêm %s điểm để đạt 80%%; cứ 0,1 điểm thì " \
        "khả năng đạt tăng %s."
#define TB_SAY_PRICES_BARE                                  \
    "Components whose scores are not in the data set: %s.", \
        "Các nội dung chưa có điểm trong bộ dữ liệu: %s."
#define TB_WORD_ABOVE_MAXIMUM "above the maximum", "vượt mức tối đa"
#define TB_WORD_LEVERS_HEAD                                                                 \
    "Measures with evidence, the most useful first (measures of one row are counted once)", \
        "Các giải pháp có căn cứ, xếp theo mức tăng khả năng đạt (các " \
        "giải pháp cùng một dòng chỉ tính một lần)"
#define TB_WORD_NO_LEVER                                                                      \
    "No measure that touches this goal has evidence of an effect.",                           \
        "Chưa có giải pháp nào liên quan đến chỉ tiêu này có căn cứ để " \
        "lượng hóa."
#define TB_WORD_REACH                                                                         \
    "Reach of others is not the effect of a measure but a condition: that the component "     \
    "rises for good, against the national mean, as in the best quarter of comparable cases.", \
        "Mức các tỉnh đã đạt được không phải tác động của riêng "     \
        "giải pháp nào mà là điều kiện: nội dung đó tăng lâu dài so với " \
        "mặt bằng chung như nhóm 25% tốt nhất trong các trường hợp tương "  \
        "đồng."

/* stands before a list that is for the screen */
#define TB_WORD_WHERE_TO_LOOK "Where to look:", "Nơi có thể học hỏi:"

#define TB_SAY_EXAMPLES                                            \
    "%s (%.0f comparable cases): %s.", "%s (%.0f trường hợp " \
                                       "tương đồng): %s."
#define TB_SAY_CONDITION "%s: %s.", "%s: %s."
#define TB_SAY_NOTE_OF   "%s: %s", "%s: %s"
#define TB_SAY_BY_RANK   "By places gained: %s.", "Xếp theo số bậc tăng: %s."
#define TB_SAY_BY_COST                         \
    "By gain of chance per unit of cost: %s.", \
        "Xếp theo mức tăng khả năng đạt trên một đơn vị chi phí: %s."
#define TB_SAY_UNKNOWN                                                                        \
    "%zu more measures touch this goal but have no evidence of an effect; they are in no "    \
    "plan (the appendix lists them with the reason).",                                        \
        "Còn %zu giải pháp liên quan đến chỉ tiêu này chưa có căn cứ để " \
        "lượng hóa, không đưa vào phương án (phụ lục nêu rõ lý do)."
#define TB_SAY_OPINION                                                                       \
    "%s: aimed at the people who answer the survey; it moves the opinion, not the service, " \
    "and the result may be withheld.",                                                       \
        "%s: nhằm vào người trả lời khảo sát; tác động đến nhận "      \
        "định, không phải đến dịch vụ, và có nguy cơ kết quả không "    \
        "được công bố."

/* ---- plans ----------------------------------------------------------------------------------- */
#define TB_SAY_NO_PLAN "No plan: %s.", "Chưa lập được phương án: %s."
#define TB_WORD_PLAN_EMPTY                                                      \
    "Plan: no measure raises the chance.", "Phương án: không giải pháp " \
                                           "nào làm tăng khả năng đạt."
#define TB_SAY_PLAN_MEASURES "%.0f measures", "%.0f giải pháp"
#define TB_SAY_PLAN_PRICE    "cost %s%s%s", "chi phí %s%s%s"
#define TB_SAY_PLAN_PRICE_OF \
    "cost %s%s%s of a budget of %s%s%s", "chi phí %s%s%s, trong ngân sách %s%s%s"
#define TB_SAY_PLAN_RISES                           \
    "Plan (%s%s): the chance rises from %s to %s.", \
        "Phương án (%s%s): khả năng đạt tăng từ %s lên %s."
#define TB_SAY_PLAN_RANK                                      \
    "Expected rank%s%s: from %s to %s.", "Thứ hạng dự " \
                                         "kiến%s%s: từ %s lên %s."
#define TB_WORD_MEAN_OVER_INDICES " (mean over the indices)", " (bình quân các chỉ số)"
#define TB_WORD_PLAN_BY_RANK                     \
    " (what this plan makes as good as it can)", \
        " (phương án này chọn theo thứ hạng dự kiến tốt nhất)"
#define TB_WORD_EQUAL_NONE                                                                     \
    "The simulated years cannot distinguish this plan from doing nothing.",                    \
        "Kết quả mô phỏng không phân biệt được phương án này với việc " \
        "không làm gì thêm."
#define TB_SAY_EQUAL_TO                                                                         \
    "A cheaper plan does as well as far as the simulated years can tell: %s.",                  \
        "Phương án ít tốn kém hơn cho kết quả tương đương trong giới hạn " \
        "mô phỏng: %s."
#define TB_SAY_CORRELATIONS                                                                   \
    "Effects are taken to go together with correlation %s; with 0 the chance is %s, with "    \
    "0.9 %s.",                                                                                \
        "Giả định các tác động tương quan với nhau ở mức %s; nếu bằng " \
        "0 thì khả năng đạt %s, nếu bằng 0,9 thì %s."
#define TB_SAY_CUT_OFF                                                                         \
    "The search was cut off; no plan has a chance above %s.",                                  \
        "Việc tìm kiếm đã dừng ở giới hạn; không phương án nào có khả " \
        "năng đạt quá %s."
#define TB_WORD_ON_CONDITION                                                                  \
    "Where the evidence is the reach of others, this holds on the condition that these "      \
    "components do rise as they did there.",                                                  \
        "Với căn cứ là mức các tỉnh đã đạt được, kết quả này chỉ " \
        "đúng với điều kiện các nội dung đó tăng được như các tỉnh "   \
        "ấy."
#define TB_WORD_PLAN_ALL "Plan for all goals together", "Phương án chung cho mọi chỉ tiêu"
#define TB_SAY_ANNEX                                           \
    "Annex: the plan of %s for %.0f", "Phụ lục: phương " \
                                      "án của %s năm %.0f"
#define TB_SAY_INSTEAD     "%s (or as well: %s)", "%s (có thể thay bằng: %s)"
#define TB_SAY_IMMEDIATELY "%.0f", "năm %.0f"

/* ---- heads of tables ------------------------------------------------------------------------- */
#define TB_WORD_INDEX       "Index", "Chỉ số"
#define TB_WORD_GOAL        "Goal", "Chỉ tiêu"
#define TB_WORD_YEAR        "Year", "Năm"
#define TB_WORD_CHANCE      "Chance", "Khả năng đạt"
#define TB_WORD_THIS_PLACE  "Probability of this place", "Khả năng đứng đúng hạng này"
#define TB_WORD_NOISE       "Noise alone", "Riêng biến động ngẫu nhiên"
#define TB_WORD_THEN        "Chance then", "Khả năng đạt khi đó"
#define TB_WORD_OUTCOME     "What happened", "Kết quả thực tế"
#define TB_WORD_MET         "Met", "Đạt"
#define TB_WORD_YES         "yes", "có"
#define TB_WORD_NO          "no", "không"
#define TB_WORD_NOT_KNOWN   "not known", "chưa biết"
#define TB_SAY_PLACE_THEN   "place %.0f", "hạng %.0f"
#define TB_SAY_PLACE_FROM   " (from %.0f)", " (từ hạng %.0f)"
#define TB_WORD_COMPONENT   "Component", "Nội dung"
#define TB_WORD_SCORE       "Score", "Điểm"
#define TB_WORD_MAX         "Max", "Tối đa"
#define TB_WORD_ADDS        "0.1 point adds", "Thêm 0,1 điểm"
#define TB_WORD_FOR_50      "For 50%", "Cần để đạt 50%"
#define TB_WORD_FOR_80      "For 80%", "Cần để đạt 80%"
#define TB_WORD_REACH_HEAD  "Reach of others", "Các tỉnh đã đạt được"
#define TB_WORD_MEASURES    "Measures", "Giải pháp"
#define TB_WORD_MEASURE     "Measure", "Giải pháp"
#define TB_WORD_AGENCY      "Lead agency", "Cơ quan chủ trì"
#define TB_WORD_EVIDENCE    "Evidence", "Căn cứ"
#define TB_WORD_EFFECT      "Effect (90%)", "Tác động, điểm (90%)"
#define TB_WORD_PLACES      "Places", "Tăng bậc"
#define TB_WORD_CHANCE_WITH "Chance with it (90%)", "Khả năng đạt (90%)"
#define TB_WORD_GAIN        "Gain", "Tăng thêm"
#define TB_WORD_COST        "Cost", "Chi phí"
#define TB_WORD_NUMBER      "No.", "TT"
#define TB_WORD_QUANTITY    "Quantity", "Khối lượng"
#define TB_WORD_START       "Begin", "Bắt đầu"
#define TB_WORD_WORKS_FROM  "At work from", "Có tác động từ"
#define TB_WORD_DEADLINE    "Deadline", "Thời hạn"
#define TB_WORD_ORDERED     "Ordered already", "Đã chỉ đạo"
#define TB_WORD_ORDERED_YES "yes", "đã có"
#define TB_WORD_ID          "Id", "Mã"
#define TB_WORD_PROVINCE    "Province", "Tỉnh, thành phố"
#define TB_WORD_RANK        "Rank", "Thứ hạng"

/* ---- charts ---------------------------------------------------------------------------------- */
#define TB_SAY_CHART_HISTORY \
    "%s: places by year, and the forecast", "%s: thứ hạng qua các năm và khoảng dự báo"
#define TB_SAY_ALT_HISTORY                                                                    \
    "Places of %s in %s from %.0f to %.0f; in %.0f the forecast is place %.0f, 90%% between " \
    "%.0f and %.0f.",                                                                         \
        "Thứ hạng của %s theo %s từ năm %.0f đến %.0f; dự báo năm %.0f là "  \
        "hạng %.0f, 90%% nằm từ hạng %.0f đến %.0f."
#define TB_SAY_CHART_NEIGHBOURS                           \
    "%s: forecast places of the unit and its neighbours", \
        "%s: thứ hạng dự báo của địa phương và các tỉnh xếp liền kề"
#define TB_WORD_ALT_NEIGHBOURS                                                   \
    "For each province the median place, the middle half and the 90% interval.", \
        "Mỗi tỉnh có hạng trung vị, khoảng giữa 50% và khoảng dự báo 90%."
#define TB_SAY_CHART_PLACES                                  \
    "%s: how likely is each place", "%s: khả năng của " \
                                    "từng thứ hạng"
#define TB_SAY_ALT_PLACES                                                                   \
    "The chance of each place; those that meet the goal are darker: %s.",                   \
        "Khả năng của từng thứ hạng; cột đậm là các hạng đạt chỉ " \
        "tiêu: %s."
#define TB_SAY_CHART_TORNADO                                   \
    "%s: the chance with each component raised as others did", \
        "%s: khả năng đạt khi từng nội dung tăng như mức đã nêu"
#define TB_WORD_ALT_TORNADO                                                                     \
    "Bars: spread of the effect; the dashed line is the chance without action.",                \
        "Thanh: độ phân tán của tác động; nét đứt là khả năng đạt nếu " \
        "không có thêm giải pháp."
#define TB_SAY_CHART_FRONTIER "%s: the chance by cost", "%s: khả năng đạt theo chi phí"
#define TB_SAY_CHART_FRONTIER_COUNT \
    "%s: the chance by number of measures", "%s: khả năng đạt theo số giải pháp"
#define TB_WORD_COUNT_OF_MEASURES "Measures", "Số giải pháp"
#define TB_WORD_ALT_FRONTIER_COUNT                            \
    "The best chance that can be had with so many measures.", \
        "Khả năng đạt cao nhất với mỗi số giải pháp."
#define TB_WORD_ALT_FRONTIER                                                          \
    "The best chance that can be had at each cost.", "Khả năng đạt cao nhất " \
                                                     "ở mỗi mức chi phí."

/* ---- effects of dated measures --------------------------------------------------------------- */
#define TB_SAY_CHART_EVENT                                                                      \
    "%s: adopters beside those not yet, by years since adoption",                               \
        "%s: tỉnh đã áp dụng so với tỉnh chưa áp dụng, theo số năm từ khi " \
        "áp dụng"
#define TB_WORD_ALT_EVENT                                                                   \
    "Dots: difference to the year before adoption; bars: bands that hold all years "        \
    "together; left of the dashed line nobody had adopted.",                                \
        "Chấm: chênh lệch so với năm trước khi áp dụng; vạch: dải tin "   \
        "cậy đồng thời cho mọi năm; bên trái nét đứt là trước khi áp " \
        "dụng."
#define TB_SAY_CHART_COHORTS \
    "%s: every cohort and year", "%s: từng nhóm tỉnh theo năm áp dụng và từng năm"
#define TB_WORD_ALT_COHORTS                                                              \
    "Rows: provinces by the first year that counts; columns: years; blue: above those "  \
    "compared with, orange: below; the line marks adoption.",                            \
        "Hàng: nhóm tỉnh theo năm bắt đầu tính; cột: năm; xanh: cao hơn " \
        "nhóm so sánh, cam: thấp hơn; vạch đứng: năm áp dụng."
#define TB_SAY_CHART_PERMUTED                             \
    "%s: differences when the dates are drawn at random", \
        "%s: kết quả nếu xáo ngẫu nhiên năm áp dụng"
#define TB_WORD_ALT_PERMUTED                                                                       \
    "Bars: how often each difference comes when the years of adoption are drawn at random; the "   \
    "line is the actual difference.",                                                              \
        "Cột: số lần xuất hiện của từng mức chênh lệch khi xáo ngẫu nhiên " \
        "năm áp dụng; vạch: mức thực tế."
#define TB_SAY_CHART_SYNTHETIC                                                        \
    "%s: adopters and their synthetic counterpart", "%s: nhóm áp dụng và nhóm " \
                                                    "đối chứng tổng hợp"
#define TB_WORD_ALT_SYNTHETIC                                                               \
    "The largest cohort's mean and the weighted mean of the others that follows it best "   \
    "before adoption.",                                                                     \
        "Trung bình của nhóm lớn nhất và trung bình có trọng số của các " \
        "tỉnh khác bám sát nhất trước khi áp dụng."
#define TB_WORD_EVENT_TITLE \
    "adopters beside those not yet", "tỉnh đã áp dụng so với tỉnh chưa áp dụng"
#define TB_WORD_COHORTS_TITLE   "every cohort and year", "từng nhóm áp dụng và từng năm"
#define TB_WORD_PERMUTED_TITLE  "dates drawn at random", "xáo ngẫu nhiên năm áp dụng"
#define TB_WORD_SYNTHETIC_TITLE "the synthetic counterpart", "nhóm đối chứng tổng hợp"
#define TB_WORD_YEARS_SINCE     "Years since adoption", "Số năm từ khi áp dụng"
#define TB_WORD_EFFECT_SEEN     "Difference, points", "Chênh lệch, điểm"
#define TB_WORD_ADOPTERS        "Adopters", "Số tỉnh áp dụng"
#define TB_WORD_BAND_LOW        "Band from", "Dải tin cậy: từ"
#define TB_WORD_BAND_HIGH       "to", "đến"
#define TB_WORD_ADOPTED         "adopted", "áp dụng"
#define TB_WORD_COHORT          "Adopted in", "Năm áp dụng"
#define TB_WORD_COHORT_AXIS     "cohort", "nhóm"
#define TB_WORD_COHORT_KEY                                            \
    "blue: above those compared with; orange: below; line: adoption", \
        "xanh: cao hơn nhóm so sánh; cam: thấp hơn; vạch đứng: năm áp dụng"
#define TB_WORD_COMPARED_WITH "Compared with", "Số tỉnh so sánh"
#define TB_WORD_CASES         "Cases", "Số trường hợp"
#define TB_SAY_AS_IT_WAS      "actual: %s", "thực tế: %s"
#define TB_WORD_PERMUTED_AXIS "Difference, points", "Chênh lệch, điểm"
#define TB_WORD_ACTUAL        "adopters", "nhóm áp dụng"
#define TB_WORD_COUNTERPART   "synthetic counterpart", "nhóm đối chứng tổng hợp"
#define TB_SAY_FROM_TO        "%s to %s", "%s đến %s"
#define TB_WORD_STUDIES_HEAD  "What was found", "Kết quả"
#define TB_WORD_RESULT_OF     "Outcome", "Chỉ số"
#define TB_WORD_INTERVAL_95   "95% interval", "Khoảng tin cậy 95%"
#define TB_WORD_INTERVAL_90   "90% interval", "Khoảng 90%"
#define TB_WORD_COULD_BE_SEEN "Could be seen from", "Mức có thể thấy"
#define TB_WORD_VERDICT       "In words", "Kết luận"
#define TB_WORD_RANKING_HEAD \
    "Which measures move the outcomes most", "Giải pháp nào tác động nhiều nhất"
#define TB_WORD_RANKING                                                                            \
    "All effects are shrunk towards zero together, since most reforms move little; the error "     \
    "allows for trends that differ as much as before adoption.",                                   \
        "Các ước lượng được co chung về 0, vì phần lớn cải cách chỉ tạo " \
        "thay đổi nhỏ; sai số đã tính cả khi xu hướng còn khác nhau như "        \
        "trước lúc áp dụng."
#define TB_WORD_ORDER         "Place", "Thứ tự"
#define TB_WORD_LIKELY_EFFECT "Likely effect", "Tác động ước lượng"
#define TB_WORD_NOT_CONCLUDED                                                      \
    "There are data, but not enough to conclude", "Có dữ liệu nhưng không " \
                                                  "đủ để kết luận"
#define TB_WORD_EFFECTS_TITLE                             \
    "What dated measures did", "Tác động của các " \
                               "giải pháp đã áp dụng"
#define TB_WORD_EFFECTS_LEAD                                                                  \
    "Provinces that adopted a measure compared with those that had not yet, before and "      \
    "after; not yet proof. No effect seen is a finding.",                                     \
        "So sánh giữa tỉnh đã và chưa áp dụng, trước và sau khi áp dụng; " \
        "chưa phải bằng chứng tuyệt đối. Không thấy tác động cũng là "   \
        "một kết quả."
#define TB_SAY_STUDY_OF "%s. Measures: %s.", "%s. Giải pháp liên quan: %s."
#define TB_WORD_OTHERS_HEAD \
    "What others found of these measures", "Nghiên cứu ở nơi khác về các giải pháp"
#define TB_WORD_OTHERS                                                                         \
    "Findings and sizes as the studies print them, in their own units: none is in points of "  \
    "these indices, and none enters a plan.",                                                  \
        "Kết quả và mức ghi đúng như nghiên cứu đã in, theo đơn vị riêng " \
        "của từng nghiên cứu: không quy đổi ra điểm của các chỉ số "      \
        "này và không đưa vào phương án."
#define TB_WORD_GOAL_PLACE     "goal: place", "chỉ tiêu: hạng"
#define TB_WORD_WITHOUT_ACTION "without action", "nếu không có thêm giải pháp"
#define TB_WORD_WITHHELD_AXIS  "withheld", "không công bố"
#define TB_WORD_BREAK          "new method", "đổi phương pháp"
#define TB_WORD_AXIS_COST      "cost", "chi phí"
#define TB_WORD_LOW            "5%", "5%"
#define TB_WORD_MEDIAN         "Median", "Trung vị"
#define TB_WORD_HIGH           "95%", "95%"
#define TB_WORD_MAP_HEAD       "On the map", "Trên bản đồ"
#define TB_WORD_MAP_NOTE                                                                      \
    "One hexagon a province, near its place on the map; not to scale.",                       \
        "Mỗi ô lục giác là một tỉnh, thành phố, đặt gần đúng vị trí " \
        "trên bản đồ; không theo tỷ lệ."
#define TB_WORD_MAP_HOANG_SA  "Hoàng Sa Is.", "QĐ. Hoàng Sa"
#define TB_WORD_MAP_TRUONG_SA "Trường Sa Is.", "QĐ. Trường Sa"
#define TB_SAY_MAP_CHANCE                                                          \
    "%s: chance of place %.0f or better in %.0f", "%s: khả năng đạt hạng " \
                                                  "%.0f trở lên năm %.0f"
#define TB_SAY_MAP_PLACE "%s: expected place in %.0f", "%s: thứ hạng dự kiến năm %.0f"

/* ---- the what-if tool ------------------------------------------------------------------------ */
#define TB_WORD_WHATIF_HEAD "What if", "Thử phương án khác"
#define TB_WORD_WHATIF_LEAD                                                                  \
    "Move a component or tick measures: the chance moves with it. The sliders go as far as " \
    "any province ever got.",                                                                \
        "Kéo thanh trượt của từng nội dung hoặc chọn giải pháp, khả "     \
        "năng đạt thay đổi theo. Thanh trượt chỉ đến mức các tỉnh "      \
        "từng đạt được."
#define TB_WORD_WHATIF_STATIC                                     \
    "Points added to the index, and the chance that they bring:", \
        "Số điểm tăng thêm của chỉ số và khả năng đạt tương ứng:"
#define TB_WORD_POINTS_ADDED "Points added", "Số điểm tăng thêm"

/* ---- the end of the page --------------------------------------------------------------------- */
#define TB_WORD_NOTES_HEAD   "Notes", "Lưu ý"
#define TB_WORD_SOURCES_HEAD "Sources of the unit's own figures", "Nguồn số liệu của địa phương"
#define TB_WORD_OFFICIAL     "official", "nguồn chính thức"
#define TB_WORD_SECOND_HAND  "second hand", "nguồn thứ cấp"
#define TB_WORD_METHOD_HEAD                                \
    "How the numbers were made", "Các con số được " \
                                 "tính như thế nào"
#define TB_WORD_METHOD_1                                                                           \
    "The scores of all provinces in all published years say how far a province's lasting level "   \
    "moves and how much of each year's change does not last. From there the year of the goals "    \
    "is simulated many times for all provinces at once; the chance is the share of these years "   \
    "in which the goal is met.",                                                                   \
        "Điểm số của tất cả các tỉnh trong các năm đã công bố cho biết "    \
        "thực lực của một tỉnh thay đổi bao nhiêu và bao nhiêu phần của thay " \
        "đổi hằng năm không kéo dài. Từ đó, năm của chỉ tiêu được mô "     \
        "phỏng nhiều lần cho tất cả các tỉnh cùng lúc; khả năng đạt là "     \
        "tỷ lệ số lần chỉ tiêu được hoàn thành."
#define TB_WORD_METHOD_2                                                                          \
    "Noise alone: the lasting level stays as it is and only what changes from year to year is "   \
    "drawn again.",                                                                               \
        "Riêng biến động ngẫu nhiên: thực lực của địa phương giữ nguyên, " \
        "chỉ phần thay đổi thất thường từng năm được mô phỏng lại."
#define TB_WORD_METHOD_3                                                                     \
    "A measure has an effect only where there is evidence for one; without evidence it has " \
    "none and is in no plan.",                                                               \
        "Giải pháp chỉ có tác động khi có căn cứ; chưa có căn cứ thì "   \
        "không lượng hóa và không đưa vào phương án."
#define TB_SAY_CROSS                                                                         \
    "Correlation between the indices in a year, used for all goals together: %s.",           \
        "Tương quan giữa các chỉ số trong cùng một năm, dùng khi tính chung " \
        "các chỉ tiêu: %s."
#define TB_SAY_CROSS_RULES                                                                  \
    "%s and %s %s (one is a part of the other by the scoring rules)",                       \
        "%s và %s: %s (theo quy định chấm điểm, chỉ số này là một phần " \
        "của chỉ số kia)"
#define TB_SAY_CROSS_ASSUMED                                                                \
    "%s and %s assumed 0 (too few pairs for an estimate: %.0f)",                            \
        "%s và %s: giả định bằng 0 (mới có %.0f cặp số liệu, chưa đủ " \
        "để ước lượng)"
#define TB_SAY_CROSS_ESTIMATED                                                                   \
    "%s and %s %s (95%%: %s to %s; estimated from %.0f pairs)",                                  \
        "%s và %s: %s (khoảng tin cậy 95%%: %s đến %s; ước lượng từ %.0f cặp " \
        "số liệu)"
#define TB_WORD_APPENDIX_HEAD                                 \
    "For the person who runs the tool", "Dành cho người " \
                                        "chạy công cụ"
#define TB_SAY_AGAIN                                        \
    "The same numbers again: %s", "Để có lại đúng " \
                                  "các con số này: %s"
#define TB_SAY_MADE_BY                            \
    "tangbac %s, seed %.0f, %s simulated years.", \
        "tangbac %s, số khởi tạo ngẫu nhiên %.0f, %s lần mô phỏng."
#define TB_SAY_INPUT "%s (SHA-256 %s)", "%s (SHA-256 %s)"
#define TB_WORD_SHEET_ADVICE                                                                   \
    "Score sheet: copy datasets/templates/par-criteria.csv, fill it and run again with it as " \
    "the score sheet (criteria).",                                                             \
        "Bảng chấm điểm: sao chép datasets/templates/par-criteria.csv, điền số "  \
        "liệu rồi chạy lại với tệp đó là bảng chấm điểm (criteria)."
#define TB_WORD_OWN_ADVICE                                                                    \
    "Own assessment of a measure: fill mean and sd in a table with the columns of "           \
    "datasets/levers.csv and run again with it as the catalogue (levers).",                   \
        "Đánh giá riêng về giải pháp: ghi mean và sd vào bảng có các cột "   \
        "như datasets/levers.csv rồi chạy lại với tệp đó là danh mục giải " \
        "pháp (levers)."
#define TB_WORD_CATALOGUE_HEAD \
    "All measures that were looked at", "Danh mục các giải pháp đã xem xét"

#include "messages/render_standing.h"

#endif
