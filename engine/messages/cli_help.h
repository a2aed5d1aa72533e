/* messages/cli_help.h - what does the help say? English and Vietnamese side by side: summaries,
 * descriptions, options. Each macro is the two texts of a cli_words, { TB_HELP_YEAR }. Lower
 * case and no full stop for one line; whole sentences for a description (ABOUT). The words in
 * capitals are those of the option's value, which the table at the end translates.
 * tests/cli/test_help_vi.py holds that both sides name the same options, choices and numbers. / */
#ifndef MESSAGES_CLI_HELP_H
#define MESSAGES_CLI_HELP_H

#include "messages/cli_atlas.h"
#include "messages/cli_import.h"

/* ---- headings -------------------------------------------------------------------------------- */

#define TB_HELP_USAGE "usage: ", "cách dùng: "
#define TB_HELP_USAGE_ALL \
    "tangbac COMMAND [ARGUMENTS] [OPTIONS]", "tangbac LỆNH [THAM SỐ] [TÙY CHỌN]"
#define TB_HELP_OPTIONS_WORD "[OPTIONS]", "[TÙY CHỌN]"
#define TB_HELP_OPTIONS      "Options", "Tùy chọn"
#define TB_HELP_OPTIONS_ALL  "Options of every command", "Tùy chọn chung của mọi lệnh"
#define TB_HELP_EXIT_CODES   "Exit codes", "Mã thoát"
#define TB_HELP_EXAMPLE      "example: ", "ví dụ: "
#define TB_HELP_HELP         "Help", "Trợ giúp"
#define TB_HELP_LOOK         "Look", "Xem số liệu"
#define TB_HELP_ESTIMATE     "Estimate", "Ước lượng"
#define TB_HELP_DECIDE       "Decide", "Ra quyết định"
#define TB_HELP_WRITE        "Write", "Lập văn bản"

#define TB_HELP_INTRO                                                                              \
    "tăng bậc, to climb ranks: which measures move a province's ranks, how likely a target "    \
    "is, and how much of a climb is noise. Results (JSON) go to standard output, messages to "     \
    "standard error.",                                                                             \
        "tăng bậc: giải pháp nào làm tăng thứ hạng của tỉnh, khả năng đạt " \
        "chỉ tiêu là bao nhiêu, phần nào của việc tăng bậc là biến động "     \
        "ngẫu nhiên. Kết quả dạng JSON ra đầu ra chuẩn, thông báo ra đầu ra "   \
        "lỗi."
#define TB_HELP_HELP_LINE                                                   \
    "this text; help COMMAND, help --man, help --completion bash|zsh|fish", \
        "nội dung này; help LỆNH, help --man, help --completion bash|zsh|fish"

#define TB_HELP_EXIT_0                                           \
    "done; also when a goal is out of reach: that is an answer", \
        "xong; kể cả khi không thể đạt chỉ tiêu: đó cũng là câu trả lời"
#define TB_HELP_EXIT_1 "could not run", "không chạy được"
#define TB_HELP_EXIT_2                                            \
    "usage; also a goal on the command line that cannot be read", \
        "dùng sai lệnh; kể cả chỉ tiêu trên dòng lệnh không đọc được"
#define TB_HELP_EXIT_3                                                       \
    "data rejected; also a goal in a file", "dữ liệu bị từ chối; " \
                                            "kể cả chỉ tiêu trong tệp"
#define TB_HELP_EXIT_4   "numerical failure", "lỗi tính toán số học"
#define TB_HELP_EXIT_130 "interrupted", "bị dừng giữa chừng"

/* ---- the man page ---------------------------------------------------------------------------- */

#define TB_HELP_MAN_SECTION "User commands", "Lệnh của người dùng"
#define TB_HELP_MAN_NAME    "NAME", "TÊN"
#define TB_HELP_MAN_ONE_LINE                                  \
    "rankings, forecasts, targets and measures of provinces", \
        "xếp hạng, dự báo, chỉ tiêu và giải pháp của các tỉnh"
#define TB_HELP_MAN_SYNOPSIS    "SYNOPSIS", "CÚ PHÁP"
#define TB_HELP_MAN_COMMAND     "COMMAND", "LỆNH"
#define TB_HELP_MAN_ARGUMENTS   "ARGUMENTS", "THAM SỐ"
#define TB_HELP_MAN_OPTIONS     "OPTIONS", "TÙY CHỌN"
#define TB_HELP_MAN_DESCRIPTION "DESCRIPTION", "MÔ TẢ"
#define TB_HELP_MAN_COMMANDS    "COMMANDS", "CÁC LỆNH"
#define TB_HELP_MAN_SHARED      "OPTIONS OF EVERY COMMAND", "TÙY CHỌN CHUNG CỦA MỌI LỆNH"
#define TB_HELP_MAN_EXIT        "EXIT STATUS", "MÃ THOÁT"
#define TB_HELP_MAN_ENVIRONMENT "ENVIRONMENT", "BIẾN MÔI TRƯỜNG"
#define TB_HELP_MAN_ENV_CACHE \
    "the folder of --cache where that is not given", "thư mục dùng khi không có --cache"
#define TB_HELP_MAN_ENV_COLOUR \
    "when set: no colour on a terminal", "khi có: không dùng màu trên màn hình"
#define TB_HELP_MAN_ENV_COLUMNS                                       \
    "how wide tables may be where standard output is not a terminal", \
        "bề rộng tối đa của bảng khi đầu ra chuẩn không phải là màn hình"
#define TB_HELP_MAN_ENV_LANG                                  \
    "the language, where neither --lang nor a goal tells it", \
        "ngôn ngữ, khi --lang và chỉ tiêu đều không cho biết"
