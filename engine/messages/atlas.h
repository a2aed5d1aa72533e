/* messages/atlas.h - what does the atlas say? Name, English and Vietnamese side by side; {0},
 * {1}, ... are filled in by the page, the same ones in both (test page.atlas). The page's
 * script asks for a sentence by its name. */
#ifndef TB_MESSAGES_ATLAS_H
#define TB_MESSAGES_ATLAS_H

/* clang-format off */
#define TB_ATLAS_WORDS \
    { "title", "Atlas of provincial indices – tăng bậc", \
      "Tập bản đồ chỉ số cấp tỉnh – tăng bậc" }, \
    { "lead", "From the results published up to {0}. A chance is the share of {1} simulated " \
      "years in which a goal is met if nothing more is done.", \
      "Căn cứ kết quả đã công bố đến năm {0}. Khả năng đạt là tỷ lệ " \
      "số lần chỉ tiêu được hoàn " \
      "thành trong {1} lần mô phỏng, nếu không có thêm giải pháp." }, \
    { "other_language", "Tiếng Việt", \
      "English" }, \
    { "set", "Provinces", \
      "Đơn vị" }, \
    { "set_now", "{0} since July 2025", \
      "{0} tỉnh, thành phố từ tháng 7/2025" }, \
    { "set_before", "{0} before July 2025", \
      "{0} tỉnh, thành phố trước tháng 7/2025" }, \
    { "province", "Province", \
      "Tỉnh, thành phố" }, \
    { "index", "Index", \
      "Chỉ số" }, \
    { "year", "Year", \
      "Năm" }, \
    { "goal", "Goal", \
      "Chỉ tiêu" }, \
    { "goal_words", "Goal in words", \
      "Chỉ tiêu bằng lời" }, \
    { "words_example", "top 10; +5 ranks; at least 45 points", \
      "tốp 10; tăng 5 bậc; đạt từ 45 điểm trở lên" }, \
    { "words_unknown", "This goal is not understood. Try: top 10; +5 ranks vs 2023; at least 45 " \
      "points; keep rank.", \
      "Chưa hiểu chỉ tiêu này. Ví dụ: tốp 10; tăng 5 bậc so với năm 2023; " \
      "đạt từ 45 điểm trở " \
      "lên; giữ vững thứ hạng." }, \
    { "value", "How much", \
      "Mức" }, \
    { "group", "Group", \
      "Nhóm" }, \
    { "base", "Compared with", \
      "So với" }, \
    { "base_newest", "the newest results ({0})", \
      "kết quả mới nhất ({0})" }, \
    { "shade", "Map shows", \
      "Bản đồ thể hiện" }, \
    { "print", "Print", \
      "In trang này" }, \
    { "kind_top", "a place, or better", \
      "thứ hạng, hoặc cao hơn" }, \
    { "kind_up", "places up", \
      "tăng bậc" }, \
    { "kind_keep", "keep the place", \
      "giữ vững thứ hạng" }, \
    { "kind_score", "a score, or more", \
      "mức điểm, hoặc cao hơn" }, \
    { "kind_gain", "points more", \
      "tăng điểm" }, \
    { "kind_group", "a group, or better", \
      "nhóm, hoặc cao hơn" }, \
    { "goal_top", "top {0}", \
      "tốp {0}" }, \
    { "goal_up", "+{0} ranks", \
      "tăng {0} bậc" }, \
    { "goal_keep", "keep rank", \
      "giữ vững thứ hạng" }, \
    { "goal_score", "at least {0} points", \
      "đạt từ {0} điểm trở lên" }, \
    { "goal_gain", "+{0} points", \
      "tăng {0} điểm" }, \
    { "goal_group", "group {0}", \
      "nhóm {0}" }, \
    { "vs", " vs {0}", \
      " so với năm {0}" }, \
    { "group_high", "high", \
      "cao nhất" }, \
    { "group_mid-high", "mid-high", \
      "trung bình cao" }, \
    { "group_mid-low", "mid-low", \
      "trung bình thấp" }, \
    { "group_low", "low", \
      "thấp nhất" }, \
    { "shade_chance", "chance of the goal", \
      "khả năng đạt chỉ tiêu" }, \
    { "shade_rank", "place in the newest results", \
      "thứ hạng mới nhất" }, \
    { "shade_change", "places won or lost in the newest year", \
      "số bậc tăng, giảm trong năm mới nhất" }, \
    { "map", "Map of the provinces: one tile each, north up", \
      "Bản đồ các tỉnh, thành phố: mỗi ô một đơn vị, phía bắc ở trên" }, \
    { "map_chance", "One tile a province, north up; the darker, the likelier the goal. Choose a " \
      "province by a click.", \
      "Mỗi ô là một tỉnh, thành phố, phía bắc ở trên; màu càng đậm, khả năng " \
      "đạt càng cao. Bấm vào ô để chọn." }, \
    { "map_rank", "One tile a province, north up; the darker, the better the place. Grey: not " \
      "in the data.", \
      "Mỗi ô là một tỉnh, thành phố, phía bắc ở trên; màu càng đậm, thứ hạng " \
      "càng cao. Màu xám: chưa có " \
      "trong bộ dữ liệu." }, \
    { "map_change", "One tile a province, north up; dark: won places, pale: lost places. Grey: " \
      "not in the data.", \
      "Mỗi ô là một tỉnh, thành phố, phía bắc ở trên; màu đậm: tăng bậc, " \
      "màu nhạt: giảm bậc. Màu xám: chưa " \
      "có trong bộ dữ liệu." }, \
    { "hoang_sa", "Hoàng Sa Is.", \
      "QĐ. Hoàng Sa" }, \
    { "truong_sa", "Trường Sa Is.", \
      "QĐ. Trường Sa" }, \
    { "unknown", "not in the data", \
      "chưa có trong bộ dữ liệu" }, \
    { "answer_head", "{0} – {1}, {2}, {3}", \
      "{0} – {1}, {2}, năm {3}" }, \
    { "cases", "{0} in 100", \
      "{0} trong 100 trường hợp" }, \
    { "under_one", "less than 1", \
      "chưa đến 1" }, \
    { "over_99", "more than 99", \
      "trên 99" }, \
    { "likely", "The {0} goal is likely to be met", \
      "Chỉ tiêu {0} nhiều khả năng đạt" }, \
    { "rather", "The {0} goal is more likely met than missed", \
      "Chỉ tiêu {0} có khả năng đạt cao hơn không đạt" }, \
    { "even", "The {0} goal could go either way", \
      "Chỉ tiêu {0} có khả năng đạt và không đạt gần như ngang nhau" }, \
    { "hard", "The {0} goal is hard to reach", \
      "Chỉ tiêu {0} khó đạt" }, \
    { "very_hard", "The {0} goal is very hard to reach", \
      "Chỉ tiêu {0} rất khó đạt" }, \
    { "takes_place", "{0}: it takes place {1} or better; the province will most likely end near " \
      "place {2}.", \
      "{0}: cần hạng {1} trở lên, nhiều khả năng đứng khoảng hạng {2}." }, \
    { "takes_points", "{0}: it takes {1} points; the province will most likely score about {2}.", \
      "{0}: cần {1} điểm, nhiều khả năng đạt khoảng {2} điểm." }, \
    { "ends_near", "{0}: the province will most likely end near place {1}.", \
      "{0}: nhiều khả năng đứng khoảng hạng {1}." }, \
    { "now", "Now ({0}): {1}.", \
      "Hiện trạng ({0}): {1}." }, \
    { "now_unknown", "Now ({0}): not in the data.", \
      "Hiện trạng ({0}): chưa có trong bộ dữ liệu." }, \
    { "last_known", "Last known ({0}): {1}.", \
      "Gần nhất ({0}): {1}." }, \
    { "rank", "place {0}", \
      "hạng {0}" }, \
    { "points", "{0} points", \
      "{0} điểm" }, \
    { "range", "Nine times out of ten between place {0} and {1}.", \
      "Khoảng dự báo 90%: từ hạng {0} đến hạng {1}." }, \
    { "lacks", "Points lacking: {0} for an even chance, {1} for a chance of 80 in 100.", \
      "Còn thiếu {0} điểm để khả năng đạt bằng 50%, {1} điểm để bằng " \
      "80%." }, \
    { "lacks_80", "The chance is better than even; {0} points more make it 80 in 100.", \
      "Khả năng đạt đã trên 50%; thêm {0} điểm thì bằng 80%." }, \
    { "lacks_never", "No feasible number of points makes the chance even.", \
      "Không có mức tăng điểm khả thi nào đưa khả năng đạt lên " \
      "50%." }, \
    { "more", "more than that", \
      "nhiều hơn nữa" }, \
    { "noise", "If nothing lasting changed and only noise were at work, the goal would be met " \
      "in {0}.", \
      "Nếu không có gì thay đổi lâu dài, chỉ do biến động ngẫu nhiên, " \
      "chỉ tiêu đạt trong {0}." }, \
    { "noise_nearly", "With nothing lasting changed the chance is nearly the same, {0}: a rise " \
      "or fall in one year says little about how the province is run.", \
      "Dù không có gì thay đổi lâu dài, khả năng đạt cũng gần như vậy, " \
      "{0}: việc tăng hay giảm " \
      "trong một năm chưa nói lên hiệu quả điều hành." }, \
    { "record", "Record: of {0} goals of this kind given {1} to {2} in 100, {3} in 100 were met " \
      "({4} to {5}).", \
      "Đã kiểm chứng: trong {0} chỉ tiêu cùng loại được dự báo từ {1} " \
      "đến {2} trong 100 thì " \
      "thực tế đạt {3} trong 100 ({4}–{5})." }, \
    { "uncalibrated", "No number is given: past forecasts of this kind of goal for this index " \
      "were not borne out by the results.", \
      "Không nêu con số: các dự báo trước đây về loại chỉ tiêu này của " \
      "chỉ số này chưa khớp với " \
      "kết quả thực tế." }, \
    { "no_record", "No record yet of goals of this kind.", \
      "Chưa có kết quả kiểm chứng cho loại chỉ tiêu này." }, \
    { "no_curve", "This index cannot be forecast for this province.", \
      "Không dự báo được chỉ số này cho địa phương này." }, \
    { "no_place", "There is no such place among these provinces.", \
      "Không có thứ hạng như vậy trong số các tỉnh, thành phố này." }, \
    { "no_base", "The place of {0} is not in the data: choose another year to compare with.", \
      "Thứ hạng năm {0} chưa có trong bộ dữ liệu: hãy chọn năm khác để so " \
      "sánh." }, \
    { "no_climb", "So large a climb was not worked out for a province whose place of {0} is not " \
      "in the data.", \
      "Mức tăng lớn như vậy chưa được tính cho địa phương chưa có thứ hạng " \
      "năm {0} trong bộ dữ liệu." }, \
    { "no_score", "The score of {0} is not in the data: points more cannot be counted from it.", \
      "Điểm năm {0} chưa có trong bộ dữ liệu nên không tính được mức " \
      "tăng điểm." }, \
    { "no_group", "The limits of the groups of this year are not known.", \
      "Chưa biết ngưỡng phân nhóm của năm này." }, \
    { "standing", "Where the province stands", \
      "Hiện trạng của địa phương" }, \
    { "component", "Component", \
      "Nội dung" }, \
    { "score", "Score", \
      "Điểm" }, \
    { "rank_head", "Place", \
      "Hạng" }, \
    { "median", "To the median", \
      "So với trung vị" }, \
    { "best_quarter", "To the best quarter", \
      "So với nhóm 25% tốt nhất" }, \
    { "change", "From the year before", \
      "So với năm trước" }, \
    { "standing_note", "Results of {0}; positive: the province is above. – : not in the data.", \
      "Kết quả năm {0}; số dương: địa phương cao hơn. Dấu –: chưa có trong bộ " \
      "dữ liệu." }, \
    { "no_parts", "The components of this index are not in the data.", \
      "Bộ dữ liệu chưa có điểm thành phần của chỉ số này." }, \
    { "no_parts_unit", "The components of this province are not in the data for the newest year.", \
      "Bộ dữ liệu chưa có điểm thành phần của địa phương trong năm mới nhất." }, \
    { "whatif", "What if points were added", \
      "Nếu tăng thêm điểm" }, \
    { "whatif_lead", "Move the sliders: the chance follows. They end where the best province " \
      "ever stood.", \
      "Kéo các thanh trượt, khả năng đạt thay đổi theo. Mỗi thanh dừng ở " \
      "mức cao nhất mà một " \
      "tỉnh, thành phố từng đạt." }, \
    { "whatif_lead_total", "Move the slider: the chance follows.", \
      "Kéo thanh trượt, khả năng đạt thay đổi theo." }, \
    { "whatif_total", "points of the index", \
      "điểm của chỉ số" }, \
    { "whatif_rest", "(without action: {0}); +{1} points in all; expected place {2}.", \
      "(nếu không có thêm giải pháp: {0}); tổng cộng +{1} điểm; thứ hạng " \
      "dự kiến {2}." }, \
    { "whatif_note", "Points that last, on top of the forecast; the others move as forecast. " \
      "Whether a measure brings them is another question, which a brief of the province answers.", \
      "Là số điểm tăng thêm so với dự báo và giữ được lâu dài; các " \
      "tỉnh, thành phố khác diễn biến như dự " \
      "báo. Giải pháp nào mang lại số điểm đó là câu hỏi khác, xem báo " \
      "cáo riêng của địa phương." }, \
    { "whatif_note_total", "Points that last, on top of the forecast; the others move as " \
      "forecast. The components of this index, or of this province, are not in the data.", \
      "Là số điểm tăng thêm so với dự báo và giữ được lâu dài; các " \
      "tỉnh, thành phố khác diễn biến như dự " \
      "báo. Bộ dữ liệu chưa có điểm thành phần của chỉ số này." }, \
    { "no_whatif", "There is no forecast to try points on.", \
      "Chưa có dự báo để thử tăng điểm." }, \
    { "reset", "Start again", \
      "Làm lại từ đầu" }, \
    { "chance", "Chance", \
      "Khả năng đạt" }, \
    { "expected", "Expected place", \
      "Thứ hạng dự kiến" }, \
    { "trend", "Trend", \
      "Xu hướng" }, \
    { "trend_rank", "Places over the years", \
      "Thứ hạng qua các năm" }, \
    { "trend_score", "Scores over the years", \
      "Điểm qua các năm" }, \
    { "trend_note_rank", "Place 1 at the top. Dashed: the rules changed. At {0}: what is " \
      "expected, with the range of nine in ten.", \
      "Hạng 1 ở trên cùng. Đường đứt: thay đổi phương pháp. Năm {0}: mức " \
      "dự báo và khoảng dự " \
      "báo 90%." }, \
    { "trend_note_score", "Dashed: the rules changed; scores do not compare across it.", \
      "Đường đứt: thay đổi phương pháp; không so sánh điểm qua mốc này." }, \
    { "no_trend", "No figure of this province is in the data.", \
      "Bộ dữ liệu chưa có số liệu của địa phương này." }, \
    { "figures", "The figures", \
      "Bảng số liệu" }, \
    { "neighbours", "Neighbours", \
      "Các địa phương lân cận và xếp liền kề" }, \
    { "borders", "Bordering provinces", \
      "Các tỉnh, thành phố giáp ranh" }, \
    { "rivals", "Expected next to it in {0}", \
      "Dự báo xếp liền kề năm {0}" }, \
    { "compare", "Side by side", \
      "So sánh các tỉnh, thành phố" }, \
    { "compare_add", "Add a province (up to four in all)", \
      "Thêm tỉnh, thành phố (tối đa bốn)" }, \
    { "compare_remove", "Remove {0}", \
      "Bỏ {0}" }, \
    { "now_head", "Place in {0}", \
      "Hạng năm {0}" }, \
    { "noise_head", "Noise alone", \
      "Riêng biến động ngẫu nhiên" }, \
    { "range_head", "Nine times out of ten", \
      "Khoảng dự báo 90%" }, \
    { "lacks_head", "Points lacking for an even chance", \
      "Số điểm còn thiếu để bằng 50%" }, \
    { "about", "How this was made", \
      "Cách tính" }, \
    { "about_1", "Each index is forecast once, jointly for all provinces; a chance is the share " \
      "of simulated years in which the goal is met. The page only reads curves " \
      "computed from these simulations.", \
      "Mỗi chỉ số được dự báo một lần, đồng thời cho tất cả các " \
      "tỉnh, thành phố; khả năng đạt là tỷ lệ số " \
      "lần mô phỏng mà chỉ tiêu hoàn thành. Trang này chỉ đọc các đường " \
      "cong đã tính từ các lần " \
      "mô phỏng đó." }, \
    { "about_2", "One goal at a time. Several goals together, measures and plans are answered " \
      "by a brief of the province.", \
      "Mỗi lần một chỉ tiêu. Nhiều chỉ tiêu cùng lúc, giải pháp và " \
      "phương án: xem báo cáo riêng " \
      "của địa phương." }, \
    { "about_3", "The page works without a network. The link in the address line keeps your " \
      "choice: copy it to share it.", \
      "Trang dùng được khi không có mạng. Đường dẫn trên thanh địa chỉ " \
      "lưu lại lựa chọn: sao " \
      "chép để gửi cho người khác." }, \
    { "notes", "Notes on the data", \
      "Ghi chú về số liệu" }, \
    { "noscript", "This page needs a script that it carries itself; the browser has scripts " \
      "switched off.", \
      "Trang này cần chạy mã kèm theo trong tệp; trình duyệt đang tắt chức " \
      "năng đó." },
/* clang-format on */

#endif
