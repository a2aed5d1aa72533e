/* messages/estimate.h - what is said about regressions: English and Vietnamese side by side,
 * with the same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_ESTIMATE_H
#define TB_MESSAGES_ESTIMATE_H

/* What is wrong at a place of a formula or of a subset. */
#define TB_MSG_FORMULA_A_LAG_THAT_IS_NEGATIVE                 \
    "a lag must not be negative: write lead() to look ahead", \
        "độ trễ âm là nhìn về tương lai: hãy viết lead()"
#define TB_MSG_FORMULA_A_NUMBER_OF_YEARS_FROM \
    "expected a number of years from 0 to 60", "cần một số năm từ 0 đến 60"
#define TB_MSG_FORMULA_THE_FORMULA_ENDS_WHERE_A                                  \
    "the formula ends where a variable is expected", "công thức kết thúc " \
                                                     "ở chỗ cần một biến"
#define TB_MSG_FORMULA_A_VARIABLE_IS_EXPECTED "expected a variable", "cần một biến"
#define TB_MSG_FORMULA_TOO_MANY_FUNCTIONS_AROUND_ONE \
    "too many functions around one variable", "quá nhiều hàm bao quanh một biến"
#define TB_MSG_FORMULA_EVENT_STUDIES_ARE_EFFECTS                                                   \
    "i() and sunab() are not functions here: event studies of dated measures are made by "         \
    "`effects` (estimator sunab and others)",                                                      \
        "không có hàm i() và sunab(): nghiên cứu sự kiện của giải pháp có ngày " \
        "áp dụng do `effects` ước lượng (estimator sunab và các cách khác)"
#define TB_MSG_FORMULA_AN_UNKNOWN_FUNCTION_THERE_ARE                   \
    "unknown function; expected lag, lead, diff, log, sqrt or factor", \
        "không có hàm này (có lag, lead, diff, log, sqrt, factor)"
#define TB_MSG_FORMULA_FACTOR_INSIDE_ANOTHER_FUNCTION \
    "factor() inside another function", "factor() nằm trong một hàm khác"
#define TB_MSG_FORMULA_A_FUNCTION_AROUND_FACTOR \
    "a function around factor()", "một hàm bao quanh factor()"
#define TB_MSG_FORMULA_A_CLOSING_PARENTHESIS_IS_EXPECTED \
    "expected a closing parenthesis", "cần dấu ngoặc đóng"
#define TB_MSG_FORMULA_FACTOR_TAKES_REGION_YEAR_OR \
    "factor() takes region, year or unit", "factor() nhận region, year hoặc unit"
#define TB_MSG_FORMULA_REGION_AND_UNIT_ARE_NO                                                    \
    "region and unit are not numbers: write factor(region), or put them behind '|'",             \
        "region và unit không phải là số: hãy viết factor(region), hoặc đặt sau " \
        "dấu '|'"
#define TB_MSG_FORMULA_TOO_MANY_VARIABLES "too many variables", "quá nhiều biến"
#define TB_MSG_FORMULA_TOO_MANY_TERMS     "too many terms", "quá nhiều số hạng"
#define TB_MSG_FORMULA_MORE_THAN_FOUR_VARIABLES_IN \
    "more than four variables in one product", "hơn bốn biến trong một tích"
#define TB_MSG_FORMULA_ONLY_THE_INTERCEPT_CAN_BE \
    "only the intercept can be taken away (- 1)", "chỉ có thể bỏ hệ số chặn (- 1)"
#define TB_MSG_FORMULA_AN_EFFECT_IS_EXPECTED_BEHIND                                        \
    "expected an effect behind '|': unit, year, region, or two of them as in region^year", \
        "sau dấu '|' cần một hiệu ứng: unit, year, region, hoặc hai trong số đó như region^year"
#define TB_MSG_FORMULA_MORE_THAN_TWO_EFFECTS_IN \
    "more than two effects in one", "hơn hai hiệu ứng trong một"
#define TB_MSG_FORMULA_A_BETWEEN_ENDOGENOUS_TERMS_AND                \
    "expected a '~' between endogenous terms and their instruments", \
        "cần dấu '~' giữa biến nội sinh và biến công cụ của chúng"
#define TB_MSG_FORMULA_A_TERM_THAT_IS_NOT                   \
    "expected a term that is not among the regressors yet", \
        "cần một biến chưa có trong các biến giải thích"
#define TB_MSG_FORMULA_AN_INSTRUMENT_STANDS_AMONG_THE \
    "an instrument is already among the regressors",  \
        "một biến công cụ đã có trong các biến giải thích"
#define TB_MSG_FORMULA_AN_INSTRUMENT_MUST_BE_A              \
    "an instrument must be a number, not a "                \
    "factor()",                                             \
        "biến công cụ phải là số, không phải " \
        "factor()"
#define TB_MSG_FORMULA_THE_DEPENDENT_VARIABLE_MUST_BE \
    "the dependent variable must be a number", "biến phụ thuộc phải là số"
#define TB_MSG_FORMULA_A_BETWEEN_THE_DEPENDENT_VARIABLE                 \
    "expected a '~' between the dependent variable and the regressors", \
        "cần dấu '~' giữa biến phụ thuộc và các biến giải thích"
#define TB_MSG_FORMULA_SOMETHING_UNEXPECTED "unexpected text", "có phần không đúng cú pháp"
#define TB_MSG_FORMULA_THE_DEPENDENT_VARIABLE_STANDS_AMONG \
    "the dependent variable is among the "                 \
    "regressors",                                          \
        "biến phụ thuộc nằm trong các "           \
        "biến giải thích"
#define TB_MSG_FORMULA_THE_LIST_OF_DEPENDENT_VARIABLES                       \
    "the list of dependent variables is not closed or has no such position", \
        "danh sách biến phụ thuộc không đóng hoặc không có vị trí đó"
#define TB_MSG_FORMULA_OR_IS_EXPECTED "expected == or !=", "cần == hoặc !="
#define TB_MSG_FORMULA_A_WORD_IN_QUOTES_IS \
    "expected a word in quotes", "cần một từ trong dấu ngoặc kép"