#define TB_HELP_MAN_LICENSE "LICENSE", "GIẤY PHÉP"
#define TB_HELP_MAN_EXAMPLE "Example: ", "Ví dụ: "

/* ---- options of every command ---------------------------------------------------------------- */

#define TB_HELP_OUTPUT                                                                          \
    "write to FILE instead of standard output; it appears only when it is whole",               \
        "ghi vào TỆP thay vì ra đầu ra chuẩn; tệp chỉ xuất hiện khi đã ghi " \
        "trọn vẹn"
#define TB_HELP_TABLE "print aligned tables instead of JSON", "in bảng để đọc thay vì JSON"
#define TB_HELP_QUIET                                                                \
    "no warnings and no progress on standard error", "không in lưu ý và tiến " \
                                                     "độ ra đầu ra lỗi"
#define TB_HELP_SEED \
    "seed of the random streams (default 1)", "số khởi tạo của các dãy số ngẫu nhiên (mặc định 1)"
#define TB_HELP_THREADS                                                                      \
    "threads to use (default: all cores; never changes a number)",                           \
        "số luồng tính toán (mặc định: mọi nhân; không làm thay đổi con " \
        "số nào)"
#define TB_HELP_LANG                                                                       \
    "language of tables, briefs and messages (default: that of the goals, else the "       \
    "locale's, else en)",                                                                  \
        "ngôn ngữ của bảng, bản tóm tắt và thông báo (mặc định: theo " \
        "chỉ tiêu, nếu không thì theo ngôn ngữ của máy, nếu không thì en)"
#define TB_HELP_PROGRESS                                       \
    "show progress although standard error is not a terminal", \
        "hiện tiến độ dù đầu ra lỗi không phải là màn hình"
#define TB_HELP_NO_PROGRESS "show no progress", "không hiện tiến độ"
#define TB_HELP_HELP_OPTION "print this help", "in trợ giúp này"
#define TB_HELP_MERGED                                                                       \
    "by the 34 units since July 2025, of several provinces where need be (the default for "  \
    "years from 2025)",                                                                      \
        "theo 34 đơn vị từ tháng 7/2025, ghép từ nhiều tỉnh khi cần (mặc " \
        "định cho các năm từ 2025)"
#define TB_HELP_NO_MERGED                                                                        \
    "by the 63 provinces that the publishers ranked before, also for years from 2025",           \
        "theo 63 tỉnh, thành phố được xếp hạng trước đây, kể cả cho các " \
        "năm từ 2025"

/* ---- import ---------------------------------------------------------------------------------- */

#define TB_HELP_IMPORT_INDEX                                     \
    "the index of tables that do not name it (PAR, SIPAS, ...)", \
        "chỉ số của những bảng không tự ghi (PAR, SIPAS, ...)"
#define TB_HELP_IMPORT_YEAR \
    "the year of tables that do not name it", "năm của những bảng không tự ghi"
#define TB_HELP_IMPORT_PREFER                                                                      \
    "where sources differ, the file or source NAME wins; repeatable, the first one first",         \
        "khi các nguồn khác nhau thì theo tệp hoặc nguồn TÊN; dùng được nhiều " \
        "lần, tên đầu được ưu tiên"
#define TB_HELP_IMPORT_COMPLETE                                                                    \
    "the tables are declared complete: a sum that contradicts a published total is refused",       \
        "các bảng được coi là đầy đủ: tổng trái với tổng điểm đã công " \
        "bố thì bị từ chối"

/* ---- show, rank, export, synth --------------------------------------------------------------- */

#define TB_HELP_SHOW                                                                         \
    "what is in a panel: indices, years, coverage, breaks, sources, conflicts",              \
        "trong tệp số liệu có gì: chỉ số, năm, mức độ đầy đủ, thay " \
        "đổi phương pháp, nguồn, mâu thuẫn"
#define TB_HELP_SHOW_ABOUT                                                                    \
    "Coverage is counted against the number of units that the publisher ranked: '22/63' "     \
    "means 22 scores in this data set, not 22 published ones.",                               \
        "Mức độ đầy đủ tính trên số đơn vị mà cơ quan công bố đã "  \
        "xếp hạng: '22/63' nghĩa là bộ dữ liệu này có 22 điểm số, không " \
        "phải chỉ 22 điểm số được công bố."

#define TB_HELP_SHOW_MISSING                                                                  \
    "write what is not in the data, by unit and year, as a table to fill in (-o FILE.csv or " \
    ".xlsx)",                                                                                 \
        "ghi những gì chưa có trong bộ dữ liệu, theo tỉnh và năm, thành "     \
        "bảng để điền (-o tệp .csv hoặc .xlsx)"
#define TB_HELP_SHOW_INDEX "with --missing: the index", "cùng --missing: chỉ số"
#define TB_HELP_EXPORT_TEMPLATE                                                                  \
    "an empty table to fill in for --index and --year, with lists and checks in .xlsx",          \
        "bảng trống để điền cho --index và --year, có danh sách chọn và kiểm " \
        "tra trong .xlsx"
#define TB_HELP_EXPORT_YEAR \
    "only this year (a template needs one)", "chỉ lấy năm này (lập mẫu bảng thì phải có)"
#define TB_HELP_RANK                                                                           \
    "totals, ranks and groups of a year: published, computed, or unknown and why",             \
        "tổng điểm, thứ hạng, nhóm của một năm: đã công bố, tính toán, " \
        "hoặc chưa có và vì sao"
