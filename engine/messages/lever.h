/* messages/lever.h - what is said about levers and their effects: English and Vietnamese side
 * by side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_LEVER_H
#define TB_MESSAGES_LEVER_H

#define TB_MSG_LEVER_YEARS_MORE_SERIES_MAY                                           \
    "%zu years are more than a series may have", "%zu năm vượt quá độ dài " \
                                                 "cho phép của một chuỗi"
#define TB_MSG_LEVER_SERIES_CONSTANT "the series is constant", "chuỗi số liệu không đổi"
#define TB_MSG_LEVER_MEASURE_ACTS_WHICH_PANEL                                                    \
    "lever '%s' acts on '%s', which has no data in this panel",                                  \
        "giải pháp '%s' tác động lên '%s', nội dung chưa có số liệu trong bộ " \
        "dữ liệu"
#define TB_MSG_LEVER_MEASURE "lever '%s': ", "giải pháp '%s': "
#define TB_MSG_LEVER_SCORE_SHEET_LATER                                                             \
    "%s: the score sheet is of %d, later than the origin %d: give that of %d or an earlier one",   \
        "%s: bảng chấm điểm là của năm %d, sau năm gốc %d: hãy dùng bảng của " \
        "năm %d hoặc năm trước đó"
#define TB_MSG_LEVER_SCORE_SHEET_SCENARIO                                                       \
    "%s: the score sheet is of %s, the scenario of %s: give the sheet of %s",                   \
        "%s: bảng chấm điểm là của %s, kịch bản là của %s: hãy dùng bảng " \
        "của %s"
#define TB_MSG_LEVER_MEASURE_ADDS_POINTS_WHOSE              \
    "lever '%s' adds %g points to %s, whose maximum is %g", \
        "giải pháp '%s' cộng thêm %g điểm cho %s, trong khi điểm tối đa là %g"
#define TB_MSG_LEVER_MEASURE_ACTS_INDEX_SCENARIO                                                  \
    "lever '%s' acts on %s, an index without a goal in the scenario",                             \
        "giải pháp '%s' tác động lên %s, chỉ số không có chỉ tiêu trong kịch " \
        "bản"
#define TB_MSG_LEVER_IN_SCORE_SHEET \
    "%s: the province of the score sheet: ", "%s: tỉnh ghi trong bảng chấm điểm: "

/* ---- where to begin -------------------------------------------------------------------------- */

/* by which place the province leads: its own in the component, or that of the component it is a
 * part of */
#define TB_MSG_LEVER_LEADS_AT "place %d of %d already", "đã ở hạng %d/%d"
#define TB_MSG_LEVER_LEADS_AS_PART                                 \
    "%s%.0s, which it is a part of, is at place %d of %d already", \
        "%.0s%s (bao gồm nội dung này) đã ở hạng %d/%d"
#define TB_MSG_LEVER_LEADS                                                                        \
    "%s%.0s; it comes before %s%.0s, which is weaker, since that offers less: %+.3f points "      \
    "against %+.3f",                                                                              \
        "%.0s%s; đứng trước %.0s%s (nội dung yếu hơn) vì nội dung đó đem lại " \
        "ít hơn: %+.3f điểm so với %+.3f"
#define TB_MSG_LEVER_NO_MEASURE                                              \
    "no measure of the catalogue acts on it", "danh mục chưa có giải " \
                                              "pháp nào cho nội dung này"

/* ---- what is at stake ------------------------------------------------------------------------ */

#define TB_MSG_LEVER_STAKE_KNOWN                                                                 \
    "%s%.0s: %.2f points at stake (maximum %.2f by the scheme of %d; %.2f in %d); a ceiling, "   \
    "not an effect",                                                                             \
        "%.0s%s: còn có thể giành thêm %.2f điểm (tối đa %.2f theo bộ tiêu chí " \
        "năm %d; đạt %.2f năm %d); là mức trần, chưa phải tác động"
#define TB_MSG_LEVER_STAKE_LIKELY                                                               \
    "%s%.0s: at most %.2f points at stake, likely %.2f to %.2f (maximum %.2f by the scheme of " \
    "%d; shares of the lost points as in %d known cases of fields); a ceiling, not an "         \
    "effect",                                                                                   \
        "%.0s%s: còn có thể giành thêm nhiều nhất %.2f điểm, nhiều khả năng " \
        "từ %.2f đến %.2f (tối đa %.2f theo bộ tiêu chí năm %d; tỷ trọng "     \
        "của lĩnh vực trong số điểm bị mất theo %d trường hợp đã "         \
        "biết của các lĩnh vực); là mức trần, chưa phải tác động"
