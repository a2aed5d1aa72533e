/* messages/intervene.h - what is said about runs: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_INTERVENE_H
#define TB_MESSAGES_INTERVENE_H

#define TB_MSG_INTERVENE_ASKED                                                           \
    "the question must be asked in a year from %d to %d (got %d): the results of "       \
    "%d were out by then, and the goals were not over",                                  \
        "câu hỏi phải được đặt trong khoảng năm %d đến %d (đang là " \
        "%d): khi đó đã có kết quả năm %d và chưa hết năm của "         \
        "chỉ tiêu"
#define TB_MSG_INTERVENE_YEAR_AFTER_ORIGIN_ORIGIN                                                 \
    "the year %d is not after the origin %d: the origin is the last year whose results were out", \
        "năm %d không sau năm gốc %d: năm gốc là năm gần nhất đã có kết "      \
        "quả công bố"
#define TB_MSG_INTERVENE_RIVALS_MUST_FORECAST_REACH    \
    "rivals must be 'forecast' or 'reach' (got '%s')", \
        "rivals phải là 'forecast' hoặc 'reach' (đang là '%s')"
#define TB_MSG_INTERVENE_GOALS_MORE_60_ONE                       \
    "%zu goals are more than the 60 that one scenario can have", \
        "%zu chỉ tiêu nhiều hơn 60, giới hạn của một kịch bản"
#define TB_MSG_INTERVENE_GOAL_SCENARIO_CAN_ANSWERED                                            \
    "no goal of the scenario can be answered; the first, %s '%s': %s%.0s",                     \
        "không trả lời được chỉ tiêu nào của kịch bản; chỉ tiêu đầu " \
        "tiên, %s '%s': %.0s%s"
#define TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY                      \
    "the question cannot be answered for any unit; for the first: %s%.0s", \
        "không trả lời được cho đơn vị nào; đơn vị đầu tiên: %.0s%s"
#define TB_MSG_INTERVENE_LAST_ORIGIN_PRECEDES_ORIGIN                     \
    "last origin %d precedes origin %d", "năm gốc cuối %d đứng " \
                                         "trước năm gốc đầu %d"
#define TB_MSG_INTERVENE_QUESTION_CANNOT_ANSWERED_ANY_2                 \
    "the question cannot be answered from any of the origins %d to %d", \
        "không trả lời được từ năm gốc nào trong các năm %d đến %d"

/* ---- the atlas ------------------------------------------------------------------------------- */

#define TB_MSG_ATLAS_DRAWS                         \
    "draws must be from 100 to 1000000 (got %zu)", \
        "số lần mô phỏng phải từ 100 đến 1000000 (đang là %zu)"
#define TB_MSG_ATLAS_YEARS \
    "the years ahead must be from 1 to 5 (got %d)", "số năm dự báo phải từ 1 đến 5 (đang là %d)"
#define TB_MSG_ATLAS_NO_INDEX                          \
    "unknown index '%s'", "chưa có chỉ số '%s' " \
                          "trong bộ dữ liệu"
#define TB_MSG_ATLAS_NOTHING                                                                     \
    "no index of the panel can be forecast: an atlas needs scores of two units at least",        \
        "không dự báo được chỉ số nào trong bộ dữ liệu: cần điểm của " \
        "ít nhất hai đơn vị"

/* ---- how a goal was read --------------------------------------------------------------------- */

#define TB_MSG_UNDERSTOOD_PLACE                         \
    "place %d or better in %d", "hạng %d trở lên " \
                                "(tốt hơn) năm %d"
#define TB_MSG_UNDERSTOOD_BAND                                                                   \
    "place %d or better in %d; place %d is the stronger end, whose probability is given beside", \
        "hạng %d trở lên (tốt hơn) năm %d; hạng %d là mức cao hơn, khả năng "  \
        "đạt nêu bên cạnh"
#define TB_MSG_UNDERSTOOD_REGION \
    "among the first %d of the region in %d", "trong nhóm %d tỉnh đứng đầu vùng năm %d"
#define TB_MSG_UNDERSTOOD_CLIMB_KNOWN                                                           \
    "at least %d places up from %d to %d: from place %d to place %d or better",                 \
        "tăng ít nhất %d bậc từ năm %d đến năm %d: từ hạng %d lên hạng %d " \
        "trở lên"
#define TB_MSG_UNDERSTOOD_CLIMB \
    "at least %d places up from %d to %d", "tăng ít nhất %d bậc từ năm %d đến năm %d"
#define TB_MSG_UNDERSTOOD_SCORE                          \
    "score of at least %.2f in %d", "điểm từ %.2f " \
                                    "trở lên năm %d"