#define TB_HELP_RANK_ABOUT                                                                    \
    "A total is composed from its components by the rules of that year when all of them are " \
    "known. Ranks are computed when every unit that the publisher ranked has a score, and "   \
    "compared with the published ones; of a table that is known in part only the published "  \
    "ranks are given, never a place among the scores that this data set happens to hold. "    \
    "Groups are those of the year; where their limits are not known there is none, and the "  \
    "reason is given.",                                                                       \
        "Tổng điểm được tính từ các thành phần theo quy định của năm "  \
        "đó khi biết đủ các thành phần. Thứ hạng được tính khi mọi "    \
        "đơn vị mà cơ quan công bố đã xếp hạng đều có điểm, và "       \
        "được đối chiếu với thứ hạng đã công bố; bảng mới biết "    \
        "một phần thì chỉ nêu thứ hạng đã công bố, không bao giờ xếp "  \
        "hạng giữa những điểm số tình cờ có. Nhóm theo quy định của "    \
        "năm; chưa biết ngưỡng thì để trống và nêu lý do."
#define TB_HELP_RANK_INDEX                              \
    "an index or one of its indicators: PAPI, PAPI.D5", \
        "một chỉ số hoặc một thành phần của chỉ số: PAPI, PAPI.D5"
#define TB_HELP_RANK_YEAR "the year of the table", "năm của bảng"

#define TB_HELP_STANDING                                                                    \
    "where a province stands: places, distances, strengths and weaknesses of every index",  \
        "hiện trạng của một tỉnh: thứ hạng, khoảng cách, điểm mạnh, " \
        "điểm yếu theo từng chỉ số"
#define TB_HELP_STANDING_ABOUT                                                                     \
    "For every index and component that is known: the score, the place and out of how many, the "  \
    "distance to the median, to the best quarter and to the first, and the change from the year "  \
    "before beside the noise of a single year: 'real' when noise alone makes so large a change "   \
    "in less than 5% of years. Three strengths, three weaknesses, and provinces to compare "       \
    "with: of the same region and group, or those named.",                                         \
        "Với từng chỉ số và nội dung đã biết: điểm, thứ hạng trên tổng "  \
        "số tỉnh được xếp hạng, khoảng cách đến trung vị, đến nhóm 25% "   \
        "tốt nhất và đến tỉnh đứng đầu, mức thay đổi so với năm trước " \
        "bên cạnh biến động ngẫu nhiên của một năm: 'vượt biến động "      \
        "ngẫu nhiên' khi riêng biến động ngẫu nhiên gây ra mức thay đổi lớn "  \
        "như vậy trong dưới 5% số năm. Kèm ba điểm mạnh, ba điểm yếu và "     \
        "các tỉnh để so sánh: cùng vùng, cùng nhóm, hoặc các tỉnh được nêu "  \
        "tên."
#define TB_HELP_STANDING_UNIT \
    "the province, by code or name in that year", "tỉnh, theo mã hoặc tên của năm đó"
#define TB_HELP_STANDING_YEAR "the year of the results", "năm của kết quả"
#define TB_HELP_STANDING_INDEX                                    \
    "only this index; may be given several times (default: all)", \
        "chỉ tính chỉ số này; có thể nêu nhiều lần (mặc định: tất cả)"
#define TB_HELP_STANDING_PEERS                                        \
    "compare with this province instead; may be given several times", \
        "so sánh với tỉnh này; có thể nêu nhiều lần"

#define TB_HELP_EXPORT                                                              \
    "write the figures of a panel as a table: .csv, .xlsx (Excel) or .dta (Stata)", \
        "ghi số liệu ra bảng: .csv, .xlsx (Excel) hoặc .dta (Stata)"
#define TB_HELP_EXPORT_INDEX \
    "only this index (default: all)", "chỉ xuất chỉ số này (mặc định: tất cả)"
#define TB_HELP_EXPORT_WIDE                                                               \
    "one row for each unit and year, one column for each indicator, without sources and " \
    "basis",                                                                              \
        "mỗi dòng một tỉnh trong một năm, mỗi cột một chỉ số thành " \
        "phần, không có nguồn và cơ sở"

#define TB_HELP_SYNTH                                          \
    "write a synthetic data package, marked so in every file", \
        "ghi một gói dữ liệu giả lập, tệp nào cũng ghi rõ là giả lập"
#define TB_HELP_SYNTH_ABOUT                                                                \
    "The units do not exist; their figures have the spread, the persistence and the gaps " \
    "of the real PAPI. The folder is made, or must be empty or hold an earlier synthetic " \
    "package.",                                                                            \
        "Các đơn vị không có thật; số liệu của chúng có độ phân "     \
        "tán, tính bền vững và những chỗ trống như PAPI thật. Thư mục " \
        "được tạo mới, hoặc phải trống, hoặc chứa một gói giả "     \
        "lập trước đó."
#define TB_HELP_SYNTH_UNITS "how many units (default 63)", "số đơn vị (mặc định 63)"
#define TB_HELP_SYNTH_YEARS "how many years (default 13)", "số năm (mặc định 13)"
#define TB_HELP_SYNTH_INDICATORS \
    "how many measured indicators (default 31)", "số chỉ số thành phần được đo (mặc định 31)"

/* ---- complete, forecast, backtest, evaluate -------------------------------------------------- */

#define TB_HELP_COMPLETE                                \
    "full tables that agree with every published fact", \
        "các bảng đầy đủ phù hợp với mọi số liệu đã công bố"
