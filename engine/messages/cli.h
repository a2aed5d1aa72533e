/* messages/cli.h - what does the command say when it cannot do what was asked? Sentences about the
 * command line, English and Vietnamese side by side; both read the same arguments in the same
 * order, which the compiler checks where they are used (cli_usage). */
#ifndef MESSAGES_CLI_H
#define MESSAGES_CLI_H

/* ---- what frames a sentence ------------------------------------------------------------------ */

#define TB_MSG_CLI_REMEDY \
    "to settle it: %s (see 'tangbac help %s')", "cách xử lý: dùng %s (xem 'tangbac help %s')"
#define TB_MSG_CLI_SEE  "%s%s see 'tangbac help%s%s'", "%s%s (xem 'tangbac help%s%s')"
#define TB_MSG_CLI_NOTE "tangbac: note: ", "tangbac: lưu ý: "

/* ---- commands and options -------------------------------------------------------------------- */

#define TB_MSG_CLI_COMMAND "unknown command '%s'", "không có lệnh '%s'"
#define TB_MSG_CLI_COMMAND_NEAR \
    "unknown command '%s'; did you mean '%s'?", "không có lệnh '%s'; có phải là '%s'?"
#define TB_MSG_CLI_OPTION "unknown option '%s'", "không có tùy chọn '%s'"
#define TB_MSG_CLI_ONE_OF "unknown %s '%s'; expected %s", "--%s không có giá trị '%s'; chọn %s"
#define TB_MSG_CLI_OR     " or ", " hoặc "
#define TB_MSG_CLI_WHOLE \
    "--%s must be a whole number (got '%s')", "--%s phải là số nguyên (đang là '%s')"
#define TB_MSG_CLI_MEMORY "not enough memory", "không đủ bộ nhớ"
#define TB_MSG_CLI_NATURAL                                               \
    "--%s must be a whole number from 0 to 9007199254740991 (got '%s')", \
        "--%s phải là số nguyên từ 0 đến 9007199254740991 (đang là '%s')"
#define TB_MSG_CLI_NUMBER                                        \
    "--%s must be a number (got '%s')", "--%s phải là một " \
                                        "số (đang là '%s')"
#define TB_MSG_CLI_RANGE                                                  \
    "--%s must be from %lld to %lld (got %lld)", "--%s phải từ %lld " \
                                                 "đến %lld (đang là %lld)"
#define TB_MSG_CLI_NO_VALUE "--%s takes no value", "--%s không nhận giá trị"
#define TB_MSG_CLI_VALUE    "--%s needs a value (%s)", "--%s cần một giá trị (%s)"
#define TB_MSG_CLI_EFFECTS_YEARS                              \
    "--years must be two years such as 2011:2023 (got '%s')", \
        "--years phải là hai năm như 2011:2023 (đang là '%s')"
#define TB_MSG_CLI_EFFECTS_CUTOFF                      \
    "--cutoff must be a day such as 06-30 (got '%s')", \
        "--cutoff phải là ngày như 06-30 (đang là '%s')"
#define TB_MSG_CLI_EFFECTS_PRIOR                       \
    "--prior must be above 0 and at most 10 (got %g)", \
        "--prior phải lớn hơn 0 và không quá 10 (đang là %g)"
/* what takes long, and the time to come (seconds) */
#define TB_MSG_CLI_SIMULATING "simulating", "đang mô phỏng"
#define TB_MSG_CLI_ANSWERING  "answering", "đang tính"
#define TB_MSG_CLI_ATLAS                                                            \
    "computing all provinces and indices", "đang tính mọi tỉnh, mọi chỉ " \
                                           "số"
#define TB_MSG_CLI_TIME_LEFT "about %.0f s left", "còn khoảng %.0f giây"
#define TB_MSG_CLI_MISSING   "--%s is missing, for example --%s %s", "thiếu --%s, ví dụ --%s %s"
#define TB_MSG_CLI_ARGUMENT  "missing argument: tangbac %s", "thiếu tham số: tangbac %s"
#define TB_MSG_CLI_SURPLUS   "'%s' is one argument too many", "thừa tham số '%s'"
#define TB_MSG_CLI_CONTROL                                                \
    "argument %d has the control character U+%04X, which is never shown", \
        "tham số thứ %d có ký tự điều khiển U+%04X, không hiển thị được"