#define TB_MSG_UNDERSTOOD_PERCENT        "%.2f%% or more in %d", "từ %.2f%% trở lên năm %d"
#define TB_MSG_UNDERSTOOD_PERCENT_STRICT "more than %.2f%% in %d", "trên %.2f%% năm %d"
#define TB_MSG_UNDERSTOOD_SCORE_STRICT   "score of more than %.2f in %d", "điểm trên %.2f năm %d"
#define TB_MSG_UNDERSTOOD_GAIN                                                                    \
    "at least %.2f points above the score of %d in %d: points of the index, not per cent of it",  \
        "tăng ít nhất %.2f điểm so với năm %d vào năm %d: điểm của chỉ số, " \
        "không phải phần trăm tương đối"
#define TB_MSG_UNDERSTOOD_GAIN_STRICT                                                             \
    "more than %.2f points above the score of %d in %d: points of the index, not per cent of it", \
        "tăng trên %.2f điểm so với năm %d vào năm %d: điểm của chỉ số, "      \
        "không phải phần trăm tương đối"
#define TB_MSG_UNDERSTOOD_KEEP_SCORE \
    "score not below that of %d in %d", "điểm không thấp hơn năm %d vào năm %d"
#define TB_MSG_UNDERSTOOD_RAISE_SCORE \
    "score above that of %d in %d", "điểm cao hơn năm %d vào năm %d"
#define TB_MSG_UNDERSTOOD_GROUP "group %s or better in %d", "nhóm %s trở lên năm %d"
#define TB_MSG_UNDERSTOOD_GROUP_HELD                                             \
    "the group of %d or a better one in %d", "giữ nhóm của năm %d hoặc " \
                                             "nhóm cao hơn vào năm %d"
#define TB_MSG_UNDERSTOOD_YEARLY_PLACES                                                            \
    "at least %d places up in every year from %d to %d against the year before; one year missed "  \
    "is the goal missed",                                                                          \
        "mỗi năm tăng ít nhất %d bậc so với năm liền trước, từ năm %d đến " \
        "năm %d; một năm không tăng đủ là không đạt"
#define TB_MSG_UNDERSTOOD_YEARLY_POINTS                                                         \
    "at least %.2f points up in every year from %d to %d against the year before; one year "    \
    "missed is the goal missed",                                                                \
        "mỗi năm tăng ít nhất %.2f điểm so với năm liền trước, từ năm %d " \
        "đến năm %d; một năm không tăng đủ là không đạt"
#define TB_MSG_UNDERSTOOD_KEEP \
    "place in %d not worse than in %d", "thứ hạng năm %d không thấp hơn năm %d"
#define TB_MSG_UNDERSTOOD_KEEP_AND_RAISE                                                      \
    "place in %d not worse than in %d, and the score higher (across a change of method: the " \
    "place alone)",                                                                           \
        "thứ hạng năm %d không thấp hơn năm %d và điểm số cao hơn (nếu "   \
        "thay đổi phương pháp thì chỉ xét thứ hạng)"
#define TB_MSG_UNDERSTOOD_KEEP_PLACE "place %d held in %d", "giữ hạng %d vào năm %d"
#define TB_MSG_UNDERSTOOD_BOTH                                                                  \
    "in %d both the score and the place better than in %d (place 1: kept)",                     \
        "năm %d cả điểm số và thứ hạng đều tốt hơn năm %d (đang hạng 1 " \
        "thì giữ hạng 1)"
#define TB_MSG_UNDERSTOOD_RISE_SCORE \
    "score in %d higher than in %d", "điểm số năm %d cao hơn năm %d"
#define TB_MSG_UNDERSTOOD_RISE_RANK \
    "place in %d better than in %d", "thứ hạng năm %d tốt hơn năm %d"
#define TB_MSG_UNDERSTOOD_INDEX_ONLY                                                          \
    "score in %d higher than in %d (the goal names neither score nor place; across a change " \
    "of scheme the place counts)",                                                            \
        "điểm số năm %d cao hơn năm %d (chỉ tiêu không nêu điểm hay thứ "   \
        "hạng; khi đổi bộ tiêu chí thì xét thứ hạng)"
#define TB_MSG_UNDERSTOOD_DRAWN                                                                    \
    "Asked before the results of %d were out: where the province stood then is simulated; once "   \
    "they are out (April to May %d) the same goal has another probability",                        \
        "Chỉ tiêu được đặt khi chưa có kết quả năm %d: hiện trạng năm đó " \
        "được mô phỏng; khi có kết quả (khoảng tháng 4-5/%d), cùng chỉ tiêu "   \
        "này sẽ có khả năng đạt khác"