#define TB_MSG_LEVER_STAKE_BOUND                                                                 \
    "%s%.0s: at most %.2f points at stake (maximum %.2f by the scheme of %d); its score is not " \
    "in the data; a ceiling, not an effect",                                                     \
        "%.0s%s: còn có thể giành thêm nhiều nhất %.2f điểm (tối đa %.2f theo "  \
        "bộ tiêu chí năm %d); chưa có điểm của lĩnh vực này trong bộ dữ "    \
        "liệu; là mức trần, chưa phải tác động"

/* ---- those that adopted a measure beside those that had not yet ---------------------------------
 * Names and verdicts come in both languages, each sentence reads its own. */

#define TB_MSG_LEVER_COMPARED                                                              \
    "provinces with and without it compared (%s%.0s): %s%.0s; not yet proof",              \
        "so sánh giữa tỉnh đã và chưa áp dụng (%.0s%s): %.0s%s; chưa phải " \
        "bằng chứng tuyệt đối"
#define TB_MSG_LEVER_NOT_CONCLUDED                                                           \
    "provinces with and without it compared (%s%.0s): there are data, but not enough to "    \
    "conclude: %s%.0s",                                                                      \
        "so sánh giữa tỉnh đã và chưa áp dụng (%.0s%s): có dữ liệu nhưng " \
        "không đủ để kết luận: %.0s%s"
#define TB_MSG_LEVER_SELECTED                                                         \
    "the data hold the scores of too few of the units that are ranked "               \
    "a year, and mostly of leaders and laggards",                                     \
        "bộ dữ liệu có điểm của quá ít đơn vị trong số được " \
        "xếp hạng mỗi năm, phần lớn ở nhóm đầu và nhóm cuối"
#define TB_MSG_LEVER_QUASI                                                                       \
    "provinces with and without it compared, not yet proof: %zu adopters, %d to %d, shrunk "     \
    "towards zero together with other measures; the spread allows for trends that differ as "    \
    "much as before",                                                                            \
        "so sánh giữa tỉnh đã và chưa áp dụng; chưa phải bằng chứng tuyệt " \
        "đối: %zu tỉnh đã áp dụng, số liệu %d–%d, ước lượng được co "  \
        "về 0 cùng các giải pháp khác; khoảng dao động đã tính cả khi xu "     \
        "hướng còn khác nhau như trước lúc áp dụng"
#define TB_MSG_LEVER_QUASI_LEFT                                                             \
    "provinces with and without it compared, not yet proof: %zu adopters, %d to %d; this "  \
    "province has had it since %d: only what is left of its effect until %d",               \
        "so sánh giữa tỉnh đã và chưa áp dụng; chưa phải bằng chứng "    \
        "tuyệt đối: %zu tỉnh đã áp dụng, số liệu %d–%d; tỉnh đã áp " \
        "dụng từ năm %d nên chỉ tính phần tác động còn lại đến năm %d"
#define TB_MSG_LEVER_QUASI_NOTHING_LEFT                                                     \
    "provinces with and without it compared, not yet proof: %zu adopters, %d to %d; this "  \
    "province has had it since %d: nothing of its effect is left to come until %d",         \
        "so sánh giữa tỉnh đã và chưa áp dụng; chưa phải bằng chứng "    \
        "tuyệt đối: %zu tỉnh đã áp dụng, số liệu %d–%d; tỉnh đã áp " \
        "dụng từ năm %d nên đến năm %d không còn phần tác động tăng thêm"
#define TB_MSG_LEVER_ADOPTION_UNKNOWN                                                      \
    "whether the province had adopted this measure (%s%.0s) by %d is not in the data: no " \
    "number is given",                                                                     \
        "bộ dữ liệu chưa cho biết tỉnh đã áp dụng giải pháp này "      \
        "(%.0s%s) hay chưa, tính đến hết năm %d, nên không đưa ra con số"
#define TB_MSG_LEVER_ADOPTION_UNDATED                                                        \
    "the province had adopted this measure (%s%.0s) by %d, in a year that is not known: "    \
    "what is left of its effect cannot be said",                                             \
        "tỉnh đã áp dụng giải pháp này (%.0s%s) trước hoặc trong năm %d "   \
        "nhưng chưa rõ năm bắt đầu nên không tính được phần tác động " \
        "còn lại"

/* ---- measures of their time ------------------------------------------------------------------ */

#define TB_MSG_LEVER_NOT_YET                                          \
    "it could not be ordered before %d, and the last goal is for %d", \
        "chưa thể thực hiện trước năm %d, trong khi chỉ tiêu cuối là của năm %d"
#define TB_MSG_LEVER_NO_LONGER                                  \
    "it could be ordered until %d only; the plan begins in %d", \
        "chỉ thực hiện được đến năm %d; phương án bắt đầu từ năm %d"