#define TB_HELP_COMPLETE_ABOUT                                                                \
    "Draws of the whole table of a year, jointly over years: known scores stay as they are, " \
    "and published ranks, means, best, worst, groups and counts hold in every draw. Facts "   \
    "that no table can satisfy together are named with their sources.",                       \
        "Mô phỏng cả bảng của một năm, chung cho các năm: điểm đã biết " \
        "giữ nguyên; thứ hạng, mức trung bình, cao nhất, thấp nhất, nhóm "   \
        "và số lượng đã công bố đều đúng trong mọi lần mô phỏng. "     \
        "Những số liệu không bảng nào thỏa mãn cùng lúc được nêu rõ "    \
        "kèm nguồn."
#define TB_HELP_COMPLETE_INDEX                                                  \
    "an index (its total) or a component", "một chỉ số (tổng điểm) " \
                                           "hoặc một thành phần"
#define TB_HELP_COMPLETE_YEAR                              \
    "the year whose table is wanted", "năm của bảng " \
                                      "cần mô phỏng"
#define TB_HELP_COMPLETE_AS_OF                               \
    "use only facts of years up to this one (default: all)", \
        "chỉ dùng số liệu đến hết năm này (mặc định: tất cả)"
#define TB_HELP_COMPLETE_DRAWS                  \
    "kept draws, 400 to 100000 (default 4000)", \
        "số lần mô phỏng được giữ, từ 400 đến 100000 (mặc định 4000)"

#define TB_HELP_FORECAST                                           \
    "probabilities of scores, ranks and groups in a year to come", \
        "xác suất của điểm, thứ hạng, nhóm trong một năm sắp tới"
#define TB_HELP_FORECAST_ABOUT                                                                \
    "Joint draws of all units: scores, ranks, groups, results that may not be published, "    \
    "the national mean apart, and how much of a year's movement is noise. Nothing later "     \
    "than the origin is read, neither figures nor rules; a change of rules counts only when " \
    "it was announced by then.",                                                              \
        "Mô phỏng chung cho mọi đơn vị: điểm, thứ hạng, nhóm, trường "    \
        "hợp kết quả có thể không được công bố, mức trung bình cả "     \
        "nước tính riêng, và phần nào của thay đổi trong một năm là "       \
        "biến động ngẫu nhiên. Không đọc gì sau năm gốc, cả số liệu "   \
        "lẫn quy định; thay đổi phương pháp chỉ tính đến khi đã được " \
        "công bố vào lúc đó."
#define TB_HELP_FORECAST_INDEX                                                                  \
    "what is forecast: an index (its total) or a component such as PAPI.D5",                    \
        "dự báo cho cái gì: một chỉ số (tổng điểm) hoặc một thành phần " \
        "như PAPI.D5"
#define TB_HELP_FORECAST_ORIGIN                                    \
    "the last year whose results were out; nothing later is read", \
        "năm gốc: năm gần nhất đã có kết quả; không đọc gì sau đó"
#define TB_HELP_FORECAST_YEAR                                                                \
    "the year that is forecast, 1 to 5 after the origin (default: the next one)",            \
        "năm được dự báo, từ 1 đến 5 năm sau năm gốc (mặc định: năm " \
        "kế tiếp)"
#define TB_HELP_FORECAST_MODEL                          \
    "the model (default: the best at earlier origins)", \
        "mô hình (mặc định: mô hình tốt nhất tại các năm gốc trước)"
#define TB_HELP_FORECAST_DRAWS                     \
    "joint draws, 100 to 1000000 (default 20000)", \
        "số lần mô phỏng chung, từ 100 đến 1000000 (mặc định 20000)"
#define TB_HELP_SAMPLES                                                                           \
    "write the draws to FILE: .csv in the columns of the forecasting hubs, which 'evaluate' "     \
    "reads, or .h5/.nc (netCDF-4)",                                                               \
        "ghi các lần mô phỏng ra TỆP: .csv theo mẫu cột chung của các nhóm dự " \
        "báo quốc tế, đọc được bằng 'evaluate', hoặc .h5/.nc (netCDF-4)"
#define TB_HELP_FORECAST_FULL                          \
    "add the probability of every rank of every unit", \
        "thêm xác suất của từng thứ hạng cho từng đơn vị"

#define TB_HELP_BACKTEST                                         \
    "were past forecasts calibrated, and which model was best?", \
        "các dự báo trước đây có đúng mức không, mô hình nào tốt nhất?"
#define TB_HELP_BACKTEST_ABOUT                                                                    \
    "Every model is fitted anew at every origin and sees nothing later; its distribution is "     \
    "judged by proper scores beside the simple models on the same rows. Standard errors are "     \
    "over target years, since the units of a year move together; differences carry the "          \
    "correction of Harvey, Leybourne and Newbold. The model 'default' is chosen at each origin "  \
    "by earlier origins only; the best in hindsight is named apart.",                             \
        "Mỗi mô hình được ước lượng lại từ đầu tại từng năm gốc và " \
        "không dùng gì sau đó; phân phối dự báo được chấm bằng các thước " \
        "đo chuẩn bên cạnh các mô hình đơn giản trên cùng các dòng. Sai số "   \
        "chuẩn tính theo các năm, vì các tỉnh trong một năm cùng biến động; "   \
        "chênh lệch có hiệu chỉnh Harvey, Leybourne và Newbold. Mô hình 'default' "    \
        "tại mỗi năm gốc chỉ được chọn theo các năm gốc trước; mô hình "  \
        "tốt nhất khi nhìn lại được nêu riêng."
#define TB_HELP_BACKTEST_INDEX                             \
    "an index (its total) or a component such as PAPI.D5", \
        "một chỉ số (tổng điểm) hoặc một thành phần như PAPI.D5"
