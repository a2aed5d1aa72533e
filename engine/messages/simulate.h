/* messages/simulate.h - what is said about rank sensitivity: English and Vietnamese side by
 * side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_SIMULATE_H
#define TB_MESSAGES_SIMULATE_H

#define TB_MSG_SIMULATE_CHECKPOINT_TANGBAC \
    "'%s' is not a checkpoint of tangbac", "'%s' không phải tệp lưu tạm của tangbac"
#define TB_MSG_SIMULATE_DAMAGED_CHECKPOINT_REMOVE_STAR        \
    "'%s' is a damaged checkpoint; remove it to start again", \
        "'%s' là tệp lưu tạm bị hỏng; hãy xóa để chạy lại từ đầu"
#define TB_MSG_SIMULATE_CHECKPOINT_ANOTHER_RUN_ANOTHER                                            \
    "'%s' is the checkpoint of another run (another panel, question, seed or number of draws); "  \
    "name another file or remove it",                                                             \
        "'%s' là tệp lưu tạm của lần chạy khác (bộ dữ liệu, câu hỏi, số " \
        "khởi tạo ngẫu nhiên hoặc số lần mô phỏng khác); hãy dùng tên khác " \
        "hoặc xóa tệp"
#define TB_MSG_SIMULATE_MPI_COMMUNICATION_FAILED_CHECK                                      \
    "MPI communication failed (%.*s); the checkpoint holds what was counted before: start " \
    "the same command again",                                                               \
        "mất liên lạc giữa các tiến trình MPI (%.*s); tệp lưu tạm giữ "   \
        "những gì đã đếm: hãy chạy lại đúng lệnh đó"
#define TB_MSG_SIMULATE_CANNOT_START_MPI "cannot start MPI", "không khởi động được MPI"
#define TB_MSG_SIMULATE_HAS_YEAR_PANEL_HAS              \
    "%s has no year %d in this panel; it has %d to %d", \
        "%s không có năm %d trong bộ dữ liệu này; chỉ có từ %d đến %d"
#define TB_MSG_SIMULATE_NOTHING_KNOWN_TWO_UNITS           \
    "nothing of %s in %d is known for two units or more", \
        "chưa biết gì về %s năm %d của từ hai đơn vị trở lên"
#define TB_MSG_SIMULATE_NOISE_CANNOT_ESTIMATED_YEARS                                        \
    "the noise of %s cannot be estimated from the years up to %d; give standard errors or " \
    "leave the noise out",                                                                  \
        "không ước lượng được biến động ngẫu nhiên của %s từ các "  \
        "năm đến %d; hãy cho sai số chuẩn hoặc bỏ qua biến động này"
#define TB_MSG_SIMULATE_HAS_VALUES \
    "'%s' has no values of %s in %d", "'%s' không có giá trị của %s năm %d"
#define TB_MSG_SIMULATE_GIVEN_NOISE_NEEDS_LEAST                                          \
    "given noise needs at least one standard error, such as SC11=0.1 or TOTAL=0.6",      \
        "biến động cho trước cần ít nhất một sai số chuẩn, ví dụ " \
        "SC11=0.1 hoặc TOTAL=0.6"
#define TB_MSG_SIMULATE_STANDARD_ERROR_MUST_NUMBER                      \
    "the standard error of %s must be a number of at least 0 (got %g)", \
        "sai số chuẩn của %s phải là số từ 0 trở lên (đang là %g)"
#define TB_MSG_SIMULATE_UNKNOWN_COMPONENT_LEVEL_EXPECT                                           \
    "unknown component '%s' of %s in %d at this level; expected %s, %s, ...",                    \
        "không có thành phần '%s' của %s năm %d ở cấp này; các thành phần là " \
        "%s, %s, ..."
#define TB_MSG_SIMULATE_OFFICIAL_WEIGHT_MUST_LEAST              \
    "the official weight of %s.%s must be at least 0 (got %g)", \
        "trọng số chính thức của %s.%s phải từ 0 trở lên (đang là %g)"
#define TB_MSG_SIMULATE_OFFICIAL_WEIGHTS_COMPONENTS_SU                \
    "the official weights of the components of %s in %d sum to zero", \
        "tổng trọng số chính thức của các thành phần của %s năm %d bằng 0"
#define TB_MSG_SIMULATE_HAS_COMPONENTS_PANEL_RANK                                             \
    "%s has no components in %d in this panel: rank sensitivity needs the parts that the "    \
    "total is composed of (completed tables of the total can be tried instead)",              \
        "%s không có thành phần nào năm %d trong bộ dữ liệu này: phân tích "  \
        "độ nhạy thứ hạng cần các phần hợp thành tổng điểm (có thể " \
        "thử bảng tổng điểm đã hoàn thiện)"
#define TB_MSG_SIMULATE_HAS_VALUE_PANEL_SO                                                   \
    "%s.%s has no value in %d in this panel, so no composite can be computed; name a node "  \
    "whose components are known",                                                            \
        "%s.%s không có giá trị năm %d trong bộ dữ liệu này nên không tính " \
        "được điểm tổng hợp; hãy nêu nội dung có đủ thành phần"
#define TB_MSG_SIMULATE_ONLY_UNIT_ALL_COMPONENTS                                                 \
    "only %zu unit%s all components of %s in %d; ranks need at least two",                       \
        "chỉ có %zu đơn vị%.0s đủ mọi thành phần của %s năm %d; xếp hạng " \
        "cần ít nhất hai"
#define TB_MSG_SIMULATE_ALL_UNITS_HAVE_EQUAL                                                  \
    "all units have equal components of %s in %d; there is nothing to rank",                  \
        "mọi đơn vị có các thành phần của %s năm %d như nhau; không có gì " \
        "để xếp hạng"
#define TB_MSG_SIMULATE_HAS_ONE_COMPONENT_WEIGHTS                                             \
    "%s has one component in %d (%s); weights and aggregation cannot matter",                 \
        "%s chỉ có một thành phần năm %d (%s); trọng số và cách gộp không " \
        "có tác dụng"
#define TB_MSG_SIMULATE_1_THERE_COLUMN_UNIT                                                 \
    "%s:1: there is no column 'unit'; a covariance has it and one column a unit, named by " \
    "its code",                                                                             \
        "%s:1: thiếu cột 'unit'; bảng hiệp phương sai có cột này và mỗi "  \
        "đơn vị một cột, đặt tên theo mã"
#define TB_MSG_SIMULATE_1_RANKED_UNITS_HAVE                                                \
    "%s:1: %zu of the %zu ranked units have a column; each needs one, named by its code "  \
    "(such as %s)",                                                                        \
        "%s:1: mới có %zu trong %zu đơn vị được xếp hạng có cột; mỗi " \
        "đơn vị cần một cột, đặt tên theo mã (ví dụ %s)"
#define TB_MSG_SIMULATE_DUPLICATE_UNIT                 \
    "%s:%zu: duplicate unit %s", "%s:%zu: đơn vị " \
                                 "%s bị trùng"
#define TB_MSG_SIMULATE_ENTRY "%s:%zu: unit %s: ", "%s:%zu: đơn vị %s: "
#define TB_MSG_SIMULATE_THERE_ROW_UNIT \
    "%s: there is no row for unit %s", "%s: không có dòng cho đơn vị %s"
#define TB_MSG_SIMULATE_ENTRIES_DIFFER_THOSE_COVARIANC                                          \
    "%s: the entries of %s and %s differ from those of %s and %s; a covariance is symmetric",   \
        "%s: giá trị của %s và %s khác giá trị của %s và %s; hiệp phương sai " \
        "phải đối xứng"
#define TB_MSG_SIMULATE_KNOWN_EXPECTED \
    "unknown %s '%.*s'; expected %s", "không có %s '%.*s'; hãy chọn %s"
#define TB_MSG_SIMULATE_LIST_EMPTY "the list of %ss is empty", "danh sách %s đang trống"
#define TB_MSG_SIMULATE_MEAN_CANNOT_COMPUTED_AFTER                           \
    "the %s mean of %s cannot be computed after normalisation '%s': %s%.0s", \
        "không tính được trung bình %s của %s sau chuẩn hóa '%s': %.0s%s"
#define TB_MSG_SIMULATE_UNKNOWN_WEIGHTS_EXPECTED_GAMMA                                           \
    "unknown weights '%s'; expected gamma, uniform, percent or fixed",                           \
        "không có cách thay đổi trọng số '%s'; chọn gamma, uniform, percent hoặc " \
        "fixed"
#define TB_MSG_SIMULATE_CONCENTRATION_MUST_0_1E9             \
    "concentration must be from 0.01 to below 1e9 (got %g)", \
        "độ tập trung của trọng số phải từ 0,01 đến dưới 1e9 (đang là %g)"
#define TB_MSG_SIMULATE_CENTRE_MUST_0_1                                                          \
    "centre must be from 0 to below 1 (got %g)",                                                 \
        "phần dành cho cách tính của đơn vị công bố phải từ 0 đến dưới " \
        "1 (đang là %g)"
#define TB_MSG_SIMULATE_PERCENT_MUST_0_100              \
    "percent must be above 0 and at most 100 (got %g)", \
        "biên phần trăm của trọng số phải lớn hơn 0 và không quá 100 (đang là %g)"
#define TB_MSG_SIMULATE_STANDARD_DEVIATION_COMPONENT_M                 \
    "the standard deviation of component %s must be above 0 (got %g)", \
        "độ lệch chuẩn của thành phần %s phải lớn hơn 0 (đang là %g)"
#define TB_MSG_SIMULATE_MOST_COMPONENTS_CAN_VARY                                    \
    "at most %d components can vary each on its own", "tối đa %d thành phần " \
                                                      "được thay đổi riêng"
#define TB_MSG_SIMULATE_COMPONENTS_MORE_DESIGN_CAN                                         \
    "%zu components are more than a design can vary (%d); name a node with fewer, or the " \
    "level dimension",                                                                     \
        "%zu thành phần nhiều hơn số thay đổi được (%d); hãy nêu nội "  \
        "dung có ít thành phần hơn, hoặc cấp dimension"
#define TB_MSG_SIMULATE_UNKNOWN_LEAVE_OUT_EXPECTED                   \
    "unknown leave_out '%s'; expected none, indicator or dimension", \
        "không thể bỏ '%s'; chọn none, indicator hoặc dimension"
#define TB_MSG_SIMULATE_HAS_ONE_DIMENSION_LEAVING          \
    "%s has one dimension; leaving it out leaves nothing", \
        "%s chỉ có một nội dung; bỏ đi thì không còn gì"
#define TB_MSG_SIMULATE_MATRIX_GIVEN_SCORES_COVARIANCE            \
    "the matrix given for the scores is not a covariance matrix", \
        "ma trận cho các điểm số không phải là ma trận hiệp phương sai"
#define TB_MSG_SIMULATE_LEVEL_CONFIDENCE_SET_MUST                       \
    "the level of a confidence set must be between 0.5 and 1 (got %g)", \
        "mức của miền tin cậy phải nằm giữa 0,5 và 1 (đang là %g)"
#define TB_MSG_SIMULATE_CONFIDENCE_SETS_RANKS_NEED                           \
    "confidence sets for ranks need at least 100 bootstrap draws (got %zu)", \
        "miền tin cậy của thứ hạng cần ít nhất 100 lần bootstrap (đang là %zu)"
#define TB_MSG_SIMULATE_INDEX_NAMED "no index is named", "chưa nêu chỉ số"
#define TB_MSG_SIMULATE_UNKNOWN_LEVEL_EXPECTED_LEAF                                                \
    "unknown level '%s'; expected leaf or dimension", "không có cấp '%s'; chọn leaf hoặc " \
                                                      "dimension"
#define TB_MSG_SIMULATE_UNKNOWN_NOISE_EXPECTED_NONE         \
    "unknown noise '%s'; expected none, forecast or given", \
        "không có nguồn biến động '%s'; chọn none, forecast hoặc given"
#define TB_MSG_SIMULATE_DRAWS_MUST_LEAST_1 \
    "draws must be at least 1 (got %zu)", "số lần mô phỏng phải từ 1 trở lên (đang là %zu)"
#define TB_MSG_SIMULATE_DRAWS_MORE_CAN_COUNTED                \
    "%llu draws are more than can be counted (at most 2^61)", \
        "%llu lần mô phỏng vượt quá khả năng đếm (tối đa 2^61)"
#define TB_MSG_SIMULATE_BASE_POINTS_TOO_MANY            \
    "%zu base points are too many (at most 16 x 2^30)", \
        "%zu điểm cơ sở là quá nhiều (tối đa 16 x 2^30)"
#define TB_MSG_SIMULATE_UNKNOWN_TABLES_EXPECTED_AUTO          \
    "unknown tables '%s'; expected auto, known or completed", \
        "không có loại bảng '%s'; chọn auto, known hoặc completed"
#define TB_MSG_SIMULATE_BEST_MUST_LEAST_1 \
    "best must be at least 1 (got %zu)", "best phải từ 1 trở lên (đang là %zu)"
#define TB_MSG_SIMULATE_ENOUGH_MEMORY_COUNTS_UNITS                 \
    "not enough memory for the counts of %zu units in %d threads", \
        "không đủ bộ nhớ để đếm cho %zu đơn vị trên %d luồng"
#define TB_MSG_SIMULATE_SOBOL_INDICES_COMPUTED_8191                                          \
    "Sobol' indices are computed for up to 8191 units (got %zu); set samples to 0",          \
        "chỉ số Sobol' chỉ tính cho tối đa 8191 đơn vị (đang là %zu); hãy " \
        "đặt samples bằng 0"
#define TB_MSG_SIMULATE_UNITS_MORE_CAN_RANKED             \
    "%zu units are more than can be ranked at once (%d)", \
        "%zu đơn vị nhiều hơn số xếp hạng được cùng lúc (%d)"
#define TB_MSG_SIMULATE_SIMULATION_DONE_EVALUATIONS_LE       \
    "the simulation is not done: %llu evaluations are left", \
        "mô phỏng chưa xong: còn %llu lượt tính"

#define TB_MSG_SIMULATE_TOO_MANY_SETTINGS                 \
    "the settings of %llu draws are too many for a file", \
        "thông số của %llu lần mô phỏng quá nhiều để ghi vào một tệp"
#define TB_MSG_SIMULATE_VARIANCE_NEGATIVE                     \
    "%s: the variance of '%s' must not be negative (got %g)", \
        "%s: phương sai của '%s' không được âm (đang là %g)"
#define TB_MSG_SIMULATE_COVARIANCE_INDEFINITE                                                     \
    "%s is not a covariance matrix: some weighted sum of the units would have the variance %g; "  \
    "check the correlations",                                                                     \
        "%s không phải là ma trận hiệp phương sai: có tổng trọng số của các " \
        "đơn vị mang phương sai %g; hãy kiểm tra các hệ số tương quan"

/* ---- components.c ---- */
#define TB_MSG_SIMULATE_SCHEME_DOES_STATE_RANGE                                              \
    "the scheme does not state the range of every component: official weights are those of " \
    "one point, not of the component's whole range",                                         \
        "bộ tiêu chí không nêu đủ thang điểm của các thành phần: trọng " \
        "số chính thức tính theo một điểm, không theo toàn thang"

