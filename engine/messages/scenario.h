/* messages/scenario.h - what is said about scenarios and catalogues: English and Vietnamese
 * side by side, with the same arguments in the same order (the compiler checks both where they
 * are used). */
#ifndef TB_MESSAGES_SCENARIO_H
#define TB_MESSAGES_SCENARIO_H

#define TB_MSG_SCENARIO_IN_COLUMN "%s:%zu: %s: ", "%s:%zu: %s: "
#define TB_MSG_SCENARIO_NEITHER_TABLE_LEVERS_COLUMNS                                         \
    "%s: neither a table of levers (columns id, component, ...) nor a score sheet (columns " \
    "criterion, max, awarded, ...)",                                                         \
        "%s: không phải bảng giải pháp (cột id, component, ...) cũng không "     \
        "phải bảng chấm điểm (cột criterion, max, awarded, ...)"
#define TB_MSG_SCENARIO_COLUMN_COMPONENT_MISSING \
    "%s: the column 'component' is missing", "%s: thiếu cột 'component'"
#define TB_MSG_SCENARIO_FILE_LEVERS_MUST_LIST                                                    \
    "%s: a file of levers must be a list of levers, or an object with the member 'levers'",      \
        "%s: tệp giải pháp phải là danh sách giải pháp, hoặc đối tượng có " \
        "mục 'levers'"
#define TB_MSG_SCENARIO_LEVER_HAS_SD_BUT                                                         \
    "%s: lever '%s' on %s has an sd but no mean",                                                \
        "%s: giải pháp '%s' đối với %s có độ lệch chuẩn (sd) nhưng không có " \
        "trung bình (mean)"
#define TB_MSG_SCENARIO_MEASURE_GIVES_EFFECT_WITHOUT                                               \
    "%s: lever '%s' gives an effect on %s without a spread; add sd, how far the effect may lie "   \
    "from its mean",                                                                               \
        "%s: giải pháp '%s' nêu tác động lên %s mà không nêu độ phân tán; cần " \
        "thêm sd (mức dao động quanh giá trị trung bình)"
#define TB_MSG_SCENARIO_LEVER_MEAN_SD_MUST               \
    "%s: lever '%s' on %s: mean and sd must be numbers", \
        "%s: giải pháp '%s' đối với %s: mean và sd phải là số"
#define TB_MSG_SCENARIO_LEVER_SD_BELOW                                             \
    "%s: lever '%s' on %s: sd must not be below 0 (got %g)",                       \
        "%s: giải pháp '%s' đối với %s: độ lệch chuẩn (sd) không " \
        "được âm (đang là %g)"
#define TB_MSG_SCENARIO_LEVER_SHARE_HEADROOM_MUST                                       \
    "%s: lever '%s' on %s: a share of the headroom must be between -1 and 1 (got %g)",  \
        "%s: giải pháp '%s' đối với %s: tỷ lệ số điểm còn có thể " \
        "giành thêm phải từ -1 đến 1 (đang là %g)"
#define TB_MSG_SCENARIO_LEVER_REQUIRES_WHICH_AMONG                 \
    "%s: lever '%s' requires '%s', which is not among the levers", \
        "%s: giải pháp '%s' cần '%s', không có trong danh sách giải pháp"
#define TB_MSG_SCENARIO_LEVER_EXCLUDES_WHICH_AMONG                 \
    "%s: lever '%s' excludes '%s', which is not among the levers", \
        "%s: giải pháp '%s' loại trừ '%s', không có trong danh sách giải pháp"
#define TB_MSG_SCENARIO_LEVER_EXCLUDES_ITSELF \
    "%s: lever '%s' excludes itself", "%s: giải pháp '%s' tự loại trừ chính nó"
#define TB_MSG_SCENARIO_PREREQUISITES_MEASURE_RUN_CIRC                                           \
    "%s: the prerequisites of lever '%s' run in a circle; take one of them out",                 \
        "%s: điều kiện tiên quyết của giải pháp '%s' quay vòng; cần bỏ bớt " \
        "một điều kiện"