#define TB_HELP_BACKTEST_ORIGINS                    \
    "first and last origin; a single year is both", \
        "năm gốc đầu và cuối; chỉ ghi một năm thì năm đó là cả đầu và cuối"
#define TB_HELP_BACKTEST_HORIZON                                           \
    "how far ahead, 1 to 5 (default 1)", "dự báo trước mấy năm, " \
                                         "từ 1 đến 5 (mặc định 1)"
#define TB_HELP_BACKTEST_MODEL                    \
    "only this model; repeatable (default: all)", \
        "chỉ kiểm chứng mô hình này; dùng được nhiều lần (mặc định: tất cả)"
#define TB_HELP_BACKTEST_DRAWS                                                                     \
    "draws of each distribution, 100 to 1000000 (default 4000)",                                   \
        "số lần mô phỏng của mỗi phân phối, từ 100 đến 1000000 (mặc định " \
        "4000)"
#define TB_HELP_BACKTEST_FACTS                                                             \
    "judge forecasts of published ranks and scores, beside what past moves of ranks and "  \
    "other simple models say; also for indices known in part",                             \
        "đánh giá dự báo trên các thứ hạng và điểm số đã công bố, " \
        "đối chiếu với các cách dự báo đơn giản; dùng được cho cả " \
        "chỉ số chỉ biết một phần"
#define TB_HELP_BACKTEST_RECORDS                                                      \
    "the same as CSV: the record quoted beside probabilities (datasets/records.csv)", \
        "như trên, dạng CSV: thành tích dự báo ghi bên cạnh xác suất " \
        "(datasets/records.csv)"
#define TB_HELP_BACKTEST_JUDGE                                                               \
    "what is judged: the deviation from the mean of the target year (default) or the score", \
        "chấm cái gì: chênh lệch so với mức trung bình của năm đó (mặc "  \
        "định) hay điểm số"

#define TB_HELP_EVALUATE                                                                         \
    "score anybody's predictions beside persistence on the same rows",                           \
        "chấm dự báo của bất kỳ ai bên cạnh dự báo giữ nguyên, trên cùng " \
        "các dòng"
#define TB_HELP_EVALUATE_ABOUT                                                               \
    "The table has the columns index,origin,year,unit,output_type,output_type_id,value: "    \
    "quantile (the id is its level), sample (the id is its draw) or mean. Scores that a "    \
    "kind of prediction does not allow are null with a reason; ranks are judged when every " \
    "ranked unit is predicted.",                                                             \
        "Bảng có các cột index,origin,year,unit,output_type,output_type_id,value: "    \
        "quantile (id là mức phân vị), sample (id là số thứ tự lần mô "      \
        "phỏng) hoặc mean. Thước đo mà một loại dự báo không cho phép "    \
        "tính thì để trống kèm lý do; thứ hạng được chấm khi mọi "      \
        "tỉnh được xếp hạng đều có dự báo."
#define TB_HELP_EVALUATE_JUDGE                                                                   \
    "what the predictions are: scores (default) or deviations from the mean of the target year", \
        "dự báo là gì: điểm số (mặc định) hay chênh lệch so với mức "      \
        "trung bình của năm đó"

/* ---- simulate -------------------------------------------------------------------------------- */

#define TB_HELP_SIMULATE                                                                  \
    "how much of a rank is weighting, method, missing indicators or noise",               \
        "thứ hạng phụ thuộc đến đâu vào trọng số, cách tính, thành " \
        "phần bị thiếu hay biến động ngẫu nhiên"
#define TB_HELP_SIMULATE_ABOUT                                                                     \
    "Computes the index again with other weights, normalisations, aggregations, a component "      \
    "left out and other noise, all at once, and shows how each rank changes, which factor moves "  \
    "it (Sobol' indices), which ranks cannot be told apart (confidence sets), and how many "       \
    "points of each component one rank up takes. A draw depends on seed and number alone: "        \
    "threads, processes (mpirun tangbac-mpi simulate ...) and interruptions never change a "       \
    "digit.",                                                                                      \
        "Tính lại chỉ số với trọng số khác, cách chuẩn hóa khác, cách tổng " \
        "hợp khác, bỏ bớt một thành phần và biến động ngẫu nhiên khác, "     \
        "tất cả cùng lúc, rồi nêu từng thứ hạng thay đổi ra sao, yếu tố "    \
        "nào làm thay đổi (chỉ số Sobol'), thứ hạng nào không phân biệt "        \
        "được (miền tin cậy), và tăng một bậc cần bao nhiêu điểm ở từng "  \
        "thành phần. Mỗi lần mô phỏng chỉ phụ thuộc số khởi tạo ngẫu "     \
        "nhiên và số thứ tự: số luồng, số tiến trình (mpirun tangbac-mpi "        \
        "simulate ...) và việc bị ngắt không làm thay đổi chữ số nào."
#define TB_HELP_SIMULATE_INDEX                                                \
    "the index (PAPI), or an indicator with components of its own (PAPI.D5)", \
        "chỉ số (PAPI), hoặc một chỉ số thành phần còn chia nhỏ được (PAPI.D5)"
#define TB_HELP_SIMULATE_YEAR "the year", "năm"
#define TB_HELP_SIMULATE_LEVEL                                                         \
    "components: the smallest known parts (default), or those of the first level",     \
        "thành phần: các phần nhỏ nhất đã biết (mặc định), hoặc " \
        "các thành phần cấp một"
#define TB_HELP_SIMULATE_WEIGHTS                                                          \
    "how weights vary: gamma factors around the official ones (default), any weights "    \
    "that add up to 1, within percent bounds, not at all",                                \
        "trọng số thay đổi thế nào: hệ số gamma quanh trọng số chính " \
        "thức (mặc định), mọi bộ trọng số có tổng bằng 1, trong "     \
        "giới hạn phần trăm, không đổi"