/* ---- simulation.c ---- */
#define TB_MSG_SIMULATE_DESIGN_MORE_INPUTS_THERE                                            \
    "the design has more inputs than there are Sobol' dimensions in the table; the last "   \
    "ones are independent random numbers",                                                  \
        "thiết kế có nhiều đầu vào hơn số chiều Sobol' trong bảng; các " \
        "đầu vào cuối dùng số ngẫu nhiên độc lập"

#define TB_MSG_SIMULATE_TABLES_KNOWN_TRIES_THEM                                   \
    " (`tables` known tries them among the %zu units that have every component)", \
        " (`tables` known thử trong %zu đơn vị có đủ các thành phần)"
#define TB_MSG_SIMULATE_SCORES_PLACES_KNOWN_BUT                                                   \
    "of %s %d, %zu scores and %zu places of %zu are known, but not the components of the "        \
    "whole table. Ranks are those of %zu full tables that agree with every fact of all "          \
    "years (%s), with noise; weights, normalisation, aggregation and components left out cannot " \
    "be tried%s",                                                                                 \
        "%s năm %d có %zu điểm và %zu thứ hạng trên %zu đơn vị, chưa "            \
        "có điểm thành phần của cả bảng. Thứ hạng tính trên %zu "              \
        "bảng đầy đủ phù hợp với mọi số liệu đã công bố "                 \
        "của các năm (%s), có biến "                                                       \
        "động ngẫu nhiên; không thử được trọng số, cách chuẩn "               \
        "hóa, cách tổng hợp và việc bỏ bớt thành phần%s"
