/* messages/effects.h - the sentences of effects, English and Vietnamese; both formats read the
 * same arguments in the same order. */
#ifndef TB_MESSAGES_EFFECTS_H
#define TB_MESSAGES_EFFECTS_H

#define TB_MSG_EFFECTS_FEW_YEARS                                                               \
    "an effect needs two years with scores; there are %zu in the years asked for",             \
        "cần ít nhất hai năm có điểm để ước lượng tác động; các năm " \
        "đã chọn chỉ có %zu năm"
#define TB_MSG_EFFECTS_NOBODY_EXPOSED                                                            \
    "no unit with scores adopted between the second year and the last (the outcome has %d to "   \
    "%d; %zu adopted before): no effect can be estimated",                                       \
        "không có đơn vị nào có điểm mà áp dụng từ năm thứ hai đến năm " \
        "cuối (chỉ số có số liệu %d–%d; %zu đơn vị áp dụng từ trước): " \
        "không thể ước lượng tác động"
#define TB_MSG_EFFECTS_ONE_ADOPTER                                                               \
    "only one unit adopted (exposed from %d): its effect cannot be separated from its own "      \
    "random events, so none is estimated",                                                       \
        "chỉ có một đơn vị áp dụng (từ năm %d): không thể tách tác động " \
        "khỏi biến động riêng của đơn vị đó nên không ước lượng"
#define TB_MSG_EFFECTS_ALL_AT_ONCE                                                                \
    "all %zu units adopted at once (exposed from %d): no unit is left to compare with",           \
        "cả %zu đơn vị cùng áp dụng một lúc (từ năm %d): không còn đơn vị " \
        "nào để so sánh"
#define TB_MSG_EFFECTS_NOBODY_LEFT                                                                \
    "no unit is left to compare with in any year from the first exposure on (the last cohort is " \
    "exposed from %d)",                                                                           \
        "từ năm áp dụng đầu tiên không năm nào còn đơn vị để so sánh "      \
        "(nhóm cuối áp dụng từ năm %d)"
#define TB_MSG_EFFECTS_EMPTY_YEARS                                                               \
    "%s, %s: no unit is left to compare with in %s; these years are empty",                      \
        "%s, %s: không còn đơn vị nào để so sánh trong các năm %s; các năm này " \
        "để trống"
#define TB_MSG_EFFECTS_MANY_YEARS                                           \
    "%zu years are more than the %d over which an effect can be estimated", \
        "%zu năm vượt quá %d năm có thể ước lượng tác động"
#define TB_MSG_EFFECTS_MANY_DRAWS                                   \
    "bootstraps and permutations must be at most 100000 (got %zu)", \
        "số lần bootstrap và hoán vị không quá 100000 (đang là %zu)"
#define TB_MSG_EFFECTS_REVERSES                                                               \
    "'%s': line %zu: %s has two years of exposure to %s, %d and %d: a measure that is taken " \
    "back and adopted again cannot be estimated; keep one row",                               \
        "'%s': dòng %zu: %s có hai năm bắt đầu áp dụng %s, %d và %d: không "     \
        "ước lượng được giải pháp bị dừng rồi áp dụng lại; chỉ "    \
        "giữ một dòng"
#define TB_MSG_EFFECTS_CONTRADICTS                                                               \
    "'%s': line %zu: the year %d lies outside the bounds %d to %d of the same row; correct the " \
    "year or the bounds",                                                                        \
        "'%s': dòng %zu: năm %d nằm ngoài khoảng %d-%d của chính dòng đó; sửa "   \
        "năm hoặc khoảng"
#define TB_MSG_EFFECTS_NEVER_AND_YEAR                                                         \
    "'%s': line %zu: never adopted, and the year %d of the same row; correct one of them",    \
        "'%s': dòng %zu: ghi never (chưa áp dụng) nhưng có năm %d; hãy sửa một " \
        "trong hai"
#define TB_MSG_EFFECTS_DATED_WITHOUT_YEAR                                                       \
    "'%s': line %zu: dated, without a date or year; write one, or bounded with its bounds, or " \
    "unknown",                                                                                  \
        "'%s': dòng %zu: ghi dated (có ngày) nhưng không có ngày hay năm; hãy "        \
        "ghi năm, hoặc ghi bounded cùng khoảng năm, hoặc unknown"
#define TB_MSG_EFFECTS_TWO_YEARS                                                                \
    "'%s': line %zu: the date %s and the year %d of the same row differ; correct one of them",  \
        "'%s': dòng %zu: ngày %s và năm %d của chính dòng đó khác nhau; hãy sửa " \
        "một trong hai"
#define TB_MSG_EFFECTS_EXPOSED_BEFORE                                                         \
    "'%s': line %zu: the exposure year %d is before the year of adoption, %d; correct one "   \
    "of them",                                                                                \
        "'%s': dòng %zu: năm bắt đầu chịu tác động %d trước năm áp dụng " \
        "%d; hãy sửa một trong hai"
#define TB_MSG_EFFECTS_UNKNOWN_MEASURE \
    "unknown measure '%s'; expected one of %s", "không có giải pháp '%s'; hiện có: %s"