/* the other side of TB_MSG_UNDERSTOOD_DRAWN: of a base year that the goal names */
#define TB_MSG_UNDERSTOOD_KNOWN                                                  \
    "The results of %d are out: the goal counts from where the "                 \
    "province stood then; asked before (April to May %d) the same "              \
    "goal had another probability",                                              \
        "Đã có kết quả năm %d nên tính từ kết quả đó; đặt " \
        "trước khi công bố (khoảng tháng 4-5/%d), cùng chỉ "         \
        "tiêu này có khả năng đạt khác"
#define TB_MSG_UNDERSTOOD_LATER                                                     \
    "The goal also names later years: they are read as a direction, "               \
    "and only %d is judged",                                                        \
        "Chỉ tiêu còn nêu các năm tiếp theo: được hiểu là định " \
        "hướng, khả năng đạt chỉ tính cho năm %d"
#define TB_MSG_UNDERSTOOD_AND "%s. %s", "%s. %s"
#define TB_MSG_UNDERSTOOD_OF_34                               \
    "places from %d are of the %d provinces since July 2025", \
        "thứ hạng từ năm %d tính trên %d tỉnh, thành phố sau sắp xếp (01/7/2025)"

/* ---- what is known besides the panel --------------------------------------------------------- */

#define TB_MSG_KNOWN_GROUP "group %s", "nhóm %s"
#define TB_MSG_KNOWN_RANK  "rank %d", "hạng %d"
#define TB_MSG_KNOWN_SCORE "score %.10g", "điểm %.10g"
#define TB_MSG_KNOWN_CONTRADICTS                             \
    "%s %d of unit %s: %s%.0s [%s] contradicts %s%.0s [%s]", \
        "%s năm %d của đơn vị mã %s: %.0s%s [%s] mâu thuẫn với %.0s%s [%s]"
#define TB_MSG_KNOWN_HELD                                              \
    "%s %d: rank %d of unit %s [%s] contradicts that of unit %s [%s]", \
        "%s năm %d: hạng %d của đơn vị mã %s [%s] mâu thuẫn với hạng của đơn vị mã %s [%s]"
#define TB_MSG_KNOWN_YEAR                                  \
    "%s has no scheme for %d: nothing can be known of it", \
        "%s không có bộ tiêu chí năm %d nên không thể có số liệu"
#define TB_MSG_KNOWN_RANK_BEYOND                          \
    "%s %d: rank %d is beyond the %d units of that year", \
        "%s năm %d: hạng %d vượt quá %d đơn vị của năm đó"
#define TB_MSG_KNOWN_SCORE_BEYOND                                \
    "%s %d: score %.10g is outside its scale of %.10g to %.10g", \
        "%s năm %d: điểm %.10g nằm ngoài thang điểm từ %.10g đến %.10g"
#define TB_MSG_KNOWN_NO_GROUP                           \
    "%s %d: unknown group '%.40s'; expected one of %s", \
        "%s năm %d: không có nhóm '%.40s'; các nhóm là %s"
#define TB_MSG_KNOWN_NO_UNIT "%s has no unit '%.80s'", "%s không có đơn vị '%.80s'"
#define TB_MSG_KNOWN_LATER                                                                   \
    "what is known of %s in %d is later than its origin %d; give %s the origin %d if these " \
    "results were out",                                                                      \
        "số liệu đã biết của %s năm %d muộn hơn năm gốc %d; nếu kết "   \
        "quả đó đã công bố, hãy đặt năm gốc riêng của %s là %d"
#define TB_MSG_KNOWN_WHOSE                                                                     \
    "what is known of %s in %d must name its unit when every unit is asked for",               \
        "số liệu đã biết của %s năm %d phải nêu đơn vị khi hỏi cho tất " \
        "cả các đơn vị"
#define TB_MSG_KNOWN_ORIGIN                                                                        \
    "a goal states the result of %s of %d, which was out then: its origin is that year, not %d",   \
        "chỉ tiêu có nêu kết quả %s năm %d, tức là đã công bố khi đặt chỉ " \
        "tiêu: năm gốc của chỉ số này là năm đó, không phải %d"
#define TB_MSG_KNOWN_ORIGIN_INDEX \
    "unknown index '%.80s' among the origins", "không có chỉ số '%.80s' trong các năm gốc"
#define TB_MSG_KNOWN_ORIGIN_MOVES                                   \
    "an origin of a single index does not go with several origins", \
        "năm gốc riêng của một chỉ số không dùng cùng nhiều năm gốc"