#define TB_MSG_FORMULA_A_NUMBER_IS_EXPECTED "expected a number", "cần một số"
#define TB_MSG_FORMULA_TOO_MANY_PARENTHESES "too many parentheses", "quá nhiều dấu ngoặc"
#define TB_MSG_FORMULA_FACTOR_CANNOT_BE_COMPARED \
    "factor() cannot be compared", "không so sánh được factor()"
#define TB_MSG_FORMULA_A_COMPARISON_IS_EXPECTED \
    "expected a comparison (== != < <= > >=)", "cần một phép so sánh (== != < <= > >=)"
#define TB_MSG_ESTIMATE_WEIGHT_NOT_ABOVE_ZERO                                                 \
    "weights must be above zero and finite (got %g for unit %s in %d)",                       \
        "trọng số phải lớn hơn 0 và hữu hạn (đang là %g của đơn vị %s " \
        "năm %d)"
#define TB_MSG_ESTIMATE_WEIGHT_MISSING                                                        \
    "%zu of %zu rows have no weight, the first is unit %s in %d: keep to rows that have one " \
    "(`subset` with the weight > 0)",                                                         \
        "%zu trong %zu dòng không có trọng số, dòng đầu là đơn vị %s năm "   \
        "%d: chỉ lấy các dòng có trọng số (`subset` với trọng số > 0)"
#define TB_MSG_ESTIMATE_WEIGHT_IS_ONE_VARIABLE                                                  \
    "the weight is one variable with its functions, GSO.POP_TOTAL or log(X) (got '%s')",        \
        "trọng số là một biến cùng các hàm của nó, GSO.POP_TOTAL hoặc log(X) " \
        "(đang là '%s')"
#define TB_MSG_ESTIMATE_WEIGHTS_GO_WITH                             \
    "weights go with pooled, within, fd, iv and reml, not with %s", \
        "trọng số chỉ đi với pooled, within, fd, iv và reml, không đi với %s"
#define TB_MSG_ESTIMATE_WEIGHTS_BY_REML                                                          \
    "%s takes no weights: Swamy and Arora's variances assume that every row counts the same; "   \
    "reml takes them",                                                                           \
        "%s không nhận trọng số: phương sai theo Swamy và Arora là của các dòng " \
        "như nhau; reml nhận trọng số"
#define TB_MSG_ESTIMATE_WEIGHTS_OF_MOMENTS                                                     \
    "%s takes no weights: it weights its moments itself, and weighted rows would change the "  \
    "moments",                                                                                 \
        "%s không nhận trọng số: phương pháp tự tìm trọng số của các mô " \
        "men, còn dòng có trọng số sẽ có mô men khác"
#define TB_MSG_ESTIMATE_INSTRUMENTS_GO_WITH                                                     \
    "instruments behind a second '|' go with iv, gmm and sysgmm, not with %s",                  \
        "biến công cụ sau dấu '|' thứ hai chỉ đi với iv, gmm và sysgmm, không " \
        "đi với %s"
#define TB_MSG_ESTIMATE_IV_NEEDS_INSTRUMENTS                                           \
    "iv needs instruments behind a second '|': 'Y ~ X1 | unit + year | X2 ~ Z1 + Z2'", \
        "iv cần biến công cụ sau dấu '|' thứ hai: 'Y ~ X1 | unit + year | X2 ~ Z1 + Z2'"
#define TB_MSG_ESTIMATE_IV_NEEDS_ENDOGENOUS                           \
    "the instruments replace no regressor: name the endogenous ones", \
        "biến công cụ không thay cho biến giải thích nào: hãy nêu biến nội sinh"
#define TB_MSG_ESTIMATE_IV_TOO_FEW                                                              \
    "%zu instruments are too few for %zu endogenous regressors: at least one each is needed",   \
        "%zu biến công cụ là quá ít cho %zu biến nội sinh: mỗi biến cần ít " \
        "nhất một"
#define TB_MSG_ESTIMATE_IV_NOT_IDENTIFIED                                                      \
    "the instruments do not separate the %zu endogenous regressors from one another and from " \
    "the others",                                                                              \
        "biến công cụ không phân biệt được %zu biến nội sinh với nhau và " \
        "với các biến khác"
#define TB_MSG_ESTIMATE_IV_VCOV                                                               \
    "iv has the variances iid, hc1, clusters and dk: hc3, cr2 and cr3 rest on the leverages " \
    "of least squares",                                                                       \
        "iv có phương sai iid, hc1, cụm và dk: hc3, cr2 và cr3 dựa trên đòn "     \
        "bẩy của bình phương tối thiểu"
#define TB_MSG_ESTIMATE_IV_WEAK                                                                   \
    "the instruments are weak for %s (F %.3g, below 10): the estimate leans towards that of "     \
    "least squares and its errors are too small",                                                 \
        "biến công cụ yếu đối với %s (F %.3g, dưới 10): ước lượng nghiêng " \
        "về bình phương tối thiểu và sai số chuẩn quá nhỏ"
#define TB_MSG_ESTIMATE_IV_DROPPED                                                                 \
    "'%s' adds nothing to the other instruments and regressors: it is left out",                   \
        "'%s' không cho thêm thông tin ngoài các biến công cụ và biến giải thích " \
        "khác: được bỏ ra"
#define TB_MSG_ESTIMATE_NO_UNIT_VARIANCE                                                      \
    "the variance between units was estimated as zero: the result is that of pooled",         \
        "phương sai giữa các đơn vị được ước lượng bằng 0: kết quả " \
        "trùng với hồi quy gộp (pooled)"
#define TB_MSG_ESTIMATE_REML_NEEDS_UNITS                                                     \
    "reml needs units with several rows to tell their variance from that of rows (got %zu "  \
    "units, %zu rows)",                                                                      \
        "reml cần các đơn vị có nhiều dòng để tách phương sai của đơn " \
        "vị khỏi phương sai của dòng (đang có %zu đơn vị, %zu dòng)"