#define TB_MSG_CLI_OPTIONS_MOST   "at most %d options are allowed", "nhiều nhất %d tùy chọn"
#define TB_MSG_CLI_ARGUMENTS_MOST "at most %d arguments are allowed", "nhiều nhất %d tham số"
#define TB_MSG_CLI_SHELL                                 \
    "--completion must be bash, zsh or fish (got '%s')", \
        "--completion phải là bash, zsh hoặc fish (đang là '%s')"
#define TB_MSG_CLI_PROCESSES                                            \
    "only simulate runs in several processes; start '%s' with tangbac", \
        "chỉ simulate chạy trong nhiều tiến trình; hãy chạy '%s' bằng tangbac"
#define TB_MSG_CLI_STDOUT \
    "cannot write to standard output: %s", "không ghi được ra đầu ra chuẩn: %s"

/* ---- single commands ------------------------------------------------------------------------- */

#define TB_MSG_CLI_ORIGINS                                                  \
    "--origins must be FIRST:LAST with years from 1990 to 2100 (got '%s')", \
        "--origins phải là ĐẦU:CUỐI, các năm từ 1990 đến 2100 (đang là '%s')"
#define TB_MSG_CLI_ORIGIN_MISSING                                                           \
    "--origin is missing: the last year whose results were out, for example --origin 2021", \
        "thiếu --origin: năm gần nhất đã có kết quả, ví dụ --origin 2021"
#define TB_MSG_CLI_AS_OF                                                                         \
    "--as-of must not be before the year of the table (got %lld, the year is %lld)",             \
        "--as-of không được trước năm của bảng (đang là %lld, năm của bảng " \
        "là %lld)"
#define TB_MSG_CLI_YEARS                                     \
    "--years must be A:B, for example 2011:2017 (got '%s')", \
        "--years phải có dạng A:B, ví dụ 2011:2017 (đang là '%s')"
#define TB_MSG_CLI_LAGS                                                 \
    "--lags must be A:B with A at least 1, for example 2:4 (got '%s')", \
        "--lags phải có dạng A:B, A ít nhất là 1, ví dụ 2:4 (đang là '%s')"
#define TB_MSG_CLI_PENALTY \
    "--penalty must not be negative (got %g)", "--penalty không được âm (đang là %g)"
#define TB_MSG_CLI_WILD                                       \
    "--wild must be at most 10000000 replications (got %zu)", \
        "--wild nhiều nhất là 10000000 lần lặp (đang là %zu)"
#define TB_MSG_CLI_TESTS_MOST  "at most %d hypotheses are allowed", "nhiều nhất %d giả thuyết"
#define TB_MSG_CLI_MODELS_MOST "at most %d specifications are allowed", "nhiều nhất %d mô hình"
#define TB_MSG_CLI_EXPORT_OUTPUT                                     \
    "-o is missing, for example -o FILE.csv, FILE.xlsx or FILE.dta", \
        "thiếu -o, ví dụ -o TỆP.csv, TỆP.xlsx hoặc TỆP.dta"
#define TB_MSG_CLI_EXPORT_ENDING                            \
    "unknown ending of '%s'; expected .csv, .xlsx or .dta", \
        "không rõ đuôi của '%s'; phải là .csv, .xlsx hoặc .dta"
#define TB_MSG_CLI_IMPORT_OUTPUT \
    "-o is missing, for example -o PANEL.h5", "thiếu -o, ví dụ -o PANEL.h5"
#define TB_MSG_CLI_IMPORT_FILE                                           \
    "cannot write a panel to standard output: name a file, -o PANEL.h5", \
        "không ghi được tệp số liệu ra đầu ra chuẩn: hãy nêu tệp, -o PANEL.h5"