#define TB_MSG_EFFECTS_NO_EVENTS                                                             \
    "the panel '%s' holds no table of adoptions: import a package with adoption.csv, or "    \
    "give a file of events",                                                                 \
        "tệp '%s' không có bảng áp dụng giải pháp: nhập gói dữ liệu có " \
        "adoption.csv hoặc đưa tệp sự kiện"
#define TB_MSG_EFFECTS_NO_COLUMN                                                           \
    "'%s' has no column '%s': a table of events needs measure, unit and one of date, "     \
    "adopt_year, exposure_year",                                                           \
        "'%s' thiếu cột '%s': bảng sự kiện cần measure, unit và một trong " \
        "date, adopt_year, exposure_year"
#define TB_MSG_EFFECTS_BAD_YEAR                                       \
    "'%s': line %zu: %s must be a year from 1900 to 9999 (got '%s')", \
        "'%s': dòng %zu: %s phải là năm từ 1900 đến 9999 (đang là '%s')"
#define TB_MSG_EFFECTS_BAD_DATE                                                            \
    "'%s': line %zu: date must be YYYY, YYYY-MM, YYYY-MM-DD or day/month/YYYY (got '%s')", \
        "'%s': dòng %zu: date phải có dạng YYYY, YYYY-MM, YYYY-MM-DD hoặc "        \
        "ngày/tháng/năm (đang là '%s')"
#define TB_MSG_EFFECTS_BAD_STATUS                                                               \
    "'%s': line %zu: unknown status '%s'; expected dated, trial, bounded, decided_or_not_yet, " \
    "never or unknown",                                                                         \
        "'%s': dòng %zu: không có trạng thái '%s'; hãy ghi dated, trial, bounded, "      \
        "decided_or_not_yet, never hoặc unknown"
/* the English sentence of the first text, the Vietnamese one of the second */
#define TB_MSG_EFFECTS_BAD_UNIT "'%s': line %zu: %s%.0s", "'%s': dòng %zu: %.0s%s"
#define TB_MSG_EFFECTS_BAD_ROW  "'%s': line %zu: %s%.0s", "'%s': dòng %zu: %.0s%s"
#define TB_MSG_EFFECTS_NO_EIGENVALUES                   \
    "the covariance of %zu effects has no eigenvalues", \
        "ma trận hiệp phương sai của %zu tác động không có trị riêng"
#define TB_MSG_EFFECTS_NO_MEASURE \
    "name a measure and an outcome", "cần nêu giải pháp và chỉ số kết quả"
#define TB_MSG_EFFECTS_NOBODY_DATED \
    "no unit has a dated adoption of '%s'", "không đơn vị nào có ngày áp dụng '%s'"
#define TB_MSG_EFFECTS_NOTHING_TO_BRING                                     \
    "the effect of '%s' on %s has no standard error, so it cannot be used", \
        "tác động của '%s' lên %s không có sai số để sử dụng"
#define TB_MSG_EFFECTS_TWICE                                                \
    "'%s': line %zu: duplicate row of %s and %s", "'%s': dòng %zu: lặp " \
                                                  "lại dòng của %s và %s"
#define TB_MSG_EFFECTS_SINGULAR                                                                \
    "the covariates are collinear in every comparison: leave one out",                         \
        "các biến kiểm soát cộng tuyến trong mọi phép so sánh: hãy bỏ bớt " \
        "một biến"
#define TB_MSG_EFFECTS_BAD_BLOCK                                                          \
    "no cohort has two whole years before and %zu comparison units with whole rows: %s "  \
    "needs them; give years that leave such units",                                       \
        "không nhóm áp dụng nào có hai năm trước và %zu đơn vị so sánh " \
        "đủ số liệu: %s cần điều đó; hãy chọn các năm phù hợp"

/* ---- verdict.c ---- */
#define TB_MSG_EFFECTS_INTERVAL_UNDER_DEVIATIONS_LARGE                                     \
    "no interval under deviations as large as before exposure (M = 1)",                    \
        "không có khoảng tin cậy khi sai lệch lớn như trước khi áp dụng " \
        "(M = 1)"

#define TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_NOBODY                      \
    "cannot be estimated: no unit has a score in the years asked for", \
        "không ước lượng được: không có điểm trong các năm đã chọn"
#define TB_MSG_EFFECTS_CANNOT_BE_ESTIMATED_UNITS                                                   \
    "cannot be estimated: of %.0f units that the publisher ranked a year the data hold %.0f %%, "  \
    "and not at random (leaders and laggards)",                                                    \
        "không ước lượng được: bộ dữ liệu chỉ có %.0f%% trong số %.0f "      \
        "đơn vị được xếp hạng mỗi năm, và không ngẫu nhiên (nhóm đầu và " \
        "nhóm cuối)"

#define TB_MSG_EFFECTS_NO_EVENT_TIME_BEFORE                                        \
    "no event time before exposure has an error", "không có năm nào trước " \
                                                  "khi áp dụng có sai số"