#define TB_MSG_ESTIMATE_REML_NO_MAXIMUM                                                          \
    "the restricted likelihood has no maximum: the rows of a unit hardly differ",                \
        "hàm hợp lý hạn chế không có cực đại: các dòng của một đơn vị " \
        "hầu như không khác nhau"
#define TB_MSG_ESTIMATE_CLASSICAL_INTERVALS                                                  \
    "intervals of predictions are classical (errors alike and independent): clusters leave " \
    "the effects of their own units without an error; name a `vcov` for intervals by it",    \
        "khoảng của dự đoán là khoảng cổ điển (sai số như nhau và "      \
        "độc lập): phương sai theo cụm không cho sai số của hiệu ứng "     \
        "thuộc chính cụm đó; nêu `vcov` để tính theo phương sai ấy"
#define TB_MSG_ESTIMATE_DIFFERENCE_HANSEN                                                        \
    "the instruments in '%s' are doubtful: without them Hansen's statistic falls by more than "  \
    "sampling explains (p %.3g)",                                                                \
        "biến công cụ trong '%s' đáng ngờ: bỏ chúng thì thống kê Hansen giảm " \
        "nhiều hơn mức ngẫu nhiên (p %.3g)"
#define TB_MSG_ESTIMATE_MODEL_AVERAGING_TAKES_REGRESSO     \
    "model averaging takes up to %d regressors (got %zu)", \
        "bình quân mô hình nhận tối đa %d biến giải thích (đang là %zu)"
#define TB_MSG_ESTIMATE_DEPENDENT_VARIABLE_HAS_VARIATI                                          \
    "the dependent variable has no variation once the effects are taken out",                   \
        "biến phụ thuộc không còn biến thiên sau khi loại các hiệu ứng cố " \
        "định"
#define TB_MSG_ESTIMATE_REGRESSOR_LEFT_HAS_VARIATION \
    "no regressor is left: '%s' has no variation",   \
        "không còn biến giải thích nào: '%s' không biến thiên"
#define TB_MSG_ESTIMATE_ROWS_LEAVE_NOTHING_BESIDE             \
    "%zu rows leave no degrees of freedom beside %g effects", \
        "%zu dòng không còn bậc tự do sau khi trừ %g hiệu ứng cố định"
#define TB_MSG_ESTIMATE_CR2_CR3_BOOTSTRAP_TAKE                                              \
    "cr2, cr3 and the bootstrap take effects of up to %d levels outside the clusters (got " \
    "%zu): use cluster:%s",                                                                 \
        "cr2, cr3 và bootstrap chỉ nhận hiệu ứng có tối đa %d mức nằm "    \
        "ngoài cụm (đang là %zu): hãy dùng cluster:%s"
#define TB_MSG_ESTIMATE_CR2_CR3_LEAVE_ONE                                                  \
    "cr2, cr3 and leave-one-out take clusters of up to %d rows (got one of %zu): use "     \
    "cluster:%s",                                                                          \
        "cr2, cr3 và loại-từng-đơn-vị chỉ nhận cụm có tối đa %d dòng " \
        "(có cụm %zu dòng): hãy dùng cluster:%s"
#define TB_MSG_ESTIMATE_EIGENDECOMPOSITION_FAILED_ONE                           \
    "eigendecomposition failed for one cluster", "không phân tích được " \
                                                 "trị riêng cho một cụm"
#define TB_MSG_ESTIMATE_FORMULA_HAS_MORE_5000                                          \
    "the formula has more than 5000 columns: put effects with many levels behind '|'", \
        "công thức có hơn 5000 cột: hãy đặt hiệu ứng có nhiều mức sau dấu '|'"
#define TB_MSG_ESTIMATE_HAS_VALUE \
    "'%s' has no value in %d-%d", "'%s' không có giá trị trong các năm %d-%d"
#define TB_MSG_ESTIMATE_LAG_HAS_VALUE                                                           \
    "'%s' has no value in %d-%d (a lag needs the year before it)",                              \
        "'%s' không có giá trị trong các năm %d-%d (biến trễ cần có số liệu " \
        "của năm trước)"
#define TB_MSG_ESTIMATE_UNIT_YEAR_HAS_EVERY                                               \
    "no unit and year has every variable of '%s': they have no years in common",          \
        "không đơn vị và năm nào có đủ mọi biến của '%s': các biến " \
        "không có năm chung"
#define TB_MSG_ESTIMATE_SUBSET_HAS_EVERY                             \
    "no unit and year within the subset has every variable of '%s'", \
        "trong tập con không có đơn vị và năm nào có đủ mọi biến của '%s'"
#define TB_MSG_ESTIMATE_FORMULA_READS_MORE_INDICES \
    "the formula reads more than %zu indices", "công thức đọc hơn %zu chỉ số"
#define TB_MSG_ESTIMATE_POSITION_JUST_AFTER_EXAMPLE                                             \
    "%s%.0s at position %zu of '%s', just after '%.*s' (example: 'PAPI.D6 ~ PAPI.D2 + "         \
    "lag(PAPI.D2) | unit + year')",                                                             \
        "%.0s%s ở vị trí %zu của '%s', ngay sau '%.*s' (ví dụ: 'PAPI.D6 ~ PAPI.D2 + " \
        "lag(PAPI.D2) | unit + year')"
#define TB_MSG_ESTIMATE_RUNS_FRACTIONAL_NEEDS_SHARE                                      \
    "'%s' runs from %g to %g: fractional needs a share (0..1), a percentage or a score " \
    "whose scheme has a range",                                                          \
        "'%s' chạy từ %g đến %g: fractional cần một tỷ lệ (0..1), số "  \
        "phần trăm hoặc điểm có thang điểm"
#define TB_MSG_ESTIMATE_PERFECT_SEPARATION_REGRESSOR_P                                         \
    "perfect separation: a regressor predicts the outcome exactly",                            \
        "phân tách hoàn toàn: một biến giải thích dự báo đúng tuyệt đối " \
        "kết quả"
#define TB_MSG_ESTIMATE_PROBIT_IDENTIFIED_TERMS_COLLIN       \
    "the probit is not identified: its terms are collinear", \
        "mô hình probit không xác định: các biến cộng tuyến"