#define TB_MSG_KNOWN_NOT_USED                                 \
    "%s '%s': what it states of a past year is not used: %s", \
        "%s '%s': số liệu năm trước nêu trong chỉ tiêu không được dùng: %s"
#define TB_MSG_KNOWN_NO_TABLE                                            \
    "no table of %s agrees with what is known besides (%s%.0s): %s%.0s", \
        "không có bảng %s nào phù hợp với số liệu đã biết thêm (%.0s%s): %.0s%s"

/* ---- progress -------------------------------------------------------------------------------- */

#define TB_MSG_INTERVENE_FIGURE_UNUSED                                                        \
    "the figure of %s in %d changes nothing: no goal is about that index and year",           \
        "số liệu của %s năm %d không làm thay đổi kết quả: không có chỉ " \
        "tiêu nào về chỉ số và năm đó"
#define TB_MSG_INTERVENE_FIGURES_CONTRADICT                                                      \
    "the figures of the progress contradict the forecast: only %.0f of %zu draws come near "     \
    "them; check the figures, their years and their standard errors",                            \
        "số liệu tiến độ mâu thuẫn với dự báo: chỉ có %.0f trong %zu lần " \
        "mô phỏng gần với số liệu; hãy kiểm tra số liệu, năm và sai số "   \
        "chuẩn"

/* ---- intervene.c ---- */
#define TB_MSG_INTERVENE_EVIDENCE_ESTIMATED_MEASURES_MAY                                     \
    "with the evidence `estimated`, measures may also rest on what goes together between "   \
    "surveys: association, not cause; a plan with such measures is only as good as that "    \
    "association",                                                                           \
        "với căn cứ `estimated`, giải pháp có thể dựa trên mối liên hệ "  \
        "thống kê, không phải quan hệ nhân quả, giữa các bộ chỉ số; "    \
        "phương án có giải pháp như vậy chỉ đáng tin ngang với mối liên " \
        "hệ đó"

/* ---- outcome.c ---- */
#define TB_MSG_INTERVENE_FIGURE_YEAR_DATA                                        \
    "the figure of that year is not in the data", "số liệu năm đó chưa " \
                                                  "có trong bộ dữ liệu"

#define TB_MSG_INTERVENE_HIGH     "high", "Cao nhất"
#define TB_MSG_INTERVENE_MID_HIGH "mid-high", "Trung bình cao"
#define TB_MSG_INTERVENE_MID_LOW  "mid-low", "Trung bình thấp"
#define TB_MSG_INTERVENE_LOW      "low", "Thấp nhất"

#define TB_MSG_INTERVENE_CANNOT_BE_FORECAST "it cannot be forecast", "không dự báo được"

#define TB_MSG_INTERVENE_UNIT_ENDED                                                            \
    "%s has been a part of %s since 1 July 2025: the answer is about the province as it was, " \
    "among the 63; results of %d may not be published for it",                                 \
        "%s đã sáp nhập vào %s từ ngày 01/7/2025: kết quả tính cho "             \
        "địa phương trước khi sáp nhập, trong 63 tỉnh, thành phố; "            \
        "kết quả năm %d của địa phương có thể không được công bố riêng"
#define TB_MSG_INTERVENE_NO_GOAL_CAN_BE \
    "no goal can be answered", "không có chỉ tiêu nào trả lời được"
#define TB_MSG_INTERVENE_OVER_GOALS_THAT_CAN          \
    "over the %zu of %zu goals that can be answered", \
        "tính trên %zu trong %zu chỉ tiêu trả lời được"

#define TB_MSG_INTERVENE_RESULT_WAS_WITHHELD         \
    "the result was withheld", "kết quả không " \
                               "được công bố"

#define TB_MSG_INTERVENE_UNIT_HAS_NO_COMPOSITE \
    "the unit has no composite that year", "tỉnh chưa có điểm tổng hợp năm đó"

#define TB_MSG_INTERVENE_THERE_NO_UNITS "there are no units", "không có đơn vị nào"
#define TB_MSG_INTERVENE_FROM_ORIGIN_QUESTION_CANNOT          \
    "from the origin %d the question cannot be answered: %s", \
        "từ năm gốc %d không trả lời được câu hỏi: %s"

/* In English the result gives the reason of the simulation ("withheld", "not in the data"). */
#define TB_MSG_INTERVENE_COMPONENTS_MISSING                \
    "the data lack scores of components of this province", \
        "chưa có đủ điểm thành phần của tỉnh trong bộ dữ liệu"
#endif