#define TB_MSG_SIMULATE_CHAINS_THAT_DRAW_TABLES                                                    \
    "the chains that draw the tables have not mixed well (R-hat %.3f): treat the figures as "      \
    "rough",                                                                                       \
        "các chuỗi mô phỏng bảng điểm chưa hội tụ tốt (R-hat %.3f): chỉ nên " \
        "coi các con số là ước lượng thô"

#define TB_MSG_SIMULATE_NOISE_COMPONENTS_COULD_NOT                                                 \
    "the noise of %zu of %zu components could not be estimated from the years up to %d; it is "    \
    "taken as 0",                                                                                  \
        "không ước lượng được biến động ngẫu nhiên của %zu trong %zu thành " \
        "phần từ các năm đến %d; coi như bằng 0"

#define TB_MSG_SIMULATE_VALUES_CAN_BE_ZERO                                    \
    "values can be zero or negative; only after min–max, rank or percentile", \
        "giá trị có thể bằng 0 hoặc âm; chỉ dùng sau "          \
        "chuẩn hóa min–max, thứ hạng hoặc phân vị"
#define TB_MSG_SIMULATE_VALUES_ZERO_OR_NEGATIVE                             \
    "values are zero or negative, such as %s of %s "                        \
    "(%s); only after min–max, rank or percentile",                         \
        "giá trị bằng 0 hoặc âm, ví dụ %s của %s (%s); chỉ " \
        "dùng sau chuẩn hóa min–max, thứ hạng hoặc phân vị"
