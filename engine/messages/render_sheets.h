/* messages/render_sheets.h - the heads and words of workbooks, notices and the what-if
 * tool, English and Vietnamese side by side. */
#ifndef TB_MESSAGES_RENDER_SHEETS_H
#define TB_MESSAGES_RENDER_SHEETS_H

/* ---- choice_words.c ---- */
#define TB_MSG_RENDER_PUBLISHED  "as published", "giữ nguyên"
#define TB_MSG_RENDER_MIN_MAX    "min–max", "nhỏ nhất – lớn nhất"
#define TB_MSG_RENDER_Z_SCORE    "z-score", "điểm chuẩn z"
#define TB_MSG_RENDER_RANK       "rank", "thứ hạng"
#define TB_MSG_RENDER_PERCENTILE "percentile", "phân vị"
#define TB_MSG_RENDER_DISTANCE_LEADER                 \
    "distance to the leader", "khoảng cách tới " \
                              "tỉnh đứng đầu"
#define TB_MSG_RENDER_ANY                "any", "cách nào cũng vậy"
#define TB_MSG_RENDER_ARITHMETIC_MEAN    "arithmetic mean", "trung bình cộng"
#define TB_MSG_RENDER_GEOMETRIC_MEAN     "geometric mean", "trung bình nhân"
#define TB_MSG_RENDER_HARMONIC_MEAN      "harmonic mean", "trung bình điều hòa"
#define TB_MSG_RENDER_COPELAND_PAIRS     "Copeland (pairs)", "Copeland (so từng cặp)"
#define TB_MSG_RENDER_ALL_WEIGHTS        "all weights", "mọi trọng số"
#define TB_MSG_RENDER_NORMALISATION      "normalisation", "chuẩn hóa"
#define TB_MSG_RENDER_AGGREGATION        "aggregation", "cách tổng hợp"
#define TB_MSG_RENDER_COMPONENT_LEFT_OUT "component left out", "bỏ một thành phần"
#define TB_MSG_RENDER_FIGURES_DATA                      \
    "figures not in the data", "số liệu chưa có " \
                               "trong bộ dữ liệu"
#define TB_MSG_RENDER_NOISE  "noise", "biến động ngẫu nhiên"
#define TB_MSG_RENDER_WEIGHT "weight of %s", "trọng số %s"

/* ---- page_words.c ---- */
#define TB_MSG_RENDER_DATA        "not in the data", "chưa có trong bộ dữ liệu"
#define TB_MSG_RENDER_SUCH_SCHEME "no such scheme", "năm đó chưa có chỉ số"

/* ---- sheet_columns.c ---- */
#define TB_MSG_RENDER_INDEX        "Index", "Chỉ số"
#define TB_MSG_RENDER_NAME_INDEX   "Name of the index", "Tên chỉ số"
#define TB_MSG_RENDER_UNIT_MEASURE "Unit of measure", "Đơn vị tính"
#define TB_MSG_RENDER_GOAL         "Goal", "Chỉ tiêu"
#define TB_MSG_RENDER_PART_OF      "Part of", "Thuộc nội dung"
#define TB_MSG_RENDER_OF_HOW_MANY  "Of", "Trên tổng số"
#define TB_MSG_RENDER_CHANGE_YEAR  "Change from the year before", "Thay đổi so với năm trước"
#define TB_MSG_RENDER_CHANGE_IS    "The change is", "Mức thay đổi"
#define TB_MSG_RENDER_YEAR         "Year", "Năm"
#define TB_MSG_RENDER_CHANCE_WITHOUT_ACTION \
    "Chance without action", "Khả năng đạt nếu không có thêm giải pháp"
#define TB_MSG_RENDER_NOISE_ALONE "Noise alone", "Riêng biến động ngẫu nhiên"
#define TB_MSG_RENDER_CHANCE_PLAN                 \
    "Chance with the plan", "Khả năng đạt " \
                            "khi có phương án"