#define TB_MSG_SCENARIO_MEASURE_COSTS_WHILE_OTHERS                                            \
    "%s: lever '%s' costs in '%s' while others or the budget are in '%s'; use one cost unit", \
        "%s: giải pháp '%s' tính chi phí theo '%s' trong khi giải pháp khác hoặc " \
        "ngân sách tính theo '%s'; chỉ dùng một đơn vị chi phí"
#define TB_MSG_SCENARIO_DUPLICATE_LEVER             \
    "%s: duplicate lever '%s'", "%s: giải pháp " \
                                "'%s' bị trùng"
#define TB_MSG_SCENARIO_MUST_LIST_LEVER_IDS \
    "%s: '%s' must be a list of lever ids", "%s: '%s' phải là danh sách mã giải pháp"
#define TB_MSG_SCENARIO_LEVER_EACH_EFFECTS_MUST                                              \
    "%s: lever '%s': each of the 'effects' must be an object with a 'component'",            \
        "%s: giải pháp '%s': mỗi mục của 'effects' phải là đối tượng có " \
        "'component'"
#define TB_MSG_SCENARIO_LEVER_EFFECT_MISSING_COMPONENT  \
    "%s: lever '%s': an effect is missing 'component'", \
        "%s: giải pháp '%s': có tác động thiếu 'component'"
#define TB_MSG_SCENARIO_LEVER_PER_GOT_MUST                             \
    "%s: lever '%s': 'per' must be 'points' or 'headroom' (got '%s')", \
        "%s: giải pháp '%s': 'per' phải là 'points' hoặc 'headroom' (đang là '%s')"
#define TB_MSG_SCENARIO_LEVER_NEEDS_EFFECTS_LIST                                         \
    "%s: lever '%s' needs 'effects', a list such as [ { \"component\": \"PAPI.D5\" } ]", \
        "%s: giải pháp '%s' cần 'effects', là danh sách như [ { \"component\": " \
        "\"PAPI.D5\" } ]"
#define TB_MSG_SCENARIO_EACH_LEVERS_MUST_OBJECT                                     \
    "%s: each of the 'levers' must be an object", "%s: mỗi mục của 'levers' " \
                                                  "phải là một đối tượng"
#define TB_MSG_SCENARIO_LEVER_MISSING_ID \
    "%s: a lever is missing 'id'", "%s: có giải pháp thiếu 'id'"
#define TB_MSG_SCENARIO_LEVER_COST_MUST_LEAST           \
    "%s: lever '%s': cost must be at least 0 (got %g)", \
        "%s: giải pháp '%s': chi phí phải từ 0 trở lên (đang là %g)"
#define TB_MSG_SCENARIO_ONE_FILE_TOO_MANY                     \
    "'%s' is one file too many: a scenario reads at most %d", \
        "'%s' là tệp vượt quá giới hạn: một kịch bản đọc tối đa %d tệp"
#define TB_MSG_SCENARIO_ASKED                                                     \
    "the day of the question must be a date as 2025-09-15 or 2025-09 (got '%s')", \
        "ngày đặt câu hỏi phải là ngày hoặc tháng như 15/9/2025, 9/2025 (đang là '%s')"
#define TB_MSG_SCENARIO_MEMBER_MISSING "%s: the member '%s' is missing", "%s: thiếu mục '%s'"
#define TB_MSG_SCENARIO_EACH_GOALS_MUST_OBJECT                                            \
    "%s: each of the 'goals' must be an object such as { \"index\": \"PAPI\", \"goal\": " \
    "\"+5 ranks\" }",                                                                     \
        "%s: mỗi mục của 'goals' phải là đối tượng như { \"index\": "     \
        "\"PAPI\", \"goal\": \"tăng 5 bậc\" }"
#define TB_MSG_SCENARIO_GOALS_MUST_LIST_LEAST          \
    "%s: 'goals' must be a list of at least one goal", \
        "%s: 'goals' phải là danh sách có ít nhất một chỉ tiêu"
#define TB_MSG_SCENARIO_ANY_MUST_LIST_LEAST          \
    "%s: 'any' must be a list of at least one goal", \
        "%s: 'any' phải là danh sách có ít nhất một chỉ tiêu"
#define TB_MSG_SCENARIO_MUST_EMPTY                   \
    "%s: '%s' must not be empty", "%s: '%s' không " \
                                  "được để trống"
