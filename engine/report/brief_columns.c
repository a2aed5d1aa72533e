/* brief_columns.c - the columns of a brief's sheets, as data: a column more is a line more. */
#include "report/brief_columns.h"

#include <stddef.h>

const tb_brief_column tb_brief_goal_columns[] = {
    { "Index", "Chỉ số", "index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Year", "Năm", "year", 7, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Chance without action", "Khả năng đạt nếu không có thêm giải pháp", "chance_without_action", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Noise alone", "Riêng biến động ngẫu nhiên", "noise_chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance with the plan", "Khả năng đạt khi có phương án", "plan.chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance of being withheld", "Khả năng không công bố", "chance_withheld", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Points lacking, 10%", "Số điểm còn thiếu, 10%", "gap.q10", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Points lacking, 50%", "Số điểm còn thiếu, 50%", "gap.q50", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Points lacking, 90%", "Số điểm còn thiếu, 90%", "gap.q90", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Last known year", "Năm gần nhất có số liệu", "reference.year", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Score then", "Điểm năm đó", "reference.score", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Rank then", "Thứ hạng năm đó", "reference.rank", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Group then", "Nhóm năm đó", "reference.group", 14, TB_SHEET_TEXT, TB_WORDS_KNOWN },
    { "Nearest rivals", "Các tỉnh xếp liền kề", "rivals", 40, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Why there is no answer", "Lý do chưa trả lời được", "chance_without_action_reason", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_price_columns[] = {
    { "Index", "Chỉ số", "goal:index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal:goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Component", "Mã nội dung", "component", 12, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Name", "Nội dung", "name", 44, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Score", "Điểm", "score", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Year of the score", "Năm của điểm", "score_year", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Maximum", "Điểm tối đa", "max", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Chance gained by 0.1 point", "Khả năng đạt tăng thêm khi tăng 0,1 điểm", "chance_gain_01", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Points for a chance of 50%", "Số điểm cần để khả năng đạt 50%", "points_for_50", 14, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Possible", "Có thể đạt", "points_for_50_possible", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Points for a chance of 80%", "Số điểm cần để khả năng đạt 80%", "points_for_80", 14, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Possible", "Có thể đạt", "points_for_80_possible", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_measure_columns[] = {
    { "Index", "Chỉ số", "goal:index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal:goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Code", "Mã", "id", 9, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Measure", "Giải pháp", "name", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Agency", "Cơ quan chủ trì", "agency", 36, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Index of the component", "Chỉ số của nội dung", "index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Component", "Mã nội dung", "component", 11, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Name of the component", "Nội dung", "component_name", 36, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Evidence", "Căn cứ", "evidence", 26, TB_SHEET_TEXT, TB_WORDS_EVIDENCE },
    { "Effect (points)", "Tác động (điểm)", "effect.mean", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Effect, 5%", "Tác động, 5%", "effect.q05", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Effect, 95%", "Tác động, 95%", "effect.q95", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Places", "Số bậc", "rank_change.mean", 9, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Chance with it", "Khả năng đạt", "chance", 11, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Gain", "Tăng thêm", "chance_gain", 11, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Cost", "Chi phí", "cost", 9, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Unit of cost", "Đơn vị chi phí", "cost_unit", 11, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "In the plan", "Có trong phương án", "in_plan", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Counted once with", "Chỉ tính một lần cùng với", "shared_with", 24, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Condition", "Điều kiện", "condition", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Where it was done", "Nơi đã làm được", "examples", 40, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Why there is no effect", "Lý do chưa lượng hóa", "effect_reason", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Note", "Ghi chú", "note", 60, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_plan_columns[] = {
    { "Index", "Chỉ số", "goal:index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal:goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Measures", "Giải pháp", "levers", 40, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Cost", "Chi phí", "cost", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Unit of cost", "Đơn vị chi phí", "cost_unit", 12, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Chance without it", "Khả năng đạt khi chưa có phương án", "chance_without", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance with it", "Khả năng đạt khi có phương án", "chance", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Expected rank without it", "Thứ hạng kỳ vọng khi chưa có phương án", "expected_rank_without", 14, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Expected rank with it", "Thứ hạng kỳ vọng khi có phương án", "expected_rank", 14, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Proven best", "Đã chứng minh là tốt nhất", "exact", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Condition", "Điều kiện", "condition", 40, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Why there is no plan", "Lý do chưa lập được phương án", "reason", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_frontier_columns[] = {
    { "Index", "Chỉ số", "goal:index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal:goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Cost", "Chi phí", "cost", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Chance", "Khả năng đạt", "chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Measures", "Giải pháp", "levers", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_forecast_columns[] = {
    { "Index", "Chỉ số", "goal:index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Year", "Năm", "goal:year", 7, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Code", "Mã", "code", 7, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Province", "Tỉnh, thành phố", "name", 20, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Score", "Điểm", "score.q50", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Score, 5%", "Điểm, 5%", "score.q05", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Score, 95%", "Điểm, 95%", "score.q95", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },
    { "Rank", "Thứ hạng", "rank.q50", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Rank, 5%", "Thứ hạng, 5%", "rank.q05", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Rank, 95%", "Thứ hạng, 95%", "rank.q95", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Chance of the top 10", "Khả năng vào tốp 10", "chance_top.10", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance of 5 places up", "Khả năng tăng 5 bậc", "chance_up.5", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance of being withheld", "Khả năng không công bố", "chance_withheld", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_history_columns[] = {
    { "Index", "Chỉ số", "index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },  { "Year", "Năm", "year", 7, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Score", "Điểm", "score", 10, TB_SHEET_POINTS, TB_WORDS_PLAIN },  { "Rank", "Thứ hạng", "rank", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Group", "Nhóm", "group", 16, TB_SHEET_TEXT, TB_WORDS_KNOWN },    { "Status", "Tình trạng", "status", 28, TB_SHEET_TEXT, TB_WORDS_KNOWN },
    { "Source", "Nguồn", "source", 30, TB_SHEET_TEXT, TB_WORDS_PLAIN }, { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_source_columns[] = {
    { "Source", "Nguồn", "id", 26, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Publisher", "Cơ quan công bố", "publisher", 40, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Title", "Tên tài liệu", "title", 60, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Published", "Ngày công bố", "published", 14, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Address", "Địa chỉ", "url", 60, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_note_columns[] = {
    { "Note", "Lưu ý", "text", 110, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};

/* Every unit at once. */
const tb_brief_column tb_brief_unit_columns[] = {
    { "Code", "Mã", "code", 7, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Province", "Tỉnh, thành phố", "name", 20, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Known up to", "Số liệu đến năm", "origin", 10, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Year", "Năm", "year", 7, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Index", "Chỉ số", "index", 10, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Goal", "Chỉ tiêu", "goal", 32, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Chance without action", "Khả năng đạt nếu không có thêm giải pháp", "chance_without_action", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Noise alone", "Riêng biến động ngẫu nhiên", "noise_chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Best measure", "Giải pháp tốt nhất", "best_lever", 12, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Its component", "Nội dung của giải pháp", "best_component", 14, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Chance with it", "Khả năng đạt khi có giải pháp", "best_chance", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Chance with the plan", "Khả năng đạt khi có phương án", "plan_chance", 14, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Met", "Đã đạt", "met", 9, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { "Why there is no answer", "Lý do chưa trả lời được", "chance_without_action_reason", 50, TB_SHEET_TEXT, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_origin_columns[] = {
    { "Known up to", "Số liệu đến năm", "origin", 12, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Year", "Năm", "year", 8, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Goals", "Số chỉ tiêu", "n", 9, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Mean chance", "Khả năng đạt trung bình", "mean_chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Share met", "Tỷ lệ đã đạt", "share_met", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Brier score", "Điểm Brier", "brier", 12, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
const tb_brief_column tb_brief_reliability_columns[] = {
    { "Chance from", "Khả năng đạt từ", "from", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "to", "đến", "to", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Goals", "Số chỉ tiêu", "n", 9, TB_SHEET_NUMBER, TB_WORDS_PLAIN },
    { "Mean chance", "Khả năng đạt trung bình", "mean_chance", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Share met", "Tỷ lệ đã đạt", "share_met", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { "Standard error", "Sai số chuẩn", "se", 12, TB_SHEET_CHANCE, TB_WORDS_PLAIN },
    { NULL, NULL, NULL, 0, TB_SHEET_TEXT, TB_WORDS_PLAIN },
};