#define TB_MSG_RENDER_CHANCE_BEING_WITHHELD "Chance of being withheld", "Khả năng không công bố"
#define TB_MSG_RENDER_POINTS_LACKING_10     "Points lacking, 10%", "Số điểm còn thiếu, 10%"
#define TB_MSG_RENDER_POINTS_LACKING_50     "Points lacking, 50%", "Số điểm còn thiếu, 50%"
#define TB_MSG_RENDER_POINTS_LACKING_90     "Points lacking, 90%", "Số điểm còn thiếu, 90%"
#define TB_MSG_RENDER_UNDERSTOOD            "Understood as", "Cách hiểu"
#define TB_MSG_RENDER_PLACE_REACHED_50_100 \
    "Place reached in 50 of 100 cases", "Hạng đạt được trong 50/100 trường hợp"
#define TB_MSG_RENDER_PLACE_REACHED_80_100 \
    "Place reached in 80 of 100 cases", "Hạng đạt được trong 80/100 trường hợp"
#define TB_MSG_RENDER_SCORE_REACHED_50_100 \
    "Score reached in 50 of 100 cases", "Điểm đạt được trong 50/100 trường hợp"
#define TB_MSG_RENDER_SCORE_REACHED_80_100 \
    "Score reached in 80 of 100 cases", "Điểm đạt được trong 80/100 trường hợp"
#define TB_MSG_RENDER_YEAR_EVEN_CHANCE_WITHOUT \
    "Year with an even chance without action", \
        "Năm có khả năng đạt 50/100 nếu không có thêm giải pháp"
#define TB_MSG_RENDER_YEAR_EVEN_CHANCE_PLAN                                         \
    "Year with an even chance with the plan", "Năm có khả năng đạt 50/100 " \
                                              "khi thực hiện phương án"
#define TB_MSG_RENDER_LAST_KNOWN_YEAR  "Last known year", "Năm gần nhất có số liệu"
#define TB_MSG_RENDER_SCORE            "Score then", "Điểm năm đó"
#define TB_MSG_RENDER_RANK_2           "Rank then", "Thứ hạng năm đó"
#define TB_MSG_RENDER_GROUP            "Group then", "Nhóm năm đó"
#define TB_MSG_RENDER_NEAREST_RIVALS   "Nearest rivals", "Các tỉnh xếp liền kề"
#define TB_MSG_RENDER_CAVEAT           "To be known first", "Lưu ý trước khi đọc"
#define TB_MSG_RENDER_WHY_THERE_ANSWER "Why there is no answer", "Lý do chưa trả lời được"
#define TB_MSG_RENDER_COMPONENT        "Component", "Mã nội dung"
#define TB_MSG_RENDER_NAME             "Name", "Nội dung"
#define TB_MSG_RENDER_SCORE_2          "Score", "Điểm"
#define TB_MSG_RENDER_YEAR_SCORE       "Year of the score", "Năm của điểm"
#define TB_MSG_RENDER_MAXIMUM          "Maximum", "Điểm tối đa"
#define TB_MSG_RENDER_CHANCE_GAINED_0_1 \
    "Chance gained by 0.1 point", "Khả năng đạt tăng thêm khi tăng 0,1 điểm"
#define TB_MSG_RENDER_POINTS_CHANCE_50 \
    "Points for a chance of 50%", "Số điểm cần để khả năng đạt 50%"
#define TB_MSG_RENDER_POSSIBLE "Possible", "Có thể đạt"
#define TB_MSG_RENDER_POINTS_CHANCE_80 \
    "Points for a chance of 80%", "Số điểm cần để khả năng đạt 80%"