#define TB_MSG_SCENARIO_UNKNOWN_OBJECTIVE_EXPECTED_CHA                                            \
    "unknown objective '%s'; expected 'chance', 'joint' (one plan for all goals) or 'rank' (the " \
    "expected rank)",                                                                             \
        "không có mục tiêu tối ưu '%s'; chọn 'chance' (khả năng đạt), 'joint' "   \
        "(một phương án cho mọi chỉ tiêu) hoặc 'rank' (thứ hạng dự kiến)"
#define TB_MSG_SCENARIO_BUDGET_MUST_NUMBER \
    "%s: the budget of %d must be a number", "%s: ngân sách năm %d phải là số"
#define TB_MSG_SCENARIO_BUDGET_MUST_LEAST_0             \
    "%s: the budget of %d must be at least 0 (got %g)", \
        "%s: ngân sách năm %d phải từ 0 trở lên (đang là %g)"
#define TB_MSG_SCENARIO_THERE_BUDGET_BUT_LEVERS                           \
    "%s: there is a budget for %d, but levers begin after the origin %d", \
        "%s: có ngân sách cho năm %d, nhưng giải pháp bắt đầu sau năm gốc %d"
#define TB_MSG_SCENARIO_BUDGET_MUST_LEAST_0_2                                    \
    "%s: the budget must be at least 0 (got %g)", "%s: ngân sách phải từ " \
                                                  "0 trở lên (đang là %g)"
#define TB_MSG_SCENARIO_YEARLY_BUDGET_MUST_HAVE         \
    "%s: a yearly budget must have from 1 to 20 years", \
        "%s: ngân sách theo năm phải có từ 1 đến 20 năm"
#define TB_MSG_SCENARIO_BUDGET_AMOUNT                                                   \
    "expected a budget as '10', '10 tỷ đồng', '1.500 triệu đồng' or "         \
    "'1.5 billion VND' (got '%s')",                                                     \
        "ngân sách phải ghi như '10', '10 tỷ đồng', '1.500 triệu đồng' " \
        "hoặc '1.5 billion VND' (đang là '%s')"
#define TB_MSG_SCENARIO_BUDGET_NEGATIVE                                      \
    "the budget must be at least 0 (got '%s')", "ngân sách phải từ 0 " \
                                                "trở lên (đang là '%s')"
#define TB_MSG_SCENARIO_BUDGET_OTHER_UNIT                                                      \
    "the budget is in '%s' and the levers cost in '%s'; use one unit",                         \
        "ngân sách tính theo '%s' còn chi phí giải pháp tính theo '%s'; cần dùng " \
        "một đơn vị"
#define TB_MSG_SCENARIO_BUDGET_UNITS_MIXED                                          \
    "the budgets of the years are in '%s' and in '%s'; write them all in one unit", \
        "ngân sách các năm tính theo '%s' và theo '%s'; cần ghi cùng một đơn vị"
#define TB_MSG_SCENARIO_BUDGET_UNIT_MISSING                           \
    "the budget of one year is in '%s', that of another has no unit", \
        "ngân sách của một năm tính theo '%s', của năm khác không ghi đơn vị"
#define TB_MSG_SCENARIO_BUDGET_YEAR \
    "%s: '%s' in the budget is not a year", "%s: '%s' trong ngân sách không phải là năm"
#define TB_MSG_SCENARIO "%s: ", "%s: "
#define TB_MSG_SCENARIO_LEVERS_MUST_NAME_FILE                      \
    "%s: 'levers' must be the name of a file or a list of levers", \
        "%s: 'levers' phải là tên tệp hoặc danh sách giải pháp"
#define TB_MSG_SCENARIO_SCENARIO_MUST_ONE_JSON                               \
    "%s: a scenario must be one JSON object", "%s: kịch bản phải là " \
                                              "một đối tượng JSON"
#define TB_MSG_SCENARIO_UNKNOWN_SCHEMA_EXPECTED_TANGBA        \
    "%s: unknown schema '%s'; expected 'tangbac/scenario/1'", \
        "%s: không có schema '%s'; phiên bản này đọc 'tangbac/scenario/1'"