#define TB_HELP_SIMULATE_CONCENTRATION                                                         \
    "gamma: the larger, the nearer to the official weights (default: ten times the number of " \
    "components)",                                                                             \
        "gamma: càng lớn càng gần trọng số chính thức (mặc định: mười "   \
        "lần số thành phần)"
#define TB_HELP_SIMULATE_PERCENT                                     \
    "percent: official weight plus or minus P percent (default 25)", \
        "percent: trọng số chính thức cộng trừ P phần trăm (mặc định 25)"
#define TB_HELP_SIMULATE_NORMALISE                                                        \
    "of none,minmax,zscore,rank,percentile,distance (default: all)",                      \
        "chọn trong none,minmax,zscore,rank,percentile,distance (mặc định: tất " \
        "cả)"
#define TB_HELP_SIMULATE_AGGREGATE                                                              \
    "of arithmetic,geometric,harmonic,copeland (default: all; of more than 1000 units without " \
    "copeland)",                                                                                \
        "chọn trong arithmetic,geometric,harmonic,copeland (mặc định: tất "            \
        "cả; trên 1000 đơn vị: không có copeland)"
#define TB_HELP_SIMULATE_LEAVE_OUT                                                             \
    "leave none or one of them out of each draw (default: indicator)",                         \
        "mỗi lần mô phỏng không bỏ hoặc bỏ một thành phần (mặc định: " \
        "indicator)"
#define TB_HELP_SIMULATE_CENTRE                                                         \
    "share of the draws in which each choice is the publisher's own: the arithmetic "   \
    "mean, no normalisation, nothing left out (default 0.5; 0: all choices alike)",     \
        "tỷ lệ số lần mô phỏng mà mỗi lựa chọn là cách làm của " \
        "cơ quan công bố: trung bình cộng, không chuẩn hóa, không bỏ "    \
        "thành phần (mặc định 0.5; 0: các lựa chọn như nhau)"
#define TB_HELP_SIMULATE_NOISE                                                            \
    "errors of the components: none, the forecast model's noise (default), or those of "  \
    "--error",                                                                            \
        "sai số của các thành phần: không, biến động của mô hình dự " \
        "báo (mặc định), hoặc theo --error"
#define TB_HELP_SIMULATE_ERROR                                                             \
    "a standard error in points, TOTAL for the index's own; repeatable",                   \
        "một sai số chuẩn tính bằng điểm, TOTAL cho chính chỉ số; dùng " \
        "được nhiều lần"
#define TB_HELP_SIMULATE_VARY                                                            \
    "let this component's values be uncertain, as a factor of its own; repeatable",      \
        "coi giá trị của thành phần này là chưa chắc chắn, thành một " \
        "yếu tố riêng; dùng được nhiều lần"
#define TB_HELP_SIMULATE_DRAWS                              \
    "draws for the distributions of ranks (default 10000)", \
        "số lần mô phỏng cho phân phối thứ hạng (mặc định 10000)"
#define TB_HELP_SIMULATE_SAMPLES                                                             \
    "base points of the Sobol' indices, 0 for none (default 2048, rounded up to 16 times a " \
    "power of two)",                                                                         \
        "số điểm gốc của chỉ số Sobol', 0 là không tính (mặc định "     \
        "2048, làm tròn lên bằng 16 lần một lũy thừa của hai)"
#define TB_HELP_SIMULATE_TABLES                                                               \
    "of an index known in part: ranks among the units whose components are known, or in "     \
    "full tables that agree with every published fact (default: auto, completed where "       \
    "needed)",                                                                                \
        "với chỉ số mới biết một phần: xếp hạng trong các tỉnh đã "    \
        "biết thành phần, hoặc trong các bảng đầy đủ phù hợp với mọi " \
        "số liệu đã công bố (mặc định: auto, completed khi cần)"
#define TB_HELP_SIMULATE_COVARIANCE                                                           \
    "for the confidence sets: covariance of the errors of the units' scores (CSV: unit, "     \
    "then one column a unit)",                                                                \
        "cho miền tin cậy: hiệp phương sai của sai số điểm các tỉnh (CSV: " \
        "unit, rồi mỗi tỉnh một cột)"
#define TB_HELP_SIMULATE_TOP                                                                      \
    "probability of being, and set of those that may be, among the N best (default 10)",          \
        "xác suất nằm trong N tỉnh đứng đầu, và tập các tỉnh có thể nằm " \
        "trong đó (mặc định 10)"
#define TB_HELP_SIMULATE_CONFIDENCE                          \
    "level of the confidence sets for ranks (default 0.95)", \
        "mức tin cậy của miền tin cậy cho thứ hạng (mặc định 0.95)"
#define TB_HELP_SIMULATE_BOOTSTRAPS                                                   \
    "draws for these sets, 0 for none (default 10000; none of more than 1000 units)", \
        "số lần mô phỏng cho các miền này, 0 là không tính (mặc "     \
        "định 10000; trên 1000 đơn vị: "                                      \
        "không tính)"
#define TB_HELP_SIMULATE_FULL                          \
    "add the probability of every rank of every unit", \
        "thêm xác suất của từng thứ hạng cho từng đơn vị"
#define TB_HELP_SIMULATE_REPLICATES                   \
    "write the settings of every draw to FILE (CSV)", \
        "ghi các lựa chọn của từng lần mô phỏng vào TỆP (CSV)"