#define TB_MSG_RENDER_CODE             "Code", "Mã"
#define TB_MSG_RENDER_MEASURE          "Measure", "Giải pháp"
#define TB_MSG_RENDER_AGENCY           "Agency", "Cơ quan chủ trì"
#define TB_MSG_RENDER_INDEX_COMPONENT  "Index of the component", "Chỉ số của nội dung"
#define TB_MSG_RENDER_NAME_COMPONENT   "Name of the component", "Nội dung"
#define TB_MSG_RENDER_EVIDENCE         "Evidence", "Căn cứ"
#define TB_MSG_RENDER_EFFECT_POINTS    "Effect (points)", "Tác động (điểm)"
#define TB_MSG_RENDER_EFFECT_5         "Effect, 5%", "Tác động, 5%"
#define TB_MSG_RENDER_EFFECT_95        "Effect, 95%", "Tác động, 95%"
#define TB_MSG_RENDER_PLACES           "Places", "Số bậc"
#define TB_MSG_RENDER_CHANCE           "Chance with it", "Khả năng đạt"
#define TB_MSG_RENDER_GAIN             "Gain", "Tăng thêm"
#define TB_MSG_RENDER_COST             "Cost", "Chi phí"
#define TB_MSG_RENDER_UNIT_COST        "Unit of cost", "Đơn vị chi phí"
#define TB_MSG_RENDER_PLAN             "In the plan", "Có trong phương án"
#define TB_MSG_RENDER_COUNTED_ONCE     "Counted once with", "Chỉ tính một lần cùng với"
#define TB_MSG_RENDER_CONDITION        "Condition", "Điều kiện"
#define TB_MSG_RENDER_WHERE_DONE       "Where it was done", "Nơi đã làm được"
#define TB_MSG_RENDER_WHY_THERE_EFFECT "Why there is no effect", "Lý do chưa lượng hóa"
#define TB_MSG_RENDER_STAKE_EFFECT                                   \
    "At stake, not an effect", "Số điểm còn có thể giành " \
                               "thêm (chưa phải tác động)"
#define TB_MSG_RENDER_QUANTITY "Quantity", "Khối lượng"
#define TB_MSG_RENDER_DEADLINE "Deadline", "Thời hạn"
#define TB_MSG_RENDER_NOTE     "Note", "Ghi chú"
#define TB_MSG_RENDER_MEASURES "Measures", "Giải pháp"
#define TB_MSG_RENDER_BUDGET   "Budget", "Ngân sách"
#define TB_MSG_RENDER_CHANCE_WITHOUT               \
    "Chance without it", "Khả năng đạt khi " \
                         "chưa có phương án"
#define TB_MSG_RENDER_CHANCE_2 "Chance with it", "Khả năng đạt khi có phương án"
#define TB_MSG_RENDER_EXPECTED_RANK_WITHOUT \
    "Expected rank without it", "Thứ hạng dự kiến khi chưa có phương án"
#define TB_MSG_RENDER_EXPECTED_RANK "Expected rank with it", "Thứ hạng dự kiến khi có phương án"
#define TB_MSG_RENDER_PROVEN_BEST   "Proven best", "Đã chứng minh là tốt nhất"
#define TB_MSG_RENDER_WHY_THERE_PLAN              \
    "Why there is no plan", "Lý do chưa lập " \
                            "được phương án"