#define TB_MSG_ESTIMATE_PROBIT_DID_CONVERGE_100               \
    "the probit did not converge in 100 "                     \
    "iterations",                                             \
        "mô hình probit không hội tụ sau 100 bước " \
        "lặp"
#define TB_MSG_ESTIMATE_FRACTIONAL_HAS_ROBUST_ERRORS                               \
    "fractional has robust errors: cluster:unit (default), other clusters or hc1", \
        "fractional dùng sai số vững: cluster:unit (mặc định), cụm khác hoặc hc1"
#define TB_MSG_ESTIMATE_UNKNOWN_EFFECT_EXPECTED_UNIT      \
    "unknown effect '%s'; expected unit, year or region", \
        "không có hiệu ứng '%s'; chọn unit, year hoặc region"
#define TB_MSG_ESTIMATE_ROW_HAS_DEPENDENT_VARIABLE                                           \
    "no row has the dependent variable and every regressor: check which of them have years " \
    "in common",                                                                             \
        "không dòng nào có cả biến phụ thuộc và mọi biến giải thích: "   \
        "hãy xem các biến có những năm nào chung"
#define TB_MSG_ESTIMATE_UNIT_APPEARS_TWICE_YEAR \
    "unit %d appears twice in year %d", "đơn vị %d có hai dòng trong năm %d"
#define TB_MSG_ESTIMATE_GMM_TAKES_UNIT_YEAR                                             \
    "gmm takes unit and year behind '|', not %s", "gmm nhận unit và year sau dấu " \
                                                  "'|', không nhận "                 \
                                                  "%s"
#define TB_MSG_ESTIMATE_GMM_NEEDS_LAGGED_DEPENDENT                                             \
    "gmm needs the lagged dependent variable among the regressors: lag(%s)",                   \
        "gmm cần biến phụ thuộc của năm trước trong các biến giải thích: " \
        "lag(%s)"
#define TB_MSG_ESTIMATE_GMM_ERRORS_ROBUST_CLUSTERED                          \
    "gmm's errors are robust and clustered by unit already: leave vcov out", \
        "sai số của gmm đã vững và theo cụm đơn vị: hãy bỏ vcov"
#define TB_MSG_ESTIMATE_YEARS_TOO_FEW_INSTRUMENTS                                             \
    "%zu years are too few for instruments lagged %d years: start the lags earlier or use "   \
    "more years",                                                                             \
        "%zu năm là quá ít cho biến công cụ trễ %d năm: hãy bắt đầu độ " \
        "trễ sớm hơn hoặc dùng thêm năm"
#define TB_MSG_ESTIMATE_UNIT_HAS_CONSECUTIVE_YEARS                                              \
    "no unit has consecutive years with every variable: there are no differences",              \
        "không đơn vị nào có đủ mọi biến trong hai năm liền nhau: không có " \
        "sai phân"
#define TB_MSG_ESTIMATE_EIGENDECOMPOSITION_INSTRUMENTS             \
    "eigendecomposition of the instruments' weight matrix failed", \
        "không phân tích được trị riêng của ma trận trọng số biến công cụ"
#define TB_MSG_ESTIMATE_IDENTIFIED_INSTRUMENTS_CORRELA                    \
    "'%s' is not identified: its instruments are not correlated with it", \
        "'%s' không xác định: biến công cụ không liên quan đến nó"
#define TB_MSG_ESTIMATE_COEFFICIENTS_IDENTIFIED_REGRES                                     \
    "the coefficients are not identified: regressors are collinear once differenced, or "  \
    "there are too few instruments",                                                       \
        "các hệ số không xác định: biến giải thích cộng tuyến sau khi " \
        "lấy sai phân, hoặc có quá ít biến công cụ"
#define TB_MSG_ESTIMATE_INSTRUMENTS_FEWER_COEFFICIENTS                                           \
    "%zu instruments are fewer than the %zu coefficients: allow more lags or use more years",    \
        "%zu biến công cụ ít hơn %zu hệ số: hãy cho thêm độ trễ hoặc dùng " \
        "thêm năm"
#define TB_MSG_ESTIMATE_YEARS_END_BEFORE_THEY                             \
    "the years %d:%d end before they start", "khoảng năm %d:%d kết " \
                                             "thúc trước khi bắt đầu"
#define TB_MSG_ESTIMATE_VARIABLE_HAS_YEAR_YEARS              \
    "no variable of '%s' has a year in the years asked for", \
        "không biến nào của '%s' có số liệu trong các năm được hỏi"
#define TB_MSG_ESTIMATE_HYPOTHESIS_HAS_POSITION_COEFFI                                   \
    "the hypothesis '%s' has %s%.0s at position %zu ('%.20s'); the coefficients are %s", \
        "giả thuyết '%s': %.0s%s ở vị trí %zu ('%.20s'); các hệ số là %s"
#define TB_MSG_HYPOTHESIS_NO_NUMBER "something that is no number", "có ký tự không phải là số"
#define TB_MSG_HYPOTHESIS_END \
    "an end where a coefficient is expected", "kết thúc khi còn thiếu một hệ số"
#define TB_MSG_HYPOTHESIS_NO_COEFFICIENT \
    "something that is no coefficient", "có tên không phải là hệ số"
#define TB_MSG_ESTIMATE_HYPOTHESIS_HAS_MORE_PARTS \
    "the hypothesis '%s' has more than %zu parts", "giả thuyết '%s' có hơn %zu phần"
#define TB_MSG_ESTIMATE_HYPOTHESIS_NAMES_COEFFICIENT \
    "the hypothesis '%s' names no coefficient", "giả thuyết '%s' không nêu hệ số nào"
#define TB_MSG_ESTIMATE_YEARS_ALONE_DO_IDENTIFY                                               \
    "the years %d-%d alone do not identify '%s': the half-panel jackknife needs both halves", \
        "riêng các năm %d-%d không xác định được '%s': jackknife nửa bảng "   \
        "cần cả hai nửa"