#define TB_MSG_LEVER_SHEET_OF_NONE                                                                 \
    "%s: this is a score sheet, but no index of the panel has score sheets (column score_sheet "   \
    "of the indices): leave it out, or import indices that have them",                             \
        "%s: đây là bảng chấm điểm nhưng không chỉ số nào trong tệp số "      \
        "liệu có bảng chấm điểm (cột score_sheet của bảng chỉ số): hãy bỏ " \
        "bảng này hoặc nhập lại chỉ số có bảng chấm điểm"
#define TB_MSG_LEVER_SHEET_OF_SEVERAL                                                            \
    "%s: this is a score sheet, and more than one index of the panel has score sheets (%s and "  \
    "%s): mark one of them only in the column score_sheet",                                      \
        "%s: đây là bảng chấm điểm nhưng nhiều chỉ số trong tệp số liệu " \
        "có bảng chấm điểm (%s và %s): chỉ ghi một chỉ số trong cột "         \
        "score_sheet"
#define TB_MSG_LEVER_SHEET_FIELD                                                                  \
    "%s: criterion %s of the score sheet is of field %d, but %s has no such field in %d: "        \
    "correct the number of the field",                                                            \
        "%s: tiêu chí %s của bảng chấm điểm thuộc lĩnh vực %d, nhưng %s không " \
        "có lĩnh vực này năm %d: hãy sửa số thứ tự của lĩnh vực"

/* ---- agencies by the name of the year -------------------------------------------------------- */

#define TB_MSG_LEVER_AGENCY_FROM  "%s (from %s)", "%s (từ %s)"
#define TB_MSG_LEVER_AGENCY_UNTIL "%s (until %s)", "%s (đến %s)"
#define TB_MSG_LEVER_AGENCY_THEN  "%s (from %s: %s)", "%s (từ %s: %s)"

/* ---- association_effect.c ---- */
#define TB_MSG_LEVER_SCORE_MAXIMUM_COMPONENT_KNOWN            \
    "the score or the maximum of the component is not known", \
        "chưa biết điểm hoặc điểm tối đa của nội dung này"
#define TB_MSG_LEVER_TOO_FEW_PAIRS_COMPONENT                                              \
    "too few pairs of this component with the index of the goal, or not told apart from " \
    "other components",                                                                   \
        "quá ít cặp số liệu của nội dung này với chỉ số của chỉ "  \
        "tiêu, hoặc không tách được khỏi các nội dung khác"

/* ---- historical_change.c ---- */
#define TB_MSG_LEVER_COMPONENT_LONGER_EXISTS \
    "the component no longer exists", "nội dung này không còn trong bộ tiêu chí"

/* ---- lever.c ---- */
#define TB_MSG_LEVER_SHARE_HEADROOM_GIVEN_BUT                                                \
    "a share of the headroom was given, but the score or the maximum of this component is "  \
    "not known",                                                                             \
        "tác động nêu theo tỷ lệ phần điểm còn thiếu, nhưng chưa biết " \
        "điểm hoặc điểm tối đa của nội dung này"
#define TB_MSG_LEVER_MEASURE_TIED_WHOLE_INDEX                                             \
    "the measure is tied to the whole index, not to a component",                         \
        "giải pháp gắn với cả chỉ số, không gắn với nội dung thành " \
        "phần"

#define TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE_USABLE                                   \
    "association, not cause: %zu usable pairs of the two surveys, too few "         \
    "(at least %d, and as many degrees of freedom beside provinces and years)",     \
        "mối liên hệ thống kê, không phải quan hệ nhân quả: chỉ " \
        "có %zu cặp số liệu dùng được của hai bộ chỉ số, quá " \
        "ít (cần ít nhất %d cặp và số bậc tự do tương ứng)"

#define TB_MSG_LEVER_ASSOCIATION_NOT_CAUSE \
    "association, not cause", "mối liên hệ thống kê, không phải quan hệ nhân quả"
#define TB_MSG_LEVER_PAIRS_PROVINCES_ONE_POINT                                                 \
    "%s: in %zu pairs of %zu provinces (%d-%d) one point of %s goes with %+.2f points of %s "  \
    "(standard error %.2f), within provinces and years; the effect holds if the component %s", \
        "%s: trong %zu cặp số liệu của %zu tỉnh, thành phố (%d–%d), %s cao "    \
        "hơn 1 điểm đi cùng %s chênh %+.2f điểm (sai số chuẩn %.2f), so "        \
        "trong cùng tỉnh và cùng năm; tác động chỉ đúng nếu nội dung %s"
#define TB_MSG_LEVER_CHANGES_USER_S_FIGURE \
    "changes by the user's figure", "thay đổi theo giả định của người dùng"