#define TB_MSG_RENDER_CHANCE_3           "Chance", "Khả năng đạt"
#define TB_MSG_RENDER_PROVINCE           "Province", "Tỉnh, thành phố"
#define TB_MSG_RENDER_SCORE_5            "Score, 5%", "Điểm, 5%"
#define TB_MSG_RENDER_SCORE_95           "Score, 95%", "Điểm, 95%"
#define TB_MSG_RENDER_RANK_3             "Rank", "Thứ hạng"
#define TB_MSG_RENDER_RANK_5             "Rank, 5%", "Thứ hạng, 5%"
#define TB_MSG_RENDER_RANK_95            "Rank, 95%", "Thứ hạng, 95%"
#define TB_MSG_RENDER_CHANCE_TOP_10      "Chance of the top 10", "Khả năng vào tốp 10"
#define TB_MSG_RENDER_CHANCE_5_PLACES_UP "Chance of 5 places up", "Khả năng tăng 5 bậc"
#define TB_MSG_RENDER_GROUP_2            "Group", "Nhóm"
#define TB_MSG_RENDER_STATUS             "Status", "Tình trạng"
#define TB_MSG_RENDER_SOURCE             "Source", "Nguồn"
#define TB_MSG_RENDER_PUBLISHER          "Publisher", "Cơ quan công bố"
#define TB_MSG_RENDER_TITLE              "Title", "Tên tài liệu"
#define TB_MSG_RENDER_PUBLISHED_2        "Published", "Ngày công bố"
#define TB_MSG_RENDER_ADDRESS            "Address", "Địa chỉ"
#define TB_MSG_RENDER_NOTE_2             "Note", "Lưu ý"
#define TB_MSG_RENDER_KNOWN_UP           "Known up to", "Số liệu đến năm"
#define TB_MSG_RENDER_BEST_MEASURE       "Best measure", "Giải pháp tốt nhất"
#define TB_MSG_RENDER_COMPONENT_2        "Its component", "Nội dung của giải pháp"
#define TB_MSG_RENDER_CHANCE_4           "Chance with it", "Khả năng đạt khi có giải pháp"
#define TB_MSG_RENDER_MET                "Met", "Đã đạt"
#define TB_MSG_RENDER_GOALS              "Goals", "Số chỉ tiêu"
#define TB_MSG_RENDER_MEAN_CHANCE        "Mean chance", "Khả năng đạt trung bình"
#define TB_MSG_RENDER_SHARE_MET          "Share met", "Tỷ lệ đã đạt"
#define TB_MSG_RENDER_BRIER_SCORE        "Brier score", "Điểm Brier"
#define TB_MSG_RENDER_CHANCE_5           "Chance from", "Khả năng đạt từ"
#define TB_MSG_RENDER_TO                 "to", "đến"
#define TB_MSG_RENDER_STANDARD_ERROR     "Standard error", "Sai số chuẩn"

/* ---- sheets.c ---- */
#define TB_MSG_RENDER_PLAN_ANNEX  "Plan annex", "Phụ lục phương án"
#define TB_MSG_RENDER_STAKE_ANNEX "At stake", "Điểm còn có thể giành thêm"
#define TB_MSG_RENDER_PLAN_2      "Plan", "Phương án"
#define TB_MSG_RENDER_STANDING    "Standing", "Hiện trạng"
#define TB_MSG_RENDER_ALL_GOALS   "All goals", "Tất cả"
#define TB_MSG_RENDER_FRONTIER    "Frontier", "Chi phí và khả năng đạt"
#define TB_MSG_RENDER_NOTES       "Notes", "Lưu ý"
#define TB_MSG_RENDER_ABOUT       "About", "Thông tin"
#define TB_MSG_RENDER_WHAT        "What", "Mục"
#define TB_MSG_RENDER_WHICH       "Which", "Nội dung"
#define TB_MSG_RENDER_GOALS_YEAR  "Goals for the year", "Chỉ tiêu của năm"
#define TB_MSG_RENDER_KNOWN_PUBLISHED_UP_RESULTS \
    "Known: published up to the results of", "Số liệu công bố đến hết kết quả năm"