#define TB_MSG_SCENARIO_NO_PANEL                                  \
    "the question is incomplete: the panel is missing (`panel`)", \
        "câu hỏi chưa đủ: thiếu tệp số liệu (`panel`)"
#define TB_MSG_SCENARIO_NO_UNIT                                     \
    "the question is incomplete: the province is missing (`unit`)", \
        "câu hỏi chưa đủ: thiếu tên tỉnh, thành phố (`unit`)"
#define TB_MSG_SCENARIO_NO_ORIGIN                                                      \
    "the question is incomplete: the newest year that is known is missing (`origin`)", \
        "câu hỏi chưa đủ: thiếu năm số liệu mới nhất đã biết (`origin`)"
#define TB_MSG_SCENARIO_NO_YEAR                                              \
    "the question is incomplete: the year of the goals is missing (`year`)", \
        "câu hỏi chưa đủ: thiếu năm của chỉ tiêu (`year`)"
#define TB_MSG_SCENARIO_NO_GOAL                                                          \
    "the question is incomplete: a goal is missing, such as 'PAPI: +5 ranks' (`goals`)", \
        "câu hỏi chưa đủ: thiếu chỉ tiêu, ví dụ 'PAPI: +5 bậc' (`goals`)"
#define TB_MSG_SCENARIO_ORIGIN_YEAR_MUST_1990                    \
    "origin and year must be from 1990 to 2100 (got %d and %d)", \
        "năm gốc và năm của chỉ tiêu phải từ 1990 đến 2100 (đang là %d và %d)"
#define TB_MSG_SCENARIO_AT_LINE "%s:%zu: ", "%s:%zu: "
#define TB_MSG_SCENARIO_LEVER_AIMS_AT                                                            \
    "%s: lever '%s': aims_at must be respondents or empty (got '%.60s')",                        \
        "%s: giải pháp '%s': aims_at phải là respondents hoặc để trống (đang là " \
        "'%.60s')"
#define TB_MSG_SCENARIO_ROW_NO_COMPONENT \
    "a lever without a component:", "giải pháp thiếu nội dung thành phần:"
#define TB_MSG_SCENARIO_ROW_PER \
    "per must be points or headroom; got", "per phải là points hoặc headroom; đang là"
#define TB_MSG_SCENARIO_ROW_NO_ID "a lever without an id", "giải pháp thiếu mã (id)"
#define TB_MSG_SCENARIO_ROW_COST \
    "the cost must be at least 0; lever", "chi phí không được âm; giải pháp"
#define TB_MSG_SCENARIO_ROW_LAG \
    "the lag must be a whole number of years; got", "độ trễ phải là số năm nguyên; đang là"
#define TB_MSG_SCENARIO_ROW_OFFERED                     \
    "offered_from must not be after offered_to; lever", \
        "offered_from không được sau offered_to; giải pháp"
#define TB_MSG_SCENARIO_ROWS_DIFFER                                                         \
    "%s:%zu: lever '%s' has two values of %s, '%.60s' and '%.60s': correct one, or leave "  \
    "the later cell empty",                                                                 \
        "%s:%zu: giải pháp '%s' có hai giá trị của %s, '%.60s' và '%.60s': hãy " \
        "sửa, hoặc để trống ô sau"
#define TB_MSG_SCENARIO_ROWS_DIFFER_BY                                                     \
    "%s:%zu: lever '%s' has two values of %s, %.10g and %.10g: correct one, or leave the " \
    "later cell empty",                                                                    \
        "%s:%zu: giải pháp '%s' có hai giá trị của %s, %.10g và %.10g: hãy "    \
        "sửa, hoặc để trống ô sau"
#define TB_MSG_SCENARIO_ROW_TWICE \
    "duplicate component in lever", "nội dung này được nêu hai lần trong giải pháp"
#define TB_MSG_SCENARIO_ROW_NO_CRITERION "a row without a criterion", "dòng không có tiêu chí"
#define TB_MSG_SCENARIO_ROW_CHANCE                                          \
    "the chance of winning the points back must be from 0 to 1; criterion", \
        "khả năng lấy lại điểm phải từ 0 đến 1; tiêu chí"
