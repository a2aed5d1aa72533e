/* messages/cli_help_estimate.h - the help on estimates, in both languages. */
#ifndef TB_MESSAGES_CLI_HELP_ESTIMATE_H
#define TB_MESSAGES_CLI_HELP_ESTIMATE_H

#define TB_HELP_ESTIMATE_SUMMARY                                                           \
    "panel regressions: what moves with what, and how sure that is",                       \
        "hồi quy dữ liệu bảng: yếu tố nào biến động cùng nhau, chắc " \
        "chắn đến đâu"
#define TB_HELP_ESTIMATE_ABOUT                                                             \
    "FORMULA is 'Y ~ X1 + lag(X2,2) + lead(X3) + log(X4) + diff(X5) + A:B + A*B + "        \
    "factor(region) | unit + year': indicators of any index (PAPI.D6, "                    \
    "GSO.INCOME_PC_MONTH), effects behind the bar, also region^year; c(Y1, Y2) ~ for "     \
    "several outcomes; behind a second bar endogenous terms and what stands for them, '| " \
    "X6 ~ Z1 + Z2' (0 for no effects). Lags go by year, a gap stays a gap. Standard "      \
    "errors are clustered by unit unless --vcov says otherwise; the output names the "     \
    "convention. random, reml, between, fd, mundlak and gmm take the panel's unit "        \
    "whether or not it is written. An estimate is an association, not an effect.",         \
        "CÔNG THỨC có dạng 'Y ~ X1 + lag(X2,2) + lead(X3) + log(X4) + diff(X5) + "   \
        "A:B + A*B + factor(region) | unit + year': thành phần của bất kỳ chỉ " \
        "số nào (PAPI.D6, GSO.INCOME_PC_MONTH), các hiệu ứng sau dấu gạch "    \
        "đứng, kể cả region^year; c(Y1, Y2) ~ cho nhiều biến phụ thuộc; "   \
        "sau dấu gạch thứ hai là biến nội sinh và biến công cụ thay cho " \
        "nó, '| X6 ~ Z1 + Z2' (0 nếu không có hiệu ứng). Độ trễ tính theo " \
        "năm, chỗ trống vẫn là chỗ trống. Sai số chuẩn gộp theo "        \
        "tỉnh, trừ khi --vcov quy định khác; kết quả nêu rõ quy ước. "    \
        "random, reml, between, fd, mundlak và gmm lấy đơn vị của bảng dù "    \
        "có ghi hay không. Ước lượng là mối liên hệ thống kê, không "    \
        "phải quan hệ nhân quả."
#define TB_HELP_ESTIMATE_METHOD                                                             \
    "estimator (default: iv when instruments stand behind a second |, within when effects " \
    "stand behind |, else pooled)",                                                         \
        "phương pháp ước lượng (mặc định: iv khi có biến công cụ sau "  \
        "dấu | thứ hai, within khi có hiệu ứng sau |, nếu không thì pooled)"
#define TB_HELP_ESTIMATE_VCOV                                                             \
    "iid, hc1, hc3, cluster:unit (default), cluster:unit,year, cr2:unit, cr3:unit, dk:L", \
        "iid, hc1, hc3, cluster:unit (mặc định), cluster:unit,year, cr2:unit, cr3:unit, dk:L"
#define TB_HELP_ESTIMATE_SSC                                  \
    "convention of the small-sample factor (default fixest)", \
        "quy ước về hệ số mẫu nhỏ (mặc định fixest)"
#define TB_HELP_ESTIMATE_WILD                                                           \
    "restricted wild cluster bootstrap with N replications: p-values and intervals by " \
    "inversion",                                                                        \
        "bootstrap wild theo cụm có ràng buộc, lặp N lần: giá trị p và "  \
        "khoảng tin cậy bằng nghịch đảo"
#define TB_HELP_ESTIMATE_WEIGHTS                                                           \
    "weights of the bootstrap (default: enumerate when 2^G <= N, rademacher from 12 "      \
    "clusters, webb below)",                                                               \
        "trọng số của bootstrap (mặc định: enumerate khi 2^G <= N, rademacher " \
        "từ 12 cụm, dưới đó là webb)"
#define TB_HELP_ESTIMATE_WEIGHT_BY                                                         \
    "weighted least squares: a variable (GSO.POP_TOTAL, log(X)) whose value is the "       \
    "precision of the row, as weights in R's lm; pooled, within, iv, reml and fd",         \
        "bình phương tối thiểu có trọng số: một biến (GSO.POP_TOTAL, "     \
        "log(X)) có giá trị là độ chính xác của dòng, như weights trong lm " \
        "của R; cho pooled, within, iv, reml và fd"
