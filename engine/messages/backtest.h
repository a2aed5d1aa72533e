/* messages/backtest.h - what is said about backtests and predictions: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_BACKTEST_H
#define TB_MESSAGES_BACKTEST_H

#define TB_MSG_BACKTEST_FIRST_ORIGIN_MUST_COME            \
    "first origin %d must not come after last origin %d", \
        "năm gốc đầu %d phải không sau năm gốc cuối %d"
#define TB_MSG_BACKTEST_HORIZON_MUST_1_5 \
    "horizon must be from 1 to 5 years (got %d)", "tầm dự báo phải từ 1 đến 5 năm (đang là %d)"
#define TB_MSG_BACKTEST_DRAWS_MUST_100_1000000     \
    "draws must be from 100 to 1000000 (got %zu)", \
        "số lần mô phỏng phải từ 100 đến 1000000 (đang là %zu)"
#define TB_MSG_BACKTEST_MODEL_NAMED "no model is named", "chưa nêu mô hình nào"
#define TB_MSG_BACKTEST_ORIGIN_CAN_JUDGED_HAS                                      \
    "no origin from %d to %d can be judged: '%s' has scores for %d to %d; %s%.0s", \
        "không năm gốc nào từ %d đến %d đánh giá được: '%s' có điểm các năm %d đến %d; %.0s%s"
#define TB_MSG_BACKTEST_QUANTILES_UNIT_CROSS_LEVEL                     \
    "quantiles of unit %s for %d cross: level %g lies below level %g", \
        "các phân vị của đơn vị %s năm %d cắt nhau: mức %g nằm dưới mức %g"
#define TB_MSG_BACKTEST_UNIT_LACKS_QUANTILES_OTHER                         \
    "unit %s for %d lacks %zu of the %zu quantiles that other units have", \
        "đơn vị %s năm %d thiếu %zu trong %zu phân vị mà các đơn vị khác có"
#define TB_MSG_BACKTEST_UNIT_HAS_THOUGH_OTHERS                                                                             \
    "unit %s for %d has no %s though others have: predict all units of a year in the same kind",                           \
        "đơn vị %s năm %d không có %s trong khi đơn vị khác có: hãy dự báo mọi đơn vị của một " \
        "năm theo cùng một dạng"
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

#endif