#define TB_MSG_ESTIMATE_HALF_PANEL_JACKKNIFE_HAS                             \
    "the half-panel jackknife has errors clustered by unit: leave vcov out", \
        "jackknife nửa bảng dùng sai số theo cụm đơn vị: hãy bỏ vcov"
#define TB_MSG_ESTIMATE_THERE_ONLY_ONE_UNIT                   \
    "there is only one unit: a clustered variance needs two", \
        "chỉ có một đơn vị: phương sai theo cụm cần ít nhất hai"
#define TB_MSG_ESTIMATE_YEARS_TOO_FEW_TWO                                        \
    "%zu years are too few for two halves: the half-panel jackknife needs four", \
        "%zu năm là quá ít cho hai nửa: jackknife nửa bảng cần bốn năm"
#define TB_MSG_ESTIMATE_POOLED_TAKES_EFFECTS_BEHIND                      \
    "pooled takes no effects behind '|': leave them out, or use within", \
        "pooled không nhận hiệu ứng sau dấu '|': hãy bỏ đi, hoặc dùng within"
#define TB_MSG_ESTIMATE_LEVEL_MUST_BETWEEN_0  \
    "level must be between 0 and 1 (got %g)", \
        "mức của khoảng tin cậy phải nằm giữa 0 và 1 (đang là %g)"
#define TB_MSG_ESTIMATE_UNKNOWN_METHOD_EXPECTED_POOLED                                       \
    "unknown method '%s'; expected pooled, within, between, fd, random, reml, mundlak, iv, " \
    "gmm, sysgmm, hpj, ridge, bma or fractional",                                            \
        "không có phương pháp '%s'; chọn pooled, within, between, fd, random, reml, " \
        "mundlak, iv, gmm, sysgmm, hpj, ridge, bma hoặc fractional"
#define TB_MSG_ESTIMATE_SUBSET_PREDICT_NEED_PANEL                   \
    "subset, predict and weight_by need a panel, not plain arrays", \
        "subset, predict và weight_by cần một bảng dữ liệu, không dùng cho mảng số"
#define TB_MSG_ESTIMATE_REGRESSOR_LEFT_HAS \
    "no regressor is left: '%s': %s%.0s", "không còn biến giải thích nào: '%s': %.0s%s"
#define TB_MSG_ESTIMATE_ROWS_TOO_FEW_PARAMETERS                                               \
    "%zu rows are too few for %zu parameters (%zu of them effects): use fewer terms, fewer "  \
    "effects or more years",                                                                  \
        "%zu dòng là quá ít cho %zu tham số (trong đó %zu hiệu ứng): hãy bớt " \
        "biến, bớt hiệu ứng hoặc thêm năm"
#define TB_MSG_ESTIMATE_ROWS_LEAVE_DEGREE_FREEDOM                                        \
    "%zu rows leave no degree of freedom for %zu parameters (%zu of them effects): use " \
    "fewer terms, fewer effects or more years",                                          \
        "%zu dòng không còn bậc tự do cho %zu tham số (trong đó %zu hiệu "  \
        "ứng): hãy bớt biến, bớt hiệu ứng hoặc thêm năm"
#define TB_MSG_ESTIMATE_COEFFICIENT_NUMBER_TERMS_DIFFE                                       \
    "the coefficient of '%s' is not a number: the terms differ too much in scale",           \
        "hệ số của '%s' không phải là số: các biến chênh nhau quá nhiều " \
        "về thang đo"
#define TB_MSG_ESTIMATE_PREDICT_TAKES_TWO_EFFECTS \
    "predict takes up to two effects", "dự đoán nhận tối đa hai hiệu ứng"
#define TB_MSG_ESTIMATE_PREDICT_TABLES_FEWER_LEVELS                 \
    "predict is limited to estimates with fewer levels of effects", \
        "dự đoán chỉ dùng cho ước lượng có ít mức hiệu ứng hơn"
#define TB_MSG_ESTIMATE_EFFECTS_CONNECTED_SO_SOME                                                \
    "the effects are not connected, so some predictions would be arbitrary: predict within the " \
    "years that units share",                                                                    \
        "các hiệu ứng không liên thông nên một số dự đoán sẽ tùy tiện: "   \
        "hãy dự đoán trong những năm các đơn vị cùng có"
#define TB_MSG_ESTIMATE_COLUMN_NEITHER_UNIT_YEAR                                              \
    "%s: the column '%s' is neither unit, year nor a variable of the formula (write it as "   \
    "there: 'lag(PAPI.D2)')",                                                                 \
        "%s: cột '%s' không phải unit, year hay biến của công thức (viết như " \
        "trong công thức: 'lag(PAPI.D2)')"
#define TB_MSG_ESTIMATE_NEEDS_COLUMNS_UNIT_YEAR \
    "%s needs the columns unit and year", "%s cần có cột unit và year"
#define TB_MSG_ESTIMATE_YEAR "%s:%zu: '%.*s' is not a year", "%s:%zu: '%.*s' không phải là năm"
#define TB_MSG_ESTIMATE_PREDICT_GOES_WITHIN_POOLED      \
    "predict goes with within and pooled, not with %s", \
        "dự đoán đi với within và pooled, không đi với %s"
#define TB_MSG_ESTIMATE_FIT_PERFECT_PREDICTIONS_WOULD      \
    "the fit is perfect: predictions would have no error", \
        "mô hình khớp tuyệt đối: dự đoán sẽ không có sai số"
#define TB_MSG_ESTIMATE_ROW_OUT_ORDER_ROWS                             \
    "row %zu is out of order: rows go by unit, and by year within it", \
        "dòng %zu sai thứ tự: các dòng xếp theo đơn vị, rồi theo năm"
#define TB_MSG_ESTIMATE_ROW_HAS_UNIT_OUTSIDE \
    "row %zu has a unit outside 0..%zu", "dòng %zu có đơn vị nằm ngoài 0..%zu"
#define TB_MSG_ESTIMATE_ROW_HAS_YEAR_OUTSIDE \
    "row %zu has a year outside 0..%zu", "dòng %zu có năm nằm ngoài 0..%zu"