#define TB_MSG_LEVER_RISES_AS_BEST_QUARTER              \
    "rises as in the best quarter of comparable cases", \
        "tăng được như nhóm 25% tốt nhất trong các trường hợp tương đồng"

#define TB_MSG_LEVER_RIVALS_MOVE_AS_FORECAST                                 \
    "%s: rivals move as forecast, since %s", "%s: các tỉnh xếp liền " \
                                             "kề giữ như dự báo, vì %s"

#define TB_MSG_LEVER_NO_EFFECT_CAN_BE                                           \
    "no effect can be given: %zu usable pairs of "                              \
    "years of comparable provinces, %d are needed",                             \
        "chưa có căn cứ để lượng hóa: chỉ có %zu cặp năm so " \
        "sánh được của các tỉnh tương đồng, cần ít nhất %d"

#define TB_MSG_LEVER_ANYTHING_FROM_NONE_ALL                                                       \
    "anything from none to all of the points lost is won back (the sheet gives no chance)",       \
        "lấy lại từ không điểm nào đến toàn bộ số điểm bị trừ (bảng " \
        "chấm điểm không nêu khả năng)"
#define TB_MSG_LEVER_POINTS_LOST_WON_BACK                                                        \
    "the points lost are won back with the chance %.0f%% that the sheet gives",                  \
        "lấy lại số điểm bị trừ với khả năng %.0f%% nêu trong bảng chấm " \
        "điểm"
#define TB_MSG_LEVER_SCORED_SURVEY                    \
    "%s; scored by survey", "%s; chấm qua điều " \
                            "tra xã hội học"
#define TB_MSG_LEVER_USER_S_FIGURE_CUT                                           \
    "the user's figure, cut at the %.2f points that are missing to the maximum", \
        "giả định của người dùng, không vượt "                    \
        "quá %.2f điểm còn thiếu so với mức tối đa"
#define TB_MSG_LEVER_USER_S_FIGURE "the user's figure", "giả định của người dùng"

#define TB_MSG_LEVER_SHOWN_BESIDE_USER_S                             \
    "shown beside the user's figure, which is the one that is used", \
        "nêu để so sánh; phương án dùng con số của người dùng"
#define TB_MSG_LEVER_TWO_KINDS_EVIDENCE_EXIST                                                \
    "two kinds of evidence exist: the user's figure is used, the other one is shown beside", \
        "có hai loại căn cứ: dùng con số của người "                           \
        "dùng, căn cứ còn lại nêu bên cạnh để so sánh"
#define TB_MSG_LEVER_HOW_MANY_POINTS_INDEX                                                        \
    "the rules in the data do not say how many points of the index one point of this component "  \
    "is worth",                                                                                   \
        "quy định có trong bộ dữ liệu chưa cho biết một điểm của nội dung " \
        "này bằng bao nhiêu điểm của chỉ số"
#define TB_MSG_LEVER_ITS_EFFECT_COMES_YEARS                     \
    "its effect comes %d years after the order, later than %d", \
        "tác động đến sau %d năm kể từ khi thực hiện, muộn hơn năm %d"

#define TB_MSG_LEVER_IF_COMPONENT_RISES                                                       \
    "if the component rises, beyond what is expected without action, as in the best quarter " \
    "of %zu comparable cases (provinces that started near its level, %d year%s later)",       \
        "nếu nội dung này tăng thêm, ngoài mức dự báo khi không có "           \
        "thêm giải pháp, như nhóm 25%% tốt nhất trong %zu trường hợp "         \
        "tương đồng (tỉnh có xuất phát điểm gần nhất, sau %d năm)"
#define TB_MSG_LEVER_EFFECT_COMES_LATER                         \
    "its effect comes %d years after the order, later than %d", \
        "tác động đến sau %d năm kể từ khi thực hiện, muộn hơn năm %d"

#define TB_MSG_LEVER_NO_PAIRS_OF_YEARS                                                 \
    "no effect can be given: no usable pair of years of comparable provinces, %d are " \
    "needed",                                                                          \
        "chưa có căn cứ để lượng hóa: bộ dữ liệu chưa có "         \
        "cặp năm nào so sánh được của các tỉnh tương đồng, "        \
        "cần ít nhất %d"
#define TB_MSG_LEVER_NOT_IN_RULES                                           \
    "the component that it acts on is not in the rules of %s for %d",       \
        "nội dung mà giải pháp tác động đến không có trong " \
        "bộ tiêu chí của %s năm %d"
#define TB_MSG_LEVER_UNKNOWN_WEIGHT                                                               \
    "the rules in the data do not say how many points of the index one point of this component "  \
    "is worth",                                                                                   \
        "quy định có trong bộ dữ liệu chưa cho biết một điểm của nội dung " \
        "này bằng bao nhiêu điểm của chỉ số"
#endif