#define TB_MSG_SCENARIO_ROW_AWARDED                         \
    "more points were awarded than the maximum; criterion", \
        "điểm đạt được cao hơn điểm tối đa; tiêu chí"
#define TB_MSG_SCENARIO_OFFERED_YEAR                                     \
    "%s:%zu: %s must be a year or a date such as 2021-06-01 (got '%s')", \
        "%s:%zu: %s phải là năm hoặc ngày, ví dụ 2021-06-01 (đang là '%s')"
#define TB_WORD_SCENARIO_MAXIMUM "maximum", "điểm tối đa"
#define TB_WORD_SCENARIO_AWARDED "awarded", "điểm đạt được"
#define TB_MSG_SCENARIO_SHEET_SUM                                                                \
    "%s:%zu: the parts of criterion '%s' add up to %s%.0s points (%s%.0s), the criterion says "  \
    "%s%.0s; correct one of them",                                                               \
        "%s:%zu: các tiêu chí thành phần của '%s' cộng lại được %.0s%s điểm " \
        "(%.0s%s), tiêu chí ghi %.0s%s; hãy sửa một trong hai"

/* ---- score sheets as they are issued; the first two figures are row and column ---- */
#define TB_MSG_SCENARIO_SCORE_AT "%s:%u:%u: ", "%s:%u:%u: "
#define TB_MSG_SCENARIO_SCORE_CELL                                                                 \
    "%s:%u:%u: the cell is a date, an error or a formula whose value the file does not hold: "     \
    "correct it, save the file in a spreadsheet and try again",                                    \
        "%s:%u:%u: ô là ngày tháng, báo lỗi hoặc là công thức mà tệp không lưu " \
        "giá trị: hãy sửa, mở bằng phần mềm bảng tính, lưu lại rồi thử "   \
        "lại"
#define TB_MSG_SCENARIO_SCORE_PERCENT                         \
    "%s:%u:%u: '%s' is a percentage: points are needed here", \
        "%s:%u:%u: '%s' là tỷ lệ phần trăm: ở đây cần số điểm"
#define TB_MSG_SCENARIO_SCORE_NUMBER_DATE                                                    \
    "%s:%u:%u: the number of the row became a date: format the column as text and write it " \
    "again, such as 1.1",                                                                    \
        "%s:%u:%u: số thứ tự đã bị đổi thành ngày tháng: hãy định "      \
        "dạng cột là văn bản rồi ghi lại, ví dụ 1.1"
#define TB_MSG_SCENARIO_SCORE_CHANCE                                                 \
    "%s:%u: the chance of winning the points back must be from 0 to 1 (got %s%.0s)", \
        "%s:%u: khả năng lấy lại điểm phải từ 0 đến 1 (đang là %.0s%s)"
#define TB_MSG_SCENARIO_SCORE_OTHER_FIELD                      \
    "%s:%u: number %d is under field %s: correct one of them", \
        "%s:%u: số thứ tự %d nằm trong lĩnh vực %s: hãy sửa một trong hai"
#define TB_MSG_SCENARIO_SCORE_TWICE                                                         \
    "%s:%u: duplicate criterion %s (row %u has it too); a number such as 1.10 that became " \
    "1.1? write the numbers as text",                                                       \
        "%s:%u: tiêu chí %s bị trùng (dòng %u cũng ghi số này); có phải 1.10 " \
        "đã bị đổi thành 1.1? hãy ghi số thứ tự dạng văn bản"
#define TB_MSG_SCENARIO_SCORE_SUM                                                                 \
    "%s:%u: %s%s'%s' has %s%.0s %s%.0s, but its %zu parts add up to %s%.0s: correct one of them", \
        "%s:%u: %s%s'%s' có %.0s%s là %.0s%s nhưng %zu mục thành phần cộng lại "      \
        "được %.0s%s: hãy sửa một trong hai"
#define TB_MSG_SCENARIO_SCORE_RESULT                                                           \
    "%s:%u: '%s' has %s%.0s points in the end, but appraisal and survey make %s%.0s: correct " \
    "one of them",                                                                             \
        "%s:%u: '%s' có điểm đạt được %.0s%s nhưng thẩm định và điều "    \
        "tra xã hội học cộng lại là %.0s%s: hãy sửa một trong hai"