#define TB_MSG_ESTIMATE_UNIT_HAS_ROWS_MORE                        \
    "a unit has %zu rows, more than the %zu that were announced", \
        "một đơn vị có %zu dòng, nhiều hơn %zu dòng đã khai báo"
#define TB_MSG_ESTIMATE_ROWS_TOO_FEW_COEFFICIENTS                \
    "%zu rows are too few for %zu coefficients and the effects", \
        "%zu dòng là quá ít cho %zu hệ số và các hiệu ứng"
#define TB_MSG_ESTIMATE_YEARS_CONNECTED_THROUGH_UNITS                                         \
    "the years are not connected through units: use the general estimator",                   \
        "các năm không liên thông qua các đơn vị: hãy dùng bộ ước lượng " \
        "tổng quát"
#define TB_MSG_ESTIMATE_REGRESSORS_COLLINEAR_ONCE_EFFE                                      \
    "the regressors are collinear once the effects are taken out: use the general "         \
    "estimator, which drops by name",                                                       \
        "các biến giải thích cộng tuyến sau khi loại hiệu ứng: hãy dùng " \
        "bộ ước lượng tổng quát, nơi biến bị loại được nêu tên"
#define TB_MSG_ESTIMATE_RIDGE_NEEDS_LEAST_MANY                                 \
    "ridge needs at least as many rows as terms (got %zu rows for %zu terms)", \
        "ridge cần số dòng không ít hơn số biến (đang là %zu dòng cho %zu biến)"
#define TB_MSG_ESTIMATE_SINGULAR_VALUE_DECOMPOSITION_R                     \
    "the singular value decomposition of the regressors did not converge", \
        "phân tích giá trị kỳ dị của các biến giải thích không hội tụ"
#define TB_MSG_ESTIMATE_POSITION_SUBSET_EXAMPLE_REGION                                         \
    "%s%.0s at position %zu of the subset '%s' (example: 'region == \"NMM\" & year >= 2018')", \
        "%.0s%s ở vị trí %zu của điều kiện lọc '%s' (ví dụ: 'region == "      \
        "\"NMM\" & year >= 2018')"
#define TB_MSG_ESTIMATE_SUBSET_UNKNOWN \
    "the subset '%s': unknown %s '%s'", "điều kiện lọc '%s': không có %s '%s'"
#define TB_MSG_ESTIMATE_MEANS_UNITS_HAVE_YEARS                                                \
    "means of units have no years: use iid, hc1, hc3 or clusters of units or regions",        \
        "trung bình theo đơn vị không có năm: hãy dùng iid, hc1, hc3 hoặc cụm " \
        "theo đơn vị, vùng"
#define TB_MSG_ESTIMATE_UNIT_HAS_TWO_YEARS             \
    "no unit has two years: there are no differences", \
        "không đơn vị nào có hai năm: không có sai phân"
#define TB_MSG_ESTIMATE_UNITS_TOO_FEW_BETWEEN                                                    \
    "%zu units are too few for a between regression with %zu terms: use within or fewer terms",  \
        "%zu đơn vị là quá ít cho hồi quy between với %zu biến: hãy dùng within " \
        "hoặc bớt biến"
#define TB_MSG_ESTIMATE_UNKNOWN_CLUSTER_VCOV_EXPECTED              \
    "unknown cluster in vcov '%s'; expected unit, year or region", \
        "phương sai '%s' nêu cụm không có; chọn unit, year hoặc region"
#define TB_MSG_ESTIMATE_VCOV_HAS_MORE_TWO \
    "vcov '%s' has more than two ways of clustering", "phương sai '%s' có hơn hai chiều cụm"
#define TB_MSG_ESTIMATE_VCOV_NAMES_CLUSTER_EXPECTED              \
    "vcov '%s' names no cluster; expected unit, year or region", \
        "phương sai '%s' không nêu cụm; chọn unit, year hoặc region"
#define TB_MSG_ESTIMATE_UNKNOWN_VCOV_EXPECTED_IID                                               \
    "unknown vcov '%s'; expected iid, hc1, hc3, cluster:unit, cluster:unit,year, cr2:unit, "    \
    "cr3:unit or dk:L",                                                                         \
        "không có phương sai '%s'; chọn iid, hc1, hc3, cluster:unit, cluster:unit,year, " \
        "cr2:unit, cr3:unit hoặc dk:L"
#define TB_MSG_ESTIMATE_VCOV_TAKES_NOTHING_AFTER                         \
    "vcov '%s' takes nothing after a colon", "phương sai '%s' không " \
                                             "nhận gì sau dấu hai chấm"
#define TB_MSG_ESTIMATE_VCOV_NEEDS_NUMBER_LAGS            \
    "vcov '%s' needs a number of lags, for example dk:2", \
        "phương sai '%s' cần số độ trễ, ví dụ dk:2"
#define TB_MSG_ESTIMATE_VCOV_TAKES_ONE_WAY \
    "vcov '%s' takes one way of clustering", "phương sai '%s' chỉ nhận một chiều cụm"
#define TB_MSG_ESTIMATE_UNKNOWN_SSC_EXPECTED_FIXEST          \
    "unknown ssc '%s'; expected fixest, none, stata or plm", \
        "không có hiệu chỉnh mẫu nhỏ '%s'; chọn fixest, none, stata hoặc plm"
#define TB_MSG_ESTIMATE_HC3_EFFECTS_TAKES_20000                                           \
    "hc3 with effects takes up to 20000 rows (got %zu): use cluster:unit or the ssc plm", \
        "hc3 có hiệu ứng chỉ nhận tối đa 20000 dòng (đang là %zu): hãy "  \
        "dùng cluster:unit hoặc ssc plm"
#define TB_MSG_ESTIMATE_TABLE_HAS_CLUSTER \
    "this table has no %s to cluster by", "bảng này không có %s để lập cụm"
#define TB_MSG_ESTIMATE_THERE_ONLY_ONE_CLUSTERED                     \
    "there is only one %s: a clustered variance needs two; use hc1", \
        "chỉ có một %s: phương sai theo cụm cần ít nhất hai; hãy dùng hc1"