#define TB_MSG_SIMULATE_COMPONENTS_WHOLE_TABLE_NOT           \
    "the components of the whole table are not in the data", \
        "chưa có điểm thành phần của cả bảng trong bộ dữ liệu"

#define TB_MSG_SIMULATE_NO_CORRELATION_GIVES_NOISE                              \
    "no correlation gives the noise that %s shows to a sum of "                 \
    "its components; theirs was scaled so that the sums agree",                 \
        "không có hệ số tương quan nào cho tổng các thành phần " \
        "đúng biến động ngẫu nhiên của %s; biến động của "   \
        "các thành phần được nhân lại để các tổng khớp"

#define TB_MSG_SIMULATE_RANKS_AMONG_UNITS_THAT                         \
    "ranks are among the %.0f of %zu units that "                      \
    "have every component; the others are not ranked",                 \
        "thứ hạng tính trong %.0f/%zu đơn vị có đủ các " \
        "thành phần; các đơn vị khác không được xếp hạng"

#define TB_MSG_SIMULATE_NO_SOBOL_INDICES \
    "no Sobol' indices were asked for", "không yêu cầu tính chỉ số Sobol'"
#define TB_MSG_SIMULATE_NOT_RANKED_EVERYWHERE                                     \
    "the unit is not ranked in every sample", "đơn vị không được xếp " \
                                              "hạng trong mọi phương án tính"
#define TB_MSG_SIMULATE_WITHOUT_VARIANCE "without variance", "thứ hạng không đổi"

#define TB_MSG_SIMULATE_PLACES_IN_CLASSES                                                \
    "of %zu units only the first %d places are counted one by one, the others in "       \
    "classes of neighbouring places: their quantiles are up to %zu places off",          \
        "với %zu đơn vị, chỉ đếm riêng từng hạng ở %d hạng đầu; " \
        "các hạng sau được đếm theo nhóm hạng liền nhau nên "            \
        "phân vị thứ hạng có thể lệch tới %zu bậc"
#endif