#define TB_MSG_RENDER_SIMULATED_YEARS "Simulated years", "Số lần mô phỏng"
#define TB_MSG_RENDER_MEASURE_2       "measure", "giải pháp"
#define TB_MSG_RENDER_PLAN_3          "plan", "phương án"
#define TB_MSG_RENDER_ROW             "Row", "Dòng"
#define TB_MSG_RENDER_COMPONENT_CODE  "Component code", "Mã nội dung"
#define TB_MSG_RENDER_PLACES_RANKS    "Places (ranks)", "Tăng bậc"
#define TB_MSG_RENDER_CHANCE_0_1      "Chance (0 to 1)", "Khả năng đạt (0 đến 1)"
#define TB_MSG_RENDER_GAIN_0_1        "Gain (0 to 1)", "Tăng thêm (0 đến 1)"
#define TB_MSG_RENDER_REASON          "Reason", "Lý do"
#define TB_MSG_RENDER_NOISE_ALONE_2   "noise alone", "riêng biến động ngẫu nhiên"
#define TB_MSG_RENDER_UNITS           "Units", "Các tỉnh, thành phố"
#define TB_MSG_RENDER_RELIABILITY     "Reliability", "Độ tin cậy"
#define TB_MSG_RENDER_YEAR_2          "By year", "Theo năm"
#define TB_MSG_RENDER_GOALS_2         "Goals", "Chỉ tiêu"
#define TB_MSG_RENDER_PRICES          "Prices", "Giá trị từng nội dung"
#define TB_MSG_RENDER_FORECAST        "Forecast", "Dự báo"
#define TB_MSG_RENDER_HISTORY         "History", "Kết quả các năm"
#define TB_MSG_RENDER_SOURCES         "Sources", "Nguồn số liệu"

/* ---- flat_table.c ---- */
#define TB_MSG_RENDER_ANNEX_ROW     "annex of the plan", "phụ lục phương án"
#define TB_MSG_RENDER_AGENCIES_WITH "Works with", "Cơ quan phối hợp"
#define TB_MSG_RENDER_STAKE_MOST    "At stake, at most", "Còn có thể giành thêm, nhiều nhất"
#define TB_MSG_RENDER_STAKE_LOW     "At stake, likely from", "Còn có thể giành thêm, từ"
#define TB_MSG_RENDER_STAKE_HIGH    "At stake, likely to", "Còn có thể giành thêm, đến"

/* ---- whatif.c ---- */
#define TB_MSG_RENDER_ANOTHER_GOAL "another goal", "chỉ tiêu khác"
#define TB_MSG_RENDER_PLACE_BETTER "place, or better", "hạng, hoặc cao hơn"
#define TB_MSG_RENDER_PLACES_UP    "places up", "tăng số bậc"
#define TB_MSG_RENDER_POINTS_MORE  "points, or more", "điểm trở lên"
#define TB_MSG_RENDER_GROUP_BETTER "group, or better", "nhóm, hoặc cao hơn"
#define TB_MSG_RENDER_TRYING       "Tried instead", "Đang thử thay"
#define TB_MSG_RENDER_SAY_TOP      "place {0} or better", "hạng {0} trở lên"
#define TB_MSG_RENDER_SAY_UP       "{0} places up", "tăng {0} bậc"
#define TB_MSG_RENDER_SAY_SCORE    "at least {0} points", "đạt từ {0} điểm trở lên"
#define TB_MSG_RENDER_SAY_GROUP    "group {0} or better", "nhóm {0} trở lên"
#define TB_MSG_RENDER_POINTS_ADDED_COMPONENT \
    "Points added to a component", "Số điểm tăng thêm của từng nội dung"
#define TB_MSG_RENDER_100_CASES      "in 100 cases", "trong 100 trường hợp"
#define TB_MSG_RENDER_EXPECTED_PLACE "expected place", "thứ hạng dự kiến"
#define TB_MSG_RENDER_ALL_GOALS_TOGETHER      \
    "all goals together", "cùng lúc tất " \
                          "cả các chỉ tiêu"
#define TB_MSG_RENDER_WITHOUT_ACTION "without action", "nếu không có thêm giải pháp"
#define TB_MSG_RENDER_START_AGAIN    "Start again", "Làm lại từ đầu"

#define TB_WORD_SKIN_XLSX_CHARTS "Charts", "Biểu đồ"
#endif