#define TB_MSG_CLI_INDEX_LONG                                                  \
    "'%.80s' is too long for the name of an index", "'%.80s' quá dài để " \
                                                    "là tên một chỉ số"
#define TB_MSG_CLI_REPORT_OUTPUT                                                                   \
    "-o is missing: a file that ends in .html, .docx, .md, .xlsx or .csv, or a folder for charts", \
        "thiếu -o: tệp có đuôi .html, .docx, .md, .xlsx hoặc .csv, hoặc thư mục "    \
        "cho biểu đồ"
#define TB_MSG_CLI_ATLAS_ENDING                                                                 \
    "-o must end in .html for the page or .json for the data (got '%s')",                       \
        "-o phải kết thúc bằng .html cho trang web hoặc .json cho dữ liệu (đang " \
        "là '%s')"
#define TB_MSG_CLI_REPORT_ENDING                                                                 \
    "unknown ending '%s'; expected .html, .docx, .md, .xlsx or .csv, or a folder for charts",    \
        "không rõ đuôi '%s'; cần .html, .docx, .md, .xlsx hoặc .csv, hoặc một thư " \
        "mục cho biểu đồ"
#define TB_MSG_CLI_UNITS                                                             \
    "--units must be 'all' (got '%s'); one unit is named by --unit or the scenario", \
        "--units phải là 'all' (đang là '%s'); một tỉnh thì ghi ở --unit hoặc trong kịch bản"
#define TB_MSG_CLI_SHOW_MISSING                                                   \
    "--index and --year go with --missing: without it all of the panel is shown", \
        "--index và --year đi cùng --missing: không có --missing thì bảng nêu toàn bộ số liệu"
#define TB_MSG_CLI_ORIGINS_UNITS                             \
    "--origins goes with --units all and replaces --origin", \
        "--origins đi cùng --units all và thay cho --origin"
#define TB_MSG_CLI_GOALS_TWICE                                         \
    "the scenario file has the goals; give either the file or --goal", \
        "tệp kịch bản đã có chỉ tiêu; chỉ dùng tệp hoặc --goal"
#define TB_MSG_CLI_EVIDENCE                                                           \
    "--evidence must be 'estimated' (got '%s'): associations, not causes; the other " \
    "kinds are always used",                                                          \
        "--evidence phải là 'estimated' (đang là '%s'): mối liên hệ "       \
        "thống kê, không phải quan hệ nhân quả; các loại căn cứ "    \
        "khác luôn được dùng"
#define TB_MSG_CLI_COMPONENT_NUMBER                                   \
    "--%s must be COMPONENT=NUMBER, for example SC11=0.2 (got '%s')", \
        "--%s phải có dạng THÀNH_PHẦN=SỐ, ví dụ SC11=0.2 (đang là '%s')"
#define TB_MSG_CLI_SIMULATE_MISSING                                         \
    "--index and --year are missing, for example --index PAPI --year 2022", \
        "thiếu --index và --year, ví dụ --index PAPI --year 2022"
#define TB_MSG_CLI_CONCENTRATION \
    "--concentration must be above 0 (got %g)", "--concentration phải lớn hơn 0 (đang là %g)"
#define TB_MSG_CLI_CONFIDENCE                          \
    "--confidence must be between 0.5 and 1 (got %g)", \
        "--confidence phải nằm giữa 0.5 và 1 (đang là %g)"
#define TB_MSG_CLI_SYNTH_OUTPUT "-o is missing, for example -o DIR", "thiếu -o, ví dụ -o THƯ_MỤC"
/* ---- cmd_standing.c ---- */
#define TB_MSG_CLI_UNIT "unit", "'Lai Châu'"

#define TB_MSG_CLI_INTERRUPTED_SAME_COMMAND_GOES         \
    "interrupted; the same command continues from '%s'", \
        "đã dừng; chạy lại cùng lệnh để tiếp tục từ '%s'"
#define TB_MSG_CLI_INTERRUPTED_NOTHING_WAS_WRITTEN \
    "interrupted; nothing was written", "đã dừng; chưa ghi tệp nào"
#endif