#define TB_MSG_SCENARIO_SCORE_BELOW                         \
    "%s:%u: '%s' has %s%.0s points, below 0: correct them", \
        "%s:%u: '%s' có %.0s%s điểm, thấp hơn 0: hãy sửa số điểm"
#define TB_MSG_SCENARIO_SCORE_ABOVE                                                    \
    "%s:%u: '%s' has %s%.0s points, above its maximum of %s%.0s: correct one of them", \
        "%s:%u: '%s' có %.0s%s điểm, cao hơn điểm tối đa %.0s%s: hãy sửa một trong hai"
#define TB_MSG_SCENARIO_SCORE_COLUMN_TWICE                                                       \
    "%s: the columns %td and %td have the same heading of points: keep the sheet of one year, "  \
    "with each kind of points once",                                                             \
        "%s: cột %td và cột %td cùng một loại điểm: hãy chỉ giữ bảng của " \
        "một năm, mỗi loại điểm một cột"
#define TB_MSG_SCENARIO_SCORE_NO_CRITERIA                                                          \
    "%s: the table has no criterion: a row needs a number (1.1, or I, II) and a name",             \
        "%s: bảng không có tiêu chí nào: mỗi dòng cần số thứ tự (1.1 hoặc I, " \
        "II) và tên"

#define TB_MSG_SCENARIO_KNOWN_LIST                                                           \
    "%s: 'known' must be a list of at most 256 objects with index, year and one of score, "  \
    "rank, group",                                                                           \
        "%s: 'known' phải là danh sách không quá 256 đối tượng có index, year " \
        "và một trong score, rank, group"
#define TB_MSG_SCENARIO_KNOWN_MEMBER                         \
    "%s: each item of 'known' must have 'index' and 'year'", \
        "%s: mỗi mục của 'known' phải có 'index' và 'year'"
#define TB_MSG_SCENARIO_KNOWN_ONE                                                                  \
    "%s: what is known of %s in %d must be one of score, rank and group; give two figures as "     \
    "two items",                                                                                   \
        "%s: số liệu đã biết của %s năm %d phải là một trong score, rank, group; " \
        "hai số liệu thì ghi hai mục"
#define TB_MSG_SCENARIO_KNOWN_WORDS                                                      \
    "expected INDEX:YEAR:rank=34, :score=81.2 or :group=D, with ,unit=UNIT for another " \
    "unit (got '%.200s')",                                                               \
        "cần INDEX:YEAR:rank=34, :score=81.2 hoặc :group=D, thêm ,unit=UNIT "       \
        "nếu là của đơn vị khác (đang là '%.200s')"
#define TB_MSG_SCENARIO_ORIGINS_OBJECT                                                          \
    "%s: 'origins' must be an object with a year by index, such as { \"ICT\": 2019 }",          \
        "%s: 'origins' phải là đối tượng ghi năm theo từng chỉ số, ví dụ { " \
        "\"ICT\": 2019 }"
#define TB_MSG_SCENARIO_ORIGINS_YEAR                           \
    "%s: the origin of '%s' must be a year from 1990 to 2100", \
        "%s: năm gốc của '%s' phải là năm từ 1990 đến 2100"
#define TB_MSG_SCENARIO_ORIGIN_WORDS                                                              \
    "expected a year as the origin, or INDEX=YEAR for one index such as ICT=2019 (got '%.200s')", \
        "năm gốc phải là một năm, hoặc INDEX=YEAR cho một chỉ số như ICT=2019 (đang là '%.200s')"

/* ---- progress -------------------------------------------------------------------------------- */

#define TB_MSG_SCENARIO_PROGRESS_LEVER                                   \
    "%s:%zu: unknown lever '%s': it is not among the scenario's levers", \
        "%s:%zu: không có giải pháp '%s' trong các giải pháp của kịch bản"
#define TB_MSG_SCENARIO_PROGRESS_DATE                                                           \
    "%s:%zu: the date must lie in the plan's years (got '%s', expected %d to %d)",              \
        "%s:%zu: ngày phải nằm trong các năm của phương án (đang là '%s', cần " \
        "từ %d đến %d)"