#define TB_MSG_ESTIMATE_THERE_ONLY_ONE_YEAR                                   \
    "there is only one year: Driscoll-Kraay needs several; use cluster:unit", \
        "chỉ có một năm: Driscoll-Kraay cần nhiều năm; hãy dùng cluster:unit"
#define TB_MSG_ESTIMATE_2_SIGN_VECTORS_TOO                                                   \
    "2^%zu sign vectors are too many to enumerate: use rademacher weights",                  \
        "2^%zu tổ hợp dấu là quá nhiều để liệt kê: hãy dùng trọng số " \
        "rademacher"
#define TB_MSG_ESTIMATE_UNKNOWN_WEIGHTS_EXPECTED_RADEM              \
    "unknown weights '%s'; expected rademacher, webb or enumerate", \
        "không có loại trọng số '%s'; chọn rademacher, webb hoặc enumerate"
#define TB_MSG_ESTIMATE_WILD_BOOTSTRAP_GOES_POOLED                     \
    "the wild bootstrap goes with pooled, within and fd, not with %s", \
        "wild bootstrap đi với pooled, within và fd, không đi với %s"
#define TB_MSG_ESTIMATE_THERE_ONLY_ONE_WILD                                         \
    "there is only one %s: the wild cluster bootstrap needs at least two clusters", \
        "chỉ có một %s: wild cluster bootstrap cần ít nhất hai cụm"
#define TB_MSG_ESTIMATE_REGRESSOR_DROPPED_COLLINEAR_OT                                          \
    "regressor %zu was dropped: it is collinear with others or with the effects",               \
        "biến giải thích %zu bị loại: cộng tuyến với biến khác hoặc với " \
        "hiệu ứng"
#define TB_MSG_ESTIMATE_THERE_ONLY_ONE_UNIT_2                                         \
    "there is only one unit: the wild cluster bootstrap needs at least two clusters", \
        "chỉ có một đơn vị: wild cluster bootstrap cần ít nhất hai cụm"
/* places of a failure, before its sentence (tbi_fail_within) */
#define TB_MSG_ESTIMATE_AT_POSITION                         \
    "'%s' at position %zu of '%s': ", "'%s' ở vị trí " \
                                      "%zu của '%s': "
#define TB_MSG_ESTIMATE_IN_SUBSET "the subset '%s': ", "điều kiện lọc '%s': "
#define TB_MSG_ESTIMATE_AT_LINE   "%s:%zu: ", "%s:%zu: "

/* ---- identification -------------------------------------------------------------------------- */

#define TB_MSG_ESTIMATE_NO_ROWS                                                            \
    "the regressors are collinear to the last digit: their variance cannot be computed",   \
        "các biến giải thích cộng tuyến đến chữ số cuối: không tính " \
        "được phương sai"
#define TB_MSG_ESTIMATE_ALL_SINGLETONS                                                      \
    "every row is the only one of its %s: its effect fits it whatever the regressors are; " \
    "use fewer effects or more years",                                                      \
        "mỗi dòng là dòng duy nhất của %s tương ứng: hiệu ứng khớp "     \
        "đúng dòng đó với mọi giá trị của biến giải thích; cần bớt " \
        "hiệu ứng hoặc thêm năm"
#define TB_MSG_ESTIMATE_PERFECT_WITHIN                                                      \
    "the regressors and the units' effects fit the dependent variable perfectly: there is " \
    "no variance by which random effects could weigh; use within",                          \
        "các biến giải thích và hiệu ứng đơn vị khớp hoàn toàn với "   \
        "biến phụ thuộc: không có phương sai để tính trọng số của "     \
        "hiệu ứng ngẫu nhiên; hãy dùng within"
#define TB_MSG_ESTIMATE_PREDICT_VCOV                                                          \
    "predictions have intervals by iid, hc1, clusters or dk, not by %s: its leverages are "   \
    "those of the rows of the estimate",                                                      \
        "dự đoán có khoảng tin cậy theo iid, hc1, cụm hoặc dk, không theo %s: " \
        "đòn bẩy của nó là của các dòng trong ước lượng"

/* ---- notices --------------------------------------------------------------------------------- */

#define TB_MSG_ESTIMATE_FEW_CLUSTERS                                                             \
    "%zu clusters are few (effective number of clusters of the weakest term: %.1f): the "        \
    "standard errors tend to be too small; CR2 and the wild cluster bootstrap are given beside " \
    "them",                                                                                      \
        "chỉ có %zu cụm (số cụm hữu hiệu của hệ số yếu nhất: %.1f): sai " \
        "số chuẩn thường bị ước lượng thấp; CR2 và wild cluster bootstrap "    \
        "được nêu bên cạnh"
#define TB_MSG_ESTIMATE_CONCENTRATED                                                            \
    "the weight of '%s' lies in effectively %.1f of %zu clusters: its standard error tends to " \
    "be far too small; see the bootstrap",                                                      \
        "trọng số của '%s' tập trung vào khoảng %.1f trong %zu cụm: sai số "     \
        "chuẩn thường bị ước lượng quá thấp; xem bootstrap"
#define TB_MSG_ESTIMATE_IDENTIFIED_BY                                                             \
    "identified by %zu of %zu units; rows left out as singletons (the only row of a level of an " \
    "effect): %zu",                                                                               \
        "hệ số được xác định từ %zu trong %zu đơn vị; số dòng bỏ ra vì "  \
        "là dòng duy nhất của một mức hiệu ứng: %zu"
#define TB_MSG_ESTIMATE_HANSEN                                                                 \
    "Hansen's test rejects the instruments (p = %.3f): at least some of them are correlated "  \
    "with the errors; the estimate should not be used",                                        \
        "kiểm định Hansen bác bỏ các biến công cụ (p = %.3f): có biến công " \
        "cụ tương quan với sai số; không nên dùng ước lượng này"
