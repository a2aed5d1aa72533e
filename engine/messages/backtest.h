/* messages/backtest.h - what is said about backtests and predictions: English and Vietnamese
 * side by side, with the same arguments in the same order (the compiler checks both where they
 * are used). */
#ifndef TB_MESSAGES_BACKTEST_H
#define TB_MESSAGES_BACKTEST_H

#define TB_MSG_BACKTEST_FIRST_ORIGIN_MUST_COME            \
    "first origin %d must not come after last origin %d", \
        "năm gốc đầu %d không được sau năm gốc cuối %d"
#define TB_MSG_BACKTEST_HORIZON_MUST_1_5                                           \
    "horizon must be from 1 to 5 years (got %d)", "tầm dự báo phải từ 1 " \
                                                  "đến 5 năm (đang là %d)"
#define TB_MSG_BACKTEST_DRAWS_MUST_100_1000000     \
    "draws must be from 100 to 1000000 (got %zu)", \
        "số lần mô phỏng phải từ 100 đến 1000000 (đang là %zu)"
#define TB_MSG_BACKTEST_MODEL_NAMED "a model must be named", "cần nêu mô hình"
#define TB_MSG_BACKTEST_ORIGIN_PASSED_OVER \
    "origin %d is skipped: %s%.0s", "bỏ qua năm gốc %d: %.0s%s"
#define TB_MSG_BACKTEST_ORIGIN_CAN_JUDGED_HAS                                                   \
    "no origin from %d to %d can be judged: '%s' has scores for %d to %d; %s%.0s",              \
        "không năm gốc nào từ %d đến %d đánh giá được: '%s' có điểm các " \
        "năm %d đến %d; %.0s%s"
#define TB_MSG_BACKTEST_QUANTILES_UNIT_CROSS_LEVEL                             \
    "%s:%zu: quantiles of unit %s for %d cross: level %g lies below level %g", \
        "%s:%zu: các phân vị của đơn vị %s năm %d cắt nhau: mức %g nằm dưới mức %g"
#define TB_MSG_BACKTEST_UNIT_LACKS_QUANTILES_OTHER                                 \
    "%s:%zu: unit %s for %d lacks %zu of the %zu quantiles that other units have", \
        "%s:%zu: đơn vị %s năm %d thiếu %zu trong %zu phân vị mà các đơn vị khác có"
#define TB_MSG_BACKTEST_UNIT_HAS_THOUGH_OTHERS                                          \
    "%s:%zu: unit %s for %d has no %s%.0s though others have: "                         \
    "predict all units of a year in the same kind",                                     \
        "%s:%zu: đơn vị %s năm %d không có %.0s%s trong khi đơn vị "         \
        "khác có: hãy dự báo mọi đơn vị của một năm theo cùng một " \
        "dạng"
#define TB_MSG_BACKTEST_KIND_MEAN      "mean", "giá trị trung bình"
#define TB_MSG_BACKTEST_KIND_QUANTILES "quantiles", "phân vị"
#define TB_MSG_BACKTEST_KIND_DRAWS     "draws", "lần mô phỏng"
#define TB_MSG_BACKTEST_HAS_COLUMN_PREDICTIONS_HAVE                    \
    "%s has no column '%s': predictions have the columns "             \
    "index,origin,year,unit,output_type,output_type_id,value",         \
        "%s không có cột '%s': bảng dự báo gồm các cột " \
        "index,origin,year,unit,output_type,output_type_id,value"
#define TB_MSG_BACKTEST_HAS_PREDICTIONS "%s has no predictions", "%s không có dự báo nào"

#define TB_MSG_BACKTEST_DRAWS_MUST_400_100000     \
    "draws must be from 400 to 100000 (got %zu)", \
        "số lần mô phỏng phải từ 400 đến 100000 (đang là %zu)"
#define TB_MSG_BACKTEST_ORIGIN_CAN_JUDGED             \
    "no origin from %d to %d can be judged for '%s'", \
        "không năm gốc nào từ %d đến %d đánh giá được cho '%s'"

#define TB_MSG_BACKTEST_NOTHING_PUBLISHED \
    "nothing was published for %d", "năm %d chưa có số liệu nào được công bố"
#define TB_MSG_BACKTEST_COMPONENT_RANKS_PUBLISHED_TOTA          \
    "'%s' is a component; ranks are published for totals only", \
        "'%s' là thành phần; thứ hạng chỉ được công bố cho chỉ số tổng hợp"