#define TB_HELP_SIMULATE_CHECKPOINT                                                      \
    "keep what was counted in FILE and continue from it if it exists; it is removed at " \
    "the end",                                                                           \
        "lưu phần đã tính vào TỆP và chạy tiếp từ đó nếu có; xóa khi xong"
#define TB_HELP_SIMULATE_CHECKPOINT_SECONDS \
    "seconds between two such files (default 60)", "cách nhau bao nhiêu giây (mặc định 60)"

/* ---- run, intervene, report ------------------------------------------------------------------ */

#define TB_HELP_RUN                                                                           \
    "the main job: forecast, measures and plan for the goals of a scenario",                  \
        "việc chính: dự báo, giải pháp và phương án cho các chỉ tiêu của " \
        "một kịch bản"
#define TB_HELP_RUN_ABOUT                                                                          \
    "Gives for every goal of a province the chance without action, how much of it is noise, the "  \
    "points that are needed, what each component is worth, what each measure with evidence "       \
    "adds, and the best plan under the budget. The question comes from a scenario file or from "   \
    "options.",                                                                                    \
        "Với từng chỉ tiêu của một tỉnh, nêu khả năng đạt nếu không có "   \
        "thêm giải pháp, phần nào là biến động ngẫu nhiên, số điểm còn "     \
        "thiếu, mỗi nội dung đáng giá bao nhiêu, mỗi giải pháp có căn cứ "      \
        "đóng góp được gì, và phương án tốt nhất trong giới hạn ngân sách. " \
        "Câu hỏi nằm trong tệp kịch bản hoặc trong các tùy chọn."
#define TB_HELP_INTERVENE                                                                      \
    "which measures move the ranks, how sure we are, and the best plan",                       \
        "giải pháp nào làm tăng thứ hạng, chắc chắn đến đâu, và phương " \
        "án tốt nhất"
#define TB_HELP_INTERVENE_ABOUT                                                               \
    "Answers a scenario as 'run' does, without history and forecast; with --units all, "      \
    "every unit's. Measures have an effect only where there is evidence: the scoring rules, " \
    "the record of comparable provinces, or a figure of your own.",                           \
        "Trả lời một kịch bản như 'run', không có phần quá trình và dự "  \
        "báo; với --units all thì cho mọi tỉnh. Giải pháp chỉ có tác động " \
        "khi có căn cứ: quy định chấm điểm, mức các tỉnh tương đồng "   \
        "đã đạt được, hoặc con số của người dùng."
#define TB_HELP_RUN_PANEL                                                        \
    "the panel file (instead of the scenario's)", "tệp số liệu (thay cho " \
                                                  "tệp ghi trong kịch bản)"
#define TB_HELP_RUN_UNIT                                      \
    "code or name of the province (without a scenario file)", \
        "mã hoặc tên tỉnh (khi không có tệp kịch bản)"
#define TB_HELP_RUN_YEAR "the year of the goals", "năm của các chỉ tiêu"
#define TB_HELP_RUN_GOAL                                                                           \
    "a goal, as 'PAPI: +5 ranks'; repeatable; alternatives are separated by '||'",                 \
        "một chỉ tiêu, như 'PAPI: tăng 5 bậc'; dùng được nhiều lần; các lựa " \
        "chọn cách nhau bằng '||'"
#define TB_HELP_RUN_LEVERS                                                                   \
    "measures: CSV as datasets/levers.csv, JSON, or a score sheet; adds to the scenario's; " \
    "'none' for none",                                                                       \
        "giải pháp: CSV như datasets/levers.csv, JSON, hoặc bảng chấm điểm; "   \
        "bổ sung cho kịch bản; 'none' là không có"
#define TB_HELP_RUN_CRITERIA                                           \
    "the province's own PAR score sheet (templates/par-criteria.csv)", \
        "bảng chấm điểm PAR INDEX của chính tỉnh (templates/par-criteria.csv)"
#define TB_HELP_RUN_BUDGET                                                                      \
    "the most that a plan may cost: 5, or an amount as '10 tỷ đồng', "                     \
    "'1.500 triệu đồng' (a measure without a cost costs 1, and is in no "                  \
    "plan where costs are in money)",                                                           \
        "chi phí tối đa của phương án: 5, hoặc số tiền như '10 tỷ đồng', " \
        "'1.500 triệu đồng' (giải pháp không ghi chi phí tính là 1, và "           \
        "không đưa vào phương án khi chi phí tính bằng tiền)"
#define TB_HELP_RUN_COST_UNIT "unit of the budget", "đơn vị của ngân sách"
#define TB_HELP_RUN_MAX_LEVERS \
    "the most measures that a plan may have", "số giải pháp nhiều nhất của phương án"
#define TB_HELP_RUN_OBJECTIVE                                                              \
    "what a plan maximises: each goal's chance and the joint one (default), one plan for " \
    "the joint chance, or the expected rank",                                              \
        "phương án nhằm tối đa hóa điều gì: khả năng đạt từng chỉ " \
        "tiêu và tất cả cùng lúc (mặc định), một phương án chung để " \
        "đạt tất cả cùng lúc, hoặc thứ hạng dự kiến"
#define TB_HELP_RUN_DRAWS                                    \
    "simulated years (default: the scenario's, else 20000)", \
        "số lần mô phỏng (mặc định: theo kịch bản, nếu không thì 20000)"
#define TB_HELP_RUN_LEADING                                                       \
    "what 'leading group' means: the first N", "'nhóm dẫn đầu' nghĩa là " \
                                               "gì: N tỉnh đứng đầu"