#define TB_MSG_ESTIMATE_LOST_EQUATIONS                                                        \
    "instruments from lag %d on leave out the equations of %d%s%.0d: their only instruments " \
    "would be of lag 2",                                                                      \
        "biến công cụ từ độ trễ %d làm mất các phương trình của năm "   \
        "%d%s%.0d: biến công cụ duy nhất của chúng có độ trễ 2"
#define TB_MSG_ESTIMATE_NO_REGION                                                                 \
    "rows of units without a region were left out, because the regression uses regions",          \
        "số dòng bị bỏ vì đơn vị không thuộc vùng nào, trong khi hồi quy có " \
        "dùng vùng"

#define TB_MSG_ESTIMATE_FORMULA_TOO_LONG \
    "the formula is longer than %zu characters", "công thức dài quá %zu ký tự"

/* ---- bma.c ---- */
#define TB_MSG_ESTIMATE_MODELS_COLLINEAR_TERMS_MANY                                      \
    "models with collinear terms, or with as many terms as rows, were left out",         \
        "các mô hình có biến cộng tuyến hoặc quá nhiều biến đã bị " \
        "bỏ qua"

/* ---- gmm.c ---- */
#define TB_MSG_ESTIMATE_INSTRUMENTS_START_LAG_3                                                   \
    "instruments start at lag 3: lag 2 of a survey index has the same survey noise as the "       \
    "regressor; `lags` 2:4 overrides",                                                            \
        "biến công cụ bắt đầu từ độ trễ 3: độ trễ 2 của chỉ số "      \
        "khảo sát chứa cùng sai số khảo sát với biến giải thích; dùng `lags` " \
        "2:4 để thay đổi"
#define TB_MSG_ESTIMATE_WEIGHT_MATRIX_INSTRUMENTS_SINGULAR                                  \
    "a weight matrix of the instruments is singular: its generalised inverse was used",     \
        "ma trận trọng số của biến công cụ suy biến: dùng nghịch đảo " \
        "tổng quát"

/* ---- least_squares.c ---- */
#define TB_MSG_ESTIMATE_REGRESSORS_EFFECTS_FIT_DEPENDENT                                    \
    "the regressors and effects fit the dependent variable perfectly: there are no "        \
    "standard errors",                                                                      \
        "các biến giải thích và hiệu ứng khớp hoàn toàn với biến phụ " \
        "thuộc: không có sai số chuẩn"
#define TB_MSG_ESTIMATE_NUMBER_REDUNDANT_EFFECTS_LOWER                                       \
    "the number of redundant effects is a lower bound: degrees of freedom may be counted a " \
    "little low",                                                                            \
        "số hiệu ứng thừa chỉ là cận dưới: bậc tự do có thể "         \
        "được tính hơi thấp"
#define TB_MSG_ESTIMATE_EFFECTS_NAMED_PANEL_UNITS                                                \
    "no effects were named: the panel's units are used; write '| unit + year' for both",         \
        "không nêu hiệu ứng: dùng hiệu ứng đơn vị; viết '| unit + year' để " \
        "có cả hai"

/* ---- wild_run.c ---- */
#define TB_MSG_ESTIMATE_BOOTSTRAP_TESTS_ONE_RESTRICTION                                     \
    "the bootstrap tests one restriction at a time: hypotheses of several have Wald's "     \
    "p-value only",                                                                         \
        "bootstrap chỉ kiểm định từng ràng buộc: giả thuyết gồm nhiều " \
        "ràng buộc chỉ có giá trị p của Wald"
#define TB_MSG_ESTIMATE_BOOTSTRAP_MULTIPLIES_RESIDUALS_FIRST                    \
    "the bootstrap multiplies the residuals of the first way of clusters only", \
        "bootstrap chỉ nhân phần dư theo chiều cụm thứ nhất"

#define TB_MSG_ESTIMATE_CHANGED_ITS_METHOD_COMPONENTS                                             \
    "%s changed its method in %s: components rebuilt then are not comparable across the change; " \
    "effects of years remove the common jump, `years` keeps to one method",                       \
        "%s thay đổi phương pháp vào năm %s: các nội dung được xây dựng lại " \
        "không so sánh được giữa các giai đoạn; hiệu ứng năm chỉ loại bỏ " \
        "mức nhảy chung, dùng `years` để giữ một phương pháp"
#define TB_MSG_ESTIMATE_LOG_OR_SQRT_CANNOT                                         \
    "log or sqrt cannot take %zu cells (zero or negative): they count as missing", \
        "log hoặc sqrt không tính được với %zu ô (bằng 0 hoặc âm): coi như thiếu"

#define TB_MSG_ESTIMATE_INSTRUMENTS_MORE_THAN_UNITS                                             \
    "%zu instruments are more than the %zu units: the weight matrix of two steps is singular, " \
    "its generalised inverse was used; Hansen's test is weak. Collapse them or limit `lags`",   \
        "%zu biến công cụ nhiều hơn %zu đơn vị: ma trận trọng số "            \
        "hai bước suy biến, dùng nghịch đảo tổng quát; kiểm định "           \
        "Hansen yếu. Nên gộp (`collapse` yes) hoặc giới hạn `lags`"

#define TB_MSG_ESTIMATE_THIS_VARIANCE_RESTS_ON                                                 \
    "this variance needs many years and there are %zu: it tends to be too small; cr2:unit is " \
    "given beside it",                                                                         \
        "phương sai này cần nhiều năm mà chỉ có %zu năm: thường bị ước "  \
        "lượng thấp; cr2:unit được nêu bên cạnh"
#define TB_MSG_ESTIMATE_TERMS_NEARLY_COLLINEAR_CONDITION                                           \
    "the terms are nearly collinear (condition number %.2g): coefficients are sensitive to small " \
    "changes",                                                                                     \
        "các biến gần như cộng tuyến (số điều "                                     \
        "kiện %.2g): hệ số nhạy với thay đổi nhỏ"

#define TB_MSG_ESTIMATE_DIFFERENCES_SPAN_GAP_MORE                        \
    "%zu differences span a gap of more than one year (as in plm's fd)", \
        "%zu sai phân đi qua khoảng trống hơn một năm (như fd của plm)"

#endif