#define TB_MSG_EFFECTS_ERRORS_EVENT_TIMES_CANNOT     \
    "the covariance of the event times is singular", \
        "hiệp phương sai của các năm trước khi áp dụng suy biến"

#define TB_MSG_EFFECTS_NOBODY_COMPARE_WITH "no unit to compare with", "không còn đơn vị để so sánh"
#define TB_MSG_EFFECTS_NO_SCORE_TREATED_UNIT \
    "no score of a treated unit", "không có điểm của đơn vị đã áp dụng"
#define TB_MSG_EFFECTS_NOT_IDENTIFIED "not identified", "không xác định được"
#define TB_MSG_EFFECTS_BASE_YEAR      "the base year", "năm so sánh"
#define TB_MSG_EFFECTS_NO_ERROR_NOTHING_VARIES                                 \
    "no error: nothing varies between the units", "không có sai số: các " \
                                                  "đơn vị không khác nhau"
#define TB_MSG_EFFECTS_ONE_TREATED_UNIT_ITS                                                     \
    "one treated unit: its error leaves out the random events of that unit, so there is no "    \
    "interval and no verdict",                                                                  \
        "chỉ một đơn vị áp dụng: sai số không gồm biến động riêng của " \
        "đơn vị đó nên không có khoảng tin cậy và kết luận"
#define TB_MSG_EFFECTS_COHORT_HAS_AS_MANY                                  \
    "a cohort has as many units as there are "                             \
    "to compare with: no placebo can be drawn",                            \
        "một nhóm có số đơn vị áp dụng không ít hơn số " \
        "đơn vị so sánh: không rút được phép thử giả"
#define TB_MSG_EFFECTS_NOTHING_VARIES_BETWEEN_UNITS \
    "nothing varies between the units", "các đơn vị không khác nhau"
#define TB_MSG_EFFECTS_PERMUTATIONS_MADE_FOR_CS                                   \
    "permutations are made for cs, switchers and twfe", "chỉ hoán vị với " \
                                                        "cs, switchers và twfe"
#define TB_MSG_EFFECTS_NO_PERMUTATIONS_WERE_ASKED \
    "no permutations were asked for", "không yêu cầu hoán vị"

#define TB_MSG_EFFECTS_NO_EVENT_TIMES_BEFORE                \
    "no event times before and after exposure with errors", \
        "không có đủ các năm trước và sau khi áp dụng có sai số"
#define TB_MSG_EFFECTS_NOT_ASKED_FOR "not asked for", "chưa yêu cầu"

#define TB_MSG_EFFECTS_ADOPTERS_WITH_SCORES_FEWER \
    "%zu adopters with scores, fewer than %d", "%zu đơn vị áp dụng có điểm, ít hơn %d"
#define TB_MSG_EFFECTS_NO_CELL_HAS_UNITS                                       \
    "no cell has %zu units to compare with", "không năm và nhóm nào có " \
                                             "đủ %zu đơn vị để so sánh"
#define TB_MSG_EFFECTS_STANDARD_DEVIATIONS "standard deviations", "độ lệch chuẩn"
#define TB_MSG_EFFECTS_POINTS              "points", "điểm"
#define TB_MSG_EFFECTS_WITHOUT_ERROR_NO_VERDICT \
    "%s %s, without an error: no verdict", "%s %s, không có sai số nên không kết luận"
#define TB_MSG_EFFECTS_NO_EFFECT_SHOWN_DIFFERENCE                                                  \
    "no effect shown: a difference of %s %s also comes in %.0f of 100 cases when the dates are "   \
    "drawn at random%s",                                                                           \
        "chưa chứng tỏ tác động: chênh lệch %s %s cũng xuất hiện %.0f trong 100 " \
        "trường hợp khi xáo ngẫu nhiên năm áp dụng%s"
#define TB_MSG_EFFECTS_NO_EFFECT_SEEN_ANYTHING                              \
    "no effect seen; anything above %s %s would probably have been seen%s", \
        "chưa thấy tác động; nếu tác động "                    \
        "trên %s %s thì nhiều khả năng đã thấy%s"
#define TB_MSG_EFFECTS_DIFFERENCE_SEEN                                              \
    "a difference of %s %s is seen (%s to %s)%s%s%s", "thấy chênh lệch %s %s " \
                                                      "(từ %s đến %s)%s%s%s"
#define TB_MSG_EFFECTS_DOES_NOT_SURVIVE_DEVIATIONS                  \
    "; it does not survive deviations as large as before exposure", \
        "; không còn rõ nếu sai lệch lớn như trước khi áp dụng"

#define TB_MSG_EFFECTS_MOVED_DIFFERENTLY_BEFORE          \
    "; those that adopted had moved differently before", \
        "; nhóm áp dụng đã thay đổi khác từ trước đó"
#define TB_MSG_EFFECTS_PLACEBOS_DIFFER                                                   \
    "; outcomes that it should not move differ too, so the measure is hardly the cause", \
        "; các chỉ số không liên quan cũng khác, nên khó là do giải pháp"
#endif