#define TB_HELP_RUN_RIVALS                                                              \
    "other provinces move as forecast (default), or the nearest ones gain what others " \
    "have gained before",                                                               \
        "các tỉnh khác thay đổi như dự báo (mặc định), hoặc các "    \
        "tỉnh xếp liền kề tăng được như mức các tỉnh đã từng "   \
        "đạt"
#define TB_HELP_RUN_EVIDENCE                                                               \
    "measures may also rest on what went together from survey to survey (association, "    \
    "not cause)",                                                                          \
        "giải pháp được dựa thêm vào mối liên hệ thống kê giữa các " \
        "cuộc khảo sát (không phải quan hệ nhân quả)"
#define TB_HELP_RUN_UNITS                                                                     \
    "every unit's chance and best measure instead of one unit's page",                        \
        "khả năng đạt và giải pháp tốt nhất của mọi tỉnh thay cho trang " \
        "của một tỉnh"
#define TB_HELP_RUN_ORIGINS                                                                       \
    "with --units all: the question asked from every origin A to B, for looking back over years", \
        "cùng --units all: đặt câu hỏi từ mỗi năm gốc từ A đến B, để "      \
        "nhìn lại qua các năm"
#define TB_HELP_RUN_EVALUATE                                                            \
    "look back: what happened, beside each chance, for years whose results are in the " \
    "panel",                                                                            \
        "nhìn lại: bên cạnh khả năng đạt là kết quả thực tế, cho " \
        "các năm đã có kết quả"
#define TB_HELP_RUN_MODEL "model of the forecast", "mô hình dự báo"
#define TB_HELP_RUN_CACHE                                                                \
    "where completed tables are kept for the next question on the same panel; never "    \
    "changes a number (default: TANGBAC_CACHE, else ~/.cache/tangbac; none: nowhere)",   \
        "nơi lưu các bảng đã mô phỏng để dùng cho câu hỏi sau trên "   \
        "cùng bộ dữ liệu; không làm thay đổi con số nào (mặc định: " \
        "TANGBAC_CACHE, nếu không thì ~/.cache/tangbac; none: không lưu)"
#define TB_HELP_RUN_FULL                                                               \
    "every unit of a forecast, not only the eleven around the province; with -t the "  \
    "whole page",                                                                      \
        "dự báo của mọi tỉnh, không chỉ mười một tỉnh xếp quanh " \
        "tỉnh; với -t thì in cả trang"

#define TB_HELP_REPORT                                                                        \
    "a result of run or intervene as a page: .html, .docx, .md, .xlsx, .csv, or its charts",  \
        "kết quả của run hoặc intervene thành báo cáo: .html, .docx, .md, .xlsx, " \
        ".csv, hoặc biểu đồ"
#define TB_HELP_REPORT_SHORT                                   \
    "the first sheet alone, which a leader reads in a minute", \
        "chỉ trang đầu: phần lãnh đạo đọc trong một phút"
#define TB_HELP_REPORT_FULL                                                                    \
    "on paper (.docx, a printed .html) also the details that are for the screen",              \
        "trên giấy (.docx, .html khi in) có cả phần chi tiết vốn chỉ dành cho " \
        "màn hình"
#define TB_HELP_REPORT_ABOUT                                                                     \
    "Makes a brief of a saved result, in the language of its goals unless --lang is given. The " \
    "HTML page needs no other file and is complete without scripts; the Word document has the "  \
    "margins of official papers, with the plan as an annex; the workbook has every table. -o "   \
    "charts/ writes the charts.",                                                                \
        "Lập báo cáo từ một kết quả đã lưu, theo ngôn ngữ của chỉ tiêu "  \
        "trừ khi có --lang. Trang HTML không cần tệp nào khác, đọc được cả "  \
        "khi trình duyệt không chạy mã lệnh; Word theo lề văn bản hành chính, "  \
        "phương án là phụ lục; Excel có mọi bảng. -o charts/ ghi các biểu đồ."

/* ---- what values are called: the words in capitals, also in the lines of usage --------------- */

/* clang-format off */
#define TB_HELP_VALUES \
    { "FILE", "TỆP" }, { "DIR", "THƯ MỤC" }, { "FOLDER", "THƯ MỤC" }, { "YEAR", "NĂM" }, \
    { "YEARS", "SỐ NĂM" }, { "DATE", "NGÀY" }, \
    { "FIRST", "ĐẦU" }, { "LAST", "CUỐI" }, { "MM", "THÁNG" }, \
    { "DD", "NGÀY" }, { "INDEX", "CHỈ SỐ" }, { "NODE", "THÀNH PHẦN" }, { "CODE", "MÃ" }, \
    { "HEAD", "CỘT" }, { "NAME", "TÊN" }, { "UNIT", "TỈNH" }, { "GOAL", "CHỈ TIÊU" }, \
    { "MODEL", "MÔ HÌNH" }, { "TYPE", "LOẠI" }, { "VARIABLE", "BIẾN" }, \
    { "EXPR", "BIỂU THỨC" }, { "HYPOTHESIS", "GIẢ THUYẾT" }, { "SPEC", "MÔ TẢ" }, \
    { "LIST", "DANH SÁCH" }, { "COMPONENT", "THÀNH PHẦN" }, { "SOURCE", "NGUỒN" }, \
    { "FORMULA", "CÔNG THỨC" }, { "AMOUNT", "SỐ TIỀN" }, { "POINTS", "SỐ ĐIỂM" }, \
    { "SHARE", "TỶ LỆ" }, { "SCENARIO", "KỊCH_BẢN" }, { "RESULTS", "KẾT_QUẢ" }, \
    { "PREDICTIONS", "DỰ_BÁO" }, { "MEASURE", "GIẢI PHÁP" }
/* clang-format on */

#endif