#define TB_HELP_ESTIMATE_YEARS                             \
    "cut the panel to these years, before lags are taken", \
        "chỉ lấy các năm này, trước khi lấy độ trễ"
#define TB_HELP_ESTIMATE_SUBSET                                                                 \
    "keep these rows, after lags were taken: 'region == \"NMM\" & year >= 2018'; an "           \
    "unknown value satisfies neither a comparison nor its negation",                            \
        "chỉ giữ các dòng này, sau khi lấy độ trễ: 'region == \"NMM\" & year "    \
        ">= 2018'; giá trị chưa biết thì không thỏa cả phép so sánh lẫn phủ " \
        "định của nó"
#define TB_HELP_ESTIMATE_LAGS                                                                \
    "gmm: lags of the level that are instruments, one per year; A: takes all from A, "       \
    "collapsed",                                                                             \
        "gmm: các độ trễ của mức dùng làm biến công cụ, mỗi năm một; " \
        "A: lấy mọi độ trễ từ A, gộp lại"
#define TB_HELP_ESTIMATE_COLLAPSE                                     \
    "gmm: collapse the instruments (default yes, unless --lags A:B)", \
        "gmm: gộp biến công cụ (mặc định yes, trừ khi có --lags A:B)"
#define TB_HELP_ESTIMATE_ACROSS_GAPS                                                             \
    "gmm: where years are missing, the difference across them is an equation too, as in gretl",  \
        "gmm: chỗ thiếu năm, hiệu qua khoảng thiếu cũng là một phương trình, " \
        "như trong gretl"
#define TB_HELP_ESTIMATE_STEPS                                             \
    "gmm: one or two steps (default 1; two-step errors are Windmeijer's)", \
        "gmm: một hay hai bước (mặc định 1; sai số hai bước theo Windmeijer)"
#define TB_HELP_ESTIMATE_PENALTY                                                              \
    "ridge: penalty on standardised columns (default: by generalised cross-validation)",      \
        "ridge: mức phạt trên các cột đã chuẩn hóa (mặc định: theo kiểm " \
        "định chéo tổng quát)"
#define TB_HELP_ESTIMATE_TEST                                                                 \
    "Wald test, repeatable: 'PAPI.D4 = PAPI.D5 = 0', 'name: PAPI.D4 + PAPI.D5 = 1'",          \
        "kiểm định Wald, dùng được nhiều lần: 'PAPI.D4 = PAPI.D5 = 0', 'name: " \
        "PAPI.D4 + PAPI.D5 = 1'"
#define TB_HELP_ESTIMATE_COMPARE                                                   \
    "another specification to set beside it, repeatable: a method, a formula, or " \
    "'method: formula'",                                                           \
        "thêm một mô hình đặt bên cạnh, dùng được nhiều lần: " \
        "phương pháp, công thức, hoặc 'phương pháp: công thức'"
#define TB_HELP_ESTIMATE_PREDICT                                                              \
    "table (.csv, .xlsx, .ods) with unit, year and any variables of the formula: "            \
    "predictions with intervals",                                                             \
        "bảng (.csv, .xlsx, .ods) có unit, year và các biến của công thức: giá " \
        "trị dự báo kèm khoảng"
#define TB_HELP_ESTIMATE_RESIDUALS                                                   \
    "write observed, fitted and residual of each row as CSV",                        \
        "ghi giá trị quan sát, giá trị ước lượng và phần dư của " \
        "từng dòng ra tệp CSV"
#define TB_HELP_ESTIMATE_EFFECTS \
    "write the absorbed effects as CSV", "ghi các hiệu ứng cố định ra tệp CSV"
#define TB_HELP_ESTIMATE_LEVEL                                             \
    "level of the intervals (default 0.95)", "mức tin cậy của các " \
                                             "khoảng (mặc định 0.95)"
#define TB_HELP_ESTIMATE_CSV                             \
    "print CSV instead of JSON (also with -o FILE.csv)", \
        "in CSV thay vì JSON (cũng như với -o TỆP.csv)"
#define TB_HELP_ESTIMATE_LATEX                                                                 \
    "a LaTeX table (booktabs) instead of JSON; also by --output latex and by the ending .tex", \
        "bảng LaTeX (booktabs) thay cho JSON; cũng chọn được bằng --output latex "  \
        "hoặc đuôi .tex"
#define TB_HELP_ESTIMATE_STARS                             \
    "mark coefficients in tables at 10, 5 and 1 per cent", \
        "đánh dấu hệ số trong bảng ở mức 10, 5 và 1 phần trăm"

#endif