/* rows of a file of predictions: each stands behind FILE:LINE: COLUMN */
#define TB_MSG_BACKTEST_ROW_ONE_INDEX                                                          \
    "a file of predictions is about one index; put the others into files of their own",        \
        "mỗi tệp dự báo chỉ về một chỉ số; hãy tách các chỉ số khác " \
        "ra tệp riêng"
#define TB_MSG_BACKTEST_ROW_NO_UNIT                    \
    "the index has no such unit", "chỉ số không " \
                                  "có đơn vị này"
#define TB_MSG_BACKTEST_ROW_LEVEL                                    \
    "the level of a quantile must be between 0 and 1, such as 0.05", \
        "mức của phân vị phải trong khoảng từ 0 đến 1, ví dụ 0.05"
#define TB_MSG_BACKTEST_ROW_DRAW                                                                \
    "a sample has the number of its draw, the same for all units of the draw",                  \
        "mỗi mẫu phải có số thứ tự lần mô phỏng, chung cho mọi đơn vị " \
        "của lần đó"
#define TB_MSG_BACKTEST_ROW_TYPE \
    "expected quantile, sample or mean", "chỉ nhận quantile, sample hoặc mean"
#define TB_MSG_BACKTEST_ROW_YEARS "years from 1990 to 2100", "năm phải từ 1990 đến 2100"
#define TB_MSG_BACKTEST_ROW_AFTER \
    "the year that is forecast must be after its origin", "năm dự báo phải sau năm gốc"
#define TB_MSG_BACKTEST_ROW_TWICE \
    "duplicate prediction: keep one row", "dự báo này bị trùng: chỉ giữ một dòng"
#define TB_MSG_BACKTEST_ROW_NUMBER                                                           \
    "not a number: write it with a point, or with a comma when semicolons or tabs separate " \
    "the fields",                                                                            \
        "không phải số: hãy dùng dấu chấm thập phân, hoặc dấu phẩy khi " \
        "các cột cách nhau bằng dấu chấm phẩy hay tab"

/* ---- records.c ---- */
#define TB_MSG_BACKTEST_THERE_PROBABILITY "there is no probability", "chưa có xác suất"
#define TB_MSG_BACKTEST_GOALS_KIND_LOOKED_BACK                                                    \
    "past forecasts were tested for goals on ranks only, not for goals of this kind",             \
        "mới kiểm nghiệm các chỉ tiêu về thứ hạng, chưa kiểm nghiệm loại " \
        "chỉ tiêu này"
#define TB_MSG_BACKTEST_NOTHING_LIKE_SAID_PUBLISHED                                                \
    "no forecast like it has been tested against published results yet",                           \
        "chưa có dự báo tương tự nào để đối chiếu với kết quả đã công " \
        "bố"

#define TB_MSG_BACKTEST_NO_YEAR_WAS_THERE \
    "there is no year to judge", "không có năm nào để đánh giá"

#define TB_MSG_BACKTEST_NO_MEMORY "not enough memory", "không đủ bộ nhớ"
#define TB_MSG_BACKTEST_MORE \
    "\n"                     \
    "... and %zu more",      \
        "\n"                 \
        "... và %zu lỗi nữa"

#define TB_MSG_BACKTEST_PLACES_YEARS \
    "%s%d %.2f + %.2f (%zu ranks of %zu years)", "%s%d %.2f + %.2f (%zu thứ hạng của %zu năm)"
#define TB_MSG_BACKTEST_SHARE_CASES_THAT_MOVE                                                     \
    "share of cases that move as published ranks do (by the rank model + by past moves), "        \
    "learned from earlier origins: %s",                                                           \
        "tỷ lệ trường hợp biến động như các thứ hạng đã công bố (theo "  \
        "mô hình + theo các lần tăng giảm trước đây), rút ra từ các năm gốc " \
        "trước: %s"

#define TB_MSG_BACKTEST_BASELINES_LEFT_OUT                                                         \
    "%zu units: persistence, past moves and the rank model are judged for up to %d units; their "  \
    "figures are left out",                                                                        \
        "%zu đơn vị: giữ nguyên thứ hạng, các lần tăng giảm trước đây và "  \
        "mô hình thứ hạng chỉ được kiểm chứng khi có không quá %d đơn vị; " \
        "các con số này để trống"
#endif