#define TB_MSG_SCENARIO_PROGRESS_NO_DAY                                                         \
    "%s:%zu: '%s' is not a date: write 2022-03-31, 31/3/2022, 2022-03 or 2022",                 \
        "%s:%zu: '%s' không phải là ngày: hãy ghi 31/3/2022, 2022-03-31, 2022-03 hoặc " \
        "2022"
#define TB_MSG_SCENARIO_PROGRESS_DONE            \
    "%s:%zu: done must be yes or no (got '%s')", \
        "%s:%zu: cột done phải là có hoặc chưa (đang là '%s')"
#define TB_MSG_SCENARIO_PROGRESS_KIND                                                          \
    "%s:%zu: unknown kind '%s' of a figure; expected own or survey",                           \
        "%s:%zu: loại số liệu '%s' không đúng; cần own (tự tính) hoặc survey " \
        "(khảo sát)"
#define TB_MSG_SCENARIO_PROGRESS_FIGURE                                        \
    "%s:%zu: the figure of %s must have a value and a standard error above 0", \
        "%s:%zu: số liệu của %s phải có giá trị và sai số chuẩn lớn hơn 0"
#define TB_MSG_SCENARIO_PROGRESS_YEAR                                                   \
    "%s:%zu: the year of a figure must be after the origin (got %d, the origin is %d)", \
        "%s:%zu: năm của số liệu phải sau năm gốc (đang là %d, năm gốc là %d)"
#define TB_MSG_SCENARIO_PROGRESS_MANY \
    "%s: at most %d figures of progress", "%s: nhiều nhất %d số liệu tiến độ"
#define TB_MSG_SCENARIO_PROGRESS_NOTHING                                                       \
    "%s:%zu: a row of progress must name a lever or an index",                                 \
        "%s:%zu: mỗi dòng tiến độ phải nêu giải pháp (lever) hoặc chỉ số " \
        "(index)"
#define TB_MSG_SCENARIO_PROGRESS_EMPTY            \
    "%s: nothing is done and no figure is given", \
        "%s: chưa có giải pháp nào xong và không có số liệu nào"

/* ---- agencies by period ---------------------------------------------------------------------- */

#define TB_MSG_SCENARIO_AGENCY_COLUMNS                                                     \
    "%s: not a table of agencies (columns agency, name_vi, name_en, from, to, successor)", \
        "%s: không phải bảng cơ quan (cột agency, name_vi, name_en, from, to, successor)"
#define TB_MSG_SCENARIO_AGENCY_NEEDS                    \
    "%s:%zu: an agency must have a code and a name_vi", \
        "%s:%zu: mỗi cơ quan phải có mã (agency) và tên (name_vi)"
#define TB_MSG_SCENARIO_AGENCY_DATE                                            \
    "%s:%zu: '%s' is not a date: write 2025-03-01, 2025-03, 2025 or 1/3/2025", \
        "%s:%zu: '%s' không phải là ngày: hãy ghi 2025-03-01, 2025-03, 2025 hoặc 1/3/2025"
#define TB_MSG_SCENARIO_AGENCY_ENDS                          \
    "%s:%zu: the name '%s' ends (%s) before it begins (%s)", \
        "%s:%zu: tên '%s' hết hiệu lực (%s) trước khi có hiệu lực (%s)"
#define TB_MSG_SCENARIO_AGENCY_OVERLAP                                                      \
    "%s:%zu: the period of agency '%s' overlaps with that of line %zu; one agency has one " \
    "name at a time",                                                                       \
        "%s:%zu: thời gian của cơ quan '%s' trùng với dòng %zu; mỗi thời "     \
        "điểm một cơ quan chỉ có một tên"

/* ---- score_rows.c, score_tree.c, score_levers.c ---- */
#define TB_MSG_SCENARIO_MAXIMUM         "a maximum of", "điểm tối đa"
#define TB_MSG_SCENARIO_SELF_ASSESSMENT "a self-assessment of", "điểm tự đánh giá"
#define TB_MSG_SCENARIO_APPRAISAL       "an appraisal of", "điểm thẩm định"
#define TB_MSG_SCENARIO_SURVEY          "a survey of", "điểm điều tra xã hội học"
#define TB_MSG_SCENARIO_RESULT          "a result of", "điểm đạt được"

#endif
